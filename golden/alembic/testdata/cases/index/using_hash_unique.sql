--- upgrade
CREATE INDEX ix_t_a ON t USING hash (a);

