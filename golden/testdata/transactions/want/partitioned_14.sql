-- upgrade 80bb -> 90cc
--
--   Dialect:       postgresql, PostgreSQL 14 or later
--   Contents:      1 revision, 9 statements, 3 transactions, 2 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade 80bb:90cc --sql --server-version 14 --no-review
--   Compiled by:   sqlplan dev
--   Digest:        sha256:83a45e6c4fea72aa37522d1dc39b361949450cdcbd135a70d78a9b783bbd5a27
--
-- Revisions, in this order:
--    1. 90cc  measurements in the order of their sensors
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 80bb.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   2 statements run outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade 90cc:80bb --sql --server-version 14 --no-review
--
-- Not reviewed: nothing was: no locks, no risks, no names, no way back (--no-review)

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['80bb'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 80bb before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: 90cc  measurements in the order of their sensors
-- =============================================================================
--   version table: 80bb -> 90cc
--   down_revision: 80bb
--   file:          revisions/90cc_upkeep.sql
--   digest:        sha256:5cfaef1a37f1995a773e23252a4bb1f0adddba42ae5977c3c28b79a81991176c

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 9] create index measurements_sensor on table measurements
--     revisions/90cc_upkeep.sql:6, in transaction 1
CREATE INDEX measurements_sensor ON measurements (sensor, taken_on);

-- [2 of 9] create index archived_sensor on table archived_2023
--     revisions/90cc_upkeep.sql:7, in transaction 1
CREATE INDEX archived_sensor ON archived_2023 (sensor, taken_on);

COMMIT;

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [3 of 9] reindex table measurements
--     revisions/90cc_upkeep.sql:8, OUTSIDE A TRANSACTION: PostgreSQL does not run REINDEX TABLE of a partitioned table inside a transaction block
--     If it fails: committed by then: the first 2 statements of this one. The version table says 80bb.
--     Go on with: sqlplan upgrade 80bb,90cc~2:90cc --sql --server-version 14 --no-review
REINDEX TABLE measurements;

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the first 3 statements of this one. The version table says 80bb.
--     Go on with: sqlplan upgrade 80bb,90cc~3:90cc --sql --server-version 14 --no-review
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [4 of 9] reindex table archived_2023
--     revisions/90cc_upkeep.sql:9, in transaction 2
REINDEX TABLE archived_2023;

COMMIT;

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [5 of 9] reindex index measurements_sensor
--     revisions/90cc_upkeep.sql:10, OUTSIDE A TRANSACTION: PostgreSQL does not run REINDEX INDEX of a partitioned table's index inside a transaction block
--     If it fails: committed by then: the first 4 statements of this one. The version table says 80bb.
--     Go on with: sqlplan upgrade 80bb,90cc~4:90cc --sql --server-version 14 --no-review
REINDEX INDEX measurements_sensor;

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the first 5 statements of this one. The version table says 80bb.
--     Go on with: sqlplan upgrade 80bb,90cc~5:90cc --sql --server-version 14 --no-review
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 9] cluster table measurements
--     revisions/90cc_upkeep.sql:11, in transaction 3
CLUSTER measurements USING measurements_sensor;

-- [7 of 9] cluster table archived_2023
--     revisions/90cc_upkeep.sql:12, in transaction 3
CLUSTER archived_2023 USING archived_sensor;

-- [8 of 9] alter table archived_2023: forget the clustering index
--     revisions/90cc_upkeep.sql:13, in transaction 3
ALTER TABLE archived_2023 SET WITHOUT CLUSTER;

-- [9 of 9] comment on index measurements_sensor
--     revisions/90cc_upkeep.sql:14, in transaction 3
COMMENT ON INDEX measurements_sensor IS 'by which the partitions were ordered';

-- Version table: 80bb -> 90cc
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '90cc' WHERE version_num = '80bb';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 80bb of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 90cc.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['90cc'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 90cc after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
