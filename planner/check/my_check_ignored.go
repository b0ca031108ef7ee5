package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myCheckIgnored = Rule{
	Code: "MY207", Name: "check-ignored", Severity: source.Error, Dialects: mysql,
	Doc: Doc{
		Title:   "MySQL before 8.0.16 reads CHECK and does nothing",
		Reason:  "There is no constraint, and no warning: the script does something else than is written. Rows that break it come in.",
		Unsafe:  "ALTER TABLE orders ADD CONSTRAINT orders_total CHECK (total >= 0);",
		When:    "The server is newer than the one that the script is compiled for.",
		Sources: []string{"https://dev.mysql.com/doc/refman/5.7/en/create-table.html", "https://dev.mysql.com/doc/relnotes/mysql/8.0/en/news-8-0-16.html"},
	},
	Check: func(p *Pass) {
		if p.Version.AtLeast(8, 1) || p.Version.Major == 8 && (p.Version.Patch == 0 || p.Version.Patch >= 16) {
			return
		}
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			if a.Constraint == schema.Check && !a.Skipped {
				p.tell(st, a, "keep the rule in triggers BEFORE INSERT and BEFORE UPDATE, or compile for the version that the server has with --server-version", "no check of %s is made: MySQL %s ignores CHECK", a.TableSQL, p.Version)
			}
		}, sqlstmt.AddConstraint)
	},
}
