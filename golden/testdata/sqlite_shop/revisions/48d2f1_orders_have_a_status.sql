-- revision: 48d2f1
-- down_revision: 2b7d90
-- message: orders have a status
-- author: Shop team

-- sqlplan:upgrade
-- SQLite cannot add a CHECK to a table that is there: a new one takes its place.
CREATE TABLE orders_new (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    total       NUMERIC NOT NULL CHECK (total >= 0),
    status      TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid', 'shipped'))
);
INSERT INTO orders_new (id, customer_id, total) SELECT id, customer_id, total FROM orders;
DROP TABLE orders;
ALTER TABLE orders_new RENAME TO orders;
CREATE INDEX orders_customer ON orders (customer_id) WHERE status <> 'shipped';

-- sqlplan:downgrade
DROP INDEX orders_customer;
CREATE TABLE orders_old (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    total       NUMERIC NOT NULL CHECK (total >= 0)
);
INSERT INTO orders_old (id, customer_id, total) SELECT id, customer_id, total FROM orders;
DROP TABLE orders;
ALTER TABLE orders_old RENAME TO orders;
