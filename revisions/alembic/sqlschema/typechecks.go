package sqlschema

import (
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// inSchema returns the type in the schema of the table if it says that it inherits that.
func inSchema(typ *ir.Type, schema ir.Name) *ir.Type {
	if typ == nil {
		return typ
	}
	switch {
	case typ.Enum != nil && typ.Enum.InheritSchema:
		e, changed := *typ.Enum, *typ
		e.Schema, changed.Enum = schema, &e
		return &changed
	case typ.Item != nil:
		item := inSchema(typ.Item, schema)
		if item == typ.Item {
			return typ
		}
		changed := *typ
		changed.Item = item
		return &changed
	case len(typ.Variants) > 0:
		same := true
		variants := make([]ir.Variant, len(typ.Variants))
		for i, v := range typ.Variants {
			variants[i] = ir.Variant{Dialect: v.Dialect, Type: inSchema(v.Type, schema)}
			same = same && variants[i].Type == v.Type
		}
		if !same {
			changed := *typ
			changed.Variants = variants
			return &changed
		}
	}
	return typ
}

// typeChecks adds the CHECK that a Boolean or an Enum with create_constraint=True
// brings. A dialect that has the type leaves it out.
func typeChecks(t *python.Thread, c *Column, table *Table) error {
	values := checkedValues(c.typ)
	if values == nil {
		return nil
	}
	k := newConstraint(t, checkConstraint)
	k.ofType = c.typ
	k.columns = []*Column{c}
	k.condition = &ir.Binary{Op: ir.OpIn, Left: c.columnRef(), Of: ir.BooleanType,
		Right: &ir.Bind{Value: values, Expanding: true, ExpandOp: ir.OpIn, Of: valuesType(c.typ)}}
	switch name := checkName(c.typ); {
	case name.IsZero():
		k.deferred = true
	default:
		k.name = name
	}
	k.table = table
	table.constraints = append(table.constraints, k)
	return k.conventional(t)
}

// checkedValues are the values that the type's CHECK admits; nil: there is no CHECK.
func checkedValues(typ *ir.Type) ir.List {
	switch {
	case typ == nil:
		return nil
	case typ.Enum != nil && typ.Enum.CreateConstraint:
		list := make(ir.List, len(typ.Enum.Values))
		for i, v := range typ.Enum.Values {
			list[i] = v
		}
		return list
	case typ.Class == "Boolean" && typ.Param("create_constraint") == true:
		return ir.List{ir.Int(0), ir.Int(1)}
	}
	return nil
}

func valuesType(typ *ir.Type) *ir.Type {
	if typ.Enum != nil {
		return ir.StringType
	}
	return ir.IntegerType
}

func checkName(typ *ir.Type) ir.Name {
	if typ.Enum != nil {
		return typ.Enum.Name
	}
	if name, ok := typ.Param("name").(string); ok {
		return ir.Ident(name)
	}
	return ir.Name{}
}
