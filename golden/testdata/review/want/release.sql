-- upgrade 10aa -> 30cc
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      2 revisions, 9 statements, 3 transactions, 1 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade 10aa:30cc --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:91887ebc9099bca56614d2b82b8bb794ab668bc47cbafe71356fcfdead5b03fa
--
-- Revisions, in this order:
--    1. 20bb  orders belong to customers
--    2. 30cc  other names
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 10aa.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade 30cc:10aa --sql
--   What that does not restore:
--     column phone of table customers: its values
--
-- Findings of the review: 7 warnings, 1 note; 3 ignored. In brackets the number of the statement, above which stands more.
--   [1] warning PG201: every row of orders is checked against customers while writes to orders and customers wait
--   [2] warning PG303: every row of orders is searched for nulls in customer_id while nobody can read or write the table
--   [3] warning PG503: it builds an index on orders while statement 2 keeps everybody out of orders
--   [5] warning PG406: running code that names orders fails: it is called sales now
--   [7] warning PG204: every row of sales is tested while nobody can read or write the table
--   [7] warning PG503: it reads every row of sales while statement 4 keeps everybody out of customers
--   [8] warning PG210: from now on rows of sales can break what orders_state promised
--
-- Locks on what was there before:
--   Transaction 1 (20bb):
--     orders     ACCESS EXCLUSIVE     blocks reads and writes; reads every row; builds an index; statements 1-3
--     customers  SHARE ROW EXCLUSIVE  blocks writes; statement 1
--   Transaction 2 (30cc):
--     customers  ACCESS EXCLUSIVE  blocks reads and writes; statements 4, 6
--     orders     ACCESS EXCLUSIVE  blocks reads and writes; statement 5
--     sales      ACCESS EXCLUSIVE  blocks reads and writes; reads every row; statements 7-8
--   Outside transactions (30cc):
--     without blocking reads or writes: sales
--   Transaction 1 locks orders, then customers; transaction 2 the other way round: a session that locks both can deadlock with one of them.

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['10aa'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 10aa before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 2: 20bb  orders belong to customers
-- =============================================================================
--   version table: 10aa -> 20bb
--   down_revision: 10aa
--   file:          revisions/20bb_keys.sql
--   digest:        sha256:4df1f520646e8c2677b5cb61b924876f61d8d0b0458d2acd1f091d6ff3e82826

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 9] alter table orders: add foreign key orders_customer_fk to table customers
--     revisions/20bb_keys.sql:6, in transaction 1
--     locks: SHARE ROW EXCLUSIVE on orders until commit: blocks writes; reads every row
--     locks: SHARE ROW EXCLUSIVE on customers until commit: blocks writes
--     Warning PG201: every row of orders is checked against customers while writes to orders and customers wait
--       add it with NOT VALID, and validate it in the next revision, which lets writes go on
--         ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
--         -- In a revision of its own, so that what stands above is committed:
--         ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);

-- [2 of 9] alter table orders: forbid nulls in column customer_id
--     revisions/20bb_keys.sql:7, in transaction 1
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes; reads every row
--     Warning PG303: every row of orders is searched for nulls in customer_id while nobody can read or write the table
--       have a validated CHECK show that there are none
--         ALTER TABLE orders ADD CONSTRAINT orders_customer_id_not_null CHECK (customer_id IS NOT NULL) NOT VALID;
--         -- In a revision of its own, so that what stands above is committed:
--         ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_id_not_null;
--         -- In a revision of its own, so that what stands above is committed:
--         ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
--         ALTER TABLE orders DROP CONSTRAINT orders_customer_id_not_null;
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;

-- [3 of 9] create index orders_customer_idx on table orders
--     revisions/20bb_keys.sql:10, in transaction 1
--     locks: SHARE on orders until commit: blocks writes; builds an index
--     Ignored: PG101 the index on orders is built while writes to the table wait: orders has ten rows until the launch (says the revision, until 2027-01-31)
--     Warning PG503: it builds an index on orders while statement 2 keeps everybody out of orders
--       put it into a revision of its own, so that the lock is given back before
-- sqlplan:ignore index-not-concurrent until=2027-01-31 orders has ten rows until the launch
CREATE INDEX orders_customer_idx ON orders (customer_id);

-- Version table: 10aa -> 20bb
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '20bb' WHERE version_num = '10aa';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 10aa of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 2: 30cc  other names
-- =============================================================================
--   version table: 20bb -> 30cc
--   down_revision: 20bb
--   file:          revisions/30cc_names.sql
--   digest:        sha256:3bd12766e052a428fd933ba2a3004faee4b38b24c3ffdf7dc3914ffdba1d979e

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [4 of 9] alter table customers: rename column email to mail
--     revisions/30cc_names.sql:7, in transaction 2
--     locks: ACCESS EXCLUSIVE on customers until commit: blocks reads and writes
--     Ignored: PG405 running code that names customers.email fails: it is called mail now: only the nightly job reads it (says sqlplan.toml)
ALTER TABLE customers RENAME COLUMN email TO mail;

-- [5 of 9] rename table orders to sales
--     revisions/30cc_names.sql:8, in transaction 2
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes
--     Warning PG406: running code that names orders fails: it is called sales now
--       leave a view with the old name for the length of a release
--         ALTER TABLE orders RENAME TO sales;
--         CREATE VIEW orders AS SELECT * FROM sales;
ALTER TABLE orders RENAME TO sales;

-- [6 of 9] alter table customers: drop column phone
--     revisions/30cc_names.sql:9, in transaction 2
--     locks: ACCESS EXCLUSIVE on customers until commit: blocks reads and writes
--     Ignored: PG401 the values of customers.phone are lost, and running code that still names the column fails: nobody reads it since release 12 (says the revision)
ALTER TABLE customers DROP COLUMN phone;

-- [7 of 9] alter table sales: add column note varchar(40), add check constraint sales_id
--     revisions/30cc_names.sql:10, in transaction 2
--     locks: ACCESS EXCLUSIVE on sales until commit: blocks reads and writes; reads every row
--     Warning PG204: every row of sales is tested while nobody can read or write the table
--       add it with NOT VALID, and validate it in the next revision, which lets reads and writes go on
--       Instead of this part of the statement:
--         ALTER TABLE sales ADD CONSTRAINT sales_id CHECK (id > 0) NOT VALID;
--         -- In a revision of its own, so that what stands above is committed:
--         ALTER TABLE sales VALIDATE CONSTRAINT sales_id;
--     Warning PG503: it reads every row of sales while statement 4 keeps everybody out of customers
--       put it into a revision of its own, so that the lock is given back before
--     Note PG705: note is character varying(40): another length will be another type
--       use text, with a CHECK on its length where that matters
ALTER TABLE sales ADD COLUMN note varchar(40), ADD CONSTRAINT sales_id CHECK (id > 0);

-- [8 of 9] alter table sales: drop constraint orders_state
--     revisions/30cc_names.sql:11, in transaction 2
--     locks: ACCESS EXCLUSIVE on sales until commit: blocks reads and writes
--     Warning PG210: from now on rows of sales can break what orders_state promised
--       make sure that nothing relies on it: to add it again, all rows have to be cleaned and checked
ALTER TABLE sales DROP CONSTRAINT orders_state;

COMMIT;

-- [9 of 9] drop index orders_state_idx, concurrently
--     revisions/30cc_names.sql:14, OUTSIDE A TRANSACTION: PostgreSQL does not run DROP INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     locks: SHARE UPDATE EXCLUSIVE on sales until it ends: blocks neither reads nor writes
--     If it fails: committed by then: the revision before this one and the first 5 statements of this one. The version table says 20bb.
--     It may leave: the index, marked INVALID; the statement drops it when it is run again
--     Go on with: sqlplan upgrade 20bb,30cc~5:30cc --sql
-- sqlplan:ignore PG606 the view is small
DROP INDEX CONCURRENTLY orders_state_idx;

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 6 statements of this one. The version table says 20bb.
--     Go on with: sqlplan upgrade 20bb,30cc~6:30cc --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 20bb -> 30cc
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '30cc' WHERE version_num = '20bb';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 20bb of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 30cc.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['30cc'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 30cc after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
