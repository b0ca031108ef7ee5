package thirdparty

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// spatialIndex notes on the type what index its column brings: on the column, or on
// what hull makes of it.
func spatialIndex(t *python.Thread, a sqltype.Args, typ *ir.Type, hull string) (*ir.Type, error) {
	if a.Get("use_typmod") == python.False && host.Of(t).Dialect() == "postgresql" {
		return nil, &host.Unsupported{
			Code:    CodeThirdParty,
			Message: "use_typmod=False of geoalchemy2 makes the column with the function AddGeometryColumn, which sqlplan does not do",
			Help:    "leave use_typmod out, or call AddGeometryColumn with op.execute()",
		}
	}
	on, err := a.True(t, "spatial_index")
	if err != nil {
		return nil, err
	}
	dimensional, err := a.True(t, "use_N_D_index")
	if err != nil {
		return nil, err
	}
	if !on {
		if dimensional {
			return nil, t.Raise(host.ArgumentError, "Arg Error(use_N_D_index): spatial_index must be True")
		}
		return typ, nil
	}
	x := sqltype.ColumnIndex{Prefix: "idx", Using: "gist", Func: hull}
	if dimensional {
		x.OpClass = "gist_geometry_ops_nd"
	}
	sqltype.WithColumnIndex(typ, x)
	return typ, nil
}

func raster(t *python.Thread, a sqltype.Args) (*ir.Type, error) {
	return spatialIndex(t, a, &ir.Type{Class: "SQL", Spec: "raster"}, "ST_ConvexHull")
}

// forward makes an operation of geoalchemy2 what it is on PostgreSQL: the plain
// operation of alembic, without the arguments that only other servers need.
func forward(name, to string, without ...string) python.Value {
	return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
		if len(c.Args) == 0 {
			return nil, t.Raise(python.TypeError, "%s() is called without the operations object", name)
		}
		fn, err := t.Attr(c.Args[0], to)
		if err != nil {
			return nil, err
		}
		own := &python.Call{Args: c.Args[1:], Span: c.Span}
		if len(c.ArgSpans) > 0 {
			own.ArgSpans = c.ArgSpans[1:]
		}
		for _, k := range c.Kwargs {
			if !contains(without, k.Name) {
				own.Kwargs = append(own.Kwargs, k)
			}
		}
		return t.CallWith(fn, own)
	})
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// dropSpatialIndex is drop_geospatial_index(index_name, table_name, column_name,
// schema, unique): an index is dropped by its name alone. Inside a batch there is
// no table_name.
func dropSpatialIndex(t *python.Thread, c *python.Call) (python.Value, error) {
	const column = 3 // the third argument behind the operations object
	own := *c
	if len(c.Args) > column {
		own.Args = append(append([]python.Value(nil), c.Args[:column]...), c.Args[column+1:]...)
		own.ArgSpans = nil
		if len(own.Args) > column { // what is left is the schema, which alembic takes by name
			own.Kwargs = append(append([]python.Kwarg(nil), c.Kwargs...), python.Kwarg{Name: "schema", Value: own.Args[column]})
			own.Args = own.Args[:column]
		}
	}
	return t.CallWith(plainDropIndex, &own)
}

var plainDropIndex = forward("drop_geospatial_index", "drop_index", "column_name", "unique")

// nothing is an operation that does nothing on PostgreSQL.
func nothing(*python.Thread, *python.Call) (python.Value, error) { return python.None, nil }
