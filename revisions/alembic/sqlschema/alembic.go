package sqlschema

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// This file is how Alembic's operations make schema constructs: each in a
// MetaData of its own, with columns of which only the name matters.

// Build makes the table of an operation. Columns and constraints that belong to
// another table are copied; what is neither is left out, as Alembic does.
func Build(t *python.Thread, name, schema python.Value, items []python.Value, kw []python.Kwarg) (*Table, error) {
	var columns []python.Value
	for _, item := range items {
		c, ok := as[*Column](item)
		if !ok {
			if o, opaque := item.(*python.Opaque); opaque {
				return nil, t.Unresolved(o, "a column of a table")
			}
			continue
		}
		if c.table != nil {
			var err error
			if c, err = c.copy(t); err != nil {
				return nil, err
			}
		}
		columns = append(columns, c)
	}
	table, err := NewTable(t, NewMetaData(t), name, schema, columns, kw)
	if err != nil {
		return nil, err
	}
	for _, item := range items {
		if err := table.adopt(t, item); err != nil {
			return nil, err
		}
	}
	return table, nil
}

// adopt takes a constraint or an index that is not the table's yet.
func (table *Table) adopt(t *python.Thread, item python.Value) error {
	switch x := item.(type) {
	case *Constraint:
		if x.table != nil && x.table != table {
			x = x.copy(t)
		}
		return x.setTable(t, table)
	case *Index:
		if x.table != nil && x.table != table {
			x = &Index{name: x.name, unique: x.unique, options: x.options, pending: byName(x.pending)}
		}
		return x.setTable(t, table)
	case TableItem:
		return x.AttachTo(t, table)
	}
	return nil
}

// byName replaces columns by their keys.
func byName(pending []python.Value) []python.Value {
	out := make([]python.Value, len(pending))
	for i, p := range pending {
		out[i] = p
		if c, ok := as[*Column](p); ok {
			out[i] = python.Str(c.key)
		}
	}
	return out
}

// PlainColumn makes a column of which nothing is known but the name.
func PlainColumn(t *python.Thread, name python.Value) (*Column, error) {
	if c, ok := as[*Column](name); ok {
		name = nameValue(c.name)
	}
	n, err := NameOf(t, name)
	if err != nil {
		return nil, err
	}
	return &Column{name: n, key: n.Text, typ: ir.NullType, nullable: true, index: python.None, unique: python.None}, nil
}

// plainTable makes a table with columns of which only the names are known.
func plainTable(t *python.Thread, meta *MetaData, name, schema python.Value, columns []python.Value) (*Table, []python.Value, error) {
	var items, made []python.Value
	seen := map[string]*Column{}
	for _, v := range columns {
		c, err := PlainColumn(t, v)
		if err != nil {
			return nil, nil, err
		}
		if old := seen[c.key]; old != nil {
			made = append(made, old)
			continue
		}
		seen[c.key] = c
		items, made = append(items, c), append(made, c)
	}
	table, err := NewTable(t, meta, name, schema, items, nil)
	return table, made, err
}

// KeyOf makes the primary key or the unique constraint of an operation.
func KeyOf(t *python.Thread, kind string, name, table, schema, columns python.Value, kw []python.Kwarg) (*Constraint, error) {
	list, err := sequence(t, columns)
	if err != nil {
		return nil, err
	}
	_, made, err := plainTable(t, NewMetaData(t), table, schema, list)
	if err != nil {
		return nil, err
	}
	cls := uniqueClass
	if kind == "primary" {
		cls = primaryKeyClass
	}
	v, err := cls.Construct(t, cls, &python.Call{Args: made, Kwargs: append([]python.Kwarg{{Name: "name", Value: name}}, kw...), Span: t.Span()})
	if err != nil {
		return nil, err
	}
	return v.(*Constraint), nil
}

// CheckOf makes the CHECK of an operation.
func CheckOf(t *python.Thread, name, table, schema, condition python.Value, kw []python.Kwarg) (*Constraint, error) {
	of, _, err := plainTable(t, NewMetaData(t), table, schema, []python.Value{python.Str("x")})
	if err != nil {
		return nil, err
	}
	kw = append([]python.Kwarg{{Name: "name", Value: name}, {Name: "_autoattach", Value: python.False}}, kw...)
	v, err := checkClass.Construct(t, checkClass, &python.Call{Args: []python.Value{condition}, Kwargs: kw, Span: t.Span()})
	if err != nil {
		return nil, err
	}
	k := v.(*Constraint)
	return k, k.setTable(t, of)
}

// ForeignKeyOf makes the foreign key of an operation.
func ForeignKeyOf(t *python.Thread, f ForeignKeySpec, kw []python.Kwarg) (*Constraint, error) {
	local, err := sequence(t, f.LocalColumns)
	if err != nil {
		return nil, err
	}
	remote, err := sequence(t, f.RemoteColumns)
	if err != nil {
		return nil, err
	}
	meta := NewMetaData(t)
	names := local
	var targets []python.Value
	if same(f.Source, f.Referent) && same(f.SourceSchema, f.ReferentSchema) {
		names = append(local[:len(local):len(local)], remote...)
	} else if _, targets, err = plainTable(t, meta, f.Referent, f.ReferentSchema, remote); err != nil {
		return nil, err
	}
	source, made, err := plainTable(t, meta, f.Source, f.SourceSchema, names)
	if err != nil {
		return nil, err
	}
	if targets == nil {
		targets = made[len(local):]
	}
	args := []python.Value{python.NewList(made[:len(local)]...), python.NewList(targets...)}
	// The columns are the source's already, so that making the constraint joins it to the table.
	kw = append([]python.Kwarg{{Name: "name", Value: f.Name}}, kw...)
	v, err := foreignKeyConstraintClass.Construct(t, foreignKeyConstraintClass, &python.Call{Args: args, Kwargs: kw, Span: t.Span()})
	if err != nil {
		return nil, err
	}
	k := v.(*Constraint)
	return k, k.setTable(t, source)
}

// ForeignKeySpec is what op.create_foreign_key() is about.
type ForeignKeySpec struct {
	Name, Source, SourceSchema, Referent, ReferentSchema, LocalColumns, RemoteColumns python.Value
}

func same(a, b python.Value) bool {
	x, okA := python.AsStr(a)
	y, okB := python.AsStr(b)
	return okA && okB && x == y || a == python.None && b == python.None
}

// kinds are the constraints that op.drop_constraint() knows by name.
var kinds = map[string]kind{"primary": primaryKeyConstraint, "unique": uniqueConstraint, "check": checkConstraint, "foreignkey": foreignKeyConstraint}

// NamedOf makes the constraint that op.drop_constraint() is about.
func NamedOf(t *python.Thread, name, table, schema python.Value, kind string) (*Constraint, error) {
	of, err := NewTable(t, NewMetaData(t), table, schema, nil, nil)
	if err != nil {
		return nil, err
	}
	kd := kinds[kind]
	k := newConstraint(t, kd)
	if kd == checkConstraint {
		k.condition = &ir.Text{}
	}
	if err := k.setName(t, name); err != nil {
		return nil, err
	}
	return k, k.setTable(t, of)
}

// ExcludeOf makes the exclusion constraint of an operation.
func ExcludeOf(t *python.Thread, name, table, schema python.Value, elements []python.Value, kw []python.Kwarg) (*Constraint, error) {
	of, err := NewTable(t, NewMetaData(t), table, schema, nil, nil)
	if err != nil {
		return nil, err
	}
	kw = append([]python.Kwarg{{Name: "name", Value: name}}, kw...)
	v, err := excludeClass.Construct(t, excludeClass, &python.Call{Args: elements, Kwargs: kw, Span: t.Span()})
	if err != nil {
		return nil, err
	}
	k := v.(*Constraint)
	return k, k.setTable(t, of)
}

// IndexOf makes the index of an operation: names of columns, text() and expressions.
func IndexOf(t *python.Thread, name, table, schema python.Value, columns []python.Value, unique bool, kw *python.Dict) (*Index, error) {
	of, err := NewTable(t, NewMetaData(t), table, schema, nil, nil)
	if err != nil {
		return nil, err
	}
	n, err := NameOf(t, name)
	if err != nil {
		return nil, err
	}
	pending := make([]python.Value, len(columns))
	for i, v := range columns {
		pending[i] = v
		_, isColumn := as[*Column](v)
		if _, isText := python.AsStr(v); !isText && !isColumn {
			if o, ok := v.(*python.Opaque); ok {
				return nil, t.Unresolved(o, "a column of an index")
			}
			if !isExpr(v) {
				return nil, t.Raise(python.ValueError, "String or text() construct expected")
			}
			continue
		}
		c, err := PlainColumn(t, v)
		if err != nil {
			return nil, err
		}
		if old := of.Column(c.key); old != nil {
			c = old
		} else if err := c.setTable(t, of, true); err != nil {
			return nil, err
		}
		pending[i] = c
	}
	x, err := NewIndex(t, n, pending, unique, kw)
	if err != nil {
		return nil, err
	}
	return x, x.setTable(t, of)
}

// AddConstraintOp is ALTER TABLE ... ADD for the constraint.
func (k *Constraint) AddConstraintOp(t *python.Thread) (ir.Op, error) {
	plain, err := k.IR(t)
	if err != nil || plain == nil {
		return nil, err
	}
	if k.table == nil {
		return nil, t.Raise(host.InvalidRequestError, "This constraint is not bound to a table.  Did you mean to call table.append_constraint(constraint) ?")
	}
	return ir.AddConstraint{At: at(t), Table: k.table.Ref(), Constraint: plain}, nil
}

// DropConstraintOp is ALTER TABLE ... DROP CONSTRAINT.
func (k *Constraint) DropConstraintOp(t *python.Thread, ifExists bool) (ir.Op, error) {
	name, err := k.finalName(t)
	if err != nil {
		return nil, err
	}
	return ir.DropConstraint{At: at(t), Table: k.table.Ref(), Name: name, Kind: k.Kind(), IfExists: ifExists}, nil
}

// AddColumnOp is ALTER TABLE ... ADD COLUMN with what the column brings.
// reference writes a foreign key with the column where there is just one.
func (table *Table) AddColumnOp(t *python.Thread, reference bool) (ir.AddColumn, error) {
	op := ir.AddColumn{At: at(t), Table: table.Ref()}
	plain, err := table.IR(t)
	if err != nil {
		return op, err
	}
	op.Column, op.Indexes = plain.Columns[0], plain.Indexes
	keys := table.foreignKeyConstraints()
	for _, c := range plain.Constraints {
		fk, isForeign := c.(*ir.ForeignKey)
		if _, isPrimary := c.(*ir.PrimaryKey); isPrimary {
			continue
		}
		if isForeign && reference && len(keys) == 1 && len(fk.Columns) == 1 {
			op.Column.Reference = fk
			continue
		}
		op.Constraints = append(op.Constraints, c)
	}
	return op, nil
}

// TypeConstraints are the constraints that a type brings to a column.
func TypeConstraints(t *python.Thread, table, column, schema, typ python.Value) ([]*Constraint, error) {
	c, err := PlainColumn(t, column)
	if err != nil {
		return nil, err
	}
	if err := c.setType(t, typ); err != nil {
		return nil, err
	}
	c.attachTypes()
	of, err := NewTable(t, NewMetaData(t), table, schema, []python.Value{c}, nil)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(of.sorted(), func(k *Constraint) bool { return k.ofType == nil }), nil
}

// ChecksOf are the constraints that a type brings to a column.
func ChecksOf(t *python.Thread, table, column, schema, typ python.Value) ([]*ir.Check, error) {
	brought, err := TypeConstraints(t, table, column, schema, typ)
	if err != nil {
		return nil, err
	}
	var checks []*ir.Check
	for _, k := range brought {
		plain, err := k.IR(t)
		if err != nil {
			return nil, err
		}
		if check, ok := plain.(*ir.Check); ok {
			checks = append(checks, check)
		}
	}
	return checks, nil
}

// ServerDefaultOf reads a server_default: DEFAULT, an identity or a computed column.
func ServerDefaultOf(t *python.Thread, v python.Value) (*ir.ServerDefault, *ir.Identity, *ir.Computed, error) {
	switch d := v.(type) {
	case *Identity:
		id := d.value
		return nil, &id, nil, nil
	case *Computed:
		return nil, nil, &ir.Computed{SQL: d.sqltext, Persisted: d.persisted}, nil
	case *DefaultClause:
		return d.value, nil, nil, nil
	}
	if v == python.None {
		return nil, nil, nil, nil
	}
	d, err := newDefaultClause(t, v)
	if err != nil {
		return nil, nil, nil, err
	}
	return d.value, nil, nil, nil
}

// AsColumn returns a value as a column.
func AsColumn(v python.Value) (*Column, bool) { return as[*Column](v) }
