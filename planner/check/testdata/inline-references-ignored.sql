-- case: in a new table and in a new column
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (id int PRIMARY KEY, c int NOT NULL REFERENCES customers (id) ON DELETE CASCADE, b int); -- want "MY204: no foreign key to customers is made: MySQL ignores REFERENCES in the definition of column c"
--> CREATE TABLE n (id int PRIMARY KEY, c int NOT NULL, FOREIGN KEY (c) REFERENCES customers (id) ON DELETE CASCADE, b int);
ALTER TABLE orders ADD COLUMN c int REFERENCES customers (id); -- want "MY204: column c"
--> ALTER TABLE orders ADD COLUMN c int, ADD FOREIGN KEY (c) REFERENCES customers (id);

-- case: MySQL 9 makes it
-- version: 9.0
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (id int PRIMARY KEY, c int REFERENCES customers (id));

-- case: a clause of its own
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (id int PRIMARY KEY, c int, FOREIGN KEY (c) REFERENCES customers (id));
