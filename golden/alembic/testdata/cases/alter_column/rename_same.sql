--- upgrade
ALTER TABLE t RENAME a TO a;

