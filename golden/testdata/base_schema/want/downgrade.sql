-- downgrade d2 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      2 revisions, 3 statements, 2 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade d2:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:1d549a02e52c92f29311202f0564898ec69cac5dcb1c97531650dfb894f5d9f7
--   Base schema:   base.sql, sha256:dedc023ab42c7374fde60801022bb39dd4bcdc45854d061b13f35119e5018c6c
--
-- Revisions, in this order:
--    1. d2  labels, if the table is not there
--    2. d1  slugs for teams and incidents
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at d2.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade base:d2 --sql
--   What that does not restore:
--     table label: its rows
--     column slug of table incident: its values
--     column slug of table team: its values
--
-- Findings of the review: 3 warnings. In brackets the number of the statement, above which stands more.
--   [1] warning PG402: the rows of label are lost, and running code that still names the table fails
--   [2] warning PG401: the values of incident.slug are lost, and running code that still names the column fails
--   [3] warning PG401: the values of team.slug are lost, and running code that still names the column fails
--
-- Locks on what was there before:
--   Transaction 1 (d2):
--     label  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--     team   ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--   Transaction 2 (d1):
--     incident  ACCESS EXCLUSIVE  blocks reads and writes; statement 2
--     team      ACCESS EXCLUSIVE  blocks reads and writes; statement 3

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['d2'];
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
            MESSAGE = 'sqlplan: alembic_version must hold d2 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 2: d2  labels, if the table is not there
-- =============================================================================
--   version table: d2 -> d1
--   down_revision: d1
--   file:          migrations/versions/d2_labels.py
--   digest:        sha256:9b7b74548af5b6677db9b0ed2d43fa81ea5605c49c2ca75bfd877039c9c7fed9

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 3] drop table label
--     migrations/versions/d2_labels.py:23, in transaction 1
--     locks: ACCESS EXCLUSIVE on label and team until commit: blocks reads and writes
--     Warning PG402: the rows of label are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE label;

-- Version table: d2 -> d1
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'd1' WHERE version_num = 'd2';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row d2 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 2: d1  slugs for teams and incidents
-- =============================================================================
--   version table: d1 -> base
--   down_revision: base
--   file:          migrations/versions/d1_slugs.py
--   digest:        sha256:5b53c739a5d4d7372f754c1e2917ee26254fbe592a059499c1e01b095e36b816

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 3] alter table incident: drop column slug
--     migrations/versions/d1_slugs.py:25, in transaction 2
--     locks: ACCESS EXCLUSIVE on incident until commit: blocks reads and writes
--     Warning PG401: the values of incident.slug are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE incident DROP COLUMN slug;

-- [3 of 3] alter table team: drop column slug
--     migrations/versions/d1_slugs.py:26, in transaction 2
--     locks: ACCESS EXCLUSIVE on team until commit: blocks reads and writes
--     Warning PG401: the values of team.slug are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE team DROP COLUMN slug;

-- Version table: d1 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM alembic_version WHERE version_num = 'd1';
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
