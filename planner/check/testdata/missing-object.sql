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
