-- downgrade c300 -> base
--
--   Dialect:       mysql, MySQL 8.0 or later
--   Contents:      3 revisions, 4 statements, 3 transactions, 4 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade c300:base --sql --dialect mysql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:7dbbd241d8285c743069162b418068f362af3d31ecb511cef336771d69b14f17
--
-- Revisions, in this order:
--    1. c300  books are never free
--    2. b200  create books, with their shelf
--    3. a100  create authors
--
-- How to run it:
--   mysql --skip-force --comments --binary-mode --default-character-set=utf8mb4 DATABASE < THIS_FILE
--   mysql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at c300.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan upgrade base:c300 --sql --dialect mysql
--   What that does not restore:
--     table books: its rows
--     table authors: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [3] warning MY404: table books is dropped with what it holds
--   [4] warning MY404: table authors is dropped with what it holds
--
-- Locks on what was there before:
--   Outside transactions (c300, b200, a100):
--     books    EXCLUSIVE  blocks reads and writes for a moment; statement 1
--     books    EXCLUSIVE  blocks reads and writes; statement 3
--     authors  EXCLUSIVE  blocks reads and writes for a moment; statement 3
--     authors  EXCLUSIVE  blocks reads and writes; statement 4
--
-- Notices:
--   revisions/c300_no_free_books.sql:55:1: note SP520: the syntax of this DROP TRIGGER was not verified: the parser does not know all of it

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
SET @sqlplan_found = 'no such table', @sqlplan_fits = FALSE;
SET @sqlplan_read = IF(EXISTS (SELECT * FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name = 'sqlplan_version'),
    'SELECT CASE WHEN COUNT(*) = 0 THEN ''no row''
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version_num), '' ... '', MAX(version_num), '' ('', COUNT(*), '' rows)'')
            ELSE GROUP_CONCAT(version_num ORDER BY version_num SEPARATOR '', '') END,
        COUNT(*) = 1 AND COUNT(DISTINCT CASE WHEN CONVERT(version_num USING utf8mb4) COLLATE utf8mb4_bin IN (''c300'') THEN version_num END) = 1
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
        THEN CONCAT('sqlplan: sqlplan_version must hold c300 before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_check = IF(@sqlplan_refusal IS NULL, 'DO 0', CONCAT('SELECT `', REPLACE(@sqlplan_refusal, '`', ''), '`'));
PREPARE sqlplan FROM @sqlplan_check;
SET SESSION transaction_read_only = @@SESSION.transaction_read_only AND @sqlplan_refusal IS NOT NULL;

-- =============================================================================
-- Revision 1 of 3: c300  books are never free
-- =============================================================================
--   version table: c300 -> b200
--   down_revision: b200
--   file:          revisions/c300_no_free_books.sql
--   digest:        sha256:65cdb04393c7a94cad3643788bd86a57d2d7ee0be62c45a4d273a63468e73c69

-- [1 of 4] drop trigger books_not_free
--     revisions/c300_no_free_books.sql:55, OUTSIDE A TRANSACTION: MySQL commits before and after DROP TRIGGER
--     locks: EXCLUSIVE on books for a moment: blocks reads and writes
--     If it fails: committed by then: nothing of any revision. The version table says c300.
--     Go on with: sqlplan downgrade c300:base --sql --exact --dialect mysql
DROP TRIGGER books_not_free;

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~1:base --sql --exact --dialect mysql
START TRANSACTION;

-- Version table: c300 -> b200
UPDATE sqlplan_version SET version_num = 'b200' WHERE version_num = 'c300';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SELECT `sqlplan: row c300 of sqlplan_version should have been changed once: someone else changed the version table during this run`');
PREPARE sqlplan FROM @sqlplan_check;

COMMIT;

-- =============================================================================
-- Revision 2 of 3: b200  create books, with their shelf
-- =============================================================================
--   version table: b200 -> a100
--   down_revision: a100
--   file:          revisions/b200_create_books.sql
--   digest:        sha256:fa94b5258bbe5a16b3bc344e957d0c2fb07299a21c5d7e10ede290fbfa05d836

-- [2 of 4] drop view cheap_books
--     revisions/b200_create_books.sql:20, OUTSIDE A TRANSACTION: MySQL commits before and after DROP VIEW
--     If it fails: committed by then: the revision before this one. The version table says b200.
--     Go on with: sqlplan downgrade b200:base --sql --exact --dialect mysql
DROP VIEW cheap_books;

-- [3 of 4] drop table books
--     revisions/b200_create_books.sql:21, OUTSIDE A TRANSACTION: MySQL commits before and after DROP TABLE
--     locks: EXCLUSIVE on books until it ends: blocks reads and writes
--     locks: EXCLUSIVE on authors for a moment: blocks reads and writes
--     Warning MY404: table books is dropped with what it holds
--       back up what was written to it since the upgrade, if anybody may want it
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says b200.
--     Go on with: sqlplan downgrade b200~1:base --sql --exact --dialect mysql
DROP TABLE books;

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says b200.
--     Go on with: sqlplan downgrade b200~2:base --sql --exact --dialect mysql
START TRANSACTION;

-- Version table: b200 -> a100
UPDATE sqlplan_version SET version_num = 'a100' WHERE version_num = 'b200';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SELECT `sqlplan: row b200 of sqlplan_version should have been changed once: someone else changed the version table during this run`');
PREPARE sqlplan FROM @sqlplan_check;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: a100  create authors
-- =============================================================================
--   version table: a100 -> base
--   down_revision: base
--   file:          revisions/a100_create_authors.sql
--   digest:        sha256:05532477f1a671d2b6522093831c6ec2c9e37753936a202685755ea070aa96b0

-- [4 of 4] drop table authors
--     revisions/a100_create_authors.sql:39, OUTSIDE A TRANSACTION: MySQL commits before and after DROP TABLE
--     locks: EXCLUSIVE on authors until it ends: blocks reads and writes
--     Warning MY404: table authors is dropped with what it holds
--       back up what was written to it since the upgrade, if anybody may want it
--     If it fails: committed by then: the 2 revisions before this one. The version table says a100.
--     Go on with: sqlplan downgrade a100:base --sql --exact --dialect mysql
DROP TABLE authors;

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says a100.
--     Go on with: sqlplan downgrade a100~1:base --sql --exact --dialect mysql
START TRANSACTION;

-- Version table: a100 -> (no row)
DELETE FROM sqlplan_version WHERE version_num = 'a100';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SELECT `sqlplan: row a100 of sqlplan_version should have been changed once: someone else changed the version table during this run`');
PREPARE sqlplan FROM @sqlplan_check;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
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
SET @sqlplan_refusal = CONCAT('sqlplan: sqlplan_version must hold no row, or no such table after this script; found: ', COALESCE(@sqlplan_found, 'NULL'),
    '. The script ran, but someone else changed the version table. Ask before you go on.');
SET @sqlplan_check = IF(@sqlplan_fits, 'DO 0', CONCAT('SELECT `', REPLACE(@sqlplan_refusal, '`', ''), '`'));
PREPARE sqlplan FROM @sqlplan_check;
