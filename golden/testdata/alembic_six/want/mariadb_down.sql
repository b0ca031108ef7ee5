-- downgrade c300 -> base
--
--   Dialect:       mariadb, MariaDB 10.11 or later
--   Contents:      3 revisions, 14 statements, 3 transactions, 12 outside a transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade c300:base --sql --dialect mariadb
--   Compiled by:   sqlplan dev
--   Digest:        sha256:458eeb9961a0f06185e53c74265f6e94192077d8e883fd4b8c55b26bbf6c25fd
--
-- Revisions, in this order:
--    1. c300  changes of both tables
--    2. b200  the first rows
--    3. a100  authors and books
--
-- How to run it:
--   mariadb --skip-force --comments --binary-mode --default-character-set=utf8mb4 DATABASE < THIS_FILE
--   mariadb stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at c300.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan upgrade base:c300 --sql --dialect mariadb
--   What that does not restore:
--     column pages of table books: what smallint(6) cannot hold of its values of the type int(11)
--     column country of table writers: its values
--
-- Findings of the review: 10 warnings, 3 notes. In brackets the number of the statement, above which stands more.
--   [3] warning MY205: adding a check to books copies the table while writes wait, and fails on a row that breaks it
--   [4] warning MY308: making title of books NOT NULL rebuilds the table while writes go on, and fails on the first NULL
--   [6] warning MY307: changing pages of books from int(11) to smallint(6) copies the table while writes wait
--   [7] warning MY402: programs that use column summary of books fail once it is called blurb
--   [8] warning MY403: programs that use writers fail once it is called authors
--   [9] warning MY401: column country of authors is dropped with what it holds
--   [10] warning MY506: DELETE locks every row of books until the commit
--   [11] warning MY506: DELETE locks every row of authors until the commit
--   [13] warning MY404: table books is dropped with what it holds
--   [14] warning MY404: table authors is dropped with what it holds
--
-- Locks on what was there before:
--   Outside transactions (c300):
--     books    INPLACE EXCLUSIVE          blocks reads and writes for a moment; statement 1
--     writers  SHARED_NO_WRITE            blocks writes for a moment; statements 1-7
--     books    INSTANT EXCLUSIVE          blocks reads and writes for a moment; statements 2, 5, 7
--     books    COPY SHARED_NO_WRITE       blocks writes; rewrites the table; statements 3, 6
--     books    INPLACE SHARED_UPGRADABLE  blocks neither reads nor writes; rewrites the table; statement 4
--     writers  INSTANT EXCLUSIVE          blocks reads and writes for a moment; statement 8
--     books    SHARED_NO_WRITE            blocks writes for a moment; statements 8-9
--     authors  INSTANT EXCLUSIVE          blocks reads and writes for a moment; statement 9
--   Transaction 2 (b200):
--     books    SHARED_WRITE  blocks writes; reads every row; statement 10
--     authors  SHARED_WRITE  blocks writes; reads every row; statement 11
--   Outside transactions (a100):
--     books    INPLACE EXCLUSIVE  blocks reads and writes for a moment; statement 12
--     authors  SHARED_NO_WRITE    blocks writes for a moment; statements 12-13
--     books    EXCLUSIVE          blocks reads and writes; statement 13
--     authors  EXCLUSIVE          blocks reads and writes; statement 14

SET NAMES utf8mb4;
SET autocommit = 1;
-- Read only until the guard has passed, even for a client that goes on after errors.
SET SESSION TRANSACTION READ ONLY;

-- Refuse another kind of server first, in words that both understand.
SET @sqlplan_check = IF(VERSION() NOT LIKE '%MariaDB%', CONCAT('SELECT `sqlplan: this script was compiled for MariaDB 10.11 or later, the server is ', REPLACE(VERSION(), '`', ''), '. Nothing was changed.`'), 'DO 0');
PREPARE sqlplan FROM @sqlplan_check;
SET SESSION lock_wait_timeout = 5;
SET SESSION innodb_lock_wait_timeout = 5;

-- Guard: refuse any database but the one that this script was compiled for.
SET @sqlplan_refusal = 'sqlplan: the guard did not come to its end';
SET @sqlplan_found = 'no such table', @sqlplan_fits = FALSE;
SET @sqlplan_read = IF(EXISTS (SELECT * FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name = 'alembic_version'),
    'SELECT CASE WHEN COUNT(*) = 0 THEN ''no row''
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version_num), '' ... '', MAX(version_num), '' ('', COUNT(*), '' rows)'')
            ELSE GROUP_CONCAT(version_num ORDER BY version_num SEPARATOR '', '') END,
        COUNT(*) = 1 AND COUNT(DISTINCT CASE WHEN CONVERT(version_num USING utf8mb4) COLLATE utf8mb4_bin IN (''c300'') THEN version_num END) = 1
        INTO @sqlplan_found, @sqlplan_fits FROM alembic_version',
    'DO 0');
PREPARE sqlplan FROM @sqlplan_read;
EXECUTE sqlplan;
SET @sqlplan_refusal = CASE
    WHEN VERSION() NOT LIKE '%MariaDB%' OR SUBSTRING_INDEX(VERSION(), '.', 1) * 1000 + SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '.', 2), '.', -1) < 10011
        THEN CONCAT('sqlplan: this script was compiled for MariaDB 10.11 or later, the server is ', VERSION(), '. Nothing was changed.')
    WHEN DATABASE() IS NULL
        THEN 'sqlplan: no database is selected. Name it where the client is called. Nothing was changed.'
    WHEN FIND_IN_SET('ANSI_QUOTES', @@SESSION.sql_mode) OR FIND_IN_SET('NO_BACKSLASH_ESCAPES', @@SESSION.sql_mode)
        THEN 'sqlplan: sql_mode has ANSI_QUOTES or NO_BACKSLASH_ESCAPES, which read strings otherwise. Take it out for this session. Nothing was changed.'
    WHEN NOT COALESCE(@sqlplan_fits, FALSE)
        THEN CONCAT('sqlplan: alembic_version must hold c300 before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_check = IF(@sqlplan_refusal IS NULL, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
SET SESSION tx_read_only = @@SESSION.tx_read_only AND @sqlplan_refusal IS NOT NULL;

-- =============================================================================
-- Revision 1 of 3: c300  changes of both tables
-- =============================================================================
--   version table: c300 -> b200
--   down_revision: b200
--   file:          versions/c300_changes.py
--   digest:        sha256:4614551708898af4d2911fe0865aa1a980d13f054b2cbf5f28e91b9748345ba7

-- [1 of 14] drop index ix_books_title on table books
--     versions/c300_changes.py:28, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP INDEX
--     locks: INPLACE EXCLUSIVE on books for a moment: blocks reads and writes
--     locks: SHARED_NO_WRITE on writers for a moment: blocks writes
--     Note MY103: index ix_books_title of books goes, and queries that use it read the whole table
--       make it IGNORED in this release, and drop it in a later one
--         ALTER TABLE books ALTER INDEX ix_books_title IGNORED;
--     If it fails: committed by then: nothing of any revision. The version table says c300.
--     Go on with: sqlplan downgrade c300:base --sql --exact --dialect mariadb
DROP INDEX ix_books_title ON books;

-- [2 of 14] drop constraint ck_books_pages of table books
--     versions/c300_changes.py:30, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: INSTANT EXCLUSIVE on books for a moment: blocks reads and writes
--     locks: SHARED_NO_WRITE on writers for a moment: blocks writes
--     If it fails: committed by then: the first statement of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~1:base --sql --exact --dialect mariadb
ALTER TABLE books DROP CONSTRAINT ck_books_pages;

-- [3 of 14] add check ck_books_price to table books
--     versions/c300_changes.py:31, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: COPY SHARED_NO_WRITE on books until it ends: blocks writes; rewrites the table
--     locks: SHARED_NO_WRITE on writers for a moment: blocks writes
--     Warning MY205: adding a check to books copies the table while writes wait, and fails on a row that breaks it
--       look first for rows that break it; have the programs or a trigger keep the rule while the table is busy, and add the check in a window; on a large table use gh-ost or pt-online-schema-change, which fill a copy in small steps and swap it in: --alter 'ADD CONSTRAINT ck_books_price CHECK (price >= 0)'
--     If it fails: committed by then: the first 2 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~2:base --sql --exact --dialect mariadb
ALTER TABLE books ADD CONSTRAINT ck_books_price CHECK (price >= 0);

-- [4 of 14] change column title of table books
--     versions/c300_changes.py:32, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: INPLACE SHARED_UPGRADABLE on books until it ends: blocks neither reads nor writes; rewrites the table
--     locks: SHARED_NO_WRITE on writers for a moment: blocks writes
--     Warning MY308: making title of books NOT NULL rebuilds the table while writes go on, and fails on the first NULL
--       before: SELECT COUNT(*) FROM books WHERE title IS NULL has to be 0, and SELECT @@sql_mode has to hold STRICT_TRANS_TABLES; on a large table use gh-ost or pt-online-schema-change, which fill a copy in small steps and swap it in: --alter 'MODIFY title VARCHAR(200) NOT NULL'
--     If it fails: committed by then: the first 3 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~3:base --sql --exact --dialect mariadb
ALTER TABLE books MODIFY title VARCHAR(200) NOT NULL;

-- [5 of 14] change column price of table books
--     versions/c300_changes.py:33, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: INSTANT EXCLUSIVE on books for a moment: blocks reads and writes
--     locks: SHARED_NO_WRITE on writers for a moment: blocks writes
--     If it fails: committed by then: the first 4 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~4:base --sql --exact --dialect mariadb
ALTER TABLE books ALTER COLUMN price SET DEFAULT '0';

-- [6 of 14] change column pages of table books
--     versions/c300_changes.py:34, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: COPY SHARED_NO_WRITE on books until it ends: blocks writes; rewrites the table
--     locks: SHARED_NO_WRITE on writers for a moment: blocks writes
--     Warning MY307: changing pages of books from int(11) to smallint(6) copies the table while writes wait
--       add a column of the new type, write both, fill it in batches, and let a later release drop the old one; or on a large table use gh-ost or pt-online-schema-change, which fill a copy in small steps and swap it in: --alter 'MODIFY pages SMALLINT NULL'
--     If it fails: committed by then: the first 5 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~5:base --sql --exact --dialect mariadb
ALTER TABLE books MODIFY pages SMALLINT NULL;

-- [7 of 14] rename column summary to blurb of table books
--     versions/c300_changes.py:35, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: INSTANT EXCLUSIVE on books for a moment: blocks reads and writes
--     locks: SHARED_NO_WRITE on writers for a moment: blocks writes
--     Warning MY402: programs that use column summary of books fail once it is called blurb
--       for readers, add a virtual column with the new name first; then let the programs move over, and rename when none uses the old name; where both are written, add a column, write both, and drop the old one later
--         ALTER TABLE books ADD COLUMN blurb text AS (summary) VIRTUAL;
--     If it fails: committed by then: the first 6 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~6:base --sql --exact --dialect mariadb
ALTER TABLE books CHANGE summary blurb TEXT NULL;

-- [8 of 14] rename table writers to authors
--     versions/c300_changes.py:36, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: INSTANT EXCLUSIVE on writers for a moment: blocks reads and writes
--     locks: SHARED_NO_WRITE on books for a moment: blocks writes
--     Warning MY403: programs that use writers fail once it is called authors
--       put a view in its place until no program uses the old name: CREATE VIEW writers AS SELECT * FROM authors
--     If it fails: committed by then: the first 7 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~7:base --sql --exact --dialect mariadb
ALTER TABLE writers RENAME TO authors;

-- [9 of 14] drop column country from table authors
--     versions/c300_changes.py:38, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: INSTANT EXCLUSIVE on authors for a moment: blocks reads and writes
--     locks: SHARED_NO_WRITE on books for a moment: blocks writes
--     Note MY302: authors is changed instantly, or rebuilt where the server cannot do that
--       say ALGORITHM=INSTANT, so that the statement fails at once on a server that would rebuild the table
--         ALTER TABLE authors DROP COLUMN country, ALGORITHM=INSTANT;
--     Warning MY401: column country of authors is dropped with what it holds
--       back up what was written to it since the upgrade, if anybody may want it
--     If it fails: committed by then: the first 8 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~8:base --sql --exact --dialect mariadb
ALTER TABLE authors DROP COLUMN country;

-- The rest of the revision.
--     If it fails: committed by then: the first 9 statements of this one. The version table says c300.
--     Go on with: sqlplan downgrade c300~9:base --sql --exact --dialect mariadb
START TRANSACTION;

-- Version table: c300 -> b200
UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'c300';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row c300 of alembic_version should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

COMMIT;

-- =============================================================================
-- Revision 2 of 3: b200  the first rows
-- =============================================================================
--   version table: b200 -> a100
--   down_revision: a100
--   file:          versions/b200_rows.py
--   digest:        sha256:9832f7881a019c3cab86372958f20d80783676b154e4d754640e31995ecb16a4

START TRANSACTION;

-- [10 of 14] delete from table books
--     versions/b200_rows.py:32, in transaction 2
--     locks: SHARED_WRITE on books until commit: blocks writes; reads every row
--     Warning MY506: DELETE locks every row of books until the commit
--       write in batches by the primary key, some thousand rows each with a commit of its own, outside of this script; leave here what remains to be done
DELETE FROM books;

-- [11 of 14] delete from table authors
--     versions/b200_rows.py:33, in transaction 2
--     locks: SHARED_WRITE on authors until commit: blocks writes; reads every row
--     Warning MY506: DELETE locks every row of authors until the commit
--       write in batches by the primary key, some thousand rows each with a commit of its own, outside of this script; leave here what remains to be done
DELETE FROM authors;

-- Version table: b200 -> a100
UPDATE alembic_version SET version_num = 'a100' WHERE version_num = 'b200';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row b200 of alembic_version should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: a100  authors and books
-- =============================================================================
--   version table: a100 -> base
--   down_revision: base
--   file:          versions/a100_tables.py
--   digest:        sha256:1cf60611e47334453bfd2f02e8d7e521db2303be0cff842671bbc026a010acb5

-- [12 of 14] drop index ix_books_kind on table books
--     versions/a100_tables.py:44, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP INDEX
--     locks: INPLACE EXCLUSIVE on books for a moment: blocks reads and writes
--     locks: SHARED_NO_WRITE on authors for a moment: blocks writes
--     Note MY103: index ix_books_kind of books goes, and queries that use it read the whole table
--       make it IGNORED in this release, and drop it in a later one
--         ALTER TABLE books ALTER INDEX ix_books_kind IGNORED;
--     If it fails: committed by then: the 2 revisions before this one. The version table says a100.
--     Go on with: sqlplan downgrade a100:base --sql --exact --dialect mariadb
DROP INDEX ix_books_kind ON books;

-- [13 of 14] drop table books
--     versions/a100_tables.py:45, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP TABLE
--     locks: EXCLUSIVE on books until it ends: blocks reads and writes
--     locks: SHARED_NO_WRITE on authors for a moment: blocks writes
--     Warning MY404: table books is dropped with what it holds
--       back up what was written to it since the upgrade, if anybody may want it
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says a100.
--     Go on with: sqlplan downgrade a100~1:base --sql --exact --dialect mariadb
DROP TABLE books;

-- [14 of 14] drop table authors
--     versions/a100_tables.py:46, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP TABLE
--     locks: EXCLUSIVE on authors until it ends: blocks reads and writes
--     Warning MY404: table authors is dropped with what it holds
--       back up what was written to it since the upgrade, if anybody may want it
--     If it fails: committed by then: the 2 revisions before this one and the first 2 statements of this one. The version table says a100.
--     Go on with: sqlplan downgrade a100~2:base --sql --exact --dialect mariadb
DROP TABLE authors;

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first 3 statements of this one. The version table says a100.
--     Go on with: sqlplan downgrade a100~3:base --sql --exact --dialect mariadb
START TRANSACTION;

-- Version table: a100 -> (no row)
DELETE FROM alembic_version WHERE version_num = 'a100';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row a100 of alembic_version should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
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
SET @sqlplan_refusal = CONCAT('sqlplan: alembic_version must hold no row, or no such table after this script; found: ', COALESCE(@sqlplan_found, 'NULL'),
    '. The script ran, but someone else changed the version table. Ask before you go on.');
SET @sqlplan_check = IF(@sqlplan_fits, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
