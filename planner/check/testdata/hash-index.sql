-- case: 9.6
-- version: 9.6
-- existing:
CREATE TABLE a (id int);
-- review:
CREATE INDEX CONCURRENTLY a_1 ON a USING hash (id); -- want "PG108: does not survive a crash"
CREATE INDEX CONCURRENTLY a_2 ON a (id);

-- case: 15
-- existing:
CREATE TABLE a (id int);
-- review:
CREATE INDEX CONCURRENTLY a_1 ON a USING hash (id);
