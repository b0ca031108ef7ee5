package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var indexGap = Rule{
	Code: "PG107", Name: "index-gap", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "an index is dropped before the one that replaces it is there",
		Reason:  "Between the two statements, and while the new index is built, queries that relied on the old one read the whole table. On a large table under load that is an outage. Build the new index first, under another name; then drop the old one, and rename.",
		Unsafe:  "DROP INDEX CONCURRENTLY orders_customer_idx;\nCREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id, created_at);",
		Safe:    "CREATE INDEX CONCURRENTLY orders_customer_created_idx ON orders (customer_id, created_at);\nDROP INDEX CONCURRENTLY orders_customer_idx;",
		When:    "No query of any weight uses the old index.",
		Sources: []string{manual + "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY", manual + "sql-alterindex.html"},
	},
	Check: checkIndexGap,
}

func checkIndexGap(p *Pass) {
	type dropped struct {
		st *Statement
		a  *sqlstmt.Action
	}
	var list []dropped
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Kind == sqlstmt.DropIndex {
			list = append(list, dropped{st, a})
			return
		}
		for i, d := range list {
			if d.a.Table != a.Table || !replaces(a, d.a) || together(d.st, st) || p.Whole && d.st.Revision != st.Revision {
				continue
			}
			f := p.on(d.st, d.a, "index %s of %s is gone before %s builds the one that replaces it", d.a.Name, a.TableSQL, p.number(st))
			f.Advice = "build the new index first, under another name; then drop this one, and rename the new one if its name matters"
			list = append(list[:i:i], list[i+1:]...)
			return
		}
	}, sqlstmt.DropIndex, sqlstmt.CreateIndex)
}

// replaces tells whether a new index is there for what an old one was: it has its name, or begins with its columns.
func replaces(fresh, old *sqlstmt.Action) bool {
	if fresh.Name == old.Name {
		return true
	}
	n := min(len(fresh.Columns), len(old.Columns))
	return n > 0 && fresh.Columns[0] == old.Columns[0] && strings.Join(fresh.Columns[:n], "\x00") == strings.Join(old.Columns[:n], "\x00")
}
