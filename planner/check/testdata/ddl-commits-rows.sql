-- case: rows, then the schema, told once
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
UPDATE orders SET a = 1 WHERE id = 1; -- want "MY501: what this writes is committed by statement 2"
ALTER TABLE orders ADD COLUMN z int;
UPDATE orders SET a = 2 WHERE id = 1;
ALTER TABLE orders ADD COLUMN y int;

-- case: the other order, two revisions, and the same table born in this script
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD COLUMN z int;
UPDATE orders SET a = 1 WHERE id = 1;
-- revision:
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
INSERT INTO born (id, status) VALUES (1, 'new');
ALTER TABLE born ADD COLUMN z int;
