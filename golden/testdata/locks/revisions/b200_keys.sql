-- revision: b200
-- down_revision: a100
-- message: keys and checks

-- sqlplan:upgrade

ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id);

ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT 'new', ADD COLUMN token float8 DEFAULT random();

ALTER TABLE orders ALTER COLUMN note TYPE text;

UPDATE orders SET note = '' WHERE note IS NULL;

CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);

ALTER INDEX orders_note_idx RENAME TO orders_notes;

-- sqlplan:downgrade

ALTER INDEX orders_notes RENAME TO orders_note_idx;

DROP INDEX CONCURRENTLY orders_customer_idx;

ALTER TABLE orders ALTER COLUMN note TYPE varchar(40);

ALTER TABLE orders DROP COLUMN state, DROP COLUMN token;

ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey;
