-- downgrade 2 -> base
--
--   Dialect:       mariadb, MariaDB 10.11 or later
--   Contents:      2 revisions, 4 statements, 2 transactions, 3 outside a transaction
--   Version table: goose_db_version (goose revisions)
--   Command:       sqlplan downgrade 2:base --sql --dialect mariadb
--   Compiled by:   sqlplan dev
--   Digest:        sha256:ffd7a72566da69370df152a4a5b0ef833fb2a07b1fdf3e1a806548f477ce704d
--
-- Revisions, in this order:
--    1. 2  names
--    2. 1  users
--
-- How to run it:
--   mariadb --skip-force --comments --binary-mode --default-character-set=utf8mb4 DATABASE < THIS_FILE
--   mariadb stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 2.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan upgrade base:2 --sql --dialect mariadb
--   What that does not restore:
--     table users_seen: its rows
--     table users: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [1] warning MY404: table users_seen is dropped with what it holds
--   [4] warning MY404: table users is dropped with what it holds
--
-- Locks on what was there before:
--   Outside transactions (2):
--     users_seen  EXCLUSIVE  blocks reads and writes; statement 1
--     users       EXCLUSIVE  blocks reads and writes for a moment; statement 2
--   Transaction 1 (2):
--     users  SHARED_WRITE  blocks writes to the same rows; statement 3
--   Outside transactions (1):
--     users  EXCLUSIVE  blocks reads and writes; statement 4
--
-- Notices:
--   migrations/00002_names.sql:13:1: note SP520: the syntax of this DROP TRIGGER was not verified: the parser does not know all of it

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
        WHERE table_schema = DATABASE() AND table_name = 'goose_db_version'),
    'SELECT CASE WHEN COUNT(*) = 0 THEN ''no row''
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version_id), '' ... '', MAX(version_id), '' ('', COUNT(*), '' rows)'')
            ELSE GROUP_CONCAT(version_id ORDER BY version_id SEPARATOR '', '') END,
        COUNT(*) = 3 AND COUNT(DISTINCT CASE WHEN version_id IN (0, 1, 2) THEN version_id END) = 3
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
        THEN CONCAT('sqlplan: goose_db_version must hold 0, 1, 2 before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_check = IF(@sqlplan_refusal IS NULL, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
SET SESSION tx_read_only = @@SESSION.tx_read_only AND @sqlplan_refusal IS NOT NULL;

-- =============================================================================
-- Revision 1 of 2: 2  names
-- =============================================================================
--   version table: 2 -> 1
--   down_revision: 1
--   file:          migrations/00002_names.sql
--   digest:        sha256:f78e13baac6a4ba34c9a7920c68c01ff1ce03315d280ca8f38e765d87c092c14

-- [1 of 4] drop table users_seen
--     migrations/00002_names.sql:12, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP TABLE
--     locks: EXCLUSIVE on users_seen until it ends: blocks reads and writes
--     Warning MY404: table users_seen is dropped with what it holds
--       back up what was written to it since the upgrade, if anybody may want it
--     If it fails: committed by then: nothing of any revision. The version table says 2.
--     Go on with: sqlplan downgrade 2:base --sql --exact --dialect mariadb
DROP TABLE users_seen;

-- [2 of 4] drop trigger users_log
--     migrations/00002_names.sql:13, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP TRIGGER
--     locks: EXCLUSIVE on users for a moment: blocks reads and writes
--     If it fails: committed by then: the first statement of this one. The version table says 2.
--     Go on with: sqlplan downgrade 2~1:base --sql --exact --dialect mariadb
DROP TRIGGER users_log;

-- The rest of the revision.
--     If it fails: committed by then: the first 2 statements of this one. The version table says 2.
--     Go on with: sqlplan downgrade 2~2:base --sql --exact --dialect mariadb
START TRANSACTION;

-- [3 of 4] delete from table users
--     migrations/00002_names.sql:14, in transaction 1
--     locks: SHARED_WRITE on users until commit: blocks writes to the same rows
DELETE FROM users WHERE id = 1;

-- Version table: 2 -> (no row)
DELETE FROM goose_db_version WHERE version_id = 2;
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row 2 of goose_db_version should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

COMMIT;

-- =============================================================================
-- Revision 2 of 2: 1  users
-- =============================================================================
--   version table: 1 -> base
--   down_revision: base
--   file:          migrations/00001_users.sql
--   digest:        sha256:1ae29d31f6377836ddec5932aaea12a671f5795d7997c13d9036b2eae37f1b8c

-- [4 of 4] drop table users
--     migrations/00001_users.sql:5, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP TABLE
--     locks: EXCLUSIVE on users until it ends: blocks reads and writes
--     Warning MY404: table users is dropped with what it holds
--       back up what was written to it since the upgrade, if anybody may want it
--     If it fails: committed by then: the revision before this one. The version table says 1.
--     Go on with: sqlplan downgrade 1:base --sql --exact --dialect mariadb
DROP TABLE users;

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says 1.
--     Go on with: sqlplan downgrade 1~1:base --sql --exact --dialect mariadb
START TRANSACTION;

-- Version table: 1 -> (no row)
DELETE FROM goose_db_version WHERE version_id = 1;
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row 1 of goose_db_version should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
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
SET @sqlplan_refusal = CONCAT('sqlplan: goose_db_version must hold 0 after this script; found: ', COALESCE(@sqlplan_found, 'NULL'),
    '. The script ran, but someone else changed the version table. Ask before you go on.');
SET @sqlplan_check = IF(@sqlplan_fits, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
