-- case: a default
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (a int PRIMARY KEY, d datetime NOT NULL DEFAULT '0000-00-00 00:00:00'); -- want "MY704: the default of d of n is a date that does not exist"
ALTER TABLE orders ADD COLUMN z date DEFAULT '0000-00-00'; -- want "MY704: z of orders"

-- case: a date
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (a int PRIMARY KEY, d datetime NOT NULL DEFAULT '1970-01-01 00:00:00', e datetime DEFAULT CURRENT_TIMESTAMP);
