--- upgrade
ALTER TABLE t RENAME COLUMN a TO "B b";

--- downgrade
ALTER TABLE t RENAME COLUMN "B b" TO a;

