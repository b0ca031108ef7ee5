//go:build cgo

package postgresql

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// lockSample is a statement of one row of the table of locks.
type lockSample struct {
	fact string
	// setup comes behind lockSetup, and is committed before the statement.
	setup, sql string
	// since is the major version from which on the sample is of this row, where that is not the row's own; an older
	// server has to refuse the statement, or to do something else. before is the version up to which it is.
	since, before int
	// hold is run by another session, in a transaction, so that a statement that cannot run in one has to
	// wait, and its locks can be looked at.
	hold string
	// broken is run before the statement, while hold is held, until it has waited too long: what it leaves is
	// what the statement is for.
	broken string
	// apart: the statement locks one relation after the other, and hold shows only some of them.
	apart bool
}

// lockSetup is what every sample finds.
const lockSetup = `
CREATE TABLE customers (id bigint PRIMARY KEY, email varchar(50) NOT NULL, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note varchar(40), state text, n int, CONSTRAINT n_check CHECK (n > 0));
CREATE INDEX orders_note_idx ON orders (note);
CREATE TABLE lines (order_id bigint REFERENCES orders, n int);
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2023 PARTITION OF events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE animals (id int, name text);
CREATE TABLE cats (lives int) INHERITS (animals);
CREATE VIEW order_notes AS SELECT id, note FROM orders;
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE TABLE counted (n positive);
CREATE FUNCTION trig() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
INSERT INTO customers SELECT g, 'e' || g, 'x' FROM generate_series(1, 50) g;
INSERT INTO orders SELECT g, g, 'note', 'x', 1 FROM generate_series(1, 50) g;
INSERT INTO lines SELECT g, g FROM generate_series(1, 50) g;
INSERT INTO events SELECT g, '2023-02-01' FROM generate_series(1, 50) g;
INSERT INTO animals SELECT g, 'x' FROM generate_series(1, 50) g;
INSERT INTO cats SELECT g, 'x', 9 FROM generate_series(1, 50) g;
INSERT INTO counted SELECT g FROM generate_series(1, 50) g;
`

const useOrders = "SELECT 1 FROM orders"

// lockSamples are the statements, at least one for each row that says it was measured.
var lockSamples = []lockSample{
	{fact: "create-table", sql: "CREATE TABLE t (LIKE orders)"},
	{fact: "create-table", sql: "CREATE TABLE t () INHERITS (animals)"},
	{fact: "create-table", sql: "CREATE TABLE t (c bigint REFERENCES customers)"},
	{fact: "create-partition", since: 11, setup: "CREATE TABLE rest PARTITION OF events DEFAULT; INSERT INTO events VALUES (1, '2020-01-01')", sql: "CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"},
	{fact: "create-partition", since: 11, setup: "ALTER TABLE events ADD FOREIGN KEY (id) REFERENCES customers", sql: "CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"},
	{fact: "create-partition", sql: "CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"},
	{fact: "create-table-as", sql: "CREATE TABLE t AS SELECT * FROM order_notes"},
	{fact: "create-table-as", sql: "CREATE MATERIALIZED VIEW t AS SELECT * FROM events"},
	{fact: "drop-table", sql: "DROP TABLE lines"},
	{fact: "drop-table", sql: "DROP TABLE orders CASCADE"},
	{fact: "drop-table", sql: "DROP TABLE events"},
	{fact: "drop-table", sql: "DROP TABLE cats"},
	{fact: "drop-table", sql: "DROP TABLE events_2023"},
	{fact: "drop-table", since: 11, setup: "CREATE TABLE rest PARTITION OF events DEFAULT", sql: "DROP TABLE events_2023"},
	{fact: "drop-table", setup: "CREATE TABLE s (id serial)", sql: "DROP TABLE s"},
	{fact: "drop-schema", setup: "CREATE SCHEMA app; CREATE TABLE app.a (id int PRIMARY KEY, c bigint REFERENCES customers); CREATE TABLE b (a int REFERENCES app.a)", sql: "DROP SCHEMA app CASCADE"},
	{fact: "truncate", sql: "TRUNCATE orders CASCADE"},
	{fact: "truncate", sql: "TRUNCATE events, counted"},
	{fact: "rename-table", sql: "ALTER TABLE orders RENAME TO sales"},
	{fact: "set-schema", setup: "CREATE SCHEMA app; CREATE TABLE s (id serial)", sql: "ALTER TABLE s SET SCHEMA app"},
	{fact: "alter-skipped", sql: "ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text"},
	{fact: "alter-skipped", sql: "ALTER TABLE orders DROP COLUMN IF EXISTS gone"},
	{fact: "alter-skipped", sql: "ALTER TABLE customers ALTER email SET NOT NULL"},

	{fact: "add-column", sql: "ALTER TABLE orders ADD COLUMN a int"},
	{fact: "add-column", sql: "ALTER TABLE events ADD COLUMN a int"},
	{fact: "add-column", sql: "ALTER TABLE animals ADD COLUMN a int"},
	{fact: "add-column", sql: "ALTER TABLE orders ADD COLUMN c bigint REFERENCES customers"},
	{fact: "add-column-not-null", setup: "DELETE FROM lines; DELETE FROM orders", sql: "ALTER TABLE orders ADD COLUMN a int NOT NULL"},
	{fact: "add-column-default", sql: "ALTER TABLE orders ADD COLUMN a int NOT NULL DEFAULT 5"},
	{fact: "add-column-default", sql: "ALTER TABLE orders ADD COLUMN a timestamptz DEFAULT now()"},
	{fact: "add-column-default", sql: "ALTER TABLE orders ADD COLUMN c bigint DEFAULT 1 REFERENCES customers"},
	{fact: "add-column-volatile-default", sql: "ALTER TABLE orders ADD COLUMN a float8 DEFAULT random()"},
	{fact: "add-column-volatile-default", since: 13, sql: "ALTER TABLE events ADD COLUMN a uuid DEFAULT gen_random_uuid()"},
	{fact: "add-column-serial", sql: "ALTER TABLE orders ADD COLUMN a bigserial"},
	{fact: "add-column-serial", sql: "ALTER TABLE orders ADD COLUMN a int GENERATED ALWAYS AS IDENTITY"},
	{fact: "add-column-stored", sql: "ALTER TABLE orders ADD COLUMN a int GENERATED ALWAYS AS (n * 2) STORED"},
	{fact: "add-column-domain", sql: "ALTER TABLE orders ADD COLUMN a positive"},
	{fact: "drop-column", sql: "ALTER TABLE orders DROP COLUMN n"},
	{fact: "drop-column", sql: "ALTER TABLE lines DROP COLUMN order_id"},
	{fact: "drop-column", sql: "ALTER TABLE orders DROP COLUMN id CASCADE"},
	{fact: "drop-column", sql: "ALTER TABLE animals DROP COLUMN name"},
	{fact: "rename-column", sql: "ALTER TABLE orders RENAME note TO remark"},
	{fact: "rename-column", sql: "ALTER TABLE animals RENAME name TO title"},
	{fact: "alter-type", setup: "DROP VIEW order_notes", sql: "ALTER TABLE orders ALTER note TYPE varchar(20)"},
	{fact: "alter-type", sql: "ALTER TABLE lines ALTER order_id TYPE int"},
	{fact: "alter-type", setup: "DROP VIEW order_notes", sql: "ALTER TABLE orders ALTER id TYPE int"},
	{fact: "alter-type", sql: "ALTER TABLE events ALTER id TYPE int"},
	{fact: "alter-type", sql: "ALTER TABLE orders ALTER n TYPE positive"},
	{fact: "alter-type", sql: "ALTER TABLE customers ALTER name TYPE char(40)"},
	{fact: "alter-type-in-place", setup: "DROP VIEW order_notes", sql: "ALTER TABLE orders ALTER note TYPE varchar(80)"},
	{fact: "alter-type-in-place", setup: "DROP VIEW order_notes", sql: "ALTER TABLE orders ALTER note TYPE text"},
	{fact: "alter-type-in-place", setup: "DROP VIEW order_notes; CREATE INDEX l ON orders (lower(note))", sql: "ALTER TABLE orders ALTER note TYPE varchar(80)"},
	{fact: "alter-type-in-place", setup: "DROP VIEW order_notes", sql: "ALTER TABLE orders ALTER note TYPE bpchar"},
	{fact: "alter-type-in-place", setup: "DROP VIEW order_notes; ALTER TABLE orders ADD CHECK (note <> '')", sql: "ALTER TABLE orders ALTER note TYPE varchar(80) USING note::varchar(80)"},
	{fact: "alter-type-in-place", setup: "ALTER TABLE orders ADD m numeric(10,2)", sql: "ALTER TABLE orders ALTER m TYPE numeric(12,2)"},
	{fact: "alter-type-in-place", setup: "ALTER TABLE orders ADD m timestamp(3)", sql: "ALTER TABLE orders ALTER m TYPE timestamp(6)"},
	{fact: "alter-type-in-place", setup: "ALTER TABLE orders ADD m cidr; CREATE INDEX mi ON orders (m)", sql: "ALTER TABLE orders ALTER m TYPE inet"},
	{fact: "alter-type-in-place", setup: "ALTER TABLE orders ADD m bit(3)", sql: "ALTER TABLE orders ALTER m TYPE varbit"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m bit(3)", sql: "ALTER TABLE orders ALTER m TYPE varbit(5)"},
	{fact: "alter-type-in-place", setup: "ALTER TABLE orders ADD m varbit(3)", sql: "ALTER TABLE orders ALTER m TYPE varbit(5)"},
	{fact: "alter-type-in-place", setup: "ALTER TABLE customers ADD UNIQUE (email); CREATE TABLE mails (email varchar(50) REFERENCES customers (email))", sql: "ALTER TABLE customers ALTER email TYPE text"},
	{fact: "alter-type-in-place", setup: "ALTER TABLE orders ADD m integer", sql: "ALTER TABLE orders ALTER m TYPE oid"},
	{fact: "alter-type-in-place", setup: "ALTER TABLE orders ADD m time(2)", sql: "ALTER TABLE orders ALTER m TYPE time"},
	{fact: "alter-type-in-place", setup: "DROP VIEW order_notes; CREATE INDEX pi ON orders (id) WHERE note IS NOT NULL", sql: "ALTER TABLE orders ALTER note TYPE varchar"},
	{fact: "alter-type-in-place", sql: "ALTER TABLE orders ALTER state TYPE text COLLATE \"C\""},
	{fact: "alter-type-in-place", setup: "CREATE INDEX si ON orders (state)", sql: "ALTER TABLE orders ALTER state TYPE text COLLATE \"C\""},
	{fact: "alter-type-in-place", setup: "ALTER TABLE orders ADD m interval(3)", sql: "ALTER TABLE orders ALTER m TYPE interval"},
	{fact: "alter-type-in-place", sql: "ALTER TABLE counted ALTER n TYPE integer"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m varchar(20)[]", sql: "ALTER TABLE orders ALTER m TYPE text[]"},
	{fact: "alter-type-in-place", setup: "ALTER TABLE orders ADD m xml", sql: "ALTER TABLE orders ALTER m TYPE text"},
	{fact: "alter-type-in-place", setup: "CREATE DOMAIN plain AS text", sql: "ALTER TABLE orders ALTER state TYPE plain"},
	{fact: "alter-type-in-place", setup: "ALTER TABLE customers ADD UNIQUE (email); CREATE TABLE mails (email varchar(50) REFERENCES customers (email))", sql: "ALTER TABLE mails ALTER email TYPE text"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m timestamp", sql: "ALTER TABLE orders ALTER m TYPE timestamptz"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m timestamp", sql: "ALTER TABLE orders ALTER m TYPE timestamp(3)"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m numeric(10,2)", sql: "ALTER TABLE orders ALTER m TYPE numeric(12,3)"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m varchar(20)[]", sql: "ALTER TABLE orders ALTER m TYPE varchar(30)[]"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m json", sql: "ALTER TABLE orders ALTER m TYPE jsonb"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m char(3)", sql: "ALTER TABLE orders ALTER m TYPE text"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m numeric", sql: "ALTER TABLE orders ALTER m TYPE numeric(12,2)"},
	{fact: "alter-type", before: 12, setup: "ALTER TABLE orders ADD m timestamp; SET TimeZone = 'UTC'", sql: "ALTER TABLE orders ALTER m TYPE timestamptz"},
	{fact: "alter-type-in-place", since: 12, setup: "ALTER TABLE orders ADD m timestamp; SET TimeZone = 'UTC'", sql: "ALTER TABLE orders ALTER m TYPE timestamptz"},
	{fact: "alter-type-in-place", since: 12, setup: "ALTER TABLE orders ADD m timestamptz; SET TIME ZONE 'Etc/UTC'", sql: "ALTER TABLE orders ALTER m TYPE timestamp"},
	{fact: "alter-type-in-place", since: 12, setup: "ALTER TABLE orders ADD m timestamptz; SET TimeZone TO GMT", sql: "ALTER TABLE orders ALTER m TYPE timestamp"},
	{fact: "alter-type-in-place", since: 12, setup: "ALTER TABLE orders ADD m timestamp(3); CREATE INDEX mi ON orders (m); SET TimeZone = 'UTC'", sql: "ALTER TABLE orders ALTER m TYPE timestamptz(6) USING m::timestamptz"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m timestamp(3); SET TimeZone = 'UTC'", sql: "ALTER TABLE orders ALTER m TYPE timestamptz(2)"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m timestamp; SET TimeZone = 'UTC'", sql: "ALTER TABLE orders ALTER m TYPE timestamptz USING m AT TIME ZONE 'UTC'"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m timestamp[]; SET TimeZone = 'UTC'", sql: "ALTER TABLE orders ALTER m TYPE timestamptz[]"},
	{fact: "alter-type", setup: "ALTER TABLE orders ADD m timestamp; SET TimeZone = 'UTC'; RESET TimeZone", sql: "ALTER TABLE orders ALTER m TYPE timestamptz"},
	{fact: "alter-column", sql: "ALTER TABLE orders ALTER note SET DEFAULT 'x'"},
	{fact: "alter-column", sql: "ALTER TABLE events ALTER id SET DEFAULT 3"},
	{fact: "alter-column", sql: "ALTER TABLE customers ALTER email DROP NOT NULL"},
	{fact: "alter-column", sql: "ALTER TABLE customers ALTER id ADD GENERATED ALWAYS AS IDENTITY"},
	{fact: "alter-column", since: 13, setup: "ALTER TABLE orders ADD g int GENERATED ALWAYS AS (n * 2) STORED", sql: "ALTER TABLE orders ALTER g DROP EXPRESSION"},
	{fact: "drop-identity", setup: "CREATE TABLE i (id int GENERATED ALWAYS AS IDENTITY)", sql: "ALTER TABLE i ALTER id DROP IDENTITY"},
	{fact: "set-identity", setup: "CREATE TABLE i (id int GENERATED ALWAYS AS IDENTITY)", sql: "ALTER TABLE i ALTER id SET GENERATED BY DEFAULT"},
	{fact: "set-not-null", sql: "ALTER TABLE orders ALTER note SET NOT NULL"},
	{fact: "set-not-null", sql: "ALTER TABLE animals ALTER name SET NOT NULL"},
	{fact: "set-not-null", sql: "ALTER TABLE events ALTER id SET NOT NULL"},
	{fact: "set-not-null", setup: "ALTER TABLE orders ADD CONSTRAINT there CHECK (note IS NOT NULL) NOT VALID", sql: "ALTER TABLE orders ALTER note SET NOT NULL"},
	{fact: "set-not-null", setup: "ALTER TABLE orders ADD CONSTRAINT there CHECK (note IS NOT NULL)", sql: "ALTER TABLE orders ALTER note SET NOT NULL, DROP CONSTRAINT there"},
	{fact: "set-not-null", before: 12, setup: "ALTER TABLE orders ADD CONSTRAINT there CHECK (note IS NOT NULL)", sql: "ALTER TABLE orders ALTER note SET NOT NULL"},
	{fact: "set-not-null-proven", setup: "ALTER TABLE orders ADD CONSTRAINT there CHECK (note IS NOT NULL)", sql: "ALTER TABLE orders ALTER note SET NOT NULL"},
	{fact: "set-not-null-proven", setup: "ALTER TABLE orders ADD CONSTRAINT there CHECK (n > 3 AND note IS NOT NULL) NOT VALID; UPDATE orders SET n = 5; ALTER TABLE orders VALIDATE CONSTRAINT there", sql: "ALTER TABLE orders ALTER note SET NOT NULL"},
	{fact: "add-not-null-not-valid", since: 18, sql: "ALTER TABLE orders ADD CONSTRAINT k NOT NULL note NOT VALID"},
	{fact: "add-not-null-not-valid", since: 18, sql: "ALTER TABLE animals ADD NOT NULL name NOT VALID"},
	{fact: "set-not-null", since: 18, sql: "ALTER TABLE orders ADD CONSTRAINT k NOT NULL note"},
	{fact: "add-column-virtual", since: 18, sql: "ALTER TABLE orders ADD COLUMN v int GENERATED ALWAYS AS (n * 2) VIRTUAL"},
	{fact: "add-column-virtual", since: 18, sql: "ALTER TABLE animals ADD COLUMN v int GENERATED ALWAYS AS (id * 2)"},
	{fact: "set-expression", since: 17, setup: "ALTER TABLE orders ADD COLUMN v int GENERATED ALWAYS AS (n * 2) STORED", sql: "ALTER TABLE orders ALTER COLUMN v SET EXPRESSION AS (n * 3)"},
	{fact: "set-expression-virtual", since: 18, setup: "ALTER TABLE animals ADD COLUMN v int GENERATED ALWAYS AS (id * 2) VIRTUAL", sql: "ALTER TABLE animals ALTER COLUMN v SET EXPRESSION AS (id * 3)"},
	{fact: "add-check-not-valid", since: 18, sql: "ALTER TABLE orders ADD CONSTRAINT k CHECK (n > 0) NOT ENFORCED"},
	{fact: "add-foreign-key-not-valid", since: 18, sql: "ALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (customer_id) REFERENCES customers NOT ENFORCED"},
	{fact: "set-column-statistics", sql: "ALTER TABLE orders ALTER note SET STATISTICS 500"},
	{fact: "set-column-statistics", sql: "ALTER TABLE orders ALTER note SET (n_distinct = 5)"},
	{fact: "set-column-statistics", sql: "ALTER TABLE animals ALTER name SET STATISTICS 500"},
	{fact: "set-column-storage", sql: "ALTER TABLE orders ALTER note SET STORAGE EXTERNAL"},
	{fact: "set-column-storage", since: 14, sql: "ALTER TABLE orders ALTER note SET COMPRESSION pglz"},

	{fact: "add-check", sql: "ALTER TABLE orders ADD CHECK (n > 0)"},
	{fact: "add-check", sql: "ALTER TABLE animals ADD CHECK (id > 0)"},
	{fact: "add-check", sql: "ALTER TABLE events ADD CHECK (id > 0)"},
	{fact: "add-check", sql: "ALTER TABLE orders ADD COLUMN a int CHECK (a > 0)"},
	{fact: "add-check-not-valid", sql: "ALTER TABLE orders ADD CHECK (n > 0) NOT VALID"},
	{fact: "add-foreign-key", sql: "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers"},
	{fact: "add-foreign-key", since: 11, sql: "ALTER TABLE events ADD FOREIGN KEY (id) REFERENCES customers"},
	{fact: "add-foreign-key", since: 12, setup: "CREATE TABLE p (id bigint PRIMARY KEY) PARTITION BY HASH (id); CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 1, REMAINDER 0); INSERT INTO p SELECT generate_series(1, 50)", sql: "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES p"},
	{fact: "add-foreign-key-not-valid", sql: "ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers NOT VALID"},
	{fact: "add-foreign-key-not-valid", since: 18, sql: "ALTER TABLE events ADD FOREIGN KEY (id) REFERENCES customers NOT VALID"},
	{fact: "add-primary-key", sql: "ALTER TABLE counted ADD PRIMARY KEY (n)"},
	{fact: "add-primary-key", since: 11, sql: "ALTER TABLE events ADD PRIMARY KEY (id, at)"},
	{fact: "add-unique", sql: "ALTER TABLE orders ADD UNIQUE (customer_id)"},
	{fact: "add-exclusion", sql: "ALTER TABLE orders ADD EXCLUDE USING btree (customer_id WITH =)"},
	{fact: "add-constraint-using-index", setup: "CREATE UNIQUE INDEX u ON orders (customer_id)", sql: "ALTER TABLE orders ADD UNIQUE USING INDEX u"},
	{fact: "add-constraint-using-index", setup: "CREATE UNIQUE INDEX u ON customers (email); ALTER TABLE orders DROP CONSTRAINT orders_pkey CASCADE; ALTER TABLE customers DROP CONSTRAINT customers_pkey CASCADE", sql: "ALTER TABLE customers ADD PRIMARY KEY USING INDEX u"},
	{fact: "add-primary-key-using-index", setup: "CREATE UNIQUE INDEX u ON counted (n)", sql: "ALTER TABLE counted ADD PRIMARY KEY USING INDEX u"},
	{fact: "validate-check", setup: "ALTER TABLE orders ADD CONSTRAINT k CHECK (n > 0) NOT VALID", sql: "ALTER TABLE orders VALIDATE CONSTRAINT k"},
	{fact: "validate-check", setup: "ALTER TABLE animals ADD CONSTRAINT k CHECK (id > 0) NOT VALID", sql: "ALTER TABLE animals VALIDATE CONSTRAINT k"},
	{fact: "validate-not-null", since: 18, setup: "ALTER TABLE orders ADD CONSTRAINT k NOT NULL note NOT VALID", sql: "ALTER TABLE orders VALIDATE CONSTRAINT k"},
	{fact: "validate-not-null", since: 18, setup: "ALTER TABLE animals ADD CONSTRAINT k NOT NULL name NOT VALID", sql: "ALTER TABLE animals VALIDATE CONSTRAINT k"},
	{fact: "validate-foreign-key", setup: "ALTER TABLE orders ADD CONSTRAINT k FOREIGN KEY (customer_id) REFERENCES customers NOT VALID", sql: "ALTER TABLE orders VALIDATE CONSTRAINT k"},
	{fact: "validate-foreign-key", since: 18, setup: "ALTER TABLE events ADD CONSTRAINT k FOREIGN KEY (id) REFERENCES customers NOT VALID", sql: "ALTER TABLE events VALIDATE CONSTRAINT k"},
	{fact: "validate-skipped", sql: "ALTER TABLE orders VALIDATE CONSTRAINT n_check"},
	{fact: "drop-constraint", sql: "ALTER TABLE orders DROP CONSTRAINT n_check"},
	{fact: "drop-constraint", sql: "ALTER TABLE orders DROP CONSTRAINT orders_pkey CASCADE"},
	{fact: "drop-foreign-key", sql: "ALTER TABLE lines DROP CONSTRAINT lines_order_id_fkey"},
	{fact: "alter-constraint", sql: "ALTER TABLE lines ALTER CONSTRAINT lines_order_id_fkey DEFERRABLE"},
	{fact: "alter-constraint", since: 18, sql: "ALTER TABLE lines ALTER CONSTRAINT lines_order_id_fkey ENFORCED"},
	{fact: "alter-constraint-not-enforced", since: 18, sql: "ALTER TABLE lines ALTER CONSTRAINT lines_order_id_fkey NOT ENFORCED"},
	{fact: "alter-constraint-enforced", since: 18, setup: "ALTER TABLE lines ALTER CONSTRAINT lines_order_id_fkey NOT ENFORCED", sql: "ALTER TABLE lines ALTER CONSTRAINT lines_order_id_fkey ENFORCED DEFERRABLE"},
	{fact: "alter-constraint-no-inherit", since: 18, setup: "ALTER TABLE animals ADD CONSTRAINT k NOT NULL name", sql: "ALTER TABLE animals ALTER CONSTRAINT k NO INHERIT"},
	{fact: "alter-constraint-inherit", since: 18, setup: "ALTER TABLE animals ADD CONSTRAINT k NOT NULL name NO INHERIT", sql: "ALTER TABLE animals ALTER CONSTRAINT k INHERIT"},
	{fact: "rename-constraint", sql: "ALTER TABLE orders RENAME CONSTRAINT n_check TO m_check"},
	{fact: "domain-constraint", sql: "ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 1000)"},
	{fact: "domain-constraint", sql: "ALTER DOMAIN positive SET NOT NULL"},
	{fact: "domain-constraint", sql: "ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 1000) NOT VALID"},
	{fact: "validate-domain", setup: "ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 1000) NOT VALID", sql: "ALTER DOMAIN positive VALIDATE CONSTRAINT small"},
	{fact: "drop-type", sql: "DROP DOMAIN positive CASCADE"},

	{fact: "create-index", sql: "CREATE INDEX ON orders (n)"},
	{fact: "create-index", since: 11, sql: "CREATE INDEX ON events (id)"},
	{fact: "create-index", since: 11, sql: "CREATE INDEX ON ONLY events (id)"},
	{fact: "create-index-skipped", sql: "CREATE INDEX IF NOT EXISTS orders_note_idx ON orders (n)"},
	{fact: "create-index-concurrently", sql: "CREATE INDEX CONCURRENTLY i ON orders (n)", hold: "INSERT INTO orders VALUES (1000)"},
	{fact: "create-index-concurrently-skipped", sql: "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note_idx ON orders (n)", hold: "LOCK orders IN SHARE UPDATE EXCLUSIVE MODE"},
	{fact: "drop-index", sql: "DROP INDEX orders_note_idx"},
	{fact: "drop-index", since: 11, setup: "CREATE INDEX e ON events (id)", sql: "DROP INDEX e"},
	{fact: "drop-index-concurrently", sql: "DROP INDEX CONCURRENTLY orders_note_idx", hold: useOrders},
	{fact: "reindex", sql: "REINDEX INDEX orders_note_idx"},
	{fact: "reindex", sql: "REINDEX TABLE orders"},
	{fact: "reindex-concurrently", sql: "REINDEX INDEX CONCURRENTLY orders_note_idx", hold: "INSERT INTO orders VALUES (1000)"},
	{fact: "reindex-concurrently", sql: "REINDEX TABLE CONCURRENTLY orders", hold: "INSERT INTO orders VALUES (1000)"},
	{fact: "rename-index", sql: "ALTER INDEX orders_note_idx RENAME TO x"},
	{fact: "attach-index", setup: "CREATE INDEX e ON ONLY events (id); CREATE INDEX e23 ON events_2023 (id)", sql: "ALTER INDEX e ATTACH PARTITION e23"},
	{fact: "set-index-parameter", sql: "ALTER INDEX orders_note_idx SET (fillfactor = 70)"},
	{fact: "set-index-parameter", since: 11, setup: "CREATE INDEX l ON orders (lower(note))", sql: "ALTER INDEX l ALTER COLUMN 1 SET STATISTICS 500"},
	{fact: "set-index-parameter-exclusive", setup: "CREATE INDEX g ON orders USING gin (to_tsvector('english', note))", sql: "ALTER INDEX g SET (fastupdate = off)"},
	{fact: "set-index-tablespace", sql: "ALTER INDEX orders_note_idx SET TABLESPACE elsewhere"},
	{fact: "set-tablespace", sql: "ALTER TABLE orders SET TABLESPACE elsewhere"},
	{fact: "set-tablespace", sql: "ALTER TABLE events SET TABLESPACE elsewhere"},
	{fact: "set-access-method", sql: "ALTER TABLE orders SET ACCESS METHOD heap2"},
	{fact: "set-access-method", since: 17, setup: "ALTER TABLE orders SET ACCESS METHOD heap2", sql: "ALTER TABLE orders SET ACCESS METHOD DEFAULT"},

	{fact: "set-logged", setup: "DROP TABLE lines", sql: "ALTER TABLE orders SET UNLOGGED"},
	{fact: "drop-oids", before: 12, setup: "CREATE TABLE old (n int) WITH (oids = true); INSERT INTO old VALUES (1)", sql: "ALTER TABLE old SET WITHOUT OIDS"},
	{fact: "drop-oids", since: 12, sql: "ALTER TABLE orders SET WITHOUT OIDS"},
	{fact: "set-owner", sql: "ALTER TABLE orders OWNER TO current_user"},
	{fact: "cluster-on", sql: "ALTER TABLE orders CLUSTER ON orders_pkey"},
	{fact: "cluster-on", sql: "ALTER TABLE orders SET WITHOUT CLUSTER"},
	{fact: "set-table-option", sql: "ALTER TABLE orders ENABLE ROW LEVEL SECURITY"},
	{fact: "set-table-option", sql: "ALTER TABLE orders REPLICA IDENTITY FULL"},
	{fact: "set-parameter", sql: "ALTER TABLE orders SET (fillfactor = 70)"},
	{fact: "set-parameter", sql: "ALTER TABLE orders SET (autovacuum_enabled = off, toast.autovacuum_enabled = off)"},
	{fact: "set-parameter-parallel", sql: "ALTER TABLE orders SET (parallel_workers = 4)"},
	{fact: "set-parameter", since: 11, sql: "ALTER TABLE orders SET (toast_tuple_target = 200)"},
	{fact: "set-parameter", since: 12, sql: "ALTER TABLE orders SET (vacuum_index_cleanup = off, vacuum_truncate = off)"},
	{fact: "set-parameter", since: 18, sql: "ALTER TABLE orders SET (vacuum_max_eager_freeze_failure_rate = 0.1)"},
	{fact: "set-parameter-exclusive", sql: "ALTER TABLE orders SET (user_catalog_table = true)"},
	{fact: "set-parameter-exclusive", sql: "ALTER VIEW order_notes SET (security_barrier = true)"},

	{fact: "attach-partition", setup: "CREATE TABLE part (id bigint, at date NOT NULL); INSERT INTO part VALUES (1, '2024-02-01')", sql: "ALTER TABLE events ATTACH PARTITION part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"},
	{fact: "attach-partition", setup: "CREATE TABLE part (id bigint, at date NOT NULL, CHECK (at >= '2024-01-01' AND at < '2025-01-01')); INSERT INTO part VALUES (1, '2024-02-01')", sql: "ALTER TABLE events ATTACH PARTITION part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"},
	{fact: "attach-partition", since: 11, setup: "CREATE TABLE rest PARTITION OF events DEFAULT; INSERT INTO events VALUES (1, '2020-01-01'); CREATE TABLE part (id bigint, at date NOT NULL)", sql: "ALTER TABLE events ATTACH PARTITION part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"},
	{fact: "attach-partition", since: 11, setup: "ALTER TABLE events ADD FOREIGN KEY (id) REFERENCES customers; CREATE TABLE part (id bigint, at date NOT NULL); INSERT INTO part VALUES (1, '2024-02-01')", sql: "ALTER TABLE events ATTACH PARTITION part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"},
	{fact: "attach-partition", since: 11, setup: "CREATE INDEX ei ON events (id); CREATE TABLE part (id bigint, at date NOT NULL); INSERT INTO part VALUES (1, '2024-02-01')", sql: "ALTER TABLE events ATTACH PARTITION part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"},
	{fact: "attach-partition", since: 11, setup: "ALTER TABLE events ADD FOREIGN KEY (id) REFERENCES customers; CREATE TABLE part (id bigint, at date NOT NULL, CHECK (at >= '2024-01-01' AND at < '2025-01-01')); INSERT INTO part VALUES (1, '2024-02-01')", sql: "ALTER TABLE events ATTACH PARTITION part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"},
	{fact: "attach-partition", setup: "CREATE TABLE l (k text) PARTITION BY LIST (k); CREATE TABLE part (k text NOT NULL CHECK (k IN ('a', 'b'))); INSERT INTO part VALUES ('a')", sql: "ALTER TABLE l ATTACH PARTITION part FOR VALUES IN ('a', 'b')"},
	{fact: "attach-partition", setup: "CREATE TABLE l (k text) PARTITION BY LIST (k); CREATE TABLE part (k text CHECK (k = 'a')); INSERT INTO part VALUES ('a')", sql: "ALTER TABLE l ATTACH PARTITION part FOR VALUES IN ('a')"},
	{fact: "detach-partition", since: 11, setup: "CREATE TABLE rest PARTITION OF events DEFAULT", sql: "ALTER TABLE events DETACH PARTITION events_2023"},
	{fact: "detach-partition", sql: "ALTER TABLE events DETACH PARTITION events_2023"},
	{fact: "detach-partition", since: 11, setup: "ALTER TABLE events ADD FOREIGN KEY (id) REFERENCES customers", sql: "ALTER TABLE events DETACH PARTITION events_2023"},
	{fact: "detach-partition-concurrently", sql: "ALTER TABLE events DETACH PARTITION events_2023 CONCURRENTLY", hold: "SELECT 1 FROM events_2023"},
	{fact: "detach-finalize", broken: "ALTER TABLE events DETACH PARTITION events_2023 CONCURRENTLY", sql: "ALTER TABLE events DETACH PARTITION events_2023 FINALIZE", hold: "SELECT 1 FROM events_2023"},
	{fact: "inherit", setup: "CREATE TABLE dogs (id int, name text)", sql: "ALTER TABLE dogs INHERIT animals"},
	{fact: "no-inherit", sql: "ALTER TABLE cats NO INHERIT animals"},

	{fact: "create-trigger", sql: "CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE PROCEDURE trig()"},
	{fact: "create-trigger", since: 11, sql: "CREATE TRIGGER t AFTER INSERT ON events FOR EACH ROW EXECUTE PROCEDURE trig()"},
	{fact: "create-trigger", sql: "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON orders FROM customers FOR EACH ROW EXECUTE PROCEDURE trig()"},
	{fact: "drop-trigger", setup: "CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE PROCEDURE trig()", sql: "DROP TRIGGER t ON orders"},
	{fact: "drop-trigger", since: 11, setup: "CREATE TRIGGER t AFTER INSERT ON events FOR EACH ROW EXECUTE PROCEDURE trig()", sql: "DROP TRIGGER t ON events"},
	{fact: "rename-trigger", setup: "CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE PROCEDURE trig()", sql: "ALTER TRIGGER t ON orders RENAME TO u"},
	{fact: "rename-trigger", since: 11, setup: "CREATE TRIGGER t AFTER INSERT ON events FOR EACH ROW EXECUTE PROCEDURE trig()", sql: "ALTER TRIGGER t ON events RENAME TO u"},
	{fact: "rename-policy", setup: "CREATE POLICY p ON orders", sql: "ALTER POLICY p ON orders RENAME TO q"},
	{fact: "enable-trigger", sql: "ALTER TABLE orders DISABLE TRIGGER ALL"},
	{fact: "enable-trigger", since: 11, setup: "CREATE TRIGGER t AFTER INSERT ON events FOR EACH ROW EXECUTE PROCEDURE trig()", sql: "ALTER TABLE events DISABLE TRIGGER t"},
	{fact: "rule", sql: "CREATE RULE r AS ON DELETE TO orders DO INSTEAD NOTHING"},
	{fact: "rule", setup: "CREATE RULE r AS ON DELETE TO orders DO INSTEAD NOTHING", sql: "DROP RULE r ON orders"},
	{fact: "rule", setup: "CREATE RULE r AS ON DELETE TO orders DO INSTEAD NOTHING", sql: "ALTER TABLE orders DISABLE RULE r"},
	{fact: "policy", sql: "CREATE POLICY p ON orders USING (true)"},
	{fact: "policy", setup: "CREATE POLICY p ON orders", sql: "ALTER POLICY p ON orders USING (true)"},
	{fact: "policy", setup: "CREATE POLICY p ON orders", sql: "DROP POLICY p ON orders"},
	{fact: "create-statistics", sql: "CREATE STATISTICS s ON note, state FROM orders"},
	{fact: "drop-statistics", setup: "CREATE STATISTICS s ON note, state FROM orders", sql: "DROP STATISTICS s"},
	{fact: "grant", sql: "GRANT SELECT ON orders TO public"},
	{fact: "grant", setup: "GRANT SELECT ON orders TO public", sql: "REVOKE ALL ON orders FROM public"},
	{fact: "comment", sql: "COMMENT ON TABLE orders IS 'x'"},
	{fact: "comment", sql: "COMMENT ON COLUMN orders.note IS 'x'"},
	{fact: "comment", sql: "COMMENT ON VIEW order_notes IS 'x'"},
	{fact: "comment-index", sql: "COMMENT ON INDEX orders_note_idx IS 'x'"},
	{fact: "comment-part", sql: "COMMENT ON CONSTRAINT n_check ON orders IS 'x'"},
	{fact: "comment-part", setup: "CREATE TRIGGER t BEFORE INSERT ON orders FOR EACH ROW EXECUTE PROCEDURE trig()", sql: "COMMENT ON TRIGGER t ON orders IS 'x'"},

	{fact: "create-view", sql: "CREATE VIEW v AS SELECT o.id FROM order_notes o JOIN customers c USING (id)"},
	{fact: "replace-view", sql: "CREATE OR REPLACE VIEW order_notes AS SELECT id, note FROM orders WHERE n > 3"},
	{fact: "drop-view", sql: "DROP VIEW order_notes"},
	{fact: "drop-view", setup: "CREATE VIEW w AS SELECT * FROM order_notes", sql: "DROP VIEW order_notes CASCADE"},
	{fact: "refresh-view", setup: "CREATE MATERIALIZED VIEW m AS SELECT id FROM order_notes", sql: "REFRESH MATERIALIZED VIEW m"},
	{fact: "refresh-view-concurrently", setup: "CREATE MATERIALIZED VIEW m AS SELECT id FROM orders; CREATE UNIQUE INDEX mi ON m (id)", sql: "REFRESH MATERIALIZED VIEW CONCURRENTLY m"},
	{fact: "create-sequence", sql: "CREATE SEQUENCE s OWNED BY orders.id"},
	{fact: "alter-sequence", setup: "CREATE SEQUENCE s", sql: "ALTER SEQUENCE s INCREMENT 5"},
	{fact: "alter-sequence", setup: "CREATE SEQUENCE s", sql: "ALTER SEQUENCE s RESTART"},
	{fact: "alter-sequence", setup: "CREATE SEQUENCE s", sql: "ALTER SEQUENCE s OWNED BY orders.id"},
	{fact: "move-sequence", setup: "CREATE SEQUENCE s", sql: "ALTER SEQUENCE s RENAME TO r"},
	{fact: "move-sequence", setup: "CREATE SEQUENCE s; CREATE SCHEMA app", sql: "ALTER SEQUENCE s SET SCHEMA app"},
	{fact: "move-sequence", since: 15, setup: "CREATE SEQUENCE s", sql: "ALTER SEQUENCE s SET UNLOGGED"},
	{fact: "move-sequence", setup: "CREATE SEQUENCE s", sql: "ALTER SEQUENCE s OWNER TO current_user"},
	{fact: "drop-sequence", setup: "CREATE SEQUENCE s", sql: "DROP SEQUENCE s"},

	{fact: "select", sql: "SELECT count(*) FROM order_notes"},
	{fact: "select", sql: "SELECT count(*) FROM events"},
	{fact: "select-for-update", sql: "SELECT id FROM orders FOR UPDATE"},
	{fact: "insert", sql: "INSERT INTO orders (id, customer_id) SELECT id + 1000, id FROM customers"},
	{fact: "insert", sql: "INSERT INTO lines VALUES (1, 1)"},
	{fact: "update", sql: "UPDATE orders SET note = NULL"},
	{fact: "update", sql: "UPDATE animals SET name = 'y'"},
	{fact: "update", sql: "DELETE FROM events WHERE at = '2023-02-01'"},
	{fact: "update", since: 15, sql: "MERGE INTO orders o USING customers c ON c.id = o.id WHEN MATCHED THEN UPDATE SET note = c.name"},
	{fact: "update", setup: "DELETE FROM lines", sql: "DELETE FROM orders"},
	{fact: "update", setup: "ALTER TABLE lines DROP CONSTRAINT lines_order_id_fkey, ADD FOREIGN KEY (order_id) REFERENCES orders ON DELETE CASCADE", sql: "DELETE FROM orders"},
	{fact: "update", sql: "UPDATE orders o SET note = c.name FROM customers c WHERE c.id = o.customer_id"},
	{fact: "update", sql: "UPDATE order_notes SET note = 'y'"},
	{fact: "lock-table", sql: "LOCK TABLE orders IN SHARE MODE"},
	{fact: "lock-table", sql: "LOCK TABLE animals"},
	{fact: "lock-table", since: 11, sql: "LOCK TABLE order_notes IN EXCLUSIVE MODE"},

	{fact: "vacuum", sql: "VACUUM orders", hold: "LOCK orders IN SHARE UPDATE EXCLUSIVE MODE"},
	{fact: "vacuum", since: 18, sql: "VACUUM animals", hold: "LOCK cats IN SHARE UPDATE EXCLUSIVE MODE", apart: true},
	{fact: "vacuum-partitioned", sql: "VACUUM events", hold: "LOCK ONLY events IN SHARE UPDATE EXCLUSIVE MODE", apart: true},
	{fact: "vacuum-partitioned", sql: "VACUUM events", hold: "LOCK events_2023 IN SHARE UPDATE EXCLUSIVE MODE", apart: true},
	{fact: "vacuum-full", since: 18, sql: "VACUUM FULL animals", hold: "SELECT 1 FROM cats", apart: true},
	{fact: "vacuum-full-partitioned", sql: "VACUUM FULL events", hold: "SELECT 1 FROM ONLY events", apart: true},
	{fact: "vacuum-full-partitioned", sql: "VACUUM FULL events", hold: "SELECT 1 FROM events_2023", apart: true},
	{fact: "cluster-partitioned", setup: "CREATE INDEX ei ON events (id)", sql: "CLUSTER events USING ei", hold: "SELECT 1 FROM events_2023", apart: true},
	{fact: "cluster-partitioned", setup: "CREATE INDEX ei ON events (id)", sql: "CLUSTER events USING ei", hold: "LOCK ONLY events", apart: true},
	{fact: "analyze-partitioned", sql: "ANALYZE events"},
	{fact: "reindex-partitioned", setup: "CREATE INDEX ei ON events (id)", sql: "REINDEX TABLE events", hold: "INSERT INTO events_2023 VALUES (1, '2023-05-05')", apart: true},
	{fact: "reindex-partitioned", setup: "CREATE INDEX ei ON events (id)", sql: "REINDEX TABLE events", hold: "LOCK ONLY events IN ROW EXCLUSIVE MODE", apart: true},
	{fact: "reindex-partitioned", setup: "CREATE INDEX ei ON events (id)", sql: "REINDEX INDEX ei", hold: "INSERT INTO events_2023 VALUES (1, '2023-05-05')", apart: true},
	{fact: "reindex", setup: "CREATE INDEX ai ON animals (id); CREATE INDEX ci ON cats (lives)", sql: "REINDEX TABLE animals"},
	{fact: "update", sql: "UPDATE lines SET order_id = 1"},
	{fact: "update", sql: "UPDATE lines SET n = 1"},
	{fact: "update", setup: "ALTER TABLE lines DROP CONSTRAINT lines_order_id_fkey, ADD FOREIGN KEY (order_id) REFERENCES orders ON UPDATE CASCADE", sql: "UPDATE orders SET id = id + 1000"},
	{fact: "update", setup: "ALTER TABLE lines DROP CONSTRAINT lines_order_id_fkey, ADD FOREIGN KEY (order_id) REFERENCES orders ON DELETE SET NULL", sql: "DELETE FROM orders"},
	{fact: "update", since: 15, sql: "MERGE INTO lines l USING customers c ON c.id = l.order_id AND c.id < 0 WHEN NOT MATCHED THEN INSERT VALUES (1, 2)"},
	{fact: "vacuum-full", sql: "VACUUM FULL orders", hold: useOrders},
	{fact: "cluster", sql: "CLUSTER orders USING orders_pkey"},
	{fact: "analyze", sql: "ANALYZE orders"},
	{fact: "analyze", sql: "ANALYZE animals"},

	{fact: "new-table", setup: "-- path\nCREATE TABLE fresh (id int);", sql: "ALTER TABLE fresh ADD COLUMN a serial"},

	{fact: "publish-table", sql: "CREATE PUBLICATION p FOR TABLE orders, animals, events"},
	{fact: "publish-table", sql: "CREATE PUBLICATION p FOR TABLE ONLY animals"},
	{fact: "publish-table", since: 15, sql: "CREATE PUBLICATION p FOR TABLE orders (id, note) WHERE (id > 3)"},
	{fact: "publish-table", setup: "CREATE PUBLICATION p FOR TABLE orders", sql: "ALTER PUBLICATION p ADD TABLE animals"},
	{fact: "publish-table", setup: "CREATE PUBLICATION p FOR TABLE orders, animals", sql: "ALTER PUBLICATION p DROP TABLE animals"},
	{fact: "publish-table", setup: "CREATE PUBLICATION p FOR TABLE orders, customers", sql: "ALTER PUBLICATION p SET TABLE animals, orders"},

	// Statements that lock no table.
	{since: 10, sql: "CREATE PUBLICATION p FOR ALL TABLES"},
	{since: 15, sql: "CREATE PUBLICATION p FOR TABLES IN SCHEMA public"},
	{since: 10, setup: "CREATE PUBLICATION p FOR TABLE orders", sql: "ALTER PUBLICATION p SET (publish = 'insert')"},
	{since: 10, setup: "CREATE PUBLICATION p FOR TABLE orders", sql: "DROP PUBLICATION p"},
	{since: 10, sql: "CREATE SUBSCRIPTION s CONNECTION 'dbname=b' PUBLICATION c WITH (connect = false)"},
	{before: 18, sql: "GRANT SELECT ON orders TO public"},
	{sql: "CREATE TYPE mood AS ENUM ('good')"},
	{setup: "CREATE TYPE mood AS ENUM ('good')", since: 12, sql: "ALTER TYPE mood ADD VALUE 'bad'"},
	{setup: "ALTER DOMAIN positive ADD CONSTRAINT small CHECK (VALUE < 1000)", sql: "ALTER DOMAIN positive DROP CONSTRAINT small"},
	{sql: "ALTER DOMAIN positive SET DEFAULT 3"},
	{sql: "CREATE FUNCTION f() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN count(*) FROM orders; END'"},
	{sql: "COMMENT ON SCHEMA public IS 'x'"},
	{sql: "DROP INDEX IF EXISTS gone"},
}

// TestLocksOnServer runs a statement of each row on real servers, and compares what pg_locks, the files of the
// relations and the counters of scans say with what Actions and Locks say of that statement.
func TestLocksOnServer(t *testing.T) {
	pgserver.EachVersion(t, func(t *testing.T, server *pgserver.Server, version int) {
		elsewhere := server.Tablespace(t)
		name := server.Database(t)
		m := &lockMeter{t: t, conn: server.Connect(t, name), other: server.Connect(t, name), watch: server.Connect(t, name), version: ir.Version{Major: version}, elsewhere: elsewhere}
		if version >= 12 {
			m.exec(m.conn, "CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler")
		}
		// With UTC the server knows that timestamptz is timestamp.
		m.exec(m.conn, "ALTER DATABASE "+name+" SET TimeZone = 'Europe/Berlin'")
		m.conn = server.Connect(t, name)
		measured := map[string]bool{}
		for _, sample := range lockSamples {
			if sample.fact != "" && fact(sample.fact, m.version) == nil || sample.before > 0 && version >= sample.before {
				continue
			}
			faults := m.compare(sample)
			if version < sample.since {
				if len(faults) == 0 {
					t.Errorf("%s: %s\n    the sample is said to need PostgreSQL %d, but is right for this one", sample.fact, sample.sql, sample.since)
				}
				continue
			}
			measured[sample.fact] = true
			if len(faults) > 0 {
				t.Errorf("%s: %s\n    %s", sample.fact, sample.sql, strings.Join(faults, "\n    "))
			}
		}
		for i := range lockFacts {
			if f := &lockFacts[i]; f.holds(m.version) && f.measured.has(version) != measured[f.id] {
				t.Errorf("row %s says that it was measured on %d: %t; there is a sample: %t", f.id, version, f.measured.has(version), measured[f.id])
			}
		}
	})
}

// lockMeter measures what a statement locks.
type lockMeter struct {
	t                  *testing.T
	conn, other, watch *pgx.Conn
	version            ir.Version
	elsewhere          string // a tablespace
}

// relationState is a relation before or after the statement.
type relationState struct {
	name, kind string
	file       uint32
	scans      int64
	bytes      int64
}

func (m *lockMeter) exec(conn *pgx.Conn, sql string) {
	m.t.Helper()
	if _, err := conn.Exec(context.Background(), sql); err != nil {
		m.t.Fatalf("%s: %v", sql, err)
	}
}

// try runs SQL that this server may refuse.
func (m *lockMeter) try(sql string) error {
	_, err := m.conn.Exec(context.Background(), sql)
	return err
}

// relations are those of the user, by their oids.
func (m *lockMeter) relations(conn *pgx.Conn) map[uint32]relationState {
	m.t.Helper()
	rows, err := conn.Query(context.Background(), `SELECT c.oid, c.oid::regclass::text, c.relkind::text, c.relfilenode, coalesce(pg_stat_get_xact_numscans(c.oid), 0), coalesce(pg_relation_size(c.oid), 0)
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^pg_|information_schema'`)
	if err != nil {
		m.t.Fatal(err)
	}
	list := map[uint32]relationState{}
	for rows.Next() {
		var oid uint32
		var r relationState
		if err := rows.Scan(&oid, &r.name, &r.kind, &r.file, &r.scans, &r.bytes); err != nil {
			m.t.Fatal(err)
		}
		list[oid] = r
	}
	if err := rows.Err(); err != nil {
		m.t.Fatal(err)
	}
	return list
}

// locks are the strongest modes that a session holds or waits for, by oid.
func (m *lockMeter) locks(conn *pgx.Conn, pid uint32) map[uint32]string {
	m.t.Helper()
	rows, err := conn.Query(context.Background(), `SELECT relation, mode FROM pg_locks WHERE locktype = 'relation' AND pid = $1 AND relation >= 16384`, pid)
	if err != nil {
		m.t.Fatal(err)
	}
	list := map[uint32]string{}
	for rows.Next() {
		var oid uint32
		var mode string
		if err := rows.Scan(&oid, &mode); err != nil {
			m.t.Fatal(err)
		}
		if mode = lockWords(mode); lockStrength(mode) > lockStrength(list[oid]) {
			list[oid] = mode
		}
	}
	if err := rows.Err(); err != nil {
		m.t.Fatal(err)
	}
	return list
}

// lockWords writes ShareRowExclusiveLock as the manual does.
func lockWords(mode string) string {
	var b strings.Builder
	for i, r := range strings.TrimSuffix(mode, "Lock") {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}

// placed names the tablespace that the meter has made for a sample that wants one.
func (m *lockMeter) placed(sample lockSample) lockSample {
	sample.sql = strings.Replace(sample.sql, "TABLESPACE elsewhere", "TABLESPACE "+m.elsewhere, 1)
	return sample
}

// fresh is a schema with what every sample finds.
func (m *lockMeter) fresh() {
	m.t.Helper()
	m.exec(m.conn, "RESET TimeZone; DROP SCHEMA IF EXISTS app CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP PUBLICATION IF EXISTS p; "+lockSetup)
}

// compare measures one sample, and says in which way Locks is wrong about it.
func (m *lockMeter) compare(sample lockSample) []string {
	sample = m.placed(sample)
	actions, _ := studied(m.t, withPath(lockSetup+sample.setup), sample.sql)
	claimed := Dialect{}.Locks(actions, m.version)
	var faults []string
	if sample.fact == "" && len(claimed) > 0 || sample.fact != "" && !slices.ContainsFunc(actions, func(a sqlstmt.Action) bool { return factOf(&a, m.version) == sample.fact }) {
		faults = append(faults, fmt.Sprintf("it is not of this row; its actions: %s", briefs(actions)))
	}
	m.fresh()
	if err := m.try(sample.setup); err != nil {
		return append(faults, fmt.Sprintf("%s: %v", sample.setup, err))
	}
	before := m.relations(m.conn)
	var held map[uint32]string
	var after map[uint32]relationState
	if sample.broken != "" {
		if err := m.breakOff(sample); err != nil {
			return append(faults, err.Error())
		}
	}
	if sample.hold == "" || sample.broken != "" {
		m.exec(m.conn, "BEGIN")
		before = m.relations(m.conn) // the counters of the session are sent off between transactions only
		if err := m.try(sample.sql); err != nil {
			m.exec(m.conn, "ROLLBACK")
			return append(faults, err.Error())
		}
		held, after = m.locks(m.conn, m.conn.PgConn().PID()), m.relations(m.conn)
		m.exec(m.conn, "ROLLBACK")
	} else {
		var err error
		if held, err = m.waiting(sample); err != nil {
			return append(faults, err.Error())
		}
		if sample.apart {
			claimed = slices.DeleteFunc(claimed, func(k sqlstmt.Lock) bool { return !m.holds(held, k.Table) })
		}
	}
	return append(faults, differences(actions, claimed, before, after, held)...)
}

// breakOff runs a statement that has to wait, and ends it while it does.
func (m *lockMeter) breakOff(sample lockSample) error {
	m.exec(m.other, "BEGIN; "+sample.hold)
	m.exec(m.conn, "SET statement_timeout = '300ms'")
	err := m.try(sample.broken)
	m.exec(m.conn, "RESET statement_timeout")
	m.exec(m.other, "COMMIT")
	if state := sqlState(err); state != "57014" {
		return fmt.Errorf("%s: it was to be cancelled: %v", sample.broken, err)
	}
	return nil
}

func briefs(actions []sqlstmt.Action) string {
	var list []string
	for _, a := range actions {
		list = append(list, brief(a))
	}
	return strings.Join(list, " | ")
}

// holds tells whether a table is among those that are locked.
func (m *lockMeter) holds(held map[uint32]string, table string) bool {
	for oid, r := range m.relations(m.watch) {
		if _, ok := held[oid]; ok && r.name == table {
			return true
		}
	}
	return false
}

// withPath ends what was there before the path behind a setup, unless it says so itself.
func withPath(setup string) string {
	if strings.Contains(setup, "-- path\n") {
		return setup
	}
	return setup + ";\n-- path\n"
}

// waiting runs a statement that has to wait for another session, and returns its locks meanwhile.
func (m *lockMeter) waiting(sample lockSample) (map[uint32]string, error) {
	m.exec(m.other, "BEGIN")
	m.exec(m.other, sample.hold)
	pid := m.conn.PgConn().PID()
	done := make(chan error, 1)
	go func() {
		_, err := m.conn.Exec(context.Background(), sample.sql)
		done <- err
	}()
	var held map[uint32]string
	for range 200 {
		time.Sleep(10 * time.Millisecond)
		var waits bool
		if err := m.watch.QueryRow(context.Background(), "SELECT coalesce(wait_event_type = 'Lock', false) FROM pg_stat_activity WHERE pid = $1", pid).Scan(&waits); err != nil {
			m.t.Fatal(err)
		}
		if waits {
			held = m.locks(m.watch, pid)
			break
		}
	}
	m.exec(m.other, "COMMIT")
	if err := <-done; err != nil {
		return nil, err
	}
	if held == nil {
		return nil, errors.New("it did not wait")
	}
	return held, nil
}

// differences says where the claims are not what was measured. after is nil where a statement was only looked at
// while it waited.
func differences(actions []sqlstmt.Action, claimed []sqlstmt.Lock, before, after map[uint32]relationState, held map[uint32]string) []string {
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	byName := map[string]uint32{}
	for oid, r := range before {
		byName[r.name] = oid
	}
	said := map[string]sqlstmt.Lock{}
	for _, k := range claimed {
		oid, there := byName[k.Table]
		if !there {
			if !k.New {
				fault("%s is locked, Locks says, but is not there", k.Table)
			}
			continue
		}
		said[k.Table] = k
		if held[oid] != k.Mode {
			fault("%s: the server says %q, Locks says %q (%s)", k.Table, held[oid], k.Mode, k.Fact)
		}
	}
	for oid, mode := range held {
		r, there := before[oid]
		if k, ok := said[r.name]; there && !ok {
			// Of an index only that is said which its table's lock does not tell.
			if r.kind == "i" || r.kind == "I" {
				continue
			}
			fault("%s: the server says %q, Locks says nothing", r.name, mode)
		} else if there && after != nil && (r.kind == "r" || r.kind == "m") {
			faults = append(faults, workDiffers(k, r, after[oid], countsScans(k, actions))...)
		}
	}
	if after != nil {
		faults = append(faults, buildDiffers(said, before, after)...)
	}
	slices.Sort(faults)
	return faults
}

// workDiffers compares the claims on a table's rows. A table that is written again is read, too; one that is emptied
// has a new file. counts: the counter of scans tells of it.
func workDiffers(k sqlstmt.Lock, before, after relationState, counts bool) []string {
	var faults []string
	if rewritten := after.file != before.file && after.bytes > 0 && before.bytes > 0; rewritten != k.Rewrite {
		faults = append(faults, fmt.Sprintf("%s: rewritten %t, Locks says %t", k.Table, rewritten, k.Rewrite))
	}
	if scanned := after.scans > before.scans; counts && lockStrength(k.Mode) >= lockStrength(shareUpdateExclusive) && !k.Rewrite && !k.Build && scanned != k.Scan {
		faults = append(faults, fmt.Sprintf("%s: scanned %t, Locks says %t", k.Table, scanned, k.Scan))
	}
	return faults
}

// buildDiffers compares the claims on indexes: one is built where a file is there that was not.
func buildDiffers(said map[string]sqlstmt.Lock, before, after map[uint32]relationState) []string {
	files := map[uint32]bool{}
	for _, r := range before {
		files[r.file] = true
	}
	built := false
	for _, r := range after {
		built = built || r.kind == "i" && !files[r.file]
	}
	says, rewrites := false, false
	for _, k := range said {
		says, rewrites = says || k.Build, rewrites || k.Rewrite
	}
	if built != says && !rewrites && !truncates(said) {
		return []string{fmt.Sprintf("an index is built: %t, Locks says %t", built, says)}
	}
	return nil
}

// countsScans tells whether the counter of scans must be what Locks says. It counts also the empty file that TRUNCATE leaves,
// ANALYZE's sample, and the other table of a foreign key, which the server reads by an index or whole, as its planner chooses.
func countsScans(k sqlstmt.Lock, actions []sqlstmt.Action) bool {
	if k.New || k.Fact == "truncate" || k.Fact == "analyze" {
		return false
	}
	for _, a := range actions {
		if a.Refers().RefSQL == k.Table && a.Refers().RefSQL != a.TableSQL || slices.ContainsFunc(a.More().Also, func(r sqlstmt.Relation) bool {
			return r.SQL == k.Table && r.Role == sqlstmt.RoleReferenced
		}) {
			return false
		}
	}
	return true
}

func truncates(said map[string]sqlstmt.Lock) bool {
	for _, k := range said {
		if k.Fact == "truncate" {
			return true
		}
	}
	return false
}

// TestVolatileFunctionsOnServer compares what is said of built-in functions with provolatile.
func TestVolatileFunctionsOnServer(t *testing.T) {
	pgserver.EachVersion(t, func(t *testing.T, server *pgserver.Server, _ int) {
		volatileFunctions(t, server.Connect(t, server.Database(t)))
	})
}

func volatileFunctions(t *testing.T, conn *pgx.Conn) {
	rows, err := conn.Query(context.Background(), "SELECT proname, bool_or(provolatile = 'v'), bool_and(provolatile = 'v') FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace GROUP BY 1")
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var name string
		var some, all bool
		if err := rows.Scan(&name, &some, &all); err != nil {
			t.Fatal(err)
		}
		said := volatileFunction(name)
		if name == "timezone" {
			continue // before 15 that of timetz is volatile, which AT TIME ZONE hardly ever means
		}
		if known := harmless.has(name) || mayAggregate.has(name); known && some && !said {
			t.Errorf("%s is volatile, the list says it is not", name)
		} else if said && !some && !strings.HasPrefix(name, "pg_") {
			t.Errorf("%s is not volatile, the list says it is", name)
		} else if stableSystemFunction(name) && some {
			t.Errorf("%s is volatile, the list of stable functions has it", name)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}
