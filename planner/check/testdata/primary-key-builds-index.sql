-- case: of columns that hold no nulls
-- existing:
CREATE TABLE orders (id int NOT NULL, b int);
-- review:
ALTER TABLE orders ADD PRIMARY KEY (id); -- want "PG207: the index of primary key orders_pkey is built"
--> CREATE UNIQUE INDEX CONCURRENTLY orders_pkey ON orders (id);
--> ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey;

-- case: of columns that may
-- existing:
CREATE TABLE orders (id int, b int);
-- review:
ALTER TABLE orders ADD CONSTRAINT k PRIMARY KEY (id); -- want "PG207: the index of primary key k is built"
--> ALTER TABLE orders ADD CONSTRAINT orders_id_not_null CHECK (id IS NOT NULL) NOT VALID;
--> -- In a revision of its own, so that what stands above is committed:
--> ALTER TABLE orders VALIDATE CONSTRAINT orders_id_not_null;
--> -- In a revision of its own, so that what stands above is committed:
--> ALTER TABLE orders ALTER COLUMN id SET NOT NULL;
--> ALTER TABLE orders DROP CONSTRAINT orders_id_not_null;
--> CREATE UNIQUE INDEX CONCURRENTLY k ON orders (id);
--> ALTER TABLE orders ADD CONSTRAINT k PRIMARY KEY USING INDEX k;

-- case: with an index
-- existing:
CREATE TABLE orders (id int NOT NULL, b int);
CREATE UNIQUE INDEX i ON orders (id);
CREATE UNIQUE INDEX j ON orders (b);
-- review:
ALTER TABLE orders ADD CONSTRAINT i PRIMARY KEY USING INDEX i;
-- revision:
ALTER TABLE orders DROP CONSTRAINT i;
ALTER TABLE orders ADD CONSTRAINT j PRIMARY KEY USING INDEX j; -- want "PG207: every row of orders is searched for nulls"

-- case: with its column
-- existing:
CREATE TABLE orders (b int);
-- review:
ALTER TABLE orders ADD COLUMN id bigserial PRIMARY KEY; -- want "PG207: orders_pkey"

-- case: born in the script
-- existing:
-- review:
CREATE TABLE orders (id int);
ALTER TABLE orders ADD PRIMARY KEY (id);
