-- downgrade c300 -> base
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      3 revisions, 16 statements, 3 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade c300:base --sql --dialect sqlite
--   Compiled by:   sqlplan dev
--   Digest:        sha256:458eeb9961a0f06185e53c74265f6e94192077d8e883fd4b8c55b26bbf6c25fd
--
-- Revisions, in this order:
--    1. c300  changes of both tables
--    2. b200  the first rows
--    3. a100  authors and books
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
--   sqlplan upgrade base:c300 --sql --dialect sqlite
--   What that does not restore:
--     column country of table writers: its values
--
-- Findings of the review: 1 warning. In brackets the number of the statement, above which stands more.
--   [revision c300] warning RB102: what was there before is thrown away: column country of table writers (its values)
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
-- Revision 1 of 3: c300  changes of both tables
-- =============================================================================
--   version table: c300 -> b200
--   down_revision: b200
--   file:          versions/c300_changes.py
--   digest:        sha256:4614551708898af4d2911fe0865aa1a980d13f054b2cbf5f28e91b9748345ba7
--   assumes:       the columns of table books are id, author_id, title, summary, price, kind, pages (versions/c300_changes.py:29)
--   assumes:       the columns of table authors are id, name, born, rating, photo, active, created_at, country (versions/c300_changes.py:37)

BEGIN IMMEDIATE;

-- [1 of 16] drop index ix_books_title
--     versions/c300_changes.py:28, in transaction 1
DROP INDEX ix_books_title;

-- [2 of 16] create table _alembic_tmp_books
--     versions/c300_changes.py:29, in transaction 1
CREATE TABLE _alembic_tmp_books (
    id BIGINT NOT NULL, 
    author_id INTEGER NOT NULL, 
    title VARCHAR(200) NOT NULL, 
    blurb TEXT, 
    price NUMERIC(8, 2) DEFAULT '0' NOT NULL, 
    kind VARCHAR(5) NOT NULL, 
    pages SMALLINT, 
    CONSTRAINT pk_books PRIMARY KEY (id), 
    CONSTRAINT fk_books_author FOREIGN KEY(author_id) REFERENCES writers (id) ON DELETE CASCADE, 
    CONSTRAINT uq_books_title UNIQUE (author_id, title), 
    CONSTRAINT ck_books_price CHECK (price >= 0)
);

-- [3 of 16] insert into table _alembic_tmp_books
--     versions/c300_changes.py:29, in transaction 1
INSERT INTO _alembic_tmp_books (id, author_id, title, blurb, price, kind, pages) SELECT books.id, books.author_id, books.title, books.summary, books.price, books.kind, books.pages 
FROM books;

-- [4 of 16] drop table books
--     versions/c300_changes.py:29, in transaction 1
DROP TABLE books;

-- [5 of 16] rename table _alembic_tmp_books to books
--     versions/c300_changes.py:29, in transaction 1
ALTER TABLE _alembic_tmp_books RENAME TO books;

-- [6 of 16] create index ix_books_kind on table books
--     versions/c300_changes.py:29, in transaction 1
CREATE INDEX ix_books_kind ON books (kind, price);

-- [7 of 16] rename table writers to authors
--     versions/c300_changes.py:36, in transaction 1
ALTER TABLE writers RENAME TO authors;

-- [8 of 16] create table _alembic_tmp_authors
--     versions/c300_changes.py:37, in transaction 1
CREATE TABLE _alembic_tmp_authors (
    id INTEGER NOT NULL, 
    name VARCHAR(100) NOT NULL, 
    born DATE, 
    rating FLOAT, 
    photo BLOB, 
    active BOOLEAN DEFAULT 1 NOT NULL, 
    created_at DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL, 
    PRIMARY KEY (id)
);

-- [9 of 16] insert into table _alembic_tmp_authors
--     versions/c300_changes.py:37, in transaction 1
INSERT INTO _alembic_tmp_authors (id, name, born, rating, photo, active, created_at) SELECT authors.id, authors.name, authors.born, authors.rating, authors.photo, authors.active, authors.created_at 
FROM authors;

-- [10 of 16] drop table authors
--     versions/c300_changes.py:37, in transaction 1
DROP TABLE authors;

-- [11 of 16] rename table _alembic_tmp_authors to authors
--     versions/c300_changes.py:37, in transaction 1
ALTER TABLE _alembic_tmp_authors RENAME TO authors;

-- Foreign keys: a row of books, or of a table that refers to it, must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM main.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, 'main') AS violation
WHERE child.type = 'table' AND (child.name = 'books' COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, 'main') AS key WHERE key."table" = 'books' COLLATE NOCASE));

-- Foreign keys: a row of authors, or of a table that refers to it, must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM main.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, 'main') AS violation
WHERE child.type = 'table' AND (child.name = 'authors' COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, 'main') AS key WHERE key."table" = 'authors' COLLATE NOCASE));

-- Version table: c300 -> b200
UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'c300';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 2 of 3: b200  the first rows
-- =============================================================================
--   version table: b200 -> a100
--   down_revision: a100
--   file:          versions/b200_rows.py
--   digest:        sha256:9832f7881a019c3cab86372958f20d80783676b154e4d754640e31995ecb16a4

BEGIN IMMEDIATE;

-- [12 of 16] delete from table books, every row
--     versions/b200_rows.py:32, in transaction 2
DELETE FROM books;

-- [13 of 16] delete from table authors, every row
--     versions/b200_rows.py:33, in transaction 2
DELETE FROM authors;

-- Version table: b200 -> a100
UPDATE alembic_version SET version_num = 'a100' WHERE version_num = 'b200';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 3 of 3: a100  authors and books
-- =============================================================================
--   version table: a100 -> base
--   down_revision: base
--   file:          versions/a100_tables.py
--   digest:        sha256:1cf60611e47334453bfd2f02e8d7e521db2303be0cff842671bbc026a010acb5

BEGIN IMMEDIATE;

-- [14 of 16] drop index ix_books_kind
--     versions/a100_tables.py:44, in transaction 3
DROP INDEX ix_books_kind;

-- [15 of 16] drop table books
--     versions/a100_tables.py:45, in transaction 3
DROP TABLE books;

-- [16 of 16] drop table authors
--     versions/a100_tables.py:46, in transaction 3
DROP TABLE authors;

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
