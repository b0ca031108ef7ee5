package sqlschema

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// kind is which constraint it is.
type kind int

const (
	anyConstraint kind = iota
	primaryKeyConstraint
	uniqueConstraint
	checkConstraint
	foreignKeyConstraint
	excludeConstraint
)

var kindClasses = [...]*python.Class{
	anyConstraint: constraintClass, primaryKeyConstraint: primaryKeyClass, uniqueConstraint: uniqueClass,
	checkConstraint: checkClass, foreignKeyConstraint: foreignKeyConstraintClass, excludeConstraint: excludeClass,
}

// Constraint is a constraint of any kind.
type Constraint struct {
	kind kind
	name ir.Name
	// deferred: the name is asked of the naming convention when the SQL is written;
	// without a convention there is none.
	deferred bool
	order    int
	timing   ir.Timing
	options  []ir.Option
	comment  *string
	info     *python.Dict

	table  *Table
	column *Column // written with this column
	// pending are the columns as they were given, by name or as objects.
	pending  []python.Value
	columns  []*Column
	ofColumn bool // made by unique=True

	condition ir.Expr // of a CHECK
	text      python.Value
	ofType    *ir.Type

	// isolated: AddConstraint() or DropConstraint() was made for it, so that CREATE TABLE leaves it out.
	isolated bool
	implicit bool // a primary key that no PrimaryKeyConstraint declares

	elements           []*ForeignKey
	onUpdate, onDelete string
	match              string
	useAlter           bool

	exclude *ir.Exclude
}

func newConstraint(t *python.Thread, k kind) *Constraint {
	return &Constraint{kind: k, order: host.Of(t).Next()}
}

// Class returns the constraint's class.
func (k *Constraint) Class() *python.Class { return kindClasses[k.kind] }

const constraintParams = "name=None, deferrable=None, initially=None, info=None, comment=None, "

func init() {
	constructor(primaryKeyClass, "PrimaryKeyConstraint", "*columns, "+constraintParams+"_implicit_generated=False, **dialect_kw", newColumns(primaryKeyConstraint))
	constructor(uniqueClass, "UniqueConstraint", "*columns, "+constraintParams+"_column_flag=False, **dialect_kw", newColumns(uniqueConstraint))
	constructor(checkClass, "CheckConstraint", "sqltext, name=None, deferrable=None, initially=None, table=None, info=None, comment=None, _create_rule=None, _autoattach=True, _type_bound=False, **dialect_kw", newCheck)
	constructor(constraintClass, "Constraint", constraintParams+"**dialect_kw", newColumns(anyConstraint))
	constructor(foreignKeyConstraintClass, "ForeignKeyConstraint", "columns, refcolumns, name=None, onupdate=None, ondelete=None, deferrable=None, initially=None, use_alter=False, link_to_name=False, match=None, table=None, info=None, comment=None, **dialect_kw", newForeignKeyConstraint)
	constructor(excludeClass, "ExcludeConstraint", "*elements, name=None, deferrable=None, initially=None, info=None, using='gist', where=None, ops=None", newExclude)
	for _, name := range []string{"copy", "_copy"} {
		define(constraintClass, name, "**kw", func(t *python.Thread, k *Constraint, _ *python.Bound) (python.Value, error) { return k.copy(t), nil })
	}
	define(constraintClass, "contains_column", "col", func(_ *python.Thread, k *Constraint, b *python.Bound) (python.Value, error) {
		c, ok := as[*Column](b.Get("col"))
		return python.Bool(ok && slices.Contains(k.columns, c)), nil
	})
}

// constructor makes cls callable.
func constructor(cls *python.Class, name, params string, make func(t *python.Thread, b *python.Bound) (*Constraint, error)) {
	sig := python.ParseSignature(name+".__init__", params)
	cls.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		return make(t, b)
	}
}

// common reads the arguments that all constraints have.
func (k *Constraint) common(t *python.Thread, b *python.Bound) (err error) {
	if err = k.setName(t, b.Get("name")); err != nil {
		return err
	}
	if k.timing.Deferrable, err = boolPointer(b, "deferrable"); err != nil {
		return err
	}
	if k.timing.Initially, _, err = b.OptStr("initially"); err != nil {
		return err
	}
	k.info, _ = b.Get("info").(*python.Dict)
	return nil
}

func (k *Constraint) setName(t *python.Thread, v python.Value) (err error) {
	if v == noneName {
		k.deferred = true
		return nil
	}
	k.name, err = NameOf(t, v)
	return err
}

func newColumns(kd kind) func(t *python.Thread, b *python.Bound) (*Constraint, error) {
	return func(t *python.Thread, b *python.Bound) (*Constraint, error) {
		k := newConstraint(t, kd)
		if err := k.common(t, b); err != nil {
			return nil, err
		}
		var err error
		if k.comment, err = textPointer(b, "comment"); err != nil {
			return nil, err
		}
		if k.options, err = options(t, k.Class().Name, b.Rest()); err != nil {
			return nil, err
		}
		if kd == anyConstraint {
			return k, nil
		}
		if k.pending, err = columnArguments(t, b.Star()); err != nil {
			return nil, err
		}
		return k, k.attachToColumns(t)
	}
}

// columnArguments checks the columns of a constraint.
func columnArguments(t *python.Thread, args []python.Value) ([]python.Value, error) {
	for _, a := range args {
		if _, ok := columnArgument(a); ok {
			continue
		}
		if o, ok := a.(*python.Opaque); ok {
			return nil, t.Unresolved(o, "a column of a constraint")
		}
		return nil, t.Raise(host.ArgumentError, "String column name or column expression for DDL constraint expected, got %s.", mustRepr(t, a))
	}
	return args, nil
}

// columnArgument returns the name of a column that was given by name, or as an object.
func columnArgument(v python.Value) (any, bool) {
	if c, ok := as[*Column](v); ok {
		return c, true
	}
	if s, ok := python.AsStr(v); ok {
		return s, true
	}
	return nil, false
}

// attachToColumns joins a constraint that was made of Column objects to their
// table, now or when they get one.
func (k *Constraint) attachToColumns(t *python.Thread) error {
	return attachByColumns(t, k.pending, k.setTable)
}

func attachByColumns(t *python.Thread, pending []python.Value, join func(*python.Thread, *Table) error) error {
	var waiting []*Column
	var table *Table
	for _, p := range pending {
		c, ok := as[*Column](p)
		switch {
		case !ok:
			return nil
		case c.table == nil:
			waiting = append(waiting, c)
		case table != nil && table != c.table:
			return t.Raise(host.ArgumentError, "Column(s) '%s.%s' are not part of table '%s'.", c.table.name.Text, c.name.Text, table.name.Text)
		default:
			table = c.table
		}
	}
	if len(waiting) == 0 {
		if table == nil {
			return nil
		}
		return join(t, table)
	}
	left := len(waiting)
	for _, c := range waiting {
		c.attach = append(c.attach, func(t *python.Thread, table *Table) error {
			if left--; left > 0 {
				return nil
			}
			return join(t, table)
		})
	}
	return nil
}

// resolve finds the columns of a table that were given.
func resolve(t *python.Thread, what string, table *Table, pending []python.Value) ([]*Column, error) {
	var columns []*Column
	for _, p := range pending {
		arg, _ := columnArgument(p)
		c, _ := arg.(*Column)
		if name, ok := arg.(string); ok {
			if c = table.Column(name); c == nil {
				return nil, t.Raise(host.ConstraintColumnError, "Can't create %s on table '%s': no column named '%s' is present.", what, table.name.Text, name)
			}
		}
		if !slices.Contains(columns, c) {
			columns = append(columns, c)
		}
	}
	return columns, nil
}

// setTable joins the constraint to a table.
func (k *Constraint) setTable(t *python.Thread, table *Table) error {
	if k.table == table && slices.Contains(table.constraints, k) {
		return nil
	}
	columns, err := resolve(t, k.Class().Name, table, k.pending)
	if err != nil {
		return err
	}
	k.table, k.column = table, nil
	k.columns = columns
	if k.kind == primaryKeyConstraint {
		k.becomePrimary(table)
	}
	table.constraints = append(table.constraints, k)
	table.from = nil
	for i, e := range k.elements {
		if i < len(k.columns) {
			e.join(t, k.columns[i], k)
		}
	}
	return k.conventional(t)
}

// becomePrimary makes the constraint the table's primary key.
func (k *Constraint) becomePrimary(table *Table) {
	old := table.primary
	table.constraints = slices.DeleteFunc(table.constraints, func(x *Constraint) bool { return x == old })
	table.primary = k
	var marked []*Column
	for _, c := range table.columns {
		if c.primaryKey {
			marked = append(marked, c)
		}
	}
	if len(k.columns) == 0 {
		k.columns = marked
	}
	for _, c := range k.columns {
		c.primaryKey = true
		if !c.nullableGiven {
			c.nullable = false
		}
	}
}

// addPrimary takes a column that says primary_key=True into the table's key.
func (k *Constraint) addPrimary(t *python.Thread, c *Column) error {
	if !slices.Contains(k.columns, c) {
		k.columns = append(k.columns, c)
	}
	if k.implicit {
		k.name, k.deferred = ir.Name{}, false
		return k.conventional(t)
	}
	return nil
}

// setImplicitPrimary gives a new table the key that its columns fill.
func (table *Table) setImplicitPrimary(t *python.Thread) {
	table.primary = newConstraint(t, primaryKeyConstraint)
	table.primary.implicit, table.primary.table = true, table
	table.constraints = append(table.constraints, table.primary)
}

// setColumn joins the constraint to a column that it is written with.
func (k *Constraint) setColumn(t *python.Thread, c *Column) error {
	if k.kind != checkConstraint && k.kind != anyConstraint {
		// Others know their columns by name, and belong to the table.
		if len(k.pending) == 0 && k.kind != foreignKeyConstraint {
			k.pending = []python.Value{c}
		}
		return c.onTable(t, k.setTable)
	}
	k.column = c
	c.constraints = append(c.constraints, k)
	return c.onTable(t, func(t *python.Thread, table *Table) error {
		k.table = table
		return k.conventional(t)
	})
}

// copy returns the constraint without a table.
func (k *Constraint) copy(t *python.Thread) *Constraint {
	d := *k
	d.table, d.column, d.columns, d.order = nil, nil, nil, host.Of(t).Next()
	d.implicit = false
	d.pending = nil
	for _, p := range k.pending {
		if c, ok := as[*Column](p); ok {
			d.pending = append(d.pending, python.Str(c.key))
		} else {
			d.pending = append(d.pending, p)
		}
	}
	if len(k.pending) == 0 {
		for _, c := range k.columns {
			d.pending = append(d.pending, python.Str(c.key))
		}
	}
	d.elements = nil
	for _, e := range k.elements {
		f := e.copy()
		f.constraint = &d
		d.elements = append(d.elements, f)
	}
	return &d
}

func newCheck(t *python.Thread, b *python.Bound) (*Constraint, error) {
	k := newConstraint(t, checkConstraint)
	if err := k.common(t, b); err != nil {
		return nil, err
	}
	var err error
	if k.comment, err = textPointer(b, "comment"); err != nil {
		return nil, err
	}
	k.text = b.Get("sqltext")
	if k.condition, err = ddlExpr(t, k.text); err != nil {
		return nil, err
	}
	if k.options, err = options(t, "CheckConstraint", b.Rest()); err != nil {
		return nil, err
	}
	if table, ok := as[*Table](b.Get("table")); ok {
		return k, k.setTable(t, table)
	}
	if b.Get("_autoattach") == python.False {
		return k, nil
	}
	return k, k.attachToNamed(t)
}

// attachToNamed joins a CHECK to the table whose columns its condition names, as
// long as it is one table; else it waits to be put into one.
func (k *Constraint) attachToNamed(t *python.Thread) error {
	named := k.columnsForName()
	columns := make([]python.Value, len(named))
	for i, c := range named {
		if c.table != nil && c.table != named[0].table {
			return nil
		}
		columns[i] = c
	}
	return attachByColumns(t, columns, k.setTable)
}

// Attr gives the attributes of a constraint.
func (k *Constraint) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "name":
		return nameValue(k.name), nil
	case "table", "parent":
		if k.column != nil && name == "parent" {
			return k.column, nil
		}
		if k.table == nil {
			return nil, t.Raise(host.InvalidRequestError, "This constraint is not bound to a table.  Did you mean to call table.append_constraint(constraint) ?")
		}
		return k.table, nil
	case "columns", "c":
		return newCollection(k.columns), nil
	case "elements":
		return listOf(k.elements), nil
	case "column_keys":
		var keys []python.Value
		for _, c := range k.columns {
			keys = append(keys, python.Str(c.key))
		}
		return python.NewList(keys...), nil
	case "sqltext":
		return valueOrNone(k.text), nil
	case "deferrable":
		return boolOrNone(k.timing.Deferrable), nil
	case "initially":
		return textOrNone(k.timing.Initially), nil
	case "ondelete":
		return textOrNone(k.onDelete), nil
	case "onupdate":
		return textOrNone(k.onUpdate), nil
	case "match":
		return textOrNone(k.match), nil
	case "use_alter":
		return python.Bool(k.useAlter), nil
	case "comment":
		return orNone(k.comment), nil
	case "referred_table":
		if len(k.elements) > 0 && k.elements[0].column() != nil {
			return k.elements[0].column().table, nil
		}
	case "info":
		if k.info == nil {
			k.info = python.NewDict()
		}
		return k.info, nil
	}
	return nil, nil
}

// SetAttr takes the name.
func (k *Constraint) SetAttr(t *python.Thread, name string, v python.Value) error {
	if name == "name" {
		return k.setName(t, v)
	}
	return &host.Unsupported{Code: host.CodeUnsupported, Message: "sqlplan cannot set " + k.Class().Name + "." + name, Help: "give the argument to " + k.Class().Name + "()"}
}

// Iterate goes over the columns.
func (k *Constraint) Iterate(*python.Thread) (python.Iterator, error) {
	return python.SliceIterator(values(k.columns)), nil
}

// Length is the number of columns.
func (k *Constraint) Length(*python.Thread) (int, error) { return len(k.columns), nil }

// Truth is true: a constraint without columns is one all the same.
func (k *Constraint) Truth(*python.Thread) (bool, error) { return true, nil }

func textOrNone(s string) python.Value {
	if s == "" {
		return python.None
	}
	return python.Str(s)
}

func values[T python.Value](items []T) []python.Value {
	vs := make([]python.Value, len(items))
	for i, x := range items {
		vs[i] = x
	}
	return vs
}

func listOf[T python.Value](items []T) python.Value { return python.NewList(values(items)...) }
