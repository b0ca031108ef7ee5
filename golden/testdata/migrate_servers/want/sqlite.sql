-- upgrade base -> 2
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      2 revisions, 4 statements, 2 transactions
--   Version table: schema_migrations (golang-migrate revisions)
--   Command:       sqlplan upgrade base:2 --sql --dialect sqlite
--   Compiled by:   sqlplan dev
--   Digest:        sha256:f0221c3902274333c6734bcaded74490df6600b892c3e384e354300bc665f0cd
--
-- Revisions, in this order:
--    1. 1  users
--    2. 2  emails
--
-- How to run it:
--   sqlite3 DATABASE < THIS_FILE
--   sqlite3 stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade 2:base --sql --dialect sqlite
--
-- Findings of the review: 1 warning. In brackets the number of the statement, above which stands more.
--   [revision 2] warning RB101: the downgrade does not restore index users_email of table users (is left behind)
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
    rows_before INTEGER CONSTRAINT "sqlplan: schema_migrations must hold no row before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but schema_migrations is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of schema_migrations should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
-- A version table that is not there is as good as one without rows: it is made, read, and rolled back.
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS schema_migrations (
    version uint64,
    dirty bool
);
SELECT 'sqlplan: schema_migrations holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version || CASE WHEN dirty THEN ' (dirty)' ELSE '' END AS id FROM schema_migrations ORDER BY version))
WHERE NOT (held IS NULL);
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS NULL
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version || CASE WHEN dirty THEN ' (dirty)' ELSE '' END AS id FROM schema_migrations ORDER BY version));
ROLLBACK;

-- =============================================================================
-- Revision 1 of 2: 1  users
-- =============================================================================
--   version table: base -> 1
--   down_revision: base
--   file:          migrations/000001_users.up.sql
--   file:          migrations/000001_users.down.sql
--   digest:        sha256:51e86383f4d3bac7462238b77830d61e4f4d3de2e706ae8070ad7bf8b3c1d32c

BEGIN IMMEDIATE;

-- The version table.
CREATE TABLE IF NOT EXISTS schema_migrations (
    version uint64,
    dirty bool
);
CREATE UNIQUE INDEX IF NOT EXISTS version_unique ON schema_migrations (version);

-- [1 of 4] create table users
--     migrations/000001_users.up.sql:1, in transaction 1
CREATE TABLE users (id integer NOT NULL PRIMARY KEY, email varchar(100) NOT NULL);

-- Version table: (no row) -> 1
INSERT INTO schema_migrations (version, dirty) VALUES (1, 0);

COMMIT;

-- =============================================================================
-- Revision 2 of 2: 2  emails
-- =============================================================================
--   version table: 1 -> 2
--   down_revision: 1
--   file:          migrations/000002_emails.up.sql
--   file:          migrations/000002_emails.down.sql
--   digest:        sha256:d87c1f5621f65cf1fd65af036112f08f7e886402fc089aa35c6455bb4aab26e8

BEGIN IMMEDIATE;

-- [2 of 4] alter table users: add column name varchar(50)
--     migrations/000002_emails.up.sql:1, in transaction 2
ALTER TABLE users ADD COLUMN name varchar(50);

-- [3 of 4] insert into table users
--     migrations/000002_emails.up.sql:2, in transaction 2
INSERT INTO users (id, email) VALUES (1, 'root@example.org');

-- [4 of 4] create unique index users_email on table users
--     migrations/000002_emails.up.sql:3, in transaction 2
CREATE UNIQUE INDEX users_email ON users (email);

-- Version table: 1 -> 2
UPDATE schema_migrations SET version = 2 WHERE version = 1 AND NOT dirty;
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 2.
-- =============================================================================
SELECT 'sqlplan: schema_migrations holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version || CASE WHEN dirty THEN ' (dirty)' ELSE '' END AS id FROM schema_migrations ORDER BY version))
WHERE NOT (held IS '2');
INSERT INTO temp.sqlplan_checks (rows_after)
SELECT held IS '2'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version || CASE WHEN dirty THEN ' (dirty)' ELSE '' END AS id FROM schema_migrations ORDER BY version));
DROP TABLE temp.sqlplan_checks;
