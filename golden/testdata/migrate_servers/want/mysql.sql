-- upgrade base -> 2
--
--   Dialect:       mysql, MySQL 8.0 or later
--   Contents:      2 revisions, 4 statements, 3 transactions, 3 outside a transaction
--   Version table: schema_migrations (golang-migrate revisions)
--   Command:       sqlplan upgrade base:2 --sql --dialect mysql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:f0221c3902274333c6734bcaded74490df6600b892c3e384e354300bc665f0cd
--
-- Revisions, in this order:
--    1. 1  users
--    2. 2  emails
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
--   sqlplan downgrade 2:base --sql --dialect mysql
--
-- Findings of the review: 1 warning. In brackets the number of the statement, above which stands more.
--   [revision 2] warning RB101: the downgrade does not restore unique constraint users_email of table users (is left behind)
--
-- Locks on what was there before:
--   none; it locks only what it makes itself

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
        WHERE table_schema = DATABASE() AND table_name = 'schema_migrations'),
    'SELECT CASE WHEN COUNT(*) = 0 THEN ''no row''
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version), '' ... '', MAX(version), '' ('', COUNT(*), '' rows)'')
            ELSE GROUP_CONCAT(CONCAT(version, IF(dirty, '' (dirty)'', '''')) ORDER BY version SEPARATOR '', '') END,
        COUNT(*) = 0
        INTO @sqlplan_found, @sqlplan_fits FROM schema_migrations',
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
        THEN CONCAT('sqlplan: schema_migrations must hold no row, or no such table before this script; found: ', COALESCE(@sqlplan_found, 'NULL'), '. Nothing was changed. Is this the right database? sqlplan current says where it stands.')
END;
SET @sqlplan_check = IF(@sqlplan_refusal IS NULL, 'DO 0', CONCAT('SELECT `', REPLACE(@sqlplan_refusal, '`', ''), '`'));
PREPARE sqlplan FROM @sqlplan_check;
SET SESSION transaction_read_only = @@SESSION.transaction_read_only AND @sqlplan_refusal IS NOT NULL;

-- =============================================================================
-- Revision 1 of 2: 1  users
-- =============================================================================
--   version table: base -> 1
--   down_revision: base
--   file:          migrations/000001_users.up.sql
--   file:          migrations/000001_users.down.sql
--   digest:        sha256:51e86383f4d3bac7462238b77830d61e4f4d3de2e706ae8070ad7bf8b3c1d32c

-- The version table.
CREATE TABLE IF NOT EXISTS schema_migrations (
    version bigint NOT NULL PRIMARY KEY,
    dirty boolean NOT NULL
);

-- [1 of 4] create table users
--     migrations/000001_users.up.sql:1, OUTSIDE A TRANSACTION: MySQL commits before and after CREATE TABLE
--     If it fails: committed by then: nothing of any revision. The version table says base.
--     Go on with: sqlplan upgrade base:2 --sql --dialect mysql
CREATE TABLE users (id integer NOT NULL PRIMARY KEY, email varchar(100) NOT NULL);

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says base.
--     Go on with: sqlplan upgrade 1~1:2 --sql --dialect mysql
START TRANSACTION;

-- Version table: (no row) -> 1
INSERT INTO schema_migrations (version, dirty) VALUES (1, false);

COMMIT;

-- =============================================================================
-- Revision 2 of 2: 2  emails
-- =============================================================================
--   version table: 1 -> 2
--   down_revision: 1
--   file:          migrations/000002_emails.up.sql
--   file:          migrations/000002_emails.down.sql
--   digest:        sha256:d87c1f5621f65cf1fd65af036112f08f7e886402fc089aa35c6455bb4aab26e8

-- [2 of 4] add column name to table users
--     migrations/000002_emails.up.sql:1, OUTSIDE A TRANSACTION: MySQL commits before and after ALTER TABLE
--     If it fails: committed by then: the revision before this one. The version table says 1.
--     Go on with: sqlplan upgrade 1:2 --sql --dialect mysql
ALTER TABLE users ADD COLUMN name varchar(50);

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says 1.
--     Go on with: sqlplan upgrade 1,2~1:2 --sql --dialect mysql
START TRANSACTION;

-- [3 of 4] insert into table users
--     migrations/000002_emails.up.sql:2, in transaction 2
INSERT INTO users (id, email) VALUES (1, 'root@example.org');

COMMIT;

-- [4 of 4] create index users_email on table users
--     migrations/000002_emails.up.sql:3, OUTSIDE A TRANSACTION: MySQL commits before and after CREATE INDEX
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says 1.
--     Go on with: sqlplan upgrade 1,2~2:2 --sql --dialect mysql
CREATE UNIQUE INDEX users_email ON users (email);

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says 1.
--     Go on with: sqlplan upgrade 1,2~3:2 --sql --dialect mysql
START TRANSACTION;

-- Version table: 1 -> 2
UPDATE schema_migrations SET version = 2 WHERE version = 1 AND NOT dirty;
SET @sqlplan_check = IF(ROW_COUNT() = 1, 'DO 0', 'SELECT `sqlplan: row 1 of schema_migrations should have been changed once: someone else changed the version table during this run`');
PREPARE sqlplan FROM @sqlplan_check;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 2.
-- =============================================================================
SET @sqlplan_found = NULL, @sqlplan_fits = FALSE;
SELECT CASE WHEN COUNT(*) = 0 THEN 'no row'
            WHEN COUNT(*) > 8 THEN CONCAT(MIN(version), ' ... ', MAX(version), ' (', COUNT(*), ' rows)')
            ELSE GROUP_CONCAT(CONCAT(version, IF(dirty, ' (dirty)', '')) ORDER BY version SEPARATOR ', ') END,
        COUNT(*) = 1 AND COUNT(DISTINCT CASE WHEN IF(dirty, NULL, version) IN (2) THEN version END) = 1
        INTO @sqlplan_found, @sqlplan_fits FROM schema_migrations;
SET @sqlplan_refusal = CONCAT('sqlplan: schema_migrations must hold 2 after this script; found: ', COALESCE(@sqlplan_found, 'NULL'),
    '. The script ran, but someone else changed the version table. Ask before you go on.');
SET @sqlplan_check = IF(@sqlplan_fits, 'DO 0', CONCAT('SELECT `', REPLACE(@sqlplan_refusal, '`', ''), '`'));
PREPARE sqlplan FROM @sqlplan_check;
