--- upgrade
ALTER TABLE t ADD COLUMN state state;

ALTER TABLE u ADD COLUMN state state;

