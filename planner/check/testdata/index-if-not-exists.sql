-- case: with and without
-- existing:
CREATE SCHEMA s;
CREATE TABLE s.a (id int, b int);
-- review:
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_b ON s.a (b); -- want "PG103: an invalid index a_b"
--> DROP INDEX CONCURRENTLY IF EXISTS s.a_b;
--> CREATE INDEX CONCURRENTLY a_b ON s.a (b);
-- revision:
CREATE INDEX CONCURRENTLY a_c ON s.a (b);

-- case: not concurrently
-- existing:
CREATE TABLE a (id int, b int);
-- review:
CREATE INDEX IF NOT EXISTS a_b ON a (b);

-- case: born in the script
-- existing:
-- review:
CREATE TABLE a (id int, b int);
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_b ON a (b);
