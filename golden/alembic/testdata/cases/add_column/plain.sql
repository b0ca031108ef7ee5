--- upgrade
ALTER TABLE t ADD COLUMN a INTEGER;

--- downgrade
ALTER TABLE t DROP COLUMN a;

