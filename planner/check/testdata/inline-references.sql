-- case: inline
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int);
-- review:
ALTER TABLE b ADD COLUMN a_id int REFERENCES a; -- want "PG202: locks b against everybody, and a against writes"

-- case: apart, and to itself
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
-- review:
ALTER TABLE b ADD COLUMN a_id int;
ALTER TABLE b ADD COLUMN b_id int REFERENCES b;

-- case: born in the script
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
-- review:
CREATE TABLE b (id int);
ALTER TABLE b ADD COLUMN a_id int REFERENCES a;
