-- case: behind ALTER TABLE
-- existing:
CREATE TABLE t (a int);
CREATE TABLE u (a int);
-- review:
ALTER TABLE t ADD COLUMN b int;
CREATE INDEX i ON t (a); -- want "PG503: it builds an index on t while statement 1 keeps everybody out of t"
CREATE INDEX j ON u (a); -- want "PG503: it builds an index on u while statement 1 keeps everybody out of t"

-- case: what is as bad by itself
-- existing:
CREATE TABLE t (a int);
-- review:
ALTER TABLE t ADD COLUMN b int;
ALTER TABLE t ALTER COLUMN a TYPE bigint;

-- case: in front of it, and in another revision
-- existing:
CREATE TABLE t (a int);
-- review:
CREATE INDEX i ON t (a);
ALTER TABLE t ADD COLUMN b int;
-- revision:
CREATE INDEX j ON t (a, a);

-- case: born in the script
-- existing:
CREATE TABLE u (a int);
-- review:
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int;
CREATE INDEX i ON t (a);
CREATE INDEX j ON u (a);
