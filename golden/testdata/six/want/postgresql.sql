-- upgrade base -> c300
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 8 statements, 3 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:c300 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:3c2a662da859bcbdc33ed196e3725786a2e44465b781a842f8ada89472ae7900
--
-- Revisions, in this order:
--    1. a100  create authors
--    2. b200  create books, with their shelf
--    3. c300  books are never free
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
--   sqlplan downgrade c300:base --sql
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
            MESSAGE = 'sqlplan: sqlplan_version must hold no row, or no such table before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 3: a100  create authors
-- =============================================================================
--   version table: base -> a100
--   down_revision: base
--   file:          revisions/a100_create_authors.sql
--   digest:        sha256:05532477f1a671d2b6522093831c6ec2c9e37753936a202685755ea070aa96b0

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 8] create table authors
--     revisions/a100_create_authors.sql:6, in transaction 1
CREATE TABLE authors (
    id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(100) NOT NULL
);

-- [2 of 8] insert 1 row into table authors
--     revisions/a100_create_authors.sql:36, in transaction 1
INSERT INTO authors (name) VALUES ('Flann O''Brien');

-- Version table: (no row) -> a100
INSERT INTO sqlplan_version (version_num) VALUES ('a100');

COMMIT;

-- =============================================================================
-- Revision 2 of 3: b200  create books, with their shelf
-- =============================================================================
--   version table: a100 -> b200
--   down_revision: a100
--   file:          revisions/b200_create_books.sql
--   digest:        sha256:fa94b5258bbe5a16b3bc344e957d0c2fb07299a21c5d7e10ede290fbfa05d836

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [3 of 8] create table books
--     revisions/b200_create_books.sql:6, in transaction 2
CREATE TABLE books (
    isbn      varchar(13) NOT NULL,
    author_id integer NOT NULL,
    price     decimal(8, 2) DEFAULT 0 NOT NULL,
    CONSTRAINT books_pk PRIMARY KEY (isbn),
    CONSTRAINT books_author_fk FOREIGN KEY (author_id) REFERENCES authors (id),
    CONSTRAINT books_price_ck CHECK (price >= 0)
);

-- [4 of 8] create index books_author_ix on table books
--     revisions/b200_create_books.sql:14, in transaction 2
CREATE INDEX books_author_ix ON books (author_id);

-- [5 of 8] create view cheap_books
--     revisions/b200_create_books.sql:17, in transaction 2
CREATE VIEW cheap_books AS SELECT isbn, price FROM books WHERE price < 5;

-- Version table: a100 -> b200
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'b200' WHERE version_num = 'a100';
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
-- Revision 3 of 3: c300  books are never free
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          revisions/c300_no_free_books.sql
--   digest:        sha256:65cdb04393c7a94cad3643788bd86a57d2d7ee0be62c45a4d273a63468e73c69

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 8] update table books
--     revisions/c300_no_free_books.sql:7, in transaction 3
-- What was free costs a cent.
UPDATE books SET price = 0.01 WHERE price = 0;

-- [7 of 8] create function books_not_free()
--     revisions/c300_no_free_books.sql:10, in transaction 3
CREATE FUNCTION books_not_free() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.price = 0 THEN
        RAISE EXCEPTION 'a book costs something';
    END IF;
    RETURN NEW;
END
$$;

-- [8 of 8] create trigger books_not_free on table books
--     revisions/c300_no_free_books.sql:18, in transaction 3
CREATE TRIGGER books_not_free BEFORE INSERT ON books FOR EACH ROW EXECUTE FUNCTION books_not_free();

-- Version table: b200 -> c300
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'c300' WHERE version_num = 'b200';
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
-- Final check: the version table stands at c300.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['c300'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold c300 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
