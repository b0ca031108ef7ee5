-- case: MyISAM
-- dialect: mariadb
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (a int PRIMARY KEY) ENGINE=MyISAM; -- want "MY705: table n is kept by myisam, which has no transactions"
ALTER TABLE orders ENGINE = Aria; -- want "MY705: table orders is kept by aria"

-- case: InnoDB
-- existing:
CREATE TABLE customers (id int PRIMARY KEY, email varchar(100), name varchar(40)) CHARACTER SET utf8mb4;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int, a int, note varchar(20), status enum('new','paid') NOT NULL, flags set('x','y'), total decimal(8,2) NOT NULL, body text, KEY orders_a (a)) CHARACTER SET utf8mb4;
-- review:
CREATE TABLE n (a int PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE m (a int PRIMARY KEY);
ALTER TABLE orders ENGINE=InnoDB;
