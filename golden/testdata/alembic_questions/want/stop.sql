-- upgrade q1 -> q4
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 1 statement, 3 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade q1:q4 --sql --on-unresolved stop
--   Compiled by:   sqlplan dev
--   Digest:        sha256:5d00fc23c74bcee30847265d855258c4343d02d9e7b5f5928ddf5a370fe7d8d7
--
-- Revisions, in this order:
--    1. q2  an enum of the states that production has
--    2. q3  totals are filled by a program, then NOT NULL
--    3. q4  orders by state
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at q1.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   It halts 2 times for a step that a person has to do: see sqlplan:stop below.
--
-- How to go back:
--   sqlplan downgrade q4:q1 --sql --on-unresolved stop
--   What a downgrade of these restores is not known:
--     revision q2: the revision does not compile
--     revision q3: the revision does not compile
--     revision q4: what orders looks like is not known: revision q3 could not be compiled
--
-- Findings of the review: 1 warning. In brackets the number of the statement, above which stands more.
--   [1] warning PG101: the index on orders is built while writes to the table wait
--
-- Locks on what was there before:
--   Transaction 3 (q4):
--     orders  SHARE  blocks writes; builds an index; statement 1
--
-- Notices:
--   migrations/versions/q2_states.py:22:36: warning SP500: a loop depends on the rows of a query at line 21, and they are not known: the rows of table orders are not known: the table was there before this script
--   migrations/versions/q3_totals.py:19:5: warning SP496: billing.totals.fill_totals() is called for what it does, and what that is cannot be known: the module billing is not in the project

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['q1'];
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
            MESSAGE = 'sqlplan: alembic_version must hold q1 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 3: q2  an enum of the states that production has
-- =============================================================================
--   version table: q1 -> q2
--   down_revision: q1
--   created:       2024-09-20 15:30:00
--   file:          migrations/versions/q2_states.py
--   digest:        sha256:736b7ff7737b7fe26016f05f1e4a47e40ed3db9407736e49ecb66926f6dc37dc

BEGIN;
SET LOCAL lock_timeout = '5s';

-- sqlplan:stop SP500 migrations/versions/q2_states.py:22:36 a loop depends on the rows of a query at line 21, and they are not known: the rows of table orders are not known: the table was there before this script
--   The script halts here: this revision could not be compiled, and a person has to do it.
--     Do it by hand, and record it with the script of:
--       sqlplan stamp q1:q2 --sql --exact --on-unresolved stop
--     Then go on with the script of:
--       sqlplan upgrade q2:q4 --sql --on-unresolved stop
--     If it was done before this script was started, say so in the session's settings:
--       PGOPTIONS="-c sqlplan.done=q2" psql ...
DO $sqlplan$
BEGIN
    IF NOT 'q2' = ANY (string_to_array(coalesce(current_setting('sqlplan.done', true), ''), ',')) THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: revision q2 has to be done by hand: a loop depends on the rows of a query at line 21, and they are not known: the rows of table orders are not known: the table was there before this script',
            HINT = 'Do the revision by hand, and go on as the comment above this block says.';
    END IF;
END
$sqlplan$;

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
-- Revision 2 of 3: q3  totals are filled by a program, then NOT NULL
-- =============================================================================
--   version table: q2 -> q3
--   down_revision: q2
--   created:       2024-10-01 11:45:00
--   file:          migrations/versions/q3_totals.py
--   digest:        sha256:32932abb467d80c06e801c07c291ea9c7fc61e16d3bf459848dbd6bc5a6a55b7

BEGIN;
SET LOCAL lock_timeout = '5s';

-- sqlplan:stop SP496 migrations/versions/q3_totals.py:19:5 billing.totals.fill_totals() is called for what it does, and what that is cannot be known: the module billing is not in the project
--   The script halts here: this revision could not be compiled, and a person has to do it.
--     Do it by hand, and record it with the script of:
--       sqlplan stamp q2:q3 --sql --exact --on-unresolved stop
--     Then go on with the script of:
--       sqlplan upgrade q3:q4 --sql --on-unresolved stop
--     If it was done before this script was started, say so in the session's settings:
--       PGOPTIONS="-c sqlplan.done=q3" psql ...
DO $sqlplan$
BEGIN
    IF NOT 'q3' = ANY (string_to_array(coalesce(current_setting('sqlplan.done', true), ''), ',')) THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: revision q3 has to be done by hand: billing.totals.fill_totals() is called for what it does, and what that is cannot be known: the module billing is not in the project',
            HINT = 'Do the revision by hand, and go on as the comment above this block says.';
    END IF;
END
$sqlplan$;

-- Version table: q2 -> q3
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'q3' WHERE version_num = 'q2';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row q2 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: q4  orders by state
-- =============================================================================
--   version table: q3 -> q4
--   down_revision: q3
--   created:       2024-10-02 09:20:00
--   file:          migrations/versions/q4_index.py
--   digest:        sha256:2fb689f1c3026cb1ba34e6ecd3b42d5c2c8fd4a36e230d657aa2f337b4481d37

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 1] create index ix_orders_state on table orders
--     migrations/versions/q4_index.py:17, in transaction 3
--     locks: SHARE on orders until commit: blocks writes; builds an index
--     Warning PG101: the index on orders is built while writes to the table wait
--       build it with CONCURRENTLY, outside of a transaction, where sqlplan sets it by itself; should it fail, drop the invalid index that it leaves
--       In Alembic: with op.get_context().autocommit_block(): op.create_index(..., postgresql_concurrently=True)
--         CREATE INDEX CONCURRENTLY ix_orders_state ON orders (state);
CREATE INDEX ix_orders_state ON orders (state);

-- Version table: q3 -> q4
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'q4' WHERE version_num = 'q3';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row q3 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at q4.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['q4'];
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
            MESSAGE = 'sqlplan: alembic_version must hold q4 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
