package check

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var dropColumn = Rule{
	Code: "PG401", Name: "drop-column", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "a column is dropped with its values, while running code may still use it",
		Reason:  "DROP COLUMN takes a moment, and an ACCESS EXCLUSIVE lock. The values are gone: no rollback brings them back. Indexes and constraints on the column go too. Code that still names the column fails at once, and so does code that has cached the list of columns, as object-relational mappers and prepared statements do. A DROP COLUMN IF EXISTS of a column that the revisions do not show is found where production's schema is not given, from base on as a note.",
		Unsafe:  "ALTER TABLE orders DROP COLUMN note;",
		Safe:    "-- release 1: no code reads or writes the column any more\n-- release 2:\nALTER TABLE orders DROP COLUMN note;",
		When:    "The release before this one has stopped using the column, and its values are not needed.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-NOTES"},
	},
	Check: checkDropColumn,
}

func checkDropColumn(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.TableKind == schema.View || bornColumn(p, st, a) {
			return
		}
		f := p.on(st, a, "the values of %s.%s are lost, and running code that still names the column fails", a.TableSQL, p.name(a.Name))
		if along := slices.Concat(a.More().Indexes, p.generatedColumns(a)); len(along) > 0 {
			f.Message += "; with it go " + strings.Join(along, ", ")
		}
		f.Advice = "stop using the column in one release, and drop it in the next; back its values up if anybody may want them"
		if p.Downgrade {
			f.Advice = "back up what was written to it since the upgrade, if anybody may want it"
		}
	}, sqlstmt.DropColumn)
	doomed := p.doomed()
	p.unheard(func(st *Statement, a *sqlstmt.Action) *Finding {
		if doomed(st, a) {
			return nil
		}
		return p.on(st, a, unshownPart+"its values are lost, and running code that still names it fails", "column "+p.name(a.Name), a.TableSQL)
	}, sqlstmt.DropColumn)
}

// generatedColumns names the generated columns that go with a column.
func (p *Pass) generatedColumns(a *sqlstmt.Action) []string {
	var list []string
	for _, name := range a.More().Generated {
		list = append(list, "generated column "+p.name(name))
	}
	return list
}

// bornColumn tells whether the script itself has added the column.
func bornColumn(p *Pass, st *Statement, a *sqlstmt.Action) bool {
	first := p.addedColumns()[p.column(st, a)]
	return first != nil && first.Number < st.Number
}
