package mysql

import (
	"sync"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
)

// writers are what lowering needs for one flavour. They are made when they are
// first asked for, since most runs of the program write for another server.
type writers struct {
	flavour flavour
	idents  *ident.Style
	types   *sqltypes.Compiler
	exprs   *sqlexprs.Dialect
	ddl     *ansi.DDL
}

var made = [...]func() *writers{
	MySQL:   sync.OnceValue(func() *writers { return newWriters(MySQL) }),
	MariaDB: sync.OnceValue(func() *writers { return newWriters(MariaDB) }),
}

func (f flavour) writers() *writers { return made[f]() }

func newWriters(f flavour) *writers {
	w := &writers{flavour: f, idents: f.idents()}
	w.types = newTypes(f, w.idents)
	w.exprs = newExprs(w)
	w.ddl = newDDL(w)
	return w
}
