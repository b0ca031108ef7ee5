-- option: enable=PG502

-- case: long work
-- existing:
CREATE TABLE t (a int);
-- review:
ALTER TABLE t ADD COLUMN b int;
ALTER TABLE t ALTER COLUMN a TYPE bigint; -- want "PG502: its work on t has no limit"

-- case: the revision sets one
-- existing:
CREATE TABLE t (a int);
-- review:
SET LOCAL statement_timeout = '10min';
ALTER TABLE t ALTER COLUMN a TYPE bigint;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a TYPE bigint;
