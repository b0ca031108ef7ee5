package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myDefaultExpression = Rule{
	Code: "MY304", Name: "add-column-default-expression", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "a column is added whose default is computed for each row",
		Reason:  "A default such as (uuid()) or (a + 1) has another value in each row. MySQL refuses the first beside ADD COLUMN (SP436). Otherwise the server has to compute and write it for all rows: it copies the table, and writes wait until it is done. A default that is set after the column was added counts for new rows only and costs nothing.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN token varchar(36) DEFAULT (uuid());",
		Safe:    "ALTER TABLE orders ADD COLUMN token varchar(36);\nALTER TABLE orders ALTER COLUMN token SET DEFAULT (uuid());",
		When:    "The table is small.",
		Sources: []string{mysqlManual + "data-type-defaults.html#data-type-defaults-explicit", mariadbManual + "innodb-online-ddl-operations-with-the-instant-alter-algorithm/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			l := lockOn(st, a)
			if a.Class != "add-column-expression" || !l.Rewrite {
				return
			}
			f := p.tell(st, a, "add the column without a default, set the default, then fill the old rows in batches", "adding column %s with a computed default %s", a.Name, work(l))
			if isAlter(st) && len(st.Actions) == 1 {
				f.Safe = alterTable(a, "ADD COLUMN "+p.name(a.Name)+" "+a.Type) + ";\n" + alterTable(a, "ALTER COLUMN "+p.name(a.Name)+" SET DEFAULT "+a.DefaultSQL) + ";"
			}
		}, sqlstmt.AddColumn)
	},
}
