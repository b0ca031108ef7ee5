package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var varcharLimit = Rule{
	Code: "PG705", Name: "varchar-limit", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a varchar with a length has to be changed when the length does",
		Reason:  "varchar(n) is stored as text is, and no faster. To allow more later is quick, but takes an ACCESS EXCLUSIVE lock, and views on the column have to be dropped for it; to allow less reads or writes the whole table. A CHECK can be changed beside reads and writes.",
		Unsafe:  "ALTER TABLE customers ADD COLUMN email varchar(100);",
		Safe:    "ALTER TABLE customers ADD COLUMN email text;\nALTER TABLE customers ADD CONSTRAINT customers_email CHECK (length(email) <= 100) NOT VALID;",
		When:    "The length is part of what the value is.",
		Sources: []string{manual + "datatype-character.html"},
	},
	Check: checkVarcharLimit,
}

func checkVarcharLimit(p *Pass) {
	p.newColumns(func(st *Statement, a *sqlstmt.Action) {
		if strings.HasPrefix(a.Type, "character varying(") {
			p.on(st, a, "%s is %s: another length will be another type", a.Name, a.Type).Advice = "use text, with a CHECK on its length where that matters"
		}
	})
}
