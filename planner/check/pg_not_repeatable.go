package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var notRepeatable = Rule{
	Code: "PG506", Name: "not-repeatable", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a statement outside of a transaction fails when it is run again",
		Reason:  "What runs outside of a transaction stays when a later statement fails. sqlplan says at each of these how to go on behind it; whoever runs the revision again from its begin with another tool fails at what is there already. IF EXISTS and IF NOT EXISTS make such a statement repeatable; for CREATE INDEX CONCURRENTLY see PG103 before.",
		Unsafe:  "DROP INDEX CONCURRENTLY orders_customer_idx;",
		Safe:    "DROP INDEX CONCURRENTLY IF EXISTS orders_customer_idx;",
		When:    "The scripts are made by sqlplan, and its resume commands are followed.",
		Sources: []string{manual + "sql-dropindex.html"},
	},
	Check: checkNotRepeatable,
}

func checkNotRepeatable(p *Pass) {
	kinds := []sqlstmt.ActionKind{sqlstmt.CreateTable, sqlstmt.DropTable, sqlstmt.AddColumn, sqlstmt.DropColumn, sqlstmt.AddConstraint, sqlstmt.DropConstraint,
		sqlstmt.CreateIndex, sqlstmt.DropIndex, sqlstmt.AddEnumValue, sqlstmt.CreateSchema, sqlstmt.DropSchema, sqlstmt.CreateSequence, sqlstmt.DropSequence, sqlstmt.DropView}
	last := 0
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if st.Transaction != 0 || a.IfExists || last == st.Number {
			return
		}
		if a.Kind == sqlstmt.AddColumn && st.Actions[0].Kind == sqlstmt.CreateTable || a.Kind == sqlstmt.AddConstraint && st.Actions[0].Kind != sqlstmt.AddConstraint {
			return // a part of what was said already
		}
		last = st.Number
		word := "IF NOT EXISTS"
		if strings.HasPrefix(string(a.Kind), "drop") {
			word = "IF EXISTS"
		}
		f := p.on(st, a, "run again, it fails at what it has done before")
		f.Advice = "write " + word
		if a.Kind == sqlstmt.AddConstraint {
			f.Advice = "drop the constraint with IF EXISTS before"
		}
	}, kinds...)
}
