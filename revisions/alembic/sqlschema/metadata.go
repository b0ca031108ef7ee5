package sqlschema

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// MetaDataClass is sqlalchemy.MetaData.
var MetaDataClass = python.NewClass("sqlalchemy.sql.schema", "MetaData", schemaItemClass)

// MetaData is a collection of tables with a naming convention and a schema.
type MetaData struct {
	schema    ir.Name
	naming    convention
	tables    []*Table
	byKey     map[string]*Table
	sequences []*Sequence
	info      *python.Dict
	listeners listeners
	// batch: its tables are those of batch_alter_table().
	batch bool
}

// NewMetaData returns a MetaData of a run, with the naming convention that
// env.py's target_metadata has: what Alembic's operations build their tables in.
func NewMetaData(t *python.Thread) *MetaData {
	m := &MetaData{naming: defaultConvention}
	if n := host.Of(t).Naming; n != nil {
		m.naming = convention{}
		for _, e := range n.Templates {
			r := rule{key: python.Str(e.Key), value: python.Str(e.Pattern)}
			if e.Function != nil {
				r.value = python.NewBuiltin(e.Key, func(t *python.Thread, c *python.Call) (python.Value, error) {
					fn, err := e.Function(t)
					if err != nil {
						return nil, err
					}
					return t.CallWith(fn, c)
				})
			}
			m.naming = append(m.naming, r)
		}
	}
	return m
}

// NewBatchMetaData returns the MetaData in which batch_alter_table() reflects its table.
// naming is a naming convention, or None.
func NewBatchMetaData(t *python.Thread, naming python.Value) (*MetaData, error) {
	m := &MetaData{naming: defaultConvention, batch: true}
	if yes, err := t.Truth(naming); err != nil || !yes {
		return m, err
	}
	own, err := readConvention(t, naming)
	m.naming = own
	return m, err
}

// Class returns MetaData.
func (*MetaData) Class() *python.Class { return MetaDataClass }

func init() {
	sig := python.ParseSignature("MetaData.__init__", "schema=None, quote_schema=None, naming_convention=None, info=None, bind=None")
	MetaDataClass.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := sig.Bind(withoutBind(c))
		if err != nil {
			return nil, err
		}
		m := &MetaData{naming: defaultConvention}
		if m.schema, err = NameOf(t, b.Get("schema")); err != nil {
			return nil, err
		}
		if m.schema.Quote, err = quoteOf(b, "quote_schema"); err != nil {
			return nil, err
		}
		if v := b.Get("naming_convention"); v != python.None {
			if m.naming, err = readConvention(t, v); err != nil {
				return nil, err
			}
		}
		return m, nil
	}
	define(MetaDataClass, "create_all", "bind=None, tables=None, checkfirst=True", metaCreateAll)
	define(MetaDataClass, "drop_all", "bind=None, tables=None, checkfirst=True", metaDropAll)
	define(MetaDataClass, "remove", "table", metaRemove)
	define(MetaDataClass, "clear", "", func(_ *python.Thread, m *MetaData, _ *python.Bound) (python.Value, error) {
		m.tables, m.byKey = nil, nil
		return python.None, nil
	})
	define(MetaDataClass, "reflect", "bind=None, schema=None, views=False, resolve_fks=True, only=None, extend_existing=False, autoload_replace=True, **dialect_kwargs", metaReflect)
}

// withoutBind drops the bind that SQLAlchemy 1.x took as the first argument: an
// engine stands there, or None.
func withoutBind(c *python.Call) *python.Call {
	if len(c.Args) == 0 {
		return c
	}
	if _, ok := python.AsStr(c.Args[0]); ok {
		return c
	}
	out := *c
	out.Args, out.ArgSpans = c.Args[1:], nil
	return &out
}

func metaRemove(t *python.Thread, m *MetaData, b *python.Bound) (python.Value, error) {
	table, ok := as[*Table](b.Get("table"))
	if !ok {
		return nil, t.Raise(host.ArgumentError, "a Table is expected")
	}
	m.remove(table)
	return python.None, nil
}

func metaReflect(t *python.Thread, m *MetaData, b *python.Bound) (python.Value, error) {
	r := host.Of(t)
	if r.Reflect == nil {
		return nil, reflectError("MetaData.reflect()")
	}
	c := &python.Call{Args: []python.Value{b.Get("bind")}, Kwargs: []python.Kwarg{
		{Name: "schema", Value: b.Get("schema")}, {Name: "only", Value: b.Get("only")},
		{Name: "views", Value: b.Get("views")}, {Name: "extend_existing", Value: b.Get("extend_existing")},
	}, Span: t.Span()}
	return python.None, r.Reflect(t, m, c)
}

func reflectError(what string) error {
	return &host.Unsupported{Code: host.CodeReflect, Message: what + " has to read the database, and its schema is not known here",
		Help: "write the table's columns into the revision"}
}

func (m *MetaData) add(table *Table) {
	if m.byKey == nil {
		m.byKey = map[string]*Table{}
	}
	m.byKey[table.key()] = table
	m.tables = append(m.tables, table)
}

func (m *MetaData) remove(table *Table) {
	delete(m.byKey, table.key())
	for i, x := range m.tables {
		if x == table {
			m.tables = append(m.tables[:i:i], m.tables[i+1:]...)
			return
		}
	}
}

// Tables returns the tables in the order in which they were defined.
func (m *MetaData) Tables() []*Table { return m.tables }

// Table returns the table of a key, "schema.name" or "name"; nil if there is none.
func (m *MetaData) Table(key string) *Table { return m.byKey[key] }

func tableKey(schema, name ir.Name) string {
	if schema.IsZero() {
		return name.Text
	}
	return schema.Text + "." + name.Text
}

// Attr gives the attributes of a MetaData.
func (m *MetaData) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "tables":
		d := python.NewDict()
		for _, table := range m.tables {
			d.SetStr(table.key(), table)
		}
		return d, nil
	case "sorted_tables":
		byKey := slices.Clone(m.tables)
		slices.SortStableFunc(byKey, func(a, b *Table) int { return strings.Compare(a.key(), b.key()) })
		sorted := sortTables(byKey)
		list := make([]python.Value, len(sorted))
		for i, s := range sorted {
			list[i] = s.table
		}
		return python.NewList(list...), nil
	case "schema":
		return nameValue(m.schema), nil
	case "naming_convention":
		return m.naming.dict(), nil
	case "bind":
		return python.None, nil
	case "info":
		if m.info == nil {
			m.info = python.NewDict()
		}
		return m.info, nil
	}
	return nil, nil
}

// SetAttr takes schema, naming_convention and the bind of SQLAlchemy 1.x.
func (m *MetaData) SetAttr(t *python.Thread, name string, v python.Value) (err error) {
	switch name {
	case "naming_convention":
		m.naming, err = readConvention(t, v)
	case "schema":
		m.schema, err = NameOf(t, v)
	case "bind", "info":
	default:
		return t.Raise(python.AttributeError, "sqlplan's MetaData has no attribute '%s' that can be set", name)
	}
	return err
}

// Repr is SQLAlchemy's.
func (m *MetaData) Repr(*python.Thread) (string, error) { return "MetaData()", nil }

// Binary is "in": whether there is a table of a key, or the table itself.
func (m *MetaData) Binary(t *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	if op != "in" || !reflected {
		return nil, nil
	}
	if table, ok := as[*Table](other); ok {
		return python.Bool(m.byKey[table.key()] == table), nil
	}
	key, ok := python.AsStr(other)
	return python.Bool(ok && m.byKey[key] != nil), nil
}
