-- downgrade 77c9d5 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      7 revisions, 15 statements, 7 transactions, 1 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade 77c9d5:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:b962df435bbf06909a7841a02732784c71bdc84e1b653b0258c159675c1e7935
--
-- Revisions, in this order:
--    1. 77c9d5  one name for customers
--    2. 6bb410  orders can be refunded
--    3. 5a9e07  join billing and shop
--    4. 48d2f1  index orders by customer
--    5. 3c51e8  create invoices
--    6. 2b7d90  create orders
--    7. 1f0c3a  create customers
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 77c9d5.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan upgrade base:77c9d5 --sql
--   What that does not restore:
--     column name of table customers: its values
--     column note of table orders: its values
--     table invoices: its rows
--     table orders: its rows
--     table customers: its rows
--
-- Findings of the review: 6 warnings. In brackets the number of the statement, above which stands more.
--   [1] warning PG401: the values of customers.name are lost, and running code that still names the column fails
--   [5] warning PG301: changing status from order_status to order_status_before writes every row of orders again while nobody can read or write it
--   [10] warning PG401: the values of orders.note are lost, and running code that still names the column fails
--   [12] warning PG402: the rows of invoices are lost, and running code that still names the table fails
--   [13] warning PG402: the rows of orders are lost, and running code that still names the table fails
--   [15] warning PG402: the rows of customers are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 1 (77c9d5):
--     customers  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--   Transaction 2 (6bb410):
--     view refunded_orders  ACCESS EXCLUSIVE  blocks reads and writes; statement 2
--     orders                ACCESS EXCLUSIVE  blocks reads and writes; rewrites the table; statements 4-5, 8
--   Outside transactions (48d2f1):
--     without blocking reads or writes: orders
--   Transaction 4 (48d2f1):
--     orders  ACCESS EXCLUSIVE  blocks reads and writes; statement 10
--   Transaction 5 (3c51e8):
--     invoices  ACCESS EXCLUSIVE  blocks reads and writes; statement 12
--     orders    ACCESS EXCLUSIVE  blocks reads and writes; statement 12
--   Transaction 6 (2b7d90):
--     orders     ACCESS EXCLUSIVE  blocks reads and writes; statement 13
--     customers  ACCESS EXCLUSIVE  blocks reads and writes; statement 13
--   Transaction 7 (1f0c3a):
--     customers  ACCESS EXCLUSIVE  blocks reads and writes; statement 15

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['77c9d5'];
    held text[];
    found text;
BEGIN
    IF current_setting('server_version_num')::int < 150000 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: this script was compiled for PostgreSQL 15 or later, the server is '
                || current_setting('server_version'),
            HINT = 'Nothing was changed. Compile it again with --server-version.';
    END IF;
    IF current_setting('standard_conforming_strings') <> 'on' THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: standard_conforming_strings is off, so string literals would be read otherwise',
            HINT = 'Nothing was changed. SET standard_conforming_strings = on and run the script again.';
    END IF;
    IF to_regclass('sqlplan_version') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM sqlplan_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: sqlplan_version must hold 77c9d5 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 7: 77c9d5  one name for customers
-- =============================================================================
--   version table: 77c9d5 -> 6bb410
--   down_revision: 6bb410
--   author:        Shop team
--   file:          revisions/77c9d5_one_name_for_customers.sql
--   digest:        sha256:47eadaebe145c8a1b6ffcf31fcbbc0f7ebd08aafbf17f8b88e3f59dabf5a4e2e

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 15] alter table customers: drop column name
--     revisions/77c9d5_one_name_for_customers.sql:15, in transaction 1
--     locks: ACCESS EXCLUSIVE on customers until commit: blocks reads and writes
--     Warning PG401: the values of customers.name are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE customers DROP COLUMN name;

-- Version table: 77c9d5 -> 6bb410
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '6bb410' WHERE version_num = '77c9d5';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 77c9d5 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 7: 6bb410  orders can be refunded
-- =============================================================================
--   version table: 6bb410 -> 5a9e07
--   down_revision: 5a9e07
--   author:        Billing team
--   file:          revisions/6bb410_orders_can_be_refunded.sql
--   digest:        sha256:edd349643d8c65d2786a6716890d563ad379337f0f15d1704d50881f2c70424e

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 15] drop view refunded_orders
--     revisions/6bb410_orders_can_be_refunded.sql:13, in transaction 2
--     locks: ACCESS EXCLUSIVE on view refunded_orders until commit: blocks reads and writes
DROP VIEW refunded_orders;

-- [3 of 15] create type order_status_before
--     revisions/6bb410_orders_can_be_refunded.sql:17, in transaction 2
-- A value cannot be dropped from an enum: make the type again without it.
-- Refunded orders become paid ones.
CREATE TYPE order_status_before AS ENUM ('new', 'paid', 'shipped');

-- [4 of 15] alter table orders: drop the default of column status
--     revisions/6bb410_orders_can_be_refunded.sql:18, in transaction 2
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes
ALTER TABLE orders ALTER COLUMN status DROP DEFAULT;

-- [5 of 15] alter table orders: change column status to type order_status_before
--     revisions/6bb410_orders_can_be_refunded.sql:19, in transaction 2
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes; rewrites the table
--     Warning PG301: changing status from order_status to order_status_before writes every row of orders again while nobody can read or write it
--       add a column of the new type, have new rows fill it, fill the old rows in batches, and swap the names in a later release
ALTER TABLE orders ALTER COLUMN status TYPE order_status_before
    USING CASE status::text WHEN 'refunded' THEN 'paid' ELSE status::text END::order_status_before;

-- [6 of 15] drop type order_status
--     revisions/6bb410_orders_can_be_refunded.sql:21, in transaction 2
DROP TYPE order_status;

-- [7 of 15] rename type order_status_before to order_status
--     revisions/6bb410_orders_can_be_refunded.sql:22, in transaction 2
ALTER TYPE order_status_before RENAME TO order_status;

-- [8 of 15] alter table orders: set the default of column status
--     revisions/6bb410_orders_can_be_refunded.sql:23, in transaction 2
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes
ALTER TABLE orders ALTER COLUMN status SET DEFAULT 'new';

-- Version table: 6bb410 -> 5a9e07
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '5a9e07' WHERE version_num = '6bb410';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 6bb410 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 7: 5a9e07  join billing and shop
-- =============================================================================
--   version table: 5a9e07 -> 3c51e8, 48d2f1
--   down_revision: 3c51e8, 48d2f1
--   file:          revisions/5a9e07_join_billing_and_shop.sql
--   digest:        sha256:12007dc4fd4ff46c66480677f756fcb4d00851693ac8f72494d4a5fc933934a9

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: (no row) -> 3c51e8
INSERT INTO sqlplan_version (version_num) VALUES ('3c51e8');

-- Version table: 5a9e07 -> 48d2f1
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '48d2f1' WHERE version_num = '5a9e07';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 5a9e07 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 4 of 7: 48d2f1  index orders by customer
-- =============================================================================
--   version table: 3c51e8, 48d2f1 -> 3c51e8
--   down_revision: 2b7d90
--   branch_labels: shop
--   author:        Shop team
--   file:          revisions/48d2f1_index_orders_by_customer.sql
--   digest:        sha256:b5f30ef65df0ed39c1a48a1afc861d8119ef73b54fa37ecc115a2fb84cd3983f

-- [9 of 15] drop index orders_customer_idx, concurrently
--     revisions/48d2f1_index_orders_by_customer.sql:14, OUTSIDE A TRANSACTION: PostgreSQL does not run DROP INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     locks: SHARE UPDATE EXCLUSIVE on orders until it ends: blocks neither reads nor writes
--     If it fails: committed by then: the 3 revisions before this one. The version table says 3c51e8, 48d2f1.
--     It may leave: the index, marked INVALID; the statement drops it when it is run again
--     Go on with: sqlplan downgrade 3c51e8,48d2f1:base --sql --exact
DROP INDEX CONCURRENTLY orders_customer_idx;

-- The rest of the revision.
--     If it fails: committed by then: the 3 revisions before this one and the first statement of this one. The version table says 3c51e8, 48d2f1.
--     Go on with: sqlplan downgrade 3c51e8,48d2f1~1:base --sql --exact
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [10 of 15] alter table orders: drop column note
--     revisions/48d2f1_index_orders_by_customer.sql:15, in transaction 4
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes
--     Warning PG401: the values of orders.note are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE orders DROP COLUMN note;

-- Version table: 48d2f1 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = '48d2f1';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 48d2f1 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 5 of 7: 3c51e8  create invoices
-- =============================================================================
--   version table: 3c51e8 -> 2b7d90
--   down_revision: 2b7d90
--   branch_labels: billing
--   author:        Billing team
--   ticket:        OPS-311
--   file:          revisions/3c51e8_create_invoices.sql
--   digest:        sha256:91b30be948ad0e80240cffe7e1b1a283d19e4f117310c6ab3527e58e39ab68c5

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [11 of 15] drop function next_invoice_number()
--     revisions/3c51e8_create_invoices.sql:29, in transaction 5
DROP FUNCTION next_invoice_number();

-- [12 of 15] drop table invoices
--     revisions/3c51e8_create_invoices.sql:30, in transaction 5
--     locks: ACCESS EXCLUSIVE on invoices and orders until commit: blocks reads and writes
--     Warning PG402: the rows of invoices are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE invoices;

-- Version table: 3c51e8 -> 2b7d90
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '2b7d90' WHERE version_num = '3c51e8';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 3c51e8 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 6 of 7: 2b7d90  create orders
-- =============================================================================
--   version table: 2b7d90 -> 1f0c3a
--   down_revision: 1f0c3a
--   author:        Shop team
--   file:          revisions/2b7d90_create_orders.sql
--   digest:        sha256:5bbf22f923377f954bd6079038fbbf74bdbadecd6da33fb8d1d4ca04502447c8

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [13 of 15] drop table orders
--     revisions/2b7d90_create_orders.sql:18, in transaction 6
--     locks: ACCESS EXCLUSIVE on orders and customers until commit: blocks reads and writes
--     Warning PG402: the rows of orders are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE orders;

-- [14 of 15] drop type order_status
--     revisions/2b7d90_create_orders.sql:19, in transaction 6
DROP TYPE order_status;

-- Version table: 2b7d90 -> 1f0c3a
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '1f0c3a' WHERE version_num = '2b7d90';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 2b7d90 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 7 of 7: 1f0c3a  create customers
-- =============================================================================
--   version table: 1f0c3a -> base
--   down_revision: base
--   author:        Shop team
--   file:          revisions/1f0c3a_create_customers.sql
--   digest:        sha256:4b66c340053099cb0b9b808ebbd37dcd85f6316b14655489c2ee834783da146a

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [15 of 15] drop table customers
--     revisions/1f0c3a_create_customers.sql:18, in transaction 7
--     locks: ACCESS EXCLUSIVE on customers until commit: blocks reads and writes
--     Warning PG402: the rows of customers are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE customers;

-- Version table: 1f0c3a -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = '1f0c3a';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 1f0c3a of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := '{}';
    held text[];
    found text;
BEGIN
    IF to_regclass('sqlplan_version') IS NULL THEN
        held := '{}';
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM sqlplan_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: sqlplan_version must hold no row, or no such table after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
