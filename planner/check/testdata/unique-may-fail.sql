-- case: an index and a constraint
-- existing:
CREATE TABLE c (id int, email text);
-- review:
CREATE UNIQUE INDEX CONCURRENTLY c_email ON c (email) WHERE id > 0; -- want "PG209: it fails if two rows of c have the same email"
ALTER TABLE c ADD UNIQUE (id, email); -- want "PG209: the same id, email"
CREATE UNIQUE INDEX CONCURRENTLY c_lower ON c (lower(email)); -- want "PG209: it fails"

-- case: one that is there, and one of a new column
-- existing:
CREATE TABLE c (id int, email text);
CREATE UNIQUE INDEX i ON c (id);
-- review:
ALTER TABLE c ADD CONSTRAINT i UNIQUE USING INDEX i;
ALTER TABLE c ADD COLUMN x int UNIQUE;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE c (id int PRIMARY KEY, email text);
CREATE UNIQUE INDEX c_email ON c (email);
