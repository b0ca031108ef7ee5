-- case: switched off
-- option: lock_timeout=0
-- existing:
CREATE TABLE t (a int);
-- review:
CREATE TABLE u (a int);
ALTER TABLE t ADD COLUMN b int; -- want "PG501: it waits for its ACCESS EXCLUSIVE lock on t without a limit, and everybody behind it; so do 1 more"
ALTER TABLE t ADD COLUMN c int;

-- case: the script sets one
-- existing:
CREATE TABLE t (a int);
-- review:
ALTER TABLE t ADD COLUMN b int;

-- case: the revision sets one
-- option: lock_timeout=0
-- existing:
CREATE TABLE t (a int);
-- review:
SET LOCAL lock_timeout = '2s';
ALTER TABLE t ADD COLUMN b int;

-- case: outside of transactions
-- existing:
CREATE TABLE t (a int);
-- review:
-- transaction none
ALTER TABLE t ADD COLUMN b int;

-- case: outside of transactions, switched off
-- option: lock_timeout=0
-- existing:
CREATE TABLE t (a int);
-- review:
-- transaction none
ALTER TABLE t ADD COLUMN b int; -- want "PG501: it waits for its ACCESS EXCLUSIVE lock on t"

-- case: an index that is built without blocking anybody
-- existing:
CREATE TABLE t (a int);
-- review:
CREATE INDEX CONCURRENTLY i ON t (a);

-- case: a statement that would be left half done
-- existing:
CREATE TABLE t (a int) PARTITION BY LIST (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
-- review:
ALTER TABLE t DETACH PARTITION t1 CONCURRENTLY; -- want "PG501: it waits for its ACCESS EXCLUSIVE lock on t1 without a limit"

-- case: outside of transactions, with its own
-- option: lock_timeout=0
-- existing:
CREATE TABLE t (a int);
-- review:
-- transaction none
SET lock_timeout = '2s';
ALTER TABLE t ADD COLUMN b int;

-- case: born in the script
-- option: lock_timeout=0
-- existing:
-- review:
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int;
