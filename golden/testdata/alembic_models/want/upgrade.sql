-- upgrade base -> m3
--
--   Dialect:       postgresql, PostgreSQL 15 or later
--   Contents:      3 revisions, 19 statements, 3 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:m3 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:1a54ac09501103c4deeec56080d5cfebf584fe1e93c657b5d5b68d040cc5ad5f
--
-- Revisions, in this order:
--    1. m1  postage rates
--    2. m2  parcels and depots, with rows
--    3. m3  returns
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
--   sqlplan downgrade m3:base --sql
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
-- Revision 1 of 3: m1  postage rates
-- =============================================================================
--   version table: base -> m1
--   down_revision: base
--   file:          migrations/versions/m1_rates.py
--   digest:        sha256:517172b9ac282671d3ad64156770ce772f2f8c50b836a3807eafe909749d074d

BEGIN;
SET LOCAL lock_timeout = '5s';

-- The version table.
CREATE TABLE IF NOT EXISTS alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- [1 of 19] create table postage_rate
--     migrations/versions/m1_rates.py:18, in transaction 1
CREATE TABLE postage_rate (
    id UUID NOT NULL, 
    post_class VARCHAR(20) NOT NULL, 
    rate NUMERIC(8, 2) NOT NULL, 
    created_at TIMESTAMP WITHOUT TIME ZONE NOT NULL, 
    PRIMARY KEY (id)
);

-- [2 of 19] insert 1 row into table postage_rate
--     migrations/versions/m1_rates.py:25, in transaction 1
INSERT INTO postage_rate (id, post_class, rate, created_at) VALUES ('00000000-0000-0000-0000-000000000001', 'second', 0.5, '2024-01-01 00:00:00');

-- [3 of 19] insert 1 row into table postage_rate
--     migrations/versions/m1_rates.py:25, in transaction 1
INSERT INTO postage_rate (id, post_class, rate, created_at) VALUES ('00000000-0000-0000-0000-000000000002', 'second', 1.0, '2024-01-02 00:00:00');

-- [4 of 19] update table postage_rate
--     migrations/versions/m1_rates.py:28, in transaction 1
UPDATE postage_rate SET post_class='first' WHERE postage_rate.rate > 0.7;

-- Version table: (no row) -> m1
INSERT INTO alembic_version (version_num) VALUES ('m1');

COMMIT;

-- =============================================================================
-- Revision 2 of 3: m2  parcels and depots, with rows
-- =============================================================================
--   version table: m1 -> m2
--   down_revision: m1
--   file:          migrations/versions/m2_parcels.py
--   digest:        sha256:6b4e1c9fd5659ea4343909189899a94e6b96a1dc33e6379a6b53542f1190eebd
--   assumes:       a query gives 2 rows, since its tables were created and filled on the way: SELECT depot.id, depot.town FROM depot (migrations/versions/m2_parcels.py:31)
--   assumes:       a statement writes 2 rows, since its table was created and filled on the way: INSERT INTO parcel (name, kind, weight, depot_id) VALUES ('a', 'plain', 1, 1), ('b', 'gift', 2, 2) R ... (migrations/versions/m2_parcels.py:32)
--   assumes:       a statement writes one row, since its table was created and filled on the way: UPDATE parcel SET note = d.town FROM depot d WHERE d.id = parcel.depot_id AND d.town LIKE 'G%' (migrations/versions/m2_parcels.py:38)
--   assumes:       a statement writes one row, since its table was created and filled on the way: UPDATE parcel SET note = 'none' FROM depot d WHERE d.id = parcel.depot_id AND d.town = 'Ghent' (migrations/versions/m2_parcels.py:39)

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [5 of 19] create table depot
--     migrations/versions/m2_parcels.py:19, in transaction 2
CREATE TABLE depot (
    id SERIAL NOT NULL, 
    town VARCHAR NOT NULL, 
    PRIMARY KEY (id), 
    UNIQUE (town)
);

-- [6 of 19] create type kind
--     migrations/versions/m2_parcels.py:20, in transaction 2
CREATE TYPE kind AS ENUM ('plain', 'gift');

-- [7 of 19] create table parcel
--     migrations/versions/m2_parcels.py:20, in transaction 2
CREATE TABLE parcel (
    name VARCHAR(40) NOT NULL, 
    note VARCHAR, 
    id INTEGER GENERATED BY DEFAULT AS IDENTITY (START WITH 100), 
    kind kind NOT NULL, 
    weight NUMERIC(6, 2) NOT NULL, 
    depot_id INTEGER, 
    details JSON, 
    PRIMARY KEY (id), 
    FOREIGN KEY(depot_id) REFERENCES depot (id)
);

-- [8 of 19] insert 2 rows into table depot
--     migrations/versions/m2_parcels.py:30, in transaction 2
INSERT INTO depot (town) VALUES ('Ghent'), ('Bruges') ON CONFLICT (town) DO NOTHING;

-- [9 of 19] insert 2 rows into table parcel
--     migrations/versions/m2_parcels.py:33, in transaction 2
INSERT INTO parcel (name, kind, weight, depot_id) VALUES ('a', 'plain', 1, 1), ('b', 'gift', 2, 2) RETURNING id, name;

-- [10 of 19] update table parcel
--     migrations/versions/m2_parcels.py:37, in transaction 2
UPDATE parcel SET details='{"label": "a-100"}' WHERE parcel.id = 100;

-- [11 of 19] update table parcel
--     migrations/versions/m2_parcels.py:37, in transaction 2
UPDATE parcel SET details='{"label": "b-101"}' WHERE parcel.id = 101;

-- [12 of 19] update table parcel
--     migrations/versions/m2_parcels.py:38, in transaction 2
UPDATE parcel SET note = d.town FROM depot d WHERE d.id = parcel.depot_id AND d.town LIKE 'G%';

-- [13 of 19] update table parcel
--     migrations/versions/m2_parcels.py:39, in transaction 2
UPDATE parcel SET note = 'none' FROM depot d WHERE d.id = parcel.depot_id AND d.town = 'Ghent';

-- [14 of 19] insert 1 row into table parcel
--     migrations/versions/m2_parcels.py:43, in transaction 2
INSERT INTO parcel (name, note, kind, weight, depot_id, details) VALUES ('c', NULL, 'plain', 0, 1, '{}');

-- Version table: m1 -> m2
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'm2' WHERE version_num = 'm1';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row m1 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Revision 3 of 3: m3  returns
-- =============================================================================
--   version table: m2 -> m3
--   down_revision: m2
--   file:          migrations/versions/m3_returns.py
--   digest:        sha256:0f89c2787ac37839a2d2fd254068b553c027464409296c03f179cd5795e263ee
--   assumes:       a query gives one row, since its tables were created and filled on the way: SELECT id FROM returned WHERE why = 'late' (migrations/versions/m3_returns.py:18)

BEGIN;
SET LOCAL lock_timeout = '5s';

-- [15 of 19] create table returned
--     migrations/versions/m3_returns.py:14, in transaction 3
CREATE TABLE returned (
    id SERIAL NOT NULL, 
    why TEXT, 
    PRIMARY KEY (id)
);

-- [16 of 19] insert 1 row into table returned
--     migrations/versions/m3_returns.py:15, in transaction 3
INSERT INTO returned (id, why) VALUES (7, 'broken');

-- [17 of 19] call setval()
--     migrations/versions/m3_returns.py:16, in transaction 3
SELECT setval('returned_id_seq', (SELECT max(id) FROM returned));

-- [18 of 19] insert 1 row into table returned
--     migrations/versions/m3_returns.py:17, in transaction 3
INSERT INTO returned (why) VALUES ('late');

-- [19 of 19] comment on table returned
--     migrations/versions/m3_returns.py:19, in transaction 3
COMMENT ON TABLE returned IS 'late is 8';

-- Version table: m2 -> m3
DO $sqlplan$
DECLARE
    changed bigint;
BEGIN
    UPDATE alembic_version SET version_num = 'm3' WHERE version_num = 'm2';
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: row m2 of alembic_version should have been changed once, rows changed: ' || changed,
            HINT = 'Someone else changed the version table during this run. This transaction is rolled back.';
    END IF;
END
$sqlplan$;

COMMIT;

-- =============================================================================
-- Final check: the version table stands at m3.
-- =============================================================================
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['m3'];
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
            MESSAGE = 'sqlplan: alembic_version must hold m3 after this script; found: ' || found,
            HINT = 'The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
    END IF;
END
$sqlplan$;
