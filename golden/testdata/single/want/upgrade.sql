-- upgrade base -> a3
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 6 statements, 1 transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:a3 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:f7ec6b2cea1f675f6bc61112ce0c6ddb191400b0bbc3048ffec9923a82e1930f
--
-- Revisions, in this order:
--    1. a1  notes
--    2. a2  notes have a kind
--    3. a3  notes are searched
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   All of it is one transaction: nothing of it is kept.
--
-- How to go back:
--   sqlplan downgrade a3:base --sql
--
-- Locks on what was there before:
--   none; it locks only what it makes itself
--
-- Notices:
--   revisions/a2_kinds.sql:6:1: note SP306: the revision changes search_path for the rest of the session; the script puts it back at the revision's end

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := '{}';
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
            MESSAGE = 'sqlplan: sqlplan_version must hold no row, or no such table before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 3: a1  notes
-- =============================================================================
--   version table: base -> a1
--   down_revision: base
--   file:          revisions/a1_notes.sql
--   digest:        sha256:912a0c963dc5229d8ff808ace69f1e03a085f047347953c6450979c61ed90f72

BEGIN;
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '10min';

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 6] create table notes
--     revisions/a1_notes.sql:6, in transaction 1
CREATE TABLE notes (id bigint PRIMARY KEY, body text);

-- Version table: (no row) -> a1
INSERT INTO sqlplan_version (version_num) VALUES ('a1');

-- =============================================================================
-- Revision 2 of 3: a2  notes have a kind
-- =============================================================================
--   version table: a1 -> a2
--   down_revision: a1
--   file:          revisions/a2_kinds.sql
--   digest:        sha256:a174e793f70dc7437459a8a17e5a43ffcbfc4076ee497a011d27a3ca98152e8b

-- [2 of 6] set search_path
--     revisions/a2_kinds.sql:6, in transaction 1
SET search_path = public;

-- [3 of 6] create type kind
--     revisions/a2_kinds.sql:7, in transaction 1
CREATE TYPE kind AS ENUM ('private', 'shared');

-- [4 of 6] alter type kind: add value 'secret'
--     revisions/a2_kinds.sql:9, in transaction 1
-- Added in the same transaction, but used only by later runs.
ALTER TYPE kind ADD VALUE 'secret';

-- [5 of 6] alter table notes: add column kind kind
--     revisions/a2_kinds.sql:10, in transaction 1
ALTER TABLE notes ADD COLUMN kind kind NOT NULL DEFAULT 'shared';

-- The revision changed this for the whole session: put it back.
RESET search_path;

-- Version table: a1 -> a2
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'a2' WHERE version_num = 'a1';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a1 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 3 of 3: a3  notes are searched
-- =============================================================================
--   version table: a2 -> a3
--   down_revision: a2
--   file:          revisions/a3_rest.sql
--   digest:        sha256:86b644e1a9809593da019541657bbc89077d9de901aa0d1c1171b3fcb736a5b3

-- [6 of 6] create index notes_body_idx on table notes
--     revisions/a3_rest.sql:6, in transaction 1
CREATE INDEX notes_body_idx ON notes (body);

-- Version table: a2 -> a3
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'a3' WHERE version_num = 'a2';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a2 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at a3.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['a3'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold a3 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
