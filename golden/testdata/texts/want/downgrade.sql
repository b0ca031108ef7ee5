-- downgrade e07 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      7 revisions, 8 statements, 7 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade e07:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:e0a21797ff7bad0d036392386c71512d73775b00b9453d7111434f0315fb7980
--
-- Revisions, in this order:
--    1. e07  nobody has written this one yet
--    2. e06  bodies with semicolons
--    3. e05  what psql would take for its variables
--    4. e04  done */ \! touch /tmp/owned \u2028 DROP TABLE teas; \u0007 -- \u001b[31m
--    5. e03  Bezeichner mit Umlauten — 茶の名前 \u202e ']]' {{x}}
--    6. e02  saved by an editor on Windows
--    7. e01  kinds of tea, for each kind of server
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at e07.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade base:e07 --sql
--   What that does not restore:
--     column größe ☕ of table teas: its values
--     column price of table teas: its values
--     column stock of table teas: its values
--     table teas: its rows
--
-- Findings of the review: 4 warnings. In brackets the number of the statement, above which stands more.
--   [6] warning PG401: the values of teas."größe ☕" are lost, and running code that still names the column fails
--   [7] warning PG401: the values of teas.price are lost, and running code that still names the column fails
--   [7] warning PG401: the values of teas.stock are lost, and running code that still names the column fails
--   [8] warning PG402: the rows of teas are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 2 (e06):
--     teas  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--   Transaction 4 (e04):
--     view cheap  ACCESS EXCLUSIVE  blocks reads and writes; statement 5
--   Transaction 5 (e03):
--     teas  ACCESS EXCLUSIVE  blocks reads and writes; statement 6
--   Transaction 6 (e02):
--     teas  ACCESS EXCLUSIVE  blocks reads and writes; statement 7
--   Transaction 7 (e01):
--     teas  ACCESS EXCLUSIVE  blocks reads and writes; statement 8

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['e07'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold e07 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 7: e07  nobody has written this one yet
-- =============================================================================
--   version table: e07 -> e06
--   down_revision: e06
--   file:          revisions/e07_nothing_yet.sql
--   digest:        sha256:b80adb87fe32c0be938936834bc2dbf85c8d1e7dfe231a31cff619df6f90b8fc

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: e07 -> e06
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e06' WHERE version_num = 'e07';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row e07 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 7: e06  bodies with semicolons
-- =============================================================================
--   version table: e06 -> e05
--   down_revision: e05
--   file:          revisions/e06_bodies.sql
--   digest:        sha256:aa26f902aa29ff5565dd3734b9d3ca56b36e308f42b23e1f25fb705b7c26c868

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 8] drop rule no_delete on table teas
--     revisions/e06_bodies.sql:23, in transaction 2
--     locks: ACCESS EXCLUSIVE on teas until commit: blocks reads and writes
DROP RULE no_delete ON teas;

-- [2 of 8] drop function brew(text)
--     revisions/e06_bodies.sql:24, in transaction 2
DROP FUNCTION brew(text);

-- [3 of 8] drop function restock(text, integer)
--     revisions/e06_bodies.sql:25, in transaction 2
DROP FUNCTION restock(text, integer);

-- Version table: e06 -> e05
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e05' WHERE version_num = 'e06';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row e06 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 7: e05  what psql would take for its variables
-- =============================================================================
--   version table: e05 -> e04
--   down_revision: e04
--   file:          revisions/e05_slices.sql
--   digest:        sha256:c8de1652063c4938b680e658a2da900df1084d528274058344b952a486055c29

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [4 of 8] drop function first_notes(integer)
--     revisions/e05_slices.sql:12, in transaction 3
DROP FUNCTION first_notes(integer);

-- Version table: e05 -> e04
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e04' WHERE version_num = 'e05';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row e05 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 4 of 7: e04  done */ \! touch /tmp/owned \u2028 DROP TABLE teas; \u0007 -- \u001b[31m
-- =============================================================================
--   version table: e04 -> e03
--   down_revision: e03
--   ticket:        \q \u0085 COMMIT;
--   file:          revisions/e04_breakout.sql
--   digest:        sha256:fbb326c66d1c696856f2150a2bc36517325e8d81eea8ca3dfda69d9b1ca9c7cd

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [5 of 8] drop view cheap
--     revisions/e04_breakout.sql:15, in transaction 4
--     locks: ACCESS EXCLUSIVE on view cheap until commit: blocks reads and writes
DROP VIEW cheap;

-- Version table: e04 -> e03
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e03' WHERE version_num = 'e04';
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
-- Revision 5 of 7: e03  Bezeichner mit Umlauten — 茶の名前 \u202e ']]' {{x}}
-- =============================================================================
--   version table: e03 -> e02
--   down_revision: e02
--   file:          revisions/e03_unicode.sql
--   digest:        sha256:f354a09e9d525e7622baa20e4d9445ff48ddac016f97a71e97b88b4818e86ce3

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 8] alter table teas: drop column "größe ☕"
--     revisions/e03_unicode.sql:10, in transaction 5
--     locks: ACCESS EXCLUSIVE on teas until commit: blocks reads and writes
--     Warning PG401: the values of teas."größe ☕" are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE teas DROP COLUMN "größe ☕";

-- Version table: e03 -> e02
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e02' WHERE version_num = 'e03';
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
-- Revision 6 of 7: e02  saved by an editor on Windows
-- =============================================================================
--   version table: e02 -> e01
--   down_revision: e01
--   file:          revisions/e02_windows.sql
--   digest:        sha256:6e4d90a2d6b0255bc3189faca95cf4b1e1af545ff4d9bdf8adb39bda252bfff8

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [7 of 8] alter table teas: drop column price, drop column stock
--     revisions/e02_windows.sql:11, in transaction 6
--     locks: ACCESS EXCLUSIVE on teas until commit: blocks reads and writes
--     Warning PG401: the values of teas.price are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
--     Warning PG401: the values of teas.stock are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE teas DROP COLUMN price, DROP COLUMN stock;

-- Version table: e02 -> e01
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e01' WHERE version_num = 'e02';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row e02 of sqlplan_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 7 of 7: e01  kinds of tea, for each kind of server
-- =============================================================================
--   version table: e01 -> base
--   down_revision: base
--   author:        Jo "the \! brewer" Müller
--   created:       2024-02-29
--   ticket:        OPS-7, OPS-8
--   reviewed-by:   Ada
--   file:          revisions/e01_dialects.sql
--   digest:        sha256:84cddef49419c1c4165931bd020c0495852fae9d0a845bd4d2c1f29a7ed963fa

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [8 of 8] drop table teas
--     revisions/e01_dialects.sql:19, in transaction 7
--     locks: ACCESS EXCLUSIVE on teas until commit: blocks reads and writes
--     Warning PG402: the rows of teas are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE teas;

-- Version table: e01 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM sqlplan_version WHERE version_num = 'e01';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row e01 of sqlplan_version should have been changed once, rows changed: ' || changed,
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
