-- upgrade base -> 7a08
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      7 revisions, 23 statements, 7 transactions, 1 outside a transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:7a08 --sql --var DATABASE_URL=postgresql://db/library
--   Compiled by:   sqlplan dev
--   Digest:        sha256:0e94ce50e1a51a40547bf13e984677455e2e6406d43a380f76355ca65d2eb52e
--
-- Revisions, in this order:
--    1. 1f0a  create authors and books
--    2. 2b71  book status, an enum that the revision makes itself
--    3. 4d12  readers and their settings
--    4. 3c90  shelf marks: add, fill, then forbid NULL
--    5. 5e33  merge books and readers
--    6. 6f54  loans, and better names
--    7. 7a08  find loans by date, without blocking the desk
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
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade 7a08:base --sql --var DATABASE_URL=postgresql://db/library
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
-- Revision 1 of 7: 1f0a  create authors and books
-- =============================================================================
--   version table: base -> 1f0a
--   down_revision: base
--   created:       2024-02-01 09:00:00.000000
--   file:          migrations/versions/1f0a_create_authors_and_books.py
--   digest:        sha256:5688ca649138eb57fead5a7156c909d0610cbfccd7a0c59a14621d307f12798b

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 23] create table authors
--     migrations/versions/1f0a_create_authors_and_books.py:23, in transaction 1
CREATE TABLE authors (
    id SERIAL NOT NULL, 
    name VARCHAR(200) NOT NULL, 
    born DATE, 
    CONSTRAINT pk_authors PRIMARY KEY (id)
);

-- [2 of 23] create table books
--     migrations/versions/1f0a_create_authors_and_books.py:30, in transaction 1
CREATE TABLE books (
    id SERIAL NOT NULL, 
    title VARCHAR(300) NOT NULL, 
    isbn VARCHAR(13), 
    pages INTEGER, 
    author_id INTEGER NOT NULL, 
    added_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
    CONSTRAINT pk_books PRIMARY KEY (id), 
    CONSTRAINT ck_books_positive_pages CHECK (pages > 0), 
    CONSTRAINT fk_books_author_id_authors FOREIGN KEY(author_id) REFERENCES authors (id) ON DELETE CASCADE
);

-- [3 of 23] create index ix_books_author_id on table books
--     migrations/versions/1f0a_create_authors_and_books.py:44, in transaction 1
CREATE INDEX ix_books_author_id ON books (author_id);

-- [4 of 23] create unique index ix_books_isbn on table books
--     migrations/versions/1f0a_create_authors_and_books.py:45, in transaction 1
CREATE UNIQUE INDEX ix_books_isbn ON books (isbn);

-- Version table: (no row) -> 1f0a
INSERT INTO alembic_version (version_num) VALUES ('1f0a');

COMMIT;

-- =============================================================================
-- Revision 2 of 7: 2b71  book status, an enum that the revision makes itself
-- =============================================================================
--   version table: 1f0a -> 2b71
--   down_revision: 1f0a
--   created:       2024-02-08 10:30:00.000000
--   file:          migrations/versions/2b71_book_status.py
--   digest:        sha256:bb283a7de68ac7ff85ca884b3b484aabdba409bcc61318f1616d04542745437b

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [5 of 23] create type book_status
--     migrations/versions/2b71_book_status.py:20, in transaction 2
CREATE TYPE book_status AS ENUM ('available', 'lent', 'lost');

-- [6 of 23] alter table books: add column status book_status
--     migrations/versions/2b71_book_status.py:21, in transaction 2
ALTER TABLE books ADD COLUMN status book_status DEFAULT 'available' NOT NULL;

-- Version table: 1f0a -> 2b71
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '2b71' WHERE version_num = '1f0a';
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
-- Revision 3 of 7: 4d12  readers and their settings
-- =============================================================================
--   version table: 2b71 -> 4d12
--   down_revision: 2b71
--   branch_labels: readers
--   created:       2024-03-02 12:00:00.000000
--   file:          migrations/versions/4d12_readers.py
--   digest:        sha256:897f879a50c88857d032541ec34047897b32212e2b9d6249df1e6bc16ef1a541

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [7 of 23] create table readers
--     migrations/versions/4d12_readers.py:24, in transaction 3
CREATE TABLE readers (
    id BIGINT GENERATED ALWAYS AS IDENTITY, 
    name TEXT NOT NULL, 
    email VARCHAR(320), 
    settings JSONB DEFAULT '{}'::jsonb NOT NULL, 
    tags TEXT[] DEFAULT '{}' NOT NULL, 
    CONSTRAINT pk_readers PRIMARY KEY (id), 
    CONSTRAINT uq_readers_email UNIQUE (email)
);

-- [8 of 23] insert 1 row into table readers
--     migrations/versions/4d12_readers.py:32, in transaction 3
INSERT INTO readers (name, settings) VALUES ('Ada', '{"lang": "en", "limits": {"books": 5}}');

-- [9 of 23] insert 1 row into table readers
--     migrations/versions/4d12_readers.py:32, in transaction 3
INSERT INTO readers (name, settings) VALUES ('O''Brien', '{"lang": "ga", "note": "tab\tand \"quotes\""}');

-- [10 of 23] create index ix_readers_settings on table readers
--     migrations/versions/4d12_readers.py:33, in transaction 3
CREATE INDEX ix_readers_settings ON readers USING gin (settings);

-- Version table: 2b71 -> 4d12
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '4d12' WHERE version_num = '2b71';
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
-- Revision 4 of 7: 3c90  shelf marks: add, fill, then forbid NULL
-- =============================================================================
--   version table: 4d12 -> 3c90, 4d12
--   down_revision: 2b71
--   created:       2024-03-01 08:00:00.000000
--   file:          migrations/versions/3c90_shelf_marks.py
--   digest:        sha256:b434323b4ce6deb3f81d74c1c6c4524c31577c1c4181ea606c46cb013ba4c3c6

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [11 of 23] alter table books: add column shelf_mark varchar(20)
--     migrations/versions/3c90_shelf_marks.py:18, in transaction 4
ALTER TABLE books ADD COLUMN shelf_mark VARCHAR(20);

-- [12 of 23] update table books
--     migrations/versions/3c90_shelf_marks.py:20, in transaction 4
UPDATE books SET shelf_mark=('S-' || CAST(books.id AS VARCHAR)) WHERE books.shelf_mark IS NULL;

-- [13 of 23] alter table books: forbid nulls in column shelf_mark
--     migrations/versions/3c90_shelf_marks.py:25, in transaction 4
ALTER TABLE books ALTER COLUMN shelf_mark SET NOT NULL;

-- [14 of 23] alter table books: add unique constraint uq_books_shelf_mark
--     migrations/versions/3c90_shelf_marks.py:26, in transaction 4
ALTER TABLE books ADD CONSTRAINT uq_books_shelf_mark UNIQUE (shelf_mark);

-- Version table: (no row) -> 3c90
INSERT INTO alembic_version (version_num) VALUES ('3c90');

COMMIT;

-- =============================================================================
-- Revision 5 of 7: 5e33  merge books and readers
-- =============================================================================
--   version table: 3c90, 4d12 -> 5e33
--   down_revision: 3c90, 4d12
--   created:       2024-03-05 09:15:00.000000
--   file:          migrations/versions/5e33_merge_books_and_readers.py
--   digest:        sha256:743f87363ed764234e538cdaf6614975eb34cf55d1f248ef66fba5beb8006521

BEGIN;
SET LOCAL lock_timeout = '5s';

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

-- Version table: 4d12 -> 5e33
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '5e33' WHERE version_num = '4d12';
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
-- Revision 6 of 7: 6f54  loans, and better names
-- =============================================================================
--   version table: 5e33 -> 6f54
--   down_revision: 5e33
--   created:       2024-04-01 14:00:00.000000
--   file:          migrations/versions/6f54_loans.py
--   digest:        sha256:4dc767ceb9f2deced58ac557448ab7c7c5a3fc7e4947f15a30b238aead519b49

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [15 of 23] create table loans
--     migrations/versions/6f54_loans.py:18, in transaction 6
CREATE TABLE loans (
    id SERIAL NOT NULL, 
    book_id INTEGER NOT NULL, 
    reader_id BIGINT NOT NULL, 
    due DATE DEFAULT CURRENT_DATE + 28 NOT NULL, 
    CONSTRAINT pk_loans PRIMARY KEY (id), 
    CONSTRAINT uq_loans_book_id UNIQUE (book_id, due), 
    CONSTRAINT fk_loans_book_id_books FOREIGN KEY(book_id) REFERENCES books (id) ON DELETE CASCADE, 
    CONSTRAINT fk_loans_reader_id_readers FOREIGN KEY(reader_id) REFERENCES readers (id)
);

-- [16 of 23] create index ix_loans_book_id on table loans
--     migrations/versions/6f54_loans.py:18, in transaction 6
CREATE INDEX ix_loans_book_id ON loans (book_id);

-- [17 of 23] comment on table loans
--     migrations/versions/6f54_loans.py:18, in transaction 6
COMMENT ON TABLE loans IS 'who has which book';

-- [18 of 23] alter table books: rename column title to name
--     migrations/versions/6f54_loans.py:27, in transaction 6
ALTER TABLE books RENAME title TO name;

-- [19 of 23] alter table authors: add column country character(2)
--     migrations/versions/6f54_loans.py:29, in transaction 6
ALTER TABLE authors ADD COLUMN country CHAR(2);

-- [20 of 23] alter table authors: change column name to type text
--     migrations/versions/6f54_loans.py:30, in transaction 6
ALTER TABLE authors ALTER COLUMN name TYPE TEXT;

-- [21 of 23] alter table authors: add check constraint ck_authors_upper_country
--     migrations/versions/6f54_loans.py:31, in transaction 6
ALTER TABLE authors ADD CONSTRAINT ck_authors_upper_country CHECK (country = upper(country));

-- Version table: 5e33 -> 6f54
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '6f54' WHERE version_num = '5e33';
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
-- Revision 7 of 7: 7a08  find loans by date, without blocking the desk
-- =============================================================================
--   version table: 6f54 -> 7a08
--   down_revision: 6f54
--   created:       2024-05-20 07:45:00.000000
--   file:          migrations/versions/7a08_find_loans_by_date.py
--   digest:        sha256:73bde703b760086bb2e6164796e71c974cde221b52b4d8beee248efda288ad99

-- [22 of 23] create index ix_loans_due on table loans, concurrently
--     migrations/versions/7a08_find_loans_by_date.py:18, OUTSIDE A TRANSACTION: PostgreSQL does not run CREATE INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     If it fails: committed by then: the 6 revisions before this one. The version table says 6f54.
--     It may leave: an index marked INVALID, which slows down every write and helps no query; clear it before you go on, since IF NOT EXISTS would keep it
--     Clear that with:
--       DROP INDEX CONCURRENTLY IF EXISTS ix_loans_due;
--     Go on with: sqlplan upgrade 6f54:7a08 --sql --var DATABASE_URL=postgresql://db/library
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_loans_due ON loans (due);

-- The rest of the revision.
--     If it fails: committed by then: the 6 revisions before this one and the first statement of this one. The version table says 6f54.
--     Go on with: sqlplan upgrade 6f54,7a08~1:7a08 --sql --var DATABASE_URL=postgresql://db/library
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [23 of 23] comment on index ix_loans_due
--     migrations/versions/7a08_find_loans_by_date.py:19, in transaction 7
COMMENT ON INDEX ix_loans_due IS 'reminders: at 07:00, 100% of them';

-- Version table: 6f54 -> 7a08
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '7a08' WHERE version_num = '6f54';
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
-- Final check: the version table stands at 7a08.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['7a08'];
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
            MESSAGE = 'sqlplan: alembic_version must hold 7a08 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
