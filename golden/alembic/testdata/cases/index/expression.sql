--- upgrade
CREATE INDEX ix_t_lower ON t (lower(name));

