-- downgrade 48d2f1 -> base
--
--   Dialect:       mariadb, MariaDB 10.11 or later
--   Contents:      3 revisions, 7 statements, 4 transactions, 6 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade 48d2f1:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:db36be2c093e90d96f48ae5651458e0982102a2794e984656fddacbd093c1fb9
--
-- Revisions, in this order:
--    1. 48d2f1  one name for each customer
--    2. 2b7d90  create orders
--    3. 1f0c3a  create customers
--
-- How to run it:
--   mariadb --skip-force --comments --binary-mode --default-character-set=utf8mb4 DATABASE < THIS_FILE
--   mariadb stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 48d2f1.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan upgrade base:48d2f1 --sql
--   What that does not restore:
--     table customers: its rows
--
-- Findings of the review: 4 warnings, 2 notes. In brackets the number of the statement, above which stands more.
--   [2] warning MY506: UPDATE locks every row of customers until the commit
--   [3] warning MY401: column name of customers is dropped with what it holds; index customers_name goes or changes with it
--   [6] warning MY404: table orders is dropped with what it holds
--   [7] warning MY404: table customers is dropped with what it holds
--
-- Locks on what was there before:
--   Outside transactions (48d2f1):
--     customers  INSTANT EXCLUSIVE  blocks reads and writes for a moment; statement 1
--   Transaction 1 (48d2f1):
--     customers  SHARED_WRITE  blocks writes; reads every row; statement 2
--   Outside transactions (48d2f1, 2b7d90, 1f0c3a):
--     customers  INPLACE EXCLUSIVE  blocks reads and writes for a moment; statement 3
--     orders     SHARED_NO_WRITE    blocks writes for a moment; statement 3
--     orders     EXCLUSIVE          blocks reads and writes for a moment; statement 5
--     orders     EXCLUSIVE          blocks reads and writes; statement 6
--     customers  SHARED_NO_WRITE    blocks writes for a moment; statement 6
--     customers  EXCLUSIVE          blocks reads and writes; statement 7
--
-- Notices:
--   revisions/2b7d90_create_orders.sql:34:1: note SP520: the syntax of this DROP TRIGGER was not verified: the parser does not know all of it

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
        WHERE table_schema = DATABASE() AND table_name = 'sqlplan_version'),
    'SELECT CASE WHEN COUNT(*) = 0 THEN ''no row''
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version_num), '' ... '', MAX(version_num), '' ('', COUNT(*), '' rows)'')
            ELSE GROUP_CONCAT(version_num ORDER BY version_num SEPARATOR '', '') END,
        COUNT(*) = 1 AND COUNT(DISTINCT CASE WHEN CONVERT(version_num USING utf8mb4) COLLATE utf8mb4_bin IN (''48d2f1'') THEN version_num END) = 1
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
        THEN CONCAT('sqlplan: sqlplan_version must hold 48d2f1 before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_check = IF(@sqlplan_refusal IS NULL, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
SET SESSION tx_read_only = @@SESSION.tx_read_only AND @sqlplan_refusal IS NOT NULL;

-- =============================================================================
-- Revision 1 of 3: 48d2f1  one name for each customer
-- =============================================================================
--   version table: 48d2f1 -> 2b7d90
--   down_revision: 2b7d90
--   file:          revisions/48d2f1_full_name.sql
--   digest:        sha256:151e23c604acdfa300980e3eb2b0ffb047024d3df54bd0c596a37f95bb16e894

-- [1 of 7] alter table customers: add column first_name, add column last_name
--     revisions/48d2f1_full_name.sql:14, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: INSTANT EXCLUSIVE on customers for a moment: blocks reads and writes
--     Note MY302: customers is changed instantly, or rebuilt where the server cannot do that
--       say ALGORITHM=INSTANT, so that the statement fails at once on a server that would rebuild the table
--         ALTER TABLE customers ADD COLUMN first_name varchar(100) AFTER email, ADD COLUMN last_name varchar(100) AFTER first_name, ALGORITHM=INSTANT;
--     If it fails: committed by then: nothing of any revision. The version table says 48d2f1.
--     Go on with: sqlplan downgrade 48d2f1:base --sql --exact
ALTER TABLE customers ADD COLUMN first_name varchar(100) AFTER email, ADD COLUMN last_name varchar(100) AFTER first_name;

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says 48d2f1.
--     Go on with: sqlplan downgrade 48d2f1~1:base --sql --exact
START TRANSACTION;

-- [2 of 7] update table customers
--     revisions/48d2f1_full_name.sql:15, in transaction 1
--     locks: SHARED_WRITE on customers until commit: blocks writes; reads every row
--     Note MY501: what this writes is committed by statement 3, a change of the schema, and stays written if that fails
--       write the rows in a revision of its own, which can be run again
--     Warning MY506: UPDATE locks every row of customers until the commit
--       write in batches by the primary key, some thousand rows each with a commit of its own, outside of this script; leave here what remains to be done
UPDATE customers SET last_name = name;

COMMIT;

-- [3 of 7] drop column name from table customers
--     revisions/48d2f1_full_name.sql:16, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: INPLACE EXCLUSIVE on customers for a moment: blocks reads and writes
--     locks: SHARED_NO_WRITE on orders for a moment: blocks writes
--     Warning MY401: column name of customers is dropped with what it holds; index customers_name goes or changes with it
--       back up what was written to it since the upgrade, if anybody may want it
--     If it fails: committed by then: the first 2 statements of this one. The version table says 48d2f1.
--     Go on with: sqlplan downgrade 48d2f1~2:base --sql --exact
ALTER TABLE customers DROP COLUMN name;

-- The rest of the revision.
--     If it fails: committed by then: the first 3 statements of this one. The version table says 48d2f1.
--     Go on with: sqlplan downgrade 48d2f1~3:base --sql --exact
START TRANSACTION;

-- Version table: 48d2f1 -> 2b7d90
UPDATE sqlplan_version SET version_num = '2b7d90' WHERE version_num = '48d2f1';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row 48d2f1 of sqlplan_version should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

COMMIT;

-- =============================================================================
-- Revision 2 of 3: 2b7d90  create orders
-- =============================================================================
--   version table: 2b7d90 -> 1f0c3a
--   down_revision: 1f0c3a
--   author:        Shop team
--   file:          revisions/2b7d90_create_orders.sql
--   digest:        sha256:7d6cfb3d35df2707bb7c99eb0e7e882173191ea7a87e0541a6673c25add8493c

-- [4 of 7] drop procedure close_orders
--     revisions/2b7d90_create_orders.sql:33, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP PROCEDURE
--     If it fails: committed by then: the revision before this one. The version table says 2b7d90.
--     Go on with: sqlplan downgrade 2b7d90:base --sql --exact
DROP PROCEDURE close_orders;

-- [5 of 7] drop trigger orders_total
--     revisions/2b7d90_create_orders.sql:34, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP TRIGGER
--     locks: EXCLUSIVE on orders for a moment: blocks reads and writes
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says 2b7d90.
--     Go on with: sqlplan downgrade 2b7d90~1:base --sql --exact
DROP TRIGGER orders_total;

-- [6 of 7] drop table orders
--     revisions/2b7d90_create_orders.sql:35, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP TABLE
--     locks: EXCLUSIVE on orders until it ends: blocks reads and writes
--     locks: SHARED_NO_WRITE on customers for a moment: blocks writes
--     Warning MY404: table orders is dropped with what it holds
--       back up what was written to it since the upgrade, if anybody may want it
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says 2b7d90.
--     Go on with: sqlplan downgrade 2b7d90~2:base --sql --exact
DROP TABLE orders;

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says 2b7d90.
--     Go on with: sqlplan downgrade 2b7d90~3:base --sql --exact
START TRANSACTION;

-- Version table: 2b7d90 -> 1f0c3a
UPDATE sqlplan_version SET version_num = '1f0c3a' WHERE version_num = '2b7d90';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row 2b7d90 of sqlplan_version should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: 1f0c3a  create customers
-- =============================================================================
--   version table: 1f0c3a -> base
--   down_revision: base
--   author:        Shop team
--   file:          revisions/1f0c3a_create_customers.sql
--   digest:        sha256:5c41c158519049c4eb87aed7e35973d7d4d504c3cd18d0886c28ea3167b36c53

-- [7 of 7] drop table customers
--     revisions/1f0c3a_create_customers.sql:20, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP TABLE
--     locks: EXCLUSIVE on customers until it ends: blocks reads and writes
--     Warning MY404: table customers is dropped with what it holds
--       back up what was written to it since the upgrade, if anybody may want it
--     If it fails: committed by then: the 2 revisions before this one. The version table says 1f0c3a.
--     Go on with: sqlplan downgrade 1f0c3a:base --sql --exact
DROP TABLE customers;

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says 1f0c3a.
--     Go on with: sqlplan downgrade 1f0c3a~1:base --sql --exact
START TRANSACTION;

-- Version table: 1f0c3a -> (no row)
DELETE FROM sqlplan_version WHERE version_num = '1f0c3a';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row 1f0c3a of sqlplan_version should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

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
SET @sqlplan_check = IF(@sqlplan_fits, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
