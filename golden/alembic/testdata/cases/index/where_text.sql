--- upgrade
CREATE UNIQUE INDEX ix_t_a ON t (a) WHERE deleted_at IS NULL AND kind = 'x%';

