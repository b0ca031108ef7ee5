package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var domainWithConstraint = Rule{
	Code: "PG707", Name: "domain-with-constraint", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "the constraint of a domain can hardly be changed",
		Reason:  "To change what a domain allows, every table that uses it is read, all under locks at the same time; to add a column of such a domain to a table writes all of the table again. A CHECK on each table's column can be changed table by table, with NOT VALID.",
		Unsafe:  "CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');",
		Safe:    "CREATE TABLE customers (email text CHECK (email LIKE '%@%'));",
		When:    "What it allows will never change.",
		Sources: []string{manual + "sql-createdomain.html", manual + "sql-alterdomain.html"},
	},
	Check: checkDomainWithConstraint,
}

func checkDomainWithConstraint(p *Pass) {
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if a.Constrained {
			p.on(st, a, "what domain %s allows can hardly be changed once tables use it", a.Name).Advice = "put the constraint on the tables' columns"
		}
	}, sqlstmt.CreateDomain)
}
