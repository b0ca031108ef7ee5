package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var keyTypeMismatch = Rule{
	Code: "PG713", Name: "key-type-mismatch", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "a foreign key has another type than the column that it points at",
		Reason:  "The server compares the two with a cast, in every check and every join; where the referencing column is the smaller one, it runs out of numbers before the other does, and has to be changed while both tables are large.",
		Unsafe:  "CREATE TABLE orders (customer_id integer REFERENCES customers (id)); -- customers.id is bigint",
		Safe:    "CREATE TABLE orders (customer_id bigint REFERENCES customers (id));",
		When:    "The column that it points at will be changed next.",
		Sources: []string{manual + "ddl-constraints.html#DDL-CONSTRAINTS-FK"},
	},
	Check: checkKeyTypeMismatch,
}

func checkKeyTypeMismatch(p *Pass) {
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if a.Constraint != schema.ForeignKey || a.Skipped || len(a.Refers().Types) != len(a.Refers().RefTypes) {
			return
		}
		for i, t := range a.Refers().Types {
			if from, to := plainType(t), plainType(a.Refers().RefTypes[i]); from != to && from != "" && to != "" && i < len(a.Columns) {
				p.on(st, a, "%s of %s is %s, and what it points at in %s is %s", a.Columns[i], a.TableSQL, from, a.Refers().RefSQL, to).Advice = "use " + to + " for both"
			}
		}
	}, sqlstmt.AddConstraint)
}
