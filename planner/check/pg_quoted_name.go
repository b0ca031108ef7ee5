package check

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var quotedName = Rule{
	Code: "PG712", Name: "quoted-name", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a new name has to be quoted wherever it is used",
		Reason:  "PostgreSQL folds names without quotes to lower case. A name with capitals, blanks or signs, or one that is a key word, has to be quoted in every query for ever, and one without quotes is not found.",
		Unsafe:  "CREATE TABLE \"Order\" (id bigint);",
		Safe:    "CREATE TABLE orders (id bigint);",
		When:    "All queries are written by a library that quotes every name.",
		Sources: []string{manual + "sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS"},
	},
	Check: checkQuotedName,
}

func checkQuotedName(p *Pass) {
	for i := range p.Statements {
		st := &p.Statements[i]
		var list []string
		add := func(name string) {
			if quoted := p.name(name); name != "" && quoted != name && !slices.Contains(list, quoted) {
				list = append(list, quoted)
			}
		}
		for j := range st.Actions {
			switch a := &st.Actions[j]; a.Kind {
			case sqlstmt.CreateTable, sqlstmt.CreateTableAs, sqlstmt.CreateView:
				add(a.Table.Name)
			case sqlstmt.AddColumn, sqlstmt.AddConstraint, sqlstmt.CreateIndex, sqlstmt.CreateTrigger:
				add(a.Name)
			case sqlstmt.RenameTable, sqlstmt.RenameColumn, sqlstmt.RenameIndex, sqlstmt.RenameConstraint:
				add(a.To)
			}
		}
		if len(list) > 0 {
			p.on(st, &st.Actions[0], "to be quoted wherever it is used: %s", strings.Join(list, ", ")).Advice = "use lower-case letters, digits and underscores, and no key word"
		}
	}
}
