-- case: of a table in use
-- existing:
CREATE TABLE orders (id int, "C" int);
-- review:
ALTER TABLE orders ALTER COLUMN "C" SET NOT NULL; -- want "PG303: every row of orders is searched for nulls in C"
--> ALTER TABLE orders ADD CONSTRAINT "orders_C_not_null" CHECK ("C" IS NOT NULL) NOT VALID;
--> -- In a revision of its own, so that what stands above is committed:
--> ALTER TABLE orders VALIDATE CONSTRAINT "orders_C_not_null";
--> -- In a revision of its own, so that what stands above is committed:
--> ALTER TABLE orders ALTER COLUMN "C" SET NOT NULL;
--> ALTER TABLE orders DROP CONSTRAINT "orders_C_not_null";

-- case: shown by a check, before and since 12
-- version: 11
-- existing:
CREATE TABLE orders (id int CONSTRAINT c CHECK (id IS NOT NULL));
-- review:
ALTER TABLE orders ALTER COLUMN id SET NOT NULL; -- want "PG303: searched for nulls"

-- case: shown by a check, since 12
-- version: 12
-- existing:
CREATE TABLE orders (id int CONSTRAINT c CHECK (id IS NOT NULL), b int NOT NULL);
-- review:
ALTER TABLE orders ALTER COLUMN id SET NOT NULL;
ALTER TABLE orders ALTER COLUMN b SET NOT NULL;

-- case: shown by a check that is younger than what nobody can follow
-- existing:
CREATE TABLE orders (id int CONSTRAINT old CHECK (id IS NOT NULL), b int, c int CONSTRAINT c CHECK (c IS NOT NULL));
CREATE INDEX orders_z ON orders (z);
-- revision:
ALTER TABLE orders ADD CONSTRAINT b CHECK (b IS NOT NULL) NOT VALID;
-- revision:
ALTER TABLE orders VALIDATE CONSTRAINT b, VALIDATE CONSTRAINT c;
-- review:
ALTER TABLE orders ALTER COLUMN id SET NOT NULL; -- want "PG303: searched for nulls in id"
ALTER TABLE orders ALTER COLUMN b SET NOT NULL;
ALTER TABLE orders ALTER COLUMN c SET NOT NULL;

-- case: shown by a check that the same statement drops
-- existing:
CREATE TABLE orders (id int CONSTRAINT c CHECK (id IS NOT NULL));
-- review:
ALTER TABLE orders ALTER COLUMN id SET NOT NULL, DROP CONSTRAINT c; -- want "PG303: searched for nulls"

-- case: 18
-- version: 18
-- existing:
CREATE TABLE orders (id int);
-- review:
ALTER TABLE orders ALTER COLUMN id SET NOT NULL; -- want "PG303: searched for nulls"

-- case: born in the script
-- existing:
-- review:
CREATE TABLE orders (id int);
ALTER TABLE orders ALTER COLUMN id SET NOT NULL;

-- case: as a constraint of the table, since 18
-- version: 18
-- existing:
CREATE TABLE orders (id int, b int);
-- review:
ALTER TABLE orders ADD CONSTRAINT there NOT NULL id NOT VALID;
ALTER TABLE orders ADD NOT NULL b; -- want "PG303: every row of orders is searched for nulls in b"
