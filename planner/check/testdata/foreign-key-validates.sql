-- case: between tables in use
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int, a_id int, "A" int);
-- review:
ALTER TABLE b ADD CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE; -- want "PG201: every row of b is checked against a while writes to b and a wait"
--> ALTER TABLE b ADD CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE NOT VALID;
--> -- In a revision of its own, so that what stands above is committed:
--> ALTER TABLE b VALIDATE CONSTRAINT b_a;
ALTER TABLE b ADD FOREIGN KEY ("A") REFERENCES a; -- want "PG201: every row of b"
--> ALTER TABLE b ADD CONSTRAINT "b_A_fkey" FOREIGN KEY ("A") REFERENCES a (id) NOT VALID;
--> -- In a revision of its own, so that what stands above is committed:
--> ALTER TABLE b VALIDATE CONSTRAINT "b_A_fkey";
ALTER TABLE b ADD COLUMN x int DEFAULT 1 REFERENCES a; -- want "PG201: every row of b"

-- case: not valid, and a column that holds nulls only
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int, a_id int);
-- review:
ALTER TABLE b ADD CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id) NOT VALID;
ALTER TABLE b ADD COLUMN x int REFERENCES a;

-- case: from a table that is born in the script
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
-- review:
CREATE TABLE b (id int, a_id int REFERENCES a);
ALTER TABLE b ADD CONSTRAINT b_a FOREIGN KEY (id) REFERENCES a (id);

-- case: to a table that is born in the script
-- existing:
CREATE TABLE b (id int, a_id int);
-- review:
CREATE TABLE a (id int PRIMARY KEY);
ALTER TABLE b ADD CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id); -- want "PG201: while writes to b wait"

-- case: enforced again
-- version: 18
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (a int CONSTRAINT fk REFERENCES a NOT ENFORCED, a2 int CONSTRAINT fk2 REFERENCES a);
-- review:
ALTER TABLE b ALTER CONSTRAINT fk ENFORCED; -- want "PG201: every row of b is checked against a while nobody else reads or writes b$"
ALTER TABLE b ALTER CONSTRAINT fk2 ENFORCED;
ALTER TABLE b ALTER CONSTRAINT fk2 NOT ENFORCED;
