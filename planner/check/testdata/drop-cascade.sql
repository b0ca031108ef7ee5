-- case: in use
-- existing:
CREATE TABLE a (id int PRIMARY KEY, n int);
CREATE TABLE b (a int REFERENCES a);
CREATE VIEW v AS SELECT n FROM a;
CREATE TABLE c (id int);
-- review:
ALTER TABLE a DROP COLUMN n CASCADE; -- want "PG409: CASCADE drops what needs n: the views v"
DROP TABLE a CASCADE; -- want "PG409: CASCADE drops what needs a: foreign keys of b"
DROP TABLE c CASCADE; -- want "PG409: which is nothing as far as the revisions show"

-- case: without
-- existing:
CREATE TABLE c (id int);
-- review:
DROP TABLE c;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE a (id int PRIMARY KEY, n int);
CREATE VIEW v AS SELECT n FROM a;
DROP TABLE a CASCADE;

-- case: a function, and one that is born in the script
-- existing:
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- review:
DROP FUNCTION f() CASCADE; -- want "PG409: CASCADE drops what needs f: triggers, operators, defaults and policies among them$"
CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION g(int) CASCADE;

-- case: a generated column
-- existing:
CREATE TABLE a (n int, twice int GENERATED ALWAYS AS (n * 2) STORED);
-- review:
ALTER TABLE a DROP COLUMN n CASCADE; -- want "PG409: CASCADE drops what needs n: generated column twice$"
