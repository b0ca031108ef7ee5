--- upgrade
CREATE INDEX ix_t_a ON t USING gin (a gin_trgm_ops, b);

