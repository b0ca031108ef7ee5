package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var changeTypeRewrites = Rule{
	Code: "PG301", Name: "change-type-rewrites", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a new type writes the whole table again, or its indexes, while nobody can use it",
		Reason:  "ALTER COLUMN ... TYPE takes an ACCESS EXCLUSIVE lock. Unless the old values are the new ones byte for byte, every row is written again, and every index built again, under it. What keeps the rows: a longer varchar, or text; a numeric with more digits before the same point; timestamp and timestamptz into each other where the session's time zone is UTC (since 12). Some of these still build the indexes on the column again.\n\nFor a large table there is another way: a new column, written to by the application or a trigger, filled in batches, and swapped by rename.",
		Unsafe:  "ALTER TABLE orders ALTER COLUMN id TYPE bigint;",
		Safe:    "ALTER TABLE orders ADD COLUMN id_new bigint;\n-- fill id_new by a trigger for new rows and in batches for old ones; then, in a later release:\nALTER TABLE orders RENAME COLUMN id TO id_old;\nALTER TABLE orders RENAME COLUMN id_new TO id;",
		When:    "The table is small, or it is a maintenance window.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-NOTES", "https://www.postgresql.org/docs/release/9.2.0/", "https://www.postgresql.org/docs/release/12.0/"},
	},
	Check: checkChangeTypeRewrites,
}

func checkChangeTypeRewrites(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		from := ""
		if a.More().OldType != "" {
			from = " from " + a.More().OldType
		}
		var f *Finding
		inPlace := a.InPlace && (!a.UTC || p.Version.AtLeast(12, 0))
		switch {
		case !inPlace && a.Unknown == "":
			f = p.on(st, a, "changing %s%s to %s writes every row of %s again while nobody can read or write it", a.Name, from, a.Type, a.TableSQL)
		case !inPlace:
			f = p.on(st, a, "changing %s to %s may write every row of %s again while nobody can read or write it: %s", a.Name, a.Type, a.TableSQL, a.Unknown)
		case len(a.More().Indexes) > 0:
			f = p.on(st, a, "changing %s%s to %s builds %s again while nobody can read or write %s", a.Name, from, a.Type, strings.Join(a.More().Indexes, ", "), a.TableSQL)
		default:
			return
		}
		f.Advice = "add a column of the new type, have new rows fill it, fill the old rows in batches, and swap the names in a later release"
		if !inPlace && p.Version.AtLeast(12, 0) && zones[a.More().OldType] != "" && zones[a.More().OldType] == a.Type {
			f.Advice = "if the old values are in UTC, put SET LOCAL TimeZone = 'UTC' before the statement, without USING: then the rows stay as they are; otherwise " + f.Advice
		}
	}, sqlstmt.AlterColumnType)
}

// zones are the timestamps, and what they become with a time zone or without.
var zones = map[string]string{
	"timestamp without time zone": "timestamp with time zone",
	"timestamp with time zone":    "timestamp without time zone",
}
