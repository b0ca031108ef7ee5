package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myIndexBlocksWrites = Rule{
	Code: "MY102", Name: "index-blocks-writes", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "an index is built while writes to the table wait",
		Reason:  "An ordinary index is built while writes go on. A FULLTEXT or SPATIAL index is not, and the first FULLTEXT index of a table rebuilds it. From then on most changes of the table's columns are no longer instant.",
		Unsafe:  "ALTER TABLE articles ADD FULLTEXT KEY articles_text (body);",
		When:    "The table is small, or nobody writes to it while the script runs.",
		Sources: ddlPages,
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			l := lockOn(st, a)
			if a.Using == "" && a.Class != "other-engine" || !blocksWrites(l) || a.More().Algorithm == "COPY" {
				return
			}
			p.tell(st, a, "make the index in a window, or in a table of its own that holds the text; "+osc(a), "%s index %s of %s: it %s", strings.ToUpper(a.Using), a.Name, a.TableSQL, work(l))
		}, sqlstmt.CreateIndex)
	},
}
