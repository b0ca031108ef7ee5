-- case: of a domain in use
-- existing:
CREATE DOMAIN email AS text;
CREATE TABLE a (e email);
-- review:
ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%'); -- want "PG211: every row of a is tested"
--> ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (value LIKE '%@%') NOT VALID;
--> -- In a revision of its own, so that what stands above is committed:
--> ALTER DOMAIN email VALIDATE CONSTRAINT has_at;
ALTER DOMAIN email SET NOT NULL; -- want "PG211: every row of a"

-- case: not valid, and of one that no table uses
-- existing:
CREATE DOMAIN email AS text;
CREATE DOMAIN other AS text;
CREATE TABLE a (e email);
-- review:
ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%') NOT VALID;
ALTER DOMAIN other ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%');

-- case: used by a table that is born in the script
-- existing:
CREATE DOMAIN email AS text;
-- review:
CREATE TABLE a (e email);
ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
