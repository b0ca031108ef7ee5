-- downgrade c300 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 15 statements, 3 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade c300:base --sql --dialect postgresql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:458eeb9961a0f06185e53c74265f6e94192077d8e883fd4b8c55b26bbf6c25fd
--
-- Revisions, in this order:
--    1. c300  changes of both tables
--    2. b200  the first rows
--    3. a100  authors and books
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
--   sqlplan upgrade base:c300 --sql --dialect postgresql
--   What that does not restore:
--     column pages of table books: what smallint cannot hold of its values of the type integer
--     column country of table writers: its values
--
-- Findings of the review: 11 warnings, 1 note. In brackets the number of the statement, above which stands more.
--   [1] warning PG102: index ix_books_title is dropped under a lock that keeps everybody out of books
--   [3] warning PG204: every row of books is tested while nobody can read or write the table
--   [4] warning PG303: every row of books is searched for nulls in title while nobody can read or write the table
--   [6] warning PG301: changing pages from integer to smallint writes every row of books again while nobody can read or write it
--   [7] warning PG405: running code that names books.summary fails: it is called blurb now
--   [8] warning PG406: running code that names writers fails: it is called authors now
--   [9] warning PG401: the values of authors.country are lost, and running code that still names the column fails
--   [10] warning PG505: deletes every row of books in one transaction
--   [11] warning PG505: deletes every row of authors in one transaction
--   [13] warning PG402: the rows of books are lost, and running code that still names the table fails
--   [14] warning PG402: the rows of authors are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 1 (c300):
--     books    ACCESS EXCLUSIVE  blocks reads and writes; rewrites the table; statements 1-7
--     writers  ACCESS EXCLUSIVE  blocks reads and writes; statement 8
--     authors  ACCESS EXCLUSIVE  blocks reads and writes; statement 9
--   Transaction 2 (b200):
--     books    ROW EXCLUSIVE  blocks writes to the same rows; statements 10-11
--     authors  ROW EXCLUSIVE  blocks writes to the same rows; statement 11
--   Transaction 3 (a100):
--     books    ACCESS EXCLUSIVE  blocks reads and writes; statements 12-13
--     authors  ACCESS EXCLUSIVE  blocks reads and writes; statements 13-14

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
            MESSAGE = 'sqlplan: alembic_version must hold c300 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 3: c300  changes of both tables
-- =============================================================================
--   version table: c300 -> b200
--   down_revision: b200
--   file:          versions/c300_changes.py
--   digest:        sha256:4614551708898af4d2911fe0865aa1a980d13f054b2cbf5f28e91b9748345ba7

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 15] drop index ix_books_title
--     versions/c300_changes.py:28, in transaction 1
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
--     Warning PG102: index ix_books_title is dropped under a lock that keeps everybody out of books
--       drop it with CONCURRENTLY, outside of a transaction, where sqlplan sets it by itself
--       In Alembic: with op.get_context().autocommit_block(): op.drop_index(..., postgresql_concurrently=True)
--         DROP INDEX CONCURRENTLY ix_books_title;
DROP INDEX ix_books_title;

-- [2 of 15] alter table books: drop constraint ck_books_pages
--     versions/c300_changes.py:30, in transaction 1
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
--     Note PG210: from now on rows of books can break what ck_books_pages promised
--       make sure that nothing relies on it: to add it again, all rows have to be cleaned and checked
ALTER TABLE books DROP CONSTRAINT ck_books_pages;

-- [3 of 15] alter table books: add check constraint ck_books_price
--     versions/c300_changes.py:31, in transaction 1
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes; reads every row
--     Warning PG204: every row of books is tested while nobody can read or write the table
--       add it with NOT VALID, and validate it in the next revision, which lets reads and writes go on
--       In Alembic: op.create_check_constraint(..., postgresql_not_valid=True), and op.execute() of the VALIDATE in the next revision
--         ALTER TABLE books ADD CONSTRAINT ck_books_price CHECK (price >= 0) NOT VALID;
--         -- In a revision of its own, so that what stands above is committed:
--         ALTER TABLE books VALIDATE CONSTRAINT ck_books_price;
ALTER TABLE books ADD CONSTRAINT ck_books_price CHECK (price >= 0);

-- [4 of 15] alter table books: forbid nulls in column title
--     versions/c300_changes.py:32, in transaction 1
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes; reads every row
--     Warning PG303: every row of books is searched for nulls in title while nobody can read or write the table
--       have a validated CHECK show that there are none
--       In Alembic: op.create_check_constraint(..., postgresql_not_valid=True), in the next revision op.execute() of the VALIDATE, then op.alter_column(..., nullable=False)
--         ALTER TABLE books ADD CONSTRAINT books_title_not_null CHECK (title IS NOT NULL) NOT VALID;
--         -- In a revision of its own, so that what stands above is committed:
--         ALTER TABLE books VALIDATE CONSTRAINT books_title_not_null;
--         -- In a revision of its own, so that what stands above is committed:
--         ALTER TABLE books ALTER COLUMN title SET NOT NULL;
--         ALTER TABLE books DROP CONSTRAINT books_title_not_null;
ALTER TABLE books ALTER COLUMN title SET NOT NULL;

-- [5 of 15] alter table books: set the default of column price
--     versions/c300_changes.py:33, in transaction 1
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
ALTER TABLE books ALTER COLUMN price SET DEFAULT '0';

-- [6 of 15] alter table books: change column pages to type smallint
--     versions/c300_changes.py:34, in transaction 1
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes; rewrites the table
--     Warning PG301: changing pages from integer to smallint writes every row of books again while nobody can read or write it
--       add a column of the new type, have new rows fill it, fill the old rows in batches, and swap the names in a later release
ALTER TABLE books ALTER COLUMN pages TYPE SMALLINT;

-- [7 of 15] alter table books: rename column summary to blurb
--     versions/c300_changes.py:35, in transaction 1
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
--     Warning PG405: running code that names books.summary fails: it is called blurb now
--       add a column with the new name, write both, fill it in batches, and drop the old one in a later release; or have the old name in a view that the code reads
ALTER TABLE books RENAME summary TO blurb;

-- [8 of 15] rename table writers to authors
--     versions/c300_changes.py:36, in transaction 1
--     locks: ACCESS EXCLUSIVE on writers until commit: blocks reads and writes
--     Warning PG406: running code that names writers fails: it is called authors now
--       leave a view with the old name for the length of a release
--         ALTER TABLE writers RENAME TO authors;
--         CREATE VIEW writers AS SELECT * FROM authors;
ALTER TABLE writers RENAME TO authors;

-- [9 of 15] alter table authors: drop column country
--     versions/c300_changes.py:38, in transaction 1
--     locks: ACCESS EXCLUSIVE on authors until commit: blocks reads and writes
--     Warning PG401: the values of authors.country are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE authors DROP COLUMN country;

-- Version table: c300 -> b200
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'c300';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row c300 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 3: b200  the first rows
-- =============================================================================
--   version table: b200 -> a100
--   down_revision: a100
--   file:          versions/b200_rows.py
--   digest:        sha256:9832f7881a019c3cab86372958f20d80783676b154e4d754640e31995ecb16a4

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [10 of 15] delete from table books, every row
--     versions/b200_rows.py:32, in transaction 2
--     locks: ROW EXCLUSIVE on books until commit: blocks writes to the same rows
--     Warning PG505: deletes every row of books in one transaction
--       do it in batches, each in a transaction of its own, outside of the schema's revisions
DELETE FROM books;

-- [11 of 15] delete from table authors, every row
--     versions/b200_rows.py:33, in transaction 2
--     locks: ROW EXCLUSIVE on authors and books until commit: blocks writes to the same rows
--     Warning PG505: deletes every row of authors in one transaction
--       do it in batches, each in a transaction of its own, outside of the schema's revisions
DELETE FROM authors;

-- Version table: b200 -> a100
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'a100' WHERE version_num = 'b200';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row b200 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: a100  authors and books
-- =============================================================================
--   version table: a100 -> base
--   down_revision: base
--   file:          versions/a100_tables.py
--   digest:        sha256:1cf60611e47334453bfd2f02e8d7e521db2303be0cff842671bbc026a010acb5

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [12 of 15] drop index ix_books_kind
--     versions/a100_tables.py:44, in transaction 3
--     locks: ACCESS EXCLUSIVE on books until commit: blocks reads and writes
DROP INDEX ix_books_kind;

-- [13 of 15] drop table books
--     versions/a100_tables.py:45, in transaction 3
--     locks: ACCESS EXCLUSIVE on books and authors until commit: blocks reads and writes
--     Warning PG402: the rows of books are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE books;

-- [14 of 15] drop table authors
--     versions/a100_tables.py:46, in transaction 3
--     locks: ACCESS EXCLUSIVE on authors until commit: blocks reads and writes
--     Warning PG402: the rows of authors are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE authors;

-- [15 of 15] drop type book_kind
--     versions/a100_tables.py:47, in transaction 3
DROP TYPE book_kind;

-- Version table: a100 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM alembic_version WHERE version_num = 'a100';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a100 of alembic_version should have been changed once, rows changed: ' || changed,
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
