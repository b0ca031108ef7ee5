package sqlschema

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// ColumnClass is sqlalchemy.Column.
var ColumnClass = python.NewClass("sqlalchemy.sql.schema", "Column", schemaItemClass, sqlexpr.ColumnClauseClass)

// Column is a column of a table, or one that no table has yet.
type Column struct {
	name ir.Name
	key  string
	// typ is the type; a foreign key may fill it in where none was given.
	typ   *ir.Type
	given python.Value // the type as it was given

	nullable, nullableGiven, primaryKey, system bool
	// bare: the type brings no constraint.
	bare bool
	// mapped: made by mapped_column(), so that an annotation completes it.
	mapped        bool
	index, unique python.Value
	autoincrement ir.Autoincrement

	def, onupdate                 python.Value // *ColumnDefault, *Sequence or nil
	serverDefault, serverOnupdate python.Value // *DefaultClause, *FetchedValue, *Computed, *Identity or nil

	comment     *string
	doc         python.Value
	info        *python.Dict
	options     []ir.Option
	foreignKeys []*ForeignKey
	constraints []*Constraint // written with the column
	table       *Table
	ref         *ir.ColumnRef
	// attach runs when the column joins a table.
	attach []func(t *python.Thread, table *Table) error
	// listeners are functions of the revision that run then, too.
	listeners []python.Value
}

// Class returns Column.
func (*Column) Class() *python.Class { return ColumnClass }

var columnSignature = python.ParseSignature("Column.__init__", "*args, name=None, type_=None, autoincrement='auto', "+
	"default=..., insert_default=..., doc=None, key=None, index=None, unique=None, info=None, nullable=..., onupdate=None, "+
	"primary_key=False, server_default=None, server_onupdate=None, quote=None, system=False, comment=None, insert_sentinel=False, "+
	"**dialect_kwargs")

func init() {
	ColumnClass.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := columnSignature.Bind(c)
		if err != nil {
			return nil, err
		}
		return newColumn(t, b)
	}
	define(ColumnClass, "copy", "**kw", func(t *python.Thread, c *Column, _ *python.Bound) (python.Value, error) { return c.copy(t) })
	define(ColumnClass, "_copy", "**kw", func(t *python.Thread, c *Column, _ *python.Bound) (python.Value, error) { return c.copy(t) })
	define(ColumnClass, "append_foreign_key", "fk", func(t *python.Thread, c *Column, b *python.Bound) (python.Value, error) {
		fk, ok := as[*ForeignKey](b.Get("fk"))
		if !ok {
			return nil, t.Raise(host.ArgumentError, "a ForeignKey is expected")
		}
		return python.None, fk.setColumn(t, c)
	})
	define(ColumnClass, "references", "column", func(_ *python.Thread, c *Column, b *python.Bound) (python.Value, error) {
		other, ok := as[*Column](b.Get("column"))
		return python.Bool(ok && slices.ContainsFunc(c.foreignKeys, func(f *ForeignKey) bool { return f.column() == other })), nil
	})
}

func newColumn(t *python.Thread, b *python.Bound) (*Column, error) {
	c := &Column{nullable: true}
	items, err := c.nameAndType(t, b)
	if err != nil {
		return nil, err
	}
	for _, read := range []func(*python.Thread, *python.Bound) error{c.readFlags, c.readDefaults, c.readTexts} {
		if err := read(t, b); err != nil {
			return nil, err
		}
	}
	if c.options, err = options(t, "Column", b.Rest()); err != nil {
		return nil, err
	}
	c.attachTypes()
	if v := b.Get("server_default"); v != python.None {
		if items, err = c.setServerDefault(t, v, items); err != nil {
			return nil, err
		}
	}
	for _, item := range items {
		if err := c.addItem(t, item); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// nameAndType takes the name and the type, which may stand first or be given by
// name, and returns the other arguments.
func (c *Column) nameAndType(t *python.Thread, b *python.Bound) ([]python.Value, error) {
	args := b.Star()
	name, typ := b.Get("name"), b.Get("type_")
	if len(args) > 0 {
		_, isText := python.AsStr(args[0])
		switch {
		case isText && name != python.None:
			return nil, t.Raise(host.ArgumentError, "May not pass name positionally and as a keyword.")
		case isText:
			name, args = args[0], args[1:]
		case args[0] == python.None:
			args = args[1:]
		default:
			if o, ok := args[0].(*python.Opaque); ok {
				return nil, t.Unresolved(o, "the name of a column")
			}
		}
	}
	if len(args) > 0 {
		switch {
		case sqltype.IsType(args[0]):
			if typ != python.None {
				return nil, t.Raise(host.ArgumentError, "May not pass type_ positionally and as a keyword.")
			}
			typ, args = args[0], args[1:]
		case args[0] == python.None:
			args = args[1:]
		}
	}
	var err error
	if c.name, err = NameOf(t, name); err != nil {
		return nil, err
	}
	if q, err := quoteOf(b, "quote"); err != nil {
		return nil, err
	} else if q != ir.QuoteAuto {
		c.name.Quote = q
	}
	c.key = c.name.Text
	return args, c.setType(t, typ)
}

func (c *Column) setType(t *python.Thread, v python.Value) (err error) {
	if v == nil || v == python.None {
		c.typ = ir.NullType
		return nil
	}
	c.given = v
	c.typ, err = sqltype.Of(t, v)
	return err
}

func (c *Column) readFlags(t *python.Thread, b *python.Bound) (err error) {
	if c.primaryKey, err = t.Truth(b.Get("primary_key")); err != nil {
		return err
	}
	if v := b.Get("nullable"); v != python.Ellipsis {
		if c.nullable, err = t.Truth(v); err != nil {
			return err
		}
		c.nullableGiven = true
	} else {
		c.nullable = !c.primaryKey
	}
	if c.system, err = t.Truth(b.Get("system")); err != nil {
		return err
	}
	c.index, c.unique = b.Get("index"), b.Get("unique")
	if c.autoincrement, err = autoincrement(t, b.Get("autoincrement")); err != nil {
		return err
	}
	if key, ok, err := b.OptStr("key"); err != nil {
		return err
	} else if ok {
		c.key = key
	}
	return nil
}

func autoincrement(t *python.Thread, v python.Value) (ir.Autoincrement, error) {
	if s, ok := python.AsStr(v); ok {
		switch s {
		case "auto":
			return ir.AutoincrementAuto, nil
		case "ignore_fk":
			return ir.AutoincrementIgnoreFK, nil
		}
		return ir.AutoincrementOff, nil
	}
	on, err := t.Truth(v)
	if on {
		return ir.AutoincrementOn, err
	}
	return ir.AutoincrementOff, err
}

func (c *Column) readDefaults(t *python.Thread, b *python.Bound) error {
	def := b.Get("insert_default")
	if def == python.Ellipsis {
		def = b.Get("default")
	}
	if def != python.Ellipsis && def != python.None {
		c.def = asDefault(def)
		c.adopt(t, c.def)
	}
	if v := b.Get("onupdate"); v != python.None {
		c.onupdate = asDefault(v)
	}
	if v := b.Get("server_onupdate"); v != python.None {
		c.serverOnupdate = v
	}
	return nil
}

func asDefault(v python.Value) python.Value {
	switch v.(type) {
	case *ColumnDefault, *Sequence:
		return v
	}
	return &ColumnDefault{arg: v}
}

// adopt makes a sequence the column's.
func (c *Column) adopt(_ *python.Thread, v python.Value) {
	s, ok := v.(*Sequence)
	if !ok {
		return
	}
	s.column = c
	c.attach = append(c.attach, func(_ *python.Thread, table *Table) error {
		if s.meta == nil {
			s.meta = table.meta
			s.meta.sequences = append(s.meta.sequences, s)
		}
		return nil
	})
}

func (c *Column) readTexts(_ *python.Thread, b *python.Bound) (err error) {
	if c.comment, err = textPointer(b, "comment"); err != nil {
		return err
	}
	c.doc = b.Get("doc")
	c.info, _ = b.Get("info").(*python.Dict)
	return nil
}

func (c *Column) setServerDefault(t *python.Thread, v python.Value, items []python.Value) ([]python.Value, error) {
	switch d := v.(type) {
	case *Computed, *Identity:
		return append(items[:len(items):len(items)], v), nil
	case *DefaultClause, *FetchedValue:
		c.serverDefault = d
		return items, nil
	}
	d, err := newDefaultClause(t, v)
	c.serverDefault = d
	return items, err
}

// addItem takes one of the positional arguments behind name and type.
func (c *Column) addItem(t *python.Thread, item python.Value) error {
	switch x := item.(type) {
	case *ForeignKey:
		return x.setColumn(t, c)
	case *Constraint:
		return x.setColumn(t, c)
	case *Computed:
		if d := c.serverDefault; d != nil {
			return t.Raise(host.ArgumentError, "A generated column cannot specify a server_default or a server_onupdate argument")
		}
		c.serverDefault = x
	case *Identity:
		return c.setIdentity(t, x)
	case *Sequence, *ColumnDefault:
		c.def = x
		c.adopt(t, x)
	case *DefaultClause, *FetchedValue:
		c.serverDefault = x
	case *python.Opaque:
		return t.Unresolved(x, "an argument of Column()")
	default:
		if item == python.None {
			return nil
		}
		return t.Raise(host.ArgumentError, "'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got %s", mustRepr(t, item))
	}
	return nil
}

func (c *Column) setIdentity(t *python.Thread, i *Identity) error {
	switch {
	case c.serverDefault != nil || c.serverOnupdate != nil:
		return t.Raise(host.ArgumentError, "A column with an Identity object cannot specify a server_default or a server_onupdate argument")
	case c.autoincrement == ir.AutoincrementOff:
		return t.Raise(host.ArgumentError, "A column with an Identity object cannot specify autoincrement=False")
	}
	c.serverDefault = i
	if !c.nullableGiven {
		c.nullable = false
	}
	return nil
}

func mustRepr(t *python.Thread, v python.Value) string {
	text, err := t.Repr(v)
	if err != nil {
		return v.Class().Name
	}
	return text
}

// identity returns the Identity; nil if there is none.
func (c *Column) identity() *Identity {
	i, _ := c.serverDefault.(*Identity)
	return i
}

func (c *Column) computed() *Computed {
	g, _ := c.serverDefault.(*Computed)
	return g
}

// setTable joins the column to a table.
func (c *Column) setTable(t *python.Thread, table *Table, replace bool) error {
	if c.name.IsZero() {
		return t.Raise(host.ArgumentError, "Column must be constructed with a non-blank name or assign a non-blank .name before adding to a Table.")
	}
	if c.table != nil && c.table != table {
		return t.Raise(host.ArgumentError, "Column object '%s' already assigned to Table '%s'", c.key, c.table.name.Text)
	}
	if old := table.clashing(c); old != nil && old != c {
		if !replace {
			return t.Raise(host.DuplicateColumnError, "A column with name '%s' is already present in table '%s'.", c.name.Text, table.name.Text)
		}
		table.replaceColumn(old, c)
	}
	table.place(c)
	c.table, c.ref = table, nil
	if c.primaryKey {
		if err := table.primary.addPrimary(t, c); err != nil {
			return err
		}
	}
	if err := c.makeIndex(t); err != nil {
		return err
	}
	// A function may add another: constraints wait for their columns.
	for i := 0; i < len(c.attach); i++ {
		if err := c.attach[i](t, table); err != nil {
			return err
		}
	}
	return c.bringIndex(t)
}

// bringIndex makes the index that the column's type brings.
func (c *Column) bringIndex(t *python.Thread) error {
	brought, ok := sqltype.ColumnIndexOf(c.typ)
	if !ok {
		return nil
	}
	x := &Index{name: ir.Ident(brought.Prefix + "_" + c.table.name.Text + "_" + c.name.Text), ofColumn: true, pending: []python.Value{c}}
	if brought.Func != "" {
		x.pending = []python.Value{sqlexpr.New(&ir.Func{Name: ir.Ident(brought.Func), Args: []ir.Expr{c.columnRef()}})}
	}
	x.options = []ir.Option{{Dialect: "postgresql", Name: "using", Value: brought.Using}}
	if brought.OpClass != "" {
		x.options = append(x.options, ir.Option{Dialect: "postgresql", Name: "ops", Value: ir.Object{{Key: c.name.Text, Value: brought.OpClass}}})
	}
	return x.setTable(t, c.table)
}

// makeIndex makes the index or the constraint of index=True and unique=True.
func (c *Column) makeIndex(t *python.Thread) error {
	for _, f := range []struct {
		name string
		v    python.Value
	}{{"index", c.index}, {"unique", c.unique}} {
		if _, ok := python.AsStr(f.v); ok {
			return t.Raise(host.ArgumentError, "The '%s' keyword argument on Column is boolean only.", f.name)
		}
	}
	index, err := t.Truth(c.index)
	if err != nil {
		return err
	}
	unique, err := t.Truth(c.unique)
	if err != nil {
		return err
	}
	switch {
	case index:
		x := &Index{unique: unique, ofColumn: true, pending: []python.Value{c}}
		return x.setTable(t, c.table)
	case unique:
		u := newConstraint(t, uniqueConstraint)
		u.ofColumn, u.pending = true, []python.Value{c}
		return u.setTable(t, c.table)
	}
	return nil
}

// onTable runs fn when the column has a table.
func (c *Column) onTable(t *python.Thread, fn func(t *python.Thread, table *Table) error) error {
	if c.table != nil {
		return fn(t, c.table)
	}
	c.attach = append(c.attach, fn)
	return nil
}

// attachTypes makes the constraints that the column's type brings when there is a table.
func (c *Column) attachTypes() {
	c.attach = append(c.attach, func(t *python.Thread, table *Table) error {
		c.typ = inSchema(c.typ, table.schema)
		if c.bare {
			return c.tellTypeListeners(t, table)
		}
		if err := typeChecks(t, c, table); err != nil {
			return err
		}
		return c.tellTypeListeners(t, table)
	})
}

// tellTypeListeners runs the functions that wait for a column of its type, and
// those that these attach to the column: an application's own way to a CHECK.
func (c *Column) tellTypeListeners(t *python.Thread, table *Table) error {
	if c.given == nil {
		return nil
	}
	for _, fn := range typeListeners(t, c.given) {
		if _, err := t.Call(fn, c.given, c); err != nil {
			return err
		}
	}
	told := c.listeners
	c.listeners = nil
	for _, fn := range told {
		if _, err := t.Call(fn, c, table); err != nil {
			return err
		}
	}
	return nil
}

// copy returns a column like this one without a table.
func (c *Column) copy(t *python.Thread) (*Column, error) {
	d := *c
	d.table, d.ref, d.attach, d.foreignKeys, d.constraints = nil, nil, nil, nil, nil
	d.attachTypes()
	if d.def != nil {
		if s, ok := d.def.(*Sequence); ok {
			twin := *s
			twin.meta, d.def = nil, &twin
			d.adopt(t, &twin)
		}
	}
	for _, k := range c.constraints {
		if k.ofType != nil {
			continue
		}
		if err := k.copy(t).setColumn(t, &d); err != nil {
			return nil, err
		}
	}
	for _, fk := range c.foreignKeys {
		if fk.constraint != nil && !fk.ofColumn {
			continue
		}
		if c.table != nil {
			// It is part of a constraint of the table now, which is copied with the table.
			continue
		}
		if err := fk.copy().setColumn(t, &d); err != nil {
			return nil, err
		}
	}
	return &d, nil
}
