-- Pre-flight of: upgrade a100 -> b200
--
-- It only reads, and tells whether the release will fail on this database. One line for each check:
--   number, verdict, what is looked for, where, how many there are, an example
--   ok    nothing is in the way
--   FAIL  the release would stop, or leave out what it should do
--   WARN  it would go through, but look at it; or the check could not be made
-- It ends with an error if a check says FAIL.
--
--   Dialect:       postgresql, server version 15 or later
--   Checks:        26
--   Release:       sqlplan upgrade a100:b200 --sql --dialect postgresql --stats stats.csv
--   Digest:        sha256:394de09271522463e5bc3413e1e7daaa523de2a08b07bb26bb446ae66e4d8e30
--   Compiled by:   sqlplan dev
--
-- How to run it:
--   psql -X -q -d DATABASE -f THIS_FILE
--   as the role that will run the release, since it asks for privileges, too
--   exit code 0: the release goes through; 3: a check says FAIL; 1 or 2: psql could not read the file, or lost the server
--
-- What it does to the database: each check is a transaction of its own that only reads, waits for no lock longer than a few
-- seconds, and is given up after ten minutes. Of rows it prints the primary key, and no other value.
-- It reads these tables in full:
--   customers, 4 times
--   events_2026, once
--   orders, 5 times
--   stays, once

\set ON_ERROR_STOP on
\set AUTOCOMMIT on
\set QUIET on
\pset tuples_only on
\pset format unaligned
\pset fieldsep ' | '
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET default_transaction_read_only = on;
SET lock_timeout = '2s';
SET statement_timeout = '10min';
SET client_min_messages = warning;
SET sqlplan.checks = '0';
SET sqlplan.failed = '0';
SET sqlplan.warned = '0';
PREPARE sqlplan_verdict (int, text, text, text, text) AS -- number, verdict if something is found, if it cannot be asked; what, where
SELECT lpad($1::text, 3), rpad(verdict, 4), $4, $5, CASE WHEN error = '' THEN found ELSE '' END, example
FROM (SELECT *, CASE WHEN error ~ '^22' AND $3 = 'DATA' THEN $2 WHEN error <> '' THEN replace($3, 'DATA', 'WARN') WHEN found <> '0' THEN $2 ELSE 'ok' END AS verdict,
        CASE WHEN error = '' THEN left(current_setting('sqlplan.example'), 300)
            ELSE CASE WHEN $3 = 'FAIL' THEN '' WHEN error ~ '^22' AND $3 = 'DATA' THEN 'mend the row, or the condition (NULLIF, CASE), with which the server cannot work it out: ' ELSE 'cannot be checked: ' END || CASE
                WHEN error LIKE 'P0001%' THEN 'a function of this database refuses it'
                WHEN error ~ '^2[23]' THEN regexp_replace(substr(error, 7), '".*"', '"..."')
                ELSE left(substr(error, 7), 300) END END AS example
    FROM (SELECT current_setting('sqlplan.found') AS found, current_setting('sqlplan.error') AS error) AS answer) AS row
WHERE set_config('sqlplan.checks', (current_setting('sqlplan.checks')::int + 1)::text, false) <> ''
    AND set_config('sqlplan.failed', (current_setting('sqlplan.failed')::int + (verdict = 'FAIL')::int)::text, false) <> ''
    AND set_config('sqlplan.warned', (current_setting('sqlplan.warned')::int + (verdict = 'WARN')::int)::text, false) <> '';

-- [1 of 26] the version table is where the script starts
--     the guard of the release
DO $sqlplan1$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
DO $sqlplan$
DECLARE
    expected text[] := ARRAY['a100'];
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
            MESSAGE = 'sqlplan: sqlplan_version must hold a100 before this script; found: ' || found,
            HINT = 'Nothing was changed. Is this the right database? sqlplan current says where it stands.';
    END IF;
END
$sqlplan$
$q$;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan1$;
EXECUTE sqlplan_verdict(1, 'FAIL', 'FAIL',
    'the version table is where the script starts', '');

-- [2 of 26] tables that the release needs and that are missing: customers, events, events_2026 and 2 more
--     statements 2-3, 6-12: the tables on which the release works and that it does not make itself
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT t.name FROM (VALUES ('public.customers'), ('public.events'), ('public.events_2026'), ('public.orders'), ('public.stays')) AS t (name) WHERE to_regclass(t.name) IS NULL) AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(2, 'FAIL', 'WARN',
    'tables that the release needs and that are missing', 'customers, events, events_2026 and 2 more');

-- [3 of 26] names that the release makes and that are taken: constraint purchases_customer, table kinds, constraint purchases_kind and 2 more
--     statements 3-4, 6, 9, 12: what the release makes
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT o.kind || ' ' || CASE WHEN o.kind IN ('column', 'constraint') THEN o.bare || ' of ' || o.of WHEN o.kind = 'extension' THEN o.bare ELSE o.name END
    FROM (VALUES ('constraint', 'purchases_customer', 'public.orders', 'purchases_customer'), ('table', 'public.kinds', '""', 'kinds'), ('constraint', 'purchases_kind', 'public.orders', 'purchases_kind'), ('constraint', 'stays_once', 'public.stays', 'stays_once'), ('index', 'public.customers_email', 'public.customers', 'customers_email')) AS o (kind, name, of, bare)
    WHERE CASE o.kind
        WHEN 'schema' THEN EXISTS (SELECT FROM pg_namespace WHERE nspname = o.bare)
        WHEN 'extension' THEN EXISTS (SELECT FROM pg_extension WHERE extname = o.bare)
        WHEN 'type' THEN to_regtype(o.name) IS NOT NULL
        WHEN 'column' THEN EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass(o.of) AND attname = o.bare AND NOT attisdropped)
        WHEN 'constraint' THEN EXISTS (SELECT FROM pg_constraint WHERE conrelid = to_regclass(o.of) AND conname = o.bare)
        ELSE to_regclass(o.name) IS NOT NULL END) AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(3, 'FAIL', 'WARN',
    'names that the release makes and that are taken', 'constraint purchases_customer, table kinds, constraint purchases_kind and 2 more');

-- [4 of 26] invalid indexes left behind under such a name: drop them first: index customers_email
--     statements 3-4, 6, 9, 12: what the release makes
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT o.kind || ' ' || CASE WHEN o.kind IN ('column', 'constraint') THEN o.bare || ' of ' || o.of WHEN o.kind = 'extension' THEN o.bare ELSE o.name END
    FROM (VALUES ('index', 'public.customers_email', 'public.customers', 'customers_email')) AS o (kind, name, of, bare)
    JOIN pg_index i ON i.indexrelid = to_regclass(o.name) WHERE NOT i.indisvalid) AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(4, 'FAIL', 'WARN',
    'invalid indexes left behind under such a name: drop them first', 'index customers_email');

-- [5 of 26] extensions that the server does not have: btree_gist
--     statement 1: CREATE EXTENSION
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT e.name FROM (VALUES ('btree_gist')) AS e (name) WHERE NOT EXISTS (SELECT FROM pg_available_extensions a WHERE a.name = e.name)) AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(5, 'FAIL', 'WARN',
    'extensions that the server does not have', 'btree_gist');

-- [6 of 26] extensions that the role may not install: btree_gist
--     statement 1: CREATE EXTENSION
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT e.name FROM (VALUES ('btree_gist')) AS e (name)
    WHERE NOT EXISTS (SELECT FROM pg_extension x WHERE x.extname = e.name)
        AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        AND NOT (has_database_privilege(current_database(), 'CREATE') AND EXISTS (SELECT FROM pg_available_extension_versions v
            WHERE v.name = e.name AND (to_jsonb(v) ->> 'trusted')::boolean))) AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(6, 'FAIL', 'WARN',
    'extensions that the role may not install', 'btree_gist');

-- [7 of 26] tables that the role does not own: customers, events, events_2026 and 2 more
--     statements 2-3, 6-9, 11-12: what the release does to tables that are there, and to the version table
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT DISTINCT t.name || ' belongs to ' || pg_get_userbyid(c.relowner) FROM (VALUES ('public.customers', 'owner'), ('public.events', 'owner'), ('public.events_2026', 'owner'), ('public.orders', 'owner'), ('public.stays', 'owner')) AS t (name, way)
    JOIN pg_class c ON c.oid = to_regclass(t.name)
    WHERE NOT pg_has_role(c.relowner, 'USAGE')) AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(7, 'FAIL', 'WARN',
    'tables that the role does not own', 'customers, events, events_2026 and 2 more');

-- [8 of 26] privileges that the role lacks: UPDATE on sqlplan_version, REFERENCES on customers
--     statements 2-3, 6-9, 11-12: what the release does to tables that are there, and to the version table
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT t.word || ' on ' || t.name FROM (VALUES ('sqlplan_version', 'UPDATE', 'UPDATE'), ('public.customers', 'REFERENCES', 'REFERENCES')) AS t (name, privilege, word)
    JOIN pg_class c ON c.oid = to_regclass(t.name) WHERE NOT CASE
        WHEN t.privilege IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') THEN has_any_column_privilege(c.oid, t.privilege)
        ELSE has_table_privilege(c.oid, t.privilege) END) AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(8, 'FAIL', 'WARN',
    'privileges that the role lacks', 'UPDATE on sqlplan_version, REFERENCES on customers');

-- [9 of 26] types, sequences and the like that the role does not own: type quantity
--     statement 10: what else the release changes or drops
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT DISTINCT o.kind || ' ' || o.name || ' belongs to ' || pg_get_userbyid(held.owner)
    FROM (VALUES ('type', 'public.quantity', 'no')) AS o (kind, name, dropped)
    JOIN (SELECT 'sequence', oid, relowner, relnamespace FROM pg_class UNION ALL SELECT 'type', oid, typowner, typnamespace FROM pg_type
            UNION ALL SELECT 'schema', oid, nspowner, oid FROM pg_namespace) AS held (kind, oid, owner, space)
        ON held.kind = o.kind AND held.oid = CASE o.kind WHEN 'type' THEN to_regtype(o.name)::oid WHEN 'sequence' THEN to_regclass(o.name)::oid WHEN 'schema' THEN to_regnamespace(o.name)::oid END
    JOIN pg_namespace n ON n.oid = held.space
    WHERE NOT pg_has_role(held.owner, 'USAGE') AND NOT (o.dropped = 'yes' AND pg_has_role(n.nspowner, 'USAGE'))) AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(9, 'FAIL', 'WARN',
    'types, sequences and the like that the role does not own', 'type quantity');

-- [10 of 26] schemas in which the role may not create: public
--     statements 2, 4, 9, 12: what the release makes or renames there
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT s.name FROM (VALUES ('public')) AS s (name)
    JOIN pg_namespace n ON n.nspname = s.name WHERE NOT has_schema_privilege(n.oid, 'CREATE')) AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(10, 'FAIL', 'WARN',
    'schemas in which the role may not create', 'public');

-- [11 of 26] transactions that are open for more than 5 minutes
--     statements 2-3, 6-12: the release would wait for them, and others for the release; ask again right before the window
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT 'pid ' || pid || ' of ' || coalesce(usename, '?') || ' since ' || date_trunc('second', now() - xact_start)
    FROM pg_stat_activity WHERE xact_start < now() - interval '5 minutes' AND pid <> pg_backend_pid() AND datname = current_database()
    UNION ALL
    SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts WHERE database = current_database()) AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(11, 'WARN', 'WARN',
    'transactions that are open for more than 5 minutes', '');

-- [12 of 26] sessions that hold locks on these tables for more than 10 seconds: customers, events, events_2026 and 2 more
--     statements 2-3, 6-12: the release would wait for them, and others for the release; ask again right before the window
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT DISTINCT 'pid ' || l.pid || ' ' || l.mode || ' on ' || t.name || ' since ' || date_trunc('second', now() - a.xact_start)
    FROM (VALUES ('public.customers'), ('public.events'), ('public.events_2026'), ('public.orders'), ('public.stays')) AS t (name)
    JOIN pg_locks l ON l.relation = to_regclass(t.name) AND l.granted
    JOIN pg_stat_activity a ON a.pid = l.pid AND a.pid <> pg_backend_pid()
    WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND a.xact_start < now() - interval '10 seconds') AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(12, 'WARN', 'WARN',
    'sessions that hold locks on these tables for more than 10 seconds', 'customers, events, events_2026 and 2 more');

-- [13 of 26] invalid indexes left behind on these tables: customers, events, events_2026 and 2 more
--     statements 2-3, 6-12: the release does not need them, and a write pays for each
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), string_agg(what, '; ' ORDER BY what)
FROM (SELECT i.indexrelid::regclass || ' on ' || t.name FROM (VALUES ('public.customers'), ('public.events'), ('public.events_2026'), ('public.orders'), ('public.stays')) AS t (name)
    JOIN pg_index i ON i.indrelid = to_regclass(t.name)
    JOIN pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i' WHERE NOT i.indisvalid) AS found (what)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(13, 'WARN', 'WARN',
    'invalid indexes left behind on these tables', 'customers, events, events_2026 and 2 more');

-- [14 of 26] tables of more than 1 GB that are written again, which needs as much disk besides: customers, orders
--     statements 7-8: the server keeps the old table until the new one is committed; how much disk is free it does not tell
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
WITH t AS (SELECT name, to_regclass(name) AS rel FROM (VALUES ('public.customers'), ('public.orders')) AS t (name))
SELECT count(*) FILTER (WHERE size > 1073741824), concat(string_agg(name || ' ' || pg_size_pretty(size), '; ' ORDER BY size DESC, name), '; free on the server''s disk must be ', pg_size_pretty(sum(size)))
FROM (SELECT name, coalesce((SELECT sum(pg_total_relation_size(relid))::bigint FROM pg_partition_tree(rel)), pg_total_relation_size(rel), 0) AS size
    FROM t
    WHERE NOT EXISTS (SELECT FROM t AS whole WHERE whole.rel <> t.rel AND whole.rel IN (SELECT relid FROM pg_partition_ancestors(t.rel)))) AS found
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(14, 'WARN', 'WARN',
    'tables of more than 1 GB that are written again, which needs as much disk besides', 'customers, orders');

-- [15 of 26] orphans: purchases (customer) -> customers (id)
--     statement 3, alter table purchases: add foreign key purchases_customer to table customers (revisions/b200_keys.sql:7)
--     reads every row of orders (98 million rows, 45 GB), customers (1.2 million rows, 238 MB)
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), min(concat('id = ', child.id))
FROM public.orders AS child
WHERE child.customer IS NOT NULL
    AND NOT EXISTS (SELECT FROM public.customers AS parent WHERE parent.id = child.customer)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(15, 'FAIL', 'WARN',
    'orphans', 'purchases (customer) -> customers (id)');

-- [16 of 26] orphans: purchases (code) -> kinds (code), which is made by this release and holds 2 rows
--     statement 6, alter table purchases: add foreign key purchases_kind to table kinds (revisions/b200_keys.sql:10)
--     reads every row of orders (98 million rows, 45 GB)
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), min(concat('id = ', child.id))
FROM public.orders AS child
WHERE child.code IS NOT NULL
    AND NOT EXISTS (SELECT FROM (VALUES ('web'::character varying(50)), ('shop'::character varying(50))) AS parent (code) WHERE parent.code = child.code)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(16, 'FAIL', 'WARN',
    'orphans', 'purchases (code) -> kinds (code), which is made by this release and holds 2 rows');

-- [17 of 26] values that do not fit the new type: customers (age), from text to integer
--     statement 7, alter table customers: change column age to type integer, forbid nulls in column name (revisions/b200_keys.sql:11)
--     reads every row of customers (1.2 million rows, 238 MB)
DO $sqlplan$
DECLARE n bigint := 0; example text; r record;
BEGIN
    BEGIN
    EXECUTE $q$
SELECT count((age::int)::integer)
FROM public.customers AS customers
$q$ INTO example;
    example := NULL;
EXCEPTION WHEN OTHERS THEN
    FOR r IN EXECUTE $q$
SELECT customers.tableoid, customers.ctid, concat('id = ', customers.id) AS key
FROM public.customers AS customers
$q$ LOOP
        BEGIN
            EXECUTE $q$
SELECT count((age::int)::integer)
FROM public.customers AS customers
WHERE customers.tableoid = $1 AND customers.ctid = $2
$q$ INTO example USING r.tableoid, r.ctid;
        EXCEPTION WHEN OTHERS THEN
            n := n + 1;
            IF n = 1 THEN
                PERFORM set_config('sqlplan.example', r.key || ': ' || CASE WHEN SQLSTATE = 'P0001' THEN 'the expression refuses it' ELSE regexp_replace(SQLERRM, '".*"', '"..."') END, false);
            END IF;
        END;
        EXIT WHEN n >= 1000 OR clock_timestamp() > statement_timestamp() + interval '5 minutes';
    END LOOP;
    IF n > 0 THEN
        example := current_setting('sqlplan.example');
    ELSIF clock_timestamp() > statement_timestamp() + interval '5 minutes' THEN
        n := 1; example := 'some row, not found within 5 minutes';
    END IF;
END;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(17, 'FAIL', 'WARN',
    'values that do not fit the new type', 'customers (age), from text to integer');

-- [18 of 26] NULLs: customers (name)
--     statement 7, alter table customers: change column age to type integer, forbid nulls in column name (revisions/b200_keys.sql:11)
--     reads every row of customers (1.2 million rows, 238 MB)
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), min(concat('id = ', t.id))
FROM public.customers AS t
WHERE t.name IS NULL
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(18, 'FAIL', 'WARN',
    'NULLs', 'customers (name)');

-- [19 of 26] values that do not fit the new type: purchases (amount), from numeric(12,4) to numeric(8,2)
--     statement 8, alter table purchases: change column amount to type numeric(8,2) (revisions/b200_keys.sql:12)
--     reads every row of orders (98 million rows, 45 GB)
DO $sqlplan$
DECLARE n bigint := 0; example text; r record;
BEGIN
    BEGIN
    EXECUTE $q$
SELECT count((amount)::numeric(8,2))
FROM public.orders AS purchases
$q$ INTO example;
    example := NULL;
EXCEPTION WHEN OTHERS THEN
    FOR r IN EXECUTE $q$
SELECT purchases.tableoid, purchases.ctid, concat('id = ', purchases.id) AS key
FROM public.orders AS purchases
$q$ LOOP
        BEGIN
            EXECUTE $q$
SELECT count((amount)::numeric(8,2))
FROM public.orders AS purchases
WHERE purchases.tableoid = $1 AND purchases.ctid = $2
$q$ INTO example USING r.tableoid, r.ctid;
        EXCEPTION WHEN OTHERS THEN
            n := n + 1;
            IF n = 1 THEN
                PERFORM set_config('sqlplan.example', r.key || ': ' || CASE WHEN SQLSTATE = 'P0001' THEN 'the expression refuses it' ELSE regexp_replace(SQLERRM, '".*"', '"..."') END, false);
            END IF;
        END;
        EXIT WHEN n >= 1000 OR clock_timestamp() > statement_timestamp() + interval '5 minutes';
    END LOOP;
    IF n > 0 THEN
        example := current_setting('sqlplan.example');
    ELSIF clock_timestamp() > statement_timestamp() + interval '5 minutes' THEN
        n := 1; example := 'some row, not found within 5 minutes';
    END IF;
END;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(19, 'FAIL', 'WARN',
    'values that do not fit the new type', 'purchases (amount), from numeric(12,4) to numeric(8,2)');

-- [20 of 26] values that would be rounded or cut: purchases (amount), from numeric(12,4) to numeric(8,2)
--     statement 8, alter table purchases: change column amount to type numeric(8,2) (revisions/b200_keys.sql:12)
--     reads every row of orders (98 million rows, 45 GB)
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), min(concat('id = ', purchases.id))
FROM public.orders AS purchases
WHERE (amount)::numeric(8,2)::numeric(12,4) IS DISTINCT FROM amount
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(20, 'WARN', 'WARN',
    'values that would be rounded or cut', 'purchases (amount), from numeric(12,4) to numeric(8,2)');

-- [21 of 26] rows that exclude each other: stays (room WITH =, during WITH &&)
--     statement 9, alter table stays: add exclusion constraint stays_once (revisions/b200_keys.sql:13)
--     reads every row of stays (size not known)
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
WITH held AS MATERIALIZED (
    SELECT row_number() OVER () AS n, concat('row ', stays.ctid, ' of ', stays.tableoid::regclass) AS example, room AS k1, during AS k2
    FROM public.stays AS stays)
SELECT count(*), min(a.example)
FROM held AS a
WHERE EXISTS (SELECT FROM held AS b WHERE a.n <> b.n AND a.k1 = b.k1 AND a.k2 && b.k2)
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(21, 'FAIL', 'WARN',
    'rows that exclude each other', 'stays (room WITH =, during WITH &&)');

-- [22 of 26] rows that break CHECK (value > 0): purchases (pieces)
--     statement 10, alter domain quantity (revisions/b200_keys.sql:14)
--     reads every row of orders (98 million rows, 45 GB)
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), min(concat('id = ', purchases.id))
FROM (SELECT tableoid, ctid, pieces AS value, id FROM public.orders) AS purchases
WHERE (value > 0) IS FALSE
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(22, 'FAIL', 'DATA',
    'rows that break CHECK (value > 0)', 'purchases (pieces)');

-- [23 of 26] rows outside of the bounds of the partition: events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
--     statement 11, alter table events: attach partition events_2026 (revisions/b200_keys.sql:15)
--     reads every row of events_2026 (size not known)
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), min(concat('row ', events_2026.ctid, ' of ', events_2026.tableoid::regclass))
FROM public.events_2026 AS events_2026
WHERE (((at) IS NOT NULL AND (at) >= '2026-01-01' AND (at) < '2027-01-01')) IS NOT TRUE
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(23, 'FAIL', 'WARN',
    'rows outside of the bounds of the partition', 'events_2026 FOR VALUES FROM (''2026-01-01'') TO (''2027-01-01'')');

-- [24 of 26] partitions whose bounds overlap the new one: events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
--     statement 11, alter table events: attach partition events_2026 (revisions/b200_keys.sql:15)
DO $sqlplan$
DECLARE n bigint := 0; example text; r record;
BEGIN
    DECLARE
        keys int := 1; exprs text[] := ARRAY['at']::text[]; types text[]; collations text[]; classes bool; overlap bool; news text; olds text; word text;
        lower_end text[] := ARRAY['''2026-01-01''']::text[]; upper_end text[] := ARRAY['''2027-01-01''']::text[]; low text[]; high text[]; less text;
    BEGIN
        SELECT array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY k.n), array_agg(CASE WHEN o.oid IS NULL THEN '' ELSE format(' COLLATE %I.%I', s.nspname, o.collname) END ORDER BY k.n), bool_and(x.opcdefault)
            INTO types, collations, classes
            FROM pg_partitioned_table p CROSS JOIN LATERAL unnest(p.partattrs::int2[], p.partclass::oid[], p.partcollation::oid[]) WITH ORDINALITY AS k (att, class, coll, n)
            JOIN pg_opclass x ON x.oid = k.class LEFT JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = k.att
            LEFT JOIN pg_collation o ON o.oid = k.coll LEFT JOIN pg_namespace s ON s.oid = o.collnamespace
            WHERE p.partrelid = to_regclass('public.events');
        IF NOT classes OR array_length(types, 1) <> keys THEN
            RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = 'the partition key is another one than in the revisions, or has an operator class of its own';
        END IF;
        FOR k IN 1..coalesce(array_length(types, 1), 0) LOOP
            IF types[k] IS NULL THEN -- the key is an expression
                EXECUTE 'SELECT format_type(pg_typeof(' || exprs[k] || ')::oid, -1) FROM (SELECT (NULL::' || 'public.events' || ').*) AS t' INTO word;
                types[k] := word;
            END IF;
        END LOOP;
        FOR r IN SELECT c.oid::regclass::text AS name, pg_get_expr(c.relpartbound, c.oid) AS bound, ARRAY(SELECT m.part[1] FROM regexp_matches(pg_get_expr(c.relpartbound, c.oid), '[^,()'' ]*''(?:[^'']|'''')*''|[^,()'' ]+', 'g') WITH ORDINALITY AS m (part, n) ORDER BY m.n) AS words
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = to_regclass('public.events') AND pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT' ORDER BY 1 LOOP
            FOR side IN 1..2 LOOP
                low := CASE side WHEN 1 THEN lower_end ELSE r.words[4:3 + keys] END;
                high := CASE side WHEN 1 THEN r.words[5 + keys:] ELSE upper_end END;
                less := 'false';
                FOR k IN REVERSE keys..1 LOOP
                    less := CASE
                        WHEN low[k] = high[k] AND low[k] IN ('MINVALUE', 'MAXVALUE') THEN 'false'
                        WHEN low[k] = 'MINVALUE' OR high[k] = 'MAXVALUE' THEN 'true'
                        WHEN low[k] = 'MAXVALUE' OR high[k] = 'MINVALUE' THEN 'false'
                        ELSE format('(%1$s < %2$s OR %1$s = %2$s AND %3$s)', '((' || low[k] || ')::' || types[k] || collations[k] || ')', '((' || high[k] || ')::' || types[k] || ')', less) END;
                END LOOP;
                EXECUTE 'SELECT ' || less INTO overlap;
                EXIT WHEN NOT overlap;
            END LOOP;
            IF overlap THEN
                n := n + 1;
                example := concat_ws('; ', example, r.name || ' ' || r.bound);
            END IF;
        END LOOP;
    END;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(24, 'FAIL', 'WARN',
    'partitions whose bounds overlap the new one', 'events_2026 FOR VALUES FROM (''2026-01-01'') TO (''2027-01-01'')');

-- [25 of 26] rows of a default partition that only this database has, and that belong into the new one: events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
--     statement 11, alter table events: attach partition events_2026 (revisions/b200_keys.sql:15)
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    DECLARE
        place text := (SELECT nullif(to_jsonb(p) ->> 'partdefid', '0')::oid::regclass FROM pg_partitioned_table p WHERE p.partrelid = to_regclass('public.events'));
    BEGIN
        IF place IS NOT NULL THEN
            EXECUTE replace($q$
SELECT count(*), min(concat('row ', events.ctid, ' of ', events.tableoid::regclass))
FROM sqlplan_default_partition AS events
WHERE (((at) IS NOT NULL AND (at) >= '2026-01-01' AND (at) < '2027-01-01'))
$q$, 'sqlplan_default_partition', place) INTO n, example;
        END IF;
    END;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(25, 'FAIL', 'WARN',
    'rows of a default partition that only this database has, and that belong into the new one', 'events FOR VALUES FROM (''2026-01-01'') TO (''2027-01-01'')');

-- [26 of 26] duplicates: customers ((lower(email))) where name IS NOT NULL
--     statement 12, create unique index customers_email on table customers, concurrently (revisions/b200_keys.sql:16)
--     reads every row of customers (1.2 million rows, 238 MB)
DO $sqlplan$
DECLARE n bigint := 0; example text;
BEGIN
    EXECUTE $q$
SELECT count(*), min(example)
FROM (SELECT concat(count(*), ' rows have the same: ', min(concat('id = ', customers.id)), ' and ', max(concat('id = ', customers.id))) AS example
    FROM public.customers AS customers
    WHERE (name IS NOT NULL) AND (lower(email)) IS NOT NULL
    GROUP BY (lower(email)) HAVING count(*) > 1) AS d
$q$ INTO n, example;
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END
$sqlplan$;
EXECUTE sqlplan_verdict(26, 'FAIL', 'WARN',
    'duplicates', 'customers ((lower(email))) where name IS NOT NULL');

-- The sum.
SELECT current_setting('sqlplan.checks') || ' checks: ' || current_setting('sqlplan.failed') || ' FAIL, ' || current_setting('sqlplan.warned') || ' WARN';
DEALLOCATE sqlplan_verdict;
RESET default_transaction_read_only;
RESET lock_timeout;
RESET statement_timeout;
RESET client_min_messages;
DO $sqlplan$
BEGIN
    IF current_setting('sqlplan.failed')::int > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: the release would fail on this database: ' || current_setting('sqlplan.failed') || ' of ' || current_setting('sqlplan.checks') || ' checks say FAIL',
            HINT = 'Nothing was changed. Repair the rows and objects above, or compile another release.';
    END IF;
END
$sqlplan$;
