package mysql

import (
	"sync"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// writers are what lowering needs for one flavour. They are made when they are
// first asked for, since most runs of the program write for another server.
type writers struct {
	flavour flavour
	idents  *ident.Style
	types   *sqltypes.Compiler
	exprs   *sqlexprs.Dialect
	ddl     *ansi.DDL
	// renamesColumns: the server has RENAME COLUMN.
	renamesColumns bool
}

var made = [...]func() *writers{
	MySQL:   sync.OnceValue(func() *writers { return newWriters(MySQL) }),
	MariaDB: sync.OnceValue(func() *writers { return newWriters(MariaDB) }),
}

func (f flavour) writers() *writers { return made[f]() }

// ddlFor returns the DDL for the server's version; zero: not said. MySQL has
// RENAME COLUMN since 8.0, MariaDB since 10.5, which is older than all that are known.
// See https://dev.mysql.com/doc/refman/8.0/en/alter-table.html.
func (w *writers) ddlFor(env *ir.Env) *ansi.DDL {
	if !w.isOld(env) {
		return w.ddl
	}
	older := *w
	older.renamesColumns = false
	return newDDL(&older)
}

// isOld tells whether the server is a MySQL before 8.0.
func (w *writers) isOld(env *ir.Env) bool {
	const renaming = 8
	return w.flavour == MySQL && env != nil && env.ServerVersion != (ir.Version{}) && !env.ServerVersion.AtLeast(renaming, 0)
}

func newWriters(f flavour) *writers {
	w := &writers{flavour: f, idents: f.idents(), renamesColumns: true}
	w.types = newTypes(f, w.idents)
	w.exprs = newExprs(w)
	w.ddl = newDDL(w)
	return w
}
