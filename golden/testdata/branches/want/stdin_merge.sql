-- upgrade b2f40002, c37700aa -> d4000000
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 0 statements, 1 transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade b2f40002,c37700aa:d4000000 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:63cbc7584a0e6fbb76de32b8575e10c6a8303b60892f3dda9628604ef57cfedb
--
-- Revisions, in this order:
--    1. d4000000  join accounts, billing and search
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at b2f40002, c37700aa.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade d4000000:b2f40002,c37700aa --sql

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['b2f40002', 'c37700aa'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold b2f40002, c37700aa before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: d4000000  join accounts, billing and search
-- =============================================================================
--   version table: b2f40002, c37700aa -> d4000000
--   down_revision: a1c0de02, b2f40002, c37700aa
--   file:          joined/d4000000_join.sql
--   digest:        sha256:8e61c52a04bd4df1050bc64f6e56f05160af4f411239a7f2f55279be7f31fd0f

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: b2f40002 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = 'b2f40002';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row b2f40002 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

-- Version table: c37700aa -> d4000000
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'd4000000' WHERE version_num = 'c37700aa';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row c37700aa of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at d4000000.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['d4000000'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold d4000000 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
