-- case: volatile
-- existing:
CREATE TABLE orders (id int);
-- review:
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid(); -- want "PG305: the default of token writes every row of orders again"
--> ALTER TABLE orders ADD COLUMN token uuid;
--> ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();
ALTER TABLE orders ADD COLUMN x int DEFAULT own_function(), ADD COLUMN y int; -- want "PG305: the default of x"

-- case: the same for all rows
-- existing:
CREATE TABLE orders (id int);
-- review:
ALTER TABLE orders ADD COLUMN a int NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN b timestamptz DEFAULT now();
ALTER TABLE orders ADD COLUMN c text DEFAULT NULL;

-- case: before 11
-- version: 10
-- existing:
CREATE TABLE orders (id int);
-- review:
ALTER TABLE orders ADD COLUMN a int NOT NULL DEFAULT 0; -- want "PG305: again while nobody can read or write it, before PostgreSQL 11"

-- case: born in the script
-- existing:
-- review:
CREATE TABLE orders (id int);
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
