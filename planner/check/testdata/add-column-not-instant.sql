-- case: with an index in the same statement
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD COLUMN z int, ADD INDEX zz (z); -- want "MY301: adding column z to orders rebuilds the table while writes go on"
--> ALTER TABLE orders ADD COLUMN z int, ALGORITHM=INSTANT;
--> ALTER TABLE orders ADD INDEX zz (z), ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE orders ADD COLUMN y int FIRST;

-- case: a place before MySQL 8.0.29
-- version: 8.0.20
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD COLUMN z int AFTER a; -- want "MY301: rebuilds the table"
--> ALTER TABLE orders ADD COLUMN z int;
ALTER TABLE orders ADD COLUMN y int;

-- case: MySQL 5.7
-- version: 5.7
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD COLUMN z int; -- want "MY301: rebuilds the table"

-- case: a table with a FULLTEXT index
-- dialect: mariadb
-- existing:
CREATE TABLE articles (id int PRIMARY KEY, body text, FULLTEXT KEY f (body));
-- review:
ALTER TABLE articles ADD COLUMN z int; -- want "MY301: adding column z to articles rebuilds the table while writes wait"

-- case: instant, and the same table born in this script
-- version: 8.4
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD COLUMN z int NOT NULL DEFAULT 0 AFTER a;
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
ALTER TABLE born ADD COLUMN z int, ADD INDEX zz (z);

-- case: each clause for itself in MariaDB
-- dialect: mariadb
-- existing:
CREATE TABLE orders (id int PRIMARY KEY, a int, note varchar(20));
-- review:
ALTER TABLE orders ADD COLUMN z int AFTER a, ADD FULLTEXT KEY f (note), DROP COLUMN a; -- want "MY301: rebuilds the table while writes wait"
--> ALTER TABLE orders ADD COLUMN z int AFTER a, ALGORITHM=INSTANT;
--> ALTER TABLE orders DROP COLUMN a, ALGORITHM=INSTANT;
--> ALTER TABLE orders ADD FULLTEXT KEY f (note);
