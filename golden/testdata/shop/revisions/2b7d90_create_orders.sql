-- revision: 2b7d90
-- down_revision: 1f0c3a
-- message: create orders
-- author: Shop team

-- sqlplan:upgrade
CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped');

CREATE TABLE orders (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id),
    status      order_status NOT NULL DEFAULT 'new',
    total       numeric(12, 2) NOT NULL CHECK (total >= 0),
    ordered_at  timestamptz NOT NULL DEFAULT now()
);

-- sqlplan:downgrade
DROP TABLE orders;
DROP TYPE order_status;
