package sqlschema

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Attr gives the table's own attributes, and those of everything that stands in FROM.
func (table *Table) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "c", "columns", "exported_columns":
		return newCollection(table.columns), nil
	case "name":
		return nameValue(table.name), nil
	case "schema":
		return nameValue(table.schema), nil
	case "fullname", "key":
		return python.Str(table.key()), nil
	case "description":
		return python.Str(table.name.Text), nil
	case "metadata":
		return table.meta, nil
	case "comment":
		return orNone(table.comment), nil
	case "primary_key":
		return table.primary, nil
	case "indexes":
		return setOf(table.indexes), nil
	case "constraints":
		return setOf(table.sorted()), nil
	case "foreign_keys":
		return setOf(table.foreignKeys()), nil
	case "foreign_key_constraints":
		return setOf(table.foreignKeyConstraints()), nil
	case "autoincrement_column", "_autoincrement_column":
		c, err := table.numberedColumn(t)
		if c == nil || err != nil {
			return python.None, err
		}
		return c, nil
	case "info":
		if table.info == nil {
			table.info = python.NewDict()
		}
		return table.info, nil
	case "bind":
		return python.None, nil
	}
	if _, ok := TableClass.Attrs.Get(name); ok {
		return nil, nil
	}
	return sqlexpr.FromAttr(t, table.From(), name)
}

func (table *Table) foreignKeys() []*ForeignKey {
	var keys []*ForeignKey
	for _, c := range table.columns {
		keys = append(keys, c.foreignKeys...)
	}
	return keys
}

func (table *Table) foreignKeyConstraints() []*Constraint {
	var keys []*Constraint
	for _, k := range table.sorted() {
		if k.kind == foreignKeyConstraint {
			keys = append(keys, k)
		}
	}
	return keys
}

// SetAttr takes name, schema and comment.
func (table *Table) SetAttr(t *python.Thread, name string, v python.Value) (err error) {
	switch name {
	case "name":
		table.name, err = NameOf(t, v)
	case "schema":
		table.schema, err = NameOf(t, v)
	case "comment":
		table.comment = nil
		if s, ok := python.AsStr(v); ok {
			table.comment = &s
		}
	case "info":
		table.info, _ = v.(*python.Dict)
	default:
		return &host.Unsupported{Code: host.CodeUnsupported, Message: "sqlplan cannot set Table." + name, Help: "give the argument to Table()"}
	}
	table.changed()
	return err
}

// Str is the table's name with its schema.
func (table *Table) Str(*python.Thread) (string, error) { return table.key(), nil }

// Repr is a short form of SQLAlchemy's.
func (table *Table) Repr(t *python.Thread) (string, error) {
	text, err := t.Repr(python.Str(table.name.Text))
	return "Table(" + text + ", MetaData())", err
}

// Truth is true: a table is one whatever its columns are.
func (table *Table) Truth(*python.Thread) (bool, error) { return true, nil }
