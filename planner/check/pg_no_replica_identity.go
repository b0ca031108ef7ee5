package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var noReplicaIdentity = Rule{
	Code: "PG801", Name: "no-replica-identity", Severity: source.Error, Dialects: postgres,
	Doc: Doc{
		Title:   "a table is published whose rows nothing names, so that UPDATE and DELETE of it fail",
		Reason:  "A subscriber finds the row of a change by the table's replica identity: its primary key, unless REPLICA IDENTITY says otherwise. Where a table has none, and a publication publishes updates or deletes, the server refuses every UPDATE and DELETE of the table from then on, for everybody.",
		Unsafe:  "CREATE TABLE clicks (at timestamptz, page text);\nCREATE PUBLICATION site FOR TABLE clicks;",
		Safe:    "CREATE TABLE clicks (at timestamptz, page text);\nALTER TABLE clicks REPLICA IDENTITY FULL;\nCREATE PUBLICATION site FOR TABLE clicks;",
		When:    "Rows of the table are only ever inserted.",
		Sources: []string{manual + "logical-replication-publication.html", manual + "sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY"},
	},
	Check: checkNoReplicaIdentity,
}

func checkNoReplicaIdentity(p *Pass) {
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if a.Details == nil || len(a.Details.Unidentified) == 0 {
			return
		}
		tables := listed(a.More().Unidentified)
		if a.Kind != sqlstmt.Publish {
			f := p.on(st, a, "UPDATE and DELETE of %s fail from now on: it is published by %s, and nothing names its rows any more", tables, p.names(a.More().Publications))
			f.Advice = "set its replica identity to another unique index, or to FULL, in front of this"
			f.Safe = alter(a) + "REPLICA IDENTITY FULL;\n" + st.Text + ";"
			if a.Kind == sqlstmt.SetTableOption {
				f.Safe = alter(a) + "REPLICA IDENTITY FULL;"
			}
			return
		}
		f := p.on(st, a, "UPDATE and DELETE of %s fail from now on: publication %s publishes them, and nothing names the rows", tables, p.name(a.Name))
		f.Advice = "give each of these tables a primary key; or REPLICA IDENTITY FULL, with which every change writes the whole old row to the log and a subscriber reads its table for each; or publish inserts only: WITH (publish = 'insert')"
		for _, t := range unidentified(st) {
			f.Safe += "ALTER TABLE " + t + " REPLICA IDENTITY FULL;\n"
		}
		f.Safe += st.Text + ";"
	})
}

// unidentified are the tables of all actions of a statement, each once.
func unidentified(st *Statement) []string {
	var list []string
	for i := range st.Actions {
		list = append(list, st.Actions[i].More().Unidentified...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// listed joins names that are SQL already, the first few of them.
func listed(names []string) string {
	const shown = 5
	if len(names) > shown {
		return strings.Join(names[:shown], ", ") + fmt.Sprintf(" and %d more", len(names)-shown)
	}
	return strings.Join(names, ", ")
}
