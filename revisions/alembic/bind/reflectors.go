package bind

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// reflector is how a method of the inspector about the parts of one table is answered for a dialect.
type reflector struct {
	// names are the parts by name, for the assumption; query lists the same on a server, nil if nothing does.
	names    func(c *schema.Catalog, sch, table string) ([]string, schema.Known)
	query    func(schema.Name) string
	describe func(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error)
}

// reflectors are those of the dialects that differ from PostgreSQL, by dialect and method.
var reflectors = map[string]map[string]reflector{
	"sqlite": sqliteReflectors, "mysql": mysqlReflectors, "mariadb": mysqlReflectors, "mssql": mssqlReflectors,
	"oracle": oracleReflectors,
}

// reflectorOf returns the reflector of the run's dialect, or PostgreSQL's, which is given.
func reflectorOf(t *python.Thread, method string, standard reflector) reflector {
	if r, ok := reflectors[host.Of(t).Dialect()][method]; ok {
		return r
	}
	return standard
}
