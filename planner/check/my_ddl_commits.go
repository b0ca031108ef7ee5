package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myDDLCommits = Rule{
	Code: "MY501", Name: "ddl-commits-rows", Severity: source.Note, Dialects: mysqls,
	Doc: Doc{
		Title:   "rows are written before a change of the schema, which commits them",
		Reason:  "Every change of the schema commits what stands before it, and cannot be undone itself. A revision that writes rows and then changes the schema is therefore not one step: when the change fails, the rows stay written. sqlplan says above each statement what is committed if it fails, and how to go on. This is told once for a script.",
		Unsafe:  "UPDATE orders SET status = 'new' WHERE status IS NULL;\nALTER TABLE orders MODIFY status varchar(10) NOT NULL;",
		Safe:    "-- In a revision of its own:\nUPDATE orders SET status = 'new' WHERE status IS NULL;",
		When:    "The rows can be written again, or need not be undone.",
		Sources: []string{mysqlManual + "implicit-commit.html", mariadbManual + "sql-statements-that-cause-an-implicit-commit/"},
	},
	Check: checkMyDDLCommits,
}

func checkMyDDLCommits(p *Pass) {
	var rows *Statement
	for i := range p.Statements {
		st := &p.Statements[i]
		switch {
		case rows != nil && rows.Revision != st.Revision:
			rows = nil
		case rows != nil && st.Outside != "" && !st.OutsideAsked && changesLive(st):
			f := p.Report(rows, "what this writes is committed by statement %d, a change of the schema, and stays written if that fails", st.Number)
			f.Advice = "write the rows in a revision of its own, which can be run again"
			return
		}
		if rows == nil && writesLive(st) {
			rows = st
		}
	}
}

func writesLive(st *Statement) bool {
	for i := range st.Actions {
		switch a := &st.Actions[i]; a.Kind {
		case sqlstmt.Insert, sqlstmt.Update, sqlstmt.Delete, sqlstmt.Merge, sqlstmt.Copy:
			if !a.New {
				return true
			}
		}
	}
	return false
}

func changesLive(st *Statement) bool {
	for i := range st.Actions {
		if a := &st.Actions[i]; a.TableSQL != "" && !a.New && !a.Skipped {
			return true
		}
	}
	return false
}
