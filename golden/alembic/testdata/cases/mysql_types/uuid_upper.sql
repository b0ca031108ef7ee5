--- upgrade
ALTER TABLE t ADD COLUMN a UUID;

