-- case: definitions are not replicated
-- existing:
CREATE TABLE a (id int PRIMARY KEY, n int);
CREATE TABLE b (id int PRIMARY KEY, n int);
CREATE SCHEMA s;
CREATE PUBLICATION p FOR TABLE a;
-- review:
ALTER TABLE a ADD COLUMN note text; -- want "PG802: subscribers of p get rows of a, and not this change"
ALTER TABLE a ALTER n TYPE bigint; -- want "PG802: subscribers of p"
ALTER TABLE a RENAME n TO m; -- want "PG802: subscribers of p"
ALTER TABLE a DROP COLUMN m; -- want "PG802: subscribers of p"
ALTER TABLE a RENAME TO c; -- want "PG802: subscribers of p"
ALTER TABLE c SET SCHEMA s; -- want "PG802: subscribers of p get rows of c"
ALTER TABLE s.c ALTER id SET DEFAULT 3;
ALTER TABLE b ADD COLUMN note text;

-- case: publications of everything, and under another name
-- version: 15
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE PUBLICATION p FOR TABLES IN SCHEMA public;
CREATE PUBLICATION q FOR TABLE a;
ALTER PUBLICATION q RENAME TO r;
-- review:
ALTER TABLE a ADD COLUMN note text; -- want "PG802: subscribers of p, r get rows of a"
-- revision:
CREATE TABLE born (id int PRIMARY KEY);
ALTER TABLE born ADD COLUMN note text;

-- case: tables that leave
-- existing:
CREATE TABLE a (id int PRIMARY KEY, n int);
CREATE TABLE b (id int PRIMARY KEY, n int);
CREATE TABLE c (id int PRIMARY KEY, n int);
CREATE PUBLICATION p FOR TABLE a, b, c;
CREATE PUBLICATION q FOR ALL TABLES;
-- review:
ALTER PUBLICATION p DROP TABLE a; -- want "PG802: subscribers of p no longer get the changes of a"
ALTER PUBLICATION p SET TABLE b; -- want "PG802: subscribers of p no longer get the changes of c"
DROP PUBLICATION q; -- want "PG802: subscribers of q no longer get the changes of the tables of publication q"
ALTER TABLE a ADD COLUMN note text;
ALTER TABLE b ADD COLUMN note text; -- want "PG802: subscribers of p get rows of b"
-- revision:
CREATE PUBLICATION mine FOR TABLE a;
DROP PUBLICATION mine;

-- case: a table that is not published
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE a;
-- review:
ALTER TABLE b ADD COLUMN note text;
ALTER PUBLICATION p ADD TABLE b;
