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
