--- upgrade
ALTER TABLE t RENAME a TO b;

--- downgrade
ALTER TABLE t RENAME b TO a;

