//go:build !cgo

package postgresql

import (
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

func TestParseWithoutParser(t *testing.T) {
	stmt := &sqlstmt.Stmt{Text: "create unique index a on b (c)"}
	diags := Dialect{}.Parse(stmt, &ir.Env{})
	if len(diags) != 1 || diags[0].Code != CodeUnchecked || diags[0].Severity != source.Warning {
		t.Error(diags)
	}
	if stmt.Kind != "CREATE INDEX" || stmt.Unanalysed == "" {
		t.Errorf("kind %q, unanalysed %q", stmt.Kind, stmt.Unanalysed)
	}
}
