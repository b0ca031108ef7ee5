package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var typeAndNotNull = Rule{
	Code: "PG309", Name: "type-and-not-null", Severity: source.Note, Dialects: postgres,
	Doc: Doc{
		Title:   "one statement changes a type and sets NOT NULL",
		Reason:  "The two need different care, a change of type a new column and SET NOT NULL a validated CHECK, and the statement does both the hard way under one lock: neither can be told from the other when it takes too long.",
		Unsafe:  "ALTER TABLE t ALTER COLUMN a TYPE text, ALTER COLUMN a SET NOT NULL;",
		Safe:    "ALTER TABLE t ALTER COLUMN a TYPE text;\n-- then NOT NULL by way of a validated CHECK: see PG303",
		When:    "The table is small.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-NOTES"},
	},
	Check: checkTypeAndNotNull,
}

func checkTypeAndNotNull(p *Pass) {
	var changed *sqlstmt.Action
	var at *Statement
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		switch {
		case a.Kind == sqlstmt.AlterColumnType:
			changed, at = a, st
		case at == st && changed.Table == a.Table && changed.Name == a.Name && !a.Proven:
			p.on(st, a, "the type of %s and NOT NULL are changed in one statement", a.Name).Advice = "change the type first; set NOT NULL in a later revision, by way of a validated CHECK"
		}
	}, sqlstmt.AlterColumnType, sqlstmt.SetNotNull)
}
