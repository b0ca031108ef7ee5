package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var typeRechecksConstraint = Rule{
	Code: "PG302", Name: "type-rechecks-constraint", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a new type tests CHECK constraints again while nobody can use the table",
		Reason:  "Even where a change of type keeps the rows as they are, every CHECK on the column is tested on all of them, under an ACCESS EXCLUSIVE lock. Dropped before, and added again with NOT VALID and validated later, it is not.",
		Unsafe:  "ALTER TABLE t ALTER COLUMN code TYPE varchar(20); -- with CHECK (code <> '')",
		Safe:    "ALTER TABLE t DROP CONSTRAINT t_code_check;\nALTER TABLE t ALTER COLUMN code TYPE varchar(20);\nALTER TABLE t ADD CONSTRAINT t_code_check CHECK (code <> '') NOT VALID;\n" + nextRevision + "\nALTER TABLE t VALIDATE CONSTRAINT t_code_check;",
		When:    "The table is small.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-NOTES"},
	},
	Check: checkTypeRechecksConstraint,
}

func checkTypeRechecksConstraint(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.InPlace && len(a.More().Rechecked) > 0 {
			f := p.on(st, a, "changing %s to %s tests %s on every row of %s again while nobody can read or write it", a.Name, a.Type, strings.Join(a.More().Rechecked, ", "), a.TableSQL)
			f.Advice = "drop the constraint before, add it again with NOT VALID behind it, and validate it in the next revision"
		}
	}, sqlstmt.AlterColumnType)
}
