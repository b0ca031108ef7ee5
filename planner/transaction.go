package planner

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// TransactionMode is how the run is divided into transactions.
type TransactionMode string

// The modes.
const (
	PerRevision TransactionMode = "revision" // one for each revision, the default
	Single      TransactionMode = "single"   // one around the whole run
)

// segment is a run of a revision's statements that share a transaction, or one
// statement that stands outside.
type segment struct {
	outside bool
	stmts   []*sqlstmt.Stmt
	done    int // how many statements of the revision stand before it
}

// segments divides the statements of one revision. A transaction is as long as
// it can be: it ends only where a statement must stand outside, or where the
// file commits.
func segments(stmts []*sqlstmt.Stmt) []segment {
	var list []segment
	for i, st := range stmts {
		last := len(list) - 1
		if st.Outside == "" && last >= 0 && !list[last].outside && !st.NewTransaction {
			list[last].stmts = append(list[last].stmts, st)
			continue
		}
		list = append(list, segment{outside: st.Outside != "", stmts: stmts[i : i+1 : i+1], done: i})
	}
	return list
}

// separateEnumValues sets ALTER TYPE ... ADD VALUE outside where a later
// statement of the same transaction uses the value: PostgreSQL 12 and later run
// it inside a transaction, but the value can be used only after the commit, and
// before 17 even where the type was made in the same transaction.
// https://www.postgresql.org/docs/current/sql-altertype.html
func separateEnumValues(stmts []*sqlstmt.Stmt) {
	for i, st := range stmts {
		if st.EnumValue == nil || st.Outside != "" {
			continue
		}
		if user := usesValue(stmts[i+1:], st.EnumValue.Value); user != nil {
			at := user.Span.Pos()
			where := fmt.Sprintf("line %d", at.Line)
			if at.Path != st.Span.Pos().Path {
				where = fmt.Sprintf("%s:%d", at.Path, at.Line)
			}
			st.Outside = "a new enum value can be used only after its commit, and " + where + " uses it"
		}
	}
}

// usesValue returns the first statement up to the next commit that holds the value as a string literal, be it in a function body.
func usesValue(stmts []*sqlstmt.Stmt, value string) *sqlstmt.Stmt {
	literal := "'" + strings.ReplaceAll(value, "'", "''") + "'"
	for _, st := range stmts {
		if st.Outside != "" || st.NewTransaction {
			return nil
		}
		if st.EnumValue == nil && strings.Contains(st.Text, literal) {
			return st
		}
	}
	return nil
}

// checkControl reports statements that begin or end transactions themselves.
func checkControl(stmts []*sqlstmt.Stmt, hints ir.Hints, diags *source.Diagnostics) {
	help := "delete the statement: sqlplan opens and commits the transactions itself, one for each revision, with the move of the version table in it;\n"
	if hints.NoTransaction != "" {
		help += "for statements that must run outside one " + hints.NoTransaction + "; "
	}
	help += "CREATE INDEX CONCURRENTLY and its like are set outside without it"
	for _, st := range stmts {
		if st.Control != sqlstmt.NoControl {
			diags.Errorf(st.Span, "SP302", help, "%s in a revision", st.Kind)
		}
	}
}

// checkReversible reports that the path leads through revisions without a way
// back: at the first one, with the others beside it.
func checkReversible(steps []compiled, hints ir.Hints, diags *source.Diagnostics) {
	const shown = 10
	var first *source.Diagnostic
	more := 0
	for _, c := range steps {
		switch {
		case c.irreversible == nil:
		case first == nil:
			diags.Errorf(c.irreversible.At, "SP305", "end the downgrade before this revision; if there is a way back, whatever it loses, "+hints.Downgrade,
				"revision %s cannot be downgraded: %s", c.step.Revision.ID, c.irreversible.Reason)
			first = &(*diags)[len(*diags)-1]
		case len(first.Related) < shown:
			first.Related = append(first.Related, source.Related{Span: c.irreversible.At, Message: fmt.Sprintf("nor can revision %s: %s", c.step.Revision.ID, c.irreversible.Reason)})
		default:
			more++
		}
	}
	if more > 0 {
		first.Related = append(first.Related, source.Related{Message: fmt.Sprintf("nor can %d more", more)})
	}
}

// checkSingle reports statements that cannot be part of the one transaction
// that the user asked for.
func checkSingle(stmts []*sqlstmt.Stmt, diags *source.Diagnostics) {
	for _, st := range stmts {
		if st.Outside == "" {
			continue
		}
		diags.Errorf(st.Span, "SP303",
			"compile with --transaction revision, or end the range before this revision and run it on its own",
			"%s cannot be part of the one transaction that was asked for: %s", st.Kind, st.Outside)
	}
}
