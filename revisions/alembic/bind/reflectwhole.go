package bind

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// wholeReflection fills one table with everything that the inspector says of it, as
// SQLAlchemy's Inspector.reflect_table does: columns, primary key, foreign keys,
// indexes, unique and check constraints, in this order.
type wholeReflection struct {
	t         *python.Thread
	table     *sqlschema.Table
	name, sch python.Value
	// batch: for batch_alter_table(), where Alembic changes defaults before they are written again.
	batch bool
	// listeners are the functions of reflect_kwargs that see every column first.
	listeners []python.Value
}

// reflectWhole is reflectTable for a table of which everything counts.
func reflectWhole(t *python.Thread, table *sqlschema.Table, c *python.Call) error {
	r := wholeReflection{t: t, table: table, name: python.Str(table.Name().Text), sch: python.None}
	if !table.Schema().IsZero() {
		r.sch = python.Str(table.Schema().Text)
	}
	var err error
	if r.batch, err = t.Truth(argument(c, "batch")); err != nil {
		return err
	}
	if err := r.readListeners(argument(c, "listeners")); err != nil {
		return err
	}
	include, err := t.Collect(orEmpty(argument(c, "include_columns")))
	if err != nil {
		return err
	}
	if err := r.columns(include); err != nil {
		return err
	}
	// What follows from the columns is known where these are.
	s := stateOf(t)
	s.silent++
	defer func() { s.silent-- }()
	follow, err := t.Truth(argument(c, "resolve_fks"))
	if err != nil {
		return err
	}
	for _, step := range []func() error{r.primaryKey, func() error { return r.foreignKeys(follow) }, r.indexes, r.uniques, r.checks} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// readListeners takes the functions for column_reflect out of pairs of an event and a function.
func (r *wholeReflection) readListeners(v python.Value) error {
	pairs, err := r.t.Collect(orEmpty(v))
	if err != nil {
		return err
	}
	for _, p := range pairs {
		pair, err := r.t.Collect(p)
		if err != nil {
			return err
		}
		if len(pair) == 2 && pair[0] == python.Str("column_reflect") {
			r.listeners = append(r.listeners, pair[1])
		}
	}
	return nil
}

// ask has the inspector answer with a list of dicts.
func (r *wholeReflection) ask(method string) ([]*python.Dict, error) {
	found, err := inspectWith(r.t, method, r.name, r.sch)
	if err != nil {
		return nil, err
	}
	list, err := r.t.Collect(found)
	if err != nil {
		return nil, err
	}
	dicts := make([]*python.Dict, 0, len(list))
	for _, v := range list {
		if d, ok := v.(*python.Dict); ok {
			dicts = append(dicts, d)
		}
	}
	return dicts, nil
}

// entry returns an entry of a dict; None if there is none.
func entry(d *python.Dict, name string) python.Value {
	if v, ok := d.GetStr(name); ok && v != nil {
		return v
	}
	return python.None
}

func (r *wholeReflection) columns(include []python.Value) error {
	found, err := r.ask("get_columns")
	if err != nil {
		return err
	}
	for _, d := range found {
		name := entry(d, "name")
		for _, fn := range r.listeners {
			if _, err := r.t.Call(fn, &Inspector{}, r.table, d); err != nil {
				return err
			}
		}
		if r.batch {
			completeDefault(r.t, d)
		}
		if len(include) > 0 && !slices.Contains(include, name) {
			continue
		}
		if err := r.column(d); err != nil {
			return err
		}
	}
	return nil
}

var (
	plainDigit  = lazyregexp.New(`^[0-9.]$`)
	closedText  = lazyregexp.New(`^(?:'.+'|\(.+\))$`)
	ownSequence = lazyregexp.New(`^nextval\('.+'::regclass\)`)
)

// completeDefault does what Alembic's autogen_column_reflect does to a column: SQLite's
// expressions get the parentheses that a definition needs, and a column that is numbered by a sequence of its own in
// PostgreSQL has no default.
func completeDefault(t *python.Thread, d *python.Dict) {
	text, ok := python.AsStr(entry(d, "default"))
	if !ok || text == "" {
		return
	}
	switch host.Of(t).Dialect() {
	case "sqlite":
		if !plainDigit.MatchString(text) && !closedText.MatchString(text) {
			d.SetStr("default", python.Str("("+text+")"))
		}
	case "postgresql":
		if entry(d, "autoincrement") == python.True && ownSequence.MatchString(text) {
			d.SetStr("default", python.None)
		}
	}
}

// column makes one column. The primary key comes later.
func (r *wholeReflection) column(d *python.Dict) error {
	args := []python.Value{entry(d, "name"), entry(d, "type")}
	var kwargs []python.Kwarg
	for _, name := range []string{"nullable", "autoincrement", "quote", "info", "key", "comment", "system"} {
		if v, ok := d.GetStr(name); ok {
			kwargs = append(kwargs, python.Kwarg{Name: name, Value: v})
		}
	}
	if computed, ok := entry(d, "computed").(*python.Dict); ok {
		item, err := r.construct("Computed", []python.Value{entry(computed, "sqltext")}, []python.Kwarg{{Name: "persisted", Value: entry(computed, "persisted")}})
		if err != nil {
			return err
		}
		args = append(args, item)
	}
	if identity, ok := entry(d, "identity").(*python.Dict); ok {
		item, err := r.construct("Identity", nil, asKwargs(identity))
		if err != nil {
			return err
		}
		args = append(args, item)
	}
	if text, ok := python.AsStr(entry(d, "default")); ok {
		kwargs = append(kwargs, python.Kwarg{Name: "server_default", Value: sqlexpr.New(sqlexpr.NewText(r.t, escapeColons(text, namedStyle)))})
	} else if v := entry(d, "default"); v != python.None {
		kwargs = append(kwargs, python.Kwarg{Name: "server_default", Value: v})
	}
	column, err := r.t.CallKw(sqlschema.ColumnClass, args, kwargs)
	if err != nil {
		return err
	}
	_, err = r.t.CallMethod(r.table, "append_column", column)
	return err
}

func asKwargs(d *python.Dict) []python.Kwarg {
	var kwargs []python.Kwarg
	for _, item := range d.Items() {
		name, _ := python.AsStr(item.Key)
		kwargs = append(kwargs, python.Kwarg{Name: name, Value: item.Value})
	}
	return kwargs
}

func (r *wholeReflection) construct(class string, args []python.Value, kwargs []python.Kwarg) (python.Value, error) {
	cls, _ := sqlschema.Lookup("sqlalchemy", class)
	return r.t.CallKw(cls, args, kwargs)
}

// known leaves the names of columns that the table has.
func (r *wholeReflection) known(v python.Value) ([]python.Value, error) {
	names, err := r.t.Collect(orEmpty(v))
	return slices.DeleteFunc(names, func(n python.Value) bool {
		text, _ := python.AsStr(n)
		return r.table.Column(text) == nil
	}), err
}

func (r *wholeReflection) primaryKey() error {
	found, err := inspectWith(r.t, "get_pk_constraint", r.name, r.sch)
	if err != nil {
		return err
	}
	d, ok := found.(*python.Dict)
	if !ok {
		return nil
	}
	columns, err := r.known(entry(d, "constrained_columns"))
	if err != nil || len(columns) == 0 {
		return err
	}
	return appendItem(r.t, r.table, "PrimaryKeyConstraint", columns, []python.Kwarg{{Name: "name", Value: entry(d, "name")}})
}

func (r *wholeReflection) foreignKeys(follow bool) error {
	found, err := r.ask("get_foreign_keys")
	if err != nil {
		return err
	}
	metadata, err := r.t.Attr(r.table, "metadata")
	if err != nil {
		return err
	}
	meta, _ := metadata.(*sqlschema.MetaData)
	for _, d := range found {
		referred, refSchema := entry(d, "referred_table"), entry(d, "referred_schema")
		prefix, _ := python.AsStr(referred)
		if text, ok := python.AsStr(refSchema); ok {
			prefix = text + "." + prefix
		}
		if follow && meta != nil {
			if err := load(r.t, meta, referred, refSchema); err != nil {
				return err
			}
		}
		columns, err := r.t.Collect(entry(d, "referred_columns"))
		if err != nil {
			return err
		}
		refs := python.NewList()
		for _, c := range columns {
			text, _ := python.AsStr(c)
			refs.Elems = append(refs.Elems, python.Str(prefix+"."+text))
		}
		kwargs := []python.Kwarg{{Name: "name", Value: entry(d, "name")}, {Name: "link_to_name", Value: python.True}}
		if options, ok := entry(d, "options").(*python.Dict); ok {
			kwargs = append(kwargs, asKwargs(options)...)
		}
		if err := appendItem(r.t, r.table, "ForeignKeyConstraint", []python.Value{entry(d, "constrained_columns"), refs}, kwargs); err != nil {
			return err
		}
	}
	return nil
}

func (r *wholeReflection) indexes() error {
	found, err := r.ask("get_indexes")
	if err != nil {
		return err
	}
	for _, d := range found {
		names, err := r.t.Collect(entry(d, "column_names"))
		if err != nil {
			return err
		}
		columns, err := r.known(entry(d, "column_names"))
		if err != nil {
			return err
		}
		if entry(d, "duplicates_constraint") != python.None || len(columns) < len(names) || len(names) == 0 {
			continue // an index over an expression is left out, as by SQLAlchemy
		}
		kwargs := []python.Kwarg{{Name: "unique", Value: entry(d, "unique")}}
		if options, ok := entry(d, "dialect_options").(*python.Dict); ok {
			kwargs = append(kwargs, asKwargs(options)...)
		}
		if err := appendItem(r.t, r.table, "Index", append([]python.Value{entry(d, "name")}, columns...), kwargs); err != nil {
			return err
		}
	}
	return nil
}

func (r *wholeReflection) uniques() error {
	found, err := r.ask("get_unique_constraints")
	if err != nil {
		return err
	}
	for _, d := range found {
		columns, err := r.known(entry(d, "column_names"))
		if err != nil {
			return err
		}
		if entry(d, "duplicates_index") != python.None {
			continue
		}
		kwargs := []python.Kwarg{{Name: "name", Value: entry(d, "name")}}
		if options, ok := entry(d, "dialect_options").(*python.Dict); ok {
			kwargs = append(kwargs, asKwargs(options)...)
		}
		if err := appendItem(r.t, r.table, "UniqueConstraint", columns, kwargs); err != nil {
			return err
		}
	}
	return nil
}

func (r *wholeReflection) checks() error {
	found, err := r.ask("get_check_constraints")
	if err != nil {
		return err
	}
	for _, d := range found {
		text, ok := python.AsStr(entry(d, "sqltext"))
		condition := entry(d, "sqltext")
		if ok {
			condition = python.Str(escapeColons(text, namedStyle))
		}
		if err := appendItem(r.t, r.table, "CheckConstraint", []python.Value{condition}, []python.Kwarg{{Name: "name", Value: entry(d, "name")}}); err != nil {
			return err
		}
	}
	return nil
}
