-- case: a view is no table
-- existing:
CREATE TABLE orders (id bigint);
CREATE VIEW totals AS SELECT id FROM orders;
-- review:
DROP TABLE totals; -- want "CT104: totals is a view, not a table"
DROP VIEW orders; -- want "CT104: orders is a table, not a view"

-- case: the right kind
-- existing:
CREATE TABLE orders (id bigint);
CREATE VIEW totals AS SELECT id FROM orders;
-- review:
DROP VIEW totals;
DROP TABLE orders;

-- case: what older servers do with no partitioned table
-- version: 13
-- existing:
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
-- review:
CLUSTER p USING p_pkey; -- want "CT104: CLUSTER takes no partitioned table such as p before PostgreSQL 15, but each of its partitions"
REINDEX INDEX p_pkey; -- want "CT104: REINDEX INDEX takes no partitioned table such as p before PostgreSQL 14"
CLUSTER p1 USING p1_pkey;
REINDEX INDEX p1_pkey;
REINDEX TABLE p;

-- case: what newer servers do
-- version: 15
-- existing:
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE (a);
-- review:
CLUSTER p USING p_pkey;
REINDEX INDEX p_pkey;
