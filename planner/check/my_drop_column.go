package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myDropColumn = Rule{
	Code: "MY401", Name: "drop-column-loses-data", Severity: source.Warning, Dialects: mysqls,
	Doc: Doc{
		Title:   "a column is dropped, with what it holds",
		Reason:  "Nothing brings the values back but a backup. Programs that still read or write the column fail from that moment on: an ORM names every column that it knows in each SELECT and INSERT. Where the server cannot drop it instantly (MySQL before 8.0.29; a column in an index; a table with a FULLTEXT index), it rebuilds the table. A DROP COLUMN IF EXISTS of one that the revisions do not show is found where production's schema is not given, from base on as a note.",
		Unsafe:  "ALTER TABLE orders DROP COLUMN note;",
		Safe:    "ALTER TABLE orders DROP COLUMN note, ALGORITHM=INSTANT;",
		When:    "No program has used the column since the last release, and nobody needs what it holds.",
		Sources: ddlPages,
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			if bornColumn(p, st, a) {
				return
			}
			l := lockOn(st, a)
			f := p.tell(st, a, "drop it in a release after the one whose programs no longer name it, and keep a copy of what it holds", "column %s of %s is dropped with what it holds", a.Name, a.TableSQL)
			if a.Virtual {
				f.Message = "column " + a.Name + " of " + a.TableSQL + " is dropped"
			}
			if p.Downgrade {
				f.Advice = backUp
			}
			if l.Rewrite && len(clauses(st, a)) == 1 { // of several, another may be why
				f.Message += ", which " + work(l)
			}
			if len(a.More().Indexes) > 0 {
				f.Message += "; index " + strings.Join(a.More().Indexes, ", ") + " goes or changes with it"
			}
		}, sqlstmt.DropColumn)
		p.unheard(func(st *Statement, a *sqlstmt.Action) *Finding {
			return p.on(st, a, unshownPart+"it is dropped with what it holds", "column "+p.name(a.Name), a.TableSQL)
		}, sqlstmt.DropColumn)
	},
}
