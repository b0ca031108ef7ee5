package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myStoredGeneratedColumn = Rule{
	Code: "MY306", Name: "add-stored-generated-column", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "a generated column is added whose values are stored",
		Reason:  "The server computes the value of each row and writes it: it copies the table, and writes wait until it is done. A VIRTUAL column is computed when it is read, is added instantly, and can have an index.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN gross decimal(12,2) AS (net * 1.2) STORED;",
		Safe:    "ALTER TABLE orders ADD COLUMN gross decimal(12,2) AS (net * 1.2) VIRTUAL;",
		When:    "The table is small, or the expression is too costly to be computed by every reader.",
		Sources: []string{mysqlManual + "innodb-online-ddl-operations.html#online-ddl-generated-column-operations", mariadbManual + "generated-columns/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			l := lockOn(st, a)
			if !a.Stored || !l.Rewrite {
				return
			}
			f := p.tell(st, a, "make it VIRTUAL, with an index if it is searched", "adding the stored generated column %s %s", a.Name, work(l))
			for _, word := range []string{"STORED", "PERSISTENT"} {
				if start, end := p.wordsIn(a.More().Clause, word); start >= 0 {
					f.Safe = inClause(st, a, a.More().Clause[:start]+"VIRTUAL"+a.More().Clause[end:])
				}
			}
		}, sqlstmt.AddColumn)
	},
}
