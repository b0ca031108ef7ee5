-- upgrade 5e02 -> 5e03
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 3 statements, 1 transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade 5e02:5e03 --sql --lock-timeout 300ms
--   Compiled by:   sqlplan dev
--   Digest:        sha256:c0568a5f34fc21102cee85858aeb738e5f5480c23c78a8cfdadcebdf9bfdad32
--
-- Revisions, in this order:
--    1. 5e03  made as the role that reads
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 5e02.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade 5e03:5e02 --sql --lock-timeout 300ms
--
-- Locks on what was there before:
--   Transaction 1 (5e03):
--     without blocking reads or writes: app.tasks
--
-- Notices:
--   revisions/5e03_role.sql:6:1: note SP306: the revision changes app.tenant, role for the rest of the session; the script puts it back at the revision's end

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['5e02'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 5e02 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: 5e03  made as the role that reads
-- =============================================================================
--   version table: 5e02 -> 5e03
--   down_revision: 5e02
--   file:          revisions/5e03_role.sql
--   digest:        sha256:a2cdac899d3579b3ef7b62e1c905e206361e2fecfd3ff462b119f3c9b9fe1577

BEGIN;
SET LOCAL lock_timeout = '300ms';

-- [1 of 3] call set_config(), pg_catalog.set_config()
--     revisions/5e03_role.sql:6, in transaction 1
SELECT set_config('app.tenant', 'all', false), pg_catalog.set_config('statement_timeout', '0', true);

-- [2 of 3] set role
--     revisions/5e03_role.sql:7, in transaction 1
SET ROLE pg_read_all_data;

-- [3 of 3] select from app.tasks
--     revisions/5e03_role.sql:8, in transaction 1
SELECT count(*) FROM app.tasks;

-- The revision changed this for the whole session: put it back.
RESET app.tenant;
RESET role;

-- Version table: 5e02 -> 5e03
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '5e03' WHERE version_num = '5e02';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 5e02 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 5e03.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['5e03'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 5e03 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
