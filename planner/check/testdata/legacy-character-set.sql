-- case: tables and columns
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (a int PRIMARY KEY, b text) DEFAULT CHARSET=utf8; -- want "MY702: table n keeps text as utf8, which cannot hold all of it"
ALTER TABLE orders ADD COLUMN z varchar(20) CHARACTER SET latin1; -- want "MY702: column z of orders keeps text as latin1"
CREATE TABLE m (a int PRIMARY KEY) COLLATE utf8mb3_general_ci; -- want "MY702: utf8mb3"

-- case: utf8mb4 and ascii
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (a int PRIMARY KEY, b char(2) CHARACTER SET ascii) CHARACTER SET utf8mb4;
ALTER TABLE orders CONVERT TO CHARACTER SET utf8mb4;
