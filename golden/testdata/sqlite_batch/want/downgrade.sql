-- downgrade c300 -> base
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      3 revisions, 12 statements, 3 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade c300:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:976f1114e78b92965bb4759f87c92699fe642ae4f2cf2f74717923095f5d019f
--
-- Revisions, in this order:
--    1. c300  the language stands behind the name
--    2. b200  books have an ISBN, and pages are numbers
--    3. a100  books and authors
--
-- How to run it:
--   sqlite3 DATABASE < THIS_FILE
--   sqlite3 stops at the first error and then exits with a status other than 0.
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
--     column language of table book: its values
--     column isbn of table book: its values
--     table author: its rows
--     table book: its rows
--
-- Findings of the review: 3 warnings. In brackets the number of the statement, above which stands more.
--   [revision c300] warning RB102: what was there before is thrown away: column language of table book (its values)
--   [revision b200] warning RB102: what was there before is thrown away: column isbn of table book (its values)
--   [revision a100] warning RB102: what was there before is thrown away: table author (its rows), table book (its rows)
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
    version_table INTEGER CONSTRAINT "sqlplan: there is no table alembic_version. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (version_table),
    rows_before INTEGER CONSTRAINT "sqlplan: alembic_version must hold c300 before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but alembic_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of alembic_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
INSERT INTO temp.sqlplan_checks (version_table)
SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version' COLLATE NOCASE);
SELECT 'sqlplan: alembic_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS 'c300');
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS 'c300'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY));

-- =============================================================================
-- Revision 1 of 3: c300  the language stands behind the name
-- =============================================================================
--   version table: c300 -> b200
--   down_revision: b200
--   file:          versions/c300_order.py
--   digest:        sha256:80c9fcc1453b8b8db984b9d0186ff53599e275a21838dc958305d3d60336f506
--   assumes:       the columns of table book are id, name, language, pages, author_id, added, isbn (versions/c300_order.py:15)

BEGIN IMMEDIATE;

-- [1 of 12] create table _alembic_tmp_book
--     versions/c300_order.py:15, in transaction 1
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

-- [2 of 12] insert into table _alembic_tmp_book
--     versions/c300_order.py:15, in transaction 1
INSERT INTO _alembic_tmp_book (id, name, pages, author_id, added, isbn) SELECT book.id, book.name, book.pages, book.author_id, book.added, book.isbn 
FROM book;

-- [3 of 12] drop table book
--     versions/c300_order.py:15, in transaction 1
DROP TABLE book;

-- [4 of 12] rename table _alembic_tmp_book to book
--     versions/c300_order.py:15, in transaction 1
ALTER TABLE _alembic_tmp_book RENAME TO book;

-- [5 of 12] create index ix_book_title on table book
--     versions/c300_order.py:15, in transaction 1
CREATE INDEX ix_book_title ON book (name);

-- Foreign keys: a row of book, or of a table that refers to it, must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM main.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, 'main') AS violation
WHERE child.type = 'table' AND (child.name = 'book' COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, 'main') AS key WHERE key."table" = 'book' COLLATE NOCASE));

-- Version table: c300 -> b200
UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'c300';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 2 of 3: b200  books have an ISBN, and pages are numbers
-- =============================================================================
--   version table: b200 -> a100
--   down_revision: a100
--   file:          versions/b200_isbn.py
--   digest:        sha256:8729daa4b0833716e2ded0209995c48a9f6d28865b3d8fa752d5f75ff5d8f9d9
--   assumes:       the columns of table book are id, name, pages, author_id, added, isbn (versions/b200_isbn.py:23)

BEGIN IMMEDIATE;

-- [6 of 12] create table _alembic_tmp_book
--     versions/b200_isbn.py:23, in transaction 2
CREATE TABLE _alembic_tmp_book (
    id INTEGER NOT NULL, 
    title VARCHAR(200) NOT NULL, 
    pages VARCHAR(10) DEFAULT '0', 
    author_id INTEGER, 
    added DATETIME DEFAULT (CURRENT_TIMESTAMP), 
    PRIMARY KEY (id), 
    CONSTRAINT fk_book_author_id FOREIGN KEY(author_id) REFERENCES author (id), 
    CONSTRAINT ck_title CHECK (length(title) > 0)
);

-- [7 of 12] insert into table _alembic_tmp_book
--     versions/b200_isbn.py:23, in transaction 2
INSERT INTO _alembic_tmp_book (id, title, pages, author_id, added) SELECT book.id, book.name, CAST(book.pages AS VARCHAR(10)) AS pages, book.author_id, book.added 
FROM book;

-- [8 of 12] drop table book
--     versions/b200_isbn.py:23, in transaction 2
DROP TABLE book;

-- [9 of 12] rename table _alembic_tmp_book to book
--     versions/b200_isbn.py:23, in transaction 2
ALTER TABLE _alembic_tmp_book RENAME TO book;

-- [10 of 12] create index ix_book_title on table book
--     versions/b200_isbn.py:23, in transaction 2
CREATE INDEX ix_book_title ON book (title);

-- Foreign keys: a row of book, or of a table that refers to it, must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM main.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, 'main') AS violation
WHERE child.type = 'table' AND (child.name = 'book' COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, 'main') AS key WHERE key."table" = 'book' COLLATE NOCASE));

-- Version table: b200 -> a100
UPDATE alembic_version SET version_num = 'a100' WHERE version_num = 'b200';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 3 of 3: a100  books and authors
-- =============================================================================
--   version table: a100 -> base
--   down_revision: base
--   file:          versions/a100_books.py
--   digest:        sha256:eed8dd4482477328beef49eea02926e40860d29d5b14e7e44aa1eef7c417f539

BEGIN IMMEDIATE;

-- [11 of 12] drop table book
--     versions/a100_books.py:29, in transaction 3
DROP TABLE book;

-- [12 of 12] drop table author
--     versions/a100_books.py:30, in transaction 3
DROP TABLE author;

-- Version table: a100 -> (no row)
DELETE FROM alembic_version WHERE version_num = 'a100';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
SELECT 'sqlplan: alembic_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS NULL);
INSERT INTO temp.sqlplan_checks (rows_after)
SELECT held IS NULL
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY));
DROP TABLE temp.sqlplan_checks;
