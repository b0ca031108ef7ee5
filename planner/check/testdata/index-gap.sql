-- case: dropped, then built
-- existing:
CREATE TABLE a (id int, b int, c int);
CREATE INDEX a_b ON a (b);
-- review:
DROP INDEX CONCURRENTLY a_b; -- want "PG107: index a_b of a is gone before statement 2"
CREATE INDEX CONCURRENTLY a_b ON a (b, c);

-- case: another name, the same columns, a later revision
-- existing:
CREATE TABLE a (id int, b int, c int);
CREATE INDEX a_b ON a (b);
-- review:
DROP INDEX a_b; -- want "PG107: before statement 2"
-- revision:
CREATE INDEX CONCURRENTLY a_bc ON a (b, c);

-- case: built, then dropped; and one transaction
-- existing:
CREATE TABLE a (id int, b int, c int);
CREATE INDEX a_b ON a (b);
CREATE INDEX a_c ON a (c);
-- review:
CREATE INDEX CONCURRENTLY a_bc ON a (b, c);
DROP INDEX CONCURRENTLY a_b;
-- revision:
DROP INDEX a_c;
CREATE INDEX a_c ON a (c, b);

-- case: another matter
-- existing:
CREATE TABLE a (id int, b int, c int);
CREATE INDEX a_b ON a (b);
-- review:
DROP INDEX CONCURRENTLY a_b;
CREATE INDEX CONCURRENTLY a_c ON a (c);
