package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var dropCascade = Rule{
	Code: "PG409", Name: "drop-cascade", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "CASCADE drops more than the statement names",
		Reason:  "With CASCADE the server drops what needs the object: views, with the views on them and their grants, foreign keys of other tables, columns of a type. Nobody who reads the statement sees what, and it can differ from database to database. Without CASCADE the statement fails where something was forgotten. What is dropped IF EXISTS and no revision makes is found where production's schema is not given, from base on as a note.",
		Unsafe:  "DROP TABLE customers CASCADE;",
		Safe:    "ALTER TABLE orders DROP CONSTRAINT orders_customer_fk;\nDROP VIEW customer_list;\nDROP TABLE customers;",
		When:    "What goes with it was looked up on production.",
		Sources: []string{manual + "ddl-depend.html"},
	},
	Check: checkDropCascade,
}

func checkDropCascade(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if !a.Cascade {
			return
		}
		what := a.Name
		if what == "" {
			what = a.TableSQL
		}
		f := p.on(st, a, "CASCADE drops what needs %s", what)
		var parts []string
		for _, role := range []struct {
			role sqlstmt.Role
			word string
		}{{sqlstmt.RoleDependent, "the views "}, {sqlstmt.RoleReferencing, "foreign keys of "}, {sqlstmt.RoleUsing, "columns of "}} {
			if list := related(a, role.role); len(list) > 0 {
				parts = append(parts, role.word+relationNames(list))
			}
		}
		parts = append(parts, p.generatedColumns(a)...)
		switch {
		case len(parts) > 0:
			f.Message += ": " + strings.Join(parts, "; ")
		case a.Kind == sqlstmt.DropRoutine:
			f.Message += ": triggers, operators, defaults and policies among them"
		default:
			f.Message += ", which is nothing as far as the revisions show"
		}
		f.Advice = "drop each of them by its name before, and leave CASCADE out: then the statement fails where something was forgotten"
	}, cascading...)
	p.unheard(func(st *Statement, a *sqlstmt.Action) *Finding {
		if !a.Cascade {
			return nil
		}
		what := a.Name
		if what == "" || a.Kind == sqlstmt.DropView {
			what = a.TableSQL
		}
		const along = "CASCADE drops what needs it, too, of which the revisions show nothing"
		var f *Finding
		switch a.Kind {
		case sqlstmt.DropConstraint:
			f = p.on(st, a, unshownPart+along, "constraint "+p.name(what), a.TableSQL)
		case sqlstmt.DropColumn:
			f = p.on(st, a, unshownPart+along, "column "+p.name(what), a.TableSQL)
		default:
			f = p.on(st, a, unmadeObject+along, what)
		}
		f.Advice = "leave CASCADE out: then the statement fails where something needs it; or " + unheardAdvice
		return f
	}, cascading...)
}

// cascading are the actions whose CASCADE drops more than the statement names.
var cascading = []sqlstmt.ActionKind{sqlstmt.DropTable, sqlstmt.DropView, sqlstmt.DropColumn, sqlstmt.DropConstraint, sqlstmt.DropType, sqlstmt.DropSequence,
	sqlstmt.DropRoutine, sqlstmt.DropExtension}
