package sqlexpr

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Lookup finds the names of the expression language in the modules of SQLAlchemy.
func Lookup(module, name string) (python.Value, bool) {
	table := names
	switch {
	case module == "sqlalchemy.dialects.postgresql" || strings.HasPrefix(module, "sqlalchemy.dialects.postgresql."):
		table = postgresNames
	case module == "sqlalchemy.dialects.mysql" || strings.HasPrefix(module, "sqlalchemy.dialects.mysql."):
		table = mysqlNames
	case name == "try_cast" && (module == "sqlalchemy.dialects.mssql" || module == "sqlalchemy.dialects.mssql.base"):
	case module == "sqlalchemy.dialects.sqlite" || strings.HasPrefix(module, "sqlalchemy.dialects.sqlite."):
		table = sqliteNames
	case module == "sqlalchemy", module == "sqlalchemy.orm", module == "sqlalchemy.future", module == "sqlalchemy.sql",
		strings.HasPrefix(module, "sqlalchemy.sql."):
	default:
		return nil, false
	}
	v, ok := table[name]
	if !ok && module == "sqlalchemy.sql.functions" && functionNames[name] {
		return &generator{names: []string{name}}, true
	}
	if module == "sqlalchemy.orm" && name != "aliased" {
		return nil, false
	}
	return v, ok
}

var names, postgresNames map[string]python.Value

// sqliteNames: SQLite's insert() has ON CONFLICT, like PostgreSQL's.
var sqliteNames = map[string]python.Value{"insert": python.NewBuiltin("insert", onFrom("insert"))}

func init() {
	names = map[string]python.Value{
		"func": &generator{}, "null": constantFunc(ir.Null), "true": constantFunc(ir.True), "false": constantFunc(ir.False),
		"LABEL_STYLE_TABLENAME_PLUS_COL": python.Str(labelTableName), "LABEL_STYLE_NONE": python.Str(labelNoneName),
		"LABEL_STYLE_DISAMBIGUATE_ONLY": python.Str(labelDisambiguateName), "LABEL_STYLE_DEFAULT": python.Str(labelDisambiguateName),
	}
	for _, c := range []*python.Class{
		ClauseElementClass, ColumnElementClass, ColumnClauseClass, TextClauseClass, FromClauseClass, TableClauseClass, selectClass, compoundClass,
		textualClass, aliasClass, subqueryClass, joinClass, cteClass, valuesClass, insertClass, updateClass, deleteClass, functionClass,
		binaryClass, booleanClass, unaryClass, labelClass, bindClass, nullClass, trueClass, falseClass, castClass, caseClass, scalarClass,
		executableClass, functionElementClass, genericFunctionClass,
	} {
		names[c.Name] = c
	}
	for name, fn := range functions() {
		names[name] = python.NewBuiltin(name, fn)
	}
	postgresNames = map[string]python.Value{}
	for name, fn := range map[string]builtin{"insert": onFrom("insert"), "array": newArray, "aggregate_order_by": newOrdered, "Any": anyAll(ir.OpAny), "All": anyAll(ir.OpAll)} {
		postgresNames[name] = python.NewBuiltin(name, fn)
	}
	for _, name := range []string{"to_tsvector", "to_tsquery", "plainto_tsquery", "phraseto_tsquery", "websearch_to_tsquery", "ts_headline"} {
		postgresNames[name] = &generator{names: []string{name}}
	}
}

// functionNames are those of functions that sqlalchemy.sql.functions has as classes, and that are called as func's are.
var functionNames = func() map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(`array_agg char_length coalesce concat count cube cume_dist current_date current_time current_timestamp
		current_user dense_rank grouping_sets localtime localtimestamp max min mode now percent_rank percentile_cont percentile_disc random rank rollup
		session_user sum sysdate user`) {
		set[name] = true
	}
	return set
}()

type builtin = func(*python.Thread, *python.Call) (python.Value, error)

func functions() map[string]builtin {
	return map[string]builtin{
		"text": newText, "column": newColumn, "table": newTable, "literal": newLiteral, "literal_column": newLiteralColumn, "bindparam": newBindparam,
		"select": newSelect, "insert": onFrom("insert"), "update": onFrom("update"), "delete": onFrom("delete"), "values": newValues,
		"alias": aliasFunc, "aliased": aliasFunc, "subquery": aliasFunc, "lateral": aliasLateral, "join": onFrom("join"), "outerjoin": onFrom("outerjoin"), "tablesample": onFrom("tablesample"),
		"exists": newExists, "case": newCase, "cast": newCast, "try_cast": newTryCast, "type_coerce": newTypeCoerce, "extract": newExtract, "tuple_": newTuple,
		"and_": conditions(ir.OpAnd), "or_": conditions(ir.OpOr), "not_": newNot,
		"asc": modifierFunc(ir.OpAsc), "desc": modifierFunc(ir.OpDesc), "nulls_first": modifierFunc(ir.OpNullsFirst), "nullsfirst": modifierFunc(ir.OpNullsFirst),
		"nulls_last": modifierFunc(ir.OpNullsLast), "nullslast": modifierFunc(ir.OpNullsLast),
		"distinct": prefixFunc(ir.OpDistinct), "any_": prefixFunc(ir.OpAny), "all_": prefixFunc(ir.OpAll), "bitwise_not": prefixFunc(ir.OpBitNot),
		"between": methodFunc("between"), "collate": methodFunc("collate"), "label": labelFunc, "over": methodFunc("over"),
		"within_group": methodFunc("within_group"), "funcfilter": methodFunc("filter"),
		"union": compoundFunc("UNION"), "union_all": compoundFunc("UNION ALL"), "intersect": compoundFunc("INTERSECT"),
		"intersect_all": compoundFunc("INTERSECT ALL"), "except_": compoundFunc("EXCEPT"), "except_all": compoundFunc("EXCEPT ALL"),
	}
}

func constantFunc(k ir.ConstantValue) python.Value {
	return python.NewBuiltin("constant", func(*python.Thread, *python.Call) (python.Value, error) {
		return New(&ir.Constant{Value: k}), nil
	})
}

// aliasFunc is alias() and aliased(): a table, a query or a model under another name.
func aliasFunc(t *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 0 {
		return nil, t.Raise(python.TypeError, "alias() missing 1 required positional argument: 'selectable'")
	}
	rest := *c
	rest.Args, rest.ArgSpans = c.Args[1:], nil
	if q, ok := c.Args[0].(HasQuery); ok {
		return toSubquery(t, q.Query(), &rest)
	}
	f, err := fromOf(t, c.Args[0])
	if err != nil {
		return nil, err
	}
	return fromAlias(t, f, &rest)
}

func aliasLateral(t *python.Thread, c *python.Call) (python.Value, error) {
	v, err := aliasFunc(t, c)
	if err != nil {
		return nil, err
	}
	if a, ok := v.(*FromElement).f.(*ir.Alias); ok {
		a.Lateral = true
	}
	return v, nil
}

// labelFunc is label(name, expression).
func labelFunc(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := labelFuncSig.Bind(c)
	if err != nil {
		return nil, err
	}
	e, err := Of(t, b.Get("element"))
	if err != nil {
		return nil, err
	}
	return wrap(label(t, e, b.Get("name")))
}

var labelFuncSig = python.ParseSignature("label", "name, element, type_=None")

// anyAll is PostgreSQL's Any(value, array).
func anyAll(op ir.Operator) builtin {
	return func(t *python.Thread, c *python.Call) (python.Value, error) {
		const least = 2
		if len(c.Args) < least {
			return nil, t.Raise(python.TypeError, "Any() takes a value and an array")
		}
		e, err := Of(t, c.Args[1])
		if err != nil {
			return nil, err
		}
		return wrap(arrayQuantified(op)(t, e, &python.Call{Args: append([]python.Value{c.Args[0]}, c.Args[least:]...)}))
	}
}
