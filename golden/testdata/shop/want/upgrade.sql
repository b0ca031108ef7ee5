-- upgrade base -> 77c9d5
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      7 revisions, 13 statements, 8 transactions, 2 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:77c9d5 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:c97cc2dcddc3d19a565a220782ef90a801a966e8f4d8ba90f2e0737419fcc853
--
-- Revisions, in this order:
--    1. 1f0c3a  create customers
--    2. 2b7d90  create orders
--    3. 3c51e8  create invoices
--    4. 48d2f1  index orders by customer
--    5. 5a9e07  join billing and shop
--    6. 6bb410  orders can be refunded
--    7. 77c9d5  one name for customers
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
--   2 statements run outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade 77c9d5:base --sql
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
-- Revision 1 of 7: 1f0c3a  create customers
-- =============================================================================
--   version table: base -> 1f0c3a
--   down_revision: base
--   author:        Shop team
--   file:          revisions/1f0c3a_create_customers.sql
--   digest:        sha256:4b66c340053099cb0b9b808ebbd37dcd85f6316b14655489c2ee834783da146a

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 13] create table customers
--     revisions/1f0c3a_create_customers.sql:7, in transaction 1
CREATE TABLE customers (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email      text NOT NULL,
    first_name text,
    last_name  text,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- [2 of 13] create unique index customers_email_key on table customers
--     revisions/1f0c3a_create_customers.sql:15, in transaction 1
CREATE UNIQUE INDEX customers_email_key ON customers (lower(email));

-- Version table: (no row) -> 1f0c3a
INSERT INTO sqlplan_version (version_num) VALUES ('1f0c3a');

COMMIT;

-- =============================================================================
-- Revision 2 of 7: 2b7d90  create orders
-- =============================================================================
--   version table: 1f0c3a -> 2b7d90
--   down_revision: 1f0c3a
--   author:        Shop team
--   file:          revisions/2b7d90_create_orders.sql
--   digest:        sha256:5bbf22f923377f954bd6079038fbbf74bdbadecd6da33fb8d1d4ca04502447c8

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [3 of 13] create type order_status
--     revisions/2b7d90_create_orders.sql:7, in transaction 2
CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped');

-- [4 of 13] create table orders
--     revisions/2b7d90_create_orders.sql:9, in transaction 2
CREATE TABLE orders (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id),
    status      order_status NOT NULL DEFAULT 'new',
    total       numeric(12, 2) NOT NULL CHECK (total >= 0),
    ordered_at  timestamptz NOT NULL DEFAULT now()
);

-- Version table: 1f0c3a -> 2b7d90
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '2b7d90' WHERE version_num = '1f0c3a';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 1f0c3a of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 7: 3c51e8  create invoices
-- =============================================================================
--   version table: 2b7d90 -> 3c51e8
--   down_revision: 2b7d90
--   branch_labels: billing
--   author:        Billing team
--   ticket:        OPS-311
--   file:          revisions/3c51e8_create_invoices.sql
--   digest:        sha256:91b30be948ad0e80240cffe7e1b1a283d19e4f117310c6ab3527e58e39ab68c5

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [5 of 13] create table invoices
--     revisions/3c51e8_create_invoices.sql:9, in transaction 3
CREATE TABLE invoices (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id  bigint NOT NULL REFERENCES orders (id),
    number    text NOT NULL UNIQUE,
    issued_on date NOT NULL
);

-- [6 of 13] create function next_invoice_number()
--     revisions/3c51e8_create_invoices.sql:17, in transaction 3
-- Numbers have no gaps: they are given under a lock, one at a time.
CREATE FUNCTION next_invoice_number() RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    last bigint;
BEGIN
    LOCK TABLE invoices IN EXCLUSIVE MODE;
    SELECT coalesce(max(substr(number, 3)::bigint), 0) INTO last FROM invoices;
    RETURN 'R-' || last + 1;
END
$$;

-- Version table: 2b7d90 -> 3c51e8
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '3c51e8' WHERE version_num = '2b7d90';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 2b7d90 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 4 of 7: 48d2f1  index orders by customer
-- =============================================================================
--   version table: 3c51e8 -> 3c51e8, 48d2f1
--   down_revision: 2b7d90
--   branch_labels: shop
--   author:        Shop team
--   file:          revisions/48d2f1_index_orders_by_customer.sql
--   digest:        sha256:b5f30ef65df0ed39c1a48a1afc861d8119ef73b54fa37ecc115a2fb84cd3983f

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [7 of 13] alter table orders: add column note text
--     revisions/48d2f1_index_orders_by_customer.sql:8, in transaction 4
ALTER TABLE orders ADD COLUMN note text;

COMMIT;

-- [8 of 13] create index orders_customer_idx on table orders, concurrently
--     revisions/48d2f1_index_orders_by_customer.sql:11, OUTSIDE A TRANSACTION: PostgreSQL does not run CREATE INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     If it fails: committed by then: the 3 revisions before this one and the first statement of this one. The version table says 3c51e8.
--     It may leave: an index marked INVALID, which slows down every write and helps no query
--     Clear that with:
--       DROP INDEX CONCURRENTLY IF EXISTS orders_customer_idx;
--     Go on with: sqlplan upgrade 3c51e8,48d2f1~1:77c9d5 --sql
-- The table is large and busy: build the index beside the traffic.
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id, ordered_at DESC);

-- The rest of the revision.
--     If it fails: committed by then: the 3 revisions before this one and the first 2 statements of this one. The version table says 3c51e8.
--     Go on with: sqlplan upgrade 3c51e8,48d2f1~2:77c9d5 --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: (no row) -> 48d2f1
INSERT INTO sqlplan_version (version_num) VALUES ('48d2f1');

COMMIT;

-- =============================================================================
-- Revision 5 of 7: 5a9e07  join billing and shop
-- =============================================================================
--   version table: 3c51e8, 48d2f1 -> 5a9e07
--   down_revision: 3c51e8, 48d2f1
--   file:          revisions/5a9e07_join_billing_and_shop.sql
--   digest:        sha256:12007dc4fd4ff46c66480677f756fcb4d00851693ac8f72494d4a5fc933934a9

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 3c51e8 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = '3c51e8';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 3c51e8 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

-- Version table: 48d2f1 -> 5a9e07
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '5a9e07' WHERE version_num = '48d2f1';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 48d2f1 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 6 of 7: 6bb410  orders can be refunded
-- =============================================================================
--   version table: 5a9e07 -> 6bb410
--   down_revision: 5a9e07
--   author:        Billing team
--   file:          revisions/6bb410_orders_can_be_refunded.sql
--   digest:        sha256:edd349643d8c65d2786a6716890d563ad379337f0f15d1704d50881f2c70424e

-- Nobody waits for long behind what follows outside a transaction.
SET lock_timeout = '5s';

-- [9 of 13] alter type order_status: add value 'refunded'
--     revisions/6bb410_orders_can_be_refunded.sql:7, OUTSIDE A TRANSACTION: a new enum value can be used only after its commit, and line 9 uses it
--     If it fails: committed by then: the 5 revisions before this one. The version table says 5a9e07.
--     Go on with: sqlplan upgrade 5a9e07:77c9d5 --sql
ALTER TYPE order_status ADD VALUE 'refunded' AFTER 'shipped';

RESET lock_timeout;

-- The rest of the revision.
--     If it fails: committed by then: the 5 revisions before this one and the first statement of this one. The version table says 5a9e07.
--     Go on with: sqlplan upgrade 5a9e07,6bb410~1:77c9d5 --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [10 of 13] create view refunded_orders
--     revisions/6bb410_orders_can_be_refunded.sql:9, in transaction 7
CREATE VIEW refunded_orders AS
    SELECT id, customer_id, total FROM orders WHERE status = 'refunded';

-- Version table: 5a9e07 -> 6bb410
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '6bb410' WHERE version_num = '5a9e07';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 5a9e07 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 7 of 7: 77c9d5  one name for customers
-- =============================================================================
--   version table: 6bb410 -> 77c9d5
--   down_revision: 6bb410
--   author:        Shop team
--   file:          revisions/77c9d5_one_name_for_customers.sql
--   digest:        sha256:47eadaebe145c8a1b6ffcf31fcbbc0f7ebd08aafbf17f8b88e3f59dabf5a4e2e

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [11 of 13] alter table customers: add column name text
--     revisions/77c9d5_one_name_for_customers.sql:7, in transaction 8
ALTER TABLE customers ADD COLUMN name text;

-- [12 of 13] update table customers, every row
--     revisions/77c9d5_one_name_for_customers.sql:9, in transaction 8
UPDATE customers
   SET name = coalesce(nullif(trim(concat_ws(' ', first_name, last_name)), ''), email);

-- [13 of 13] alter table customers: forbid nulls in column name
--     revisions/77c9d5_one_name_for_customers.sql:12, in transaction 8
ALTER TABLE customers ALTER COLUMN name SET NOT NULL;

-- Version table: 6bb410 -> 77c9d5
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = '77c9d5' WHERE version_num = '6bb410';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 6bb410 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 77c9d5.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['77c9d5'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold 77c9d5 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
