-- case: of a table in use
-- existing:
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE DOMAIN label AS text;
CREATE TABLE c (id int);
-- review:
ALTER TABLE c ADD COLUMN e email; -- want "PG308: testing the constraints of email for e writes every row of c again"
ALTER TABLE c ADD COLUMN l label;

-- case: born in the script
-- existing:
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
-- review:
CREATE TABLE c (e email);
ALTER TABLE c ADD COLUMN f email;
