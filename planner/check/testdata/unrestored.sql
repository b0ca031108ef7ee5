-- case: an index is left behind
-- existing:
CREATE TABLE orders (id bigint, total numeric);
-- review:
ALTER TABLE orders ADD COLUMN note text; -- want "RB101: the downgrade does not restore index orders_total_idx of table orders \\(is left behind\\)$"
CREATE INDEX orders_total_idx ON orders (total);
-- sqlplan:downgrade
ALTER TABLE orders DROP COLUMN note;

-- case: a default and a type are others
-- existing:
CREATE TABLE orders (id bigint, total integer NOT NULL DEFAULT 0 CONSTRAINT positive CHECK (total >= 0));
-- review:
ALTER TABLE orders DROP COLUMN total; -- want "RB101: column total of table orders \\(was NOT NULL, and is not any more\\), .*default: 0 before, none after.*type: integer before, bigint after.*, and 1 more"
-- sqlplan:downgrade
ALTER TABLE orders ADD COLUMN total bigint;

-- case: an empty downgrade
-- existing:
CREATE TYPE mood AS ENUM ('glad');
-- review:
ALTER TYPE mood ADD VALUE 'sad'; -- want "RB101: enum mood \\(values: glad before, glad, sad after\\)"

-- case: each of several downgrades that undo nothing
-- existing:
CREATE TABLE orders (id bigint, total integer);
-- review:
ALTER TABLE orders ADD COLUMN note text; -- want "RB101: column note of table orders \\(is left behind\\)$"
-- revision:
ALTER TABLE orders ADD COLUMN state text; -- want "RB101: column state of table orders \\(is left behind\\)$"
-- sqlplan:downgrade
SELECT 1;

-- case: all is restored
-- existing:
CREATE TABLE orders (id bigint, total integer NOT NULL DEFAULT 0 CONSTRAINT positive CHECK (total >= 0));
-- review:
ALTER TABLE orders RENAME TO bills;
ALTER TABLE bills ALTER COLUMN total TYPE bigint, ALTER COLUMN total DROP NOT NULL, DROP CONSTRAINT positive;
CREATE INDEX bills_total ON bills (total);
-- sqlplan:downgrade
DROP INDEX bills_total;
ALTER TABLE bills ALTER COLUMN total TYPE integer, ALTER COLUMN total SET NOT NULL, ADD CONSTRAINT positive CHECK (total >= 0);
ALTER TABLE bills RENAME TO orders;

-- case: no way back
-- existing:
CREATE TABLE orders (id bigint, total integer);
-- review:
ALTER TABLE orders DROP COLUMN total;
-- sqlplan:irreversible the totals are gone

-- case: the order of the columns alone
-- existing:
CREATE TABLE orders (id bigint, total integer, note text);
-- review:
ALTER TABLE orders DROP COLUMN total; -- want "RB101: table orders \\(column order: id, total, note before, id, note, total after\\)"
-- sqlplan:downgrade
ALTER TABLE orders ADD COLUMN total integer;
