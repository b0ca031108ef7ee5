-- upgrade base -> first
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 1 statement, 1 transaction
--   Version table: public."table" (native revisions)
--   Command:       sqlplan upgrade base:first --sql --version-table table --version-table-schema public
--   Compiled by:   sqlplan dev
--   Digest:        sha256:b5c4d37b472221e91aa248c0f1e17c8ff83c76e3b6e5b3484dde836954e5d5cd
--
-- Revisions, in this order:
--    1. first  pages
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
--   sqlplan downgrade first:base --sql --version-table table --version-table-schema public
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
    IF to_regclass('public."table"') IS NULL THEN
        held := '{}';
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM public."table";
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: public."table" must hold no row, or no such table before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: first  pages
-- =============================================================================
--   version table: base -> first
--   down_revision: base
--   file:          revisions/first_pages.sql
--   digest:        sha256:d73fa0135a6d535213c8955750a4005d19a13e6cb65292dbd9d7c3d8c2a71332

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS public."table" (
    version_num VARCHAR(12) NOT NULL
);

-- [1 of 1] create table pages
--     revisions/first_pages.sql:6, in transaction 1
CREATE TABLE pages (path text PRIMARY KEY);

-- Version table: (no row) -> first
INSERT INTO public."table" (version_num) VALUES ('first');

COMMIT;

-- =============================================================================
-- Final check: the version table stands at first.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['first'];
    held text[];
    found text;
BEGIN
    IF to_regclass('public."table"') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM public."table";
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: public."table" must hold first after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
