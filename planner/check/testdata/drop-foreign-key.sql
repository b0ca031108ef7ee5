-- case: dropped
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id);
-- review:
ALTER TABLE orders DROP FOREIGN KEY fk; -- want "MY203: foreign key fk of orders to customers is no longer kept"

-- case: replaced
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id);
-- review:
ALTER TABLE orders DROP FOREIGN KEY fk, ADD CONSTRAINT fk2 FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE;

-- case: the same table born in this script
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (id int PRIMARY KEY, c int, CONSTRAINT nfk FOREIGN KEY (c) REFERENCES customers (id));
ALTER TABLE n DROP FOREIGN KEY nfk;

-- case: IF EXISTS of what the revisions have shown, and never have
-- dialect: mariadb
-- existing:
CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id), CONSTRAINT low CHECK (id < 9));
ALTER TABLE orders DROP FOREIGN KEY fk;
ALTER TABLE orders DROP CONSTRAINT low;
-- review:
ALTER TABLE orders DROP FOREIGN KEY IF EXISTS fk;
ALTER TABLE orders DROP CONSTRAINT IF EXISTS low;
ALTER TABLE orders DROP FOREIGN KEY IF EXISTS other; -- want "MY203: the revisions show no foreign key other of orders: if production has it, rows can break what it promised from now on"
ALTER TABLE orders DROP CONSTRAINT IF EXISTS high; -- want "MY203: the revisions show no constraint high of orders"
ALTER TABLE orders DROP FOREIGN KEY IF EXISTS again;
ALTER TABLE orders ADD CONSTRAINT again FOREIGN KEY (customer_id) REFERENCES customers (id);
