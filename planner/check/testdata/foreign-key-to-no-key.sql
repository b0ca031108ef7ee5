-- case: no index at all
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders ADD FOREIGN KEY (note) REFERENCES customers (name); -- want "MY208: the server refuses the foreign key: no index of customers begins with name"
CREATE TABLE n (id int PRIMARY KEY, c varchar(40), FOREIGN KEY (c) REFERENCES customers (name)); -- want "MY208: refuses"
ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id);

-- case: an index that is not unique
-- version: 8.0
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE customers ADD KEY k (name);
CREATE TABLE n (id int PRIMARY KEY, c varchar(40), FOREIGN KEY (c) REFERENCES customers (name)); -- want "MY208: the foreign key refers to name of customers, which is not unique"

-- case: MySQL 8.4 refuses it
-- version: 8.4
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE customers ADD KEY k (name);
CREATE TABLE n (id int PRIMARY KEY, c varchar(40), FOREIGN KEY (c) REFERENCES customers (name)); -- want "MY208: refuses the foreign key: name is no unique key of customers"

-- case: a unique key
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE customers ADD UNIQUE KEY k (name);
CREATE TABLE n (id int PRIMARY KEY, c varchar(40), FOREIGN KEY (c) REFERENCES customers (name));
CREATE TABLE e (id int PRIMARY KEY, c int, FOREIGN KEY (c) REFERENCES elsewhere (name));
