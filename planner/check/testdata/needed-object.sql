-- case: a view and a foreign key need it
-- existing:
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint, total numeric, customer_id bigint REFERENCES customers);
CREATE VIEW totals AS SELECT total FROM orders;
-- review:
ALTER TABLE orders DROP COLUMN total; -- want "CT103: column total of table orders cannot be dropped: view totals needs it"
DROP TABLE customers; -- want "CT103: table customers cannot be dropped: foreign key"
ALTER TABLE orders ALTER COLUMN total TYPE float8; -- want "CT103: view totals needs it"

-- case: what needs it goes first, or along
-- existing:
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint, total numeric, customer_id bigint REFERENCES customers);
CREATE VIEW totals AS SELECT total FROM orders;
-- review:
DROP VIEW totals;
ALTER TABLE orders DROP COLUMN total;
DROP TABLE customers CASCADE;

-- case: a generated column needs another
-- existing:
CREATE TABLE a (n int, twice int GENERATED ALWAYS AS (n * 2) STORED);
-- review:
ALTER TABLE a DROP COLUMN n; -- want "CT103: column n of table a cannot be dropped: generated column twice needs it"
ALTER TABLE a DROP COLUMN twice, DROP COLUMN n;

-- case: a generated column goes along before 15
-- version: 14
-- existing:
CREATE TABLE orders (total numeric, tax numeric GENERATED ALWAYS AS (total / 5) STORED);
-- review:
ALTER TABLE orders DROP COLUMN total;

-- case: a generated column needs it from 15 on
-- version: 15
-- existing:
CREATE TABLE orders (total numeric, tax numeric GENERATED ALWAYS AS (total / 5) STORED);
-- review:
ALTER TABLE orders DROP COLUMN total; -- want "CT103: generated column tax needs it"
