--- upgrade
ALTER TABLE t ADD COLUMN path LTREE;

