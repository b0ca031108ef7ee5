package bind

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// dict makes a dict of names and values in turn.
func dict(pairs ...any) *python.Dict {
	d := python.NewDict()
	for i := 0; i+1 < len(pairs); i += 2 {
		d.SetStr(pairs[i].(string), pairs[i+1].(python.Value))
	}
	return d
}

func textOrNone(text string) python.Value {
	if text == "" {
		return python.None
	}
	return python.Str(text)
}

func textList(texts []string) *python.List {
	list := python.NewList()
	for _, x := range texts {
		list.Elems = append(list.Elems, python.Str(x))
	}
	return list
}

// columns is what get_columns returns.
func columns(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	infos, _ := c.ColumnInfos(sch, table)
	list := python.NewList()
	for _, info := range infos {
		typ, err := typeValue(t, c, info.Of)
		if err != nil {
			return nil, err
		}
		d := dict("name", python.Str(info.Name), "type", typ, "nullable", python.Bool(info.Nullable), "default", textOrNone(info.Default),
			"autoincrement", python.Bool(info.Autoincrement), "comment", textOrNone(info.Comment))
		if info.Computed != "" {
			d.SetStr("computed", dict("sqltext", python.Str(info.Computed), "persisted", python.True))
			d.SetStr("default", python.None)
		}
		if info.Identity != schema.NoIdentity {
			d.SetStr("identity", identity(info))
		}
		list.Elems = append(list.Elems, d)
	}
	return list, nil
}

func identity(info schema.ColumnInfo) *python.Dict {
	d := dict("always", python.Bool(info.Identity == schema.Always))
	if q := info.Sequence; q != nil {
		for _, p := range []struct {
			name string
			n    int64
		}{{"start", q.Start}, {"increment", q.Increment}, {"minvalue", q.Min}, {"maxvalue", q.Max}} {
			d.SetStr(p.name, python.NewInt(p.n))
		}
		d.SetStr("cycle", python.Bool(q.Cycle))
		d.SetStr("cache", python.NewInt(1))
	}
	return d
}

func primaryKey(_ *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	k, _ := c.PrimaryKeyOf(sch, table)
	if k == nil {
		return dict("constrained_columns", python.NewList(), "name", python.None, "comment", python.None), nil
	}
	return dict("constrained_columns", textList(k.Columns), "name", python.Str(k.Name), "comment", textOrNone(k.Comment)), nil
}

func uniqueConstraints(_ *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	list := python.NewList()
	constraints, _ := c.UniqueConstraints(sch, table)
	for _, k := range constraints {
		d := dict("column_names", textList(k.Columns), "name", python.Str(k.Name), "comment", textOrNone(k.Comment))
		if k.NullsNotDistinct {
			d.SetStr("dialect_options", dict("postgresql_nulls_not_distinct", python.True))
		}
		list.Elems = append(list.Elems, d)
	}
	return list, nil
}

func checkConstraints(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	list := python.NewList()
	constraints, _ := c.CheckConstraints(sch, table)
	for _, k := range constraints {
		text := python.Value(python.NewOpaque("the condition of "+k.Name, "how the server prints a condition is not simulated", t.Span()))
		if k.Check != nil && k.Check.Printed != "" {
			text = python.Str(k.Check.Printed)
		}
		list.Elems = append(list.Elems, dict("name", python.Str(k.Name), "sqltext", text, "comment", textOrNone(k.Comment)))
	}
	return list, nil
}

func foreignKeys(_ *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	list := python.NewList()
	infos, _ := c.ForeignKeys(sch, table)
	for _, k := range infos {
		options := python.NewDict()
		for _, o := range []struct{ name, value string }{{"onupdate", k.OnUpdate}, {"ondelete", k.OnDelete}} {
			if o.value != "" {
				options.SetStr(o.name, python.Str(o.value))
			}
		}
		if k.Deferrable {
			options.SetStr("deferrable", python.True)
		}
		if k.InitiallyDeferred {
			options.SetStr("initially", python.Str("DEFERRED"))
		}
		if k.MatchFull {
			options.SetStr("match", python.Str("FULL"))
		}
		list.Elems = append(list.Elems, dict("name", python.Str(k.Name), "constrained_columns", textList(k.Columns),
			"referred_schema", textOrNone(k.ReferredSchema), "referred_table", python.Str(k.RefTable.Name),
			"referred_columns", textList(k.RefColumns), "options", options, "comment", textOrNone(k.Comment)))
	}
	return list, nil
}

func indexes(t *python.Thread, c *schema.Catalog, sch, table string) (python.Value, error) {
	list := python.NewList()
	infos, _ := c.IndexInfos(sch, table)
	for _, x := range infos {
		d := dict("name", python.Str(x.Name), "unique", python.Bool(x.Unique))
		names, expressions := python.NewList(), python.NewList()
		sorting := python.NewDict()
		for _, k := range x.Keys {
			name := python.Value(python.None)
			text := python.Value(python.Str(k.Column))
			if k.Column != "" {
				name = text
			} else if text = python.NewOpaque("an expression of index "+x.Name, "how the server prints it is not simulated", t.Span()); k.Expr != nil && k.Expr.Printed != "" {
				text = python.Str(k.Expr.Printed)
			}
			names.Elems, expressions.Elems = append(names.Elems, name), append(expressions.Elems, text)
			if how := k.Sorting(); len(how) > 0 && k.Column != "" {
				tuple := python.Tuple{}
				for _, word := range how {
					tuple = append(tuple, python.Str(word))
				}
				sorting.SetStr(k.Column, tuple)
			}
		}
		d.SetStr("column_names", names)
		if x.HasExpressions {
			d.SetStr("expressions", expressions)
		}
		if sorting.Len() > 0 {
			d.SetStr("column_sorting", sorting)
		}
		if x.DuplicatesConstraint != "" {
			d.SetStr("duplicates_constraint", python.Str(x.DuplicatesConstraint))
		}
		d.SetStr("include_columns", textList(x.Include))
		d.SetStr("dialect_options", indexOptions(x))
		d.SetStr("comment", textOrNone(x.Comment))
		list.Elems = append(list.Elems, d)
	}
	return list, nil
}

func indexOptions(x schema.IndexInfo) *python.Dict {
	options := dict("postgresql_include", textList(x.Include))
	if x.Method != "" && x.Method != "btree" {
		options.SetStr("postgresql_using", python.Str(x.Method))
	}
	if len(x.Options) > 0 {
		with := python.NewDict()
		for _, o := range x.Options {
			name, value, _ := strings.Cut(o, "=")
			with.SetStr(name, python.Str(value))
		}
		options.SetStr("postgresql_with", with)
	}
	if x.Where != nil && x.Where.Printed != "" {
		options.SetStr("postgresql_where", python.Str(x.Where.Printed))
	}
	if x.NullsNotDistinct {
		options.SetStr("postgresql_nulls_not_distinct", python.True)
	}
	return options
}
