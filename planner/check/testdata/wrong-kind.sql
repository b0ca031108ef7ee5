-- case: a view is no table
-- existing:
CREATE TABLE orders (id bigint);
CREATE VIEW totals AS SELECT id FROM orders;
-- review:
DROP TABLE totals; -- want "CT104: totals is a view, not a table"
DROP VIEW orders; -- want "CT104: orders is a table, not a view"

-- case: the right kind
-- existing:
CREATE TABLE orders (id bigint);
CREATE VIEW totals AS SELECT id FROM orders;
-- review:
DROP VIEW totals;
DROP TABLE orders;
