-- upgrade 10aa -> 20bb
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 3 statements, 1 transaction, 1 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade 10aa,20bb~3:20bb --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:d6ff31cdbe1418c7675843082585b20b2480f60f31db1246c1746d55b2f6e402
--
-- Revisions, in this order:
--    1. 20bb  find measurements by sensor
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 10aa.
--   It goes on inside revision 20bb: the first 3 statements must have been run.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade 20bb:10aa --sql
--
-- Locks on what was there before:
--   Outside transactions (20bb):
--     without blocking reads or writes: measurements_2024
--   Transaction 1 (20bb):
--     measurements       ACCESS EXCLUSIVE  blocks reads and writes; statements 2-3
--     measurements_2023  ACCESS EXCLUSIVE  blocks reads and writes; statement 2
--     measurements_2024  ACCESS EXCLUSIVE  blocks reads and writes; statement 2

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['10aa'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 10aa before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: 20bb  find measurements by sensor
-- =============================================================================
--   version table: 10aa -> 20bb
--   down_revision: 10aa
--   file:          revisions/20bb_index.sql
--   digest:        sha256:defdcc30dc70c4e22380d8f52f4d31f1773b3cb7af26ede45915a7cf5c998614
--   The first 3 statements are left out: run already.

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [1 of 3] vacuum table measurements_2024
--     revisions/20bb_index.sql:9, OUTSIDE A TRANSACTION: PostgreSQL does not run VACUUM inside a transaction block
--     locks: SHARE UPDATE EXCLUSIVE on measurements_2024 until it ends: blocks neither reads nor writes
--     If it fails: committed by then: the first 3 statements of this one. The version table says 10aa.
--     Go on with: sqlplan upgrade 10aa,20bb~3:20bb --sql
VACUUM (ANALYZE) measurements_2024;

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the first 4 statements of this one. The version table says 10aa.
--     Go on with: sqlplan upgrade 10aa,20bb~4:20bb --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 3] alter table measurements: add column note text
--     revisions/20bb_index.sql:10, in transaction 1
--     locks: ACCESS EXCLUSIVE on measurements, measurements_2023 and measurements_2024 until commit: blocks reads and writes
ALTER TABLE measurements ADD COLUMN note text;

-- [3 of 3] comment on column note of table measurements
--     revisions/20bb_index.sql:11, in transaction 1
--     locks: SHARE UPDATE EXCLUSIVE on measurements until commit: blocks neither reads nor writes
COMMENT ON COLUMN measurements.note IS 'What the person at the sensor saw';

-- Version table: 10aa -> 20bb
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '20bb' WHERE version_num = '10aa';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 10aa of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 20bb.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['20bb'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 20bb after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
