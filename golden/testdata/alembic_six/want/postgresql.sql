-- upgrade base -> c300
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 19 statements, 3 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:c300 --sql --dialect postgresql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:25a9971fb37c47313843272e110dc232986bfbd5b3ba0bef1924d9c7576416ef
--
-- Revisions, in this order:
--    1. a100  authors and books
--    2. b200  the first rows
--    3. c300  changes of both tables
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
--   sqlplan downgrade c300:base --sql --dialect postgresql
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
-- Revision 1 of 3: a100  authors and books
-- =============================================================================
--   version table: base -> a100
--   down_revision: base
--   file:          versions/a100_tables.py
--   digest:        sha256:1cf60611e47334453bfd2f02e8d7e521db2303be0cff842671bbc026a010acb5

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 19] create table authors
--     versions/a100_tables.py:15, in transaction 1
CREATE TABLE authors (
    id SERIAL NOT NULL, 
    name VARCHAR(100) NOT NULL, 
    born DATE, 
    rating FLOAT, 
    photo BYTEA, 
    active BOOLEAN DEFAULT true NOT NULL, 
    created_at TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL, 
    PRIMARY KEY (id)
);

-- [2 of 19] comment on table authors
--     versions/a100_tables.py:15, in transaction 1
COMMENT ON TABLE authors IS 'who wrote the books';

-- [3 of 19] comment on column name of table authors
--     versions/a100_tables.py:15, in transaction 1
COMMENT ON COLUMN authors.name IS 'as on the cover';

-- [4 of 19] create type book_kind
--     versions/a100_tables.py:26, in transaction 1
CREATE TYPE book_kind AS ENUM ('novel', 'essay');

-- [5 of 19] create table books
--     versions/a100_tables.py:26, in transaction 1
CREATE TABLE books (
    id BIGINT NOT NULL, 
    author_id INTEGER NOT NULL, 
    title VARCHAR(200) NOT NULL, 
    blurb TEXT, 
    price NUMERIC(8, 2) DEFAULT '0' NOT NULL, 
    kind book_kind NOT NULL, 
    pages SMALLINT, 
    CONSTRAINT pk_books PRIMARY KEY (id), 
    CONSTRAINT fk_books_author FOREIGN KEY(author_id) REFERENCES authors (id) ON DELETE CASCADE, 
    CONSTRAINT uq_books_title UNIQUE (author_id, title), 
    CONSTRAINT ck_books_price CHECK (price >= 0)
);

-- [6 of 19] create index ix_books_kind on table books
--     versions/a100_tables.py:40, in transaction 1
CREATE INDEX ix_books_kind ON books (kind, price);

-- Version table: (no row) -> a100
INSERT INTO alembic_version (version_num) VALUES ('a100');

COMMIT;

-- =============================================================================
-- Revision 2 of 3: b200  the first rows
-- =============================================================================
--   version table: a100 -> b200
--   down_revision: a100
--   file:          versions/b200_rows.py
--   digest:        sha256:9832f7881a019c3cab86372958f20d80783676b154e4d754640e31995ecb16a4

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [7 of 19] insert 1 row into table authors
--     versions/b200_rows.py:20, in transaction 2
INSERT INTO authors (id, name, born, active) VALUES (1, 'Flann O''Brien', '1911-10-05', false);

-- [8 of 19] insert 1 row into table authors
--     versions/b200_rows.py:20, in transaction 2
INSERT INTO authors (id, name, born, active) VALUES (2, 'Zadie Smith', '1975-10-25', true);

-- [9 of 19] insert 1 row into table books
--     versions/b200_rows.py:27, in transaction 2
INSERT INTO books (id, author_id, title, price, kind) VALUES (1, 1, 'The Third Policeman', 9, 'novel');

-- [10 of 19] update table books
--     versions/b200_rows.py:28, in transaction 2
UPDATE books SET price=(books.price - 1) WHERE books.price > 5;

-- Version table: a100 -> b200
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'a100';
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
-- Revision 3 of 3: c300  changes of both tables
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          versions/c300_changes.py
--   digest:        sha256:4614551708898af4d2911fe0865aa1a980d13f054b2cbf5f28e91b9748345ba7

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [11 of 19] alter table authors: add column country varchar(2)
--     versions/c300_changes.py:15, in transaction 3
ALTER TABLE authors ADD COLUMN country VARCHAR(2);

-- [12 of 19] rename table authors to writers
--     versions/c300_changes.py:16, in transaction 3
ALTER TABLE authors RENAME TO writers;

-- [13 of 19] alter table books: rename column blurb to summary
--     versions/c300_changes.py:18, in transaction 3
ALTER TABLE books RENAME blurb TO summary;

-- [14 of 19] alter table books: change column pages to type integer
--     versions/c300_changes.py:19, in transaction 3
ALTER TABLE books ALTER COLUMN pages TYPE INTEGER;

-- [15 of 19] alter table books: set the default of column price
--     versions/c300_changes.py:20, in transaction 3
ALTER TABLE books ALTER COLUMN price SET DEFAULT '1';

-- [16 of 19] alter table books: allow nulls in column title
--     versions/c300_changes.py:21, in transaction 3
ALTER TABLE books ALTER COLUMN title DROP NOT NULL;

-- [17 of 19] alter table books: drop constraint ck_books_price
--     versions/c300_changes.py:22, in transaction 3
ALTER TABLE books DROP CONSTRAINT ck_books_price;

-- [18 of 19] alter table books: add check constraint ck_books_pages
--     versions/c300_changes.py:23, in transaction 3
ALTER TABLE books ADD CONSTRAINT ck_books_pages CHECK (pages > 0);

-- [19 of 19] create index ix_books_title on table books
--     versions/c300_changes.py:24, in transaction 3
CREATE INDEX ix_books_title ON books (title);

-- Version table: b200 -> c300
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'c300' WHERE version_num = 'b200';
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
-- Final check: the version table stands at c300.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['c300'];
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
            MESSAGE = 'sqlplan: alembic_version must hold c300 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
