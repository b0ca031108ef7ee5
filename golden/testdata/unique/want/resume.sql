-- upgrade c001 -> c002
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 2 statements, 1 transaction, 1 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade c001,c002~1:c002 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:c023ae07fc2685e6e8eff6f9d5d97175ccd1a758347f5068de1f9da88f6b303d
--
-- Revisions, in this order:
--    1. c002  a coupon's code is given once
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at c001.
--   It goes on inside revision c002: the first statement must have been run.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade c002:c001 --sql
--
-- Findings of the review: 1 note. In brackets the number of the statement, above which stands more.
--
-- Locks on what was there before:
--   Outside transactions (c002):
--     coupons  SHARE UPDATE EXCLUSIVE  blocks neither reads nor writes; builds an index; statement 1
--   Transaction 1 (c002):
--     without blocking reads or writes: coupons

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['c001'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold c001 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 1: c002  a coupon's code is given once
-- =============================================================================
--   version table: c001 -> c002
--   down_revision: c001
--   file:          revisions/c002_unique_codes.sql
--   digest:        sha256:b9b8a65989a8b12319cec88bb155561f8122ac1a8e5bf50f3271ed172303d350
--   The first statement is left out: run already.

-- [1 of 2] create unique index coupons_code_key on table coupons, concurrently
--     revisions/c002_unique_codes.sql:9, OUTSIDE A TRANSACTION: PostgreSQL does not run CREATE INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     locks: SHARE UPDATE EXCLUSIVE on coupons until it ends: blocks neither reads nor writes; builds an index
--     Note PG209: it fails if two rows of coupons have the same code
--       look for rows that are equal by the index's expressions on production first
--     If it fails: committed by then: the first statement of this one. The version table says c001.
--     It may leave: an index marked INVALID, which slows down every write and helps no query
--     Clear that with:
--       DROP INDEX CONCURRENTLY IF EXISTS coupons_code_key;
--     Go on with: sqlplan upgrade c001,c002~1:c002 --sql
-- People redeem coupons all day: build it beside them.
CREATE UNIQUE INDEX CONCURRENTLY coupons_code_key ON coupons (upper(code));

-- The rest of the revision.
--     If it fails: committed by then: the first 2 statements of this one. The version table says c001.
--     Go on with: sqlplan upgrade c001,c002~2:c002 --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 2] alter table coupons: change the options of column code
--     revisions/c002_unique_codes.sql:11, in transaction 1
--     locks: SHARE UPDATE EXCLUSIVE on coupons until commit: blocks neither reads nor writes
ALTER TABLE coupons ALTER COLUMN code SET STATISTICS 200;

-- Version table: c001 -> c002
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'c002' WHERE version_num = 'c001';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row c001 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at c002.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['c002'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold c002 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
