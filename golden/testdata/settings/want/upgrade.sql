-- upgrade base -> 5e03
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 10 statements, 4 transactions, 1 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:5e03 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:50c7972668d708f2b30048ecbcea4108f0c38c2eb921755ecd00c1e6b6be2bf3
--
-- Revisions, in this order:
--    1. 5e01  a schema of its own
--    2. 5e02  find tasks by title
--    3. 5e03  made as the role that reads
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade 5e03:base --sql
--
-- Locks on what was there before:
--   none; it locks only what it makes itself
--
-- Notices:
--   revisions/5e01_schema.sql:7:1: note SP306: the revision changes search_path for the rest of the session; the script puts it back at the revision's end
--   revisions/5e02_index.sql:7:1: note SP306: the revision changes search_path, maintenance_work_mem for the rest of the session; the script puts it back at the revision's end
--   revisions/5e03_role.sql:6:1: note SP306: the revision changes app.tenant, role for the rest of the session; the script puts it back at the revision's end

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := '{}';
    held text[];
    found text;
BEGIN
    IF current_setting('server_version_num')::int < 150000 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: this script was compiled for PostgreSQL 15 or later, the server is '
                || current_setting('server_version'),
            HINT = 'Nothing was changed. Compile it again with --server-version.';
    END IF;
    IF current_setting('standard_conforming_strings') <> 'on' THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: standard_conforming_strings is off, so string literals would be read otherwise',
            HINT = 'Nothing was changed. SET standard_conforming_strings = on and run the script again.';
    END IF;
    IF to_regclass('sqlplan_version') IS NULL THEN
        held := '{}';
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM sqlplan_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: sqlplan_version must hold no row, or no such table before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 3: 5e01  a schema of its own
-- =============================================================================
--   version table: base -> 5e01
--   down_revision: base
--   file:          revisions/5e01_schema.sql
--   digest:        sha256:3598a48e3d47034f8f47a2442b9700127b4fd990dc30d2a7db59bebd2d79e6a6

BEGIN;

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 10] create schema app
--     revisions/5e01_schema.sql:6, in transaction 1
CREATE SCHEMA app;

-- [2 of 10] set search_path
--     revisions/5e01_schema.sql:7, in transaction 1
SET search_path TO app, public;

-- [3 of 10] create table tasks
--     revisions/5e01_schema.sql:8, in transaction 1
CREATE TABLE tasks (id bigint PRIMARY KEY, title text NOT NULL);

-- The revision changed this for the whole session: put it back.
RESET search_path;

-- Version table: (no row) -> 5e01
INSERT INTO sqlplan_version (version_num) VALUES ('5e01');

COMMIT;

-- =============================================================================
-- Revision 2 of 3: 5e02  find tasks by title
-- =============================================================================
--   version table: 5e01 -> 5e02
--   down_revision: 5e01
--   file:          revisions/5e02_index.sql
--   digest:        sha256:cc3fce3133a5494b5664caff615779be4e118e00fad5b9979176541c95497ea4

BEGIN;

-- [4 of 10] set search_path
--     revisions/5e02_index.sql:7, in transaction 2
-- What stands below relies on these, also where it is run on its own after a failure.
SET search_path TO app;

-- [5 of 10] set maintenance_work_mem
--     revisions/5e02_index.sql:8, in transaction 2
SET maintenance_work_mem = '128MB';

COMMIT;

-- [6 of 10] create index tasks_title_idx on table tasks, concurrently
--     revisions/5e02_index.sql:9, OUTSIDE A TRANSACTION: PostgreSQL does not run CREATE INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says 5e01.
--     It may leave: an index marked INVALID, which slows down every write and helps no query
--     Clear that with:
--       SET search_path TO app;
--       DROP INDEX CONCURRENTLY IF EXISTS tasks_title_idx;
--     Go on with: sqlplan upgrade 5e01,5e02~2:5e03 --sql
CREATE INDEX CONCURRENTLY tasks_title_idx ON tasks (title);

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says 5e01.
--     Go on with: sqlplan upgrade 5e01,5e02~3:5e03 --sql
BEGIN;

-- [7 of 10] comment on index tasks_title_idx
--     revisions/5e02_index.sql:10, in transaction 3
COMMENT ON INDEX tasks_title_idx IS 'For the search field';

-- The revision changed this for the whole session: put it back.
RESET search_path;
RESET maintenance_work_mem;

-- Version table: 5e01 -> 5e02
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '5e02' WHERE version_num = '5e01';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 5e01 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: 5e03  made as the role that reads
-- =============================================================================
--   version table: 5e02 -> 5e03
--   down_revision: 5e02
--   file:          revisions/5e03_role.sql
--   digest:        sha256:a2cdac899d3579b3ef7b62e1c905e206361e2fecfd3ff462b119f3c9b9fe1577

BEGIN;

-- [8 of 10] call set_config(), pg_catalog.set_config()
--     revisions/5e03_role.sql:6, in transaction 4
SELECT set_config('app.tenant', 'all', false), pg_catalog.set_config('statement_timeout', '0', true);

-- [9 of 10] set role
--     revisions/5e03_role.sql:7, in transaction 4
SET ROLE pg_read_all_data;

-- [10 of 10] select from app.tasks
--     revisions/5e03_role.sql:8, in transaction 4
SELECT count(*) FROM app.tasks;

-- The revision changed this for the whole session: put it back.
RESET app.tenant;
RESET role;

-- Version table: 5e02 -> 5e03
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '5e03' WHERE version_num = '5e02';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 5e02 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 5e03.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['5e03'];
    held text[];
    found text;
BEGIN
    IF to_regclass('sqlplan_version') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM sqlplan_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: sqlplan_version must hold 5e03 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
