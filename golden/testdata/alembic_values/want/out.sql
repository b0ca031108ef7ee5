-- upgrade base -> v1
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      1 revision, 4 statements, 1 transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:v1 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:471431e75fa86a31764c5eb39ca811c85f27f9616c643b3a47f19159bcb5acec
--
-- Revisions, in this order:
--    1. v1  the first account
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
--   sqlplan downgrade v1:base --sql
--
-- Locks on what was there before:
--   none; it locks only what it makes itself
--
-- Notices:
--   migrations/versions/v1_accounts.py:23:5: note SP512: vault.ROLES is not known; its value is the declared one
--   migrations/versions/v1_accounts.py:26:54: note SP512: vault.limits().per_day is not known; its value is the declared one
--   migrations/versions/v1_accounts.py:26:94: note SP512: vault.hash_password().decode() is not known; its value is the declared one
--   migrations/versions/v1_accounts.py:29:51: note SP512: bind.engine.url.database is not known; its value is the declared one

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
-- Revision 1 of 1: v1  the first account
-- =============================================================================
--   version table: base -> v1
--   down_revision: base
--   file:          migrations/versions/v1_accounts.py
--   digest:        sha256:66b429007c2fe364f346e7dd843566c447c355d68c3d865d91f6ebefdfe0f52c

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 4] create table account
--     migrations/versions/v1_accounts.py:16, in transaction 1
CREATE TABLE account (
    name TEXT NOT NULL, 
    role TEXT NOT NULL, 
    per_day INTEGER NOT NULL, 
    password TEXT, 
    PRIMARY KEY (name)
);

-- [2 of 4] insert 1 row into table account
--     migrations/versions/v1_accounts.py:24, in transaction 1
INSERT INTO account (name, role, per_day, password) VALUES ('admin', 'admin', 1000, '$2b$12$GhvMmNVjRW29ulnudl.LbuAnUtN/LRfe1JsBm1Xu6LE3059z5Tr8m');

-- [3 of 4] insert 1 row into table account
--     migrations/versions/v1_accounts.py:24, in transaction 1
INSERT INTO account (name, role, per_day, password) VALUES ('clerk', 'clerk', 1000, '$2b$12$GhvMmNVjRW29ulnudl.LbuAnUtN/LRfe1JsBm1Xu6LE3059z5Tr8m');

-- [4 of 4] comment on table account
--     migrations/versions/v1_accounts.py:29, in transaction 1
COMMENT ON TABLE account IS 'of shop';

-- Version table: (no row) -> v1
INSERT INTO alembic_version (version_num) VALUES ('v1');

COMMIT;

-- =============================================================================
-- Final check: the version table stands at v1.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['v1'];
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
            MESSAGE = 'sqlplan: alembic_version must hold v1 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
