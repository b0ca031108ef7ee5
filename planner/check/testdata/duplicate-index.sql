-- case: the columns of another
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE INDEX i ON orders (a); -- want "MY104: index i of orders begins with the same columns as orders_a"
CREATE TABLE n (id int PRIMARY KEY, b int, c int, KEY k1 (b, c), KEY k2 (b)); -- want "MY104: index k2 of n begins with the same columns as k1"

-- case: others
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE INDEX i ON orders (a, note);
CREATE UNIQUE INDEX u ON orders (a);
CREATE INDEX j ON orders (note(5));
CREATE INDEX k ON orders (note);
CREATE TABLE n (id int PRIMARY KEY, b int, c int, KEY k1 (b, c), KEY k2 (c));
