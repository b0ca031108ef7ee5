--- upgrade
CREATE INDEX ix_t_d ON t (created_at DESC);

