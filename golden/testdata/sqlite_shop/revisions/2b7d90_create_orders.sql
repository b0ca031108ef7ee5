-- revision: 2b7d90
-- down_revision: 1f0c3a
-- message: create orders
-- author: Shop team

-- sqlplan:upgrade
CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    total       NUMERIC NOT NULL CHECK (total >= 0)
);

CREATE TABLE order_log (order_id INTEGER NOT NULL, said TEXT NOT NULL);

-- Every order is logged; the body has semicolons of its own.
CREATE TRIGGER orders_logged AFTER INSERT ON orders
BEGIN
    INSERT INTO order_log (order_id, said) VALUES (new.id, 'made; not paid');
    UPDATE customers SET name = trim(name) WHERE id = new.customer_id;
END;

-- sqlplan:downgrade
DROP TABLE order_log;
DROP TABLE orders;
