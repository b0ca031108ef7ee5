-- downgrade b2f40002 -> b2f40001
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 3 statements, 3 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade b2f40002:b2f40001 --sql --exact
--   Compiled by:   sqlplan dev
--   Digest:        sha256:fc4d7ba8694c683f4d4825de06f5d59b7a33a124d1769acb0464126f3319fd7b
--
-- Revisions, in this order:
--    1. b2f40002  invoices of accounts
--    2. a1c0de02  accounts have settings
--    3. a1c0de01  accounts
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at b2f40002.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade b2f40001:b2f40002 --sql
--   What that does not restore:
--     table invoices: its rows
--     column settings of table accounts: its values
--     table accounts: its rows
--
-- Findings of the review: 4 warnings. In brackets the number of the statement, above which stands more.
--   [1] warning PG203: foreign keys lock 3 tables in one transaction: accounts, prices, invoices
--   [1] warning PG402: the rows of invoices are lost, and running code that still names the table fails
--   [2] warning PG401: the values of accounts.settings are lost, and running code that still names the column fails
--   [3] warning PG402: the rows of accounts are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 1 (b2f40002):
--     invoices  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--     accounts  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--     prices    ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--   Transaction 2 (a1c0de02):
--     accounts  ACCESS EXCLUSIVE  blocks reads and writes; statement 2
--   Transaction 3 (a1c0de01):
--     accounts  ACCESS EXCLUSIVE  blocks reads and writes; statement 3

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['b2f40002'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold b2f40002 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 3: b2f40002  invoices of accounts
-- =============================================================================
--   version table: b2f40002 -> a1c0de02, b2f40001
--   down_revision: b2f40001
--   depends_on:    a1c0de02
--   file:          billing/b2f40002_invoices.sql
--   digest:        sha256:047b2a5342b6201ff44573fd8617be50fa587f9589ac4872a02366ed3babbbc3

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 3] drop table invoices
--     billing/b2f40002_invoices.sql:14, in transaction 1
--     locks: ACCESS EXCLUSIVE on invoices, accounts and prices until commit: blocks reads and writes
--     Warning PG203: foreign keys lock 3 tables in one transaction: accounts, prices, invoices
--       make or drop one foreign key in a revision, so that at most two tables are locked at a time
--     Warning PG402: the rows of invoices are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE invoices;

-- Version table: (no row) -> b2f40001
INSERT INTO sqlplan_version (version_num) VALUES ('b2f40001');

-- Version table: b2f40002 -> a1c0de02
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'a1c0de02' WHERE version_num = 'b2f40002';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row b2f40002 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 3: a1c0de02  accounts have settings
-- =============================================================================
--   version table: a1c0de02, b2f40001 -> a1c0de01, b2f40001
--   down_revision: a1c0de01
--   file:          accounts/a1c0de02_settings.sql
--   digest:        sha256:68ef14facc8d03de47dfb19279b9b230fdc93d126cc9e4c945d98a571c1dd03b

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 3] alter table accounts: drop column settings
--     accounts/a1c0de02_settings.sql:9, in transaction 2
--     locks: ACCESS EXCLUSIVE on accounts until commit: blocks reads and writes
--     Warning PG401: the values of accounts.settings are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE accounts DROP COLUMN settings;

-- Version table: a1c0de02 -> a1c0de01
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'a1c0de01' WHERE version_num = 'a1c0de02';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a1c0de02 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: a1c0de01  accounts
-- =============================================================================
--   version table: a1c0de01, b2f40001 -> b2f40001
--   down_revision: base
--   branch_labels: accounts
--   file:          accounts/a1c0de01_accounts.sql
--   digest:        sha256:f9729dbea7933b5e6189a0deede99d5b938c1284a765e25c3c80d9e88da480a5

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [3 of 3] drop table accounts
--     accounts/a1c0de01_accounts.sql:10, in transaction 3
--     locks: ACCESS EXCLUSIVE on accounts until commit: blocks reads and writes
--     Warning PG402: the rows of accounts are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE accounts;

-- Version table: a1c0de01 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = 'a1c0de01';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a1c0de01 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at b2f40001.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['b2f40001'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold b2f40001 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
