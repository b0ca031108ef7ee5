-- upgrade 1 -> 2
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 2 statements, 1 transaction
--   Version table: schema_migrations (golang-migrate revisions)
--   Command:       sqlplan upgrade 1:2 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:bab2dd4de23675891e412f141508713d4756efd421156d4bd6a6b3901c3d2e9f
--
-- Revisions, in this order:
--    1. 2  add names
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 1.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade 2:1 --sql
--
-- Locks on what was there before:
--   Transaction 1 (2):
--     users  ACCESS EXCLUSIVE  blocks reads and writes; statements 1-2

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['1'];
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
    IF to_regclass('schema_migrations') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version::text || CASE WHEN dirty THEN ' (dirty)' ELSE '' END ORDER BY version), '{}') INTO held
            FROM schema_migrations;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: schema_migrations must hold 1 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: 2  add names
-- =============================================================================
--   version table: 1 -> 2
--   down_revision: 1
--   file:          migrations/000002_add_names.up.sql
--   file:          migrations/000002_add_names.down.sql
--   digest:        sha256:bcdabf509bc35423c0ac9c5db67624a8ed2f7e25d618d56e86178717e0d89ea4

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 2] alter table users: add column first_name text
--     migrations/000002_add_names.up.sql:3, in transaction 1
--     locks: ACCESS EXCLUSIVE on users until commit: blocks reads and writes
ALTER TABLE users ADD COLUMN first_name text;

-- [2 of 2] alter table users: add column last_name text
--     migrations/000002_add_names.up.sql:4, in transaction 1
--     locks: ACCESS EXCLUSIVE on users until commit: blocks reads and writes
ALTER TABLE users ADD COLUMN last_name text;

-- Version table: 1 -> 2
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE schema_migrations SET version = 2 WHERE version = 1 AND NOT dirty;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 1 of schema_migrations should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 2.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['2'];
    held text[];
    found text;
BEGIN
    IF to_regclass('schema_migrations') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version::text || CASE WHEN dirty THEN ' (dirty)' ELSE '' END ORDER BY version), '{}') INTO held
            FROM schema_migrations;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: schema_migrations must hold 2 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
