-- revision: b2
-- down_revision: a1
-- message: changes whose cost depends on the release

-- sqlplan:upgrade
ALTER TABLE customers ADD COLUMN city VARCHAR(40);
ALTER TABLE customers ADD COLUMN title VARCHAR(10) AFTER id;
ALTER TABLE customers DROP COLUMN note;
ALTER TABLE orders ADD COLUMN discount INT AFTER price;
ALTER TABLE orders ADD COLUMN weight INT, ADD KEY orders_code (code);
ALTER TABLE orders MODIFY COLUMN code VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
ALTER TABLE orders MODIFY COLUMN price BIGINT;
ALTER TABLE orders MODIFY COLUMN state ENUM('new', 'paid', 'sent');
ALTER TABLE orders DROP FOREIGN KEY orders_customer;

-- sqlplan:downgrade
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id);
ALTER TABLE orders MODIFY COLUMN state ENUM('new', 'paid');
ALTER TABLE orders MODIFY COLUMN price INT;
ALTER TABLE orders MODIFY COLUMN code VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
ALTER TABLE orders DROP COLUMN weight, DROP KEY orders_code;
ALTER TABLE orders DROP COLUMN discount;
ALTER TABLE customers ADD COLUMN note VARCHAR(100);
ALTER TABLE customers DROP COLUMN title;
ALTER TABLE customers DROP COLUMN city;
