-- case: from base, each missing object once
-- option: start=base
-- existing:
CREATE TABLE orders (id bigint);
-- review:
ALTER TABLE orders DROP COLUMN note; -- want "CT101: ^column note of table orders does not exist; another statement needs it, too$"
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
DROP TABLE elsewhere; -- want "CT101: ^table elsewhere does not exist$"
ALTER TYPE mood ADD VALUE 'glad'; -- want "CT101: type mood does not exist"

-- case: what is there, and what may be
-- option: start=base
-- existing:
CREATE TABLE orders (id bigint, note text);
-- review:
ALTER TABLE orders DROP COLUMN note;
DROP TABLE IF EXISTS elsewhere;
DO $$ BEGIN EXECUTE 'CREATE TABLE made (id int)' || ''; END $$;
DROP TABLE made;

-- case: above base the object may have been made by somebody else
-- existing:
CREATE TABLE orders (id bigint);
-- review:
ALTER TABLE elsewhere ADD COLUMN a int; -- want "CT101: table elsewhere does not exist"

-- case: on MySQL
-- dialect: mysql
-- option: start=base
-- existing:
CREATE TABLE orders (id bigint);
-- review:
ALTER TABLE orders DROP COLUMN note; -- want "CT101: column note"

-- case: values of an enum
-- option: start=base
-- existing:
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE people (id bigint, now mood DEFAULT 'glad');
-- review:
ALTER TABLE people ALTER COLUMN now SET DEFAULT 'angry'; -- want "CT101: enum mood has no value \"angry\""
ALTER TABLE people ADD COLUMN before mood DEFAULT 'tired'; -- want "CT101: enum mood has no value \"tired\""
ALTER TYPE mood RENAME VALUE 'bored' TO 'dull'; -- want "CT101: enum mood has no value \"bored\""

-- case: values that the enum has
-- option: start=base
-- existing:
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE people (id bigint, now mood DEFAULT 'glad', all_of mood[] DEFAULT '{sad}');
-- review:
ALTER TYPE mood RENAME VALUE 'sad' TO 'low';
ALTER TABLE people ALTER COLUMN now SET DEFAULT 'low', ALTER COLUMN now SET DEFAULT 'low'::mood;

-- case: what a refused CREATE TABLE was to make is told once
-- existing:
-- review:
CREATE TABLE places (id int, at geometry(Point, 4326)); -- want "CT101: type geometry does not exist$"
CREATE INDEX places_id ON places (id);
ALTER TABLE places ADD COLUMN note text;
-- revision:
CREATE VIEW near AS SELECT id FROM places;
DROP TABLE places CASCADE;
ALTER TABLE places ADD COLUMN more text; -- want "CT101: table places does not exist"

-- case: what refused statements were to make is not missing behind them
-- option: start=base
-- existing:
-- review:
CREATE VIEW v AS SELECT id FROM nothing; -- want "CT101: ^table nothing does not exist$"
CREATE VIEW w AS SELECT id FROM v;
DROP VIEW w, v;
CREATE TABLE s.orders (id int); -- want "CT101: ^schema s does not exist$"
UPDATE s.orders SET id = 1;
CREATE TABLE lines (id int, id int);
ALTER TABLE lines DROP COLUMN note;
CREATE TABLE parts (id int, kind no_type) PARTITION BY LIST (id); -- want "CT101: ^type no_type does not exist$"
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
DROP TABLE parts;

-- case: types, sequences and schemas that refused statements were to make are not missing behind them
-- option: start=base
-- existing:
-- review:
CREATE TYPE s.mood AS ENUM ('glad'); -- want "CT101: ^schema s does not exist$"
ALTER TYPE s.mood ADD VALUE 'sad' AFTER 'glad';
ALTER TYPE s.mood RENAME VALUE 'low' TO 'sad';
CREATE TABLE people (id int, now s.mood DEFAULT 'angry');
CREATE TYPE pair AS (a int, b no_type); -- want "CT101: ^type no_type does not exist$"
CREATE TABLE pairs (p pair);
DROP TYPE pair CASCADE;
CREATE DOMAIN positive AS other_type CHECK (VALUE > 0); -- want "CT101: ^type other_type does not exist$"
ALTER DOMAIN positive DROP CONSTRAINT positive_check;
CREATE SEQUENCE numbers OWNED BY nothing.id; -- want "CT101: ^table nothing does not exist$"
ALTER SEQUENCE numbers INCREMENT 2;
CREATE TABLE counted (id int DEFAULT nextval('numbers'));
DROP SEQUENCE numbers CASCADE;
CREATE SCHEMA app CREATE TABLE a (id int) CREATE TABLE b (id int, at no_kind); -- want "CT101: ^type no_kind does not exist$"
ALTER TABLE app.a ADD COLUMN note text;
INSERT INTO app.b (id) VALUES (1);
CREATE TABLE app.c (id int);
DROP SCHEMA app CASCADE;
DROP SCHEMA app; -- want "CT101: schema app does not exist"
CREATE SCHEMA app;
