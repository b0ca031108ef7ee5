--- upgrade
ALTER TABLE t ADD COLUMN k kind;

