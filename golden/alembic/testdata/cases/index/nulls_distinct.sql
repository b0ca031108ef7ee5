--- upgrade
CREATE UNIQUE INDEX ix_t_a ON t (a) NULLS DISTINCT;

