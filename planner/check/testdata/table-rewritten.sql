-- case: in many ways
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders CONVERT TO CHARACTER SET utf8mb4; -- want "MY310: converting the character set of orders copies the table while writes wait"
ALTER TABLE orders ROW_FORMAT=COMPRESSED; -- want "MY310: changing the row format of orders rebuilds the table while writes go on"
ALTER TABLE orders ENGINE=InnoDB; -- want "MY310: rebuilding orders"
ALTER TABLE orders DROP PRIMARY KEY, ADD PRIMARY KEY (a); -- want "MY310: replacing the primary key of orders rebuilds"
ALTER TABLE orders DROP PRIMARY KEY; -- want "MY310: dropping the primary key of orders copies"
OPTIMIZE TABLE customers; -- want "MY310: OPTIMIZE TABLE of customers"

-- case: moving a column
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders MODIFY a int FIRST; -- want "MY310: moving a column of orders rebuilds the table"

-- case: MariaDB moves it instantly; and the same table born in this script
-- dialect: mariadb
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
ALTER TABLE orders MODIFY a int FIRST;
ALTER TABLE orders COMMENT='x';
CREATE TABLE born (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, total decimal(8,2), body text, KEY born_a (a)) CHARACTER SET utf8mb4;
ALTER TABLE born ENGINE=InnoDB;
