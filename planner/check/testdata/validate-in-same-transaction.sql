-- case: in one revision
-- existing:
CREATE TABLE orders (total numeric);
-- review:
ALTER TABLE orders ADD CONSTRAINT c CHECK (total >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT c; -- want "PG205: c is validated while statement 1 still holds its lock on orders"

-- case: in two, and outside of transactions
-- existing:
CREATE TABLE orders (total numeric);
-- review:
ALTER TABLE orders ADD CONSTRAINT c CHECK (total >= 0) NOT VALID;
-- revision:
ALTER TABLE orders VALIDATE CONSTRAINT c;
-- revision:
-- transaction none
ALTER TABLE orders ADD CONSTRAINT d CHECK (total >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT d;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE orders (total numeric);
ALTER TABLE orders ADD CONSTRAINT c CHECK (total >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT c;
