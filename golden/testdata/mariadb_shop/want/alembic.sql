CREATE TABLE sqlplan_version (
    version_num VARCHAR(255) NOT NULL, 
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 1f0c3a

CREATE TABLE customers (
    id         bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    email      varchar(255) NOT NULL,
    first_name varchar(100),
    last_name  varchar(100),
    created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE KEY customers_email_key (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- The shop's own account.
INSERT INTO customers (id, email, last_name) VALUES (1, 'shop@example.org', 'O''Hara \\ Sons');

INSERT INTO sqlplan_version (version_num) VALUES ('1f0c3a');

-- Running upgrade 1f0c3a -> 2b7d90

CREATE TABLE orders (
    id          bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    customer_id bigint NOT NULL,
    status      enum('new', 'paid', 'shipped') NOT NULL DEFAULT 'new',
    total       decimal(12, 2) NOT NULL CHECK (total >= 0),
    ordered_at  timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id)
);

DELIMITER //
-- Nobody orders for nothing.
CREATE TRIGGER orders_total BEFORE INSERT ON orders FOR EACH ROW
BEGIN
    -- the check of the column takes 0; this does not
    IF NEW.total = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'an order costs something';
    END IF;
END//

CREATE PROCEDURE close_orders(IN customer bigint)
BEGIN
    UPDATE orders SET status = 'shipped' WHERE customer_id = customer;
END;//
DELIMITER ;

UPDATE sqlplan_version SET version_num='2b7d90' WHERE sqlplan_version.version_num = '1f0c3a';

-- Running upgrade 2b7d90 -> 48d2f1

ALTER TABLE customers ADD COLUMN name varchar(201) AFTER email, ADD INDEX customers_name (name);
SET @missing = 'nobody';
UPDATE customers SET name = trim(concat(coalesce(first_name, ''), ' ', coalesce(last_name, '')));
UPDATE customers SET name = @missing WHERE name = '';
ALTER TABLE customers MODIFY COLUMN name varchar(201) NOT NULL, DROP COLUMN first_name, DROP COLUMN last_name;
CALL close_orders(1);

UPDATE sqlplan_version SET version_num='48d2f1' WHERE sqlplan_version.version_num = '2b7d90';

