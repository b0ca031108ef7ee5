-- option: enable=PG311

-- case: of a table in use
-- existing:
CREATE TABLE t (a int DEFAULT 1);
-- review:
ALTER TABLE t ALTER COLUMN a SET DEFAULT 2; -- want "PG311: running code that inserts rows without t.a"
ALTER TABLE t ALTER COLUMN a DROP DEFAULT; -- want "PG311: t.a"

-- case: of a new column, and born in the script
-- existing:
CREATE TABLE t (a int DEFAULT 1);
-- review:
ALTER TABLE t ADD COLUMN b int;
ALTER TABLE t ALTER COLUMN b SET DEFAULT 2;
CREATE TABLE u (a int);
ALTER TABLE u ALTER COLUMN a SET DEFAULT 2;
