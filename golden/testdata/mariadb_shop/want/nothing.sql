-- upgrade 48d2f1 -> 48d2f1
--
--   Dialect:       mariadb, MariaDB 10.11 or later
--   Contents:      0 revisions, 0 statements, 0 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade 48d2f1:48d2f1 --sql
--   Compiled by:   sqlplan dev
--
-- How to run it:
--   mariadb --skip-force --comments --binary-mode --default-character-set=utf8mb4 DATABASE < THIS_FILE
--   mariadb stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 48d2f1.
--   There is nothing to do: it only checks where the version table stands.

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
