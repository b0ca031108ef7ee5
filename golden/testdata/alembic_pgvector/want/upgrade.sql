-- upgrade base -> 0002
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      2 revisions, 3 statements, 2 transactions, 1 outside a transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:0002 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:1c395c47d529711f52a28450b47d980c6c92aa93cedfe7cbd993b1d7a6abfaf8
--
-- Revisions, in this order:
--    1. 0001  documents with their embeddings
--    2. 0002  find the nearest documents
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
--   sqlplan downgrade 0002:base --sql
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
-- Revision 1 of 2: 0001  documents with their embeddings
-- =============================================================================
--   version table: base -> 0001
--   down_revision: base
--   created:       2025-01-10 09:00:00
--   file:          migrations/versions/0001_documents.py
--   digest:        sha256:a61da9f6cefc0da841e9e841b7278381aa143ae07e3c09d9f2abbee31c089a9a

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 3] create extension vector
--     migrations/versions/0001_documents.py:19, in transaction 1
CREATE EXTENSION IF NOT EXISTS vector;

-- [2 of 3] create table documents
--     migrations/versions/0001_documents.py:20, in transaction 1
CREATE TABLE documents (
    id UUID DEFAULT gen_random_uuid() NOT NULL, 
    title TEXT NOT NULL, 
    embedding VECTOR(384), 
    PRIMARY KEY (id)
);

-- Version table: (no row) -> 0001
INSERT INTO alembic_version (version_num) VALUES ('0001');

COMMIT;

-- =============================================================================
-- Revision 2 of 2: 0002  find the nearest documents
-- =============================================================================
--   version table: 0001 -> 0002
--   down_revision: 0001
--   created:       2025-02-03 14:20:00
--   file:          migrations/versions/0002_nearest_documents.py
--   digest:        sha256:b70084e116aeabe21380bf302b3aa2b6ed9274834431b9341e681b4a18d9b372

-- [3 of 3] create index ix_documents_embedding on table documents, concurrently
--     migrations/versions/0002_nearest_documents.py:18, OUTSIDE A TRANSACTION: PostgreSQL does not run CREATE INDEX CONCURRENTLY inside a transaction block
--     waits: without a lock_timeout for transactions that are open, since a timeout would leave it half done; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes
--     If it fails: committed by then: the revision before this one. The version table says 0001.
--     It may leave: an index marked INVALID, which slows down every write and helps no query
--     Clear that with:
--       DROP INDEX CONCURRENTLY IF EXISTS ix_documents_embedding;
--     Go on with: sqlplan upgrade 0001:0002 --sql
CREATE INDEX CONCURRENTLY ix_documents_embedding ON documents USING hnsw (embedding vector_cosine_ops) WITH (m = 16, ef_construction = 64);

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says 0001.
--     Go on with: sqlplan upgrade 0001,0002~1:0002 --sql
BEGIN;
SET LOCAL lock_timeout = '5s';

-- Version table: 0001 -> 0002
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = '0002' WHERE version_num = '0001';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row 0001 of alembic_version should have been changed once, rows changed: ' || changed,
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
            MESSAGE = 'sqlplan: alembic_version must hold 0002 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
