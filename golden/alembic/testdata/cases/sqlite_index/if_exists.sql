--- upgrade
CREATE INDEX IF NOT EXISTS ix ON t (a);

--- downgrade
DROP INDEX IF EXISTS ix;

