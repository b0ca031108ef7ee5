-- upgrade 48d2f1 -> 48d2f1
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      0 revisions, 0 statements, 0 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade 48d2f1:48d2f1 --sql
--   Compiled by:   sqlplan dev
--
-- How to run it:
--   sqlite3 DATABASE < THIS_FILE
--   sqlite3 stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 48d2f1.
--   There is nothing to do: it only checks where the version table stands.

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
    version_table INTEGER CONSTRAINT "sqlplan: there is no table sqlplan_version. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (version_table),
    rows_before INTEGER CONSTRAINT "sqlplan: sqlplan_version must hold 48d2f1 before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but sqlplan_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of sqlplan_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
INSERT INTO temp.sqlplan_checks (version_table)
SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'sqlplan_version' COLLATE NOCASE);
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS '48d2f1');
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS '48d2f1'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));

-- =============================================================================
-- Final check: the version table stands at 48d2f1.
-- =============================================================================
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS '48d2f1');
INSERT INTO temp.sqlplan_checks (rows_after)
SELECT held IS '48d2f1'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));
DROP TABLE temp.sqlplan_checks;
