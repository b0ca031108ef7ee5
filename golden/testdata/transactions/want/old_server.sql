-- upgrade 30cc -> 40dd
--
--   Dialect:       postgresql, PostgreSQL 11 or later
--   Contents:      1 revision, 1 statement, 1 transaction, 1 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade 30cc:40dd --sql --server-version 11
--   Compiled by:   sqlplan dev
--   Digest:        sha256:35ee50ade848d83d170f62d487beb0b8b26d540f99ffd7f5bcf7ac228c850402
--
-- Revisions, in this order:
--    1. 40dd  light is measured
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 30cc.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade 40dd:30cc --sql --server-version 11
--   What that does not restore:
--     enum unit: values: celsius, percent before, celsius, percent, lumen after
--
-- Findings of the review: 1 warning, 1 note. In brackets the number of the statement, above which stands more.
--   [revision 40dd] warning RB101: the downgrade does not restore enum unit (values: celsius, percent before, celsius, percent, lumen after)
--
-- Notices:
--   revisions/20bb_index.sql:1:14: note SP310: revision 20bb and 1 more below START do not compile: what they changed is taken as not known

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['30cc'];
    held text[];
    found text;
BEGIN
    IF current_setting('server_version_num')::int < 110000 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: this script was compiled for PostgreSQL 11 or later, the server is '
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 30cc before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: 40dd  light is measured
-- =============================================================================
--   version table: 30cc -> 40dd
--   down_revision: 30cc
--   file:          revisions/40dd_lumen.sql
--   digest:        sha256:0464ba32a4507d65a6797322beb65376642fc8a19d6a5c39940d3a95e727e576

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [1 of 1] alter type unit: add value 'lumen'
--     revisions/40dd_lumen.sql:6, OUTSIDE A TRANSACTION: PostgreSQL does not run ALTER TYPE ... ADD VALUE before PostgreSQL 12 inside a transaction block
--     Note PG601: 'lumen' stays in unit for ever: no rollback takes a value out of an enum
--       make sure that running code which reads the enum takes the new value
--     If it fails: committed by then: nothing of any revision. The version table says 30cc.
--     Go on with: sqlplan upgrade 30cc:40dd --sql --server-version 11
ALTER TYPE unit ADD VALUE IF NOT EXISTS 'lumen';

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says 30cc.
--     Go on with: sqlplan upgrade 30cc,40dd~1:40dd --sql --server-version 11
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 30cc -> 40dd
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '40dd' WHERE version_num = '30cc';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 30cc of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 40dd.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['40dd'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 40dd after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
