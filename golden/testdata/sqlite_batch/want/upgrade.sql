-- upgrade base -> c300
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      3 revisions, 14 statements, 3 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:c300 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:47eaf1b51dd9cec6c7f91446c796a36b5bd111c570f70ec9ba131f5bdb345d9c
--
-- Revisions, in this order:
--    1. a100  books and authors
--    2. b200  books have an ISBN, and pages are numbers
--    3. c300  the language stands behind the name
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
--   sqlplan downgrade c300:base --sql
--
-- Findings of the review: 1 warning. In brackets the number of the statement, above which stands more.
--   [revision b200] warning RB101: the downgrade does not restore foreign key (columns author_id, table main.author (id)) of table book (is not made again), foreign key fk_book_author_id of table book (is left behind)
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
    rows_before INTEGER CONSTRAINT "sqlplan: alembic_version must hold no row before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but alembic_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of alembic_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
-- A version table that is not there is as good as one without rows: it is made, read, and rolled back.
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
SELECT 'sqlplan: alembic_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS NULL);
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS NULL
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY));
ROLLBACK;

-- =============================================================================
-- Revision 1 of 3: a100  books and authors
-- =============================================================================
--   version table: base -> a100
--   down_revision: base
--   file:          versions/a100_books.py
--   digest:        sha256:eed8dd4482477328beef49eea02926e40860d29d5b14e7e44aa1eef7c417f539

BEGIN IMMEDIATE;

-- The version table.
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 14] create table author
--     versions/a100_books.py:10, in transaction 1
CREATE TABLE author (
    id INTEGER NOT NULL, 
    name VARCHAR(80) NOT NULL, 
    PRIMARY KEY (id)
);

-- [2 of 14] create table book
--     versions/a100_books.py:15, in transaction 1
CREATE TABLE book (
    id INTEGER NOT NULL, 
    title VARCHAR(200) NOT NULL, 
    pages VARCHAR(10) DEFAULT '0', 
    author_id INTEGER, 
    added DATETIME DEFAULT CURRENT_TIMESTAMP, 
    PRIMARY KEY (id), 
    CONSTRAINT ck_title CHECK (length(title) > 0), 
    FOREIGN KEY(author_id) REFERENCES author (id)
);

-- [3 of 14] create index ix_book_title on table book
--     versions/a100_books.py:24, in transaction 1
CREATE INDEX ix_book_title ON book (title);

-- [4 of 14] insert into table author
--     versions/a100_books.py:25, in transaction 1
INSERT INTO author (id, name) VALUES (1, 'Anonymous');

-- Version table: (no row) -> a100
INSERT INTO alembic_version (version_num) VALUES ('a100');

COMMIT;

-- =============================================================================
-- Revision 2 of 3: b200  books have an ISBN, and pages are numbers
-- =============================================================================
--   version table: a100 -> b200
--   down_revision: a100
--   file:          versions/b200_isbn.py
--   digest:        sha256:8729daa4b0833716e2ded0209995c48a9f6d28865b3d8fa752d5f75ff5d8f9d9
--   assumes:       the columns of table book are id, title, pages, author_id, added (versions/b200_isbn.py:12)

BEGIN IMMEDIATE;

-- [5 of 14] create table _alembic_tmp_book
--     versions/b200_isbn.py:12, in transaction 2
CREATE TABLE _alembic_tmp_book (
    id INTEGER NOT NULL, 
    name VARCHAR(200) NOT NULL, 
    pages INTEGER, 
    author_id INTEGER, 
    added DATETIME DEFAULT (CURRENT_TIMESTAMP), 
    isbn VARCHAR(13), 
    PRIMARY KEY (id), 
    CONSTRAINT fk_author FOREIGN KEY(author_id) REFERENCES author (id) ON DELETE SET NULL, 
    CONSTRAINT uq_isbn UNIQUE (isbn)
);

-- [6 of 14] insert into table _alembic_tmp_book
--     versions/b200_isbn.py:12, in transaction 2
INSERT INTO _alembic_tmp_book (id, name, pages, author_id, added) SELECT book.id, book.title, CAST(book.pages AS INTEGER) AS pages, book.author_id, book.added 
FROM book;

-- [7 of 14] drop table book
--     versions/b200_isbn.py:12, in transaction 2
DROP TABLE book;

-- [8 of 14] rename table _alembic_tmp_book to book
--     versions/b200_isbn.py:12, in transaction 2
ALTER TABLE _alembic_tmp_book RENAME TO book;

-- [9 of 14] create index ix_book_title on table book
--     versions/b200_isbn.py:12, in transaction 2
CREATE INDEX ix_book_title ON book (name);

-- Foreign keys: a row of book, or of a table that refers to it, must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM main.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, 'main') AS violation
WHERE child.type = 'table' AND (child.name = 'book' COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, 'main') AS key WHERE key."table" = 'book' COLLATE NOCASE));

-- Version table: a100 -> b200
UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'a100';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 3 of 3: c300  the language stands behind the name
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          versions/c300_order.py
--   digest:        sha256:80c9fcc1453b8b8db984b9d0186ff53599e275a21838dc958305d3d60336f506
--   assumes:       the columns of table book are id, name, pages, author_id, added, isbn (versions/c300_order.py:10)

BEGIN IMMEDIATE;

-- [10 of 14] create table _alembic_tmp_book
--     versions/c300_order.py:10, in transaction 3
CREATE TABLE _alembic_tmp_book (
    id INTEGER NOT NULL, 
    name VARCHAR(200) NOT NULL, 
    language VARCHAR(2) DEFAULT 'en' NOT NULL, 
    pages INTEGER, 
    author_id INTEGER, 
    added DATETIME DEFAULT (CURRENT_TIMESTAMP), 
    isbn VARCHAR(13), 
    PRIMARY KEY (id), 
    CONSTRAINT fk_author FOREIGN KEY(author_id) REFERENCES author (id) ON DELETE SET NULL, 
    CONSTRAINT uq_isbn UNIQUE (isbn)
);

-- [11 of 14] insert into table _alembic_tmp_book
--     versions/c300_order.py:10, in transaction 3
INSERT INTO _alembic_tmp_book (id, name, pages, author_id, added, isbn) SELECT book.id, book.name, book.pages, book.author_id, book.added, book.isbn 
FROM book;

-- [12 of 14] drop table book
--     versions/c300_order.py:10, in transaction 3
DROP TABLE book;

-- [13 of 14] rename table _alembic_tmp_book to book
--     versions/c300_order.py:10, in transaction 3
ALTER TABLE _alembic_tmp_book RENAME TO book;

-- [14 of 14] create index ix_book_title on table book
--     versions/c300_order.py:10, in transaction 3
CREATE INDEX ix_book_title ON book (name);

-- Foreign keys: a row of book, or of a table that refers to it, must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM main.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, 'main') AS violation
WHERE child.type = 'table' AND (child.name = 'book' COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, 'main') AS key WHERE key."table" = 'book' COLLATE NOCASE));

-- Version table: b200 -> c300
UPDATE alembic_version SET version_num = 'c300' WHERE version_num = 'b200';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Final check: the version table stands at c300.
-- =============================================================================
SELECT 'sqlplan: alembic_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS 'c300');
INSERT INTO temp.sqlplan_checks (rows_after)
SELECT held IS 'c300'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY));
DROP TABLE temp.sqlplan_checks;
