-- upgrade a100 -> c300
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      2 revisions, 11 statements, 3 transactions, 1 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade a100:c300 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:79119201660b656dc6999f75bbd8a751729789f5486b78b5aeb48a4e512b1384
--
-- Revisions, in this order:
--    1. b200  keys and checks
--    2. c300  the other way round
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at a100.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade c300:a100 --sql
--   What that does not restore:
--     table orders: the values that UPDATE replaces (revisions/b200_keys.sql:13)
--
-- Findings of the review: 4 warnings, 1 note. In brackets the number of the statement, above which stands more.
--   [1] warning PG201: every row of orders is checked against customers while writes to orders and customers wait
--   [2] warning PG305: the default of token writes every row of orders again while nobody can read or write it
--   [4] warning PG504: rows of orders are changed while statement 2 keeps everybody out of orders
--   [11] warning PG504: rows of customers are changed while statement 7 keeps everybody out of customers
--
-- Locks on what was there before:
--   Transaction 1 (b200):
--     orders     ACCESS EXCLUSIVE     blocks reads and writes; rewrites the table; statements 1-4
--     customers  SHARE ROW EXCLUSIVE  blocks writes; statement 1
--   Outside transactions (b200):
--     orders  SHARE UPDATE EXCLUSIVE  blocks neither reads nor writes; builds an index; statement 5
--   Transaction 2 (b200):
--     without blocking reads or writes: index orders_note_idx
--   Transaction 3 (c300):
--     customers  ACCESS EXCLUSIVE  blocks reads and writes; statements 7, 11
--     orders     ACCESS EXCLUSIVE  blocks reads and writes; statement 8
--     without blocking reads or writes: events
--   Besides, 1 table that the script makes itself.
--   Transaction 1 locks orders, then customers; transaction 3 the other way round: a session that locks both can deadlock with one of them.

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['a100'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold a100 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 2: b200  keys and checks
-- =============================================================================
--   version table: a100 -> b200
--   down_revision: a100
--   file:          revisions/b200_keys.sql
--   digest:        sha256:c110d126fe87afa2011ce3483a197643505511046e0e12e77a8858fab98a5122

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 11] alter table orders: add foreign key orders_customer_fkey to table customers
--     revisions/b200_keys.sql:7, in transaction 1
--     locks: SHARE ROW EXCLUSIVE on orders until commit: blocks writes; reads every row
--     locks: SHARE ROW EXCLUSIVE on customers until commit: blocks writes
--     Warning PG201: every row of orders is checked against customers while writes to orders and customers wait
--       add it with NOT VALID, and validate it in the next revision, which lets writes go on
--         ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
--         -- In a revision of its own, so that what stands above is committed:
--         ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fkey;
ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id);

-- [2 of 11] alter table orders: add column state text, add column token float8
--     revisions/b200_keys.sql:9, in transaction 1
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes; rewrites the table
--     Warning PG305: the default of token writes every row of orders again while nobody can read or write it
--       add the column without the default, set the default for new rows, and fill the old ones in batches
--       Instead of this part of the statement:
--         ALTER TABLE orders ADD COLUMN token double precision;
--         ALTER TABLE orders ALTER COLUMN token SET DEFAULT random();
ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT 'new', ADD COLUMN token float8 DEFAULT random();

-- [3 of 11] alter table orders: change column note to type text
--     revisions/b200_keys.sql:11, in transaction 1
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes
ALTER TABLE orders ALTER COLUMN note TYPE text;

-- [4 of 11] update table orders
--     revisions/b200_keys.sql:13, in transaction 1
--     locks: ROW EXCLUSIVE on orders until commit: blocks writes to the same rows
--     Warning PG504: rows of orders are changed while statement 2 keeps everybody out of orders
--       change them in a revision of its own, or better in batches outside of the schema's revisions
UPDATE orders SET note = '' WHERE note IS NULL;

COMMIT;

-- [5 of 11] create index orders_customer_idx on table orders, concurrently
--     revisions/b200_keys.sql:15, OUTSIDE A TRANSACTION: PostgreSQL does not run CREATE INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     locks: SHARE UPDATE EXCLUSIVE on orders until it ends: blocks neither reads nor writes; builds an index
--     If it fails: committed by then: the first 4 statements of this one. The version table says a100.
--     It may leave: an index marked INVALID, which slows down every write and helps no query
--     Clear that with:
--       DROP INDEX CONCURRENTLY IF EXISTS orders_customer_idx;
--     Go on with: sqlplan upgrade a100,b200~4:c300 --sql
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);

-- The rest of the revision.
--     If it fails: committed by then: the first 5 statements of this one. The version table says a100.
--     Go on with: sqlplan upgrade a100,b200~5:c300 --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 11] rename index orders_note_idx to orders_notes
--     revisions/b200_keys.sql:17, in transaction 2
--     locks: SHARE UPDATE EXCLUSIVE on index orders_note_idx until commit: blocks neither reads nor writes
ALTER INDEX orders_note_idx RENAME TO orders_notes;

-- Version table: a100 -> b200
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'b200' WHERE version_num = 'a100';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row a100 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 2: c300  the other way round
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          revisions/c300_more.sql
--   digest:        sha256:4206fa5a595e0ef28287185490964509b9a09581c7a9bda8e3996abe683c9725

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [7 of 11] alter table customers: add column score integer
--     revisions/c300_more.sql:7, in transaction 3
--     locks: ACCESS EXCLUSIVE on customers until commit: blocks reads and writes
ALTER TABLE customers ADD COLUMN score integer;

-- [8 of 11] alter table orders: add column score integer
--     revisions/c300_more.sql:9, in transaction 3
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes
ALTER TABLE orders ADD COLUMN score integer;

-- [9 of 11] create table events_2025
--     revisions/c300_more.sql:11, in transaction 3
CREATE TABLE events_2025 (id bigint, happened_on date NOT NULL);

-- [10 of 11] alter table events: attach partition events_2025
--     revisions/c300_more.sql:13, in transaction 3
--     locks: SHARE UPDATE EXCLUSIVE on events until commit: blocks neither reads nor writes
ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

-- [11 of 11] run an anonymous plpgsql block
--     revisions/c300_more.sql:15, in transaction 3
--     locks: ROW EXCLUSIVE on customers until commit: blocks writes to the same rows
--     locks: not known: a DO block runs a statement that it puts together
--     Warning PG504: rows of customers are changed while statement 7 keeps everybody out of customers
--       change them in a revision of its own, or better in batches outside of the schema's revisions
--     Note PG508: what it locks and changes is not known: a DO block runs a statement that it puts together
--       have somebody read it who knows the database; or write the statements that it would run
DO $$
BEGIN
    IF current_setting('server_version_num')::int > 0 THEN
        EXECUTE 'ANALYZE ' || quote_ident('orders');
        UPDATE customers SET score = 0;
    END IF;
END
$$;

-- Version table: b200 -> c300
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'c300' WHERE version_num = 'b200';
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
-- Final check: the version table stands at c300.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['c300'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold c300 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
