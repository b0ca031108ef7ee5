-- case: none
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (a int, KEY (a)); -- want "MY701: table n has no primary key"

-- case: one, one later, and a copy
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (a int PRIMARY KEY);
CREATE TABLE m (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE l (a int NOT NULL);
ALTER TABLE l ADD PRIMARY KEY (a);
CREATE TEMPORARY TABLE t (a int);
CREATE TABLE c LIKE orders;
CREATE TABLE IF NOT EXISTS orders (a int);
CREATE TABLE s (id serial, PRIMARY KEY (id));
