-- upgrade d1 -> d2
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 1 statement, 1 transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade d1:d2 --sql --guard-assumptions
--   Compiled by:   sqlplan dev
--   Digest:        sha256:3aa4fa1018dcebccd8970905b7e14c996a123d3b007b4c45f09eb9843f0ea530
--   Base schema:   base.sql, sha256:dedc023ab42c7374fde60801022bb39dd4bcdc45854d061b13f35119e5018c6c
--
-- Revisions, in this order:
--    1. d2  labels, if the table is not there
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at d1.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade d2:d1 --sql --guard-assumptions
--
-- Locks on what was there before:
--   Transaction 1 (d2):
--     team  SHARE ROW EXCLUSIVE  blocks writes; statement 1
--   Besides, 1 table that the script makes itself.

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['d1'];
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
            MESSAGE = 'sqlplan: alembic_version must hold d1 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: d2  labels, if the table is not there
-- =============================================================================
--   version table: d1 -> d2
--   down_revision: d1
--   file:          migrations/versions/d2_labels.py
--   digest:        sha256:9b7b74548af5b6677db9b0ed2d43fa81ea5605c49c2ca75bfd877039c9c7fed9
--   assumes:       there is the table team (migrations/versions/d2_labels.py:14)

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Refuse a database for which the revision was not compiled.
DO $sqlplan$
BEGIN
    IF (to_regclass('team') IS NOT NULL) IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: not as assumed: there is the table team',
            HINT = 'This revision was compiled for a database in which this holds. Compile the script again for this database.';
    END IF;
END
$sqlplan$;

-- [1 of 1] create table label
--     migrations/versions/d2_labels.py:15, in transaction 1
--     locks: SHARE ROW EXCLUSIVE on team until commit: blocks writes
CREATE TABLE label (
    id SERIAL NOT NULL, 
    team_id INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(team_id) REFERENCES team (id)
);

-- Version table: d1 -> d2
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'd2' WHERE version_num = 'd1';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row d1 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at d2.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['d2'];
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
            MESSAGE = 'sqlplan: alembic_version must hold d2 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
