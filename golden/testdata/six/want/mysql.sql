-- upgrade base -> c300
--
--   Dialect:       mysql, MySQL 8.0 or later
--   Contents:      3 revisions, 7 statements, 4 transactions, 5 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:c300 --sql --dialect mysql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:3c2a662da859bcbdc33ed196e3725786a2e44465b781a842f8ada89472ae7900
--
-- Revisions, in this order:
--    1. a100  create authors
--    2. b200  create books, with their shelf
--    3. c300  books are never free
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
--
-- Notices:
--   revisions/c300_no_free_books.sql:22:1: note SP520: the syntax of this CREATE TRIGGER was not verified: the parser does not know all of it

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
        WHERE table_schema = DATABASE() AND table_name = 'sqlplan_version'),
    'SELECT CASE WHEN COUNT(*) = 0 THEN ''no row''
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version_num), '' ... '', MAX(version_num), '' ('', COUNT(*), '' rows)'')
            ELSE GROUP_CONCAT(version_num ORDER BY version_num SEPARATOR '', '') END,
        COUNT(*) = 0
        INTO @sqlplan_found, @sqlplan_fits FROM sqlplan_version',
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
        THEN CONCAT('sqlplan: sqlplan_version must hold no row, or no such table before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_check = IF(@sqlplan_refusal IS NULL, 'DO 0', CONCAT('SELECT `', REPLACE(@sqlplan_refusal, '`', ''), '`'));
PREPARE sqlplan FROM @sqlplan_check;
SET SESSION transaction_read_only = @@SESSION.transaction_read_only AND @sqlplan_refusal IS NOT NULL;

-- =============================================================================
-- Revision 1 of 3: a100  create authors
-- =============================================================================
--   version table: base -> a100
--   down_revision: base
--   file:          revisions/a100_create_authors.sql
--   digest:        sha256:05532477f1a671d2b6522093831c6ec2c9e37753936a202685755ea070aa96b0

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 7] create table authors
--     revisions/a100_create_authors.sql:12, OUTSIDE A TRANSACTION: MySQL commits before and after CREATE TABLE
--     If it fails: committed by then: nothing of any revision. The version table says base.
--     Go on with: sqlplan upgrade base:c300 --sql --dialect mysql
CREATE TABLE authors (
    id   integer AUTO_INCREMENT PRIMARY KEY,
    name varchar(100) NOT NULL
);

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says base.
--     Go on with: sqlplan upgrade a100~1:c300 --sql --dialect mysql
START TRANSACTION;

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

-- [3 of 7] create table books
--     revisions/b200_create_books.sql:6, OUTSIDE A TRANSACTION: MySQL commits before and after CREATE TABLE
--     If it fails: committed by then: the revision before this one. The version table says a100.
--     Go on with: sqlplan upgrade a100:c300 --sql --dialect mysql
CREATE TABLE books (
    isbn      varchar(13) NOT NULL,
    author_id integer NOT NULL,
    price     decimal(8, 2) DEFAULT 0 NOT NULL,
    CONSTRAINT books_pk PRIMARY KEY (isbn),
    CONSTRAINT books_author_fk FOREIGN KEY (author_id) REFERENCES authors (id),
    CONSTRAINT books_price_ck CHECK (price >= 0)
);

-- [4 of 7] create index books_author_ix on table books
--     revisions/b200_create_books.sql:14, OUTSIDE A TRANSACTION: MySQL commits before and after CREATE INDEX
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says a100.
--     Go on with: sqlplan upgrade a100,b200~1:c300 --sql --dialect mysql
CREATE INDEX books_author_ix ON books (author_id);

-- [5 of 7] create view cheap_books
--     revisions/b200_create_books.sql:17, OUTSIDE A TRANSACTION: MySQL commits before and after CREATE VIEW
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says a100.
--     Go on with: sqlplan upgrade a100,b200~2:c300 --sql --dialect mysql
CREATE VIEW cheap_books AS SELECT isbn, price FROM books WHERE price < 5;

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says a100.
--     Go on with: sqlplan upgrade a100,b200~3:c300 --sql --dialect mysql
START TRANSACTION;

-- Version table: a100 -> b200
UPDATE sqlplan_version SET version_num = 'b200' WHERE version_num = 'a100';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SELECT `sqlplan: row a100 of sqlplan_version should have been changed once: someone else changed the version table during this run`');
PREPARE sqlplan FROM @sqlplan_check;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: c300  books are never free
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          revisions/c300_no_free_books.sql
--   digest:        sha256:65cdb04393c7a94cad3643788bd86a57d2d7ee0be62c45a4d273a63468e73c69

START TRANSACTION;

-- [6 of 7] update table books
--     revisions/c300_no_free_books.sql:7, in transaction 3
-- What was free costs a cent.
UPDATE books SET price = 0.01 WHERE price = 0;

COMMIT;

-- [7 of 7] create trigger books_not_free on table books
--     revisions/c300_no_free_books.sql:22, OUTSIDE A TRANSACTION: MySQL commits before and after CREATE TRIGGER
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~1:c300 --sql --dialect mysql
DELIMITER //
CREATE TRIGGER books_not_free BEFORE INSERT ON books FOR EACH ROW
BEGIN
    IF NEW.price = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'a book costs something';
    END IF;
END
//
DELIMITER ;

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first 2 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~2:c300 --sql --dialect mysql
START TRANSACTION;

-- Version table: b200 -> c300
UPDATE sqlplan_version SET version_num = 'c300' WHERE version_num = 'b200';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SELECT `sqlplan: row b200 of sqlplan_version should have been changed once: someone else changed the version table during this run`');
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
        INTO @sqlplan_found, @sqlplan_fits FROM sqlplan_version;
SET @sqlplan_refusal = CONCAT('sqlplan: sqlplan_version must hold c300 after this script; found: ', COALESCE(@sqlplan_found, 'NULL'),
    '. The script ran, but someone else changed the version table. Ask before you go on.');
SET @sqlplan_check = IF(@sqlplan_fits, 'DO 0', CONCAT('SELECT `', REPLACE(@sqlplan_refusal, '`', ''), '`'));
PREPARE sqlplan FROM @sqlplan_check;
