-- case: computed for each row
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD COLUMN token int DEFAULT (a + 1); -- want "MY304: adding column token with a computed default copies the table while writes wait"
--> ALTER TABLE orders ADD COLUMN token int;
--> ALTER TABLE orders ALTER COLUMN token SET DEFAULT (a + 1);

-- case: the time, a constant, and the same table born in this script
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD COLUMN z datetime DEFAULT CURRENT_TIMESTAMP;
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
ALTER TABLE born ADD COLUMN token int DEFAULT (a + 1);

-- case: MariaDB computes a constant once
-- dialect: mariadb
-- existing:
CREATE TABLE orders (id int PRIMARY KEY);
-- review:
ALTER TABLE orders ADD COLUMN y int DEFAULT (1 + 1);
ALTER TABLE orders ADD COLUMN z varchar(36) DEFAULT (uuid()); -- want "MY304: column z"
