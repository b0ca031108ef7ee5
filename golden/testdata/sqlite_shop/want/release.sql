-- upgrade 2b7d90 -> 48d2f1
--
--   Dialect:       sqlite, SQLite 3.35 or later
--   Contents:      1 revision, 5 statements, 1 transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade 2b7d90:48d2f1 --sql --server-version 3.35 --lock-timeout 2s
--   Compiled by:   sqlplan dev
--   Digest:        sha256:a15fcc2308cb84d24b4dedf1dd7c45c8f0bfbd7fce443f68edd13e97a44f1af9
--
-- Revisions, in this order:
--    1. 48d2f1  orders have a status
--
-- How to run it:
--   sqlite3 DATABASE < THIS_FILE
--   sqlite3 stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 2b7d90.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade 48d2f1:2b7d90 --sql --server-version 3.35 --lock-timeout 2s
--   What that does not restore:
--     trigger orders_logged of table orders: is not made again
--
-- Findings of the review: 1 warning. In brackets the number of the statement, above which stands more.
--   [revision 48d2f1] warning RB101: the downgrade does not restore trigger orders_logged of table orders (is not made again)
--
-- Not reviewed: how long each transaction takes; SQLite has one lock, on the whole file: other writers wait from BEGIN to COMMIT, and readers during the COMMIT unless the file is in WAL mode

.bail on

PRAGMA busy_timeout = 2000;

-- Guard: refuse any database but the one that this script was compiled for.
-- Foreign keys do nothing unless a revision switches them on, which is SQLite's default. A revision for
-- which that matters is recorded only if no row of the tables in question refers to one that is not there.
PRAGMA foreign_keys = OFF;
-- Each check below is a row of this table, and fails with the name of a constraint for its message.
DROP TABLE IF EXISTS temp.sqlplan_checks;
CREATE TEMP TABLE sqlplan_checks (
    sqlite_version INTEGER CONSTRAINT "sqlplan: this script was compiled for SQLite 3.35 or later. Nothing was changed. Compile it again with --server-version." CHECK (sqlite_version),
    version_table INTEGER CONSTRAINT "sqlplan: there is no table sqlplan_version. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (version_table),
    rows_before INTEGER CONSTRAINT "sqlplan: sqlplan_version must hold 2b7d90 before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but sqlplan_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of sqlplan_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 35);
INSERT INTO temp.sqlplan_checks (version_table)
SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'sqlplan_version' COLLATE NOCASE);
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS '2b7d90');
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS '2b7d90'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));

-- =============================================================================
-- Revision 1 of 1: 48d2f1  orders have a status
-- =============================================================================
--   version table: 2b7d90 -> 48d2f1
--   down_revision: 2b7d90
--   author:        Shop team
--   file:          revisions/48d2f1_orders_have_a_status.sql
--   digest:        sha256:5cf624e9e88a2b14626763723c6013fead5ad7957311f374127ffddf18a642ce

BEGIN IMMEDIATE;

-- [1 of 5] create table orders_new
--     revisions/48d2f1_orders_have_a_status.sql:8, in transaction 1
-- SQLite cannot add a CHECK to a table that is there: a new one takes its place.
CREATE TABLE orders_new (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    total       NUMERIC NOT NULL CHECK (total >= 0),
    status      TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid', 'shipped'))
);

-- [2 of 5] insert into table orders_new
--     revisions/48d2f1_orders_have_a_status.sql:14, in transaction 1
INSERT INTO orders_new (id, customer_id, total) SELECT id, customer_id, total FROM orders;

-- [3 of 5] drop table orders
--     revisions/48d2f1_orders_have_a_status.sql:15, in transaction 1
DROP TABLE orders;

-- [4 of 5] rename table orders_new to orders
--     revisions/48d2f1_orders_have_a_status.sql:16, in transaction 1
ALTER TABLE orders_new RENAME TO orders;

-- [5 of 5] create index orders_customer on table orders
--     revisions/48d2f1_orders_have_a_status.sql:17, in transaction 1
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
