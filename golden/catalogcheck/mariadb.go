package catalogcheck

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// MariaDBQueries print a database of MariaDB, one line for each part, as MariaDB does a catalog.
const MariaDBQueries = `
SELECT CONCAT('table ', table_name, ' ', table_type, ' comment=', IF(table_type = 'VIEW', '', table_comment)) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type <> 'SEQUENCE';
SELECT CONCAT('column ', c.table_name, ' ', ordinal_position, ' ', column_name, ' ', column_type, ' ', is_nullable, ' default=', IFNULL(column_default, '(none)'), ' extra=', extra,
  ' comment=', column_comment) FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE';
SELECT CONCAT('index ', table_name, ' ', index_name, ' ', non_unique, ' ', GROUP_CONCAT(column_name, IFNULL(CONCAT('(', sub_part, ')'), '') ORDER BY seq_in_index), ' ', index_comment) FROM information_schema.statistics
  WHERE table_schema = DATABASE() GROUP BY table_name, index_name, non_unique, index_comment;
SELECT CONCAT('key ', k.table_name, ' ', k.constraint_name, ' (', GROUP_CONCAT(k.column_name ORDER BY ordinal_position), ') to ', k.referenced_table_name, ' (',
  GROUP_CONCAT(k.referenced_column_name ORDER BY ordinal_position), ') ', r.delete_rule, ' ', r.update_rule)
  FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r ON r.constraint_schema = k.table_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
  WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL GROUP BY k.table_name, k.constraint_name, k.referenced_table_name, r.delete_rule, r.update_rule;
SELECT CONCAT('check ', table_name, ' ', constraint_name) FROM information_schema.check_constraints WHERE constraint_schema = DATABASE();
SELECT CONCAT('trigger ', event_object_table, ' ', trigger_name) FROM information_schema.triggers WHERE trigger_schema = DATABASE();
`

// MariaDB returns the lines of a catalog, sorted.
func MariaDB(c *schema.Catalog) []string {
	var rows []string
	add := func(format string, args ...any) { rows = append(rows, fmt.Sprintf(format, args...)) }
	for _, v := range c.Views("") {
		add("table %s VIEW comment=", v.Name.Name)
	}
	for _, t := range c.Tables("") {
		name := t.Name.Name
		add("table %s BASE TABLE comment=%s", name, t.Comment)
		for i, col := range t.Columns {
			null, def := "YES", "(none)"
			if col.NotNull {
				null = "NO"
			}
			if col.Default != nil {
				def = col.Default.Printed
			} else if !col.NotNull {
				def = "NULL"
			}
			add("column %s %d %s %s %s default=%s extra=%s comment=%s", name, i+1, col.Name, c.FormatType(col.Type), null, def, extra(col), col.More().Comment)
		}
		for _, x := range t.Indexes {
			var keys []string
			for _, k := range x.Keys {
				key := k.Column
				if k.Length > 0 {
					key += fmt.Sprintf("(%d)", k.Length)
				}
				keys = append(keys, key)
			}
			nonUnique := 1
			if x.Unique {
				nonUnique = 0
			}
			add("index %s %s %d %s %s", name, x.Name, nonUnique, strings.Join(keys, ","), x.Comment)
		}
		for _, k := range t.Constraints {
			switch k.Kind {
			case schema.ForeignKey:
				add("key %s %s (%s) to %s (%s) %s %s", name, k.Name, strings.Join(k.Columns, ","), k.RefTable.Name, strings.Join(k.RefColumns, ","),
					cmp.Or(k.OnDelete, "RESTRICT"), cmp.Or(k.OnUpdate, "RESTRICT"))
			case schema.Check:
				add("check %s %s", name, k.Name)
			}
		}
		for _, g := range t.Triggers {
			add("trigger %s %s", name, g.Name)
		}
	}
	slices.Sort(rows)
	return rows
}

// extra is the column EXTRA of information_schema.columns.
func extra(col *schema.Column) string {
	var extra []string
	if col.AutoIncrement {
		extra = append(extra, "auto_increment")
	}
	if col.More().OnUpdate != "" {
		extra = append(extra, "on update "+col.More().OnUpdate)
	}
	if col.Generated != nil {
		extra = append(extra, map[bool]string{true: "VIRTUAL GENERATED", false: "STORED GENERATED"}[col.Virtual])
	}
	if col.Invisible {
		extra = append(extra, "INVISIBLE")
	}
	return strings.Join(extra, ", ")
}
