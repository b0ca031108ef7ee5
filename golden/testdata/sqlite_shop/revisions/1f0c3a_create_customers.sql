-- revision: 1f0c3a
-- down_revision:
-- message: create customers
-- author: Shop team

-- sqlplan:upgrade
CREATE TABLE customers (
    id         INTEGER PRIMARY KEY,
    email      TEXT NOT NULL,
    name       TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE UNIQUE INDEX customers_email ON customers (lower(email));

-- sqlplan:downgrade
DROP TABLE customers;
