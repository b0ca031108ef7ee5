-- upgrade 3c51e8, 48d2f1 -> 77c9d5
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 5 statements, 3 transactions, 1 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade 3c51e8,48d2f1:77c9d5 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:b31c2434a95b44a4bd38caf1fb4ce2d636459724a208479828da88a49c40430f
--
-- Revisions, in this order:
--    1. 5a9e07  join billing and shop
--    2. 6bb410  orders can be refunded
--    3. 77c9d5  one name for customers
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 3c51e8, 48d2f1.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade 77c9d5:3c51e8,48d2f1 --sql
--
-- Findings of the review: 3 warnings, 1 note. In brackets the number of the statement, above which stands more.
--   [4] warning PG504: rows of customers are changed while statement 3 keeps everybody out of customers
--   [4] warning PG505: writes every row of customers again in one transaction
--   [5] warning PG303: every row of customers is searched for nulls in name while nobody can read or write the table
--
-- Locks on what was there before:
--   Transaction 2 (6bb410):
--     without blocking reads or writes: orders
--   Transaction 3 (77c9d5):
--     customers  ACCESS EXCLUSIVE  blocks reads and writes; reads every row; statements 3-5
--   Besides, 1 view that the script makes itself.

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['3c51e8', '48d2f1'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 3c51e8, 48d2f1 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 3: 5a9e07  join billing and shop
-- =============================================================================
--   version table: 3c51e8, 48d2f1 -> 5a9e07
--   down_revision: 3c51e8, 48d2f1
--   file:          revisions/5a9e07_join_billing_and_shop.sql
--   digest:        sha256:12007dc4fd4ff46c66480677f756fcb4d00851693ac8f72494d4a5fc933934a9

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 3c51e8 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = '3c51e8';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 3c51e8 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

-- Version table: 48d2f1 -> 5a9e07
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '5a9e07' WHERE version_num = '48d2f1';
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
-- Revision 2 of 3: 6bb410  orders can be refunded
-- =============================================================================
--   version table: 5a9e07 -> 6bb410
--   down_revision: 5a9e07
--   author:        Billing team
--   file:          revisions/6bb410_orders_can_be_refunded.sql
--   digest:        sha256:edd349643d8c65d2786a6716890d563ad379337f0f15d1704d50881f2c70424e

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [1 of 5] alter type order_status: add value 'refunded'
--     revisions/6bb410_orders_can_be_refunded.sql:7, OUTSIDE A TRANSACTION: a new enum value can be used only after its commit, and line 9 uses it
--     Note PG601: 'refunded' stays in order_status for ever: no rollback takes a value out of an enum
--       make sure that running code which reads the enum takes the new value
--     If it fails: committed by then: the revision before this one. The version table says 5a9e07.
--     Go on with: sqlplan upgrade 5a9e07:77c9d5 --sql
ALTER TYPE order_status ADD VALUE 'refunded' AFTER 'shipped';

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says 5a9e07.
--     Go on with: sqlplan upgrade 5a9e07,6bb410~1:77c9d5 --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 5] create view refunded_orders
--     revisions/6bb410_orders_can_be_refunded.sql:9, in transaction 2
CREATE VIEW refunded_orders AS
    SELECT id, customer_id, total FROM orders WHERE status = 'refunded';

-- Version table: 5a9e07 -> 6bb410
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '6bb410' WHERE version_num = '5a9e07';
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
-- Revision 3 of 3: 77c9d5  one name for customers
-- =============================================================================
--   version table: 6bb410 -> 77c9d5
--   down_revision: 6bb410
--   author:        Shop team
--   file:          revisions/77c9d5_one_name_for_customers.sql
--   digest:        sha256:47eadaebe145c8a1b6ffcf31fcbbc0f7ebd08aafbf17f8b88e3f59dabf5a4e2e

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [3 of 5] alter table customers: add column name text
--     revisions/77c9d5_one_name_for_customers.sql:7, in transaction 3
--     locks: ACCESS EXCLUSIVE on customers until commit: blocks reads and writes
ALTER TABLE customers ADD COLUMN name text;

-- [4 of 5] update table customers, every row
--     revisions/77c9d5_one_name_for_customers.sql:9, in transaction 3
--     locks: ROW EXCLUSIVE on customers until commit: blocks writes to the same rows
--     Warning PG504: rows of customers are changed while statement 3 keeps everybody out of customers
--       change them in a revision of its own, or better in batches outside of the schema's revisions
--     Warning PG505: writes every row of customers again in one transaction
--       do it in batches, each in a transaction of its own, outside of the schema's revisions
UPDATE customers
   SET name = coalesce(nullif(trim(concat_ws(' ', first_name, last_name)), ''), email);

-- [5 of 5] alter table customers: forbid nulls in column name
--     revisions/77c9d5_one_name_for_customers.sql:12, in transaction 3
--     locks: ACCESS EXCLUSIVE on customers until commit: blocks reads and writes; reads every row
--     Warning PG303: every row of customers is searched for nulls in name while nobody can read or write the table
--       have a validated CHECK show that there are none
--         ALTER TABLE customers ADD CONSTRAINT customers_name_not_null CHECK (name IS NOT NULL) NOT VALID;
--         -- In a revision of its own, so that what stands above is committed:
--         ALTER TABLE customers VALIDATE CONSTRAINT customers_name_not_null;
--         -- In a revision of its own, so that what stands above is committed:
--         ALTER TABLE customers ALTER COLUMN name SET NOT NULL;
--         ALTER TABLE customers DROP CONSTRAINT customers_name_not_null;
ALTER TABLE customers ALTER COLUMN name SET NOT NULL;

-- Version table: 6bb410 -> 77c9d5
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '77c9d5' WHERE version_num = '6bb410';
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
-- Final check: the version table stands at 77c9d5.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['77c9d5'];
    held text[];
    found text;
BEGIN
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 77c9d5 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
