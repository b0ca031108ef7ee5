-- upgrade 2b7d90 -> 48d2f1
--
--   Dialect:       mariadb, MariaDB 10.11 or later
--   Contents:      1 revision, 6 statements, 2 transactions, 3 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade 2b7d90:48d2f1 --sql --runner plain
--   Compiled by:   sqlplan dev
--   Digest:        sha256:b4fe2f7ffeb4e427f8d7d988107a7b18c67f5ee357833481e3765631c16537e7
--
-- Revisions, in this order:
--    1. 48d2f1  one name for each customer
--
-- How to run it:
--   One statement at a time, each sent on its own, in this order, on one
--   connection in autocommit mode. Stop at the first error.
--   It changes nothing unless the version table stands at 2b7d90.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan downgrade 48d2f1:2b7d90 --sql --runner plain
--   What a downgrade of these restores is not known:
--     revision 48d2f1: it is not known what a statement with CALL changes (revisions/48d2f1_full_name.sql:11)
--
-- Findings of the review: 5 warnings, 1 note. In brackets the number of the statement, above which stands more.
--   [1] warning MY301: adding column name to customers rebuilds the table while writes go on
--   [3] warning MY506: UPDATE locks every row of customers until the commit
--   [5] warning MY308: making name of customers NOT NULL rebuilds the table while writes go on, and fails on the first NULL
--   [5] warning MY401: column first_name of customers is dropped with what it holds
--   [5] warning MY401: column last_name of customers is dropped with what it holds
--
-- Locks on what was there before:
--   Outside transactions (48d2f1):
--     customers  INPLACE SHARED_UPGRADABLE  blocks neither reads nor writes; rewrites the table; statement 1
--     orders     SHARED_NO_WRITE            blocks writes for a moment; statement 1
--   Transaction 1 (48d2f1):
--     customers  SHARED_WRITE  blocks writes; reads every row; statements 3-4
--   Outside transactions (48d2f1):
--     customers  INPLACE SHARED_UPGRADABLE  blocks neither reads nor writes; rewrites the table; statement 5
--     orders     SHARED_NO_WRITE            blocks writes for a moment; statement 5

-- Refuse another kind of server first, in words that both understand.
SET @sqlplan_check = IF(VERSION() NOT LIKE '%MariaDB%', CONCAT('SELECT `sqlplan: this script was compiled for MariaDB 10.11 or later, the server is ', REPLACE(VERSION(), '`', ''), '. Nothing was changed.`'), 'DO 0');
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
        COUNT(*) = 1 AND COUNT(DISTINCT CASE WHEN CONVERT(version_num USING utf8mb4) COLLATE utf8mb4_bin IN (''2b7d90'') THEN version_num END) = 1
        INTO @sqlplan_found, @sqlplan_fits FROM sqlplan_version',
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
        THEN CONCAT('sqlplan: sqlplan_version must hold 2b7d90 before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_check = IF(@sqlplan_refusal IS NULL, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
SET SESSION tx_read_only = @@SESSION.tx_read_only AND @sqlplan_refusal IS NOT NULL;

-- =============================================================================
-- Revision 1 of 1: 48d2f1  one name for each customer
-- =============================================================================
--   version table: 2b7d90 -> 48d2f1
--   down_revision: 2b7d90
--   file:          revisions/48d2f1_full_name.sql
--   digest:        sha256:151e23c604acdfa300980e3eb2b0ffb047024d3df54bd0c596a37f95bb16e894

-- [1 of 6] alter table customers: add column name, add index customers_name
--     revisions/48d2f1_full_name.sql:6, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: INPLACE SHARED_UPGRADABLE on customers until it ends: blocks neither reads nor writes; rewrites the table
--     locks: SHARED_NO_WRITE on orders for a moment: blocks writes
--     Warning MY301: adding column name to customers rebuilds the table while writes go on
--       add the column in a statement of its own, so that it is instant
--         ALTER TABLE customers ADD COLUMN name varchar(201) AFTER email, ALGORITHM=INSTANT;
--         ALTER TABLE customers ADD INDEX customers_name (name), ALGORITHM=INPLACE, LOCK=NONE;
--     If it fails: committed by then: nothing of any revision. The version table says 2b7d90.
--     Go on with: sqlplan upgrade 2b7d90:48d2f1 --sql --runner plain
ALTER TABLE customers ADD COLUMN name varchar(201) AFTER email, ADD INDEX customers_name (name);

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says 2b7d90.
--     Go on with: sqlplan upgrade 2b7d90,48d2f1~1:48d2f1 --sql --runner plain
START TRANSACTION;

-- [2 of 6] set @missing
--     revisions/48d2f1_full_name.sql:7, in transaction 1
SET @missing = 'nobody';

-- [3 of 6] update table customers
--     revisions/48d2f1_full_name.sql:8, in transaction 1
--     locks: SHARED_WRITE on customers until commit: blocks writes; reads every row
--     Note MY501: what this writes is committed by statement 5, a change of the schema, and stays written if that fails
--       write the rows in a revision of its own, which can be run again
--     Warning MY506: UPDATE locks every row of customers until the commit
--       write in batches by the primary key, some thousand rows each with a commit of its own, outside of this script; leave here what remains to be done
UPDATE customers SET name = trim(concat(coalesce(first_name, ''), ' ', coalesce(last_name, '')));

-- [4 of 6] update table customers
--     revisions/48d2f1_full_name.sql:9, in transaction 1
--     locks: SHARED_WRITE on customers until commit: blocks writes to the same rows
UPDATE customers SET name = @missing WHERE name = '';

COMMIT;

-- [5 of 6] alter table customers: change column name, drop column first_name, drop column last_name
--     revisions/48d2f1_full_name.sql:10, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: INPLACE SHARED_UPGRADABLE on customers until it ends: blocks neither reads nor writes; rewrites the table
--     locks: SHARED_NO_WRITE on orders for a moment: blocks writes
--     Warning MY308: making name of customers NOT NULL rebuilds the table while writes go on, and fails on the first NULL
--       before: SELECT COUNT(*) FROM customers WHERE name IS NULL has to be 0, and SELECT @@sql_mode has to hold STRICT_TRANS_TABLES; on a large table use gh-ost or pt-online-schema-change, which fill a copy in small steps and swap it in: --alter 'MODIFY COLUMN name varchar(201) NOT NULL'
--     Warning MY401: column first_name of customers is dropped with what it holds
--       drop it in a release after the one whose programs no longer name it, and keep a copy of what it holds
--     Warning MY401: column last_name of customers is dropped with what it holds
--       drop it in a release after the one whose programs no longer name it, and keep a copy of what it holds
--     If it fails: committed by then: the first 4 statements of this one. The version table says 2b7d90.
--     Go on with: sqlplan upgrade 2b7d90,48d2f1~4:48d2f1 --sql --runner plain
ALTER TABLE customers MODIFY COLUMN name varchar(201) NOT NULL, DROP COLUMN first_name, DROP COLUMN last_name;

-- [6 of 6] call close_orders
--     revisions/48d2f1_full_name.sql:11, OUTSIDE A TRANSACTION: what a procedure does can commit
--     locks: not known: what a procedure does can commit
--     If it fails: committed by then: the first 5 statements of this one. The version table says 2b7d90.
--     It may leave: whatever was committed before the failure
--     Go on with: sqlplan upgrade 2b7d90,48d2f1~5:48d2f1 --sql --runner plain
CALL close_orders(1);

-- The rest of the revision.
--     If it fails: committed by then: the first 6 statements of this one. The version table says 2b7d90.
--     Go on with: sqlplan upgrade 2b7d90,48d2f1~6:48d2f1 --sql --runner plain
START TRANSACTION;

-- Version table: 2b7d90 -> 48d2f1
UPDATE sqlplan_version SET version_num = '48d2f1' WHERE version_num = '2b7d90';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row 2b7d90 of sqlplan_version should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 48d2f1.
-- =============================================================================
SET @sqlplan_found = NULL, @sqlplan_fits = FALSE;
SELECT CASE WHEN COUNT(*) = 0 THEN 'no row'
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version_num), ' ... ', MAX(version_num), ' (', COUNT(*), ' rows)')
            ELSE GROUP_CONCAT(version_num ORDER BY version_num SEPARATOR ', ') END,
        COUNT(*) = 1 AND COUNT(DISTINCT CASE WHEN CONVERT(version_num USING utf8mb4) COLLATE utf8mb4_bin IN ('48d2f1') THEN version_num END) = 1
        INTO @sqlplan_found, @sqlplan_fits FROM sqlplan_version;
SET @sqlplan_refusal = CONCAT('sqlplan: sqlplan_version must hold 48d2f1 after this script; found: ', COALESCE(@sqlplan_found, 'NULL'),
    '. The script ran, but someone else changed the version table. Ask before you go on.');
SET @sqlplan_check = IF(@sqlplan_fits, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
