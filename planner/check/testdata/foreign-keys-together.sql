-- case: two keys of one table
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
CREATE TABLE c (a int, b int);
-- review:
ALTER TABLE c ADD CONSTRAINT c_a FOREIGN KEY (a) REFERENCES a NOT VALID;
ALTER TABLE c ADD CONSTRAINT c_b FOREIGN KEY (b) REFERENCES b NOT VALID; -- want "PG203: foreign keys lock 3 tables in one transaction: c, a, b"

-- case: apart
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
CREATE TABLE c (a int, b int);
-- review:
ALTER TABLE c ADD CONSTRAINT c_a FOREIGN KEY (a) REFERENCES a NOT VALID;
-- revision:
ALTER TABLE c ADD CONSTRAINT c_b FOREIGN KEY (b) REFERENCES b NOT VALID;

-- case: a table with keys is dropped
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
CREATE TABLE c (a int REFERENCES a, b int REFERENCES b);
-- review:
DROP TABLE c; -- want "PG203: foreign keys lock 3 tables"

-- case: born in the script
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
-- review:
CREATE TABLE b (id int PRIMARY KEY);
CREATE TABLE c (a int REFERENCES a, b int REFERENCES b);
DROP TABLE c;
