--- upgrade
CREATE INDEX ix_t_m ON t (c DESC NULLS LAST, d ASC NULLS FIRST);

