package mysql

import (
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Answer answers a query from the catalog.
func (d Dialect) Answer(sql string, cat *schema.Catalog) (ir.Answer, bool, string) {
	return ir.Answer{}, false, "no query is answered yet"
}
