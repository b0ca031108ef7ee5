package check

import (
	"slices"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var dropConstraint = Rule{
	Code: "PG210", Name: "drop-constraint", Severity: source.Note, Dialects: postgres,
	Doc: Doc{
		Title:   "what a constraint kept out can come in from now on",
		Reason:  "Dropping a constraint is quick, but takes an ACCESS EXCLUSIVE lock, for a foreign key on both tables. From then on rows can break what it promised, and it cannot be added again before somebody has cleaned them up. A DROP CONSTRAINT IF EXISTS of one that the revisions do not show is found where production's schema is not given, unless the same revision adds it.",
		Unsafe:  "ALTER TABLE orders DROP CONSTRAINT orders_customer_fk;",
		When:    "The rule does not hold any more, or the same revision adds a constraint that replaces this one, or drops the table.",
		Sources: []string{manual + "sql-altertable.html"},
	},
	Check: checkDropConstraint,
}

func checkDropConstraint(p *Pass) {
	type added struct {
		revision string
		table    schema.Name
		kind     schema.ConstraintKind
	}
	fresh, named := map[added][]*sqlstmt.Action{}, map[string][]*sqlstmt.Action{}
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		at := added{st.Revision, a.Table, a.Constraint}
		fresh[at] = append(fresh[at], a)
		named[st.Revision] = append(named[st.Revision], a)
	}, sqlstmt.AddConstraint)
	helpers, doomed := p.provenBy(), p.doomed()
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		replaced := slices.ContainsFunc(fresh[added{st.Revision, a.Table, a.Constraint}], func(b *sqlstmt.Action) bool {
			return b.Name == a.Name || len(a.Columns) > 0 && slices.Equal(a.Columns, b.Columns)
		})
		if replaced || helpers[a.Table.String()+" "+a.Name] || doomed(st, a) {
			return
		}
		f := p.on(st, a, "from now on rows of %s can break what %s promised", a.TableSQL, a.Name)
		if a.Constraint == schema.ForeignKey && !a.Refers().RefNew {
			f.Message += ", and " + a.Refers().RefSQL + " is locked, too"
		}
		f.Advice = "make sure that nothing relies on it: to add it again, all rows have to be cleaned and checked"
	}, sqlstmt.DropConstraint)
	p.unheard(func(st *Statement, a *sqlstmt.Action) *Finding {
		replaced := slices.ContainsFunc(named[st.Revision], func(b *sqlstmt.Action) bool { return b.Table == a.Table && b.Name == a.Name })
		if replaced || doomed(st, a) {
			return nil
		}
		return p.on(st, a, unshownPart+"rows can break what it promised from now on, and for a foreign key a second table is locked", "constraint "+p.name(a.Name), a.TableSQL)
	}, sqlstmt.DropConstraint)
}

// provenBy are the CHECK constraints, each behind its table, that have done their service: they are dropped behind a SET NOT NULL
// of the column that they were about.
func (p *Pass) provenBy() map[string]bool {
	list := map[string]bool{}
	proven := map[string]bool{}
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		switch {
		case a.Kind == sqlstmt.SetNotNull && a.Proven:
			proven[a.Table.String()+" "+a.Name] = true
		case a.Kind == sqlstmt.DropConstraint && a.Constraint == schema.Check && len(a.Columns) == 1 && proven[a.Table.String()+" "+a.Columns[0]]:
			list[a.Table.String()+" "+a.Name] = true
		}
	}, sqlstmt.SetNotNull, sqlstmt.DropConstraint)
	return list
}
