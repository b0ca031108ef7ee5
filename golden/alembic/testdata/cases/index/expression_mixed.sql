--- upgrade
CREATE INDEX ix_t_m ON t (a, coalesce(b, 0), c DESC);

