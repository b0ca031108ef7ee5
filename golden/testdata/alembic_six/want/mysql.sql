-- upgrade base -> c300
--
--   Dialect:       mysql, MySQL 8.0 or later
--   Contents:      3 revisions, 16 statements, 3 transactions, 12 outside a transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:c300 --sql --dialect mysql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:25a9971fb37c47313843272e110dc232986bfbd5b3ba0bef1924d9c7576416ef
--
-- Revisions, in this order:
--    1. a100  authors and books
--    2. b200  the first rows
--    3. c300  changes of both tables
--
-- How to run it:
--   mysql --skip-force --comments --binary-mode --default-character-set=utf8mb4 DATABASE < THIS_FILE
--   mysql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan downgrade c300:base --sql --dialect mysql
--
-- Locks on what was there before:
--   none; it locks only what it makes itself

SET NAMES utf8mb4;
SET autocommit = 1;
-- Read only until the guard has passed, even for a client that goes on after errors.
SET SESSION TRANSACTION READ ONLY;

-- Refuse another kind of server first, in words that both understand.
SET @sqlplan_check = IF(VERSION() LIKE '%MariaDB%', CONCAT('SELECT `sqlplan: this script was compiled for MySQL 8.0 or later, the server is ', REPLACE(VERSION(), '`', ''), '. Nothing was changed.`'), 'DO 0');
PREPARE sqlplan FROM @sqlplan_check;
SET SESSION lock_wait_timeout = 5;
SET SESSION innodb_lock_wait_timeout = 5;

-- Guard: refuse any database but the one that this script was compiled for.
SET @sqlplan_refusal = 'sqlplan: the guard did not come to its end';
SET @sqlplan_found = 'no such table', @sqlplan_fits = TRUE;
SET @sqlplan_read = IF(EXISTS (SELECT * FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name = 'alembic_version'),
    'SELECT CASE WHEN COUNT(*) = 0 THEN ''no row''
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version_num), '' ... '', MAX(version_num), '' ('', COUNT(*), '' rows)'')
            ELSE GROUP_CONCAT(version_num ORDER BY version_num SEPARATOR '', '') END,
        COUNT(*) = 0
        INTO @sqlplan_found, @sqlplan_fits FROM alembic_version',
    'DO 0');
PREPARE sqlplan FROM @sqlplan_read;
EXECUTE sqlplan;
SET @sqlplan_refusal = CASE
    WHEN VERSION() LIKE '%MariaDB%' OR SUBSTRING_INDEX(VERSION(), '.', 1) * 1000 + SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '.', 2), '.', -1) < 8000
        THEN CONCAT('sqlplan: this script was compiled for MySQL 8.0 or later, the server is ', VERSION(), '. Nothing was changed.')
    WHEN DATABASE() IS NULL
        THEN 'sqlplan: no database is selected. Name it where the client is called. Nothing was changed.'
    WHEN FIND_IN_SET('ANSI_QUOTES', @@SESSION.sql_mode) OR FIND_IN_SET('NO_BACKSLASH_ESCAPES', @@SESSION.sql_mode)
        THEN 'sqlplan: sql_mode has ANSI_QUOTES or NO_BACKSLASH_ESCAPES, which read strings otherwise. Take it out for this session. Nothing was changed.'
    WHEN NOT COALESCE(@sqlplan_fits, FALSE)
        THEN CONCAT('sqlplan: alembic_version must hold no row, or no such table before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_check = IF(@sqlplan_refusal IS NULL, 'DO 0', CONCAT('SELECT `', REPLACE(@sqlplan_refusal, '`', ''), '`'));
PREPARE sqlplan FROM @sqlplan_check;
SET SESSION transaction_read_only = @@SESSION.transaction_read_only AND @sqlplan_refusal IS NOT NULL;

-- =============================================================================
-- Revision 1 of 3: a100  authors and books
-- =============================================================================
--   version table: base -> a100
--   down_revision: base
--   file:          versions/a100_tables.py
--   digest:        sha256:1cf60611e47334453bfd2f02e8d7e521db2303be0cff842671bbc026a010acb5

-- The version table.
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 16] create table authors
--     versions/a100_tables.py:15, OUTSIDE A TRANSACTION: MySQL commits before and after CREATE TABLE
--     If it fails: committed by then: nothing of any revision. The version table says base.
--     Go on with: sqlplan upgrade base:c300 --sql --dialect mysql
CREATE TABLE authors (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    name VARCHAR(100) NOT NULL COMMENT 'as on the cover', 
    born DATE, 
    rating FLOAT, 
    photo BLOB, 
    active BOOL NOT NULL DEFAULT true, 
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, 
    PRIMARY KEY (id)
)COMMENT='who wrote the books';

-- [2 of 16] create table books
--     versions/a100_tables.py:26, OUTSIDE A TRANSACTION: MySQL commits before and after CREATE TABLE
--     If it fails: committed by then: the first statement of this one. The version table says base.
--     Go on with: sqlplan upgrade a100~1:c300 --sql --dialect mysql
CREATE TABLE books (
    id BIGINT NOT NULL, 
    author_id INTEGER NOT NULL, 
    title VARCHAR(200) NOT NULL, 
    blurb TEXT, 
    price NUMERIC(8, 2) NOT NULL DEFAULT '0', 
    kind ENUM('novel','essay') NOT NULL, 
    pages SMALLINT, 
    CONSTRAINT pk_books PRIMARY KEY (id), 
    CONSTRAINT fk_books_author FOREIGN KEY(author_id) REFERENCES authors (id) ON DELETE CASCADE, 
    CONSTRAINT uq_books_title UNIQUE (author_id, title), 
    CONSTRAINT ck_books_price CHECK (price >= 0)
);

-- [3 of 16] create index ix_books_kind on table books
--     versions/a100_tables.py:40, OUTSIDE A TRANSACTION: MySQL commits before and after CREATE INDEX
--     If it fails: committed by then: the first 2 statements of this one. The version table says base.
--     Go on with: sqlplan upgrade a100~2:c300 --sql --dialect mysql
CREATE INDEX ix_books_kind ON books (kind, price);

-- The rest of the revision.
--     If it fails: committed by then: the first 3 statements of this one. The version table says base.
--     Go on with: sqlplan upgrade a100~3:c300 --sql --dialect mysql
START TRANSACTION;

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

START TRANSACTION;

-- [4 of 16] insert into table authors
--     versions/b200_rows.py:20, in transaction 2
INSERT INTO authors (id, name, born, active) VALUES (1, 'Flann O''Brien', '1911-10-05', false);

-- [5 of 16] insert into table authors
--     versions/b200_rows.py:20, in transaction 2
INSERT INTO authors (id, name, born, active) VALUES (2, 'Zadie Smith', '1975-10-25', true);

-- [6 of 16] insert into table books
--     versions/b200_rows.py:27, in transaction 2
INSERT INTO books (id, author_id, title, price, kind) VALUES (1, 1, 'The Third Policeman', 9, 'novel');

-- [7 of 16] update table books
--     versions/b200_rows.py:28, in transaction 2
UPDATE books SET price=(books.price - 1) WHERE books.price > 5;

-- Version table: a100 -> b200
UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'a100';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SELECT `sqlplan: row a100 of alembic_version should have been changed once: someone else changed the version table during this run`');
PREPARE sqlplan FROM @sqlplan_check;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: c300  changes of both tables
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          versions/c300_changes.py
--   digest:        sha256:4614551708898af4d2911fe0865aa1a980d13f054b2cbf5f28e91b9748345ba7

-- [8 of 16] add column country to table authors
--     versions/c300_changes.py:15, OUTSIDE A TRANSACTION: MySQL commits before and after ALTER TABLE
--     If it fails: committed by then: the 2 revisions before this one. The version table says b200.
--     Go on with: sqlplan upgrade b200:c300 --sql --dialect mysql
ALTER TABLE authors ADD COLUMN country VARCHAR(2);

-- [9 of 16] rename table authors to writers
--     versions/c300_changes.py:16, OUTSIDE A TRANSACTION: MySQL commits before and after ALTER TABLE
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~1:c300 --sql --dialect mysql
ALTER TABLE authors RENAME TO writers;

-- [10 of 16] rename column blurb to summary of table books
--     versions/c300_changes.py:18, OUTSIDE A TRANSACTION: MySQL commits before and after ALTER TABLE
--     If it fails: committed by then: the 2 revisions before this one and the first 2 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~2:c300 --sql --dialect mysql
ALTER TABLE books CHANGE blurb summary TEXT NULL;

-- [11 of 16] change column pages of table books
--     versions/c300_changes.py:19, OUTSIDE A TRANSACTION: MySQL commits before and after ALTER TABLE
--     If it fails: committed by then: the 2 revisions before this one and the first 3 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~3:c300 --sql --dialect mysql
ALTER TABLE books MODIFY pages INTEGER NULL;

-- [12 of 16] change column price of table books
--     versions/c300_changes.py:20, OUTSIDE A TRANSACTION: MySQL commits before and after ALTER TABLE
--     If it fails: committed by then: the 2 revisions before this one and the first 4 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~4:c300 --sql --dialect mysql
ALTER TABLE books ALTER COLUMN price SET DEFAULT '1';

-- [13 of 16] change column title of table books
--     versions/c300_changes.py:21, OUTSIDE A TRANSACTION: MySQL commits before and after ALTER TABLE
--     If it fails: committed by then: the 2 revisions before this one and the first 5 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~5:c300 --sql --dialect mysql
ALTER TABLE books MODIFY title VARCHAR(200) NULL;

-- [14 of 16] drop check ck_books_price of table books
--     versions/c300_changes.py:22, OUTSIDE A TRANSACTION: MySQL commits before and after ALTER TABLE
--     If it fails: committed by then: the 2 revisions before this one and the first 6 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~6:c300 --sql --dialect mysql
ALTER TABLE books DROP CHECK ck_books_price;

-- [15 of 16] add check ck_books_pages to table books
--     versions/c300_changes.py:23, OUTSIDE A TRANSACTION: MySQL commits before and after ALTER TABLE
--     If it fails: committed by then: the 2 revisions before this one and the first 7 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~7:c300 --sql --dialect mysql
ALTER TABLE books ADD CONSTRAINT ck_books_pages CHECK (pages > 0);

-- [16 of 16] create index ix_books_title on table books
--     versions/c300_changes.py:24, OUTSIDE A TRANSACTION: MySQL commits before and after CREATE INDEX
--     If it fails: committed by then: the 2 revisions before this one and the first 8 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~8:c300 --sql --dialect mysql
CREATE INDEX ix_books_title ON books (title);

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first 9 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~9:c300 --sql --dialect mysql
START TRANSACTION;

-- Version table: b200 -> c300
UPDATE alembic_version SET version_num = 'c300' WHERE version_num = 'b200';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SELECT `sqlplan: row b200 of alembic_version should have been changed once: someone else changed the version table during this run`');
PREPARE sqlplan FROM @sqlplan_check;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at c300.
-- =============================================================================
SET @sqlplan_found = NULL, @sqlplan_fits = FALSE;
SELECT CASE WHEN COUNT(*) = 0 THEN 'no row'
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version_num), ' ... ', MAX(version_num), ' (', COUNT(*), ' rows)')
            ELSE GROUP_CONCAT(version_num ORDER BY version_num SEPARATOR ', ') END,
        COUNT(*) = 1 AND COUNT(DISTINCT CASE WHEN CONVERT(version_num USING utf8mb4) COLLATE utf8mb4_bin IN ('c300') THEN version_num END) = 1
        INTO @sqlplan_found, @sqlplan_fits FROM alembic_version;
SET @sqlplan_refusal = CONCAT('sqlplan: alembic_version must hold c300 after this script; found: ', COALESCE(@sqlplan_found, 'NULL'),
    '. The script ran, but someone else changed the version table. Ask before you go on.');
SET @sqlplan_check = IF(@sqlplan_fits, 'DO 0', CONCAT('SELECT `', REPLACE(@sqlplan_refusal, '`', ''), '`'));
PREPARE sqlplan FROM @sqlplan_check;
