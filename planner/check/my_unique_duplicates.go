package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myUniqueDuplicates = Rule{
	Code: "MY101", Name: "unique-fails-on-duplicates", Severity: source.Warning, Dialects: mysqls,
	Doc: Doc{
		Title:   "a unique key is added to a table with rows",
		Reason:  "Two equal rows stop the statement, and the server finds them only while it builds the index, after much of the work; a duplicate that somebody writes meanwhile stops it, too. Columns that are compared without regard to case or accents have more duplicates than a look at them shows.",
		Unsafe:  "ALTER TABLE customers ADD UNIQUE KEY customers_email (email);",
		When:    "A query has shown that there are no duplicates, and the programs write none.",
		Sources: []string{mysqlManual + "innodb-online-ddl-operations.html#online-ddl-index-operations", mariadbManual + "innodb-online-ddl-operations-with-the-nocopy-alter-algorithm/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			if !a.Unique || a.Constraint == schema.PrimaryKey && a.Class == "replace-primary-key" && len(a.Columns) == 0 || freshColumn(st, a) {
				return
			}
			cols := p.many(a.Columns)
			what := "unique key " + a.Name
			if a.Constraint == schema.PrimaryKey {
				what = "the primary key"
			}
			p.tell(st, a, "run before: SELECT "+cols+", COUNT(*) FROM "+a.TableSQL+" GROUP BY "+cols+" HAVING COUNT(*) > 1; it has to return nothing",
				"%s of %s fails if two rows are equal in %s", what, a.TableSQL, cols)
		}, sqlstmt.CreateIndex, sqlstmt.AddConstraint)
	},
}

// freshColumn tells whether the key is over a column that the statement makes: NULL in every row, or counted.
func freshColumn(st *Statement, a *sqlstmt.Action) bool {
	for _, b := range st.Actions {
		if b.Kind == sqlstmt.AddColumn && b.TableSQL == a.TableSQL && len(a.Columns) > 0 && a.Columns[0] == b.Name {
			return b.Counted || !b.NotNull && !b.Default
		}
	}
	return false
}
