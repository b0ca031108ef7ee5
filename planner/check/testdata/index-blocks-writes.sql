-- case: FULLTEXT
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD FULLTEXT KEY f (body); -- want "MY102: FULLTEXT index f of orders: it rebuilds the table while writes wait"
CREATE FULLTEXT INDEX g ON orders (note); -- want "MY102: FULLTEXT index g of orders: it builds an index while writes wait"
CREATE INDEX i ON customers (email);

-- case: another engine
-- dialect: mariadb
-- existing:
CREATE TABLE m (a int) ENGINE=MyISAM;
-- review:
CREATE INDEX i ON m (a); -- want "MY102: copies the table while writes wait"

-- case: the same table born in this script
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
CREATE FULLTEXT INDEX f ON born (body);
