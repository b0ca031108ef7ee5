-- downgrade 20240301120000 -> base
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      4 revisions, 5 statements, 4 transactions, 1 outside a transaction
--   Version table: schema_migrations (golang-migrate revisions)
--   Command:       sqlplan downgrade 20240301120000:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:d48a7d3f323e87455bb35f42b1cee62bdc7ceab29acd6034af584f8aed7f8411
--
-- Revisions, in this order:
--    1. 20240301120000  notes
--    2. 3  unique email
--    3. 2  add names
--    4. 1  create users
--
-- How to run it:
--   psql -X -d DATABASE -f THIS_FILE
--   psql stops at the first error and then exits with a status other than 0.
--   It changes nothing unless the version table stands at 20240301120000.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan upgrade base:20240301120000 --sql
--   What that does not restore:
--     table notes: its rows
--     column first_name of table users: its values
--     column last_name of table users: its values
--     table users: its rows
--
-- Findings of the review: 4 warnings. In brackets the number of the statement, above which stands more.
--   [1] warning PG402: the rows of notes are lost, and running code that still names the table fails
--   [3] warning PG401: the values of users.last_name are lost, and running code that still names the column fails
--   [4] warning PG401: the values of users.first_name are lost, and running code that still names the column fails
--   [5] warning PG402: the rows of users are lost, and running code that still names the table fails
--
-- Locks on what was there before:
--   Transaction 1 (20240301120000):
--     notes  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--     users  ACCESS EXCLUSIVE  blocks reads and writes; statement 1
--   Outside transactions (3):
--     without blocking reads or writes: users
--   Transaction 3 (2):
--     users  ACCESS EXCLUSIVE  blocks reads and writes; statements 3-4
--   Transaction 4 (1):
--     users  ACCESS EXCLUSIVE  blocks reads and writes; statement 5

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

-- Guard: refuse any database but the one that this script was compiled for.
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['20240301120000'];
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
            MESSAGE = 'sqlplan: schema_migrations must hold 20240301120000 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$;

-- =============================================================================
-- Revision 1 of 4: 20240301120000  notes
-- =============================================================================
--   version table: 20240301120000 -> 3
--   down_revision: 3
--   file:          migrations/20240301120000_notes.up.sql
--   file:          migrations/20240301120000_notes.down.sql
--   digest:        sha256:ce6f3b38a2c05e772b4361b2b3415ff0109311072173d62b9e660f60192c9491

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [1 of 5] drop table notes
--     migrations/20240301120000_notes.down.sql:1, in transaction 1
--     locks: ACCESS EXCLUSIVE on notes and users until commit: blocks reads and writes
--     Warning PG402: the rows of notes are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE notes;

-- Version table: 20240301120000 -> 3
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE schema_migrations SET version = 3 WHERE version = 20240301120000 AND NOT dirty;
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 20240301120000 of schema_migrations should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 2 of 4: 3  unique email
-- =============================================================================
--   version table: 3 -> 2
--   down_revision: 2
--   file:          migrations/000003_unique_email.up.sql
--   file:          migrations/000003_unique_email.down.sql
--   digest:        sha256:4b073d749b644ea262d1ce17cc01434bc9e1ea39ee7695e02909bc14b2f03ffa

-- [2 of 5] drop index users_email_key, concurrently
--     migrations/000003_unique_email.down.sql:1, OUTSIDE A TRANSACTION: PostgreSQL does not run DROP INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     locks: SHARE UPDATE EXCLUSIVE on users until it ends: blocks neither reads nor writes
--     If it fails: committed by then: the revision before this one. The version table says 3.
--     It may leave: the index, marked INVALID; the statement drops it when it is run again
--     Go on with: sqlplan downgrade 3:base --sql --exact
DROP INDEX CONCURRENTLY IF EXISTS users_email_key;

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says 3.
--     Go on with: sqlplan downgrade 3~1:base --sql --exact
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 3 -> 2
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE schema_migrations SET version = 2 WHERE version = 3 AND NOT dirty;
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
-- Revision 3 of 4: 2  add names
-- =============================================================================
--   version table: 2 -> 1
--   down_revision: 1
--   file:          migrations/000002_add_names.up.sql
--   file:          migrations/000002_add_names.down.sql
--   digest:        sha256:bcdabf509bc35423c0ac9c5db67624a8ed2f7e25d618d56e86178717e0d89ea4

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [3 of 5] alter table users: drop column last_name
--     migrations/000002_add_names.down.sql:3, in transaction 3
--     locks: ACCESS EXCLUSIVE on users until commit: blocks reads and writes
--     Warning PG401: the values of users.last_name are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE users DROP COLUMN last_name;

-- [4 of 5] alter table users: drop column first_name
--     migrations/000002_add_names.down.sql:4, in transaction 3
--     locks: ACCESS EXCLUSIVE on users until commit: blocks reads and writes
--     Warning PG401: the values of users.first_name are lost, and running code that still names the column fails
--       back up what was written to it since the upgrade, if anybody may want it
ALTER TABLE users DROP COLUMN first_name;

-- Version table: 2 -> 1
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE schema_migrations SET version = 1 WHERE version = 2 AND NOT dirty;
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
-- Revision 4 of 4: 1  create users
-- =============================================================================
--   version table: 1 -> base
--   down_revision: base
--   file:          migrations/000001_create_users.up.sql
--   file:          migrations/000001_create_users.down.sql
--   digest:        sha256:d4e907eeb6f8c90a56258c8ee3a8bb8131e9b9d96e1d0a97983b3cc9baf72c9a

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [5 of 5] drop table users
--     migrations/000001_create_users.down.sql:1, in transaction 4
--     locks: ACCESS EXCLUSIVE on users until commit: blocks reads and writes
--     Warning PG402: the rows of users are lost, and running code that still names the table fails
--       back up what was written to it since the upgrade, if anybody may want it
DROP TABLE IF EXISTS users;

-- Version table: 1 -> (no row)
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    DELETE FROM schema_migrations WHERE version = 1 AND NOT dirty;
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
-- Final check: the version table stands at base.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := '{}';
    held text[];
    found text;
BEGIN
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
            MESSAGE = 'sqlplan: schema_migrations must hold no row, or no such table after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
