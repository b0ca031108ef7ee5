-- revision: b200
-- down_revision: a100
-- message: keys and types
-- sqlplan:upgrade dialect=postgresql
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE orders RENAME TO purchases;
ALTER TABLE purchases ADD CONSTRAINT purchases_customer FOREIGN KEY (customer) REFERENCES customers;
CREATE TABLE kinds (code varchar(50) PRIMARY KEY);
INSERT INTO kinds VALUES ('web'), ('shop');
ALTER TABLE purchases ADD CONSTRAINT purchases_kind FOREIGN KEY (code) REFERENCES kinds;
ALTER TABLE customers ALTER COLUMN age TYPE integer USING age::integer, ALTER COLUMN name SET NOT NULL;
ALTER TABLE purchases ALTER COLUMN amount TYPE numeric(8,2);
ALTER TABLE stays ADD CONSTRAINT stays_once EXCLUDE USING gist (room WITH =, during WITH &&);
ALTER DOMAIN quantity ADD CONSTRAINT quantity_positive CHECK (VALUE > 0);
ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE UNIQUE INDEX CONCURRENTLY customers_email ON customers (lower(email)) WHERE name IS NOT NULL;
-- sqlplan:upgrade dialect=mysql,mariadb
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer) REFERENCES customers (id);
ALTER TABLE customers MODIFY email varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
ALTER TABLE customers MODIFY age int, MODIFY name varchar(40) NOT NULL;
ALTER TABLE orders MODIFY kind enum('a', 'b'), MODIFY amount decimal(8,2);
ALTER TABLE orders ADD COLUMN note varchar(20) NOT NULL;
CREATE INDEX orders_code ON orders (code, customer);
ALTER TABLE orders ADD CHECK (pieces > 0);
-- sqlplan:irreversible rows are changed
