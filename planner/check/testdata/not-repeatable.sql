-- option: enable=PG506

-- case: outside
-- existing:
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
-- review:
DROP INDEX CONCURRENTLY i; -- want "PG506: run again, it fails"
-- revision:
-- transaction none
CREATE TABLE u (a int); -- want "PG506: run again"
ALTER TABLE u ADD CONSTRAINT c CHECK (a > 0); -- want "PG506: run again"

-- case: repeatable, and in a transaction
-- existing:
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
-- review:
DROP INDEX CONCURRENTLY IF EXISTS i;
-- revision:
CREATE TABLE u (a int);
