-- revision: 1f0c3a
-- down_revision:
-- message: create customers
-- author: Shop team

-- sqlplan:upgrade
CREATE TABLE customers (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email      text NOT NULL,
    first_name text,
    last_name  text,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX customers_email_key ON customers (lower(email));

-- sqlplan:downgrade
DROP TABLE customers;
