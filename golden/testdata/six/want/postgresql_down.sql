-- downgrade c300 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 5 statements, 3 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade c300:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:7dbbd241d8285c743069162b418068f362af3d31ecb511cef336771d69b14f17
--
-- Revisions, in this order:
--    1. c300  books are never free
--    2. b200  create books, with their shelf
--    3. a100  create authors
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at c300.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade base:c300 --sql
--   What that does not restore:
--     table books: its rows
--     table authors: its rows
--
-- Findings of the review: 2 warnings, 1 note. In brackets the number of the statement, above which stands more.
--   [4] warning PG402: the rows of books are lost, and running code that still names the table fails
--   [5] warning PG402: the rows of authors are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 1 (c300):
--     books  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--   Transaction 2 (b200):
--     view cheap_books  ACCESS EXCLUSIVE  blocks reads and writes; statement 3
--     books             ACCESS EXCLUSIVE  blocks reads and writes; statement 4
--     authors           ACCESS EXCLUSIVE  blocks reads and writes; statement 4
--   Transaction 3 (a100):
--     authors  ACCESS EXCLUSIVE  blocks reads and writes; statement 5

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['c300'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold c300 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 3: c300  books are never free
-- =============================================================================
--   version table: c300 -> b200
--   down_revision: b200
--   file:          revisions/c300_no_free_books.sql
--   digest:        sha256:65cdb04393c7a94cad3643788bd86a57d2d7ee0be62c45a4d273a63468e73c69

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 5] drop trigger books_not_free on table books
--     revisions/c300_no_free_books.sql:58, in transaction 1
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
--     Note PG608: writes to books do not run trigger books_not_free any more; they wait until the transaction ends
--       keep the transaction short: nothing that takes long behind it
DROP TRIGGER books_not_free ON books;

-- [2 of 5] drop function books_not_free()
--     revisions/c300_no_free_books.sql:59, in transaction 1
DROP FUNCTION books_not_free();

-- Version table: c300 -> b200
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'b200' WHERE version_num = 'c300';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row c300 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 3: b200  create books, with their shelf
-- =============================================================================
--   version table: b200 -> a100
--   down_revision: a100
--   file:          revisions/b200_create_books.sql
--   digest:        sha256:fa94b5258bbe5a16b3bc344e957d0c2fb07299a21c5d7e10ede290fbfa05d836

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [3 of 5] drop view cheap_books
--     revisions/b200_create_books.sql:20, in transaction 2
--     locks: ACCESS EXCLUSIVE on view cheap_books until commit: blocks reads and writes
DROP VIEW cheap_books;

-- [4 of 5] drop table books
--     revisions/b200_create_books.sql:21, in transaction 2
--     locks: ACCESS EXCLUSIVE on books and authors until commit: blocks reads and writes
--     Warning PG402: the rows of books are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE books;

-- Version table: b200 -> a100
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'a100' WHERE version_num = 'b200';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row b200 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: a100  create authors
-- =============================================================================
--   version table: a100 -> base
--   down_revision: base
--   file:          revisions/a100_create_authors.sql
--   digest:        sha256:05532477f1a671d2b6522093831c6ec2c9e37753936a202685755ea070aa96b0

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [5 of 5] drop table authors
--     revisions/a100_create_authors.sql:39, in transaction 3
--     locks: ACCESS EXCLUSIVE on authors until commit: blocks reads and writes
--     Warning PG402: the rows of authors are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE authors;

-- Version table: a100 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = 'a100';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a100 of sqlplan_version should have been changed once, rows changed: ' || changed,
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
