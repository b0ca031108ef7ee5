package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myColumnTypeCopies = Rule{
	Code: "MY307", Name: "column-type-copies", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "a column gets another type, and the table is copied for it",
		Reason:  "Few changes of a type leave the rows as they are: a longer VARCHAR whose length in bytes stays on the same side of 255 (63 characters of utf8mb4), in MariaDB also one that had at most 127 bytes before, and values added behind those of an ENUM or SET. All others copy the table, and writes wait until that is done (from MariaDB 11.2 on they go on). Values that do not fit the new type stop the statement where sql_mode is strict, and are cut where it is not.",
		Unsafe:  "ALTER TABLE orders MODIFY id bigint NOT NULL;",
		When:    "The table is small.",
		Sources: ddlPages,
	},
	Check: checkMyColumnTypeCopies,
}

func checkMyColumnTypeCopies(p *Pass) {
	p.onLive(func(st *Statement, a *sqlstmt.Action) {
		l := lockOn(st, a)
		if l.Algorithm != "COPY" || strings.HasPrefix(a.Class, "enum") || strings.HasPrefix(a.Class, "set-") || a.InPlace || a.Class == "auto-increment-attribute" || a.More().Algorithm == "COPY" {
			return
		}
		f := p.tell(st, a, "", "")
		f.Message = "changing the type of " + a.Name + " of " + a.TableSQL + " " + work(l)
		if a.More().OldType != "" {
			f.Message = "changing " + a.Name + " of " + a.TableSQL + " from " + a.More().OldType + " to " + a.Type + " " + work(l)
		}
		switch a.Class {
		case "varchar-past-255":
			f.Advice = "up to 255 bytes (63 characters of utf8mb4) it is done without a copy; beyond that "
		case "varchar-shorter":
			f.Advice = "look for rows that are too long first: SELECT COUNT(*) FROM " + a.TableSQL + " WHERE CHAR_LENGTH(" + p.name(a.Name) + ") > " + digits(a.Type) + "; "
		}
		if a.More().Note != "" {
			f.Advice += a.More().Note + "; "
		}
		f.Advice += "add a column of the new type, write both, fill it in batches, and let a later release drop the old one; or " + osc(a)
	}, sqlstmt.AlterColumnType)
}

// digits are the first digits in a type: its length.
func digits(text string) string {
	_, rest, _ := strings.Cut(text, "(")
	length, _, _ := strings.Cut(rest, ")")
	return length
}
