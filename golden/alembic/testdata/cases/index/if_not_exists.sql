--- upgrade
CREATE INDEX IF NOT EXISTS ix_t_a ON t (a);

--- downgrade
DROP INDEX IF EXISTS ix_t_a;

