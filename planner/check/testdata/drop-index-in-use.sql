-- case: MySQL 8
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
DROP INDEX orders_a ON orders; -- want "MY103: index orders_a of orders goes"
--> ALTER TABLE orders ALTER INDEX orders_a INVISIBLE;

-- case: MariaDB
-- dialect: mariadb
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders DROP INDEX orders_a; -- want "MY103: queries that use it read the whole table"
--> ALTER TABLE orders ALTER INDEX orders_a IGNORED;

-- case: MySQL 5.7 knows no invisible index
-- version: 5.7
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
DROP INDEX orders_a ON orders; -- want "MY103: goes"

-- case: replaced
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD INDEX orders_a2 (a, note), DROP INDEX orders_a;

-- case: the same table born in this script
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
DROP INDEX born_a ON born;

-- case: an index that the script itself has made
-- existing:
CREATE TABLE orders (id int PRIMARY KEY, note varchar(20));
-- review:
CREATE INDEX i ON orders (note);
DROP INDEX i ON orders;

-- case: IF EXISTS of what the revisions show, have shown, and never have
-- dialect: mariadb
-- existing:
CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int, KEY orders_a (a), KEY orders_b (b), KEY orders_c (c));
DROP INDEX orders_a ON orders;
ALTER TABLE orders RENAME INDEX orders_b TO orders_bb;
ALTER TABLE orders DROP COLUMN c;
-- review:
DROP INDEX IF EXISTS orders_bb ON orders; -- want "MY103: index orders_bb of orders goes"
DROP INDEX IF EXISTS ORDERS_A ON orders;
ALTER TABLE orders DROP INDEX IF EXISTS orders_b, DROP KEY IF EXISTS orders_c;
DROP INDEX IF EXISTS other ON orders; -- want "MY103: the revisions show no index other of orders: if production has it, queries that use it read the whole table"
ALTER TABLE orders DROP INDEX IF EXISTS more; -- want "MY103: no index more of orders"
DROP INDEX IF EXISTS again ON orders;
CREATE INDEX again ON orders (b);
CREATE TABLE born (id int PRIMARY KEY);
DROP INDEX IF EXISTS other ON born;
