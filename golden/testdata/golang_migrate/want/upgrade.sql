-- upgrade base -> 20240301120000
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      4 revisions, 6 statements, 5 transactions, 1 outside a transaction
--   Version table: schema_migrations (golang-migrate revisions)
--   Command:       sqlplan upgrade base:20240301120000 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:d3211be5332ff72aef2e62a0f903a62da60830b34c654bc1eea39b288e835306
--
-- Revisions, in this order:
--    1. 1  create users
--    2. 2  add names
--    3. 3  unique email
--    4. 20240301120000  notes
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
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade 20240301120000:base --sql
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
    IF to_regclass('schema_migrations') IS NULL THEN
        held := '{}';
    ELSE
        SELECT coalesce(array_agg(version::text || CASE WHEN dirty THEN ' (dirty)' ELSE '' END ORDER BY version), '{}') INTO held
            FROM schema_migrations;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: schema_migrations must hold no row, or no such table before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 4: 1  create users
-- =============================================================================
--   version table: base -> 1
--   down_revision: base
--   file:          migrations/000001_create_users.up.sql
--   file:          migrations/000001_create_users.down.sql
--   digest:        sha256:d4e907eeb6f8c90a56258c8ee3a8bb8131e9b9d96e1d0a97983b3cc9baf72c9a

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS schema_migrations (
    version bigint NOT NULL PRIMARY KEY,
    dirty boolean NOT NULL
);

-- [1 of 6] create table users
--     migrations/000001_create_users.up.sql:1, in transaction 1
CREATE TABLE users (
    id    serial PRIMARY KEY,
    email text NOT NULL
);

-- Version table: (no row) -> 1
INSERT INTO schema_migrations (version, dirty) VALUES (1, false);

COMMIT;

-- =============================================================================
-- Revision 2 of 4: 2  add names
-- =============================================================================
--   version table: 1 -> 2
--   down_revision: 1
--   file:          migrations/000002_add_names.up.sql
--   file:          migrations/000002_add_names.down.sql
--   digest:        sha256:bcdabf509bc35423c0ac9c5db67624a8ed2f7e25d618d56e86178717e0d89ea4

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [2 of 6] alter table users: add column first_name text
--     migrations/000002_add_names.up.sql:3, in transaction 2
ALTER TABLE users ADD COLUMN first_name text;

-- [3 of 6] alter table users: add column last_name text
--     migrations/000002_add_names.up.sql:4, in transaction 2
ALTER TABLE users ADD COLUMN last_name text;

-- Version table: 1 -> 2
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE schema_migrations SET version = 2 WHERE version = 1 AND NOT dirty;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 1 of schema_migrations should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 4: 3  unique email
-- =============================================================================
--   version table: 2 -> 3
--   down_revision: 2
--   file:          migrations/000003_unique_email.up.sql
--   file:          migrations/000003_unique_email.down.sql
--   digest:        sha256:4b073d749b644ea262d1ce17cc01434bc9e1ea39ee7695e02909bc14b2f03ffa

-- [4 of 6] create unique index users_email_key on table users, concurrently
--     migrations/000003_unique_email.up.sql:1, OUTSIDE A TRANSACTION: PostgreSQL does not run CREATE INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     If it fails: committed by then: the 2 revisions before this one. The version table says 2.
--     It may leave: an index marked INVALID, which slows down every write and helps no query; clear it before you go on, since IF NOT EXISTS would keep it
--     Clear that with:
--       DROP INDEX CONCURRENTLY IF EXISTS users_email_key;
--     Go on with: sqlplan upgrade 2:20240301120000 --sql
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_email_key
    ON users (email);

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says 2.
--     Go on with: sqlplan upgrade 2,3~1:20240301120000 --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 2 -> 3
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE schema_migrations SET version = 3 WHERE version = 2 AND NOT dirty;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 2 of schema_migrations should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 4 of 4: 20240301120000  notes
-- =============================================================================
--   version table: 3 -> 20240301120000
--   down_revision: 3
--   file:          migrations/20240301120000_notes.up.sql
--   file:          migrations/20240301120000_notes.down.sql
--   digest:        sha256:ce6f3b38a2c05e772b4361b2b3415ff0109311072173d62b9e660f60192c9491

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [5 of 6] create table notes
--     migrations/20240301120000_notes.up.sql:2, in transaction 4
CREATE TABLE notes (user_id integer REFERENCES users, body text);

COMMIT;

-- The rest of the revision.
--     If it fails: committed by then: the 3 revisions before this one and the first statement of this one. The version table says 3.
--     Go on with: sqlplan upgrade 3,20240301120000~1:20240301120000 --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- [6 of 6] create index notes_user_idx on table notes
--     migrations/20240301120000_notes.up.sql:6, in transaction 5
CREATE INDEX notes_user_idx ON notes (user_id);

-- Version table: 3 -> 20240301120000
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE schema_migrations SET version = 20240301120000 WHERE version = 3 AND NOT dirty;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 3 of schema_migrations should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at 20240301120000.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['20240301120000'];
    held text[];
    found text;
BEGIN
    IF to_regclass('schema_migrations') IS NULL THEN
        held := NULL;
    ELSE
        SELECT coalesce(array_agg(version::text || CASE WHEN dirty THEN ' (dirty)' ELSE '' END ORDER BY version), '{}') INTO held
            FROM schema_migrations;
    END IF;
    IF held IS DISTINCT FROM expected THEN
        found := CASE WHEN held IS NULL THEN 'no such table' WHEN held = '{}' THEN 'no row'
            WHEN cardinality(held) > 8 THEN held[1] || ' ... ' || held[cardinality(held)] || ' (' || cardinality(held) || ' rows)'
            ELSE array_to_string(held, ', ') END;
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: schema_migrations must hold 20240301120000 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
