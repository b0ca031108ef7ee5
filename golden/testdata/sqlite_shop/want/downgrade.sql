-- downgrade 48d2f1 -> base
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      3 revisions, 8 statements, 3 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade 48d2f1:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:ea16b35e026805dfe5f2d4f8afbe2fb80ebb6d5157513b73fd3b89e9fb7ae43d
--
-- Revisions, in this order:
--    1. 48d2f1  orders have a status
--    2. 2b7d90  create orders
--    3. 1f0c3a  create customers
--
-- How to run it:
--   sqlite3 DATABASE < THIS_FILE
--   sqlite3 stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 48d2f1.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade base:48d2f1 --sql
--   What that does not restore:
--     column status of table orders: its values
--     table order_log: its rows
--     table orders: its rows
--     table customers: its rows
--
-- Findings of the review: 3 warnings. In brackets the number of the statement, above which stands more.
--   [revision 48d2f1] warning RB102: what was there before is thrown away: column status of table orders (its values)
--   [revision 2b7d90] warning RB102: what was there before is thrown away: table order_log (its rows), table orders (its rows)
--   [revision 1f0c3a] warning RB102: what was there before is thrown away: table customers (its rows)
--
-- Not reviewed: how long each transaction takes; SQLite has one lock, on the whole file: other writers wait from BEGIN to COMMIT, and readers during the COMMIT unless the file is in WAL mode

.bail on

PRAGMA busy_timeout = 5000;

-- Guard: refuse any database but the one that this script was compiled for.
-- Foreign keys do nothing unless a revision switches them on, which is SQLite's default. A revision for
-- which that matters is recorded only if no row of the tables in question refers to one that is not there.
PRAGMA foreign_keys = OFF;
-- Each check below is a row of this table, and fails with the name of a constraint for its message.
DROP TABLE IF EXISTS temp.sqlplan_checks;
CREATE TEMP TABLE sqlplan_checks (
    sqlite_version INTEGER CONSTRAINT "sqlplan: this script was compiled for SQLite 3.40 or later. Nothing was changed. Compile it again with --server-version." CHECK (sqlite_version),
    version_table INTEGER CONSTRAINT "sqlplan: there is no table sqlplan_version. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (version_table),
    rows_before INTEGER CONSTRAINT "sqlplan: sqlplan_version must hold 48d2f1 before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but sqlplan_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of sqlplan_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
INSERT INTO temp.sqlplan_checks (version_table)
SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'sqlplan_version' COLLATE NOCASE);
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS '48d2f1');
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS '48d2f1'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));

-- =============================================================================
-- Revision 1 of 3: 48d2f1  orders have a status
-- =============================================================================
--   version table: 48d2f1 -> 2b7d90
--   down_revision: 2b7d90
--   author:        Shop team
--   file:          revisions/48d2f1_orders_have_a_status.sql
--   digest:        sha256:5cf624e9e88a2b14626763723c6013fead5ad7957311f374127ffddf18a642ce

BEGIN IMMEDIATE;

-- [1 of 8] drop index orders_customer
--     revisions/48d2f1_orders_have_a_status.sql:20, in transaction 1
DROP INDEX orders_customer;

-- [2 of 8] create table orders_old
--     revisions/48d2f1_orders_have_a_status.sql:21, in transaction 1
CREATE TABLE orders_old (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    total       NUMERIC NOT NULL CHECK (total >= 0)
);

-- [3 of 8] insert into table orders_old
--     revisions/48d2f1_orders_have_a_status.sql:26, in transaction 1
INSERT INTO orders_old (id, customer_id, total) SELECT id, customer_id, total FROM orders;

-- [4 of 8] drop table orders
--     revisions/48d2f1_orders_have_a_status.sql:27, in transaction 1
DROP TABLE orders;

-- [5 of 8] rename table orders_old to orders
--     revisions/48d2f1_orders_have_a_status.sql:28, in transaction 1
ALTER TABLE orders_old RENAME TO orders;

-- Foreign keys: a row of orders, or of a table that refers to it, must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM main.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, 'main') AS violation
WHERE child.type = 'table' AND (child.name = 'orders' COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, 'main') AS key WHERE key."table" = 'orders' COLLATE NOCASE));

-- Version table: 48d2f1 -> 2b7d90
UPDATE sqlplan_version SET version_num = '2b7d90' WHERE version_num = '48d2f1';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 2 of 3: 2b7d90  create orders
-- =============================================================================
--   version table: 2b7d90 -> 1f0c3a
--   down_revision: 1f0c3a
--   author:        Shop team
--   file:          revisions/2b7d90_create_orders.sql
--   digest:        sha256:93bcf21242e892fa4b8b9d6cb913f2d85c45a50fb9849aebc365ebd6dea64883

BEGIN IMMEDIATE;

-- [6 of 8] drop table order_log
--     revisions/2b7d90_create_orders.sql:23, in transaction 2
DROP TABLE order_log;

-- [7 of 8] drop table orders
--     revisions/2b7d90_create_orders.sql:24, in transaction 2
DROP TABLE orders;

-- Version table: 2b7d90 -> 1f0c3a
UPDATE sqlplan_version SET version_num = '1f0c3a' WHERE version_num = '2b7d90';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 3 of 3: 1f0c3a  create customers
-- =============================================================================
--   version table: 1f0c3a -> base
--   down_revision: base
--   author:        Shop team
--   file:          revisions/1f0c3a_create_customers.sql
--   digest:        sha256:d2af5f397a2ecc3f63fe4fe964a223a1b38c668799539228ea264994782ae163

BEGIN IMMEDIATE;

-- [8 of 8] drop table customers
--     revisions/1f0c3a_create_customers.sql:17, in transaction 3
DROP TABLE customers;

-- Version table: 1f0c3a -> (no row)
DELETE FROM sqlplan_version WHERE version_num = '1f0c3a';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS NULL);
INSERT INTO temp.sqlplan_checks (rows_after)
SELECT held IS NULL
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));
DROP TABLE temp.sqlplan_checks;
