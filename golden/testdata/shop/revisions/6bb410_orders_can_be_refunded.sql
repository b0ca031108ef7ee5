-- revision: 6bb410
-- down_revision: 5a9e07
-- message: orders can be refunded
-- author: Billing team

-- sqlplan:upgrade
ALTER TYPE order_status ADD VALUE 'refunded' AFTER 'shipped';

CREATE VIEW refunded_orders AS
    SELECT id, customer_id, total FROM orders WHERE status = 'refunded';

-- sqlplan:downgrade
DROP VIEW refunded_orders;

-- A value cannot be dropped from an enum: make the type again without it.
-- Refunded orders become paid ones.
CREATE TYPE order_status_before AS ENUM ('new', 'paid', 'shipped');
ALTER TABLE orders ALTER COLUMN status DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN status TYPE order_status_before
    USING CASE status::text WHEN 'refunded' THEN 'paid' ELSE status::text END::order_status_before;
DROP TYPE order_status;
ALTER TYPE order_status_before RENAME TO order_status;
ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'new';
