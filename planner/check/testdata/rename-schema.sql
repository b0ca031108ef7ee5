-- case: in use
-- existing:
CREATE SCHEMA s;
-- review:
ALTER SCHEMA s RENAME TO t; -- want "PG407: running code that names schema s, .*: it is called t now"

-- case: born in the script
-- existing:
-- review:
CREATE SCHEMA s;
ALTER SCHEMA s RENAME TO t;
