package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var unqualifiedTable = Rule{
	Code: "PG709", Name: "unqualified-table", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a table is made wherever the search_path of the session leads",
		Reason:  "Without a schema a new table lands in the first schema of the search_path that exists, which the role or the database may have set otherwise than in the tests.",
		Unsafe:  "CREATE TABLE orders (id bigint);",
		Safe:    "CREATE TABLE app.orders (id bigint);",
		When:    "There is one schema only.",
		Sources: []string{manual + "ddl-schemas.html#DDL-SCHEMAS-PATH"},
	},
	Check: checkUnqualifiedTable,
}

func checkUnqualifiedTable(p *Pass) {
	for i := range p.Statements {
		st := &p.Statements[i]
		if len(st.Actions) == 0 || len(st.Objects) == 0 || st.Actions[0].Kind != sqlstmt.CreateTable && st.Actions[0].Kind != sqlstmt.CreateTableAs {
			continue
		}
		if name := st.Objects[0].Name; !strings.Contains(name, ".") {
			p.on(st, &st.Actions[0], "%s is made in the first schema of the search_path", name).Advice = "write the schema in front of the name"
		}
	}
}
