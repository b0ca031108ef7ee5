package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var domainConstraintScans = Rule{
	Code: "PG211", Name: "domain-constraint-scans", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a constraint of a domain is tested on every table that uses it",
		Reason:  "ALTER DOMAIN ... ADD CONSTRAINT reads every table with a column of the domain, under a SHARE lock that makes writes wait. With NOT VALID it reads nothing; VALIDATE CONSTRAINT, later, does.",
		Unsafe:  "ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%');",
		Safe:    "ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%') NOT VALID;\n" + nextRevision + "\nALTER DOMAIN email VALIDATE CONSTRAINT has_at;",
		When:    "The tables are small.",
		Sources: []string{manual + "sql-alterdomain.html"},
	},
	Check: checkDomainConstraintScans,
}

func checkDomainConstraintScans(p *Pass) {
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		tables := related(a, sqlstmt.RoleUsing)
		if a.NotValid || len(tables) == 0 {
			return
		}
		f := p.on(st, a, "every row of %s is tested while writes wait", relationNames(tables))
		f.Table = tables[0].SQL
		if a.To == "" || !strings.HasPrefix(a.Definition, "CHECK") {
			f.Advice = "put the constraint on the tables' columns, with NOT VALID, and validate each on its own"
			return
		}
		f.Advice = "add it with NOT VALID, and validate it in the next revision"
		p.instead(f, st, "ALTER DOMAIN "+a.Name+" ADD CONSTRAINT "+p.name(a.To)+" "+a.Definition+" NOT VALID", nextRevision, "ALTER DOMAIN "+a.Name+" VALIDATE CONSTRAINT "+p.name(a.To))
	}, sqlstmt.AddDomainConstraint)
}
