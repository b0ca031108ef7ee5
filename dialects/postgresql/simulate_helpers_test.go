//go:build cgo

package postgresql

import (
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

func rawSQL(file *source.File) ir.Op {
	return ir.RawSQL{Text: file.Span(0, len(file.Text))}
}
