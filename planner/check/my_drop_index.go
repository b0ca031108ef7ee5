package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myDropIndex = Rule{
	Code: "MY103", Name: "drop-index-in-use", Severity: source.Note, Dialects: mysqls,
	Doc: Doc{
		Title:   "an index is dropped that queries may still use",
		Reason:  "To drop it takes a moment; to build it again takes as long as the table is large. Until then every query that relied on it reads the whole table. An index that is made invisible (in MariaDB: ignored) is as good as dropped for the queries, goes on being kept up to date, and is back in a moment. A DROP INDEX IF EXISTS of one that the revisions do not show is found where production's schema is not given, from base on as a note.",
		Unsafe:  "DROP INDEX orders_customer ON orders;",
		Safe:    "ALTER TABLE orders ALTER INDEX orders_customer INVISIBLE;",
		When:    "It was invisible since the last release, or sys.schema_unused_indexes lists it.",
		Sources: []string{mysqlManual + "invisible-indexes.html", mariadbManual + "ignored-indexes/", mysqlManual + "sys-schema-unused-indexes.html"},
	},
	Check: func(p *Pass) {
		p.onLive(func(st *Statement, a *sqlstmt.Action) {
			if replaced(p, st, a) || bornIndex(p, st, a) {
				return
			}
			word := "INVISIBLE"
			switch {
			case p.isMariaDB():
				word = "IGNORED"
			case !p.Version.AtLeast(8, 0):
				word = ""
			}
			advice := "see in sys.schema_unused_indexes that no query uses it"
			if word != "" {
				advice = "make it " + word + " in this release, and drop it in a later one"
			}
			f := p.tell(st, a, advice, "index %s of %s goes, and queries that use it read the whole table", a.Name, a.TableSQL)
			if a.Unique {
				f.Message += "; from then on equal rows can come in"
			}
			if word != "" && len(st.Actions) == 1 && !a.Unique {
				f.Safe = alterTable(a, "ALTER INDEX "+p.name(a.Name)+" "+word) + ";"
			}
		}, sqlstmt.DropIndex)
		p.unheard(func(st *Statement, a *sqlstmt.Action) *Finding {
			if p.makesAgain(st, a, sqlstmt.CreateIndex) {
				return nil
			}
			return p.on(st, a, unshownPart+"queries that use it read the whole table", "index "+p.name(a.Name), a.TableSQL)
		}, sqlstmt.DropIndex)
	},
}

// bornIndex tells whether the script itself has made the index.
func bornIndex(p *Pass, st *Statement, a *sqlstmt.Action) bool {
	for i := range p.Statements {
		if p.Statements[i].Number >= st.Number {
			break
		}
		for _, b := range p.Statements[i].Actions {
			if b.Kind == sqlstmt.CreateIndex && b.TableSQL == a.TableSQL && b.Name == a.Name {
				return true
			}
		}
	}
	return false
}

// replaced tells whether an index that begins with the same columns is there already or made by the statement.
func replaced(p *Pass, st *Statement, a *sqlstmt.Action) bool {
	for i := range p.Statements {
		if p.Statements[i].Number > st.Number {
			break
		}
		for _, b := range p.Statements[i].Actions {
			if b.Kind == sqlstmt.CreateIndex && b.TableSQL == a.TableSQL && len(a.Columns) > 0 && len(b.Columns) > 0 && a.Columns[0] == b.Columns[0] && (b.Unique || !a.Unique) {
				return true
			}
		}
	}
	return false
}
