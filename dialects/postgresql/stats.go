package postgresql

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// StatsUsage is how psql is called. Without -q it would print the names of the statements between the rows.
func (Dialect) StatsUsage(runner string) string {
	if runner != psql {
		return ""
	}
	return "psql -X -q -v ON_ERROR_STOP=1 -d DATABASE -f THIS_FILE > stats.csv"
}

// StatsQuery asks in a transaction that only reads. It waits for no lock for long: the functions that tell a size lock
// the table for a moment.
func (Dialect) StatsQuery(runner string, only []schema.Name) []string {
	query := statsQuery(only)
	if runner == psql { // which prints CSV for COPY, in any of its versions
		query = "COPY (\n" + query + "\n) TO STDOUT WITH (FORMAT csv, HEADER)"
	}
	return []string{"BEGIN TRANSACTION READ ONLY", "SET LOCAL lock_timeout = '5s'", "SET LOCAL statement_timeout = '10min'", query, "COMMIT"}
}

// statsQuery runs on PostgreSQL 9.6 to 18. The kinds of relations that a server does not have yet it does not find.
// A count of rows is that of the last VACUUM or ANALYZE, else that of the statistics collector. The counters of writes began
// when the database's statistics were reset; one that never was has those of the server's beginning.
//
// https://www.postgresql.org/docs/current/catalog-pg-class.html
// https://www.postgresql.org/docs/current/monitoring-stats.html
// https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-DBSIZE
func statsQuery(only []schema.Name) string {
	return `WITH RECURSIVE chosen AS (
    ` + chosenTables(only) + `
    UNION
    SELECT i.inhrelid FROM pg_inherits i JOIN chosen ON i.inhparent = chosen.oid
), since AS (
    SELECT extract(epoch FROM now() - coalesce(d.stats_reset, b.stats_reset))::bigint AS seconds
    FROM pg_stat_database d, pg_stat_bgwriter b WHERE d.datname = current_database()
), report AS (
    SELECT 1 AS part, 'server'::text AS kind, NULL::text AS schema, current_database()::text AS name, NULL::text AS parent_schema, NULL::text AS parent,
        NULL::bigint AS rows, NULL::bigint AS heap_bytes, NULL::bigint AS toast_bytes, NULL::bigint AS index_bytes, NULL::bigint AS dead_rows,
        NULL::boolean AS valid, NULL::bigint AS inserts, NULL::bigint AS updates, NULL::bigint AS deletes, since.seconds, NULL::bigint AS seq_scans,
        'postgresql ' || current_setting('server_version') AS version, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' AS taken
    FROM since
    UNION ALL
    SELECT 2, 'extension', n.nspname, e.extname, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, e.extversion, NULL
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    UNION ALL
    SELECT 3, CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END,
        n.nspname, c.relname, pn.nspname, p.relname,
        CASE WHEN c.relkind = 'p' THEN NULL WHEN c.reltuples > 0 THEN c.reltuples::bigint ELSE s.n_live_tup END,
        pg_table_size(c.oid) - coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0),
        coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0),
        pg_indexes_size(c.oid), s.n_dead_tup, NULL, s.n_tup_ins, s.n_tup_upd, s.n_tup_del, since.seconds, s.seq_scan, NULL, NULL
    FROM chosen JOIN pg_class c ON c.oid = chosen.oid JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN since
    LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
    LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND i.inhseqno = 1
    LEFT JOIN pg_class p ON p.oid = i.inhparent LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
    UNION ALL
    SELECT 4, 'index', n.nspname, x.relname, tn.nspname, t.relname, NULL, NULL, NULL, pg_relation_size(x.oid), NULL,
        k.indisvalid AND k.indisready, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM chosen JOIN pg_index k ON k.indrelid = chosen.oid JOIN pg_class x ON x.oid = k.indexrelid JOIN pg_namespace n ON n.oid = x.relnamespace
    JOIN pg_class t ON t.oid = k.indrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
)
SELECT kind, schema, name, parent_schema, parent, rows, heap_bytes, toast_bytes, index_bytes, dead_rows, valid,
    inserts, updates, deletes, seconds, seq_scans, version, taken
FROM report
ORDER BY part, schema, name`
}

// chosenTables is the query of the tables to ask about: the named ones, else all that no server brings itself.
func chosenTables(only []schema.Name) string {
	const from = "SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace\n    WHERE c.relkind IN ('r', 'p', 'm', 'f')"
	if len(only) == 0 {
		return from + " AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'"
	}
	names := make([]string, len(only))
	for i, n := range only {
		names[i] = "(" + literal(n.Schema) + ", " + literal(n.Name) + ")"
	}
	return from + " AND (n.nspname, c.relname) IN (" + strings.Join(names, ", ") + ")"
}
