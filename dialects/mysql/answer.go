package mysql

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Simulate does to the catalog what the statement does to a database.
func (d Dialect) Simulate(st *sqlstmt.Stmt, cat *schema.Catalog) []schema.Conflict { return nil }

// Answer answers a query from the catalog.
func (d Dialect) Answer(sql string, cat *schema.Catalog) (ir.Answer, bool, string) {
	return ir.Answer{}, false, "no query is answered yet"
}
