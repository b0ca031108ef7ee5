--- upgrade
ALTER TABLE t ADD COLUMN data JSONB;

