package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var timestampWithoutZone = Rule{
	Code: "PG706", Name: "timestamp-without-zone", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a timestamp without time zone is no point in time",
		Reason:  "timestamp keeps what a clock on the wall showed, and not where. Two servers, or one before and after the change to summer time, write the same value for different moments. timestamptz takes the same eight bytes, and keeps the moment.",
		Unsafe:  "CREATE TABLE events (at timestamp);",
		Safe:    "CREATE TABLE events (at timestamptz);",
		When:    "The time of a clock on the wall is meant, such as opening hours.",
		Sources: []string{manual + "datatype-datetime.html"},
	},
	Check: checkTimestampWithoutZone,
}

func checkTimestampWithoutZone(p *Pass) {
	p.newColumns(func(st *Statement, a *sqlstmt.Action) {
		if t := plainType(a.Type); strings.HasPrefix(t, "timestamp") && !strings.Contains(t, "with time zone") && t != "timestamptz" {
			p.on(st, a, "%s is a timestamp without time zone: no point in time", a.Name).Advice = "use timestamptz"
		}
	})
}
