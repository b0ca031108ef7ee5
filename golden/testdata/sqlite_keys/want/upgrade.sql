-- upgrade base -> d300
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      3 revisions, 7 statements, 3 transactions, 2 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:d300 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:db568bfcf6489dd159c2d5eac238c7b18becbb444d7cde0478abebceb2a163cc
--
-- Revisions, in this order:
--    1. d100  labels and their records
--    2. d200  Factory closes, with its records
--    3. d300  Mute closes, which has no records
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
--   2 statements run outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade d300:base --sql
--
-- Not reviewed: how long each transaction takes; SQLite has one lock, on the whole file: other writers wait from BEGIN to COMMIT, and readers during the COMMIT unless the file is in WAL mode
--
-- Notices:
--   revisions/d200_close_factory.sql:7:1: note SP306: the revision changes foreign_keys for the rest of the session; the script puts it back at the revision's end

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
    rows_before INTEGER CONSTRAINT "sqlplan: sqlplan_version must hold no row before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but sqlplan_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of sqlplan_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
-- A version table that is not there is as good as one without rows: it is made, read, and rolled back.
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);
SELECT 'sqlplan: sqlplan_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS NULL);
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS NULL
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM sqlplan_version ORDER BY version_num COLLATE BINARY));
ROLLBACK;

-- =============================================================================
-- Revision 1 of 3: d100  labels and their records
-- =============================================================================
--   version table: base -> d100
--   down_revision: base
--   file:          revisions/d100_create_labels.sql
--   digest:        sha256:fc510076c628a9ec9d786d0f95a1a1d20916b3b4cbfb26cb4881968cfce47d1a

BEGIN IMMEDIATE;

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 7] create table labels
--     revisions/d100_create_labels.sql:6, in transaction 1
CREATE TABLE labels (
    id   integer PRIMARY KEY,
    name text NOT NULL UNIQUE
);

-- [2 of 7] create table records
--     revisions/d100_create_labels.sql:10, in transaction 1
CREATE TABLE records (
    id       integer PRIMARY KEY,
    label_id integer NOT NULL REFERENCES labels ON DELETE CASCADE
);

-- [3 of 7] insert into table labels
--     revisions/d100_create_labels.sql:14, in transaction 1
INSERT INTO labels VALUES (1, 'Factory'), (2, 'Rough Trade'), (3, 'Mute');

-- [4 of 7] insert into table records
--     revisions/d100_create_labels.sql:15, in transaction 1
INSERT INTO records VALUES (10, 1), (20, 2);

-- Version table: (no row) -> d100
INSERT INTO sqlplan_version (version_num) VALUES ('d100');

COMMIT;

-- =============================================================================
-- Revision 2 of 3: d200  Factory closes, with its records
-- =============================================================================
--   version table: d100 -> d200
--   down_revision: d100
--   file:          revisions/d200_close_factory.sql
--   digest:        sha256:5e53e3a1793c2155d9b39ec01a3860f894b9ccd7b07cf6577772cecc931cc640

-- [5 of 7] pragma foreign_keys
--     revisions/d200_close_factory.sql:7, OUTSIDE A TRANSACTION: the revision asks for no transaction
--     If it fails: committed by then: the revision before this one. The version table says d100.
--     Go on with: sqlplan upgrade d100:d300 --sql
PRAGMA foreign_keys = ON;

-- [6 of 7] delete from table labels
--     revisions/d200_close_factory.sql:8, OUTSIDE A TRANSACTION: the revision asks for no transaction
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says d100.
--     Go on with: sqlplan upgrade d100,d200~1:d300 --sql
DELETE FROM labels WHERE name = 'Factory';

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says d100.
--     Go on with: sqlplan upgrade d100,d200~2:d300 --sql
BEGIN IMMEDIATE;

-- Version table: d100 -> d200
UPDATE sqlplan_version SET version_num = 'd200' WHERE version_num = 'd100';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- The revision changed this for the whole session: put it back.
PRAGMA foreign_keys = OFF;

-- =============================================================================
-- Revision 3 of 3: d300  Mute closes, which has no records
-- =============================================================================
--   version table: d200 -> d300
--   down_revision: d200
--   file:          revisions/d300_close_mute.sql
--   digest:        sha256:235e9776e9ef9975597bf374e31aa0d550916a0dba82843eba324da2b5ce47d8

BEGIN IMMEDIATE;

-- [7 of 7] delete from table labels
--     revisions/d300_close_mute.sql:6, in transaction 3
DELETE FROM labels WHERE name = 'Mute';

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
