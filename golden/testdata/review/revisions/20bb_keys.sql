-- revision: 20bb
-- down_revision: 10aa
-- message: orders belong to customers

-- sqlplan:upgrade
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;

-- sqlplan:ignore index-not-concurrent until=2027-01-31 orders has ten rows until the launch
CREATE INDEX orders_customer_idx ON orders (customer_id);

-- sqlplan:downgrade
DROP INDEX orders_customer_idx;
ALTER TABLE orders ALTER COLUMN customer_id DROP NOT NULL;
ALTER TABLE orders DROP CONSTRAINT orders_customer_fk;
