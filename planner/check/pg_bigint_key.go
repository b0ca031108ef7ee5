package check

import (
	"slices"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var bigintKey = Rule{
	Code: "PG702", Name: "bigint-key", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a key that is counted up can run out of numbers",
		Reason:  "integer ends at 2,147,483,647 and smallint at 32,767. A table that reaches that takes no more rows, and the change to bigint then writes all of it again, and every table that refers to it. bigint takes four bytes more, which alignment often takes anyway.",
		Unsafe:  "CREATE TABLE orders (id serial PRIMARY KEY);",
		Safe:    "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
		When:    "The table will never hold many rows, deleted ones counted.",
		Sources: []string{manual + "datatype-numeric.html"},
	},
	Check: checkBigintKey,
}

func checkBigintKey(p *Pass) {
	p.newColumns(func(st *Statement, a *sqlstmt.Action) {
		if a.Type != "integer" && a.Type != "smallint" {
			return
		}
		key := a.Counted || slices.ContainsFunc(st.Actions, func(k sqlstmt.Action) bool {
			return k.Constraint == schema.PrimaryKey && k.Table == a.Table && len(k.Columns) == 1 && k.Columns[0] == a.Name
		})
		if key {
			p.on(st, a, "key %s of %s is %s, and ends at %s", a.Name, a.TableSQL, a.Type, map[string]string{"integer": "2,147,483,647", "smallint": "32,767"}[a.Type]).Advice = "use bigint"
		}
	})
}
