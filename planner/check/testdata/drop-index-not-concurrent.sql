-- case: indexes of tables in use
-- existing:
CREATE TABLE a (id int, b int, c int);
CREATE INDEX a_b ON a (b);
CREATE INDEX "a C" ON a (c);
CREATE INDEX a_bc ON a (b, c);
-- review:
DROP INDEX a_bc; -- want "PG102: index a_bc is dropped under a lock that keeps everybody out of a"
--> DROP INDEX CONCURRENTLY a_bc;
DROP INDEX IF EXISTS a_b, "a C"; -- want "PG102: a_b"
--> DROP INDEX CONCURRENTLY IF EXISTS a_b;
--> DROP INDEX CONCURRENTLY IF EXISTS "a C";

-- case: concurrently
-- existing:
CREATE TABLE a (id int, b int);
CREATE INDEX a_b ON a (b);
-- review:
DROP INDEX CONCURRENTLY a_b;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE a (id int, b int);
CREATE INDEX a_b ON a (b);
DROP INDEX a_b;

-- case: made by no revision
-- existing:
CREATE TABLE a (id int, b int);
CREATE INDEX a_b ON a (b);
DROP INDEX a_b;
CREATE TABLE old (id int);
CREATE INDEX old_id ON old (id);
DROP TABLE old;
-- review:
DROP INDEX IF EXISTS a_b;
DROP INDEX IF EXISTS old_id;
DROP INDEX IF EXISTS a_id, "s".a_b; -- want "PG102: no revision makes index a_id: if production has it, it is dropped under a lock that keeps everybody out of its table"
--> DROP INDEX CONCURRENTLY IF EXISTS a_id;
--> DROP INDEX CONCURRENTLY IF EXISTS s.a_b;
DROP INDEX IF EXISTS a_c CASCADE; -- want "PG102: no revision makes index a_c"
-- revision:
DROP INDEX CONCURRENTLY IF EXISTS a_id;

-- case: made by no revision, on an empty database
-- option: start=base
-- existing:
-- review:
DROP INDEX IF EXISTS a_id; -- want "PG102: no revision makes index a_id"

-- case: so that the revision can be repeated
-- existing:
-- review:
CREATE TABLE IF NOT EXISTS a (id int);
DROP INDEX IF EXISTS a_id;
CREATE INDEX a_id ON a (id);

-- case: of a table of which nothing is known
-- existing:
CREATE TABLE a (id int, b no_such_type);
CREATE INDEX a_b ON a (b);
CREATE INDEX IF NOT EXISTS a_id ON a (id);
-- review:
DROP INDEX a_b; -- want "PG102: index a_b is dropped under a lock that keeps everybody out of its table"
DROP INDEX IF EXISTS a_id; -- want "PG102: a_id"

-- case: of a table that goes in the same transaction
-- existing:
CREATE TABLE a (id int, b int);
CREATE INDEX a_b ON a (b);
CREATE TABLE c (id int);
CREATE INDEX c_id ON c (id);
-- review:
DROP INDEX a_b;
DROP INDEX c_id; -- want "PG102: c_id"
DROP TABLE a;
-- revision:
DROP TABLE c;

-- case: of a partitioned table
-- existing:
CREATE TABLE e (at date) PARTITION BY RANGE (at);
CREATE INDEX e_at ON e (at);
-- review:
DROP INDEX e_at; -- want "PG102: e_at"
