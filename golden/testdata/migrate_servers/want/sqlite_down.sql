-- downgrade 2 -> base
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      2 revisions, 3 statements, 2 transactions
--   Version table: schema_migrations (golang-migrate revisions)
--   Command:       sqlplan downgrade 2:base --sql --dialect sqlite
--   Compiled by:   sqlplan dev
--   Digest:        sha256:d325dea019027a17d910397f63e36d62aebec7854c544a22575d7c6858623c19
--
-- Revisions, in this order:
--    1. 2  emails
--    2. 1  users
--
-- How to run it:
--   sqlite3 DATABASE < THIS_FILE
--   sqlite3 stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 2.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade base:2 --sql --dialect sqlite
--   What that does not restore:
--     column name of table users: its values
--     table users: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [revision 2] warning RB102: what was there before is thrown away: column name of table users (its values)
--   [revision 1] warning RB102: what was there before is thrown away: table users (its rows)
--
-- Not reviewed: how long each transaction takes; SQLite has one lock, on the whole file: other writers wait from BEGIN to COMMIT, and readers during the COMMIT unless the file is in WAL mode

.bail on

PRAGMA busy_timeout = 5000;

-- Guard: refuse any database but the one that this script was compiled for.
-- Foreign keys do nothing unless a revision switches them on, which is SQLite's default. A revision for
-- which that matters is recorded only if no row of the tables in question refers to one that is not there.
PRAGMA foreign_keys = OFF;
-- Each check below is a row of this table, and fails with the name of a constraint for its message.
DROP TABLE IF EXISTS temp.sqlplan_checks;
CREATE TEMP TABLE sqlplan_checks (
    sqlite_version INTEGER CONSTRAINT "sqlplan: this script was compiled for SQLite 3.40 or later. Nothing was changed. Compile it again with --server-version." CHECK (sqlite_version),
    version_table INTEGER CONSTRAINT "sqlplan: there is no table schema_migrations. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (version_table),
    rows_before INTEGER CONSTRAINT "sqlplan: schema_migrations must hold 2 before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but schema_migrations is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of schema_migrations should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
INSERT INTO temp.sqlplan_checks (version_table)
SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations' COLLATE NOCASE);
SELECT 'sqlplan: schema_migrations holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version || CASE WHEN dirty THEN ' (dirty)' ELSE '' END AS id FROM schema_migrations ORDER BY version))
WHERE NOT (held IS '2');
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS '2'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version || CASE WHEN dirty THEN ' (dirty)' ELSE '' END AS id FROM schema_migrations ORDER BY version));

-- =============================================================================
-- Revision 1 of 2: 2  emails
-- =============================================================================
--   version table: 2 -> 1
--   down_revision: 1
--   file:          migrations/000002_emails.up.sql
--   file:          migrations/000002_emails.down.sql
--   digest:        sha256:d87c1f5621f65cf1fd65af036112f08f7e886402fc089aa35c6455bb4aab26e8

BEGIN IMMEDIATE;

-- [1 of 3] delete from table users
--     migrations/000002_emails.down.sql:1, in transaction 1
DELETE FROM users WHERE id = 1;

-- [2 of 3] alter table users: drop column name
--     migrations/000002_emails.down.sql:2, in transaction 1
ALTER TABLE users DROP COLUMN name;

-- Version table: 2 -> 1
UPDATE schema_migrations SET version = 1 WHERE version = 2 AND NOT dirty;
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 2 of 2: 1  users
-- =============================================================================
--   version table: 1 -> base
--   down_revision: base
--   file:          migrations/000001_users.up.sql
--   file:          migrations/000001_users.down.sql
--   digest:        sha256:51e86383f4d3bac7462238b77830d61e4f4d3de2e706ae8070ad7bf8b3c1d32c

BEGIN IMMEDIATE;

-- [3 of 3] drop table users
--     migrations/000001_users.down.sql:1, in transaction 2
DROP TABLE users;

-- Version table: 1 -> (no row)
DELETE FROM schema_migrations WHERE version = 1 AND NOT dirty;
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
SELECT 'sqlplan: schema_migrations holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version || CASE WHEN dirty THEN ' (dirty)' ELSE '' END AS id FROM schema_migrations ORDER BY version))
WHERE NOT (held IS NULL);
INSERT INTO temp.sqlplan_checks (rows_after)
SELECT held IS NULL
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version || CASE WHEN dirty THEN ' (dirty)' ELSE '' END AS id FROM schema_migrations ORDER BY version));
DROP TABLE temp.sqlplan_checks;
