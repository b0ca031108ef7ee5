package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myAlgorithmNotStated = Rule{
	Code: "MY302", Name: "algorithm-not-stated", Severity: source.Note, Dialects: mysqls,
	Doc: Doc{
		Title:   "a change of columns is instant only if the server can, and does not say so",
		Reason:  "Columns are added, dropped and moved by changing the dictionary alone where the server can do that, and by rebuilding the whole table where it cannot: on an older release, in a table that has meanwhile got a FULLTEXT index, after 64 such changes. Nothing tells the two apart but how long it takes. With ALGORITHM=INSTANT the statement fails at once where it would rebuild, and nothing has happened.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN note varchar(20);",
		Safe:    "ALTER TABLE orders ADD COLUMN note varchar(20), ALGORITHM=INSTANT;",
		When:    "The table is small, so that a rebuild would not matter.",
		Sources: []string{mysqlManual + "alter-table.html#alter-table-performance", mariadbManual + "innodb-online-ddl-operations-with-the-instant-alter-algorithm/"},
	},
	Check: checkMyAlgorithmNotStated,
}

func checkMyAlgorithmNotStated(p *Pass) {
	last := 0 // one finding for a statement
	p.onLive(func(st *Statement, a *sqlstmt.Action) {
		l := lockOn(st, a)
		columns := strings.HasPrefix(a.Class, "add-column") || strings.HasPrefix(a.Class, "drop-column") || a.Class == "move-column"
		if !columns || l.Algorithm != "INSTANT" || a.More().Algorithm != "" || !isAlter(st) || st.Number == last {
			return
		}
		last = st.Number
		f := p.tell(st, a, "say ALGORITHM=INSTANT, so that the statement fails at once on a server that would rebuild the table", "%s is changed instantly, or rebuilt where the server cannot do that", a.TableSQL)
		f.Safe = st.Text + ", ALGORITHM=INSTANT;"
	}, sqlstmt.AddColumn, sqlstmt.DropColumn, sqlstmt.AlterColumnType)
}
