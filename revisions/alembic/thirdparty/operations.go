package thirdparty

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// CodeThirdParty is a use of a package other than SQLAlchemy and Alembic that sqlplan cannot follow.
const CodeThirdParty = "SP488"

// operations are what packages add to alembic.op.
var operations = map[string]python.Value{
	"sync_enum_values": python.NewBuiltin("sync_enum_values", syncEnumValues),

	"create_entity":  python.NewBuiltin("create_entity", createEntity),
	"replace_entity": python.NewBuiltin("replace_entity", replaceEntity),
	"drop_entity":    python.NewBuiltin("drop_entity", dropEntity),

	"create_geospatial_table":       forward("create_geospatial_table", "create_table"),
	"drop_geospatial_table":         forward("drop_geospatial_table", "drop_table"),
	"add_geospatial_column":         forward("add_geospatial_column", "add_column"),
	"drop_geospatial_column":        forward("drop_geospatial_column", "drop_column"),
	"create_geospatial_index":       forward("create_geospatial_index", "create_index"),
	"drop_geospatial_index":         python.NewBuiltin("drop_geospatial_index", dropSpatialIndex),
	"create_geospatial_constraints": python.NewBuiltin("create_geospatial_constraints", nothing),
	"drop_geospatial_constraints":   python.NewBuiltin("drop_geospatial_constraints", nothing),
}

// execute emits SQL that an operation makes; its errors point at the call.
func execute(t *python.Thread, at source.Span, statements ...string) error {
	for _, text := range statements {
		text = strings.TrimSuffix(strings.TrimSpace(text), ";")
		file := source.Rendered(origin(at), text, []source.Segment{{Origin: at.Origin().Start()}})
		if err := host.Of(t).Emit(ir.RawSQL{Text: file.Span(0, len(text))}); err != nil {
			return err
		}
	}
	return nil
}

// origin is the file that at stands in; a nameless one if that is not known.
func origin(at source.Span) *source.File {
	if at.IsZero() {
		return source.NewFile("", "")
	}
	return at.Origin().File
}
