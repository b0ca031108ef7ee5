package sqlschema

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// TableClass is sqlalchemy.Table.
var TableClass = python.NewClass("sqlalchemy.sql.schema", "Table", schemaItemClass, sqlexpr.TableClauseClass)

// Table is a table of a MetaData.
type Table struct {
	schema, name ir.Name
	meta         *MetaData
	columns      []*Column
	primary      *Constraint
	constraints  []*Constraint
	indexes      []*Index
	comment      *string
	prefixes     []string
	options      []ir.Option
	info         *python.Dict
	from         *ir.TableFrom
	// mappedBy is the declarative class of the table; nil if there is none.
	mappedBy *python.Class
	// dependencies are the tables of add_is_dependent_on.
	dependencies []*Table
	listeners    listeners
}

// Class returns Table.
func (*Table) Class() *python.Class { return TableClass }

var tableSignature = python.ParseSignature("Table.__init__", "name, metadata, /, *args, schema=None, quote=None, quote_schema=None, "+
	"autoload=None, autoload_with=None, autoload_replace=True, keep_existing=False, extend_existing=False, must_exist=False, mustexist=False, "+
	"resolve_fks=True, include_columns=None, implicit_returning=True, comment=None, info=None, listeners=None, prefixes=None, useexisting=False, **kw")

func init() {
	TableClass.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		if len(c.Args) < 2 {
			return nil, t.Raise(python.TypeError, "Table() takes at least two positional-only arguments 'name' and 'metadata'")
		}
		b, err := tableSignature.Bind(c)
		if err != nil {
			return nil, err
		}
		return makeTable(t, b)
	}
	define(TableClass, "append_column", "column, replace_existing=False", func(t *python.Thread, table *Table, b *python.Bound) (python.Value, error) {
		c, ok := as[*Column](b.Get("column"))
		if !ok {
			return nil, t.Raise(host.ArgumentError, "a Column is expected")
		}
		replace, err := b.Bool("replace_existing")
		if err != nil {
			return nil, err
		}
		return python.None, c.setTable(t, table, replace)
	})
	define(TableClass, "append_constraint", "constraint", func(t *python.Thread, table *Table, b *python.Bound) (python.Value, error) {
		return python.None, table.Append(t, b.Get("constraint"))
	})
	define(TableClass, "create", "bind=None, checkfirst=False", tableCreate)
	define(TableClass, "drop", "bind=None, checkfirst=False", tableDrop)
	define(TableClass, "to_metadata", "metadata, schema=..., referred_schema_fn=None, name=None", tableToMetadata)
	define(TableClass, "tometadata", "metadata, schema=..., referred_schema_fn=None, name=None", tableToMetadata)
	define(TableClass, "add_is_dependent_on", "table", func(_ *python.Thread, table *Table, b *python.Bound) (python.Value, error) {
		if other, ok := as[*Table](b.Get("table")); ok {
			table.dependencies = append(table.dependencies, other)
		}
		return python.None, nil
	})
	define(TableClass, "exists", "bind=None", func(*python.Thread, *Table, *python.Bound) (python.Value, error) {
		return nil, &host.Unsupported{Code: host.CodeReflect, Message: "Table.exists() asks the database", Help: "use sa.inspect(bind).has_table(name)"}
	})
}

// makeTable is Table(...): a new table, or the one that the MetaData has.
func makeTable(t *python.Thread, b *python.Bound) (python.Value, error) {
	meta, ok := as[*MetaData](b.Get("metadata"))
	if !ok {
		if o, opaque := b.Get("metadata").(*python.Opaque); opaque {
			return nil, t.Unresolved(o, "the MetaData of a table")
		}
		return nil, t.Raise(host.ArgumentError, "expected schema argument to be a MetaData, got %s.", classRepr(b.Get("metadata")))
	}
	table := &Table{meta: meta}
	if err := table.readNames(t, b); err != nil {
		return nil, err
	}
	keep, err := t.Truth(b.Get("keep_existing"))
	if err != nil {
		return nil, err
	}
	extend, err := anyTrue(t, b.Get("extend_existing"), b.Get("useexisting"))
	if err != nil {
		return nil, err
	}
	if keep && extend {
		return nil, t.Raise(host.ArgumentError, "keep_existing and extend_existing are mutually exclusive.")
	}
	if old := meta.byKey[table.key()]; old != nil {
		if !keep && !extend && len(b.Star()) > 0 {
			return nil, t.Raise(host.InvalidRequestError, "Table '%s' is already defined for this MetaData instance.  Specify 'extend_existing=True' to redefine options and columns on an existing Table object.", table.key())
		}
		if extend {
			return old, old.fill(t, b, true)
		}
		return old, nil
	}
	if must, err := anyTrue(t, b.Get("must_exist"), b.Get("mustexist")); err != nil || must {
		if err == nil {
			err = t.Raise(host.InvalidRequestError, "Table '%s' not defined", table.key())
		}
		return nil, err
	}
	meta.add(table)
	table.setImplicitPrimary(t)
	if err := table.fill(t, b, keep || extend); err != nil {
		meta.remove(table)
		return nil, err
	}
	return table, nil
}

func anyTrue(t *python.Thread, vs ...python.Value) (bool, error) {
	for _, v := range vs {
		if yes, err := t.Truth(v); yes || err != nil {
			return yes, err
		}
	}
	return false, nil
}

func (table *Table) readNames(t *python.Thread, b *python.Bound) (err error) {
	if table.name, err = required(t, b, "name"); err != nil {
		return err
	}
	if q, err := quoteOf(b, "quote"); err != nil {
		return err
	} else if q != ir.QuoteAuto {
		table.name.Quote = q
	}
	switch v := b.Get("schema"); {
	case v == python.None:
		table.schema = table.meta.schema
	case v == blankSchema:
	default:
		if table.schema, err = NameOf(t, v); err != nil {
			return err
		}
		if q, err := quoteOf(b, "quote_schema"); err != nil {
			return err
		} else if q != ir.QuoteAuto {
			table.schema.Quote = q
		}
	}
	return nil
}

// fill takes everything but the names.
func (table *Table) fill(t *python.Thread, b *python.Bound, replace bool) error {
	if c, err := textPointer(b, "comment"); err != nil {
		return err
	} else if c != nil {
		table.comment = c
	}
	if err := table.readPrefixes(t, b.Get("prefixes")); err != nil {
		return err
	}
	if d, ok := b.Get("info").(*python.Dict); ok {
		table.info = d
	}
	more, err := options(t, "Table", b.Rest())
	if err != nil {
		return err
	}
	table.options = merged(table.options, more)
	reflected, err := table.reflect(t, b)
	if err != nil {
		return err
	}
	for _, item := range b.Star() {
		if err := table.appendItem(t, item, replace || reflected); err != nil {
			return err
		}
	}
	return nil
}

func (table *Table) readPrefixes(t *python.Thread, v python.Value) error {
	if v == python.None {
		return nil
	}
	list, err := t.Collect(v)
	if err != nil {
		return err
	}
	for _, p := range list {
		text, err := t.Str(p)
		if err != nil {
			return err
		}
		table.prefixes = append(table.prefixes, text)
	}
	return nil
}

// reflect fills the table from the catalog if the call asks for it.
func (table *Table) reflect(t *python.Thread, b *python.Bound) (bool, error) {
	with := b.Get("autoload_with")
	autoload, err := t.Truth(b.Get("autoload"))
	if err != nil || with == python.None && !autoload {
		return false, err
	}
	r := host.Of(t)
	if r.Reflect == nil {
		return false, reflectError("Table(autoload_with=...)")
	}
	return true, r.Reflect(t, table, &python.Call{Args: []python.Value{with}, Kwargs: []python.Kwarg{
		{Name: "include_columns", Value: b.Get("include_columns")}, {Name: "resolve_fks", Value: b.Get("resolve_fks")},
		{Name: "listeners", Value: b.Get("listeners")}, {Name: "batch", Value: python.Bool(table.meta.batch)},
	}, Span: t.Span()})
}

func (table *Table) appendItem(t *python.Thread, item python.Value, replace bool) error {
	if c, ok := as[*Column](item); ok {
		return c.setTable(t, table, replace)
	}
	return table.Append(t, item)
}

// Append takes a constraint or an index.
func (table *Table) Append(t *python.Thread, item python.Value) error {
	switch x := item.(type) {
	case *Constraint:
		return x.setTable(t, table)
	case *Index:
		return x.setTable(t, table)
	case *python.Opaque:
		return t.Unresolved(x, "an argument of Table()")
	}
	if item == python.None {
		return nil
	}
	if hook, ok := item.(TableItem); ok {
		return hook.AttachTo(t, table)
	}
	return t.Raise(host.ArgumentError, "'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got %s", mustRepr(t, item))
}

// TableItem is something of another package that a table takes among its arguments.
type TableItem interface {
	AttachTo(t *python.Thread, table *Table) error
}

func (table *Table) key() string { return tableKey(table.schema, table.name) }

// clashing returns the column whose place c would take.
func (table *Table) clashing(c *Column) *Column {
	for _, x := range table.columns {
		if x.key == c.key || x.name.Text == c.name.Text {
			return x
		}
	}
	return nil
}

func (table *Table) place(c *Column) {
	if !slices.Contains(table.columns, c) {
		table.columns = append(table.columns, c)
	}
	table.changed()
}

// replaceColumn puts a column into the place of another.
func (table *Table) replaceColumn(old, c *Column) {
	i := slices.Index(table.columns, old)
	table.dropColumn(old)
	table.columns = slices.Insert(table.columns, i, c)
}

// changed forgets how statements saw the table.
func (table *Table) changed() {
	table.from = nil
	for _, c := range table.columns {
		c.ref = nil
	}
}

func (table *Table) dropColumn(old *Column) {
	for _, fk := range old.foreignKeys {
		table.constraints = slices.DeleteFunc(table.constraints, func(k *Constraint) bool { return k == fk.constraint })
	}
	table.columns = slices.DeleteFunc(table.columns, func(c *Column) bool { return c == old })
	table.primary.columns = slices.DeleteFunc(table.primary.columns, func(c *Column) bool { return c == old })
}

// Column returns the column of a key; nil if there is none.
func (table *Table) Column(key string) *Column {
	for _, c := range table.columns {
		if c.key == key {
			return c
		}
	}
	return nil
}

// columnByName returns the column of a name; nil if there is none.
func (table *Table) columnByName(name string) *Column {
	for _, c := range table.columns {
		if c.name.Text == name {
			return c
		}
	}
	return nil
}

// Columns returns the columns in order.
func (table *Table) Columns() []*Column { return table.columns }

// Ref names the table.
func (table *Table) Ref() ir.TableRef { return ir.TableRef{Schema: table.schema, Name: table.name} }

// Name returns the table's name, Schema its schema's.
func (table *Table) Name() ir.Name { return table.name }

// Schema returns the name of the table's schema, which may be empty.
func (table *Table) Schema() ir.Name { return table.schema }

// From is the table in a statement.
func (table *Table) From() ir.From {
	if table.from == nil {
		table.from = &ir.TableFrom{Schema: table.schema, Name: table.name}
		for _, c := range table.columns {
			table.from.Columns = append(table.from.Columns, c.columnRef())
		}
		for _, c := range table.primary.columns {
			table.from.ReturnKeys = append(table.from.ReturnKeys, c.columnRef())
		}
		table.from.Links = table.links()
	}
	return table.from
}

func (table *Table) links() []ir.Link {
	var links []ir.Link
	for _, k := range table.sorted() {
		if k.kind != foreignKeyConstraint || len(k.elements) == 0 {
			continue
		}
		l := ir.Link{}
		for _, e := range k.elements {
			l.Columns = append(l.Columns, e.parent.name.Text)
			l.RefColumns = append(l.RefColumns, e.columnName().Text)
		}
		schema, name := k.elements[0].table()
		l.RefSchema, l.RefTable = schema.Text, name.Text
		links = append(links, l)
	}
	return links
}

// sorted returns the constraints in the order in which they were made, the
// primary key first.
func (table *Table) sorted() []*Constraint {
	all := slices.Clone(table.constraints)
	slices.SortStableFunc(all, func(a, b *Constraint) int { return a.order - b.order })
	i := slices.Index(all, table.primary)
	if i < 0 {
		return all
	}
	return append([]*Constraint{table.primary}, slices.Delete(all, i, i+1)...)
}

// enumValue is a constant of sqlalchemy.sql.schema.
type enumValue struct{ name string }

// Class returns SchemaConst.
func (*enumValue) Class() *python.Class { return schemaConstClass }

var (
	schemaConstClass = schemaClass("SchemaConst")
	blankSchema      = &enumValue{"BLANK_SCHEMA"}
	retainSchema     = &enumValue{"RETAIN_SCHEMA"}
)

// NewTable makes a table as Table(name, metadata, *items, **kw) does.
func NewTable(t *python.Thread, meta *MetaData, name, schema python.Value, items []python.Value, kw []python.Kwarg) (*Table, error) {
	c := &python.Call{Args: append([]python.Value{name, meta}, items...), Kwargs: append([]python.Kwarg{{Name: "schema", Value: schema}}, kw...), Span: t.Span()}
	v, err := TableClass.Construct(t, TableClass, c)
	if err != nil {
		return nil, err
	}
	return v.(*Table), nil
}
