-- case: a table without a key, one with, and one that names its rows otherwise
-- existing:
CREATE TABLE keyless (id int);
CREATE TABLE keyed (id int PRIMARY KEY);
CREATE TABLE whole (id int);
ALTER TABLE whole REPLICA IDENTITY FULL;
CREATE TABLE silent (id int PRIMARY KEY);
ALTER TABLE silent REPLICA IDENTITY NOTHING;
-- review:
CREATE PUBLICATION p FOR TABLE keyless, keyed, whole; -- want "PG801: UPDATE and DELETE of keyless fail from now on: publication p"
--> ALTER TABLE keyless REPLICA IDENTITY FULL;
--> CREATE PUBLICATION p FOR TABLE keyless, keyed, whole;
ALTER PUBLICATION p ADD TABLE silent; -- want "PG801: UPDATE and DELETE of silent"
--> ALTER TABLE silent REPLICA IDENTITY FULL;
--> ALTER PUBLICATION p ADD TABLE silent;

-- case: all tables, those of a schema, and what inherits
-- version: 15
-- existing:
CREATE TABLE keyed (id int PRIMARY KEY);
CREATE TABLE heir () INHERITS (keyed);
CREATE UNLOGGED TABLE scratch (id int);
-- review:
CREATE PUBLICATION a FOR ALL TABLES; -- want "PG801: UPDATE and DELETE of heir fail"
--> ALTER TABLE heir REPLICA IDENTITY FULL;
--> CREATE PUBLICATION a FOR ALL TABLES;
CREATE PUBLICATION b FOR TABLES IN SCHEMA public; -- want "PG801: UPDATE and DELETE of heir fail"
--> ALTER TABLE heir REPLICA IDENTITY FULL;
--> CREATE PUBLICATION b FOR TABLES IN SCHEMA public;
CREATE PUBLICATION c FOR TABLE keyed; -- want "PG801: UPDATE and DELETE of heir fail"
--> ALTER TABLE heir REPLICA IDENTITY FULL;
--> CREATE PUBLICATION c FOR TABLE keyed;
CREATE PUBLICATION d FOR TABLE ONLY keyed;
CREATE PUBLICATION e FOR ALL TABLES WITH (publish = 'insert, truncate');
ALTER PUBLICATION e SET (publish = 'insert, delete'); -- want "PG801: UPDATE and DELETE of heir fail"
--> ALTER TABLE heir REPLICA IDENTITY FULL;
--> ALTER PUBLICATION e SET (publish = 'insert, delete');

-- case: a published table loses its key
-- existing:
CREATE TABLE a (id int CONSTRAINT a_key PRIMARY KEY);
CREATE TABLE b (id int CONSTRAINT b_key PRIMARY KEY);
CREATE TABLE c (id int CONSTRAINT c_key PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE a, b;
-- review:
ALTER TABLE a DROP CONSTRAINT a_key; -- want "PG801: UPDATE and DELETE of a fail from now on: it is published by p"
--> ALTER TABLE a REPLICA IDENTITY FULL;
--> ALTER TABLE a DROP CONSTRAINT a_key;
ALTER TABLE b REPLICA IDENTITY NOTHING; -- want "PG801: UPDATE and DELETE of b fail"
--> ALTER TABLE b REPLICA IDENTITY FULL;
ALTER TABLE c DROP CONSTRAINT c_key;

-- case: inserts only
-- existing:
CREATE TABLE keyless (id int);
-- review:
CREATE PUBLICATION p FOR TABLE keyless WITH (publish = 'insert');
