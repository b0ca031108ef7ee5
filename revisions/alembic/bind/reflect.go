package bind

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// reflect fills a table or a MetaData from the catalog.
func reflect(t *python.Thread, target python.Value, c *python.Call) error {
	switch x := target.(type) {
	case *sqlschema.Table:
		if host.Of(t).Dialect() != "postgresql" || argument(c, "batch") == python.True {
			return reflectWhole(t, x, c)
		}
		return reflectTable(t, x, c)
	case *sqlschema.MetaData:
		return reflectAll(t, x, c)
	}
	return t.Raise(host.ArgumentError, "a Table or a MetaData is expected")
}

func argument(c *python.Call, name string) python.Value {
	if v, ok := c.Kwarg(name); ok && v != nil {
		return v
	}
	return python.None
}

// reflectAll is MetaData.reflect().
func reflectAll(t *python.Thread, meta *sqlschema.MetaData, c *python.Call) error {
	sch := argument(c, "schema")
	found, err := inspectWith(t, "get_table_names", sch)
	if err != nil {
		return err
	}
	names, err := t.Collect(found)
	if err != nil {
		return err
	}
	if views, err := t.Truth(argument(c, "views")); err != nil {
		return err
	} else if views {
		more, err := inspectWith(t, "get_view_names", sch)
		if err != nil {
			return err
		}
		list, err := t.Collect(more)
		if err != nil {
			return err
		}
		names = append(names, list...)
	}
	if names, err = chosen(t, names, argument(c, "only")); err != nil {
		return err
	}
	for _, name := range names {
		if err := load(t, meta, name, sch); err != nil {
			return err
		}
	}
	return nil
}

// chosen leaves the names that only says: a list, or a function of name and MetaData.
func chosen(t *python.Thread, names []python.Value, only python.Value) ([]python.Value, error) {
	if only == python.None {
		return names, nil
	}
	wanted, err := t.Collect(only)
	if err != nil {
		return nil, err
	}
	var list []python.Value
	for _, w := range wanted {
		i := slices.IndexFunc(names, func(n python.Value) bool { return n == w })
		if i < 0 {
			text, err := t.Str(w)
			if err != nil {
				return nil, err
			}
			return nil, t.Raise(host.InvalidRequestError, "Could not reflect: requested table(s) not available: (%s)", text)
		}
		list = append(list, names[i])
	}
	return list, nil
}

// load makes a table of a MetaData from the catalog, unless it is there.
func load(t *python.Thread, meta *sqlschema.MetaData, name, sch python.Value) error {
	_, err := sqlschema.NewTable(t, meta, name, sch, nil, []python.Kwarg{{Name: "autoload_with", Value: &Connection{}}})
	return err
}

// reflectTable is Table(..., autoload_with=).
func reflectTable(t *python.Thread, table *sqlschema.Table, c *python.Call) error {
	var sch python.Value = python.None
	if !table.Schema().IsZero() {
		sch = python.Str(table.Schema().Text)
	}
	name := python.Str(table.Name().Text)
	found, err := inspectWith(t, "get_columns", name, sch)
	if err != nil {
		return err
	}
	include, err := t.Collect(orEmpty(argument(c, "include_columns")))
	if err != nil {
		return err
	}
	catalog, err := stateOf(t).catalog()
	if err != nil {
		return err
	}
	schemaName := table.Schema().Text
	_, described := reflectors[host.Of(t).Dialect()]
	key, _ := catalog.PrimaryKeyOf(schemaName, string(name))
	for _, v := range found.(*python.List).Elems {
		d := v.(*python.Dict)
		columnName, _ := d.GetStr("name")
		if len(include) > 0 && !slices.Contains(include, columnName) {
			continue
		}
		if described {
			err = describedColumn(t, table, d)
		} else {
			err = reflectColumn(t, table, d, key)
		}
		if err != nil {
			return err
		}
	}
	if len(include) > 0 {
		return nil
	}
	if described {
		return reflectDescribed(t, table, name, sch, c)
	}
	return reflectParts(t, table, catalog, c)
}

func orEmpty(v python.Value) python.Value {
	if v == python.None {
		return python.NewList()
	}
	return v
}

// reflectColumn makes one column of what get_columns says.
func reflectColumn(t *python.Thread, table *sqlschema.Table, d *python.Dict, key *schema.Constraint) error {
	name, _ := d.GetStr("name")
	typ, _ := d.GetStr("type")
	nullable, _ := d.GetStr("nullable")
	text, _ := python.AsStr(name)
	kwargs := []python.Kwarg{{Name: "nullable", Value: nullable}}
	if key != nil && slices.Contains(key.Columns, text) {
		kwargs = append(kwargs, python.Kwarg{Name: "primary_key", Value: python.True})
	}
	if def, _ := d.GetStr("default"); def != nil && def != python.None {
		sql, _ := python.AsStr(def)
		kwargs = append(kwargs, python.Kwarg{Name: "server_default", Value: sqlexpr.New(sqlexpr.NewText(t, escapeColons(sql, namedStyle)))})
	}
	if comment, _ := d.GetStr("comment"); comment != nil && comment != python.None {
		kwargs = append(kwargs, python.Kwarg{Name: "comment", Value: comment})
	}
	if table.Column(text) != nil {
		return nil // the revision says how the column is
	}
	column, err := t.CallKw(sqlschema.ColumnClass, []python.Value{name, typ}, kwargs)
	if err != nil {
		return err
	}
	_, err = t.CallMethod(table, "append_column", column)
	return err
}

// reflectParts adds the foreign keys, with the tables that they refer to, the
// unique constraints and the indexes.
func reflectParts(t *python.Thread, table *sqlschema.Table, catalog *schema.Catalog, c *python.Call) error {
	sch, name := table.Schema().Text, table.Name().Text
	resolve := argument(c, "resolve_fks")
	follow, err := t.Truth(resolve)
	if err != nil {
		return err
	}
	metadata, err := t.Attr(table, "metadata")
	if err != nil {
		return err
	}
	meta, _ := metadata.(*sqlschema.MetaData)
	keys, _ := catalog.ForeignKeys(sch, name)
	for _, k := range keys {
		prefix := k.RefTable.Name
		var refSchema python.Value = python.None
		if k.ReferredSchema != "" {
			prefix, refSchema = k.ReferredSchema+"."+prefix, python.Str(k.ReferredSchema)
		}
		if follow && meta != nil {
			if err := load(t, meta, python.Str(k.RefTable.Name), refSchema); err != nil {
				return err
			}
		}
		refs := python.NewList()
		for _, column := range k.RefColumns {
			refs.Elems = append(refs.Elems, python.Str(prefix+"."+column))
		}
		kwargs := []python.Kwarg{{Name: "name", Value: python.Str(k.Name)}}
		if k.OnDelete != "" {
			kwargs = append(kwargs, python.Kwarg{Name: "ondelete", Value: python.Str(k.OnDelete)})
		}
		if k.OnUpdate != "" {
			kwargs = append(kwargs, python.Kwarg{Name: "onupdate", Value: python.Str(k.OnUpdate)})
		}
		if err := appendItem(t, table, "ForeignKeyConstraint", []python.Value{textList(k.Columns), refs}, kwargs); err != nil {
			return err
		}
	}
	return reflectIndexes(t, table, catalog)
}

func reflectIndexes(t *python.Thread, table *sqlschema.Table, catalog *schema.Catalog) error {
	sch, name := table.Schema().Text, table.Name().Text
	uniques, _ := catalog.UniqueConstraints(sch, name)
	for _, k := range uniques {
		if err := appendItem(t, table, "UniqueConstraint", textList(k.Columns).Elems, []python.Kwarg{{Name: "name", Value: python.Str(k.Name)}}); err != nil {
			return err
		}
	}
	infos, _ := catalog.IndexInfos(sch, name)
	for _, x := range infos {
		if x.HasExpressions || x.DuplicatesConstraint != "" {
			continue
		}
		args := []python.Value{python.Str(x.Name)}
		for _, k := range x.Keys {
			args = append(args, python.Str(k.Column))
		}
		if err := appendItem(t, table, "Index", args, []python.Kwarg{{Name: "unique", Value: python.Bool(x.Unique)}}); err != nil {
			return err
		}
	}
	return nil
}

func appendItem(t *python.Thread, table *sqlschema.Table, class string, args []python.Value, kwargs []python.Kwarg) error {
	cls, _ := sqlschema.Lookup("sqlalchemy", class)
	item, err := t.CallKw(cls, args, kwargs)
	if err != nil {
		return err
	}
	return table.Append(t, item)
}

// automapBase is automap_base(): a declarative base whose prepare() would make
// classes of the database's tables.
func automapBase(t *python.Thread, c *python.Call) (python.Value, error) {
	declarative, _ := sqlschema.Lookup("sqlalchemy.orm", "declarative_base")
	v, err := t.CallWith(declarative, c)
	if err != nil {
		return nil, err
	}
	cls := v.(*python.Class)
	cls.Attrs.Set("prepare", python.NewBuiltin("prepare", func(t *python.Thread, _ *python.Call) (python.Value, error) {
		return python.None, prepare(t, cls)
	}))
	return cls, nil
}

// prepare makes a class of each table of the catalog that has a primary key.
func prepare(t *python.Thread, cls *python.Class) error {
	metadata, err := t.Attr(cls, "metadata")
	if err != nil {
		return err
	}
	meta, ok := metadata.(*sqlschema.MetaData)
	if !ok {
		return t.Raise(host.ArgumentError, "a MetaData is expected")
	}
	if err := reflectAll(t, meta, &python.Call{}); err != nil {
		return err
	}
	classes := python.NewModule("classes")
	tables, err := t.Attr(meta, "sorted_tables")
	if err != nil {
		return err
	}
	list, err := t.Collect(tables)
	if err != nil {
		return err
	}
	for _, v := range list {
		table, ok := v.(*sqlschema.Table)
		if !ok || !slices.ContainsFunc(table.Columns(), (*sqlschema.Column).PrimaryKey) {
			continue
		}
		attrs := &python.Scope{}
		attrs.Set("__table__", table)
		made, err := t.MakeClass(table.Name().Text, []*python.Class{cls}, attrs)
		if err != nil {
			return err
		}
		classes.Set(table.Name().Text, made)
	}
	cls.Attrs.Set("classes", classes)
	return nil
}
