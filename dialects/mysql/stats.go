package mysql

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// StatsUsage is how the client is called: --batch separates values by tabs, with a line of names at the head.
func (d Dialect) StatsUsage(runner string) string {
	if runner != client {
		return ""
	}
	name := "mysql"
	if d.Flavour == MariaDB {
		name = "mariadb"
	}
	return name + " --skip-force --batch --default-character-set=utf8mb4 DATABASE < THIS_FILE > stats.tsv"
}

// StatsQuery asks in a transaction that only reads. MySQL 8 would otherwise show sizes that are up to a day old:
// https://dev.mysql.com/doc/refman/8.0/en/server-system-variables.html#sysvar_information_schema_stats_expiry
func (d Dialect) StatsQuery(runner string, only []schema.Name) []string {
	statements := []string{"START TRANSACTION READ ONLY", d.statsQuery(only), "COMMIT"}
	if d.Flavour == MySQL {
		statements = append([]string{"/*!80000 SET SESSION information_schema_stats_expiry = 0 */"}, statements...)
	}
	return statements
}

// statsQuery: the size of a single index needs a privilege on the tables of the schema mysql, so that only their sum is asked for. The
// counters of writes are those of performance_schema, which MariaDB has switched off unless told otherwise; they began with the server.
//
// https://dev.mysql.com/doc/refman/8.0/en/information-schema-tables-table.html
// https://dev.mysql.com/doc/refman/8.0/en/performance-schema-table-wait-summary-tables.html
func (d Dialect) statsQuery(only []schema.Name) string {
	status := "performance_schema.global_status"
	if d.Flavour == MariaDB {
		status = "information_schema.global_status"
	}
	chosen := d.chosenTables(only)
	uptime := "(SELECT CAST(variable_value AS SIGNED) FROM " + status + " WHERE variable_name = 'Uptime')"
	return "SELECT kind, `schema`, name, parent_schema, parent, `rows`, heap_bytes, toast_bytes, index_bytes, dead_rows, valid," + `
    inserts, updates, deletes, seconds, seq_scans, version, taken
FROM (
    SELECT 1 AS part, 'server' AS kind, NULL AS ` + "`schema`" + `, DATABASE() AS name, NULL AS parent_schema, NULL AS parent, NULL AS ` + "`rows`" + `,
        NULL AS heap_bytes, NULL AS toast_bytes, NULL AS index_bytes, NULL AS dead_rows, NULL AS valid, NULL AS inserts, NULL AS updates, NULL AS deletes,
        ` + uptime + ` AS seconds, NULL AS seq_scans, CONCAT('` + d.Name() + ` ', VERSION()) AS version,
        CONCAT(DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%d %H:%i'), ' UTC') AS taken
    UNION ALL
    SELECT 2, 'table', t.table_schema, t.table_name, NULL, NULL, t.table_rows, t.data_length, 0, t.index_length, NULL, NULL,
        CASE WHEN @@performance_schema THEN w.count_insert END, CASE WHEN @@performance_schema THEN w.count_update END,
        CASE WHEN @@performance_schema THEN w.count_delete END, ` + uptime + `, NULL, NULL, NULL
    FROM information_schema.tables t
    LEFT JOIN performance_schema.table_io_waits_summary_by_table w ON w.object_schema = t.table_schema AND w.object_name = t.table_name AND w.object_type = 'TABLE'
    WHERE t.table_type LIKE '%BASE TABLE' AND ` + strings.ReplaceAll(chosen, "$", "t.") + `
    UNION ALL
    SELECT 3, 'partition', p.table_schema, COALESCE(p.subpartition_name, p.partition_name), p.table_schema, p.table_name, p.table_rows, p.data_length, 0, p.index_length,
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM information_schema.partitions p
    WHERE p.partition_name IS NOT NULL AND ` + strings.ReplaceAll(chosen, "$", "p.") + `
    UNION ALL
    SELECT 4, 'index', s.table_schema, s.index_name, s.table_schema, s.table_name, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM information_schema.statistics s
    WHERE s.seq_in_index = 1 AND ` + strings.ReplaceAll(chosen, "$", "s.") + `
) report
ORDER BY part, ` + "`schema`" + `, parent, name`
}

// chosenTables is the condition for the tables to ask about: the named ones, else all of the current database. A $ stands before each column.
func (d Dialect) chosenTables(only []schema.Name) string {
	if len(only) == 0 {
		return "$table_schema = DATABASE()"
	}
	names := make([]string, len(only))
	for i, n := range only {
		database := "DATABASE()"
		if n.Schema != "" && n.Schema != schema.DefaultSchema {
			database = script{d.Flavour}.literal(n.Schema)
		}
		names[i] = "(" + database + ", " + script{d.Flavour}.literal(n.Name) + ")"
	}
	return "($table_schema, $table_name) IN (" + strings.Join(names, ", ") + ")"
}
