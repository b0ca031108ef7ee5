-- upgrade base -> c300
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      3 revisions, 15 statements, 3 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:c300 --sql --dialect sqlite
--   Compiled by:   sqlplan dev
--   Digest:        sha256:25a9971fb37c47313843272e110dc232986bfbd5b3ba0bef1924d9c7576416ef
--
-- Revisions, in this order:
--    1. a100  authors and books
--    2. b200  the first rows
--    3. c300  changes of both tables
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
-- Revision 1 of 3: a100  authors and books
-- =============================================================================
--   version table: base -> a100
--   down_revision: base
--   file:          versions/a100_tables.py
--   digest:        sha256:1cf60611e47334453bfd2f02e8d7e521db2303be0cff842671bbc026a010acb5

BEGIN IMMEDIATE;

-- The version table.
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 15] create table authors
--     versions/a100_tables.py:15, in transaction 1
CREATE TABLE authors (
    id INTEGER NOT NULL, 
    name VARCHAR(100) NOT NULL, 
    born DATE, 
    rating FLOAT, 
    photo BLOB, 
    active BOOLEAN DEFAULT 1 NOT NULL, 
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, 
    PRIMARY KEY (id)
);

-- [2 of 15] create table books
--     versions/a100_tables.py:26, in transaction 1
CREATE TABLE books (
    id BIGINT NOT NULL, 
    author_id INTEGER NOT NULL, 
    title VARCHAR(200) NOT NULL, 
    blurb TEXT, 
    price NUMERIC(8, 2) DEFAULT '0' NOT NULL, 
    kind VARCHAR(5) NOT NULL, 
    pages SMALLINT, 
    CONSTRAINT pk_books PRIMARY KEY (id), 
    CONSTRAINT fk_books_author FOREIGN KEY(author_id) REFERENCES authors (id) ON DELETE CASCADE, 
    CONSTRAINT uq_books_title UNIQUE (author_id, title), 
    CONSTRAINT ck_books_price CHECK (price >= 0)
);

-- [3 of 15] create index ix_books_kind on table books
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

BEGIN IMMEDIATE;

-- [4 of 15] insert into table authors
--     versions/b200_rows.py:20, in transaction 2
INSERT INTO authors (id, name, born, active) VALUES (1, 'Flann O''Brien', '1911-10-05', 0);

-- [5 of 15] insert into table authors
--     versions/b200_rows.py:20, in transaction 2
INSERT INTO authors (id, name, born, active) VALUES (2, 'Zadie Smith', '1975-10-25', 1);

-- [6 of 15] insert into table books
--     versions/b200_rows.py:27, in transaction 2
INSERT INTO books (id, author_id, title, price, kind) VALUES (1, 1, 'The Third Policeman', 9, 'novel');

-- [7 of 15] update table books
--     versions/b200_rows.py:28, in transaction 2
UPDATE books SET price=(books.price - 1) WHERE books.price > 5;

-- Version table: a100 -> b200
UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'a100';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 3 of 3: c300  changes of both tables
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          versions/c300_changes.py
--   digest:        sha256:4614551708898af4d2911fe0865aa1a980d13f054b2cbf5f28e91b9748345ba7
--   assumes:       the columns of table books are id, author_id, title, blurb, price, kind, pages (versions/c300_changes.py:17)

BEGIN IMMEDIATE;

-- [8 of 15] alter table authors: add column country VARCHAR(2)
--     versions/c300_changes.py:15, in transaction 3
ALTER TABLE authors ADD COLUMN country VARCHAR(2);

-- [9 of 15] rename table authors to writers
--     versions/c300_changes.py:16, in transaction 3
ALTER TABLE authors RENAME TO writers;

-- [10 of 15] create table _alembic_tmp_books
--     versions/c300_changes.py:17, in transaction 3
CREATE TABLE _alembic_tmp_books (
    id BIGINT NOT NULL, 
    author_id INTEGER NOT NULL, 
    title VARCHAR(200), 
    summary TEXT, 
    price NUMERIC(8, 2) DEFAULT '1' NOT NULL, 
    kind VARCHAR(5) NOT NULL, 
    pages INTEGER, 
    CONSTRAINT pk_books PRIMARY KEY (id), 
    CONSTRAINT fk_books_author FOREIGN KEY(author_id) REFERENCES writers (id) ON DELETE CASCADE, 
    CONSTRAINT uq_books_title UNIQUE (author_id, title), 
    CONSTRAINT ck_books_pages CHECK (pages > 0)
);

-- [11 of 15] insert into table _alembic_tmp_books
--     versions/c300_changes.py:17, in transaction 3
INSERT INTO _alembic_tmp_books (id, author_id, title, summary, price, kind, pages) SELECT books.id, books.author_id, books.title, books.blurb, books.price, books.kind, books.pages 
FROM books;

-- [12 of 15] drop table books
--     versions/c300_changes.py:17, in transaction 3
DROP TABLE books;

-- [13 of 15] rename table _alembic_tmp_books to books
--     versions/c300_changes.py:17, in transaction 3
ALTER TABLE _alembic_tmp_books RENAME TO books;

-- [14 of 15] create index ix_books_kind on table books
--     versions/c300_changes.py:17, in transaction 3
CREATE INDEX ix_books_kind ON books (kind, price);

-- [15 of 15] create index ix_books_title on table books
--     versions/c300_changes.py:24, in transaction 3
CREATE INDEX ix_books_title ON books (title);

-- Foreign keys: a row of books, or of a table that refers to it, must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM main.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, 'main') AS violation
WHERE child.type = 'table' AND (child.name = 'books' COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, 'main') AS key WHERE key."table" = 'books' COLLATE NOCASE));

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
