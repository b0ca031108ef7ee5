-- downgrade 7a08 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      7 revisions, 15 statements, 7 transactions, 1 outside a transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade 7a08:base --sql --dialect postgresql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:9a6c70aebd278f7d7fa2fc8993af571056425a214f49d20d1288c91894800696
--
-- Revisions, in this order:
--    1. 7a08  find loans by date, without blocking the desk
--    2. 6f54  loans, and better names
--    3. 5e33  merge books and readers
--    4. 3c90  shelf marks: add, fill, then forbid NULL
--    5. 4d12  readers and their settings
--    6. 2b71  book status, an enum that the revision makes itself
--    7. 1f0a  create authors and books
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 7a08.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan upgrade base:7a08 --sql --dialect postgresql
--   What that does not restore:
--     column name of table authors: what character varying(200) cannot hold of its values of the type text
--     column country of table authors: its values
--     table loans: its rows
--     column shelf_mark of table books: its values
--     table readers: its rows
--     column status of table books: its values
--     table authors: its rows
--     table books: its rows
--
-- Findings of the review: 10 warnings, 2 notes. In brackets the number of the statement, above which stands more.
--   [3] warning PG301: changing name from text to character varying(200) writes every row of authors again while nobody can read or write it
--   [4] warning PG401: the values of authors.country are lost, and running code that still names the column fails
--   [5] warning PG405: running code that names books.name fails: it is called title now
--   [6] warning PG203: foreign keys lock 3 tables in one transaction: books, readers, loans
--   [6] warning PG402: the rows of loans are lost, and running code that still names the table fails
--   [8] warning PG401: the values of books.shelf_mark are lost, and running code that still names the column fails
--   [9] warning PG402: the rows of readers are lost, and running code that still names the table fails
--   [10] warning PG401: the values of books.status are lost, and running code that still names the column fails
--   [14] warning PG402: the rows of books are lost, and running code that still names the table fails
--   [15] warning PG402: the rows of authors are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Outside transactions (7a08):
--     without blocking reads or writes: loans
--   Transaction 2 (6f54):
--     authors  ACCESS EXCLUSIVE  blocks reads and writes; rewrites the table; statements 2-4
--     books    ACCESS EXCLUSIVE  blocks reads and writes; statements 5-6
--     loans    ACCESS EXCLUSIVE  blocks reads and writes; statement 6
--     readers  ACCESS EXCLUSIVE  blocks reads and writes; statement 6
--   Transaction 4 (3c90):
--     books  ACCESS EXCLUSIVE  blocks reads and writes; statements 7-8
--   Transaction 5 (4d12):
--     readers  ACCESS EXCLUSIVE  blocks reads and writes; statement 9
--   Transaction 6 (2b71):
--     books  ACCESS EXCLUSIVE  blocks reads and writes; statement 10
--   Transaction 7 (1f0a):
--     books    ACCESS EXCLUSIVE  blocks reads and writes; statements 12-14
--     authors  ACCESS EXCLUSIVE  blocks reads and writes; statements 14-15
--   Transaction 2 locks authors, then books; transaction 7 the other way round: a session that locks both can deadlock with one of them.

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['7a08'];
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
            MESSAGE = 'sqlplan: alembic_version must hold 7a08 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 7: 7a08  find loans by date, without blocking the desk
-- =============================================================================
--   version table: 7a08 -> 6f54
--   down_revision: 6f54
--   created:       2024-05-20 07:45:00.000000
--   file:          migrations/versions/7a08_find_loans_by_date.py
--   digest:        sha256:73bde703b760086bb2e6164796e71c974cde221b52b4d8beee248efda288ad99

-- [1 of 15] drop index ix_loans_due, concurrently
--     migrations/versions/7a08_find_loans_by_date.py:24, OUTSIDE A TRANSACTION: PostgreSQL does not run DROP INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     locks: SHARE UPDATE EXCLUSIVE on loans until it ends: blocks neither reads nor writes
--     If it fails: committed by then: nothing of any revision. The version table says 7a08.
--     It may leave: the index, marked INVALID; the statement drops it when it is run again
--     Go on with: sqlplan downgrade 7a08:base --sql --exact --dialect postgresql
DROP INDEX CONCURRENTLY IF EXISTS ix_loans_due;

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says 7a08.
--     Go on with: sqlplan downgrade 7a08~1:base --sql --exact --dialect postgresql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 7a08 -> 6f54
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '6f54' WHERE version_num = '7a08';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 7a08 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 7: 6f54  loans, and better names
-- =============================================================================
--   version table: 6f54 -> 5e33
--   down_revision: 5e33
--   created:       2024-04-01 14:00:00.000000
--   file:          migrations/versions/6f54_loans.py
--   digest:        sha256:4dc767ceb9f2deced58ac557448ab7c7c5a3fc7e4947f15a30b238aead519b49

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 15] alter table authors: drop constraint ck_authors_upper_country
--     migrations/versions/6f54_loans.py:36, in transaction 2
--     locks: ACCESS EXCLUSIVE on authors until commit: blocks reads and writes
--     Note PG210: from now on rows of authors can break what ck_authors_upper_country promised
--       make sure that nothing relies on it: to add it again, all rows have to be cleaned and checked
ALTER TABLE authors DROP CONSTRAINT ck_authors_upper_country;

-- [3 of 15] alter table authors: change column name to type varchar(200)
--     migrations/versions/6f54_loans.py:37, in transaction 2
--     locks: ACCESS EXCLUSIVE on authors until commit: blocks reads and writes; rewrites the table
--     Warning PG301: changing name from text to character varying(200) writes every row of authors again while nobody can read or write it
--       add a column of the new type, have new rows fill it, fill the old rows in batches, and swap the names in a later release
ALTER TABLE authors ALTER COLUMN name TYPE VARCHAR(200);

-- [4 of 15] alter table authors: drop column country
--     migrations/versions/6f54_loans.py:38, in transaction 2
--     locks: ACCESS EXCLUSIVE on authors until commit: blocks reads and writes
--     Warning PG401: the values of authors.country are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE authors DROP COLUMN country;

-- [5 of 15] alter table books: rename column name to title
--     migrations/versions/6f54_loans.py:39, in transaction 2
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
--     Warning PG405: running code that names books.name fails: it is called title now
--       add a column with the new name, write both, fill it in batches, and drop the old one in a later release; or have the old name in a view that the code reads
ALTER TABLE books RENAME name TO title;

-- [6 of 15] drop table loans
--     migrations/versions/6f54_loans.py:40, in transaction 2
--     locks: ACCESS EXCLUSIVE on loans, books and readers until commit: blocks reads and writes
--     Warning PG203: foreign keys lock 3 tables in one transaction: books, readers, loans
--       make or drop one foreign key in a revision, so that at most two tables are locked at a time
--     Warning PG402: the rows of loans are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE loans;

-- Version table: 6f54 -> 5e33
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '5e33' WHERE version_num = '6f54';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 6f54 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 7: 5e33  merge books and readers
-- =============================================================================
--   version table: 5e33 -> 3c90, 4d12
--   down_revision: 3c90, 4d12
--   created:       2024-03-05 09:15:00.000000
--   file:          migrations/versions/5e33_merge_books_and_readers.py
--   digest:        sha256:743f87363ed764234e538cdaf6614975eb34cf55d1f248ef66fba5beb8006521

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: (no row) -> 3c90
INSERT INTO alembic_version (version_num) VALUES ('3c90');

-- Version table: 5e33 -> 4d12
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '4d12' WHERE version_num = '5e33';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 5e33 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 4 of 7: 3c90  shelf marks: add, fill, then forbid NULL
-- =============================================================================
--   version table: 3c90, 4d12 -> 4d12
--   down_revision: 2b71
--   created:       2024-03-01 08:00:00.000000
--   file:          migrations/versions/3c90_shelf_marks.py
--   digest:        sha256:b434323b4ce6deb3f81d74c1c6c4524c31577c1c4181ea606c46cb013ba4c3c6

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [7 of 15] alter table books: drop constraint uq_books_shelf_mark
--     migrations/versions/3c90_shelf_marks.py:30, in transaction 4
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
--     Note PG210: from now on rows of books can break what uq_books_shelf_mark promised
--       make sure that nothing relies on it: to add it again, all rows have to be cleaned and checked
ALTER TABLE books DROP CONSTRAINT uq_books_shelf_mark;

-- [8 of 15] alter table books: drop column shelf_mark
--     migrations/versions/3c90_shelf_marks.py:31, in transaction 4
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
--     Warning PG401: the values of books.shelf_mark are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE books DROP COLUMN shelf_mark;

-- Version table: 3c90 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM alembic_version WHERE version_num = '3c90';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 3c90 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 5 of 7: 4d12  readers and their settings
-- =============================================================================
--   version table: 4d12 -> 2b71
--   down_revision: 2b71
--   branch_labels: readers
--   created:       2024-03-02 12:00:00.000000
--   file:          migrations/versions/4d12_readers.py
--   digest:        sha256:897f879a50c88857d032541ec34047897b32212e2b9d6249df1e6bc16ef1a541

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [9 of 15] drop table readers
--     migrations/versions/4d12_readers.py:37, in transaction 5
--     locks: ACCESS EXCLUSIVE on readers until commit: blocks reads and writes
--     Warning PG402: the rows of readers are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE readers;

-- Version table: 4d12 -> 2b71
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '2b71' WHERE version_num = '4d12';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 4d12 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 6 of 7: 2b71  book status, an enum that the revision makes itself
-- =============================================================================
--   version table: 2b71 -> 1f0a
--   down_revision: 1f0a
--   created:       2024-02-08 10:30:00.000000
--   file:          migrations/versions/2b71_book_status.py
--   digest:        sha256:bb283a7de68ac7ff85ca884b3b484aabdba409bcc61318f1616d04542745437b

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [10 of 15] alter table books: drop column status
--     migrations/versions/2b71_book_status.py:25, in transaction 6
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
--     Warning PG401: the values of books.status are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE books DROP COLUMN status;

-- [11 of 15] drop type book_status
--     migrations/versions/2b71_book_status.py:26, in transaction 6
DROP TYPE book_status;

-- Version table: 2b71 -> 1f0a
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '1f0a' WHERE version_num = '2b71';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 2b71 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 7 of 7: 1f0a  create authors and books
-- =============================================================================
--   version table: 1f0a -> base
--   down_revision: base
--   created:       2024-02-01 09:00:00.000000
--   file:          migrations/versions/1f0a_create_authors_and_books.py
--   digest:        sha256:5688ca649138eb57fead5a7156c909d0610cbfccd7a0c59a14621d307f12798b

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [12 of 15] drop index ix_books_isbn
--     migrations/versions/1f0a_create_authors_and_books.py:51, in transaction 7
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
DROP INDEX ix_books_isbn;

-- [13 of 15] drop index ix_books_author_id
--     migrations/versions/1f0a_create_authors_and_books.py:52, in transaction 7
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
DROP INDEX ix_books_author_id;

-- [14 of 15] drop table books
--     migrations/versions/1f0a_create_authors_and_books.py:53, in transaction 7
--     locks: ACCESS EXCLUSIVE on books and authors until commit: blocks reads and writes
--     Warning PG402: the rows of books are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE books;

-- [15 of 15] drop table authors
--     migrations/versions/1f0a_create_authors_and_books.py:54, in transaction 7
--     locks: ACCESS EXCLUSIVE on authors until commit: blocks reads and writes
--     Warning PG402: the rows of authors are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE authors;

-- Version table: 1f0a -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM alembic_version WHERE version_num = '1f0a';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 1f0a of alembic_version should have been changed once, rows changed: ' || changed,
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
