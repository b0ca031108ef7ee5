package sqlite

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Parse says what the statement is by its first words.
func (Dialect) Parse(st *sqlstmt.Stmt, _ *ir.Env) source.Diagnostics {
	words := strings.Fields(strings.ToUpper(st.Text))
	st.Kind = strings.Join(words[:min(len(words), 2)], " ")
	st.Unanalysed = "this build has no parser for SQLite"
	return nil
}

// Warm does nothing: there is nothing to build beforehand.
func (Dialect) Warm() {}
