-- downgrade 0002 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      2 revisions, 3 statements, 2 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade 0002:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:672db1f9f57ab0b32aadb9256d0fea7a7222ec2e37149c9c3a9a173a5e2d93a6
--
-- Revisions, in this order:
--    1. 0002  payments have a date
--    2. 0001  the schema as pg_dump printed it
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 0002.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade base:0002 --sql
--   What that does not restore:
--     column paid_on of table payments: its values
--     table payments: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [1] warning PG401: the values of payments.paid_on are lost, and running code that still names the column fails
--   [2] warning PG402: the rows of payments are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 1 (0002):
--     payments  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--   Transaction 2 (0001):
--     payments  ACCESS EXCLUSIVE  blocks reads and writes; statement 2

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['0002'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 0002 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 2: 0002  payments have a date
-- =============================================================================
--   version table: 0002 -> 0001
--   down_revision: 0001
--   file:          revisions/0002_paid.sql
--   digest:        sha256:9eb0c1fd2ad9c527beba7fbb09bd7ffd85a043ded274972d3119b2a8bc319663

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 3] alter table payments: drop column paid_on
--     revisions/0002_paid.sql:9, in transaction 1
--     locks: ACCESS EXCLUSIVE on payments until commit: blocks reads and writes
--     Warning PG401: the values of payments.paid_on are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE payments DROP COLUMN paid_on;

-- Version table: 0002 -> 0001
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '0001' WHERE version_num = '0002';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 0002 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 2: 0001  the schema as pg_dump printed it
-- =============================================================================
--   version table: 0001 -> base
--   down_revision: base
--   file:          revisions/0001_baseline.sql
--   digest:        sha256:b9c0dbe1084470eb8f6c8fceedc836f034ab637630e49c630f60bc18de388a6f

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 3] drop table public.payments
--     revisions/0001_baseline.sql:39, in transaction 2
--     locks: ACCESS EXCLUSIVE on payments until commit: blocks reads and writes
--     Warning PG402: the rows of payments are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE public.payments;

-- [3 of 3] drop function public.total(integer)
--     revisions/0001_baseline.sql:40, in transaction 2
DROP FUNCTION public.total(integer);

-- Version table: 0001 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = '0001';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 0001 of sqlplan_version should have been changed once, rows changed: ' || changed,
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
