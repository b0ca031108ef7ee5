-- revision: 2b7d90
-- down_revision: 1f0c3a
-- message: create orders
-- author: Shop team

-- sqlplan:upgrade
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
END//
DELIMITER ;

-- sqlplan:downgrade
DROP PROCEDURE close_orders;
DROP TRIGGER orders_total;
DROP TABLE orders;
