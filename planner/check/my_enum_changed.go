package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myEnumChanged = Rule{
	Code: "MY309", Name: "enum-values-changed", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "the values of an ENUM or SET are not only added to at the end",
		Reason:  "A row holds the number of its value. Values that are appended leave the rows as they are while a value takes as many bytes as before: up to 255 values of an ENUM, and 8, 16, 24, 32 or 64 of a SET. When a value is removed, put between others or moved, the server copies the table and gives each row its new number, while writes wait. A row whose value is gone stops the statement, or becomes an empty string where sql_mode is not strict. Sorting is by the number.",
		Unsafe:  "ALTER TABLE orders MODIFY status enum('new', 'held', 'paid');",
		Safe:    "ALTER TABLE orders MODIFY status enum('new', 'paid', 'held');",
		When:    "The table is small, and no row holds a value that goes.",
		Sources: []string{mysqlManual + "innodb-online-ddl-operations.html#online-ddl-column-operations", mysqlManual + "enum.html", mariadbManual + "enum/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			kind, what, _ := strings.Cut(a.Class, "-")
			if kind != "enum" && kind != "set" || what == "append" {
				return
			}
			f := p.tell(st, a, "", "%s: the values of %s %s change otherwise than at their end", a.TableSQL, strings.ToUpper(kind), a.Name)
			switch what {
			case "wider":
				f.Message = a.TableSQL + ": with that many values " + strings.ToUpper(kind) + " " + a.Name + " takes more bytes, and every row is written again"
				f.Advice = osc(a)
			case "fewer":
				f.Message = a.TableSQL + ": values of " + strings.ToUpper(kind) + " " + a.Name + " go"
				f.Advice = "look for rows that hold them first; keep the values, and let the programs no longer write them"
			default:
				f.Advice = "append new values behind the old ones, in their old order; what is not wanted any more can stay"
			}
			f.Message += ", which " + work(lockOn(st, a))
		}, sqlstmt.AlterColumnType)
	},
}
