-- case: on a table in use
-- existing:
CREATE TABLE orders (total numeric);
-- review:
ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0); -- want "PG204: every row of orders is tested"
--> ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;
--> -- In a revision of its own, so that what stands above is committed:
--> ALTER TABLE orders VALIDATE CONSTRAINT orders_total;
ALTER TABLE orders ADD COLUMN n int CHECK (n > 0); -- want "PG204: every row of orders"

-- case: not valid
-- existing:
CREATE TABLE orders (total numeric);
-- review:
ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0) NOT VALID;
-- revision:
ALTER TABLE orders VALIDATE CONSTRAINT orders_total;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE orders (total numeric CHECK (total > 0));
ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);
