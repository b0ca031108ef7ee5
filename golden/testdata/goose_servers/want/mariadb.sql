-- upgrade base -> 2
--
--   Dialect:       mariadb, MariaDB 10.11 or later
--   Contents:      2 revisions, 4 statements, 3 transactions, 3 outside a transaction
--   Version table: goose_db_version (goose revisions)
--   Command:       sqlplan upgrade base:2 --sql --dialect mariadb
--   Compiled by:   sqlplan dev
--   Digest:        sha256:f7309f535ba12f8f76ad0101a2d2a03ed17b0e12f951f7a48514a178c11e7102
--
-- Revisions, in this order:
--    1. 1  users
--    2. 2  names
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
--   sqlplan downgrade 2:base --sql --dialect mariadb
--
-- Findings of the review: 1 warning. In brackets the number of the statement, above which stands more.
--   [4] warning MY701: table users_seen has no primary key
--
-- Locks on what was there before:
--   none; it locks only what it makes itself
--
-- Notices:
--   migrations/00002_names.sql:4:1: note SP520: the syntax of this CREATE TRIGGER was not verified: the parser does not know all of it

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
        WHERE table_schema = DATABASE() AND table_name = 'goose_db_version'),
    'SELECT CASE WHEN COUNT(*) = 0 THEN ''no row''
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version_id), '' ... '', MAX(version_id), '' ('', COUNT(*), '' rows)'')
            ELSE GROUP_CONCAT(version_id ORDER BY version_id SEPARATOR '', '') END,
        COUNT(*) = 0 OR COUNT(*) = 1 AND COUNT(DISTINCT CASE WHEN version_id IN (0) THEN version_id END) = 1
        INTO @sqlplan_found, @sqlplan_fits FROM goose_db_version WHERE is_applied',
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
        THEN CONCAT('sqlplan: goose_db_version must hold 0 before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_check = IF(@sqlplan_refusal IS NULL, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
SET SESSION tx_read_only = @@SESSION.tx_read_only AND @sqlplan_refusal IS NOT NULL;

-- =============================================================================
-- Revision 1 of 2: 1  users
-- =============================================================================
--   version table: base -> 1
--   down_revision: base
--   file:          migrations/00001_users.sql
--   digest:        sha256:1ae29d31f6377836ddec5932aaea12a671f5795d7997c13d9036b2eae37f1b8c

-- The version table.
CREATE TABLE IF NOT EXISTS goose_db_version (
    id bigint unsigned NOT NULL AUTO_INCREMENT UNIQUE,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp NULL DEFAULT now(),
    PRIMARY KEY (id)
);
INSERT INTO goose_db_version (version_id, is_applied)
SELECT 0, true FROM (SELECT COUNT(*) AS n FROM goose_db_version) AS held WHERE n = 0;

-- [1 of 4] create table users
--     migrations/00001_users.sql:2, OUTSIDE A TRANSACTION: MariaDB commits before and after CREATE TABLE
--     If it fails: committed by then: nothing of any revision. The version table says base.
--     Go on with: sqlplan upgrade base:2 --sql --dialect mariadb
CREATE TABLE users (id integer NOT NULL PRIMARY KEY, email varchar(100) NOT NULL);

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says base.
--     Go on with: sqlplan upgrade 1~1:2 --sql --dialect mariadb
START TRANSACTION;

-- Version table: (no row) -> 1
INSERT INTO goose_db_version (version_id, is_applied) VALUES (1, true);

COMMIT;

-- =============================================================================
-- Revision 2 of 2: 2  names
-- =============================================================================
--   version table: 1 -> 2
--   down_revision: 1
--   file:          migrations/00002_names.sql
--   digest:        sha256:f78e13baac6a4ba34c9a7920c68c01ff1ce03315d280ca8f38e765d87c092c14

START TRANSACTION;

-- [2 of 4] insert into table users
--     migrations/00002_names.sql:2, in transaction 2
INSERT INTO users (id, email) VALUES (1, 'root@example.org');

COMMIT;

-- [3 of 4] create trigger users_log on table users
--     migrations/00002_names.sql:4, OUTSIDE A TRANSACTION: MariaDB commits before and after CREATE TRIGGER
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says 1.
--     Go on with: sqlplan upgrade 1,2~1:2 --sql --dialect mariadb
DELIMITER //
CREATE TRIGGER users_log AFTER INSERT ON users FOR EACH ROW
BEGIN
    UPDATE users_seen SET n = n + 1;
END
//
DELIMITER ;

-- [4 of 4] create table users_seen
--     migrations/00002_names.sql:9, OUTSIDE A TRANSACTION: MariaDB commits before and after CREATE TABLE
--     Warning MY701: table users_seen has no primary key
--       give it a primary key: columns that no two rows share, or id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says 1.
--     Go on with: sqlplan upgrade 1,2~2:2 --sql --dialect mariadb
CREATE TABLE users_seen (n integer NOT NULL);

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says 1.
--     Go on with: sqlplan upgrade 1,2~3:2 --sql --dialect mariadb
START TRANSACTION;

-- Version table: (no row) -> 2
INSERT INTO goose_db_version (version_id, is_applied) VALUES (2, true);

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 2.
-- =============================================================================
SET @sqlplan_found = NULL, @sqlplan_fits = FALSE;
SELECT CASE WHEN COUNT(*) = 0 THEN 'no row'
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version_id), ' ... ', MAX(version_id), ' (', COUNT(*), ' rows)')
            ELSE GROUP_CONCAT(version_id ORDER BY version_id SEPARATOR ', ') END,
        COUNT(*) = 3 AND COUNT(DISTINCT CASE WHEN version_id IN (0, 1, 2) THEN version_id END) = 3
        INTO @sqlplan_found, @sqlplan_fits FROM goose_db_version WHERE is_applied;
SET @sqlplan_refusal = CONCAT('sqlplan: goose_db_version must hold 0, 1, 2 after this script; found: ', COALESCE(@sqlplan_found, 'NULL'),
    '. The script ran, but someone else changed the version table. Ask before you go on.');
SET @sqlplan_check = IF(@sqlplan_fits, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
