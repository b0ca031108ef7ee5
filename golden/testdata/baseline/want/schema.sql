-- upgrade base -> 0002
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      2 revisions, 14 statements, 2 transactions
--   Version table: ops.releases (native revisions)
--   Command:       sqlplan upgrade base:0002 --sql --version-table releases --version-table-schema ops
--   Compiled by:   sqlplan dev
--   Digest:        sha256:aead82ad569096f6d436fc5f8c984a64187fa8f8b3036d15965f1ada180a8d2c
--
-- Revisions, in this order:
--    1. 0001  the schema as pg_dump printed it
--    2. 0002  payments have a date
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
--   sqlplan downgrade 0002:base --sql --version-table releases --version-table-schema ops
--
-- Locks on what was there before:
--   none; it locks only what it makes itself
--
-- Notices:
--   revisions/0001_baseline.sql:6:1: note SP306: the revision changes statement_timeout, lock_timeout, client_encoding, standard_conforming_strings, search_path, check_function_bodies, default_tablespace for the rest of the session; the script puts it back at the revision's end

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
    IF to_regclass('ops.releases') IS NULL THEN
        held := '{}';
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM ops.releases;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: ops.releases must hold no row, or no such table before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 2: 0001  the schema as pg_dump printed it
-- =============================================================================
--   version table: base -> 0001
--   down_revision: base
--   file:          revisions/0001_baseline.sql
--   digest:        sha256:b9c0dbe1084470eb8f6c8fceedc836f034ab637630e49c630f60bc18de388a6f

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS ops.releases (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT releases_pkc PRIMARY KEY (version_num)
);

-- [1 of 14] set statement_timeout
--     revisions/0001_baseline.sql:6, in transaction 1
SET statement_timeout = 0;

-- [2 of 14] set lock_timeout
--     revisions/0001_baseline.sql:7, in transaction 1
SET lock_timeout = 0;

-- [3 of 14] set client_encoding
--     revisions/0001_baseline.sql:8, in transaction 1
SET client_encoding = 'UTF8';

-- [4 of 14] set standard_conforming_strings
--     revisions/0001_baseline.sql:9, in transaction 1
SET standard_conforming_strings = on;

-- [5 of 14] call pg_catalog.set_config()
--     revisions/0001_baseline.sql:10, in transaction 1
SELECT pg_catalog.set_config('search_path', '', false);

-- [6 of 14] set check_function_bodies
--     revisions/0001_baseline.sql:11, in transaction 1
SET check_function_bodies = false;

-- [7 of 14] set default_tablespace
--     revisions/0001_baseline.sql:12, in transaction 1
SET default_tablespace = '';

-- [8 of 14] create function public.total(integer)
--     revisions/0001_baseline.sql:14, in transaction 1
CREATE FUNCTION public.total(cents integer) RETURNS numeric
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT cents / 100.0 $$;

-- [9 of 14] create table public.payments
--     revisions/0001_baseline.sql:18, in transaction 1
CREATE TABLE public.payments (
    id integer NOT NULL,
    cents integer NOT NULL
);

-- [10 of 14] create sequence public.payments_id_seq
--     revisions/0001_baseline.sql:23, in transaction 1
CREATE SEQUENCE public.payments_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

-- [11 of 14] alter sequence public.payments_id_seq
--     revisions/0001_baseline.sql:31, in transaction 1
ALTER SEQUENCE public.payments_id_seq OWNED BY public.payments.id;

-- [12 of 14] alter table public.payments: set the default of column id
--     revisions/0001_baseline.sql:33, in transaction 1
ALTER TABLE ONLY public.payments ALTER COLUMN id SET DEFAULT nextval('public.payments_id_seq'::regclass);

-- [13 of 14] alter table public.payments: add primary key payments_pkey
--     revisions/0001_baseline.sql:35, in transaction 1
ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (id);

-- The revision changed this for the whole session: put it back.
RESET statement_timeout;
RESET lock_timeout;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
RESET search_path;
RESET check_function_bodies;
RESET default_tablespace;

-- Version table: (no row) -> 0001
INSERT INTO ops.releases (version_num) VALUES ('0001');

COMMIT;

-- =============================================================================
-- Revision 2 of 2: 0002  payments have a date
-- =============================================================================
--   version table: 0001 -> 0002
--   down_revision: 0001
--   file:          revisions/0002_paid.sql
--   digest:        sha256:9eb0c1fd2ad9c527beba7fbb09bd7ffd85a043ded274972d3119b2a8bc319663

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [14 of 14] alter table payments: add column paid_on date
--     revisions/0002_paid.sql:6, in transaction 2
ALTER TABLE payments ADD COLUMN paid_on date;

-- Version table: 0001 -> 0002
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE ops.releases SET version_num = '0002' WHERE version_num = '0001';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 0001 of ops.releases should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 0002.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['0002'];
    held text[];
    found text;
BEGIN
    IF to_regclass('ops.releases') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE "C"), '{}') INTO held
            FROM ops.releases;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: ops.releases must hold 0002 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
