-- upgrade base -> 48d2f1
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      3 revisions, 10 statements, 3 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:48d2f1 --sql --runner plain
--   Compiled by:   sqlplan dev
--   Digest:        sha256:2a906e6e1634834f96aa81d125d64c30a10da20b48dc37832480bb8239ae0cd3
--
-- Revisions, in this order:
--    1. 1f0c3a  create customers
--    2. 2b7d90  create orders
--    3. 48d2f1  orders have a status
--
-- How to run it:
--   One statement at a time, each sent on its own, in this order, on one
--   connection in autocommit mode. Stop at the first error.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade 48d2f1:base --sql --runner plain
--
-- Findings of the review: 1 warning. In brackets the number of the statement, above which stands more.
--   [revision 48d2f1] warning RB101: the downgrade does not restore trigger orders_logged of table orders (is not made again)
--
-- Not reviewed: how long each transaction takes; SQLite has one lock, on the whole file: other writers wait from BEGIN to COMMIT, and readers during the COMMIT unless the file is in WAL mode

PRAGMA busy_timeout = 5000;

-- Guard: refuse any database but the one that this script was compiled for.
-- Foreign keys do nothing unless a revision switches them on, which is SQLite's default. A revision for
-- which that matters is recorded only if no row of the tables in question refers to one that is not there.
PRAGMA foreign_keys = OFF;
-- Each check below is a row of this table, and fails with the name of a constraint for its message.
DROP TABLE IF EXISTS temp.sqlplan_checks;
CREATE TEMP TABLE sqlplan_checks (
    sqlite_version INTEGER CONSTRAINT "sqlplan: this script was compiled for SQLite 3.40 or later. Nothing was changed. Compile it again with --server-version." CHECK (sqlite_version),
    rows_before INTEGER CONSTRAINT "sqlplan: sqlplan_version must hold no row before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but sqlplan_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of sqlplan_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
-- A version table that is not there is as good as one without rows: it is made, read, and rolled back.
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS NULL);
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS NULL
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));
ROLLBACK;

-- =============================================================================
-- Revision 1 of 3: 1f0c3a  create customers
-- =============================================================================
--   version table: base -> 1f0c3a
--   down_revision: base
--   author:        Shop team
--   file:          revisions/1f0c3a_create_customers.sql
--   digest:        sha256:d2af5f397a2ecc3f63fe4fe964a223a1b38c668799539228ea264994782ae163

BEGIN IMMEDIATE;

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 10] create table customers
--     revisions/1f0c3a_create_customers.sql:7, in transaction 1
CREATE TABLE customers (
    id         INTEGER PRIMARY KEY,
    email      TEXT NOT NULL,
    name       TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- [2 of 10] create unique index customers_email on table customers
--     revisions/1f0c3a_create_customers.sql:14, in transaction 1
CREATE UNIQUE INDEX customers_email ON customers (lower(email));

-- Version table: (no row) -> 1f0c3a
INSERT INTO sqlplan_version (version_num) VALUES ('1f0c3a');

COMMIT;

-- =============================================================================
-- Revision 2 of 3: 2b7d90  create orders
-- =============================================================================
--   version table: 1f0c3a -> 2b7d90
--   down_revision: 1f0c3a
--   author:        Shop team
--   file:          revisions/2b7d90_create_orders.sql
--   digest:        sha256:93bcf21242e892fa4b8b9d6cb913f2d85c45a50fb9849aebc365ebd6dea64883

BEGIN IMMEDIATE;

-- [3 of 10] create table orders
--     revisions/2b7d90_create_orders.sql:7, in transaction 2
CREATE TABLE orders (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    total       NUMERIC NOT NULL CHECK (total >= 0)
);

-- [4 of 10] create table order_log
--     revisions/2b7d90_create_orders.sql:13, in transaction 2
CREATE TABLE order_log (order_id INTEGER NOT NULL, said TEXT NOT NULL);

-- [5 of 10] create trigger orders_logged on table orders
--     revisions/2b7d90_create_orders.sql:16, in transaction 2
-- Every order is logged; the body has semicolons of its own.
CREATE TRIGGER orders_logged AFTER INSERT ON orders
BEGIN
    INSERT INTO order_log (order_id, said) VALUES (new.id, 'made; not paid');
    UPDATE customers SET name = trim(name) WHERE id = new.customer_id;
END;

-- Version table: 1f0c3a -> 2b7d90
UPDATE sqlplan_version SET version_num = '2b7d90' WHERE version_num = '1f0c3a';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 3 of 3: 48d2f1  orders have a status
-- =============================================================================
--   version table: 2b7d90 -> 48d2f1
--   down_revision: 2b7d90
--   author:        Shop team
--   file:          revisions/48d2f1_orders_have_a_status.sql
--   digest:        sha256:5cf624e9e88a2b14626763723c6013fead5ad7957311f374127ffddf18a642ce

BEGIN IMMEDIATE;

-- [6 of 10] create table orders_new
--     revisions/48d2f1_orders_have_a_status.sql:8, in transaction 3
-- SQLite cannot add a CHECK to a table that is there: a new one takes its place.
CREATE TABLE orders_new (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    total       NUMERIC NOT NULL CHECK (total >= 0),
    status      TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid', 'shipped'))
);

-- [7 of 10] insert into table orders_new
--     revisions/48d2f1_orders_have_a_status.sql:14, in transaction 3
INSERT INTO orders_new (id, customer_id, total) SELECT id, customer_id, total FROM orders;

-- [8 of 10] drop table orders
--     revisions/48d2f1_orders_have_a_status.sql:15, in transaction 3
DROP TABLE orders;

-- [9 of 10] rename table orders_new to orders
--     revisions/48d2f1_orders_have_a_status.sql:16, in transaction 3
ALTER TABLE orders_new RENAME TO orders;

-- [10 of 10] create index orders_customer on table orders
--     revisions/48d2f1_orders_have_a_status.sql:17, in transaction 3
CREATE INDEX orders_customer ON orders (customer_id) WHERE status <> 'shipped';

-- Foreign keys: a row of orders, or of a table that refers to it, must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM main.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, 'main') AS violation
WHERE child.type = 'table' AND (child.name = 'orders' COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, 'main') AS key WHERE key."table" = 'orders' COLLATE NOCASE));

-- Version table: 2b7d90 -> 48d2f1
UPDATE sqlplan_version SET version_num = '48d2f1' WHERE version_num = '2b7d90';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 48d2f1.
-- =============================================================================
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS '48d2f1');
INSERT INTO temp.sqlplan_checks (rows_after)
SELECT held IS '48d2f1'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));
DROP TABLE temp.sqlplan_checks;
