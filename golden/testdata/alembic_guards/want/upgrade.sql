-- upgrade base -> c4
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      4 revisions, 10 statements, 4 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:c4 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:03ce25a1f141348338fe33a633ba5d91040784608aaf716262e2d1f7c72aaf1e
--
-- Revisions, in this order:
--    1. c1  patients
--    2. c2  columns that some databases have already
--    3. c3  an index, where the catalogs have none
--    4. c4  insurers get a table of their own
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
--
-- How to go back:
--   sqlplan downgrade c4:base --sql
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
            MESSAGE = 'sqlplan: alembic_version must hold no row, or no such table before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 4: c1  patients
-- =============================================================================
--   version table: base -> c1
--   down_revision: base
--   created:       2024-01-15 08:00:00
--   file:          migrations/versions/c1_patients.py
--   digest:        sha256:300a20dd9f4e1d549f3af50f0e30cd74d05341ec992c66b2ec68820ff6324e8f

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 10] create table patients
--     migrations/versions/c1_patients.py:18, in transaction 1
CREATE TABLE patients (
    id SERIAL NOT NULL, 
    name VARCHAR(200) NOT NULL, 
    born DATE, 
    insurer VARCHAR(80), 
    PRIMARY KEY (id)
);

-- Version table: (no row) -> c1
INSERT INTO alembic_version (version_num) VALUES ('c1');

COMMIT;

-- =============================================================================
-- Revision 2 of 4: c2  columns that some databases have already
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

-- [2 of 10] create table visits
--     migrations/versions/c2_guarded_columns.py:25, in transaction 2
CREATE TABLE visits (
    id SERIAL NOT NULL, 
    patient_id INTEGER NOT NULL, 
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(patient_id) REFERENCES patients (id)
);

-- [3 of 10] alter table patients: add column phone varchar(40)
--     migrations/versions/c2_guarded_columns.py:32, in transaction 2
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
-- Revision 3 of 4: c3  an index, where the catalogs have none
-- =============================================================================
--   version table: c2 -> c3
--   down_revision: c2
--   created:       2024-03-04 17:05:00
--   file:          migrations/versions/c3_index_by_catalog.py
--   digest:        sha256:848abe9b428b5674cf33b3515cd79117b355e405ed568080fbbbcfcce0a0541d
--   assumes:       a query of the catalog gives no rows: SELECT 1 FROM pg_indexes WHERE tablename = 'visits' AND indexname = 'ix_visits_patient' (migrations/versions/c3_index_by_catalog.py:19)

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [4 of 10] create index ix_visits_patient on table visits
--     migrations/versions/c3_index_by_catalog.py:24, in transaction 3
CREATE INDEX ix_visits_patient ON visits (patient_id, seen_at);

-- [5 of 10] update table patients
--     migrations/versions/c3_index_by_catalog.py:26, in transaction 3
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
-- Revision 4 of 4: c4  insurers get a table of their own
-- =============================================================================
--   version table: c3 -> c4
--   down_revision: c3
--   created:       2024-04-11 10:10:00
--   file:          migrations/versions/c4_insurers.py
--   digest:        sha256:1b1d679781e94404a483aa5006b1abae4fdf6602cce0f834410b82390885bc7e
--   assumes:       a query gives no rows, since its table was created on the way and nothing has written to it: SELECT insurers.id, insurers.name FROM insurers WHERE insurers.name = 'unknown' LIMIT 1 (migrations/versions/c4_insurers.py:41)

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 10] create table insurers
--     migrations/versions/c4_insurers.py:37, in transaction 4
CREATE TABLE insurers (
    id SERIAL NOT NULL, 
    name VARCHAR(80) NOT NULL, 
    PRIMARY KEY (id), 
    UNIQUE (name)
);

-- [7 of 10] alter table patients: add column insurer_id integer
--     migrations/versions/c4_insurers.py:38, in transaction 4
ALTER TABLE patients ADD COLUMN insurer_id INTEGER;

-- [8 of 10] alter table patients: add foreign key to table insurers
--     migrations/versions/c4_insurers.py:38, in transaction 4
ALTER TABLE patients ADD FOREIGN KEY(insurer_id) REFERENCES insurers (id);

-- [9 of 10] insert 1 row into table insurers
--     migrations/versions/c4_insurers.py:43, in transaction 4
INSERT INTO insurers (name) VALUES ('unknown');

-- [10 of 10] update table patients
--     migrations/versions/c4_insurers.py:43, in transaction 4
UPDATE patients SET insurer='unknown' WHERE patients.insurer IS NULL;

-- Version table: c3 -> c4
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'c4' WHERE version_num = 'c3';
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
-- Final check: the version table stands at c4.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['c4'];
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
            MESSAGE = 'sqlplan: alembic_version must hold c4 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
