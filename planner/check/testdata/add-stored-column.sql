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

-- case: computed anew, and virtual ones, which are not
-- version: 18
-- existing:
CREATE TABLE orders (a int, b int GENERATED ALWAYS AS (a * 2) STORED, v int GENERATED ALWAYS AS (a * 2));
-- review:
ALTER TABLE orders ALTER COLUMN b SET EXPRESSION AS (a * 3); -- want "PG307: computing b anew writes every row of orders again"
ALTER TABLE orders ALTER COLUMN v SET EXPRESSION AS (a * 3);
ALTER TABLE orders ADD COLUMN w int GENERATED ALWAYS AS (a * 4) VIRTUAL;
