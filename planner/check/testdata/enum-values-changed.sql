-- case: put between, taken away
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders MODIFY status enum('new','held','paid') NOT NULL; -- want "MY309: orders: the values of ENUM status change otherwise than at their end, which copies the table while writes wait"
ALTER TABLE orders MODIFY status enum('new','held') NOT NULL; -- want "MY309: orders: values of ENUM status go"
ALTER TABLE orders MODIFY flags set('x','y','a','b','c','d','e','f','g'); -- want "MY309: takes more bytes"

-- case: appended, and the same table born in this script
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders MODIFY status enum('new','paid','held') NOT NULL;
ALTER TABLE orders MODIFY flags set('x','y','z');
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
ALTER TABLE born MODIFY status enum('paid');
