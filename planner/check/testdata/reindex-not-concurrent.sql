-- case: an index and a table
-- existing:
CREATE TABLE a (id int);
CREATE INDEX a_id ON a (id);
-- review:
REINDEX INDEX a_id; -- want "PG106: indexes of a are built again while writes wait"
--> REINDEX INDEX CONCURRENTLY a_id;
REINDEX TABLE a; -- want "PG106: indexes of a"
--> REINDEX TABLE CONCURRENTLY a;

-- case: before 12
-- version: 11
-- existing:
CREATE TABLE a (id int);
CREATE INDEX a_id ON a (id);
-- review:
REINDEX INDEX a_id; -- want "PG106: indexes of a"

-- case: concurrently, and born in the script
-- existing:
CREATE TABLE a (id int);
CREATE INDEX a_id ON a (id);
-- review:
REINDEX INDEX CONCURRENTLY a_id;
-- revision:
CREATE TABLE b (id int PRIMARY KEY);
REINDEX TABLE b;
