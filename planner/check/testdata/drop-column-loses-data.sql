-- case: on a table in use
-- dialect: mysql
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders DROP COLUMN note; -- want "MY401: column note of orders is dropped with what it holds$"
ALTER TABLE orders DROP COLUMN a; -- want "MY401: column a of orders is dropped with what it holds, which rebuilds the table while writes go on; index orders_a goes"

-- case: the same table born in this script
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
ALTER TABLE born DROP COLUMN note;

-- case: a column that the script itself has added, and the way back
-- existing:
CREATE TABLE orders (id int PRIMARY KEY, note varchar(20));
-- review:
ALTER TABLE orders ADD COLUMN z int;
ALTER TABLE orders DROP COLUMN z;

-- case: IF EXISTS of what the revisions have shown, and never have
-- dialect: mariadb
-- existing:
CREATE TABLE orders (id int PRIMARY KEY, a int, b int);
ALTER TABLE orders DROP COLUMN a;
ALTER TABLE orders CHANGE b bb int;
-- review:
ALTER TABLE orders DROP COLUMN IF EXISTS A;
ALTER TABLE orders DROP COLUMN IF EXISTS b;
ALTER TABLE orders DROP IF EXISTS c; -- want "MY401: the revisions show no column c of orders: if production has it, it is dropped with what it holds"
