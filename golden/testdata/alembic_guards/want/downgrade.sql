-- downgrade c4 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      4 revisions, 6 statements, 4 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade c4:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:9960df3c463ed67d50f8c1c97af461e317fb50506d28da3f73a8157fe3f22a91
--
-- Revisions, in this order:
--    1. c4  insurers get a table of their own
--    2. c3  an index, where the catalogs have none
--    3. c2  columns that some databases have already
--    4. c1  patients
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at c4.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade base:c4 --sql
--   What that does not restore:
--     table insurers: its rows
--     column insurer_id of table patients: its values
--     column phone of table patients: its values
--     table visits: its rows
--     table patients: its rows
--
-- Findings of the review: 6 warnings. In brackets the number of the statement, above which stands more.
--   [1] warning PG401: the values of patients.insurer_id are lost, and running code that still names the column fails
--   [2] warning PG402: the rows of insurers are lost, and running code that still names the table fails
--   [3] warning PG102: index ix_visits_patient is dropped under a lock that keeps everybody out of visits
--   [4] warning PG401: the values of patients.phone are lost, and running code that still names the column fails
--   [5] warning PG402: the rows of visits are lost, and running code that still names the table fails
--   [6] warning PG402: the rows of patients are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 1 (c4):
--     patients  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--     insurers  ACCESS EXCLUSIVE  blocks reads and writes; statements 1-2
--   Transaction 2 (c3):
--     visits  ACCESS EXCLUSIVE  blocks reads and writes; statement 3
--   Transaction 3 (c2):
--     patients  ACCESS EXCLUSIVE  blocks reads and writes; statements 4-5
--     visits    ACCESS EXCLUSIVE  blocks reads and writes; statement 5
--   Transaction 4 (c1):
--     patients  ACCESS EXCLUSIVE  blocks reads and writes; statement 6

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['c4'];
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
    IF to_regclass('alembic_version') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM alembic_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: alembic_version must hold c4 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 4: c4  insurers get a table of their own
-- =============================================================================
--   version table: c4 -> c3
--   down_revision: c3
--   created:       2024-04-11 10:10:00
--   file:          migrations/versions/c4_insurers.py
--   digest:        sha256:1b1d679781e94404a483aa5006b1abae4fdf6602cce0f834410b82390885bc7e

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 6] alter table patients: drop column insurer_id
--     migrations/versions/c4_insurers.py:48, in transaction 1
--     locks: ACCESS EXCLUSIVE on patients and insurers until commit: blocks reads and writes
--     Warning PG401: the values of patients.insurer_id are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE patients DROP COLUMN insurer_id;

-- [2 of 6] drop table insurers
--     migrations/versions/c4_insurers.py:49, in transaction 1
--     locks: ACCESS EXCLUSIVE on insurers until commit: blocks reads and writes
--     Warning PG402: the rows of insurers are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE insurers;

-- Version table: c4 -> c3
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'c3' WHERE version_num = 'c4';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row c4 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 4: c3  an index, where the catalogs have none
-- =============================================================================
--   version table: c3 -> c2
--   down_revision: c2
--   created:       2024-03-04 17:05:00
--   file:          migrations/versions/c3_index_by_catalog.py
--   digest:        sha256:848abe9b428b5674cf33b3515cd79117b355e405ed568080fbbbcfcce0a0541d

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [3 of 6] drop index ix_visits_patient
--     migrations/versions/c3_index_by_catalog.py:31, in transaction 2
--     locks: ACCESS EXCLUSIVE on visits until commit: blocks reads and writes
--     Warning PG102: index ix_visits_patient is dropped under a lock that keeps everybody out of visits
--       drop it with CONCURRENTLY, outside of a transaction, where sqlplan sets it by itself
--       In Alembic: with op.get_context().autocommit_block(): op.drop_index(..., postgresql_concurrently=True)
--         DROP INDEX CONCURRENTLY ix_visits_patient;
DROP INDEX ix_visits_patient;

-- Version table: c3 -> c2
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'c2' WHERE version_num = 'c3';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row c3 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 4: c2  columns that some databases have already
-- =============================================================================
--   version table: c2 -> c1
--   down_revision: c1
--   created:       2024-02-20 12:40:00
--   file:          migrations/versions/c2_guarded_columns.py
--   digest:        sha256:6162be4c1f0df72ebd3be3ae4f2a96ddbe3c04c1cf15d69bbc127cf0621b4db5
--   assumes:       the columns of table patients are id, name, born, insurer, phone (migrations/versions/c2_guarded_columns.py:19)

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [4 of 6] alter table patients: drop column phone
--     migrations/versions/c2_guarded_columns.py:39, in transaction 3
--     locks: ACCESS EXCLUSIVE on patients until commit: blocks reads and writes
--     Warning PG401: the values of patients.phone are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE patients DROP COLUMN phone;

-- [5 of 6] drop table visits
--     migrations/versions/c2_guarded_columns.py:40, in transaction 3
--     locks: ACCESS EXCLUSIVE on visits and patients until commit: blocks reads and writes
--     Warning PG402: the rows of visits are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE visits;

-- Version table: c2 -> c1
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'c1' WHERE version_num = 'c2';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row c2 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 4 of 4: c1  patients
-- =============================================================================
--   version table: c1 -> base
--   down_revision: base
--   created:       2024-01-15 08:00:00
--   file:          migrations/versions/c1_patients.py
--   digest:        sha256:300a20dd9f4e1d549f3af50f0e30cd74d05341ec992c66b2ec68820ff6324e8f

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 6] drop table patients
--     migrations/versions/c1_patients.py:28, in transaction 4
--     locks: ACCESS EXCLUSIVE on patients until commit: blocks reads and writes
--     Warning PG402: the rows of patients are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE patients;

-- Version table: c1 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM alembic_version WHERE version_num = 'c1';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row c1 of alembic_version should have been changed once, rows changed: ' || changed,
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
    IF to_regclass('alembic_version') IS NULL THEN
        held := '{}';
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM alembic_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: alembic_version must hold no row, or no such table after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
