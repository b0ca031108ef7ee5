--- upgrade
ALTER TABLE t ADD COLUMN state VARCHAR(3);

