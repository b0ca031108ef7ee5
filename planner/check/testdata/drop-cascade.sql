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

-- case: made by no revision
-- existing:
CREATE TABLE a (id int);
CREATE VIEW old AS SELECT 1 AS n;
DROP VIEW old;
-- review:
DROP VIEW IF EXISTS v, s.w CASCADE; -- want "PG409: no revision makes v: if production has it, CASCADE drops what needs it, too" "PG409: no revision makes s.w"
DROP VIEW IF EXISTS old CASCADE;
DROP TYPE IF EXISTS mood CASCADE; -- want "PG409: no revision makes mood"
DROP SEQUENCE IF EXISTS n CASCADE; -- want "PG409: no revision makes n"
DROP TABLE IF EXISTS b CASCADE; -- want "PG409: no revision makes b"
ALTER TABLE a DROP COLUMN IF EXISTS m CASCADE; -- want "PG409: the revisions show no column m of a: if production has it, CASCADE drops what needs it"
ALTER TABLE a DROP CONSTRAINT IF EXISTS a_key CASCADE; -- want "PG409: the revisions show no constraint a_key of a: if production has it, CASCADE drops what needs it"
DROP VIEW IF EXISTS v;
DROP TYPE IF EXISTS mood;
DROP SEQUENCE IF EXISTS n;

-- case: made by no revision, on an empty database
-- option: start=base
-- existing:
-- review:
DROP TYPE IF EXISTS mood CASCADE; -- want "PG409: no revision makes mood"

-- case: a view whose CREATE the server refuses, which the CREATE alone is blamed for
-- option: start=base
-- existing:
-- review:
CREATE VIEW v AS SELECT id FROM nothing;
DROP VIEW v CASCADE;
