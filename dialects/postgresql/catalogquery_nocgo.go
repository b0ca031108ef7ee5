//go:build !cgo

package postgresql

import (
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Answer cannot read a query without PostgreSQL's parser.
func (Dialect) Answer(string, *schema.Catalog) (ir.Answer, bool, string) {
	return ir.Answer{}, false, "this build has no SQL parser"
}
