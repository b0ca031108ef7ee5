package bind

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/python"
)

var mapperClass = python.NewClass("sqlalchemy.orm.mapper", "Mapper")

// modelOfClass returns the model of a class; nil for everything else.
func modelOfClass(v python.Value) *sqlschema.Model {
	cls, ok := v.(*python.Class)
	if !ok {
		return nil
	}
	return sqlschema.ModelOf(cls)
}

// columnOf returns the column of an attribute of a model; nil if it is none.
func columnOf(m *sqlschema.Model, name string) *sqlschema.Column {
	for _, c := range m.Columns {
		if c.Name == name {
			return c.Column
		}
	}
	return nil
}

// isRelation tells whether a value is a relationship of a model, or a path from one.
func isRelation(v python.Value) bool {
	return v.Class().Module == "sqlalchemy.orm.relationships"
}

// relationError is for what means something only to the ORM.
func relationError(t *python.Thread) error {
	return &host.Unsupported{Code: CodeORM, At: t.Span(), Message: "a relationship has no meaning in SQL without the ORM's mapping",
		Help: "join the tables with a condition on their columns"}
}

// mapper is what inspect(Model) gives.
type mapper struct {
	cls   *python.Class
	model *sqlschema.Model
}

// Class returns Mapper.
func (*mapper) Class() *python.Class { return mapperClass }

// Attr gives the table and its columns.
func (m *mapper) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "local_table", "persist_selectable", "mapped_table", "selectable":
		return m.model.Table, nil
	case "class_", "entity":
		return m.cls, nil
	case "columns", "c":
		return t.Attr(m.model.Table, "c")
	case "primary_key":
		return t.Attr(m.model.Table, "primary_key")
	}
	return nil, nil
}
