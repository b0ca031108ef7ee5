package check

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var uniqueMayFail = Rule{
	Code: "PG209", Name: "unique-may-fail", Severity: source.Note, Dialects: postgres,
	Doc: Doc{
		Title:   "a unique index fails if two rows are equal",
		Reason:  "The build of a unique index reads all rows, and fails where two have the same values; with CONCURRENTLY it also leaves an invalid index behind. That shows only at the end of the build. A query tells before.",
		Unsafe:  "CREATE UNIQUE INDEX CONCURRENTLY customers_email_key ON customers (email);",
		Safe:    "",
		When:    "The query was run on production and found nothing, or an earlier constraint makes sure of it.",
		Sources: []string{manual + "indexes-unique.html"},
	},
	Check: checkUniqueMayFail,
}

func checkUniqueMayFail(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if !a.Unique || a.Using != "" && a.Kind == sqlstmt.AddConstraint || len(a.Columns) == 0 {
			return
		}
		added := slices.ContainsFunc(st.Actions, func(b sqlstmt.Action) bool {
			return b.Kind == sqlstmt.AddColumn && b.Table == a.Table && slices.Contains(a.Columns, b.Name)
		})
		if added { // and so holds nulls only, or is a matter of its default
			return
		}
		f := p.on(st, a, "it fails if two rows of %s have the same %s", a.TableSQL, p.names(a.Columns))
		where := ""
		if at := strings.Index(a.Definition, " WHERE "); at >= 0 && a.Kind == sqlstmt.CreateIndex {
			where = a.Definition[at:]
		}
		keys := p.names(a.Columns)
		if a.Kind == sqlstmt.CreateIndex && strings.Contains(keyText(a.Definition), "(") {
			f.Advice = "look for rows that are equal by the index's expressions on production first"
			return
		}
		f.Advice = "look for them on production first:\n  SELECT " + keys + ", count(*) FROM " + a.TableSQL + where + " GROUP BY " + keys + " HAVING count(*) > 1;"
	}, sqlstmt.CreateIndex, sqlstmt.AddConstraint)
}

// keyText is what stands between the outer parentheses of an index's definition.
func keyText(definition string) string {
	_, keys, _ := strings.Cut(definition, "(")
	if at := strings.Index(keys, " WHERE "); at >= 0 {
		keys = keys[:at]
	}
	return strings.TrimSuffix(keys, ")")
}
