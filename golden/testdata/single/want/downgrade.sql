-- downgrade a3 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 4 statements, 1 transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade a3:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:a28813b09ba65649608d03e6ff93bcf7d3d2550ce942ce36a65ef8b254fe8fc3
--
-- Revisions, in this order:
--    1. a3  notes are searched
--    2. a2  notes have a kind
--    3. a1  notes
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at a3.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   All of it is one transaction: nothing of it is kept.
--
-- How to go back:
--   sqlplan upgrade base:a3 --sql
--   What that does not restore:
--     column kind of table notes: its values
--     table notes: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [2] warning PG401: the values of notes.kind are lost, and running code that still names the column fails
--   [4] warning PG402: the rows of notes are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 1 (a3, a2, a1):
--     notes  ACCESS EXCLUSIVE  blocks reads and writes; statements 1-2, 4

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['a3'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold a3 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 3: a3  notes are searched
-- =============================================================================
--   version table: a3 -> a2
--   down_revision: a2
--   file:          revisions/a3_rest.sql
--   digest:        sha256:86b644e1a9809593da019541657bbc89077d9de901aa0d1c1171b3fcb736a5b3

BEGIN;
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '10min';

-- [1 of 4] drop index notes_body_idx
--     revisions/a3_rest.sql:9, in transaction 1
--     locks: ACCESS EXCLUSIVE on notes until commit: blocks reads and writes
DROP INDEX notes_body_idx;

-- Version table: a3 -> a2
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'a2' WHERE version_num = 'a3';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a3 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 2 of 3: a2  notes have a kind
-- =============================================================================
--   version table: a2 -> a1
--   down_revision: a1
--   file:          revisions/a2_kinds.sql
--   digest:        sha256:a174e793f70dc7437459a8a17e5a43ffcbfc4076ee497a011d27a3ca98152e8b

-- [2 of 4] alter table notes: drop column kind
--     revisions/a2_kinds.sql:13, in transaction 1
--     locks: ACCESS EXCLUSIVE on notes until commit: blocks reads and writes
--     Warning PG401: the values of notes.kind are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE notes DROP COLUMN kind;

-- [3 of 4] drop type kind
--     revisions/a2_kinds.sql:14, in transaction 1
DROP TYPE kind;

-- Version table: a2 -> a1
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'a1' WHERE version_num = 'a2';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a2 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 3 of 3: a1  notes
-- =============================================================================
--   version table: a1 -> base
--   down_revision: base
--   file:          revisions/a1_notes.sql
--   digest:        sha256:912a0c963dc5229d8ff808ace69f1e03a085f047347953c6450979c61ed90f72

-- [4 of 4] drop table notes
--     revisions/a1_notes.sql:9, in transaction 1
--     locks: ACCESS EXCLUSIVE on notes until commit: blocks reads and writes
--     Warning PG402: the rows of notes are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE notes;

-- Version table: a1 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = 'a1';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a1 of sqlplan_version should have been changed once, rows changed: ' || changed,
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
