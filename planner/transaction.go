package planner

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
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
// it inside a transaction, but the value can be used only after the commit,
// unless the type was made in the same transaction.
// https://www.postgresql.org/docs/current/sql-altertype.html
func separateEnumValues(stmts []*sqlstmt.Stmt) {
	born := map[string]bool{}
	for i, st := range stmts {
		if st.Outside != "" || st.NewTransaction {
			clear(born)
		}
		if st.CreatesType != "" {
			born[st.CreatesType] = true
		}
		if st.EnumValue == nil || st.Outside != "" || born[st.EnumValue.Type] {
			continue
		}
		if user := usesValue(stmts[i+1:], st.EnumValue.Value); user != nil {
			at := user.Span.Pos()
			st.Outside = fmt.Sprintf("a new enum value can be used only after its commit, and line %d uses it", at.Line)
			clear(born)
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
func checkControl(stmts []*sqlstmt.Stmt, diags *source.Diagnostics) {
	for _, st := range stmts {
		if st.Control == sqlstmt.NoControl {
			continue
		}
		diags.Errorf(st.Span, "SP302",
			"delete the statement: sqlplan opens and commits the transactions itself, one for each revision, with the move of the version table in it;\n"+
				"for statements that must run outside one write `-- sqlplan:transaction none` above them; CREATE INDEX CONCURRENTLY and its like are set outside without it",
			"%s in a revision", st.Kind)
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
