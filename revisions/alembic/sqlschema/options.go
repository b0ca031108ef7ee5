package sqlschema

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// knownOptions are the arguments that SQLAlchemy's dialects take on behalf of a
// construct. A "*" takes anything.
var knownOptions = map[string]map[string]string{
	"postgresql": {
		"Index":                "using include where ops concurrently with tablespace nulls_not_distinct",
		"Table":                "ignore_search_path tablespace partition_by with_oids on_commit inherits using",
		"CheckConstraint":      "not_valid",
		"ForeignKeyConstraint": "not_valid",
		"PrimaryKeyConstraint": "include",
		"UniqueConstraint":     "include nulls_not_distinct",
	},
	"mysql": {"Table": "*", "PrimaryKeyConstraint": "using", "Index": "using length prefix with_parser"},
	"sqlite": {
		"Table": "autoincrement with_rowid strict", "Index": "where",
		"Column":               "on_conflict_primary_key on_conflict_not_null on_conflict_unique",
		"PrimaryKeyConstraint": "on_conflict", "UniqueConstraint": "on_conflict", "CheckConstraint": "on_conflict",
		"ForeignKeyConstraint": "on_conflict",
	},
	"mssql": {
		"PrimaryKeyConstraint": "clustered", "UniqueConstraint": "clustered",
		"Index": "clustered include where columnstore", "Column": "identity_start identity_increment",
	},
	"oracle": {"Table": "resolve_synonyms on_commit compress tablespace", "Index": "bitmap compress vector"},
}

// options turns keyword arguments such as postgresql_using into plain data, and
// refuses those that no dialect has, as SQLAlchemy does. construct is the class
// that they are for.
func options(t *python.Thread, construct string, kw *python.Dict) ([]ir.Option, error) {
	var all []ir.Option
	for _, item := range kw.Items() {
		key, _ := python.AsStr(item.Key)
		dialect, name, ok := strings.Cut(key, "_")
		if !ok || dialect == "" {
			return nil, t.Raise(python.TypeError, "Additional arguments should be named <dialectname>_<argument>, got '%s'", key)
		}
		known, err := checkOption(t, construct, dialect, name, key)
		if err != nil {
			return nil, err
		}
		if !known || item.Value == python.None {
			continue
		}
		v, err := optionValue(t, item.Value)
		if err != nil {
			return nil, err
		}
		all = append(all, ir.Option{Dialect: dialect, Name: name, Value: v})
	}
	return all, nil
}

// checkOption refuses an argument that its dialect does not take; false: there is no such dialect.
func checkOption(t *python.Thread, construct, dialect, name, key string) (bool, error) {
	if dialect == "mariadb" {
		dialect = "mysql"
	}
	constructs, known := knownOptions[dialect]
	if !known {
		// SQLAlchemy warns that it cannot check the argument of a dialect it cannot load, and takes it: default_factory=list.
		return false, nil
	}
	if names := constructs[construct]; names != "*" && !slices.Contains(strings.Fields(names), name) {
		return true, t.Raise(host.ArgumentError, "Argument '%s' is not accepted by dialect '%s' on behalf of <class 'sqlalchemy.sql.schema.%s'>", key, dialect, construct)
	}
	return true, nil
}

// optionValue turns an argument into a constant, an expression, or a list or dict of these.
func optionValue(t *python.Thread, v python.Value) (any, error) {
	switch x := python.Plain(v).(type) {
	case python.Str:
		return string(x), nil
	case python.Bool:
		return bool(x), nil
	case *python.List:
		return optionList(t, x.Elems)
	case python.Tuple:
		return optionList(t, x)
	case *python.Dict:
		return optionDict(t, x)
	}
	if c, ok := as[*Column](v); ok {
		return c.name, nil
	}
	if _, ok := v.(sqlexpr.HasExpr); ok {
		return sqlexpr.Of(t, v)
	}
	return sqltype.ValueOf(t, v)
}

func optionList(t *python.Thread, elems []python.Value) (any, error) {
	list := make(ir.List, len(elems))
	for i, e := range elems {
		v, err := optionValue(t, e)
		if err != nil {
			return nil, err
		}
		list[i] = v
	}
	return list, nil
}

func optionDict(t *python.Thread, d *python.Dict) (any, error) {
	object := ir.Object{}
	for _, item := range d.Items() {
		key, err := t.Str(item.Key)
		if c, ok := as[*Column](item.Key); ok {
			key, err = c.key, nil
		}
		if err != nil {
			return nil, err
		}
		v, err := optionValue(t, item.Value)
		if err != nil {
			return nil, err
		}
		object = append(object, ir.Entry{Key: key, Value: v})
	}
	return object, nil
}

// merged returns options with those of more added or replaced.
func merged(options, more []ir.Option) []ir.Option {
	out := slices.Clone(options)
	for _, m := range more {
		i := slices.IndexFunc(out, func(o ir.Option) bool { return o.Dialect == m.Dialect && o.Name == m.Name })
		if i >= 0 {
			out[i] = m
		} else {
			out = append(out, m)
		}
	}
	return out
}
