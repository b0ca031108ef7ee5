package bind

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// reflectDescribed adds to a table what the inspector describes: its columns are there
// already. The order is SQLAlchemy's, in reflect_table of engine/reflection.py.
func reflectDescribed(t *python.Thread, table *sqlschema.Table, name, sch python.Value, c *python.Call) error {
	if err := reflectKey(t, table, name, sch); err != nil {
		return err
	}
	if err := reflectForeignKeys(t, table, name, sch, c); err != nil {
		return err
	}
	if err := eachDescribed(t, "get_indexes", name, sch, func(d *python.Dict) error {
		columns, _ := d.GetStr("column_names")
		args, err := t.Collect(columns)
		if err != nil {
			return err
		}
		index, _ := d.GetStr("name")
		unique, _ := d.GetStr("unique")
		truth, err := t.Truth(unique)
		if err != nil {
			return err
		}
		return appendItem(t, table, "Index", append([]python.Value{index}, args...), append(options(d, "dialect_options"), python.Kwarg{Name: "unique", Value: python.Bool(truth)}))
	}); err != nil {
		return err
	}
	if err := eachDescribed(t, "get_unique_constraints", name, sch, func(d *python.Dict) error {
		columns, _ := d.GetStr("column_names")
		args, err := t.Collect(columns)
		if err != nil {
			return err
		}
		return appendItem(t, table, "UniqueConstraint", args, append(options(d, "dialect_options"), named(d)...))
	}); err != nil {
		return err
	}
	return eachDescribed(t, "get_check_constraints", name, sch, func(d *python.Dict) error {
		text, _ := d.GetStr("sqltext")
		return appendItem(t, table, "CheckConstraint", []python.Value{text}, named(d))
	})
}

// eachDescribed calls fn with each dict that a method of the inspector returns.
func eachDescribed(t *python.Thread, method string, name, sch python.Value, fn func(*python.Dict) error) error {
	found, err := inspectWith(t, method, name, sch)
	if err != nil {
		return err
	}
	list, err := t.Collect(found)
	if err != nil {
		return err
	}
	for _, v := range list {
		if err := fn(v.(*python.Dict)); err != nil {
			return err
		}
	}
	return nil
}

func named(d *python.Dict) []python.Kwarg {
	name, _ := d.GetStr("name")
	return []python.Kwarg{{Name: "name", Value: name}}
}

// options are the entries of a dict in d as keyword arguments.
func options(d *python.Dict, key string) []python.Kwarg {
	v, _ := d.GetStr(key)
	inner, ok := v.(*python.Dict)
	if !ok {
		return nil
	}
	var kwargs []python.Kwarg
	for _, item := range inner.Items() {
		if name, ok := python.AsStr(item.Key); ok {
			kwargs = append(kwargs, python.Kwarg{Name: name, Value: item.Value})
		}
	}
	return kwargs
}

func reflectKey(t *python.Thread, table *sqlschema.Table, name, sch python.Value) error {
	v, err := inspectWith(t, "get_pk_constraint", name, sch)
	if err != nil {
		return err
	}
	d := v.(*python.Dict)
	columns, _ := d.GetStr("constrained_columns")
	args, err := t.Collect(columns)
	if err != nil || len(args) == 0 {
		return err
	}
	return appendItem(t, table, "PrimaryKeyConstraint", args, named(d))
}

func reflectForeignKeys(t *python.Thread, table *sqlschema.Table, name, sch python.Value, c *python.Call) error {
	follow, err := t.Truth(argument(c, "resolve_fks"))
	if err != nil {
		return err
	}
	metadata, err := t.Attr(table, "metadata")
	if err != nil {
		return err
	}
	meta, _ := metadata.(*sqlschema.MetaData)
	return eachDescribed(t, "get_foreign_keys", name, sch, func(d *python.Dict) error {
		referred, _ := d.GetStr("referred_table")
		refSchema, _ := d.GetStr("referred_schema")
		prefix, _ := python.AsStr(referred)
		if text, ok := python.AsStr(refSchema); ok {
			prefix = text + "." + prefix
		}
		if follow && meta != nil {
			if err := load(t, meta, referred, refSchema); err != nil {
				return err
			}
		}
		refs := python.NewList()
		list, _ := d.GetStr("referred_columns")
		columns, err := t.Collect(list)
		if err != nil {
			return err
		}
		for _, column := range columns {
			text, _ := python.AsStr(column)
			refs.Elems = append(refs.Elems, python.Str(prefix+"."+text))
		}
		own, _ := d.GetStr("constrained_columns")
		return appendItem(t, table, "ForeignKeyConstraint", []python.Value{own, refs}, append(options(d, "options"), named(d)...))
	})
}

// describedColumn makes a column of what get_columns says, as SQLAlchemy's _reflect_column.
func describedColumn(t *python.Thread, table *sqlschema.Table, d *python.Dict) error {
	name, _ := d.GetStr("name")
	text, _ := python.AsStr(name)
	if table.Column(text) != nil {
		return nil // the revision says how the column is
	}
	typ, _ := d.GetStr("type")
	nullable, _ := d.GetStr("nullable")
	args, kwargs := []python.Value{name, typ}, []python.Kwarg{{Name: "nullable", Value: nullable}}
	if def, _ := d.GetStr("default"); def != nil && def != python.None {
		sql, _ := python.AsStr(def)
		kwargs = append(kwargs, python.Kwarg{Name: "server_default", Value: sqlexpr.New(sqlexpr.NewText(t, escapeColons(sql, namedStyle)))})
	}
	if options(d, "computed") != nil {
		cls, _ := sqlschema.Lookup("sqlalchemy", "Computed")
		computed, err := t.CallKw(cls, nil, options(d, "computed"))
		if err != nil {
			return err
		}
		args = append(args, computed)
		kwargs = slices.DeleteFunc(kwargs, func(k python.Kwarg) bool { return k.Name == "server_default" })
	}
	column, err := t.CallKw(sqlschema.ColumnClass, args, kwargs)
	if err != nil {
		return err
	}
	_, err = t.CallMethod(table, "append_column", column)
	return err
}
