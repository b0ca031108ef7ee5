package mysql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// ownGrantee is the user as information_schema writes it: 'user'@'host'.
const ownGrantee = "CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')"

// rightsFor are the privileges that are needed for what is done to a table.
// https://dev.mysql.com/doc/refman/8.0/en/privileges-provided.html
func rightsFor(u sqlstmt.DemandUse) []string {
	switch u.Kind {
	case sqlstmt.Insert:
		return []string{"INSERT"}
	case sqlstmt.Update:
		return []string{"UPDATE"}
	case sqlstmt.Delete:
		return []string{"DELETE"}
	case sqlstmt.Select, sqlstmt.CreateTableAs:
		return []string{"SELECT"}
	case sqlstmt.CreateIndex, sqlstmt.DropIndex:
		return []string{"INDEX"}
	case sqlstmt.DropTable, sqlstmt.Truncate, sqlstmt.DropView:
		return []string{"DROP"}
	case sqlstmt.CreateTrigger, sqlstmt.DropTrigger:
		return []string{"TRIGGER"}
	case sqlstmt.RenameTable:
		return []string{"ALTER", "DROP"}
	case sqlstmt.CreateView, sqlstmt.Grant, sqlstmt.Analyze, sqlstmt.LockTable:
		return nil
	}
	if u.Referenced {
		return []string{"REFERENCES"}
	}
	return []string{"ALTER"}
}

// privileges are those on the tables of the release.
func (p preflight) privileges(uses []sqlstmt.DemandUse) []sqlstmt.Probe {
	var needed [][2]string
	for _, u := range uses {
		for _, right := range rightsFor(u) {
			table := u.Table.Name
			if pair := [2]string{table, right}; !slices.Contains(needed, pair) && (u.Table.Schema == "" || u.Table.Schema == schema.DefaultSchema) {
				needed = append(needed, pair)
			}
		}
	}
	if len(needed) == 0 {
		return []sqlstmt.Probe{}
	}
	return []sqlstmt.Probe{p.lacking(needed)}
}

// lacking looks at what was granted to the user itself, on the server, the database or the table: what a role brings it does not see, so that it only
// warns. Without a table the privilege is needed on the database.
func (p preflight) lacking(needed [][2]string) sqlstmt.Probe {
	var rows [][]string
	var shown []string
	for _, n := range needed {
		text := n[1]
		if n[0] != "" {
			text += " on " + n[0]
		}
		rows, shown = append(rows, []string{p.literal(n[0]), p.literal(n[1]), p.literal(text)}), append(shown, text)
	}
	granted := func(view, more string) string {
		return "NOT EXISTS (SELECT * FROM information_schema." + view + " u WHERE " + bin("u.grantee") + " = " + bin(ownGrantee) + " AND " + bin("u.privilege_type") + " = " + bin("n.privilege") + more + ")"
	}
	return sqlstmt.Probe{What: "privileges that were not granted to the user itself", Object: fewOf(shown), Warns: true,
		Query: counted("SELECT n.what FROM (" + p.listed([]string{"name", "privilege", "what"}, rows) + ") AS n\n    WHERE " + granted("user_privileges", "") +
			"\n        AND " + granted("schema_privileges", " AND DATABASE() LIKE u.table_schema") +
			"\n        AND " + granted("table_privileges", " AND u.table_schema = DATABASE() AND "+bin("u.table_name")+" = "+bin("n.name")))}
}

func fewOf(names []string) string {
	const shown = 4
	if len(names) > shown {
		return strings.Join(names[:shown-1], ", ") + fmt.Sprintf(" and %d more", len(names)-shown+1)
	}
	return strings.Join(names, ", ")
}

// oldTransactions: one that has only read holds the metadata of its tables until its end, and a change of them waits for it.
// https://dev.mysql.com/doc/refman/8.0/en/metadata-locking.html
func (p preflight) oldTransactions() sqlstmt.Probe {
	return sqlstmt.Probe{What: "transactions that are open for more than 5 minutes", Warns: true,
		Only: "EXISTS (SELECT * FROM information_schema.user_privileges u WHERE " + bin("u.grantee") + " = " + bin(ownGrantee) + " AND u.privilege_type = 'PROCESS')",
		Query: counted("SELECT CONCAT('session ', trx_mysql_thread_id, ' since ', trx_started) AS what FROM information_schema.innodb_trx\n" +
			"    WHERE trx_started < NOW() - INTERVAL 5 MINUTE AND trx_mysql_thread_id <> CONNECTION_ID()")}
}

// queued are sessions that wait for a table: whoever changes one, or only reads it behind somebody that wants to change it, waits behind
// them. Without the privilege PROCESS the server shows the user's own alone.
func queued() sqlstmt.Probe {
	return sqlstmt.Probe{What: "sessions that wait for the lock of a table", Warns: true,
		Query: counted("SELECT CONCAT('session ', id, ' of ', user, ' for ', time, ' seconds: ', state) AS what FROM information_schema.processlist\n" +
			"    WHERE state LIKE 'Waiting for%lock' AND db = DATABASE() AND id <> CONNECTION_ID()")}
}

// references asks for orphans; nil for a new table with rows, since it is not known which they are.
func (p preflight) references(d sqlstmt.Demand, where string, tables []schema.Name) []sqlstmt.Probe {
	object := where + " -> " + d.Ref.Alias + " (" + strings.Join(d.RefKeys, ", ") + ")"
	if d.Ref.Born {
		if len(d.Ref.Listed) > 0 {
			return nil
		}
		object += ", which is made by this release and empty"
	} else {
		tables = append(tables, d.Ref.Table)
	}
	return []sqlstmt.Probe{{What: "orphans", Object: object, Query: p.orphans(d), Tables: tables}}
}

// zeroDates: a copy writes every row again, and is as strict about each of its dates as an INSERT.
// https://dev.mysql.com/doc/refman/8.0/en/sql-mode.html#sqlmode_no_zero_date
func (p preflight) zeroDates(d sqlstmt.Demand) sqlstmt.Probe {
	conditions := make([]string, len(d.Keys))
	for i, k := range d.Keys {
		conditions[i] = zeroRefused(k)
	}
	return sqlstmt.Probe{What: "dates with a zero, which this sql_mode refuses when the table is copied", Object: d.Rows.Alias + " (" + strings.Join(d.Keys, ", ") + ")",
		Tables: []schema.Name{d.Rows.Table}, Strict: true, Query: p.rowsWhere(d.Rows, strings.Join(conditions, "\n    OR "))}
}

// keyLength asks how many bytes the keys of an index have: InnoDB takes 3072, and of one column 767 where the rows have an old format. MariaDB cuts the key of a
// single column that is not the primary one, or keeps a hash of it.
// https://dev.mysql.com/doc/refman/8.0/en/innodb-limits.html, https://mariadb.com/kb/en/innodb-limitations/
func (p preflight) keyLength(d sqlstmt.Demand) []sqlstmt.Probe {
	if d.Index.Method == "fulltext" || d.Index.Method == "spatial" {
		return []sqlstmt.Probe{}
	}
	var list []string
	for i, k := range d.Index.Keys {
		length := "c.character_maximum_length"
		if k.Length > 0 {
			length = fmt.Sprintf("LEAST(c.character_maximum_length, %d)", k.Length)
		}
		list = append(list, "SELECT COALESCE("+length+" * COALESCE(s.maxlen, 1), 8) AS bytes, t.row_format IN ('Compact', 'Redundant') AS old FROM information_schema.columns c\n"+
			"        JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.engine = 'InnoDB'\n"+
			"        LEFT JOIN information_schema.character_sets s ON s.character_set_name = c.character_set_name\n"+
			"        WHERE c.table_schema = "+p.database(d.Rows.Table)+" AND c.table_name = "+p.literal(d.Rows.Table.Name)+" AND c.column_name = "+p.literal(d.Rows.Columns[i].From))
	}
	whole := "SUM(bytes) > 3072"
	if p.flavour == MariaDB && len(list) == 1 && !d.Index.Primary {
		whole = "FALSE"
	}
	return []sqlstmt.Probe{{What: "an index key that is too long", Object: d.Rows.Alias + " (" + strings.Join(d.Keys, ", ") + ")",
		Query: "SELECT COALESCE(too_long, 0), IF(too_long, CONCAT(total, ' bytes, the longest column ', widest, '; the limits of this table are 3072 and ', IF(old, 767, 3072)), NULL)\n" +
			"FROM (SELECT " + whole + " OR MAX(old AND bytes > 767) AS too_long, SUM(bytes) AS total, MAX(bytes) AS widest, MAX(old) AS old\n    FROM (" +
			strings.Join(list, "\n        UNION ALL ") + ") AS k) AS found"}}
}
