-- downgrade 73e2, a7e2 -> 73e2
--
--   Dialect:       postgresql, PostgreSQL 14 or later
--   Contents:      1 revision, 1 statement, 1 transaction
--   Version table: public.schema_version (alembic revisions)
--   Command:       sqlplan downgrade 73e2,a7e2:73e2 --sql --exact
--   Compiled by:   sqlplan dev
--   Digest:        sha256:b5f9c9186139489ecd10a07fcf35d77fecca856ccc5ed1db49f3cb1a47f6bec6
--
-- Revisions, in this order:
--    1. a7e2  balances for the reports
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 73e2, a7e2.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade 73e2:73e2,a7e2 --sql
--
-- Locks on what was there before:
--   Transaction 1 (a7e2):
--     view ledger.balances  ACCESS EXCLUSIVE  blocks reads and writes; statement 1

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['73e2', 'a7e2'];
    held text[];
    found text;
BEGIN
    IF current_setting('server_version_num')::int < 140000 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: this script was compiled for PostgreSQL 14 or later, the server is '
                || current_setting('server_version'),
            HINT = 'Nothing was changed. Compile it again with --server-version.';
    END IF;
    IF current_setting('standard_conforming_strings') <> 'on' THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: standard_conforming_strings is off, so string literals would be read otherwise',
            HINT = 'Nothing was changed. SET standard_conforming_strings = on and run the script again.';
    END IF;
    IF to_regclass('public.schema_version') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM public.schema_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: public.schema_version must hold 73e2, a7e2 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: a7e2  balances for the reports
-- =============================================================================
--   version table: 73e2, a7e2 -> 73e2
--   down_revision: base
--   depends_on:    62d1
--   branch_labels: reports
--   created:       2025-04-01 07:45:00+00:00
--   file:          src/ledger/reports/versions/20250401_a7e2_balances.py
--   digest:        sha256:246deeb9d4c5dfdf03bf042a49730bde46d82334588bd7f8b94a8724da55479d

BEGIN;
SET LOCAL lock_timeout = '3s';

-- [1 of 1] drop view ledger.balances
--     src/ledger/reports/versions/20250401_a7e2_balances.py:30, in transaction 1
--     locks: ACCESS EXCLUSIVE on view ledger.balances until commit: blocks reads and writes
DROP VIEW ledger.balances;

-- Version table: a7e2 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM public.schema_version WHERE version_num = 'a7e2';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a7e2 of public.schema_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 73e2.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['73e2'];
    held text[];
    found text;
BEGIN
    IF to_regclass('public.schema_version') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM public.schema_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: public.schema_version must hold 73e2 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
