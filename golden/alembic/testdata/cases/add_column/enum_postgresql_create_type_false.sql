--- upgrade
ALTER TABLE t ADD COLUMN state state;

