-- upgrade base -> e08
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      8 revisions, 13 statements, 8 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:e08 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:92ede111193ae30517e1625e52e0c31e43eee04122ffcf122904ae5aab8497a6
--
-- Revisions, in this order:
--    1. e01  kinds of tea, for each kind of server
--    2. e02  saved by an editor on Windows
--    3. e03  Bezeichner mit Umlauten — 茶の名前 \u202e ']]' {{x}}
--    4. e04  done */ \! touch /tmp/owned \u2028 DROP TABLE teas; \u0007 -- \u001b[31m
--    5. e05  what psql would take for its variables
--    6. e06  bodies with semicolons
--    7. e07  nobody has written this one yet
--    8. e08  forget the prices
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
--   No way back through e08 (later/e08_forget.sql:12): the prices are gone: restore them from the archive, */ then stamp e07
--   What that does not restore:
--     table teas: the values that UPDATE replaces (revisions/e05_slices.sql:8) (revision e05)
--     table teas: the values that UPDATE replaces (revisions/e05_slices.sql:9) (revision e05)
--
-- Locks on what was there before:
--   none; it locks only what it makes itself
--
-- Notices:
--   revisions/e07_nothing_yet.sql:1:14: note SP307: revision e07 has no statements yet

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
-- Revision 1 of 8: e01  kinds of tea, for each kind of server
-- =============================================================================
--   version table: base -> e01
--   down_revision: base
--   author:        Jo "the \! brewer" Müller
--   created:       2024-02-29
--   ticket:        OPS-7, OPS-8
--   reviewed-by:   Ada
--   file:          revisions/e01_dialects.sql
--   digest:        sha256:84cddef49419c1c4165931bd020c0495852fae9d0a845bd4d2c1f29a7ed963fa

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 13] create table teas
--     revisions/e01_dialects.sql:13, in transaction 1
CREATE TABLE teas (name text PRIMARY KEY, notes text[]);

-- [2 of 13] insert 2 rows into table teas
--     revisions/e01_dialects.sql:16, in transaction 1
INSERT INTO teas (name) VALUES ('Earl Grey'), ('Sencha');

-- Version table: (no row) -> e01
INSERT INTO sqlplan_version (version_num) VALUES ('e01');

COMMIT;

-- =============================================================================
-- Revision 2 of 8: e02  saved by an editor on Windows
-- =============================================================================
--   version table: e01 -> e02
--   down_revision: e01
--   file:          revisions/e02_windows.sql
--   digest:        sha256:6e4d90a2d6b0255bc3189faca95cf4b1e1af545ff4d9bdf8adb39bda252bfff8

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [3 of 13] alter table teas: add column price numeric, add column stock integer
--     revisions/e02_windows.sql:6, in transaction 2
-- in grams
ALTER TABLE teas
	ADD COLUMN price numeric,
	ADD COLUMN stock integer;

-- Version table: e01 -> e02
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e02' WHERE version_num = 'e01';
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
-- Revision 3 of 8: e03  Bezeichner mit Umlauten — 茶の名前 \u202e ']]' {{x}}
-- =============================================================================
--   version table: e02 -> e03
--   down_revision: e02
--   file:          revisions/e03_unicode.sql
--   digest:        sha256:f354a09e9d525e7622baa20e4d9445ff48ddac016f97a71e97b88b4818e86ce3

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [4 of 13] alter table teas: add column "größe ☕" text
--     revisions/e03_unicode.sql:6, in transaction 3
ALTER TABLE teas ADD COLUMN "größe ☕" text DEFAULT E'groß\'e\n\\! date';

-- [5 of 13] comment on column "größe ☕" of table teas
--     revisions/e03_unicode.sql:7, in transaction 3
COMMENT ON COLUMN teas."größe ☕" IS U&'\2615; ''DROP TABLE teas; --';

-- Version table: e02 -> e03
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e03' WHERE version_num = 'e02';
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
-- Revision 4 of 8: e04  done */ \! touch /tmp/owned \u2028 DROP TABLE teas; \u0007 -- \u001b[31m
-- =============================================================================
--   version table: e03 -> e04
--   down_revision: e03
--   ticket:        \q \u0085 COMMIT;
--   file:          revisions/e04_breakout.sql
--   digest:        sha256:fbb326c66d1c696856f2150a2bc36517325e8d81eea8ca3dfda69d9b1ca9c7cd

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 13] create view cheap
--     revisions/e04_breakout.sql:8, in transaction 4
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
-- Revision 5 of 8: e05  what psql would take for its variables
-- =============================================================================
--   version table: e04 -> e05
--   down_revision: e04
--   file:          revisions/e05_slices.sql
--   digest:        sha256:c8de1652063c4938b680e658a2da900df1084d528274058344b952a486055c29

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [7 of 13] create function first_notes(integer)
--     revisions/e05_slices.sql:6, in transaction 5
CREATE FUNCTION first_notes(n integer) RETURNS text[] LANGUAGE sql STABLE
    RETURN (SELECT notes[1: n] FROM teas LIMIT 1);

-- [8 of 13] update table teas, every row
--     revisions/e05_slices.sql:8, in transaction 5
UPDATE teas SET notes = (ARRAY['a', 'b', 'c'])[1: n] FROM (VALUES (2)) AS v (n);

-- [9 of 13] update table teas
--     revisions/e05_slices.sql:9, in transaction 5
UPDATE teas SET notes[1: 2] = notes[2 : array_length(notes, 1)] WHERE name = ':n :''n'' :"n"';

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
-- Revision 6 of 8: e06  bodies with semicolons
-- =============================================================================
--   version table: e05 -> e06
--   down_revision: e05
--   file:          revisions/e06_bodies.sql
--   digest:        sha256:aa26f902aa29ff5565dd3734b9d3ca56b36e308f42b23e1f25fb705b7c26c868

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [10 of 13] create function restock(text, integer)
--     revisions/e06_bodies.sql:6, in transaction 6
CREATE FUNCTION restock(tea text, grams integer) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    UPDATE teas SET stock = coalesce(stock, 0) + grams WHERE name = tea;
    SELECT CASE WHEN grams > 0 THEN NULL ELSE NULL END;
END;

-- [11 of 13] create function brew(text)
--     revisions/e06_bodies.sql:13, in transaction 6
CREATE FUNCTION brew(tea text) RETURNS text LANGUAGE plpgsql AS $body$
BEGIN
    -- $$ is no end here; nor is 'this
    RETURN $$;$$ || format($f$%s; it's ready$f$, tea);
END
$body$;

-- [12 of 13] create rule no_delete on table teas
--     revisions/e06_bodies.sql:20, in transaction 6
CREATE RULE no_delete AS ON DELETE TO teas DO INSTEAD (SELECT 1; SELECT 2);

-- Version table: e05 -> e06
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e06' WHERE version_num = 'e05';
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
-- Revision 7 of 8: e07  nobody has written this one yet
-- =============================================================================
--   version table: e06 -> e07
--   down_revision: e06
--   file:          revisions/e07_nothing_yet.sql
--   digest:        sha256:b80adb87fe32c0be938936834bc2dbf85c8d1e7dfe231a31cff619df6f90b8fc

BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: e06 -> e07
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e07' WHERE version_num = 'e06';
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
-- Revision 8 of 8: e08  forget the prices
-- =============================================================================
--   version table: e07 -> e08
--   down_revision: e07
--   file:          later/e08_forget.sql
--   digest:        sha256:047b2980326e19ca4d9d431de75cbdf4b2ea66886171ba20265118c67766f44a

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [13 of 13] update table teas, every row
--     later/e08_forget.sql:10, in transaction 8
-- The prices are in the archive
-- since last spring.
-- Nobody reads them here.
UPDATE teas SET price = NULL;

-- Version table: e07 -> e08
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE sqlplan_version SET version_num = 'e08' WHERE version_num = 'e07';
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
-- Final check: the version table stands at e08.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['e08'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold e08 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
