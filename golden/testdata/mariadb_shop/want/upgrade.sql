-- upgrade base -> 48d2f1
--
--   Dialect:       mariadb, MariaDB 10.11 or later
--   Contents:      3 revisions, 11 statements, 4 transactions, 7 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:48d2f1 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:aade466332037088145ccdf064b1834c8f9e94c33b4c797e373c9252c6e5d704
--
-- Revisions, in this order:
--    1. 1f0c3a  create customers
--    2. 2b7d90  create orders
--    3. 48d2f1  one name for each customer
--
-- How to run it:
--   mariadb --skip-force --comments --binary-mode --default-character-set=utf8mb4 DATABASE < THIS_FILE
--   mariadb stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan downgrade 48d2f1:base --sql
--   What a downgrade of these restores is not known:
--     revision 48d2f1: it is not known what a statement with CALL changes (revisions/48d2f1_full_name.sql:11)
--
-- Locks on what was there before:
--   none; it locks only what it makes itself
--
-- Notices:
--   revisions/2b7d90_create_orders.sql:18:1: note SP520: the syntax of this CREATE TRIGGER was not verified: the parser does not know all of it

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
    WHEN VERSION() NOT LIKE '%MariaDB%' OR SUBSTRING_INDEX(VERSION(), '.', 1) * 1000 + SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '.', 2), '.', -1) < 10011
        THEN CONCAT('sqlplan: this script was compiled for MariaDB 10.11 or later, the server is ', VERSION(), '. Nothing was changed.')
    WHEN DATABASE() IS NULL
        THEN 'sqlplan: no database is selected. Name it where the client is called. Nothing was changed.'
    WHEN FIND_IN_SET('ANSI_QUOTES', @@SESSION.sql_mode) OR FIND_IN_SET('NO_BACKSLASH_ESCAPES', @@SESSION.sql_mode)
        THEN 'sqlplan: sql_mode has ANSI_QUOTES or NO_BACKSLASH_ESCAPES, which read strings otherwise. Take it out for this session. Nothing was changed.'
    WHEN NOT COALESCE(@sqlplan_fits, FALSE)
        THEN CONCAT('sqlplan: sqlplan_version must hold no row, or no such table before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_check = IF(@sqlplan_refusal IS NULL, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
SET SESSION tx_read_only = @@SESSION.tx_read_only AND @sqlplan_refusal IS NOT NULL;

-- =============================================================================
-- Revision 1 of 3: 1f0c3a  create customers
-- =============================================================================
--   version table: base -> 1f0c3a
--   down_revision: base
--   author:        Shop team
--   file:          revisions/1f0c3a_create_customers.sql
--   digest:        sha256:5c41c158519049c4eb87aed7e35973d7d4d504c3cd18d0886c28ea3167b36c53

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 11] create table customers
--     revisions/1f0c3a_create_customers.sql:7, OUTSIDE A TRANSACTION: MariaDB commits before and after CREATE TABLE
--     If it fails: committed by then: nothing of any revision. The version table says base.
--     Go on with: sqlplan upgrade base:48d2f1 --sql
CREATE TABLE customers (
    id         bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    email      varchar(255) NOT NULL,
    first_name varchar(100),
    last_name  varchar(100),
    created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE KEY customers_email_key (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says base.
--     Go on with: sqlplan upgrade 1f0c3a~1:48d2f1 --sql
START TRANSACTION;

-- [2 of 11] insert into table customers
--     revisions/1f0c3a_create_customers.sql:17, in transaction 1
-- The shop's own account.
INSERT INTO customers (id, email, last_name) VALUES (1, 'shop@example.org', 'O''Hara \\ Sons');

-- Version table: (no row) -> 1f0c3a
INSERT INTO sqlplan_version (version_num) VALUES ('1f0c3a');

COMMIT;

-- =============================================================================
-- Revision 2 of 3: 2b7d90  create orders
-- =============================================================================
--   version table: 1f0c3a -> 2b7d90
--   down_revision: 1f0c3a
--   author:        Shop team
--   file:          revisions/2b7d90_create_orders.sql
--   digest:        sha256:7d6cfb3d35df2707bb7c99eb0e7e882173191ea7a87e0541a6673c25add8493c

-- [3 of 11] create table orders
--     revisions/2b7d90_create_orders.sql:7, OUTSIDE A TRANSACTION: MariaDB commits before and after CREATE TABLE
--     If it fails: committed by then: the revision before this one. The version table says 1f0c3a.
--     Go on with: sqlplan upgrade 1f0c3a:48d2f1 --sql
CREATE TABLE orders (
    id          bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    customer_id bigint NOT NULL,
    status      enum('new', 'paid', 'shipped') NOT NULL DEFAULT 'new',
    total       decimal(12, 2) NOT NULL CHECK (total >= 0),
    ordered_at  timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id)
);

-- [4 of 11] create trigger orders_total on table orders
--     revisions/2b7d90_create_orders.sql:18, OUTSIDE A TRANSACTION: MariaDB commits before and after CREATE TRIGGER
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says 1f0c3a.
--     Go on with: sqlplan upgrade 1f0c3a,2b7d90~1:48d2f1 --sql
-- Nobody orders for nothing.
DELIMITER //
CREATE TRIGGER orders_total BEFORE INSERT ON orders FOR EACH ROW
BEGIN
    -- the check of the column takes 0; this does not
    IF NEW.total = 0 THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'an order costs something';
    END IF;
END
//
DELIMITER ;

-- [5 of 11] create procedure close_orders
--     revisions/2b7d90_create_orders.sql:26, OUTSIDE A TRANSACTION: MariaDB commits before and after CREATE PROCEDURE
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says 1f0c3a.
--     Go on with: sqlplan upgrade 1f0c3a,2b7d90~2:48d2f1 --sql
DELIMITER //
CREATE PROCEDURE close_orders(IN customer bigint)
BEGIN
    UPDATE orders SET status = 'shipped' WHERE customer_id = customer;
END
//
DELIMITER ;

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says 1f0c3a.
--     Go on with: sqlplan upgrade 1f0c3a,2b7d90~3:48d2f1 --sql
START TRANSACTION;

-- Version table: 1f0c3a -> 2b7d90
UPDATE sqlplan_version SET version_num = '2b7d90' WHERE version_num = '1f0c3a';
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row 1f0c3a of sqlplan_version should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: 48d2f1  one name for each customer
-- =============================================================================
--   version table: 2b7d90 -> 48d2f1
--   down_revision: 2b7d90
--   file:          revisions/48d2f1_full_name.sql
--   digest:        sha256:151e23c604acdfa300980e3eb2b0ffb047024d3df54bd0c596a37f95bb16e894

-- [6 of 11] alter table customers: add column name, add index customers_name
--     revisions/48d2f1_full_name.sql:6, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     If it fails: committed by then: the 2 revisions before this one. The version table says 2b7d90.
--     Go on with: sqlplan upgrade 2b7d90:48d2f1 --sql
ALTER TABLE customers ADD COLUMN name varchar(201) AFTER email, ADD INDEX customers_name (name);

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says 2b7d90.
--     Go on with: sqlplan upgrade 2b7d90,48d2f1~1:48d2f1 --sql
START TRANSACTION;

-- [7 of 11] set @missing
--     revisions/48d2f1_full_name.sql:7, in transaction 3
SET @missing = 'nobody';

-- [8 of 11] update table customers
--     revisions/48d2f1_full_name.sql:8, in transaction 3
UPDATE customers SET name = trim(concat(coalesce(first_name, ''), ' ', coalesce(last_name, '')));

-- [9 of 11] update table customers
--     revisions/48d2f1_full_name.sql:9, in transaction 3
UPDATE customers SET name = @missing WHERE name = '';

COMMIT;

-- [10 of 11] alter table customers: change column name, drop column first_name, drop column last_name
--     revisions/48d2f1_full_name.sql:10, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     If it fails: committed by then: the 2 revisions before this one and the first 4 statements of this one. The version table says 2b7d90.
--     Go on with: sqlplan upgrade 2b7d90,48d2f1~4:48d2f1 --sql
ALTER TABLE customers MODIFY COLUMN name varchar(201) NOT NULL, DROP COLUMN first_name, DROP COLUMN last_name;

-- [11 of 11] call close_orders
--     revisions/48d2f1_full_name.sql:11, OUTSIDE A TRANSACTION: what a procedure does can commit
--     locks: not known: what a procedure does can commit
--     If it fails: committed by then: the 2 revisions before this one and the first 5 statements of this one. The version table says 2b7d90.
--     It may leave: whatever was committed before the failure
--     Go on with: sqlplan upgrade 2b7d90,48d2f1~5:48d2f1 --sql
CALL close_orders(1);

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first 6 statements of this one. The version table says 2b7d90.
--     Go on with: sqlplan upgrade 2b7d90,48d2f1~6:48d2f1 --sql
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
