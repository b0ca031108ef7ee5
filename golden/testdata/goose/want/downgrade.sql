-- downgrade 20240229100000 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 4 statements, 3 transactions, 1 outside a transaction
--   Version table: goose_db_version (goose revisions)
--   Command:       sqlplan downgrade 20240229100000:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:3f7fd6627369db5857d74f319ceba7d08fabec5b651936ee13a5f652e5ddf415
--
-- Revisions, in this order:
--    1. 20240229100000  index titles
--    2. 2  count words
--    3. 1  create posts
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 20240229100000.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan upgrade base:20240229100000 --sql
--   What that does not restore:
--     column words of table posts: its values
--     table posts: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [2] warning PG401: the values of posts.words are lost, and running code that still names the column fails
--   [4] warning PG402: the rows of posts are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Outside transactions (20240229100000):
--     without blocking reads or writes: posts
--   Transaction 2 (2):
--     posts  ACCESS EXCLUSIVE  blocks reads and writes; statement 2
--   Transaction 3 (1):
--     posts  ACCESS EXCLUSIVE  blocks reads and writes; statement 4

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['0', '1', '2', '20240229100000'];
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
            MESSAGE = 'sqlplan: goose_db_version must hold 0, 1, 2, 20240229100000 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 3: 20240229100000  index titles
-- =============================================================================
--   version table: 20240229100000 -> 2
--   down_revision: 2
--   file:          migrations/20240229100000_index_titles.sql
--   digest:        sha256:e9a8fb4442ecb355eb87fbbd5606bc878003fcb6be95c96b5397d4eb8bd01847

-- [1 of 4] drop index posts_title_idx, concurrently
--     migrations/20240229100000_index_titles.sql:6, OUTSIDE A TRANSACTION: PostgreSQL does not run DROP INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     locks: SHARE UPDATE EXCLUSIVE on posts until it ends: blocks neither reads nor writes
--     If it fails: committed by then: nothing of any revision. The version table says 20240229100000.
--     It may leave: the index, marked INVALID; the statement drops it when it is run again
--     Go on with: sqlplan downgrade 20240229100000:base --sql --exact
DROP INDEX CONCURRENTLY posts_title_idx;

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says 20240229100000.
--     Go on with: sqlplan downgrade 20240229100000~1:base --sql --exact
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 20240229100000 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM goose_db_version WHERE version_id = 20240229100000;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 20240229100000 of goose_db_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 3: 2  count words
-- =============================================================================
--   version table: 2 -> 1
--   down_revision: 1
--   file:          migrations/00002_count_words.sql
--   digest:        sha256:0661a6162634727a8e55a14eac180e3c6c625abe880262129c4f833da57f606e

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 4] alter table posts: drop column words
--     migrations/00002_count_words.sql:13, in transaction 2
--     locks: ACCESS EXCLUSIVE on posts until commit: blocks reads and writes
--     Warning PG401: the values of posts.words are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE posts DROP COLUMN words;

-- [3 of 4] drop function words(text)
--     migrations/00002_count_words.sql:14, in transaction 2
DROP FUNCTION words(text);

-- Version table: 2 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM goose_db_version WHERE version_id = 2;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 2 of goose_db_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: 1  create posts
-- =============================================================================
--   version table: 1 -> base
--   down_revision: base
--   file:          migrations/00001_create_posts.sql
--   digest:        sha256:b3030975f998e25e1ad7a44bb147124b6802ab9ce00af97cbd3985352f77453f

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [4 of 4] drop table posts
--     migrations/00001_create_posts.sql:9, in transaction 3
--     locks: ACCESS EXCLUSIVE on posts until commit: blocks reads and writes
--     Warning PG402: the rows of posts are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE posts;

-- Version table: 1 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM goose_db_version WHERE version_id = 1;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 1 of goose_db_version should have been changed once, rows changed: ' || changed,
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
    expected text[] := ARRAY['0'];
    held text[];
    found text;
BEGIN
    IF to_regclass('goose_db_version') IS NULL THEN
        held := ARRAY['0'];
    ELSE
        SELECT coalesce(array_agg(version_id::text ORDER BY version_id), '{}') INTO held
            FROM goose_db_version WHERE is_applied;
    END IF;
    IF held IS DISTINCT FROM expected AND held <> '{}' THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: goose_db_version must hold 0 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
