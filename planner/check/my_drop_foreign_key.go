package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myDropForeignKey = Rule{
	Code: "MY203", Name: "drop-foreign-key", Severity: source.Note, Dialects: mysqls,
	Doc: Doc{
		Title:   "a foreign key is dropped",
		Reason:  "From then on rows without a parent can come in, and ON DELETE CASCADE no longer deletes. To add the key again costs a copy of the table or a search for orphans. A DROP FOREIGN KEY IF EXISTS, or DROP CONSTRAINT IF EXISTS, of one that the revisions do not show is found where production's schema is not given, from base on as a note.",
		Unsafe:  "ALTER TABLE orders DROP FOREIGN KEY orders_customer;",
		When:    "The programs keep the rule themselves, or another key takes its place.",
		Sources: []string{mysqlManual + "create-table-foreign-keys.html", mariadbManual + "foreign-keys/"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			if a.Constraint != schema.ForeignKey {
				return
			}
			for _, b := range st.Actions { // replaced in the same statement
				if b.Kind == sqlstmt.AddConstraint && b.Constraint == schema.ForeignKey && b.TableSQL == a.TableSQL {
					return
				}
			}
			to := ""
			if a.Refers().RefSQL != "" {
				to = " to " + a.Refers().RefSQL
			}
			p.tell(st, a, "see that the programs keep the rule, or that no row can break it", "foreign key %s of %s%s is no longer kept", a.Name, a.TableSQL, to)
		}, sqlstmt.DropConstraint)
		p.unheard(func(st *Statement, a *sqlstmt.Action) *Finding {
			if p.makesAgain(st, a, sqlstmt.AddConstraint) {
				return nil
			}
			what := "constraint "
			if a.Constraint == schema.ForeignKey {
				what = "foreign key "
			}
			return p.on(st, a, unshownPart+"rows can break what it promised from now on", what+p.name(a.Name), a.TableSQL)
		}, sqlstmt.DropConstraint)
	},
}
