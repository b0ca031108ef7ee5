-- upgrade e03 -> e05
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      2 revisions, 4 statements, 2 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade e03:e05 --sql --runner plain
--   Compiled by:   sqlplan dev
--   Digest:        sha256:115454538c0251c0003ac3ff9fca22246827e6d37a4837bb0cd37bd0b4523720
--
-- Revisions, in this order:
--    1. e04  done */ \! touch /tmp/owned \u2028 DROP TABLE teas; \u0007 -- \u001b[31m
--    2. e05  what psql would take for its variables
--
-- How to run it:
--   One statement at a time, each sent on its own, in this order, on one
--   connection in autocommit mode. Stop at the first error.
--   It changes nothing unless the version table stands at e03.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade e05:e03 --sql --runner plain
--   What that does not restore:
--     table teas: the values that UPDATE replaces (revisions/e05_slices.sql:8)
--     table teas: the values that UPDATE replaces (revisions/e05_slices.sql:9)
--
-- Findings of the review: 1 warning. In brackets the number of the statement, above which stands more.
--   [3] warning PG505: writes every row of teas again in one transaction
--
-- Locks on what was there before:
--   Transaction 1 (e04):
--     without blocking reads or writes: teas
--   Transaction 2 (e05):
--     teas  ROW EXCLUSIVE  blocks writes to the same rows; statements 3-4
--   Besides, 1 view that the script makes itself.

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['e03'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold e03 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 2: e04  done */ \! touch /tmp/owned \u2028 DROP TABLE teas; \u0007 -- \u001b[31m
-- =============================================================================
--   version table: e03 -> e04
--   down_revision: e03
--   ticket:        \q \u0085 COMMIT;
--   file:          revisions/e04_breakout.sql
--   digest:        sha256:fbb326c66d1c696856f2150a2bc36517325e8d81eea8ca3dfda69d9b1ca9c7cd

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 4] create view cheap
--     revisions/e04_breakout.sql:8, in transaction 1
/* A comment /* in a comment */ with a \! in it; and :name too. */
-- before the semicolon
CREATE VIEW cheap AS -- the \! here is a comment, too
    SELECT name, price /* :'x' ; */ FROM teas WHERE price < 10;

-- Version table: e03 -> e04
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e04' WHERE version_num = 'e03';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row e03 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 2: e05  what psql would take for its variables
-- =============================================================================
--   version table: e04 -> e05
--   down_revision: e04
--   file:          revisions/e05_slices.sql
--   digest:        sha256:c8de1652063c4938b680e658a2da900df1084d528274058344b952a486055c29

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 4] create function first_notes(integer)
--     revisions/e05_slices.sql:6, in transaction 2
CREATE FUNCTION first_notes(n integer) RETURNS text[] LANGUAGE sql STABLE
    RETURN (SELECT notes[1:n] FROM teas LIMIT 1);

-- [3 of 4] update table teas, every row
--     revisions/e05_slices.sql:8, in transaction 2
--     locks: ROW EXCLUSIVE on teas until commit: blocks writes to the same rows
--     Warning PG505: writes every row of teas again in one transaction
--       do it in batches, each in a transaction of its own, outside of the schema's revisions
UPDATE teas SET notes = (ARRAY['a', 'b', 'c'])[1:n] FROM (VALUES (2)) AS v (n);

-- [4 of 4] update table teas
--     revisions/e05_slices.sql:9, in transaction 2
--     locks: ROW EXCLUSIVE on teas until commit: blocks writes to the same rows
UPDATE teas SET notes[1:2] = notes[2 :array_length(notes, 1)] WHERE name = ':n :''n'' :"n"';

-- Version table: e04 -> e05
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e05' WHERE version_num = 'e04';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row e04 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at e05.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['e05'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold e05 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
