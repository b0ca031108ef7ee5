-- downgrade a20 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      2 revisions, 2 statements, 2 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade a20:base --sql --database orders
--   Compiled by:   sqlplan dev
--   Digest:        sha256:b7f61035979c0c0bb83387cd74d47e0b33b1f0b554254064023a818aed44cc49
--
-- Revisions, in this order:
--    1. a20  orders get a total; nothing changes for users
--    2. a10  accounts and orders
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at a20.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade base:a20 --sql --database orders
--   What that does not restore:
--     column total of table orders: its values
--     table orders: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [1] warning PG401: the values of orders.total are lost, and running code that still names the column fails
--   [2] warning PG402: the rows of orders are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 1 (a20):
--     orders  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--   Transaction 2 (a10):
--     orders  ACCESS EXCLUSIVE  blocks reads and writes; statement 2

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['a20'];
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
    IF to_regclass('alembic_version') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM alembic_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: alembic_version must hold a20 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 2: a20  orders get a total; nothing changes for users
-- =============================================================================
--   version table: a20 -> a10
--   down_revision: a10
--   created:       2024-06-01 08:15:00
--   file:          migrations/versions/a20_order_total.py
--   digest:        sha256:8f714f757d42e0beffb8fe6ef049a0929d02ab822c52da68047697c86dc6bcc7

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 2] alter table orders: drop column total
--     migrations/versions/a20_order_total.py:38, in transaction 1
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes
--     Warning PG401: the values of orders.total are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE orders DROP COLUMN total;

-- Version table: a20 -> a10
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'a10' WHERE version_num = 'a20';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a20 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 2: a10  accounts and orders
-- =============================================================================
--   version table: a10 -> base
--   down_revision: base
--   created:       2024-05-06 11:00:00
--   file:          migrations/versions/a10_accounts_and_orders.py
--   digest:        sha256:62507f31e18260b72e385fe44a0a21f94841f0025cd7e7ef72511c96e10261a9

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 2] drop table orders
--     migrations/versions/a10_accounts_and_orders.py:48, in transaction 2
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes
--     Warning PG402: the rows of orders are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE orders;

-- Version table: a10 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM alembic_version WHERE version_num = 'a10';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a10 of alembic_version should have been changed once, rows changed: ' || changed,
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
    IF to_regclass('alembic_version') IS NULL THEN
        held := '{}';
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM alembic_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: alembic_version must hold no row, or no such table after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
