-- downgrade c300 -> a100
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      2 revisions, 8 statements, 3 transactions, 1 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade c300:a100 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:6861c783a9a6401a6b2a41aa1b17746f345b8e2807af584c70e738826bf3b581
--
-- Revisions, in this order:
--    1. c300  the other way round
--    2. b200  keys and checks
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at c300.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan upgrade a100:c300 --sql
--   What that does not restore:
--     column score of table customers: its values
--     table events_2025: its rows
--     column score of table orders: its values
--     column note of table orders: what character varying(40) cannot hold of its values of the type text
--     column state of table orders: its values
--     column token of table orders: its values
--
-- Findings of the review: 6 warnings, 1 note. In brackets the number of the statement, above which stands more.
--   [1] warning PG402: the rows of events_2025 are lost, and running code that still names the table fails
--   [2] warning PG401: the values of orders.score are lost, and running code that still names the column fails
--   [3] warning PG401: the values of customers.score are lost, and running code that still names the column fails
--   [6] warning PG301: changing note from text to character varying(40) writes every row of orders again while nobody can read or write it
--   [7] warning PG401: the values of orders.state are lost, and running code that still names the column fails
--   [7] warning PG401: the values of orders.token are lost, and running code that still names the column fails
--
-- Locks on what was there before:
--   Transaction 1 (c300):
--     events_2025  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--     events       ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--     orders       ACCESS EXCLUSIVE  blocks reads and writes; statement 2
--     customers    ACCESS EXCLUSIVE  blocks reads and writes; statement 3
--   Transaction 2 (b200):
--     without blocking reads or writes: index orders_notes
--   Outside transactions (b200):
--     without blocking reads or writes: orders
--   Transaction 3 (b200):
--     orders     ACCESS EXCLUSIVE  blocks reads and writes; rewrites the table; statements 6-8
--     customers  ACCESS EXCLUSIVE  blocks reads and writes; statement 8

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['c300'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold c300 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 2: c300  the other way round
-- =============================================================================
--   version table: c300 -> b200
--   down_revision: b200
--   file:          revisions/c300_more.sql
--   digest:        sha256:4206fa5a595e0ef28287185490964509b9a09581c7a9bda8e3996abe683c9725

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 8] drop table events_2025
--     revisions/c300_more.sql:26, in transaction 1
--     locks: ACCESS EXCLUSIVE on events_2025 and events until commit: blocks reads and writes
--     Warning PG402: the rows of events_2025 are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE events_2025;

-- [2 of 8] alter table orders: drop column score
--     revisions/c300_more.sql:28, in transaction 1
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes
--     Warning PG401: the values of orders.score are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE orders DROP COLUMN score;

-- [3 of 8] alter table customers: drop column score
--     revisions/c300_more.sql:30, in transaction 1
--     locks: ACCESS EXCLUSIVE on customers until commit: blocks reads and writes
--     Warning PG401: the values of customers.score are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE customers DROP COLUMN score;

-- Version table: c300 -> b200
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'b200' WHERE version_num = 'c300';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row c300 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 2: b200  keys and checks
-- =============================================================================
--   version table: b200 -> a100
--   down_revision: a100
--   file:          revisions/b200_keys.sql
--   digest:        sha256:c110d126fe87afa2011ce3483a197643505511046e0e12e77a8858fab98a5122

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [4 of 8] rename index orders_notes to orders_note_idx
--     revisions/b200_keys.sql:21, in transaction 2
--     locks: SHARE UPDATE EXCLUSIVE on index orders_notes until commit: blocks neither reads nor writes
ALTER INDEX orders_notes RENAME TO orders_note_idx;

COMMIT;

-- [5 of 8] drop index orders_customer_idx, concurrently
--     revisions/b200_keys.sql:23, OUTSIDE A TRANSACTION: PostgreSQL does not run DROP INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     locks: SHARE UPDATE EXCLUSIVE on orders until it ends: blocks neither reads nor writes
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says b200.
--     It may leave: the index, marked INVALID; the statement drops it when it is run again
--     Go on with: sqlplan downgrade b200~1:a100 --sql --exact
DROP INDEX CONCURRENTLY orders_customer_idx;

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says b200.
--     Go on with: sqlplan downgrade b200~2:a100 --sql --exact
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 8] alter table orders: change column note to type varchar(40)
--     revisions/b200_keys.sql:25, in transaction 3
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes; rewrites the table
--     Warning PG301: changing note from text to character varying(40) writes every row of orders again while nobody can read or write it
--       add a column of the new type, have new rows fill it, fill the old rows in batches, and swap the names in a later release
ALTER TABLE orders ALTER COLUMN note TYPE varchar(40);

-- [7 of 8] alter table orders: drop column state, drop column token
--     revisions/b200_keys.sql:27, in transaction 3
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes
--     Warning PG401: the values of orders.state are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
--     Warning PG401: the values of orders.token are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE orders DROP COLUMN state, DROP COLUMN token;

-- [8 of 8] alter table orders: drop constraint orders_customer_fkey
--     revisions/b200_keys.sql:29, in transaction 3
--     locks: ACCESS EXCLUSIVE on orders and customers until commit: blocks reads and writes
--     Note PG210: from now on rows of orders can break what orders_customer_fkey promised, and customers is locked, too
--       make sure that nothing relies on it: to add it again, all rows have to be cleaned and checked
ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey;

-- Version table: b200 -> a100
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'a100' WHERE version_num = 'b200';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row b200 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at a100.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['a100'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold a100 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
