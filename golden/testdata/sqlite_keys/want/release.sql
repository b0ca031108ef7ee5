-- upgrade d200 -> d300
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      1 revision, 1 statement, 1 transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade d200:d300 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:171bcb050c368a4ac2b623cb4012f066bd208f7ebf8c38c1af14a3809b3a3fdf
--
-- Revisions, in this order:
--    1. d300  Mute closes, which has no records
--
-- How to run it:
--   sqlite3 DATABASE < THIS_FILE
--   sqlite3 stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at d200.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade d300:d200 --sql
--
-- Not reviewed: how long each transaction takes; SQLite has one lock, on the whole file: other writers wait from BEGIN to COMMIT, and readers during the COMMIT unless the file is in WAL mode
--
-- Notices:
--   revisions/d300_close_mute.sql:6:1: warning SP427: rows of records do not follow those of labels (CASCADE): foreign keys are not enforced while the script runs

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
    rows_before INTEGER CONSTRAINT "sqlplan: sqlplan_version must hold d200 before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but sqlplan_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of sqlplan_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
INSERT INTO temp.sqlplan_checks (version_table)
SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'sqlplan_version' COLLATE NOCASE);
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS 'd200');
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS 'd200'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));

-- =============================================================================
-- Revision 1 of 1: d300  Mute closes, which has no records
-- =============================================================================
--   version table: d200 -> d300
--   down_revision: d200
--   file:          revisions/d300_close_mute.sql
--   digest:        sha256:235e9776e9ef9975597bf374e31aa0d550916a0dba82843eba324da2b5ce47d8

BEGIN IMMEDIATE;

-- [1 of 1] delete from table labels
--     revisions/d300_close_mute.sql:6, in transaction 1
DELETE FROM labels WHERE name = 'Mute';

-- Foreign keys: a row that refers to labels must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM main.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, 'main') AS violation
WHERE child.type = 'table' AND EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, 'main') AS key WHERE key."table" = 'labels' COLLATE NOCASE);

-- Version table: d200 -> d300
UPDATE sqlplan_version SET version_num = 'd300' WHERE version_num = 'd200';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Final check: the version table stands at d300.
-- =============================================================================
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS 'd300');
INSERT INTO temp.sqlplan_checks (rows_after)
SELECT held IS 'd300'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));
DROP TABLE temp.sqlplan_checks;
