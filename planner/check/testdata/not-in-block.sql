-- case: in a block
-- existing:
CREATE TABLE t (a int);
-- review:
DO $$ BEGIN EXECUTE 'CREATE INDEX CONCURRENTLY i ON t (a)'; END $$; -- want "PG507: the server refuses CREATE INDEX CONCURRENTLY inside a block"

-- case: a statement of its own
-- existing:
CREATE TABLE t (a int);
-- review:
CREATE INDEX CONCURRENTLY i ON t (a);
VACUUM t;
DO $$ BEGIN EXECUTE 'CREATE INDEX j ON t (a)'; END $$;

-- case: of a partitioned table
-- existing:
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
-- review:
DO $$ BEGIN REINDEX TABLE p; END $$; -- want "PG507: the server refuses REINDEX of the partitioned table p inside a block"
DO $$ BEGIN REINDEX INDEX p_pkey; END $$; -- want "PG507: the server refuses REINDEX of the partitioned table p inside a block"
DO $$ BEGIN CLUSTER p USING p_pkey; END $$; -- want "PG507: the server refuses CLUSTER of the partitioned table p inside a block"
DO $$ BEGIN REINDEX SCHEMA public; END $$; -- want "PG507: the server refuses REINDEX of more than one table"
DO $$ BEGIN REINDEX DATABASE d; END $$; -- want "PG507: the server refuses REINDEX of more than one table"
DO $$ BEGIN CLUSTER; END $$; -- want "PG507: the server refuses CLUSTER of more than one table"
DO $$ BEGIN REINDEX TABLE p1; CLUSTER p1 USING p1_pkey; END $$;
-- revision:
REINDEX TABLE p;
CLUSTER p USING p_pkey;

-- case: of a partitioned table, which an older server skips
-- version: 13
-- existing:
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE (a);
-- review:
DO $$ BEGIN REINDEX TABLE p; END $$;
