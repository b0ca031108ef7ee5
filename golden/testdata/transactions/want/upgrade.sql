-- upgrade base -> 90cc
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      9 revisions, 34 statements, 14 transactions, 14 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:90cc --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:80c727dd8c5bbe1bb5bfb3aef050fc14f917abe8a3c396d4957a9f1b06232e06
--
-- Revisions, in this order:
--    1. 10aa  measurements, one partition a year
--    2. 20bb  find measurements by sensor
--    3. 30cc  measurements of 2023 go to the archive
--    4. 40dd  light is measured
--    5. 50ee  gas is measured, and starts with a limit
--    6. 60ff  fill in the notes, in batches
--    7. 70aa  forget old measurements
--    8. 80bb  every measurement gets a note
--    9. 90cc  measurements in the order of their sensors
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   14 statements run outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade 90cc:base --sql
--
-- Findings of the review: 3 warnings. In brackets the number of the statement, above which stands more.
--   [revision 30cc] warning RB101: the downgrade does not restore check constraint measurements_2023_taken_on_check of table measurements_2023 (is left behind)
--   [revision 40dd] warning RB101: the downgrade does not restore enum unit (values: celsius, percent before, celsius, percent, lumen after)
--   [revision 50ee] warning RB101: the downgrade does not restore enum unit (values: celsius, percent, lumen before, celsius, ppm, percent, lumen after)
--
-- Locks on what was there before:
--   none; it locks only what it makes itself

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
-- Revision 1 of 9: 10aa  measurements, one partition a year
-- =============================================================================
--   version table: base -> 10aa
--   down_revision: base
--   file:          revisions/10aa_measurements.sql
--   digest:        sha256:3b7f7b265f6c8eacb96a5f1367bfd260d5ad7c932a49b0534d05f88271e3d3a0

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 34] create type unit
--     revisions/10aa_measurements.sql:6, in transaction 1
CREATE TYPE unit AS ENUM ('celsius', 'percent');

-- [2 of 34] create table measurements
--     revisions/10aa_measurements.sql:8, in transaction 1
CREATE TABLE measurements (
    taken_on date NOT NULL,
    sensor   integer NOT NULL,
    value    numeric NOT NULL,
    unit     unit NOT NULL
) PARTITION BY RANGE (taken_on);

-- [3 of 34] create table measurements_2023 as a partition of measurements
--     revisions/10aa_measurements.sql:15, in transaction 1
CREATE TABLE measurements_2023 PARTITION OF measurements FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');

-- [4 of 34] create table measurements_2024 as a partition of measurements
--     revisions/10aa_measurements.sql:16, in transaction 1
CREATE TABLE measurements_2024 PARTITION OF measurements FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- Version table: (no row) -> 10aa
INSERT INTO sqlplan_version (version_num) VALUES ('10aa');

COMMIT;

-- =============================================================================
-- Revision 2 of 9: 20bb  find measurements by sensor
-- =============================================================================
--   version table: 10aa -> 20bb
--   down_revision: 10aa
--   file:          revisions/20bb_index.sql
--   digest:        sha256:defdcc30dc70c4e22380d8f52f4d31f1773b3cb7af26ede45915a7cf5c998614

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [5 of 34] comment on table measurements_2024
--     revisions/20bb_index.sql:6, in transaction 2
COMMENT ON TABLE measurements_2024 IS 'The partition of this year';

COMMIT;

-- [6 of 34] create index measurements_2024_sensor_idx on table measurements_2024, concurrently
--     revisions/20bb_index.sql:7, OUTSIDE A TRANSACTION: PostgreSQL does not run CREATE INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says 10aa.
--     It may leave: an index marked INVALID, which slows down every write and helps no query
--     Clear that with:
--       DROP INDEX CONCURRENTLY IF EXISTS measurements_2024_sensor_idx;
--     Go on with: sqlplan upgrade 10aa,20bb~1:90cc --sql
CREATE INDEX CONCURRENTLY measurements_2024_sensor_idx ON measurements_2024 (sensor);

-- [7 of 34] reindex index measurements_2024_sensor_idx, concurrently
--     revisions/20bb_index.sql:8, OUTSIDE A TRANSACTION: PostgreSQL does not run REINDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says 10aa.
--     It may leave: an index marked INVALID: measurements_2024_sensor_idx_ccnew, or measurements_2024_sensor_idx_ccold if the new one is in place
--     Clear that with:
--       DROP INDEX CONCURRENTLY IF EXISTS measurements_2024_sensor_idx_ccnew;
--       DROP INDEX CONCURRENTLY IF EXISTS measurements_2024_sensor_idx_ccold;
--     Go on with: sqlplan upgrade 10aa,20bb~2:90cc --sql
REINDEX INDEX CONCURRENTLY measurements_2024_sensor_idx;

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [8 of 34] vacuum table measurements_2024
--     revisions/20bb_index.sql:9, OUTSIDE A TRANSACTION: PostgreSQL does not run VACUUM inside a transaction block
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says 10aa.
--     Go on with: sqlplan upgrade 10aa,20bb~3:90cc --sql
VACUUM (ANALYZE) measurements_2024;

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 4 statements of this one. The version table says 10aa.
--     Go on with: sqlplan upgrade 10aa,20bb~4:90cc --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [9 of 34] alter table measurements: add column note text
--     revisions/20bb_index.sql:10, in transaction 3
ALTER TABLE measurements ADD COLUMN note text;

-- [10 of 34] comment on column note of table measurements
--     revisions/20bb_index.sql:11, in transaction 3
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
-- Revision 3 of 9: 30cc  measurements of 2023 go to the archive
-- =============================================================================
--   version table: 20bb -> 30cc
--   down_revision: 20bb
--   file:          revisions/30cc_archive.sql
--   digest:        sha256:c0a17bab280de8ed4164581d5db89d1f7872f9283f510bdeefec18ce7e9a9a4c

-- [11 of 34] alter table measurements: detach partition measurements_2023, concurrently
--     revisions/30cc_archive.sql:6, OUTSIDE A TRANSACTION: PostgreSQL does not run ALTER TABLE ... DETACH PARTITION CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done
--     If it fails: committed by then: the 2 revisions before this one. The version table says 20bb.
--     It may leave: the partition, marked as about to be detached
--     Clear that with:
--       ALTER TABLE measurements DETACH PARTITION measurements_2023 FINALIZE;
--     Go on with: sqlplan upgrade 20bb:90cc --sql
--     Or, if that has completed the statement: sqlplan upgrade 20bb,30cc~1:90cc --sql
ALTER TABLE measurements DETACH PARTITION measurements_2023 CONCURRENTLY;

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says 20bb.
--     Go on with: sqlplan upgrade 20bb,30cc~1:90cc --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [12 of 34] rename table measurements_2023 to archived_2023
--     revisions/30cc_archive.sql:7, in transaction 4
ALTER TABLE measurements_2023 RENAME TO archived_2023;

-- Version table: 20bb -> 30cc
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '30cc' WHERE version_num = '20bb';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 20bb of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 4 of 9: 40dd  light is measured
-- =============================================================================
--   version table: 30cc -> 40dd
--   down_revision: 30cc
--   file:          revisions/40dd_lumen.sql
--   digest:        sha256:0464ba32a4507d65a6797322beb65376642fc8a19d6a5c39940d3a95e727e576

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [13 of 34] alter type unit: add value 'lumen'
--     revisions/40dd_lumen.sql:6, in transaction 5
ALTER TYPE unit ADD VALUE IF NOT EXISTS 'lumen';

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
-- Revision 5 of 9: 50ee  gas is measured, and starts with a limit
-- =============================================================================
--   version table: 40dd -> 50ee
--   down_revision: 40dd
--   file:          revisions/50ee_ppm.sql
--   digest:        sha256:7ba15e3b40f74dcf9015d1a32caf9790a06b1ec407ef615f38f797ce1c5b56cf

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [14 of 34] create table limits
--     revisions/50ee_ppm.sql:6, in transaction 6
CREATE TABLE limits (unit unit PRIMARY KEY, highest numeric NOT NULL);

COMMIT;

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [15 of 34] alter type unit: add value 'ppm'
--     revisions/50ee_ppm.sql:7, OUTSIDE A TRANSACTION: a new enum value can be used only after its commit, and line 8 uses it
--     If it fails: committed by then: the 4 revisions before this one and the first statement of this one. The version table says 40dd.
--     Go on with: sqlplan upgrade 40dd,50ee~1:90cc --sql
ALTER TYPE unit ADD VALUE IF NOT EXISTS 'ppm' BEFORE 'percent';

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the 4 revisions before this one and the first 2 statements of this one. The version table says 40dd.
--     Go on with: sqlplan upgrade 40dd,50ee~2:90cc --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [16 of 34] insert 1 row into table limits
--     revisions/50ee_ppm.sql:8, in transaction 7
INSERT INTO limits (unit, highest) VALUES ('ppm', 1000);

-- [17 of 34] create type alarm
--     revisions/50ee_ppm.sql:11, in transaction 7
-- Before PostgreSQL 17 not even a type that is born here can be used at once.
CREATE TYPE alarm AS ENUM ('none');

COMMIT;

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [18 of 34] alter type alarm: add value 'siren'
--     revisions/50ee_ppm.sql:12, OUTSIDE A TRANSACTION: a new enum value can be used only after its commit, and line 13 uses it
--     If it fails: committed by then: the 4 revisions before this one and the first 4 statements of this one. The version table says 40dd.
--     Go on with: sqlplan upgrade 40dd,50ee~4:90cc --sql
ALTER TYPE alarm ADD VALUE 'siren';

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the 4 revisions before this one and the first 5 statements of this one. The version table says 40dd.
--     Go on with: sqlplan upgrade 40dd,50ee~5:90cc --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [19 of 34] alter table limits: add column alarm alarm
--     revisions/50ee_ppm.sql:13, in transaction 8
ALTER TABLE limits ADD COLUMN alarm alarm NOT NULL DEFAULT 'siren';

-- Version table: 40dd -> 50ee
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '50ee' WHERE version_num = '40dd';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 40dd of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 6 of 9: 60ff  fill in the notes, in batches
-- =============================================================================
--   version table: 50ee -> 60ff
--   down_revision: 50ee
--   file:          revisions/60ff_batches.sql
--   digest:        sha256:61551f177a76c12754163b2a030bccd63755681b62d8a44e6cb806c7b8c80a80

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [20 of 34] update table measurements
--     revisions/60ff_batches.sql:9, OUTSIDE A TRANSACTION: the revision asks for no transaction
--     If it fails: committed by then: the 5 revisions before this one. The version table says 50ee.
--     Go on with: sqlplan upgrade 50ee:90cc --sql
-- Each batch is short: nobody waits for long.
UPDATE measurements SET note = '' WHERE note IS NULL AND sensor % 2 = 0;

-- [21 of 34] update table measurements
--     revisions/60ff_batches.sql:10, OUTSIDE A TRANSACTION: the revision asks for no transaction
--     If it fails: committed by then: the 5 revisions before this one and the first statement of this one. The version table says 50ee.
--     Go on with: sqlplan upgrade 50ee,60ff~1:90cc --sql
UPDATE measurements SET note = '' WHERE note IS NULL;

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the 5 revisions before this one and the first 2 statements of this one. The version table says 50ee.
--     Go on with: sqlplan upgrade 50ee,60ff~2:90cc --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 50ee -> 60ff
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '60ff' WHERE version_num = '50ee';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 50ee of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 7 of 9: 70aa  forget old measurements
-- =============================================================================
--   version table: 60ff -> 70aa
--   down_revision: 60ff
--   file:          revisions/70aa_procedure.sql
--   digest:        sha256:3bd245b69bc87e85452b52ace72df0825b03ea76cb59e8a8883db67fcfb39130

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [22 of 34] create procedure forget(date)
--     revisions/70aa_procedure.sql:7, OUTSIDE A TRANSACTION: the revision asks for no transaction
--     If it fails: committed by then: the 6 revisions before this one. The version table says 60ff.
--     Go on with: sqlplan upgrade 60ff:90cc --sql
CREATE PROCEDURE forget(before date) LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM archived_2023 WHERE taken_on < before;
    COMMIT;
    DELETE FROM measurements WHERE taken_on < before;
END
$$;

-- [23 of 34] call procedure forget
--     revisions/70aa_procedure.sql:14, OUTSIDE A TRANSACTION: the revision asks for no transaction
--     If it fails: committed by then: the 6 revisions before this one and the first statement of this one. The version table says 60ff.
--     Go on with: sqlplan upgrade 60ff,70aa~1:90cc --sql
CALL forget('2000-01-01');

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the 6 revisions before this one and the first 2 statements of this one. The version table says 60ff.
--     Go on with: sqlplan upgrade 60ff,70aa~2:90cc --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 60ff -> 70aa
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '70aa' WHERE version_num = '60ff';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 60ff of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 8 of 9: 80bb  every measurement gets a note
-- =============================================================================
--   version table: 70aa -> 80bb
--   down_revision: 70aa
--   file:          revisions/80bb_do.sql
--   digest:        sha256:c0bbaecae17be5899b74b231d2f1b9d9b9e4186ed8bcf96a21773935dcd5ee45

-- [24 of 34] run an anonymous plpgsql block
--     revisions/80bb_do.sql:6, OUTSIDE A TRANSACTION: PostgreSQL does not run DO with COMMIT or ROLLBACK in its block inside a transaction block
--     If it fails: committed by then: the 7 revisions before this one. The version table says 70aa.
--     It may leave: what the block had committed before it failed
--     Go on with: sqlplan upgrade 70aa:90cc --sql
DO $$
BEGIN
    FOR year IN 2023..2024 LOOP
        UPDATE measurements SET note = 'none' WHERE note = '' AND extract(year FROM taken_on) = year;
        COMMIT;
    END LOOP;
END
$$;

-- The rest of the revision.
--     If it fails: committed by then: the 7 revisions before this one and the first statement of this one. The version table says 70aa.
--     Go on with: sqlplan upgrade 70aa,80bb~1:90cc --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [25 of 34] alter table measurements: forbid nulls in column note
--     revisions/80bb_do.sql:14, in transaction 11
ALTER TABLE measurements ALTER COLUMN note SET NOT NULL;

-- Version table: 70aa -> 80bb
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '80bb' WHERE version_num = '70aa';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 70aa of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 9 of 9: 90cc  measurements in the order of their sensors
-- =============================================================================
--   version table: 80bb -> 90cc
--   down_revision: 80bb
--   file:          revisions/90cc_upkeep.sql
--   digest:        sha256:5cfaef1a37f1995a773e23252a4bb1f0adddba42ae5977c3c28b79a81991176c

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [26 of 34] create index measurements_sensor on table measurements
--     revisions/90cc_upkeep.sql:6, in transaction 12
CREATE INDEX measurements_sensor ON measurements (sensor, taken_on);

-- [27 of 34] create index archived_sensor on table archived_2023
--     revisions/90cc_upkeep.sql:7, in transaction 12
CREATE INDEX archived_sensor ON archived_2023 (sensor, taken_on);

COMMIT;

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [28 of 34] reindex table measurements
--     revisions/90cc_upkeep.sql:8, OUTSIDE A TRANSACTION: PostgreSQL does not run REINDEX TABLE of a partitioned table inside a transaction block
--     If it fails: committed by then: the 8 revisions before this one and the first 2 statements of this one. The version table says 80bb.
--     Go on with: sqlplan upgrade 80bb,90cc~2:90cc --sql
REINDEX TABLE measurements;

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the 8 revisions before this one and the first 3 statements of this one. The version table says 80bb.
--     Go on with: sqlplan upgrade 80bb,90cc~3:90cc --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [29 of 34] reindex table archived_2023
--     revisions/90cc_upkeep.sql:9, in transaction 13
REINDEX TABLE archived_2023;

COMMIT;

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [30 of 34] reindex index measurements_sensor
--     revisions/90cc_upkeep.sql:10, OUTSIDE A TRANSACTION: PostgreSQL does not run REINDEX INDEX of a partitioned table's index inside a transaction block
--     If it fails: committed by then: the 8 revisions before this one and the first 4 statements of this one. The version table says 80bb.
--     Go on with: sqlplan upgrade 80bb,90cc~4:90cc --sql
REINDEX INDEX measurements_sensor;

-- [31 of 34] cluster table measurements
--     revisions/90cc_upkeep.sql:11, OUTSIDE A TRANSACTION: PostgreSQL does not run CLUSTER of a partitioned table inside a transaction block
--     If it fails: committed by then: the 8 revisions before this one and the first 5 statements of this one. The version table says 80bb.
--     Go on with: sqlplan upgrade 80bb,90cc~5:90cc --sql
CLUSTER measurements USING measurements_sensor;

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the 8 revisions before this one and the first 6 statements of this one. The version table says 80bb.
--     Go on with: sqlplan upgrade 80bb,90cc~6:90cc --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [32 of 34] cluster table archived_2023
--     revisions/90cc_upkeep.sql:12, in transaction 14
CLUSTER archived_2023 USING archived_sensor;

-- [33 of 34] alter table archived_2023: forget the clustering index
--     revisions/90cc_upkeep.sql:13, in transaction 14
ALTER TABLE archived_2023 SET WITHOUT CLUSTER;

-- [34 of 34] comment on index measurements_sensor
--     revisions/90cc_upkeep.sql:14, in transaction 14
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
