--- upgrade
ALTER TABLE t RENAME a TO b;

