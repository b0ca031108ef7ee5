-- revision: 48d2f1
-- down_revision: 2b7d90
-- branch_labels: shop
-- message: index orders by customer
-- author: Shop team

-- sqlplan:upgrade
ALTER TABLE orders ADD COLUMN note text;

-- The table is large and busy: build the index beside the traffic.
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id, ordered_at DESC);

-- sqlplan:downgrade
DROP INDEX CONCURRENTLY orders_customer_idx;
ALTER TABLE orders DROP COLUMN note;
