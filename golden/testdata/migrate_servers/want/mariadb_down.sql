-- downgrade 2 -> base
--
--   Dialect:       mariadb, MariaDB 10.11 or later
--   Contents:      2 revisions, 3 statements, 3 transactions, 2 outside a transaction
--   Version table: schema_migrations (golang-migrate revisions)
--   Command:       sqlplan downgrade 2:base --sql --dialect mariadb
--   Compiled by:   sqlplan dev
--   Digest:        sha256:d325dea019027a17d910397f63e36d62aebec7854c544a22575d7c6858623c19
--
-- Revisions, in this order:
--    1. 2  emails
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
--     column name of table users: its values
--     table users: its rows
--
-- Findings of the review: 2 warnings, 2 notes. In brackets the number of the statement, above which stands more.
--   [2] warning MY401: column name of users is dropped with what it holds
--   [3] warning MY404: table users is dropped with what it holds
--
-- Locks on what was there before:
--   Transaction 1 (2):
--     users  SHARED_WRITE  blocks writes to the same rows; statement 1
--   Outside transactions (2, 1):
--     users  INSTANT EXCLUSIVE  blocks reads and writes for a moment; statement 2
--     users  EXCLUSIVE          blocks reads and writes; statement 3

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
        WHERE table_schema = DATABASE() AND table_name = 'schema_migrations'),
    'SELECT CASE WHEN COUNT(*) = 0 THEN ''no row''
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version), '' ... '', MAX(version), '' ('', COUNT(*), '' rows)'')
            ELSE GROUP_CONCAT(CONCAT(version, IF(dirty, '' (dirty)'', '''')) ORDER BY version SEPARATOR '', '') END,
        COUNT(*) = 1 AND COUNT(DISTINCT CASE WHEN IF(dirty, NULL, version) IN (2) THEN version END) = 1
        INTO @sqlplan_found, @sqlplan_fits FROM schema_migrations',
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
        THEN CONCAT('sqlplan: schema_migrations must hold 2 before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_check = IF(@sqlplan_refusal IS NULL, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
SET SESSION tx_read_only = @@SESSION.tx_read_only AND @sqlplan_refusal IS NOT NULL;

-- =============================================================================
-- Revision 1 of 2: 2  emails
-- =============================================================================
--   version table: 2 -> 1
--   down_revision: 1
--   file:          migrations/000002_emails.up.sql
--   file:          migrations/000002_emails.down.sql
--   digest:        sha256:d87c1f5621f65cf1fd65af036112f08f7e886402fc089aa35c6455bb4aab26e8

START TRANSACTION;

-- [1 of 3] delete from table users
--     migrations/000002_emails.down.sql:1, in transaction 1
--     locks: SHARED_WRITE on users until commit: blocks writes to the same rows
--     Note MY501: what this writes is committed by statement 2, a change of the schema, and stays written if that fails
--       write the rows in a revision of its own, which can be run again
DELETE FROM users WHERE id = 1;

COMMIT;

-- [2 of 3] drop column name from table users
--     migrations/000002_emails.down.sql:2, OUTSIDE A TRANSACTION: MariaDB commits before and after ALTER TABLE
--     locks: INSTANT EXCLUSIVE on users for a moment: blocks reads and writes
--     Note MY302: users is changed instantly, or rebuilt where the server cannot do that
--       say ALGORITHM=INSTANT, so that the statement fails at once on a server that would rebuild the table
--         ALTER TABLE users DROP COLUMN name, ALGORITHM=INSTANT;
--     Warning MY401: column name of users is dropped with what it holds
--       back up what was written to it since the upgrade, if anybody may want it
--     If it fails: committed by then: the first statement of this one. The version table says 2.
--     Go on with: sqlplan downgrade 2~1:base --sql --exact --dialect mariadb
ALTER TABLE users DROP COLUMN name;

-- The rest of the revision.
--     If it fails: committed by then: the first 2 statements of this one. The version table says 2.
--     Go on with: sqlplan downgrade 2~2:base --sql --exact --dialect mariadb
START TRANSACTION;

-- Version table: 2 -> 1
UPDATE schema_migrations SET version = 1 WHERE version = 2 AND NOT dirty;
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row 2 of schema_migrations should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

COMMIT;

-- =============================================================================
-- Revision 2 of 2: 1  users
-- =============================================================================
--   version table: 1 -> base
--   down_revision: base
--   file:          migrations/000001_users.up.sql
--   file:          migrations/000001_users.down.sql
--   digest:        sha256:51e86383f4d3bac7462238b77830d61e4f4d3de2e706ae8070ad7bf8b3c1d32c

-- [3 of 3] drop table users
--     migrations/000001_users.down.sql:1, OUTSIDE A TRANSACTION: MariaDB commits before and after DROP TABLE
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
DELETE FROM schema_migrations WHERE version = 1 AND NOT dirty;
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ''sqlplan: row 1 of schema_migrations should have been changed once: someone else changed the version table during this run''');
EXECUTE IMMEDIATE @sqlplan_check;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
SET @sqlplan_found = 'no such table', @sqlplan_fits = TRUE;
SET @sqlplan_read = IF(EXISTS (SELECT * FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name = 'schema_migrations'),
    'SELECT CASE WHEN COUNT(*) = 0 THEN ''no row''
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version), '' ... '', MAX(version), '' ('', COUNT(*), '' rows)'')
            ELSE GROUP_CONCAT(CONCAT(version, IF(dirty, '' (dirty)'', '''')) ORDER BY version SEPARATOR '', '') END,
        COUNT(*) = 0
        INTO @sqlplan_found, @sqlplan_fits FROM schema_migrations',
    'DO 0');
PREPARE sqlplan FROM @sqlplan_read;
EXECUTE sqlplan;
SET @sqlplan_refusal = CONCAT('sqlplan: schema_migrations must hold no row, or no such table after this script; found: ', COALESCE(@sqlplan_found, 'NULL'),
    '. The script ran, but someone else changed the version table. Ask before you go on.');
SET @sqlplan_check = IF(@sqlplan_fits, 'DO 0', CONCAT('SIGNAL SQLSTATE ''45000'' SET MESSAGE_TEXT = ', QUOTE(@sqlplan_refusal)));
EXECUTE IMMEDIATE @sqlplan_check;
