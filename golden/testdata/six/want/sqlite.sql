-- upgrade base -> c300
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      3 revisions, 7 statements, 3 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:c300 --sql --dialect sqlite
--   Compiled by:   sqlplan dev
--   Digest:        sha256:3c2a662da859bcbdc33ed196e3725786a2e44465b781a842f8ada89472ae7900
--
-- Revisions, in this order:
--    1. a100  create authors
--    2. b200  create books, with their shelf
--    3. c300  books are never free
--
-- How to run it:
--   sqlite3 DATABASE < THIS_FILE
--   sqlite3 stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade c300:base --sql --dialect sqlite
--
-- Not reviewed: how long each transaction takes; SQLite has one lock, on the whole file: other writers wait from BEGIN to COMMIT, and readers during the COMMIT unless the file is in WAL mode

.bail on

PRAGMA busy_timeout = 5000;

-- Guard: refuse any database but the one that this script was compiled for.
-- Foreign keys do nothing unless a revision switches them on, which is SQLite's default. A revision for
-- which that matters is recorded only if no row of the tables in question refers to one that is not there.
PRAGMA foreign_keys = OFF;
-- Each check below is a row of this table, and fails with the name of a constraint for its message.
DROP TABLE IF EXISTS temp.sqlplan_checks;
CREATE TEMP TABLE sqlplan_checks (
    sqlite_version INTEGER CONSTRAINT "sqlplan: this script was compiled for SQLite 3.40 or later. Nothing was changed. Compile it again with --server-version." CHECK (sqlite_version),
    rows_before INTEGER CONSTRAINT "sqlplan: sqlplan_version must hold no row before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but sqlplan_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of sqlplan_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
-- A version table that is not there is as good as one without rows: it is made, read, and rolled back.
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS NULL);
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS NULL
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));
ROLLBACK;

-- =============================================================================
-- Revision 1 of 3: a100  create authors
-- =============================================================================
--   version table: base -> a100
--   down_revision: base
--   file:          revisions/a100_create_authors.sql
--   digest:        sha256:05532477f1a671d2b6522093831c6ec2c9e37753936a202685755ea070aa96b0

BEGIN IMMEDIATE;

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 7] create table authors
--     revisions/a100_create_authors.sql:18, in transaction 1
CREATE TABLE authors (
    id   integer PRIMARY KEY,
    name varchar(100) NOT NULL
);

-- [2 of 7] insert into table authors
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

BEGIN IMMEDIATE;

-- [3 of 7] create table books
--     revisions/b200_create_books.sql:6, in transaction 2
CREATE TABLE books (
    isbn      varchar(13) NOT NULL,
    author_id integer NOT NULL,
    price     decimal(8, 2) DEFAULT 0 NOT NULL,
    CONSTRAINT books_pk PRIMARY KEY (isbn),
    CONSTRAINT books_author_fk FOREIGN KEY (author_id) REFERENCES authors (id),
    CONSTRAINT books_price_ck CHECK (price >= 0)
);

-- [4 of 7] create index books_author_ix on table books
--     revisions/b200_create_books.sql:14, in transaction 2
CREATE INDEX books_author_ix ON books (author_id);

-- [5 of 7] create view cheap_books
--     revisions/b200_create_books.sql:17, in transaction 2
CREATE VIEW cheap_books AS SELECT isbn, price FROM books WHERE price < 5;

-- Version table: a100 -> b200
UPDATE sqlplan_version SET version_num = 'b200' WHERE version_num = 'a100';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 3 of 3: c300  books are never free
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          revisions/c300_no_free_books.sql
--   digest:        sha256:65cdb04393c7a94cad3643788bd86a57d2d7ee0be62c45a4d273a63468e73c69

BEGIN IMMEDIATE;

-- [6 of 7] update table books
--     revisions/c300_no_free_books.sql:7, in transaction 3
-- What was free costs a cent.
UPDATE books SET price = 0.01 WHERE price = 0;

-- [7 of 7] create trigger books_not_free on table books
--     revisions/c300_no_free_books.sql:31, in transaction 3
CREATE TRIGGER books_not_free BEFORE INSERT ON books WHEN NEW.price = 0
BEGIN
    SELECT RAISE(ABORT, 'a book costs something');
END;

-- Version table: b200 -> c300
UPDATE sqlplan_version SET version_num = 'c300' WHERE version_num = 'b200';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Final check: the version table stands at c300.
-- =============================================================================
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS 'c300');
INSERT INTO temp.sqlplan_checks (rows_after)
SELECT held IS 'c300'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));
DROP TABLE temp.sqlplan_checks;
