package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myDisplayWidth = Rule{
	Code: "MY703", Name: "display-width", Severity: source.Note, Dialects: mysql, Optional: true,
	Doc: Doc{
		Title:   "a whole number is given a display width",
		Reason:  "int(5) holds what int holds: the number is how wide some clients show it, and means nothing to most. MySQL has deprecated it from 8.0.17 on, and warns. tinyint(1), which programs take for a boolean, is not reported.",
		Unsafe:  "CREATE TABLE orders (id int(5) PRIMARY KEY);",
		Safe:    "CREATE TABLE orders (id int PRIMARY KEY);",
		Sources: []string{mysqlManual + "numeric-type-attributes.html"},
	},
	Check: func(p *Pass) {
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			if a.Skipped {
				return
			}
			text := strings.ToLower(strings.TrimSpace(a.Definition))
			for _, t := range []string{"tinyint", "smallint", "mediumint", "int", "integer", "bigint"} {
				if rest, ok := strings.CutPrefix(text, t); ok && strings.HasPrefix(strings.TrimSpace(rest), "(") && !strings.HasPrefix(a.Type, "tinyint(1)") && !strings.Contains(text, "zerofill") {
					p.tell(st, a, "leave the number in parentheses out", "%s of %s: the width says nothing about the values that fit", a.Name, a.TableSQL)
					return
				}
			}
		}, sqlstmt.AddColumn, sqlstmt.AlterColumnType)
	},
}
