-- case: 14
-- version: 14.2
-- existing:
CREATE TABLE a (id int);
CREATE INDEX a_id ON a (id);
-- review:
CREATE INDEX CONCURRENTLY a_2 ON a (id); -- want "PG105: on PostgreSQL 14.2 to 14.3"
REINDEX INDEX CONCURRENTLY a_id; -- want "PG105: can be corrupt"

-- case: 14.4
-- version: 14.4
-- existing:
CREATE TABLE a (id int);
-- review:
CREATE INDEX CONCURRENTLY a_2 ON a (id);

-- case: born in the script
-- version: 14.2
-- existing:
-- review:
CREATE TABLE a (id int);
CREATE INDEX CONCURRENTLY a_2 ON a (id);
