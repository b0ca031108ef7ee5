-- case: in use
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);
CREATE TABLE c (b int REFERENCES b);
CREATE TABLE d (x int);
-- review:
TRUNCATE a CASCADE; -- want "PG404: all rows of a are lost; CASCADE also empties b, c"
TRUNCATE d, c; -- want "PG404: all rows of d are lost, and those of c"

-- case: born in the script
-- existing:
-- review:
CREATE TABLE a (id int PRIMARY KEY);
TRUNCATE a;
