-- upgrade 1 -> 2
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 2 statements, 1 transaction
--   Version table: goose_db_version (goose revisions)
--   Command:       sqlplan upgrade 1:2 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:d46cffdd6d0eac10de72faadbf909d9c1e8da85869951c4d94898c13bce0312d
--
-- Revisions, in this order:
--    1. 2  count words
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 1.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade 2:1 --sql
--
-- Locks on what was there before:
--   Transaction 1 (2):
--     posts  ACCESS EXCLUSIVE  blocks reads and writes; statement 2

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['0', '1'];
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
    IF to_regclass('goose_db_version') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version_id::text ORDER BY version_id), '{}') INTO held
            FROM goose_db_version WHERE is_applied;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: goose_db_version must hold 0, 1 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: 2  count words
-- =============================================================================
--   version table: 1 -> 2
--   down_revision: 1
--   file:          migrations/00002_count_words.sql
--   digest:        sha256:0661a6162634727a8e55a14eac180e3c6c625abe880262129c4f833da57f606e

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 2] create function words(text)
--     migrations/00002_count_words.sql:3, in transaction 1
CREATE FUNCTION words(body text) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    -- An empty body has no word.
    RETURN coalesce(array_length(regexp_split_to_array(trim(body), '\s+'), 1), 0);
END;
$$;

-- [2 of 2] alter table posts: add column words integer
--     migrations/00002_count_words.sql:10, in transaction 1
--     locks: ACCESS EXCLUSIVE on posts until commit: blocks reads and writes
ALTER TABLE posts ADD COLUMN words integer;

-- Version table: (no row) -> 2
INSERT INTO goose_db_version (version_id, is_applied) VALUES (2, true);

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 2.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['0', '1', '2'];
    held text[];
    found text;
BEGIN
    IF to_regclass('goose_db_version') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version_id::text ORDER BY version_id), '{}') INTO held
            FROM goose_db_version WHERE is_applied;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: goose_db_version must hold 0, 1, 2 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
