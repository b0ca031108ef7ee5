-- case: of a table in use
-- existing:
CREATE TABLE t (a int, "B" int);
CREATE INDEX i ON t ("B");
-- review:
ALTER TABLE t DROP COLUMN a; -- want "PG401: the values of t.a are lost"
ALTER TABLE t DROP COLUMN "B"; -- want "PG401: the values of t.\"B\" are lost, .*; with it go i$"
ALTER TABLE t DROP COLUMN IF EXISTS c;

-- case: one that the script has added
-- existing:
CREATE TABLE t (a int);
-- review:
ALTER TABLE t ADD COLUMN b int;
ALTER TABLE t DROP COLUMN b;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a int);
ALTER TABLE t DROP COLUMN a;

-- case: a generated column goes along before 15
-- version: 14
-- existing:
CREATE TABLE a (n int, m int, twice int GENERATED ALWAYS AS (n * 2) STORED);
-- review:
ALTER TABLE a DROP COLUMN n; -- want "PG401: the values of a.n are lost, .*; with it go generated column twice$"
ALTER TABLE a DROP COLUMN m; -- want "PG401: the values of a.m are lost, and running code that still names the column fails$"
