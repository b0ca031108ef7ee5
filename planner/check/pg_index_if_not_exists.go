package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var indexIfNotExists = Rule{
	Code: "PG103", Name: "index-if-not-exists", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "IF NOT EXISTS takes an invalid index for the one that is wanted",
		Reason:  "A CREATE INDEX CONCURRENTLY that fails leaves an index behind that is marked INVALID: every write pays for it, no query uses it. Run again with IF NOT EXISTS, the statement finds the name, does nothing, and reports success; the index stays invalid, and a unique one is not enforced for the rows that were there. Without IF NOT EXISTS the second run fails, and somebody looks.",
		Unsafe:  "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer_idx ON orders (customer_id);",
		Safe:    "DROP INDEX CONCURRENTLY IF EXISTS orders_customer_idx;\nCREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);",
		When:    "Somebody checks pg_index.indisvalid after the run.",
		Sources: []string{manual + "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY"},
	},
	Check: checkIndexIfNotExists,
}

func checkIndexIfNotExists(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if !a.Concurrently || !a.IfExists {
			return
		}
		f := p.on(st, a, "an invalid index %s, left by a run that failed, is taken for the one that is wanted", a.Name)
		f.Advice = "drop what an earlier run may have left, and leave IF NOT EXISTS out"
		index := a.TableSQL // the index lies in the schema of its table
		if at := strings.LastIndexByte(index, '.'); at >= 0 {
			index = index[:at+1]
		} else {
			index = ""
		}
		if i := strings.Index(strings.ToUpper(st.Text), "IF NOT EXISTS "); i >= 0 {
			p.instead(f, st, "DROP INDEX CONCURRENTLY IF EXISTS "+index+p.name(a.Name), st.Text[:i]+st.Text[i+len("IF NOT EXISTS "):])
		}
	}, sqlstmt.CreateIndex)
}
