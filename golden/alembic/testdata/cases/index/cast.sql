--- upgrade
CREATE INDEX ix_t_a ON t (CAST(a AS DATE));

