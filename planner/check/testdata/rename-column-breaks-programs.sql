-- case: both forms
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders RENAME COLUMN note TO remark; -- want "MY402: programs that use column note of orders fail once it is called remark"
ALTER TABLE orders CHANGE body content text; -- want "MY402: content"
--> ALTER TABLE orders ADD COLUMN content text AS (body) VIRTUAL;

-- case: the same name, and the same table born in this script
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders CHANGE note note varchar(30);
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
ALTER TABLE born RENAME COLUMN note TO remark;

-- case: a column that the script itself has added
-- existing:
CREATE TABLE orders (id int PRIMARY KEY, note varchar(20));
-- review:
ALTER TABLE orders ADD COLUMN z int;
ALTER TABLE orders RENAME COLUMN z TO y;
