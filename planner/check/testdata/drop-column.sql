-- case: of a table in use
-- existing:
CREATE TABLE t (a int, "B" int);
CREATE INDEX i ON t ("B");
-- review:
ALTER TABLE t DROP COLUMN a; -- want "PG401: the values of t.a are lost"
ALTER TABLE t DROP COLUMN "B"; -- want "PG401: the values of t.\"B\" are lost, .*; with it go i$"
ALTER TABLE t DROP COLUMN IF EXISTS c; -- want "PG401: the revisions show no column c of t: if production has it, its values are lost"
ALTER TABLE IF EXISTS no_table DROP COLUMN IF EXISTS c;

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

-- case: what the revisions have dropped or renamed, or the path makes
-- existing:
CREATE TABLE t (a int, b int, "C" int, e int);
CREATE TABLE parts (a int, f int) PARTITION BY LIST (a);
CREATE TABLE part PARTITION OF parts DEFAULT;
ALTER TABLE t DROP COLUMN b;
ALTER TABLE t RENAME COLUMN "C" TO d;
ALTER TABLE t RENAME TO u;
ALTER TABLE parts DROP COLUMN f;
-- review:
ALTER TABLE u DROP COLUMN IF EXISTS b, DROP COLUMN IF EXISTS "C";
ALTER TABLE u DROP COLUMN IF EXISTS c; -- want "PG401: no column c of u"
ALTER TABLE part DROP COLUMN IF EXISTS f;
CREATE TABLE new (a int);
ALTER TABLE new DROP COLUMN IF EXISTS b;
ALTER TABLE u DROP COLUMN IF EXISTS z; -- want "PG401: no column z of u"

-- case: of a table that goes in the same transaction
-- existing:
CREATE TABLE t (a int);
-- review:
ALTER TABLE t DROP COLUMN IF EXISTS b;
DROP TABLE t;
