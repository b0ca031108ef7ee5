-- case: of a table in use
-- existing:
CREATE TABLE orders (a int);
-- review:
ALTER TABLE orders ADD COLUMN b int GENERATED ALWAYS AS (a * 2) STORED; -- want "PG307: computing b writes every row of orders again"
ALTER TABLE orders ADD COLUMN c int;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE orders (a int, c int GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE orders ADD COLUMN b int GENERATED ALWAYS AS (a * 2) STORED;
