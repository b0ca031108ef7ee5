-- revision: a100
-- down_revision:
-- message: customers and orders

-- sqlplan:upgrade

CREATE TABLE customers (id bigint PRIMARY KEY, email varchar(50) NOT NULL, name text);

CREATE TABLE orders (
    id bigint PRIMARY KEY,
    customer_id bigint,
    note varchar(40),
    total numeric(10, 2)
);

CREATE INDEX orders_note_idx ON orders (note);

CREATE TABLE events (id bigint, happened_on date NOT NULL) PARTITION BY RANGE (happened_on);

CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- sqlplan:downgrade

DROP TABLE events;

DROP TABLE orders;

DROP TABLE customers;
