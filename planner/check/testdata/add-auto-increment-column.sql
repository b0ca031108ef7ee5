-- case: on a table in use
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
CREATE TABLE k (a int);
-- review:
ALTER TABLE k ADD COLUMN id int NOT NULL AUTO_INCREMENT PRIMARY KEY; -- want "MY305: making id of k count up rebuilds the table while writes wait"
ALTER TABLE orders MODIFY id int NOT NULL AUTO_INCREMENT; -- want "MY305: making id of orders count up copies the table"

-- case: the same table born in this script
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (a int);
ALTER TABLE n ADD COLUMN id int NOT NULL AUTO_INCREMENT PRIMARY KEY;
