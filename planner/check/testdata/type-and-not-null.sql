-- case: both
-- existing:
CREATE TABLE t (a varchar(10), b int);
-- review:
ALTER TABLE t ALTER COLUMN a TYPE text, ALTER COLUMN a SET NOT NULL; -- want "PG309: the type of a and NOT NULL"

-- case: apart
-- existing:
CREATE TABLE t (a varchar(10), b int);
-- review:
ALTER TABLE t ALTER COLUMN a TYPE text, ALTER COLUMN b SET NOT NULL;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a varchar(10), b int);
ALTER TABLE t ALTER COLUMN a TYPE text, ALTER COLUMN a SET NOT NULL;
