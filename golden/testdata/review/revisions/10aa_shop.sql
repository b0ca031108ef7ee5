-- revision: 10aa
-- down_revision:
-- message: customers and orders

-- sqlplan:upgrade
CREATE TABLE customers (id bigint PRIMARY KEY, email text, phone text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, state text, CONSTRAINT orders_state CHECK (state <> ''));
CREATE INDEX orders_state_idx ON orders (state);

-- sqlplan:downgrade
DROP TABLE orders;
DROP TABLE customers;
