package oracle

import (
	"sync"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// writers write types, expressions and DDL for some versions of the server.
type writers struct {
	version ir.Version // the oldest that they write for
	idents  *ident.Style
	types   *sqltypes.Compiler
	exprs   *sqlexprs.Dialect
	ddl     *ansi.DDL
}

// The versions between which something is written in another way: 12 brought identity
// columns, OFFSET and FETCH, 12.2 long names, 23 IF EXISTS and BOOLEAN.
var (
	oldest        = sync.OnceValue(func() *writers { return newWriters(OldestVersion) })
	withIdentity  = sync.OnceValue(func() *writers { return newWriters(ir.Version{Major: oracle12, Minor: 1}) })
	withLongNames = sync.OnceValue(func() *writers { return newWriters(ir.Version{Major: oracle12, Minor: 2}) })
	withBoolean   = sync.OnceValue(func() *writers { return newWriters(ir.Version{Major: oracle23}) })
)

func writersFor(v ir.Version) *writers {
	switch {
	case v.AtLeast(oracle23, 0):
		return withBoolean()
	case v.AtLeast(oracle12, 2):
		return withLongNames()
	case v.AtLeast(oracle12, 0):
		return withIdentity()
	}
	return oldest()
}

func newWriters(v ir.Version) *writers {
	w := &writers{version: v, idents: newIdents(maxName(v))}
	w.types = newTypes(w)
	w.exprs = newExprs(w)
	w.ddl = newDDL(w)
	return w
}
