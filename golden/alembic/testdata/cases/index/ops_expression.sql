--- upgrade
CREATE INDEX ix_t_a ON t USING gin (lower(a) gin_trgm_ops);

