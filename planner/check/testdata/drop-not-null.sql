-- case: of a table in use
-- existing:
CREATE TABLE t (a int NOT NULL, b int);
-- review:
ALTER TABLE t ALTER COLUMN a DROP NOT NULL; -- want "PG310: readers of t.a have to expect nulls"
ALTER TABLE t ALTER COLUMN b DROP NOT NULL;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a int NOT NULL);
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
