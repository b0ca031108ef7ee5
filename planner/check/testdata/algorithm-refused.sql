-- case: what cannot be done
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders MODIFY a bigint, ALGORITHM=INSTANT; -- want "MY505: this fails: the server refuses ALGORITHM=INSTANT: COPY is the best that it can do here"
ALTER TABLE orders ADD INDEX i (note), ALGORITHM=INSTANT; -- want "MY505: INPLACE is the best"
ALTER TABLE orders ADD FULLTEXT INDEX f (note), LOCK=NONE; -- want "MY505: writes have to wait"

-- case: a new table, too
-- dialect: mariadb
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
ALTER TABLE born MODIFY a bigint, ALGORITHM=INPLACE; -- want "MY505: refuses ALGORITHM=INPLACE"

-- case: what can be done, and what is not known
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD COLUMN z int, ALGORITHM=INSTANT;
ALTER TABLE orders ADD INDEX i (note), ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE elsewhere MODIFY a bigint, ALGORITHM=INSTANT;
