--- upgrade
CREATE INDEX ix_t_m ON t (c DESC, d DESC NULLS FIRST);

