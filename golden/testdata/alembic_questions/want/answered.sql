-- upgrade q1 -> q2
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 2 statements, 1 transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade q1:q2 --sql --answers answers.jsonl
--   Compiled by:   sqlplan dev
--   Digest:        sha256:007655ded924bb786e39d74670cbda21470a177a322ce8638ce839f2e8f7e4e6
--
-- Revisions, in this order:
--    1. q2  an enum of the states that production has
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
--
-- How to go back:
--   sqlplan downgrade q2:q1 --sql --answers answers.jsonl
--
-- Findings of the review: 1 warning. In brackets the number of the statement, above which stands more.
--   [2] warning PG301: changing state from character varying(20) to order_state writes every row of orders again while nobody can read or write it
--
-- Locks on what was there before:
--   Transaction 1 (q2):
--     orders  ACCESS EXCLUSIVE  blocks reads and writes; rewrites the table; statement 2

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
-- Revision 1 of 1: q2  an enum of the states that production has
-- =============================================================================
--   version table: q1 -> q2
--   down_revision: q1
--   created:       2024-09-20 15:30:00
--   file:          migrations/versions/q2_states.py
--   digest:        sha256:736b7ff7737b7fe26016f05f1e4a47e40ed3db9407736e49ecb66926f6dc37dc
--   assumes:       question 5dea3b7d50cc has the same answer as in the answers file (migrations/versions/q2_states.py:21)

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Refuse a database for which the revision was not compiled.
DO $sqlplan$
BEGIN
    IF ((SELECT md5(coalesce(json_agg(row_to_json(q) ORDER BY row_to_json(q)::text), '[]')::text) FROM (
SELECT DISTINCT state FROM orders ORDER BY state
) q) = 'ade34d1073b2d9adb74299a84d9939c4') IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: not as assumed: question 5dea3b7d50cc has the same answer as in the answers file',
            HINT = 'This revision was compiled for a database in which this holds. Compile the script again for this database.';
    END IF;
END
$sqlplan$;

-- [1 of 2] create type order_state
--     migrations/versions/q2_states.py:24, in transaction 1
CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent', 'lost in the mail');

-- [2 of 2] alter table orders: change column state to type order_state
--     migrations/versions/q2_states.py:25, in transaction 1
--     locks: ACCESS EXCLUSIVE on orders until commit: blocks reads and writes; rewrites the table
--     Warning PG301: changing state from character varying(20) to order_state writes every row of orders again while nobody can read or write it
--       add a column of the new type, have new rows fill it, fill the old rows in batches, and swap the names in a later release
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
