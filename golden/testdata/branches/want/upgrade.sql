-- upgrade base -> d4000001, f6ab1e77
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      8 revisions, 7 statements, 8 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:d4000001,f6ab1e77 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:2fa3905b815c54ea09584734c29e7bfc03df03ad30dc8d21ffa8f21106616041
--
-- Revisions, in this order:
--    1. a1c0de01  accounts
--    2. a1c0de02  accounts have settings
--    3. f6ab1e77  try out nicknames
--    4. b2f40001  prices
--    5. b2f40002  invoices of accounts
--    6. c37700aa  documents to search in, invoices first
--    7. d4000000  join accounts, billing and search
--    8. d4000001  documents belong to accounts
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
--
-- How to go back:
--   sqlplan downgrade d4000001,f6ab1e77:base --sql
--
-- Locks on what was there before:
--   none; it locks only what it makes itself

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
-- Revision 1 of 8: a1c0de01  accounts
-- =============================================================================
--   version table: base -> a1c0de01
--   down_revision: base
--   branch_labels: accounts
--   file:          accounts/a1c0de01_accounts.sql
--   digest:        sha256:f9729dbea7933b5e6189a0deede99d5b938c1284a765e25c3c80d9e88da480a5

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 7] create table accounts
--     accounts/a1c0de01_accounts.sql:7, in transaction 1
CREATE TABLE accounts (id bigint PRIMARY KEY, name text NOT NULL);

-- Version table: (no row) -> a1c0de01
INSERT INTO sqlplan_version (version_num) VALUES ('a1c0de01');

COMMIT;

-- =============================================================================
-- Revision 2 of 8: a1c0de02  accounts have settings
-- =============================================================================
--   version table: a1c0de01 -> a1c0de02
--   down_revision: a1c0de01
--   file:          accounts/a1c0de02_settings.sql
--   digest:        sha256:68ef14facc8d03de47dfb19279b9b230fdc93d126cc9e4c945d98a571c1dd03b

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 7] alter table accounts: add column settings jsonb
--     accounts/a1c0de02_settings.sql:6, in transaction 2
ALTER TABLE accounts ADD COLUMN settings jsonb NOT NULL DEFAULT '{}';

-- Version table: a1c0de01 -> a1c0de02
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'a1c0de02' WHERE version_num = 'a1c0de01';
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
-- Revision 3 of 8: f6ab1e77  try out nicknames
-- =============================================================================
--   version table: a1c0de02 -> a1c0de02, f6ab1e77
--   down_revision: a1c0de01
--   branch_labels: trial
--   file:          accounts/f6ab1e77_trial.sql
--   digest:        sha256:051eac39d3ea398862cc3eb4e2d3f74bbd8d81ebb2a487209e18a8b8af8c6354

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [3 of 7] create table nicknames
--     accounts/f6ab1e77_trial.sql:7, in transaction 3
CREATE TABLE nicknames (account_id bigint REFERENCES accounts, nickname text);

-- Version table: (no row) -> f6ab1e77
INSERT INTO sqlplan_version (version_num) VALUES ('f6ab1e77');

COMMIT;

-- =============================================================================
-- Revision 4 of 8: b2f40001  prices
-- =============================================================================
--   version table: a1c0de02, f6ab1e77 -> a1c0de02, b2f40001, f6ab1e77
--   down_revision: base
--   branch_labels: billing
--   file:          billing/b2f40001_prices.sql
--   digest:        sha256:516f1bc5882c9b72a2b1267e74832d110e338e0ffaaa3a085d1a365b6817c77c

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [4 of 7] create table prices
--     billing/b2f40001_prices.sql:7, in transaction 4
CREATE TABLE prices (plan text PRIMARY KEY, cents integer NOT NULL);

-- Version table: (no row) -> b2f40001
INSERT INTO sqlplan_version (version_num) VALUES ('b2f40001');

COMMIT;

-- =============================================================================
-- Revision 5 of 8: b2f40002  invoices of accounts
-- =============================================================================
--   version table: a1c0de02, b2f40001, f6ab1e77 -> b2f40002, f6ab1e77
--   down_revision: b2f40001
--   depends_on:    a1c0de02
--   file:          billing/b2f40002_invoices.sql
--   digest:        sha256:047b2a5342b6201ff44573fd8617be50fa587f9589ac4872a02366ed3babbbc3

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [5 of 7] create table invoices
--     billing/b2f40002_invoices.sql:7, in transaction 5
CREATE TABLE invoices (
    number     bigint PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES accounts,
    plan       text NOT NULL REFERENCES prices
);

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

-- Version table: a1c0de02 -> b2f40002
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'b2f40002' WHERE version_num = 'a1c0de02';
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
-- Revision 6 of 8: c37700aa  documents to search in, invoices first
-- =============================================================================
--   version table: b2f40002, f6ab1e77 -> b2f40002, c37700aa, f6ab1e77
--   down_revision: base
--   depends_on:    billing
--   branch_labels: search
--   file:          search/c37700aa_documents.sql
--   digest:        sha256:7544e9590af629b4f8c4b52e7dc47aff4b77a839ad3d6d4512851734dfdfa198

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 7] create table documents
--     search/c37700aa_documents.sql:8, in transaction 6
CREATE TABLE documents (id bigint PRIMARY KEY, plan text REFERENCES prices, body text);

-- Version table: (no row) -> c37700aa
INSERT INTO sqlplan_version (version_num) VALUES ('c37700aa');

COMMIT;

-- =============================================================================
-- Revision 7 of 8: d4000000  join accounts, billing and search
-- =============================================================================
--   version table: b2f40002, c37700aa, f6ab1e77 -> d4000000, f6ab1e77
--   down_revision: a1c0de02, b2f40002, c37700aa
--   file:          joined/d4000000_join.sql
--   digest:        sha256:8e61c52a04bd4df1050bc64f6e56f05160af4f411239a7f2f55279be7f31fd0f

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: b2f40002 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = 'b2f40002';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row b2f40002 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

-- Version table: c37700aa -> d4000000
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'd4000000' WHERE version_num = 'c37700aa';
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
-- Revision 8 of 8: d4000001  documents belong to accounts
-- =============================================================================
--   version table: d4000000, f6ab1e77 -> d4000001, f6ab1e77
--   down_revision: d4000000
--   file:          joined/d4000001_documents_of_accounts.sql
--   digest:        sha256:45434027ca0108e4aef9656feae64331d98190b4249b737557909f5c1f0791f9

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [7 of 7] alter table documents: add column account_id bigint
--     joined/d4000001_documents_of_accounts.sql:6, in transaction 8
ALTER TABLE documents ADD COLUMN account_id bigint REFERENCES accounts;

-- Version table: d4000000 -> d4000001
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'd4000001' WHERE version_num = 'd4000000';
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
-- Final check: the version table stands at d4000001, f6ab1e77.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['d4000001', 'f6ab1e77'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold d4000001, f6ab1e77 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
