-- downgrade 7a08 -> 6f54
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 1 statement, 1 transaction, 1 outside a transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade 7a08:6f54 --sql --dialect postgresql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:5b13efffc48f0e1e1ab6aeec4a06d21cd5f058bd3f4aaf4e173c5d12b1f29d01
--
-- Revisions, in this order:
--    1. 7a08  find loans by date, without blocking the desk
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 7a08.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan upgrade 6f54:7a08 --sql --dialect postgresql
--
-- Locks on what was there before:
--   Outside transactions (7a08):
--     without blocking reads or writes: loans

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['7a08'];
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
            MESSAGE = 'sqlplan: alembic_version must hold 7a08 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: 7a08  find loans by date, without blocking the desk
-- =============================================================================
--   version table: 7a08 -> 6f54
--   down_revision: 6f54
--   created:       2024-05-20 07:45:00.000000
--   file:          migrations/versions/7a08_find_loans_by_date.py
--   digest:        sha256:73bde703b760086bb2e6164796e71c974cde221b52b4d8beee248efda288ad99

-- [1 of 1] drop index ix_loans_due, concurrently
--     migrations/versions/7a08_find_loans_by_date.py:24, OUTSIDE A TRANSACTION: PostgreSQL does not run DROP INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     locks: SHARE UPDATE EXCLUSIVE on loans until it ends: blocks neither reads nor writes
--     If it fails: committed by then: nothing of any revision. The version table says 7a08.
--     It may leave: the index, marked INVALID; the statement drops it when it is run again
--     Go on with: sqlplan downgrade 7a08:6f54 --sql --exact --dialect postgresql
DROP INDEX CONCURRENTLY IF EXISTS ix_loans_due;

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says 7a08.
--     Go on with: sqlplan downgrade 7a08~1:6f54 --sql --exact --dialect postgresql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 7a08 -> 6f54
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '6f54' WHERE version_num = '7a08';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 7a08 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 6f54.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['6f54'];
    held text[];
    found text;
BEGIN
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
            MESSAGE = 'sqlplan: alembic_version must hold 6f54 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
