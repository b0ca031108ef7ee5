-- case: a copy, a lock
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD INDEX i (note), ALGORITHM=COPY; -- want "MY504: ALGORITHM=COPY: writes of orders wait while the statement runs"
--> ALTER TABLE orders ADD INDEX i (note);
ALTER TABLE orders ADD COLUMN z int, LOCK=EXCLUSIVE; -- want "MY504: LOCK=EXCLUSIVE: reads and writes of orders wait"
--> ALTER TABLE orders ADD COLUMN z int;
CREATE INDEX j ON orders (customer_id) LOCK=SHARED; -- want "MY504: LOCK=SHARED"

-- case: the best way, and the same table born in this script
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD INDEX i (note), ALGORITHM=INPLACE, LOCK=NONE;
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
ALTER TABLE born ADD COLUMN z int, ALGORITHM=COPY;
