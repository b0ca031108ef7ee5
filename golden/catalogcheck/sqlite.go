package catalogcheck

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// The column hidden of pragma_table_xinfo, see https://sqlite.org/pragma.html#pragma_table_xinfo.
const (
	virtualColumn = 2
	storedColumn  = 3
)

// SQLiteQuery prints a database of SQLite, one line for each part, as SQLite does a catalog. The column is called line.
const SQLiteQuery = `
WITH t AS (SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite~_%' ESCAPE '~')
SELECT name || ' ' || type || ' ' || sql AS line FROM t
UNION ALL SELECT t.name || ' column ' || (row_number() OVER (PARTITION BY t.name ORDER BY c.cid) - 1) || ' ' || c.name || ' ' || c.type || ' ' || iif(c."notnull", 'true', 'false') || ' ' || coalesce(c.dflt_value, '-') || ' ' || c.pk || ' ' || c.hidden
  FROM t, pragma_table_xinfo(t.name) c WHERE c.hidden <> 1 AND t.type = 'table'
UNION ALL SELECT t.name || ' index ' || i.name || ' ' || iif(i."unique", 'true', 'false') || ' ' || iif(i.partial, 'true', 'false') || ' ' ||
  (SELECT group_concat(k, ', ') FROM (SELECT coalesce(x.name, '(expression)') || ' ' || iif(x."desc", 'true', 'false') AS k FROM pragma_index_xinfo(i.name) x WHERE x.key ORDER BY x.seqno))
  FROM t, pragma_index_list(t.name) i WHERE t.type = 'table'
UNION ALL SELECT t.name || ' foreign key ' || f."from" || ' ' || f."table" || ' ' || coalesce(f."to", '-') || ' ' || f.on_update || ' ' || f.on_delete FROM t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
UNION ALL SELECT tbl_name || ' trigger ' || name FROM sqlite_master WHERE type = 'trigger'`

// SQLite returns the lines of a catalog, sorted, but for those of the version table.
func SQLite(cat *schema.Catalog, versionTable string) []string {
	cat.Refresh()
	var lines []string
	add := func(parts ...any) { lines = append(lines, strings.TrimSuffix(fmt.Sprintln(parts...), "\n")) }
	for _, t := range slices.Concat(cat.Tables("main"), cat.Views("main")) {
		if t.Name.Name == versionTable {
			continue
		}
		name := t.Name.Name
		add(name, t.Kind, t.SQL)
		if t.IsView() {
			continue // the shell fails at one whose table is gone
		}
		for i, c := range t.Columns {
			def := "-"
			if c.Default != nil {
				def = c.Default.Printed
			}
			place := 0
			if k := t.PrimaryKey(); k != nil {
				place = slices.Index(k.Columns, c.Name) + 1
			}
			hidden := 0
			if c.Generated != nil {
				hidden = storedColumn
			}
			if c.Virtual {
				hidden = virtualColumn
			}
			add(name, "column", i, c.Name, c.Type.Name.Name, c.NotNull, def, place, hidden)
		}
		for _, x := range t.Indexes {
			var keys []string
			for _, k := range x.Keys {
				column := k.Column
				if k.Expr != nil {
					column = "(expression)"
				}
				keys = append(keys, fmt.Sprintf("%s %t", column, k.Descending))
			}
			add(name, "index", x.Name, x.Unique, x.Where != nil, strings.Join(keys, ", "))
		}
		for _, k := range t.Constraints {
			if k.Kind == schema.ForeignKey {
				for i := range k.Columns {
					ref := "-"
					if i < len(k.RefColumns) {
						ref = k.RefColumns[i]
					}
					add(name, "foreign key", k.Columns[i], k.RefTable.Name, ref, cmp.Or(k.OnUpdate, "NO ACTION"), cmp.Or(k.OnDelete, "NO ACTION"))
				}
			}
		}
		for _, tr := range t.Triggers {
			add(name, "trigger", tr.Name)
		}
	}
	slices.Sort(lines)
	return lines
}
