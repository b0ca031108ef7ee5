-- case: made twice
-- existing:
CREATE TABLE orders (id bigint, note text);
CREATE TYPE mood AS ENUM ('glad', 'sad');
-- review:
ALTER TABLE orders ADD COLUMN note text; -- want "CT102: column note of table orders exists already"
CREATE TABLE orders (id bigint); -- want "CT102: table orders exists already"
ALTER TYPE mood ADD VALUE 'sad'; -- want "CT102: sad"
-- revision:
CREATE INDEX orders_note ON orders (note);
CREATE INDEX orders_note ON orders (id); -- want "CT102: orders_note exists already"

-- case: where it is not there, or may be there
-- existing:
CREATE TABLE orders (id bigint, note text);
-- review:
CREATE TABLE IF NOT EXISTS orders (id bigint);
ALTER TABLE orders DROP COLUMN note;
ALTER TABLE orders ADD COLUMN note text;
