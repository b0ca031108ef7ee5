-- upgrade 5e01 -> 5e02
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 2 statements, 1 transaction, 1 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade 5e01,5e02~2:5e02 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:8988850117626364c8448372f0bd82c8fdd3b842e51844616228e5961b3977e6
--
-- Revisions, in this order:
--    1. 5e02  find tasks by title
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 5e01.
--   It goes on inside revision 5e02: the first 2 statements must have been run.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade 5e02:5e01 --sql
--
-- Locks on what was there before:
--   Outside transactions (5e02):
--     tasks  SHARE UPDATE EXCLUSIVE  blocks neither reads nor writes; builds an index; statement 1
--   Transaction 1 (5e02):
--     without blocking reads or writes: index tasks_title_idx
--
-- Notices:
--   revisions/5e02_index.sql:7:1: note SP306: the revision changes search_path, maintenance_work_mem for the rest of the session; the script puts it back at the revision's end

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['5e01'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 5e01 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: 5e02  find tasks by title
-- =============================================================================
--   version table: 5e01 -> 5e02
--   down_revision: 5e01
--   file:          revisions/5e02_index.sql
--   digest:        sha256:cc3fce3133a5494b5664caff615779be4e118e00fad5b9979176541c95497ea4
--   The first 2 statements are left out: run already.

-- Run again: what follows may rely on it.
SET search_path TO app;

-- Run again: what follows may rely on it.
SET maintenance_work_mem = '128MB';

-- [1 of 2] create index tasks_title_idx on table tasks, concurrently
--     revisions/5e02_index.sql:9, OUTSIDE A TRANSACTION: PostgreSQL does not run CREATE INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     locks: SHARE UPDATE EXCLUSIVE on tasks until it ends: blocks neither reads nor writes; builds an index
--     If it fails: committed by then: the first 2 statements of this one. The version table says 5e01.
--     It may leave: an index marked INVALID, which slows down every write and helps no query
--     Clear that with:
--       SET search_path TO app;
--       DROP INDEX CONCURRENTLY IF EXISTS tasks_title_idx;
--     Go on with: sqlplan upgrade 5e01,5e02~2:5e02 --sql
CREATE INDEX CONCURRENTLY tasks_title_idx ON tasks (title);

-- The rest of the revision.
--     If it fails: committed by then: the first 3 statements of this one. The version table says 5e01.
--     Go on with: sqlplan upgrade 5e01,5e02~3:5e02 --sql
BEGIN;

-- [2 of 2] comment on index tasks_title_idx
--     revisions/5e02_index.sql:10, in transaction 1
--     locks: SHARE UPDATE EXCLUSIVE on index tasks_title_idx until commit: blocks neither reads nor writes
COMMENT ON INDEX tasks_title_idx IS 'For the search field';

-- The revision changed this for the whole session: put it back.
RESET search_path;
RESET maintenance_work_mem;

-- Version table: 5e01 -> 5e02
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '5e02' WHERE version_num = '5e01';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 5e01 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 5e02.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['5e02'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 5e02 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
