-- case: behind ALTER TABLE
-- existing:
CREATE TABLE t (a int);
-- review:
ALTER TABLE t ADD COLUMN b int;
UPDATE t SET b = a WHERE b IS NULL; -- want "PG504: rows of t are changed while statement 1 keeps everybody out of t"
INSERT INTO t VALUES (1, 2);

-- case: a copy from a table in use
-- existing:
CREATE TABLE t (a int);
-- review:
CREATE TABLE n (a int);
ALTER TABLE t ADD COLUMN b int;
INSERT INTO n SELECT a FROM t; -- want "PG504: rows of n are changed while statement 2"

-- case: in front of it, and in another revision
-- existing:
CREATE TABLE t (a int, b int);
-- review:
UPDATE t SET b = a WHERE b IS NULL;
ALTER TABLE t ADD COLUMN c int;
-- revision:
UPDATE t SET c = a WHERE c IS NULL;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int;
UPDATE t SET b = a;
