--- upgrade
ALTER TABLE t RENAME a TO "B b";

--- downgrade
ALTER TABLE t RENAME "B b" TO a;

