-- upgrade c1 -> c3
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      2 revisions, 4 statements, 2 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade c1:c3 --sql --guard-assumptions
--   Compiled by:   sqlplan dev
--   Digest:        sha256:97615099eb3fbb37012fa41ca636dcb0a5cb8d4e1e7db42da97e2de24541498f
--
-- Revisions, in this order:
--    1. c2  columns that some databases have already
--    2. c3  an index, where the catalogs have none
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at c1.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade c3:c1 --sql --guard-assumptions
--   What that does not restore:
--     table patients: the values that UPDATE replaces (migrations/versions/c3_index_by_catalog.py:26)
--
-- Locks on what was there before:
--   Transaction 1 (c2):
--     patients  ACCESS EXCLUSIVE  blocks reads and writes; statements 1-2
--   Transaction 2 (c3):
--     patients  ROW EXCLUSIVE  blocks writes to the same rows; statement 4
--   Besides, 1 table that the script makes itself.

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['c1'];
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
            MESSAGE = 'sqlplan: alembic_version must hold c1 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 2: c2  columns that some databases have already
-- =============================================================================
--   version table: c1 -> c2
--   down_revision: c1
--   created:       2024-02-20 12:40:00
--   file:          migrations/versions/c2_guarded_columns.py
--   digest:        sha256:6162be4c1f0df72ebd3be3ae4f2a96ddbe3c04c1cf15d69bbc127cf0621b4db5
--   assumes:       there is no table visits (migrations/versions/c2_guarded_columns.py:24)
--   assumes:       the columns of table patients are id, name, born, insurer (migrations/versions/c2_guarded_columns.py:19)
--   assumes:       the columns of table patients are id, name, born, insurer, phone (migrations/versions/c2_guarded_columns.py:19)

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Refuse a database for which the revision was not compiled.
DO $sqlplan$
BEGIN
    IF (NOT coalesce(to_regclass('visits') IS NOT NULL, false)) IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: not as assumed: there is no table visits',
            HINT = 'This revision was compiled for a database in which this holds. Compile the script again for this database.';
    END IF;
END
$sqlplan$;

DO $sqlplan$
BEGIN
    IF (ARRAY(SELECT x::text FROM (SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('patients') AND attnum > 0 AND NOT attisdropped) q (x) ORDER BY x::text COLLATE "C") = ARRAY['born', 'id', 'insurer', 'name']::text[]) IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: not as assumed: the columns of table patients are id, name, born, insurer',
            HINT = 'This revision was compiled for a database in which this holds. Compile the script again for this database.';
    END IF;
END
$sqlplan$;

-- [1 of 4] create table visits
--     migrations/versions/c2_guarded_columns.py:25, in transaction 1
--     locks: SHARE ROW EXCLUSIVE on patients until commit: blocks writes
CREATE TABLE visits (
    id SERIAL NOT NULL, 
    patient_id INTEGER NOT NULL, 
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(patient_id) REFERENCES patients (id)
);

-- [2 of 4] alter table patients: add column phone varchar(40)
--     migrations/versions/c2_guarded_columns.py:32, in transaction 1
--     locks: ACCESS EXCLUSIVE on patients until commit: blocks reads and writes
ALTER TABLE patients ADD COLUMN phone VARCHAR(40);

-- Version table: c1 -> c2
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'c2' WHERE version_num = 'c1';
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
-- Revision 2 of 2: c3  an index, where the catalogs have none
-- =============================================================================
--   version table: c2 -> c3
--   down_revision: c2
--   created:       2024-03-04 17:05:00
--   file:          migrations/versions/c3_index_by_catalog.py
--   digest:        sha256:848abe9b428b5674cf33b3515cd79117b355e405ed568080fbbbcfcce0a0541d
--   assumes:       a query of the catalog gives no rows: SELECT 1 FROM pg_indexes WHERE tablename = 'visits' AND indexname = 'ix_visits_patient' (migrations/versions/c3_index_by_catalog.py:19)

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Refuse a database for which the revision was not compiled.
DO $sqlplan$
BEGIN
    IF (ARRAY(SELECT q::text FROM (SELECT 1 FROM pg_indexes WHERE tablename = 'visits' AND indexname = 'ix_visits_patient') q ORDER BY q::text COLLATE "C") = ARRAY[]::text[]) IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: not as assumed: a query of the catalog gives no rows: SELECT 1 FROM pg_indexes WHERE tablename = ''visits'' AND indexname = ''ix_visits_patient''',
            HINT = 'This revision was compiled for a database in which this holds. Compile the script again for this database.';
    END IF;
END
$sqlplan$;

-- [3 of 4] create index ix_visits_patient on table visits
--     migrations/versions/c3_index_by_catalog.py:24, in transaction 2
CREATE INDEX ix_visits_patient ON visits (patient_id, seen_at);

-- [4 of 4] update table patients
--     migrations/versions/c3_index_by_catalog.py:26, in transaction 2
--     locks: ROW EXCLUSIVE on patients until commit: blocks writes to the same rows
UPDATE patients SET insurer = 'unknown: ''none''' WHERE insurer = '';

-- Version table: c2 -> c3
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'c3' WHERE version_num = 'c2';
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
-- Final check: the version table stands at c3.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['c3'];
    held text[];
    found text;
BEGIN
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
            MESSAGE = 'sqlplan: alembic_version must hold c3 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
