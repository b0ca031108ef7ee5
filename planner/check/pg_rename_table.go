package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var renameTable = Rule{
	Code: "PG406", Name: "rename-table", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "running code that names a table by its old name, or in its old schema, fails",
		Reason:  "A rename takes a moment. But the code that runs while the script does names the old table, and that which is deployed after it the new one: one of them fails until the other is gone. A view with the old name, made in the same transaction, lets both run: a view of one table takes INSERT, UPDATE and DELETE.",
		Unsafe:  "ALTER TABLE orders RENAME TO sales;",
		Safe:    "ALTER TABLE orders RENAME TO sales;\nCREATE VIEW orders AS SELECT * FROM sales;",
		When:    "The application is stopped during the release, or nothing but later statements of it uses the table.",
		Sources: []string{manual + "sql-altertable.html", manual + "sql-createview.html#SQL-CREATEVIEW-UPDATABLE-VIEWS"},
	},
	Check: checkRenameTable,
}

func checkRenameTable(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if p.replacedBehind(st, a) {
			return
		}
		prefix := ""
		if at := strings.LastIndexByte(a.TableSQL, '.'); at >= 0 {
			prefix = a.TableSQL[:at+1]
		}
		to := prefix + p.name(a.To)
		f := p.on(st, a, "running code that names %s fails: it is called %s now", a.TableSQL, to)
		if a.Kind == sqlstmt.SetSchema {
			to = p.name(a.To) + "." + p.name(a.Table.Name)
			f.Message = "running code that looks for " + a.TableSQL + " in schema " + a.Table.Schema + " fails: it is in " + p.name(a.To) + " now"
		}
		f.Advice = "leave a view with the old name for the length of a release"
		old := a.TableSQL
		if a.Kind == sqlstmt.SetSchema && prefix == "" && a.Table.Schema != "" {
			old = p.name(a.Table.Schema) + "." + a.TableSQL
		}
		if a.TableKind != schema.MaterializedView {
			p.instead(f, st, st.Text, "CREATE VIEW "+old+" AS SELECT * FROM "+to)
		}
	}, sqlstmt.RenameTable, sqlstmt.SetSchema)
}

// replacedBehind tells whether a later statement of the same transaction makes something with the old name of a
// relation; or whether that is only on its way to the place of another, which has left it.
func (p *Pass) replacedBehind(st *Statement, a *sqlstmt.Action) bool {
	for i := st.Number; i < len(p.Statements) && together(st, &p.Statements[i]); i++ { // numbers count from 1
		for j := range p.Statements[i].Actions {
			b := &p.Statements[i].Actions[j]
			made := b.Kind == sqlstmt.CreateView || b.Kind == sqlstmt.CreateTable
			if made && b.Table == a.Table || b.Kind == sqlstmt.RenameTable && b.To == a.Table.Name && b.Table.Schema == a.Table.Schema {
				return true
			}
		}
	}
	return false
}
