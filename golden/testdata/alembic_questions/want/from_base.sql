-- upgrade base -> q2
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      2 revisions, 3 statements, 2 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:q2 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:50adf6e886031c9d27d148e6b185c590ad8fa458e7f8c49a5e006fa0bf7bc7d1
--
-- Revisions, in this order:
--    1. q1  orders and their states
--    2. q2  an enum of the states that production has
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
--   sqlplan downgrade q2:base --sql
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
    IF to_regclass('alembic_version') IS NULL THEN
        held := '{}';
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM alembic_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: alembic_version must hold no row, or no such table before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 2: q1  orders and their states
-- =============================================================================
--   version table: base -> q1
--   down_revision: base
--   created:       2024-09-02 09:00:00
--   file:          migrations/versions/q1_orders.py
--   digest:        sha256:5f45d39faedbacdae4bd576e633b38830889b5dce31042a1f54f81ec551a8393

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 3] create table orders
--     migrations/versions/q1_orders.py:18, in transaction 1
CREATE TABLE orders (
    id SERIAL NOT NULL, 
    state VARCHAR(20) NOT NULL, 
    total NUMERIC(12, 2), 
    PRIMARY KEY (id)
);

-- Version table: (no row) -> q1
INSERT INTO alembic_version (version_num) VALUES ('q1');

COMMIT;

-- =============================================================================
-- Revision 2 of 2: q2  an enum of the states that production has
-- =============================================================================
--   version table: q1 -> q2
--   down_revision: q1
--   created:       2024-09-20 15:30:00
--   file:          migrations/versions/q2_states.py
--   digest:        sha256:736b7ff7737b7fe26016f05f1e4a47e40ed3db9407736e49ecb66926f6dc37dc
--   assumes:       a query gives no rows, since its table was created on the way and nothing has written to it: SELECT DISTINCT state FROM orders ORDER BY state (migrations/versions/q2_states.py:21)

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 3] create type order_state
--     migrations/versions/q2_states.py:24, in transaction 2
CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent');

-- [3 of 3] alter table orders: change column state to type order_state
--     migrations/versions/q2_states.py:25, in transaction 2
ALTER TABLE orders ALTER COLUMN state TYPE order_state USING state::order_state;

-- Version table: q1 -> q2
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'q2' WHERE version_num = 'q1';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row q1 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at q2.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['q2'];
    held text[];
    found text;
BEGIN
    IF to_regclass('alembic_version') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM alembic_version;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: alembic_version must hold q2 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
