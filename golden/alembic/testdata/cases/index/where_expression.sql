--- upgrade
CREATE INDEX ix_t_a ON t (a) WHERE n > 5;

