-- downgrade 90cc -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      9 revisions, 14 statements, 10 transactions, 2 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade 90cc:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:07ade0e86237a6cf93af6f8b671b9d53d2feffc5745cd9e0fd050876dcca2ead
--
-- Revisions, in this order:
--    1. 90cc  measurements in the order of their sensors
--    2. 80bb  every measurement gets a note
--    3. 70aa  forget old measurements
--    4. 60ff  fill in the notes, in batches
--    5. 50ee  gas is measured, and starts with a limit
--    6. 40dd  light is measured
--    7. 30cc  measurements of 2023 go to the archive
--    8. 20bb  find measurements by sensor
--    9. 10aa  measurements, one partition a year
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 90cc.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   2 statements run outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan upgrade base:90cc --sql
--   What that does not restore:
--     table limits: its rows
--     column note of table measurements: its values
--     column note of table measurements_2023: its values
--     column note of table measurements_2024: its values
--     partitioned table measurements: its rows
--     table measurements_2023: its rows
--     table measurements_2024: its rows
--
-- Findings of the review: 8 warnings, 1 note. In brackets the number of the statement, above which stands more.
--   [1] warning PG102: index archived_sensor is dropped under a lock that keeps everybody out of archived_2023
--   [2] warning PG102: index measurements_sensor is dropped under a lock that keeps everybody out of measurements
--   [6] warning PG402: the rows of limits are lost, and running code that still names the table fails
--   [8] warning PG406: running code that names archived_2023 fails: it is called measurements_2023 now
--   [9] warning PG503: it reads every row of measurements_2023 while statement 8 keeps everybody out of archived_2023
--   [9] warning PG604: every row of measurements_2023 is read while nobody can read or write it
--   [10] warning PG401: the values of measurements.note are lost, and running code that still names the column fails
--   [13] warning PG402: the rows of measurements are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 1 (90cc):
--     archived_2023      ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--     measurements       ACCESS EXCLUSIVE  blocks reads and writes; statement 2
--     measurements_2024  ACCESS EXCLUSIVE  blocks reads and writes; statement 2
--   Transaction 2 (80bb):
--     measurements       ACCESS EXCLUSIVE  blocks reads and writes; statement 3
--     measurements_2024  ACCESS EXCLUSIVE  blocks reads and writes; statement 3
--   Outside transactions (60ff):
--     measurements       ROW EXCLUSIVE  blocks writes to the same rows; statement 5
--     measurements_2024  ROW EXCLUSIVE  blocks writes to the same rows; statement 5
--   Transaction 5 (50ee):
--     limits  ACCESS EXCLUSIVE  blocks reads and writes; statement 6
--   Transaction 7 (30cc):
--     archived_2023      ACCESS EXCLUSIVE  blocks reads and writes; statement 8
--     measurements_2023  ACCESS EXCLUSIVE  blocks reads and writes; reads every row; statement 9
--     without blocking reads or writes: measurements
--   Transaction 8 (20bb):
--     measurements       ACCESS EXCLUSIVE  blocks reads and writes; statement 10
--     measurements_2023  ACCESS EXCLUSIVE  blocks reads and writes; statement 10
--     measurements_2024  ACCESS EXCLUSIVE  blocks reads and writes; statement 10
--   Outside transactions (20bb):
--     without blocking reads or writes: measurements_2024
--   Transaction 9 (20bb):
--     without blocking reads or writes: measurements_2024
--   Transaction 10 (10aa):
--     measurements       ACCESS EXCLUSIVE  blocks reads and writes; statement 13
--     measurements_2023  ACCESS EXCLUSIVE  blocks reads and writes; statement 13
--     measurements_2024  ACCESS EXCLUSIVE  blocks reads and writes; statement 13

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['90cc'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 90cc before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 9: 90cc  measurements in the order of their sensors
-- =============================================================================
--   version table: 90cc -> 80bb
--   down_revision: 80bb
--   file:          revisions/90cc_upkeep.sql
--   digest:        sha256:5cfaef1a37f1995a773e23252a4bb1f0adddba42ae5977c3c28b79a81991176c

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 14] drop index archived_sensor
--     revisions/90cc_upkeep.sql:17, in transaction 1
--     locks: ACCESS EXCLUSIVE on archived_2023 until commit: blocks reads and writes
--     Warning PG102: index archived_sensor is dropped under a lock that keeps everybody out of archived_2023
--       drop it with CONCURRENTLY, outside of a transaction, where sqlplan sets it by itself
--         DROP INDEX CONCURRENTLY archived_sensor;
DROP INDEX archived_sensor;

-- [2 of 14] drop index measurements_sensor
--     revisions/90cc_upkeep.sql:18, in transaction 1
--     locks: ACCESS EXCLUSIVE on measurements and measurements_2024 until commit: blocks reads and writes
--     Warning PG102: index measurements_sensor is dropped under a lock that keeps everybody out of measurements
--       there is no way to drop it concurrently: keep lock_timeout short, and repeat the step if it runs out
DROP INDEX measurements_sensor;

-- Version table: 90cc -> 80bb
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '80bb' WHERE version_num = '90cc';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 90cc of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 9: 80bb  every measurement gets a note
-- =============================================================================
--   version table: 80bb -> 70aa
--   down_revision: 70aa
--   file:          revisions/80bb_do.sql
--   digest:        sha256:c0bbaecae17be5899b74b231d2f1b9d9b9e4186ed8bcf96a21773935dcd5ee45

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [3 of 14] alter table measurements: allow nulls in column note
--     revisions/80bb_do.sql:17, in transaction 2
--     locks: ACCESS EXCLUSIVE on measurements and measurements_2024 until commit: blocks reads and writes
--     Note PG310: readers of measurements.note have to expect nulls from now on
--       make sure that everything that reads the column takes a null
ALTER TABLE measurements ALTER COLUMN note DROP NOT NULL;

-- Version table: 80bb -> 70aa
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '70aa' WHERE version_num = '80bb';
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
-- Revision 3 of 9: 70aa  forget old measurements
-- =============================================================================
--   version table: 70aa -> 60ff
--   down_revision: 60ff
--   file:          revisions/70aa_procedure.sql
--   digest:        sha256:3bd245b69bc87e85452b52ace72df0825b03ea76cb59e8a8883db67fcfb39130

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [4 of 14] drop procedure forget(date)
--     revisions/70aa_procedure.sql:17, in transaction 3
DROP PROCEDURE forget(date);

-- Version table: 70aa -> 60ff
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '60ff' WHERE version_num = '70aa';
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
-- Revision 4 of 9: 60ff  fill in the notes, in batches
-- =============================================================================
--   version table: 60ff -> 50ee
--   down_revision: 50ee
--   file:          revisions/60ff_batches.sql
--   digest:        sha256:61551f177a76c12754163b2a030bccd63755681b62d8a44e6cb806c7b8c80a80

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [5 of 14] update table measurements
--     revisions/60ff_batches.sql:13, OUTSIDE A TRANSACTION: the revision asks for no transaction
--     locks: ROW EXCLUSIVE on measurements and measurements_2024 until it ends: blocks writes to the same rows
--     If it fails: committed by then: the 3 revisions before this one. The version table says 60ff.
--     Go on with: sqlplan downgrade 60ff:base --sql --exact
UPDATE measurements SET note = NULL WHERE note = '';

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the 3 revisions before this one and the first statement of this one. The version table says 60ff.
--     Go on with: sqlplan downgrade 60ff~1:base --sql --exact
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 60ff -> 50ee
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '50ee' WHERE version_num = '60ff';
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
-- Revision 5 of 9: 50ee  gas is measured, and starts with a limit
-- =============================================================================
--   version table: 50ee -> 40dd
--   down_revision: 40dd
--   file:          revisions/50ee_ppm.sql
--   digest:        sha256:7ba15e3b40f74dcf9015d1a32caf9790a06b1ec407ef615f38f797ce1c5b56cf

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 14] drop table limits
--     revisions/50ee_ppm.sql:16, in transaction 5
--     locks: ACCESS EXCLUSIVE on limits until commit: blocks reads and writes
--     Warning PG402: the rows of limits are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE limits;

-- [7 of 14] drop type alarm
--     revisions/50ee_ppm.sql:17, in transaction 5
DROP TYPE alarm;

-- Version table: 50ee -> 40dd
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '40dd' WHERE version_num = '50ee';
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
-- Revision 6 of 9: 40dd  light is measured
-- =============================================================================
--   version table: 40dd -> 30cc
--   down_revision: 30cc
--   file:          revisions/40dd_lumen.sql
--   digest:        sha256:0464ba32a4507d65a6797322beb65376642fc8a19d6a5c39940d3a95e727e576

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 40dd -> 30cc
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '30cc' WHERE version_num = '40dd';
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
-- Revision 7 of 9: 30cc  measurements of 2023 go to the archive
-- =============================================================================
--   version table: 30cc -> 20bb
--   down_revision: 20bb
--   file:          revisions/30cc_archive.sql
--   digest:        sha256:c0a17bab280de8ed4164581d5db89d1f7872f9283f510bdeefec18ce7e9a9a4c

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [8 of 14] rename table archived_2023 to measurements_2023
--     revisions/30cc_archive.sql:10, in transaction 7
--     locks: ACCESS EXCLUSIVE on archived_2023 until commit: blocks reads and writes
--     Warning PG406: running code that names archived_2023 fails: it is called measurements_2023 now
--       leave a view with the old name for the length of a release
--         ALTER TABLE archived_2023 RENAME TO measurements_2023;
--         CREATE VIEW archived_2023 AS SELECT * FROM measurements_2023;
ALTER TABLE archived_2023 RENAME TO measurements_2023;

-- [9 of 14] alter table measurements: attach partition measurements_2023
--     revisions/30cc_archive.sql:12, in transaction 7
--     locks: SHARE UPDATE EXCLUSIVE on measurements until commit: blocks neither reads nor writes
--     locks: ACCESS EXCLUSIVE on measurements_2023 until commit: blocks reads and writes; reads every row
--     Warning PG503: it reads every row of measurements_2023 while statement 8 keeps everybody out of archived_2023
--       put it into a revision of its own, so that the lock is given back before
--     Warning PG604: every row of measurements_2023 is read while nobody can read or write it
--       give it a CHECK that says what the bounds say, with the key NOT NULL, first with NOT VALID, then validated in the next revision; attach it then, and drop the CHECK
-- The server leaves a check constraint behind, which makes the way back fast.
ALTER TABLE measurements ATTACH PARTITION measurements_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');

-- Version table: 30cc -> 20bb
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '20bb' WHERE version_num = '30cc';
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
-- Revision 8 of 9: 20bb  find measurements by sensor
-- =============================================================================
--   version table: 20bb -> 10aa
--   down_revision: 10aa
--   file:          revisions/20bb_index.sql
--   digest:        sha256:defdcc30dc70c4e22380d8f52f4d31f1773b3cb7af26ede45915a7cf5c998614

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [10 of 14] alter table measurements: drop column note
--     revisions/20bb_index.sql:14, in transaction 8
--     locks: ACCESS EXCLUSIVE on measurements, measurements_2023 and measurements_2024 until commit: blocks reads and writes
--     Warning PG401: the values of measurements.note are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE measurements DROP COLUMN note;

COMMIT;

-- [11 of 14] drop index measurements_2024_sensor_idx, concurrently
--     revisions/20bb_index.sql:15, OUTSIDE A TRANSACTION: PostgreSQL does not run DROP INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     locks: SHARE UPDATE EXCLUSIVE on measurements_2024 until it ends: blocks neither reads nor writes
--     If it fails: committed by then: the 7 revisions before this one and the first statement of this one. The version table says 20bb.
--     It may leave: the index, marked INVALID; the statement drops it when it is run again
--     Go on with: sqlplan downgrade 20bb~1:base --sql --exact
DROP INDEX CONCURRENTLY measurements_2024_sensor_idx;

-- The rest of the revision.
--     If it fails: committed by then: the 7 revisions before this one and the first 2 statements of this one. The version table says 20bb.
--     Go on with: sqlplan downgrade 20bb~2:base --sql --exact
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [12 of 14] comment on table measurements_2024
--     revisions/20bb_index.sql:16, in transaction 9
--     locks: SHARE UPDATE EXCLUSIVE on measurements_2024 until commit: blocks neither reads nor writes
COMMENT ON TABLE measurements_2024 IS NULL;

-- Version table: 20bb -> 10aa
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '10aa' WHERE version_num = '20bb';
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
-- Revision 9 of 9: 10aa  measurements, one partition a year
-- =============================================================================
--   version table: 10aa -> base
--   down_revision: base
--   file:          revisions/10aa_measurements.sql
--   digest:        sha256:3b7f7b265f6c8eacb96a5f1367bfd260d5ad7c932a49b0534d05f88271e3d3a0

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [13 of 14] drop table measurements
--     revisions/10aa_measurements.sql:19, in transaction 10
--     locks: ACCESS EXCLUSIVE on measurements, measurements_2023 and measurements_2024 until commit: blocks reads and writes
--     Warning PG402: the rows of measurements are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE measurements;

-- [14 of 14] drop type unit
--     revisions/10aa_measurements.sql:20, in transaction 10
DROP TYPE unit;

-- Version table: 10aa -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = '10aa';
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
