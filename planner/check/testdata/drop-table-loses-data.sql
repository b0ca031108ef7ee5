-- case: on a table in use
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
DROP TABLE orders; -- want "MY404: table orders is dropped with what it holds"
--> RENAME TABLE orders TO orders_dropped;

-- case: made by no revision, and one born in this script
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
DROP TABLE IF EXISTS nothing; -- want "MY404: no revision makes table nothing" -- want "MY404: no revision makes table nothing: if production has it, it is dropped"
DROP TEMPORARY TABLE IF EXISTS no_temporary;
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
DROP TABLE born;
CREATE TEMPORARY TABLE tmp (a int);
DROP TEMPORARY TABLE tmp;

-- case: on an empty database
-- option: start=base
-- existing:
-- review:
DROP TABLE IF EXISTS nothing; -- want "MY404: no revision makes table nothing"

-- case: born in the script
-- existing:
-- review:
CREATE TABLE born (id int PRIMARY KEY) CHARACTER SET utf8mb4;
DROP TABLE IF EXISTS born;
