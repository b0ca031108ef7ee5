--- upgrade
ALTER TABLE t ADD COLUMN a int, ADD COLUMN b int;

