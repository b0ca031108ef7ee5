-- case: in use
-- existing:
CREATE EXTENSION hstore;
CREATE EXTENSION citext;
-- review:
ALTER EXTENSION hstore UPDATE; -- want "PG610: the update of extension hstore"
DROP EXTENSION citext; -- want "PG610: extension citext is dropped"

-- case: a new one
-- existing:
-- review:
CREATE EXTENSION IF NOT EXISTS hstore;
