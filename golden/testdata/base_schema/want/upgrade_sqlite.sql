-- upgrade base -> d2
--
--   Dialect:       sqlite, SQLite 3.40 or later
--   Contents:      2 revisions, 5 statements, 2 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:d2 --sql --dialect sqlite
--   Compiled by:   sqlplan dev
--   Digest:        sha256:4c76b37418c3720ba941e097609f6002fda7f7392b380eaa23ed0d45f204d888
--   Base schema:   base.sql, sha256:dedc023ab42c7374fde60801022bb39dd4bcdc45854d061b13f35119e5018c6c
--
-- Revisions, in this order:
--    1. d1  slugs for teams and incidents
--    2. d2  labels, if the table is not there
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
--   sqlplan downgrade d2:base --sql --dialect sqlite
--   What that does not restore:
--     table team: the values that UPDATE replaces (migrations/versions/d1_slugs.py:21)
--     table team: the values that UPDATE replaces (migrations/versions/d1_slugs.py:21)
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
    rows_before INTEGER CONSTRAINT "sqlplan: alembic_version must hold no row before this script. Nothing was changed. Is this the right database? sqlplan current says where it stands." CHECK (rows_before),
    rows_after INTEGER CONSTRAINT "sqlplan: the script ran, but alembic_version is not as it should be: someone else changed it. Ask before you go on." CHECK (rows_after),
    rows_changed INTEGER CONSTRAINT "sqlplan: exactly one row of alembic_version should have been changed. Someone else changed it during this run. This transaction is rolled back." CHECK (rows_changed = 1),
    foreign_keys INTEGER CONSTRAINT "sqlplan: rows refer to rows that are not there. This transaction is rolled back. PRAGMA foreign_key_check lists those that were so before it." CHECK (foreign_keys)
);
INSERT INTO temp.sqlplan_checks (sqlite_version) VALUES (sqlite_version() LIKE '3.%' AND CAST(substr(sqlite_version(), 3) AS INTEGER) >= 40);
-- A version table that is not there is as good as one without rows: it is made, read, and rolled back.
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
SELECT 'sqlplan: alembic_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS NULL);
INSERT INTO temp.sqlplan_checks (rows_before)
SELECT held IS NULL
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY));
ROLLBACK;

-- =============================================================================
-- Revision 1 of 2: d1  slugs for teams and incidents
-- =============================================================================
--   version table: base -> d1
--   down_revision: base
--   file:          migrations/versions/d1_slugs.py
--   digest:        sha256:5b53c739a5d4d7372f754c1e2917ee26254fbe592a059499c1e01b095e36b816
--   assumes:       the tables that base.sql leaves empty are there, and empty (base.sql:2)
--   assumes:       table main.team holds as many rows as base.sql puts into it: 2 (base.sql:2)
--   assumes:       a query gives 2 rows, as the revisions before have left them: SELECT id, name FROM team ORDER BY id (migrations/versions/d1_slugs.py:19)
--   assumes:       a query gives no rows, as the revisions before have left them: SELECT id, title FROM incident ORDER BY id (migrations/versions/d1_slugs.py:19)

BEGIN IMMEDIATE;

-- The version table.
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Refuse a database for which the revision was not compiled.
CREATE TEMP TABLE sqlplan_check (holds INTEGER NOT NULL CONSTRAINT "sqlplan: not as assumed: the tables that base.sql leaves empty are there, and empty. Compile the script again for this database." CHECK (holds));

INSERT INTO temp.sqlplan_check (holds)
SELECT coalesce((NOT EXISTS (SELECT 1 FROM main.incident)), 0);

DROP TABLE temp.sqlplan_check;

CREATE TEMP TABLE sqlplan_check (holds INTEGER NOT NULL CONSTRAINT "sqlplan: not as assumed: table main.team holds as many rows as base.sql puts into it: 2. Compile the script again for this database." CHECK (holds));

INSERT INTO temp.sqlplan_check (holds)
SELECT coalesce(((SELECT count(*) FROM main.team) = 2), 0);

DROP TABLE temp.sqlplan_check;

-- [1 of 5] alter table team: add column slug VARCHAR(40)
--     migrations/versions/d1_slugs.py:14, in transaction 1
ALTER TABLE team ADD COLUMN slug VARCHAR(40);

-- [2 of 5] alter table incident: add column slug TEXT
--     migrations/versions/d1_slugs.py:15, in transaction 1
ALTER TABLE incident ADD COLUMN slug TEXT;

-- [3 of 5] update table team
--     migrations/versions/d1_slugs.py:21, in transaction 1
UPDATE team SET slug = 'on-call' WHERE id = 1;

-- [4 of 5] update table team
--     migrations/versions/d1_slugs.py:21, in transaction 1
UPDATE team SET slug = 'back-office' WHERE id = 2;

-- Version table: (no row) -> d1
INSERT INTO alembic_version (version_num) VALUES ('d1');

COMMIT;

-- =============================================================================
-- Revision 2 of 2: d2  labels, if the table is not there
-- =============================================================================
--   version table: d1 -> d2
--   down_revision: d1
--   file:          migrations/versions/d2_labels.py
--   digest:        sha256:9b7b74548af5b6677db9b0ed2d43fa81ea5605c49c2ca75bfd877039c9c7fed9
--   assumes:       there is the table team (migrations/versions/d2_labels.py:14)

BEGIN IMMEDIATE;

-- [5 of 5] create table label
--     migrations/versions/d2_labels.py:15, in transaction 2
CREATE TABLE label (
    id INTEGER NOT NULL, 
    team_id INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(team_id) REFERENCES team (id)
);

-- Version table: d1 -> d2
UPDATE alembic_version SET version_num = 'd2' WHERE version_num = 'd1';
INSERT INTO temp.sqlplan_checks (rows_changed) VALUES (changes());

COMMIT;

-- =============================================================================
-- Final check: the version table stands at d2.
-- =============================================================================
SELECT 'sqlplan: alembic_version holds ' || coalesce(held, 'no row')
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY))
WHERE NOT (held IS 'd2');
INSERT INTO temp.sqlplan_checks (rows_after)
SELECT held IS 'd2'
FROM (SELECT group_concat(id, ', ') AS held FROM (SELECT version_num AS id FROM alembic_version ORDER BY version_num COLLATE BINARY));
DROP TABLE temp.sqlplan_checks;
