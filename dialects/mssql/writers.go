package mssql

import (
	"sync"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// writers write types, expressions and DDL for some versions of the server.
type writers struct {
	types *sqltypes.Compiler
	exprs *sqlexprs.Dialect
	ddl   *ansi.DDL
}

// The versions between which something is written in another way: 2008 brought DATE and
// TIME; 2012 OFFSET and FETCH, and SQLAlchemy takes VARCHAR(max) for TEXT from it on.
var (
	oldest   = sync.OnceValue(func() *writers { return newWriters(ir.Version{Major: sql2005}) })
	withDate = sync.OnceValue(func() *writers { return newWriters(ir.Version{Major: sql2008}) })
	modern   = sync.OnceValue(func() *writers { return newWriters(ir.Version{Major: sql2012}) })
)

func writersFor(v ir.Version) *writers {
	switch {
	case v.AtLeast(sql2012, 0):
		return modern()
	case v.AtLeast(sql2008, 0):
		return withDate()
	}
	return oldest()
}

func newWriters(v ir.Version) *writers {
	w := &writers{types: newTypes(v)}
	w.exprs = newExprs(w.types, v)
	w.ddl = newDDL(w)
	return w
}
