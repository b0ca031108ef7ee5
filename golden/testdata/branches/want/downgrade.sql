-- downgrade d4000001, f6ab1e77 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      8 revisions, 7 statements, 8 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade d4000001,f6ab1e77:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:498b8739c8b7c9c6e6620d8d040f26655947025b50cfd2139d538affab555e14
--
-- Revisions, in this order:
--    1. d4000001  documents belong to accounts
--    2. d4000000  join accounts, billing and search
--    3. c37700aa  documents to search in, invoices first
--    4. b2f40002  invoices of accounts
--    5. b2f40001  prices
--    6. f6ab1e77  try out nicknames
--    7. a1c0de02  accounts have settings
--    8. a1c0de01  accounts
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at d4000001, f6ab1e77.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade base:d4000001,f6ab1e77 --sql
--   What that does not restore:
--     column account_id of table documents: its values
--     table documents: its rows
--     table invoices: its rows
--     table prices: its rows
--     table nicknames: its rows
--     column settings of table accounts: its values
--     table accounts: its rows
--
-- Findings of the review: 8 warnings. In brackets the number of the statement, above which stands more.
--   [1] warning PG401: the values of documents.account_id are lost, and running code that still names the column fails
--   [2] warning PG402: the rows of documents are lost, and running code that still names the table fails
--   [3] warning PG203: foreign keys lock 3 tables in one transaction: accounts, prices, invoices
--   [3] warning PG402: the rows of invoices are lost, and running code that still names the table fails
--   [4] warning PG402: the rows of prices are lost, and running code that still names the table fails
--   [5] warning PG402: the rows of nicknames are lost, and running code that still names the table fails
--   [6] warning PG401: the values of accounts.settings are lost, and running code that still names the column fails
--   [7] warning PG402: the rows of accounts are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 1 (d4000001):
--     documents  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--     accounts   ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--   Transaction 3 (c37700aa):
--     documents  ACCESS EXCLUSIVE  blocks reads and writes; statement 2
--     prices     ACCESS EXCLUSIVE  blocks reads and writes; statement 2
--   Transaction 4 (b2f40002):
--     invoices  ACCESS EXCLUSIVE  blocks reads and writes; statement 3
--     accounts  ACCESS EXCLUSIVE  blocks reads and writes; statement 3
--     prices    ACCESS EXCLUSIVE  blocks reads and writes; statement 3
--   Transaction 5 (b2f40001):
--     prices  ACCESS EXCLUSIVE  blocks reads and writes; statement 4
--   Transaction 6 (f6ab1e77):
--     nicknames  ACCESS EXCLUSIVE  blocks reads and writes; statement 5
--     accounts   ACCESS EXCLUSIVE  blocks reads and writes; statement 5
--   Transaction 7 (a1c0de02):
--     accounts  ACCESS EXCLUSIVE  blocks reads and writes; statement 6
--   Transaction 8 (a1c0de01):
--     accounts  ACCESS EXCLUSIVE  blocks reads and writes; statement 7

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['d4000001', 'f6ab1e77'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold d4000001, f6ab1e77 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 8: d4000001  documents belong to accounts
-- =============================================================================
--   version table: d4000001, f6ab1e77 -> d4000000, f6ab1e77
--   down_revision: d4000000
--   file:          joined/d4000001_documents_of_accounts.sql
--   digest:        sha256:45434027ca0108e4aef9656feae64331d98190b4249b737557909f5c1f0791f9

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 7] alter table documents: drop column account_id
--     joined/d4000001_documents_of_accounts.sql:9, in transaction 1
--     locks: ACCESS EXCLUSIVE on documents and accounts until commit: blocks reads and writes
--     Warning PG401: the values of documents.account_id are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE documents DROP COLUMN account_id;

-- Version table: d4000001 -> d4000000
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'd4000000' WHERE version_num = 'd4000001';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row d4000001 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 8: d4000000  join accounts, billing and search
-- =============================================================================
--   version table: d4000000, f6ab1e77 -> b2f40002, c37700aa, f6ab1e77
--   down_revision: a1c0de02, b2f40002, c37700aa
--   file:          joined/d4000000_join.sql
--   digest:        sha256:8e61c52a04bd4df1050bc64f6e56f05160af4f411239a7f2f55279be7f31fd0f

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: (no row) -> b2f40002
INSERT INTO sqlplan_version (version_num) VALUES ('b2f40002');

-- Version table: d4000000 -> c37700aa
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'c37700aa' WHERE version_num = 'd4000000';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row d4000000 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 8: c37700aa  documents to search in, invoices first
-- =============================================================================
--   version table: b2f40002, c37700aa, f6ab1e77 -> b2f40002, f6ab1e77
--   down_revision: base
--   depends_on:    billing
--   branch_labels: search
--   file:          search/c37700aa_documents.sql
--   digest:        sha256:7544e9590af629b4f8c4b52e7dc47aff4b77a839ad3d6d4512851734dfdfa198

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 7] drop table documents
--     search/c37700aa_documents.sql:11, in transaction 3
--     locks: ACCESS EXCLUSIVE on documents and prices until commit: blocks reads and writes
--     Warning PG402: the rows of documents are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE documents;

-- Version table: c37700aa -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = 'c37700aa';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row c37700aa of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 4 of 8: b2f40002  invoices of accounts
-- =============================================================================
--   version table: b2f40002, f6ab1e77 -> a1c0de02, b2f40001, f6ab1e77
--   down_revision: b2f40001
--   depends_on:    a1c0de02
--   file:          billing/b2f40002_invoices.sql
--   digest:        sha256:047b2a5342b6201ff44573fd8617be50fa587f9589ac4872a02366ed3babbbc3

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [3 of 7] drop table invoices
--     billing/b2f40002_invoices.sql:14, in transaction 4
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
-- Revision 5 of 8: b2f40001  prices
-- =============================================================================
--   version table: a1c0de02, b2f40001, f6ab1e77 -> a1c0de02, f6ab1e77
--   down_revision: base
--   branch_labels: billing
--   file:          billing/b2f40001_prices.sql
--   digest:        sha256:516f1bc5882c9b72a2b1267e74832d110e338e0ffaaa3a085d1a365b6817c77c

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [4 of 7] drop table prices
--     billing/b2f40001_prices.sql:10, in transaction 5
--     locks: ACCESS EXCLUSIVE on prices until commit: blocks reads and writes
--     Warning PG402: the rows of prices are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE prices;

-- Version table: b2f40001 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = 'b2f40001';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row b2f40001 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 6 of 8: f6ab1e77  try out nicknames
-- =============================================================================
--   version table: a1c0de02, f6ab1e77 -> a1c0de02
--   down_revision: a1c0de01
--   branch_labels: trial
--   file:          accounts/f6ab1e77_trial.sql
--   digest:        sha256:051eac39d3ea398862cc3eb4e2d3f74bbd8d81ebb2a487209e18a8b8af8c6354

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [5 of 7] drop table nicknames
--     accounts/f6ab1e77_trial.sql:10, in transaction 6
--     locks: ACCESS EXCLUSIVE on nicknames and accounts until commit: blocks reads and writes
--     Warning PG402: the rows of nicknames are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE nicknames;

-- Version table: f6ab1e77 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = 'f6ab1e77';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row f6ab1e77 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 7 of 8: a1c0de02  accounts have settings
-- =============================================================================
--   version table: a1c0de02 -> a1c0de01
--   down_revision: a1c0de01
--   file:          accounts/a1c0de02_settings.sql
--   digest:        sha256:68ef14facc8d03de47dfb19279b9b230fdc93d126cc9e4c945d98a571c1dd03b

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 7] alter table accounts: drop column settings
--     accounts/a1c0de02_settings.sql:9, in transaction 7
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
-- Revision 8 of 8: a1c0de01  accounts
-- =============================================================================
--   version table: a1c0de01 -> base
--   down_revision: base
--   branch_labels: accounts
--   file:          accounts/a1c0de01_accounts.sql
--   digest:        sha256:f9729dbea7933b5e6189a0deede99d5b938c1284a765e25c3c80d9e88da480a5

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [7 of 7] drop table accounts
--     accounts/a1c0de01_accounts.sql:10, in transaction 8
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
-- Final check: the version table stands at base.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := '{}';
    held text[];
    found text;
BEGIN
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
            MESSAGE = 'sqlplan: sqlplan_version must hold no row, or no such table after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
