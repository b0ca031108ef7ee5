-- downgrade 2 -> base
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      2 revisions, 4 statements, 2 transactions
--   Version table: goose_db_version (goose revisions)
--   Command:       sqlplan downgrade 2:base --sql --dialect sqlite
--   Compiled by:   sqlplan dev
--   Digest:        sha256:ffd7a72566da69370df152a4a5b0ef833fb2a07b1fdf3e1a806548f477ce704d
--
-- Revisions, in this order:
--    1. 2  names
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
--     table users_seen: its rows
--     table users: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [revision 2] warning RB102: what was there before is thrown away: table users_seen (its rows)
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
    version_table INTEGER CONSTRAINT "sqlplan: there is no table goose_db_version. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (version_table),
    rows_before INTEGER CONSTRAINT "sqlplan: goose_db_version must hold 0, 1, 2 before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but goose_db_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of goose_db_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
INSERT INTO temp.sqlplan_checks (version_table)
SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'goose_db_version' COLLATE NOCASE);
SELECT 'sqlplan: goose_db_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_id AS id FROM goose_db_version WHERE is_applied ORDER BY version_id))
WHERE NOT (held IS '0, 1, 2');
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS '0, 1, 2'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_id AS id FROM goose_db_version WHERE is_applied ORDER BY version_id));

-- =============================================================================
-- Revision 1 of 2: 2  names
-- =============================================================================
--   version table: 2 -> 1
--   down_revision: 1
--   file:          migrations/00002_names.sql
--   digest:        sha256:f78e13baac6a4ba34c9a7920c68c01ff1ce03315d280ca8f38e765d87c092c14

BEGIN IMMEDIATE;

-- [1 of 4] drop table users_seen
--     migrations/00002_names.sql:12, in transaction 1
DROP TABLE users_seen;

-- [2 of 4] drop trigger users_log
--     migrations/00002_names.sql:13, in transaction 1
DROP TRIGGER users_log;

-- [3 of 4] delete from table users
--     migrations/00002_names.sql:14, in transaction 1
DELETE FROM users WHERE id = 1;

-- Version table: 2 -> (no row)
DELETE FROM goose_db_version WHERE version_id = 2;
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Revision 2 of 2: 1  users
-- =============================================================================
--   version table: 1 -> base
--   down_revision: base
--   file:          migrations/00001_users.sql
--   digest:        sha256:1ae29d31f6377836ddec5932aaea12a671f5795d7997c13d9036b2eae37f1b8c

BEGIN IMMEDIATE;

-- [4 of 4] drop table users
--     migrations/00001_users.sql:5, in transaction 2
DROP TABLE users;

-- Version table: 1 -> (no row)
DELETE FROM goose_db_version WHERE version_id = 1;
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
SELECT 'sqlplan: goose_db_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_id AS id FROM goose_db_version WHERE is_applied ORDER BY version_id))
WHERE NOT (held IS '0' OR held IS NULL);
INSERT INTO temp.sqlplan_checks (rows_after)
SELECT held IS '0' OR held IS NULL
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_id AS id FROM goose_db_version WHERE is_applied ORDER BY version_id));
DROP TABLE temp.sqlplan_checks;
