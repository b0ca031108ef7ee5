-- upgrade b200 -> c300
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      1 revision, 5 statements, 1 transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade b200:c300 --sql --guard-assumptions
--   Compiled by:   sqlplan dev
--   Digest:        sha256:7bef58bdabe3d5e43ebe2b3dec8221ef948c5e2aeca868ab0e4818c1043836eb
--
-- Revisions, in this order:
--    1. c300  the language stands behind the name
--
-- How to run it:
--   sqlite3 DATABASE < THIS_FILE
--   sqlite3 stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at b200.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade c300:b200 --sql --guard-assumptions
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
    rows_before INTEGER CONSTRAINT "sqlplan: alembic_version must hold b200 before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but alembic_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of alembic_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
INSERT INTO temp.sqlplan_checks (version_table)
SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version' COLLATE NOCASE);
SELECT 'sqlplan: alembic_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS 'b200');
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS 'b200'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY));

-- =============================================================================
-- Revision 1 of 1: c300  the language stands behind the name
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          versions/c300_order.py
--   digest:        sha256:80c9fcc1453b8b8db984b9d0186ff53599e275a21838dc958305d3d60336f506
--   assumes:       the columns of table book are id, name, pages, author_id, added, isbn (versions/c300_order.py:10)

BEGIN IMMEDIATE;

-- Refuse a database for which the revision was not compiled.
CREATE TEMP TABLE sqlplan_check (holds INTEGER NOT NULL CONSTRAINT "sqlplan: not as assumed: the columns of table book are id, name, pages, author_id, added, isbn. Compile the script again for this database." CHECK (holds));

INSERT INTO temp.sqlplan_check (holds)
SELECT coalesce(((SELECT group_concat(x, ', ') FROM (SELECT name AS x FROM pragma_table_xinfo('book') WHERE hidden <> 1 ORDER BY 1)) IS 'added, author_id, id, isbn, name, pages'), 0);

DROP TABLE temp.sqlplan_check;

-- [1 of 5] create table _alembic_tmp_book
--     versions/c300_order.py:10, in transaction 1
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

-- [2 of 5] insert into table _alembic_tmp_book
--     versions/c300_order.py:10, in transaction 1
INSERT INTO _alembic_tmp_book (id, name, pages, author_id, added, isbn) SELECT book.id, book.name, book.pages, book.author_id, book.added, book.isbn 
FROM book;

-- [3 of 5] drop table book
--     versions/c300_order.py:10, in transaction 1
DROP TABLE book;

-- [4 of 5] rename table _alembic_tmp_book to book
--     versions/c300_order.py:10, in transaction 1
ALTER TABLE _alembic_tmp_book RENAME TO book;

-- [5 of 5] create index ix_book_title on table book
--     versions/c300_order.py:10, in transaction 1
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
