-- case: of a table in use
-- existing:
CREATE TABLE orders (id int);
-- review:
ALTER TABLE orders ADD COLUMN "State" varchar(8) NOT NULL; -- want "PG304: it fails if orders has a row: State is NOT NULL"
--> ALTER TABLE orders ADD COLUMN "State" character varying(8);
ALTER TABLE orders ADD COLUMN IF NOT EXISTS k int PRIMARY KEY; -- want "PG304: it fails if orders has a row"

-- case: with a default, or nullable
-- existing:
CREATE TABLE orders (id int);
-- review:
ALTER TABLE orders ADD COLUMN a text NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN b text;
ALTER TABLE orders ADD COLUMN c serial NOT NULL;
ALTER TABLE orders ADD COLUMN d int NOT NULL GENERATED ALWAYS AS (id) STORED;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE orders (id int);
ALTER TABLE orders ADD COLUMN state text NOT NULL;
