package sqlschema

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// ForeignKey is one column's reference to another; a constraint holds it once its
// column is part of a table.
type ForeignKey struct {
	spec   string  // "schema.table.column"
	target *Column // instead of spec

	name               ir.Name
	onUpdate, onDelete string
	match              string
	timing             ir.Timing
	useAlter           bool
	linkToName         bool
	options            []ir.Option
	comment            *string

	parent     *Column
	constraint *Constraint
	ofColumn   bool // ForeignKey() in the column rather than in a ForeignKeyConstraint
}

// Class returns ForeignKey.
func (*ForeignKey) Class() *python.Class { return foreignKeyClass }

const foreignKeyParams = "use_alter=False, name=None, onupdate=None, ondelete=None, deferrable=None, initially=None, link_to_name=False, match=None, info=None, comment=None, "

func init() {
	sig := python.ParseSignature("ForeignKey.__init__", "column, _constraint=None, "+foreignKeyParams+"_unresolvable=False, **dialect_kw")
	foreignKeyClass.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		fk := &ForeignKey{}
		if err := fk.setTarget(t, b.Get("column")); err != nil {
			return nil, err
		}
		return fk, fk.read(t, b)
	}
	for _, name := range []string{"copy", "_copy"} {
		define(foreignKeyClass, name, "**kw", func(_ *python.Thread, f *ForeignKey, _ *python.Bound) (python.Value, error) { return f.copy(), nil })
	}
}

func (f *ForeignKey) setTarget(t *python.Thread, v python.Value) error {
	if h, ok := v.(HasColumn); ok {
		f.target = h.SchemaColumn()
		return nil
	}
	if c, ok := as[*Column](v); ok {
		f.target = c
		return nil
	}
	if o, ok := v.(*python.Opaque); ok {
		return t.Unresolved(o, "the target of a foreign key")
	}
	s, ok := python.AsStr(v)
	if !ok {
		return t.Raise(host.ArgumentError, "String column name or Column object expected for DDL foreign key reference, got %s.", mustRepr(t, v))
	}
	f.spec = s
	return nil
}

// HasColumn is implemented by what stands for a column: an attribute of a declarative model.
type HasColumn interface{ SchemaColumn() *Column }

// read takes the arguments that ForeignKey and ForeignKeyConstraint share.
func (f *ForeignKey) read(t *python.Thread, b *python.Bound) (err error) {
	if f.name, err = NameOf(t, b.Get("name")); err != nil {
		return err
	}
	for _, p := range []struct {
		name string
		at   *string
	}{{"onupdate", &f.onUpdate}, {"ondelete", &f.onDelete}, {"match", &f.match}, {"initially", &f.timing.Initially}} {
		if *p.at, _, err = b.OptStr(p.name); err != nil {
			return err
		}
	}
	if f.timing.Deferrable, err = boolPointer(b, "deferrable"); err != nil {
		return err
	}
	if f.useAlter, err = t.Truth(b.Get("use_alter")); err != nil {
		return err
	}
	if f.linkToName, err = t.Truth(b.Get("link_to_name")); err != nil {
		return err
	}
	if f.comment, err = textPointer(b, "comment"); err != nil {
		return err
	}
	f.options, err = options(t, "ForeignKeyConstraint", b.Rest())
	return err
}

func (f *ForeignKey) copy() *ForeignKey {
	g := *f
	g.parent, g.constraint, g.ofColumn = nil, nil, false
	return &g
}

// setColumn makes the key the column's; with a table comes the constraint.
func (f *ForeignKey) setColumn(t *python.Thread, c *Column) error {
	if f.parent != nil && f.parent != c {
		return t.Raise(host.InvalidRequestError, "This ForeignKey already has a parent !")
	}
	f.parent, f.ofColumn = c, true
	c.foreignKeys = append(c.foreignKeys, f)
	return c.onTable(t, func(t *python.Thread, table *Table) error {
		if f.constraint != nil {
			return nil
		}
		k := newConstraint(t, foreignKeyConstraint)
		k.name, k.onUpdate, k.onDelete, k.match = f.name, f.onUpdate, f.onDelete, f.match
		k.timing, k.useAlter, k.options, k.comment = f.timing, f.useAlter, f.options, f.comment
		k.pending, k.elements = []python.Value{c}, []*ForeignKey{f}
		f.constraint = k
		return k.setTable(t, table)
	})
}

// join makes the key, which is part of a constraint of the table, the column's.
func (f *ForeignKey) join(_ *python.Thread, c *Column, k *Constraint) {
	f.parent, f.constraint = c, k
	if !slices.Contains(c.foreignKeys, f) {
		c.foreignKeys = append(c.foreignKeys, f)
	}
	if c.typ == ir.NullType {
		if target := f.column(); target != nil {
			c.typ, c.ref = target.typ, nil
		}
	}
}

// tokens splits the target: the last part is the column, the one before it the table.
func (f *ForeignKey) tokens() (schema, table, column string) {
	parts := strings.Split(f.spec, ".")
	if len(parts) == 1 {
		return "", parts[0], ""
	}
	n := len(parts)
	return strings.Join(parts[:n-2], "."), parts[n-2], parts[n-1]
}

// table returns the name of the table that is referred to.
func (f *ForeignKey) table() (schema, name ir.Name) {
	if f.target != nil && f.target.table != nil {
		return f.target.table.schema, f.target.table.name
	}
	if found := f.remote(); found != nil {
		return found.schema, found.name
	}
	s, n, _ := f.tokens()
	schema, name = ir.Ident(s), ir.Ident(n)
	if s == "" && f.parent != nil && f.parent.table != nil {
		schema = f.parent.table.meta.schema
	}
	return schema, name
}

// remote returns the table if the MetaData has it.
func (f *ForeignKey) remote() *Table {
	if f.target != nil {
		return f.target.table
	}
	if f.parent == nil || f.parent.table == nil {
		return nil
	}
	s, n, _ := f.tokens()
	meta := f.parent.table.meta
	if s == "" {
		return meta.byKey[tableKey(meta.schema, ir.Ident(n))]
	}
	return meta.byKey[s+"."+n]
}

// column returns the column that is referred to if it is known.
func (f *ForeignKey) column() *Column {
	if f.target != nil {
		return f.target
	}
	remote := f.remote()
	if remote == nil {
		return nil
	}
	_, _, key := f.tokens()
	if key == "" {
		key = f.parent.key
	}
	if f.linkToName {
		return remote.columnByName(key)
	}
	return remote.Column(key)
}

// columnName returns the name of the column that is referred to.
func (f *ForeignKey) columnName() ir.Name {
	if c := f.column(); c != nil {
		return c.name
	}
	_, _, key := f.tokens()
	if key == "" && f.parent != nil {
		return f.parent.name
	}
	return ir.Ident(key)
}

// fullName is the target in one text: "schema.table.column".
func (f *ForeignKey) fullName() string {
	if f.target == nil {
		return f.spec
	}
	if f.target.table == nil {
		return f.target.key
	}
	return f.target.table.key() + "." + f.target.key
}

// Attr gives the attributes of a foreign key.
func (f *ForeignKey) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "column":
		if c := f.column(); c != nil {
			return c, nil
		}
		return nil, t.Raise(host.NoReferencedTableError, "Foreign key could not find the table of '%s' with which to generate a foreign key", f.spec)
	case "parent":
		if f.parent == nil {
			return python.None, nil
		}
		return f.parent, nil
	case "constraint":
		if f.constraint == nil {
			return python.None, nil
		}
		return f.constraint, nil
	case "target_fullname", "_colspec":
		return python.Str(f.fullName()), nil
	case "name":
		return nameValue(f.name), nil
	case "ondelete":
		return textOrNone(f.onDelete), nil
	case "onupdate":
		return textOrNone(f.onUpdate), nil
	}
	return nil, nil
}

// Repr is SQLAlchemy's.
func (f *ForeignKey) Repr(t *python.Thread) (string, error) {
	text, err := t.Repr(python.Str(f.fullName()))
	return "ForeignKey(" + text + ")", err
}

func newForeignKeyConstraint(t *python.Thread, b *python.Bound) (*Constraint, error) {
	k := newConstraint(t, foreignKeyConstraint)
	var shared ForeignKey
	if err := shared.read(t, b); err != nil {
		return nil, err
	}
	if err := k.setName(t, b.Get("name")); err != nil {
		return nil, err
	}
	k.onUpdate, k.onDelete, k.match, k.timing = shared.onUpdate, shared.onDelete, shared.match, shared.timing
	k.useAlter, k.options, k.comment = shared.useAlter, shared.options, shared.comment
	columns, err := sequence(t, b.Get("columns"))
	if err != nil {
		return nil, err
	}
	if k.pending, err = columnArguments(t, columns); err != nil {
		return nil, err
	}
	refs, err := sequence(t, b.Get("refcolumns"))
	if err != nil {
		return nil, err
	}
	if len(columns) != len(refs) {
		return nil, t.Raise(host.ArgumentError, "ForeignKeyConstraint number of constrained columns must match the number of referenced columns.")
	}
	for _, r := range refs {
		f := shared
		f.constraint = k
		if err := f.setTarget(t, r); err != nil {
			return nil, err
		}
		k.elements = append(k.elements, &f)
	}
	if table, ok := as[*Table](b.Get("table")); ok {
		return k, k.setTable(t, table)
	}
	return k, k.attachToColumns(t)
}

// sequence returns the elements of a list or tuple; a text is taken as its
// letters, as Python does.
func sequence(t *python.Thread, v python.Value) ([]python.Value, error) {
	if o, ok := v.(*python.Opaque); ok {
		return nil, t.Unresolved(o, "a list of columns")
	}
	return t.Collect(v)
}
