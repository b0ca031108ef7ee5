//go:build cgo

package postgresql

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func (e *env) function(f *pg.FuncCall) any {
	name := written(f.Funcname).Name
	if f.Over != nil {
		return unknown{why: "window functions are not followed"}
	}
	if aggregateFunctions.has(name) {
		return e.aggregate(name, f)
	}
	switch name {
	case "enum_range", "enum_first", "enum_last":
		return e.q.enumLabels(name, f)
	}
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		args[i] = e.eval(a)
		if list, ok := args[i].(labels); ok {
			args[i] = []any(list)
		}
	}
	switch name {
	case "unnest":
		return unnest(args)
	case "current_schema":
		return e.q.currentSchema()
	case "current_schemas":
		return e.q.searchPath()
	case "to_regclass", "to_regtype", "to_regnamespace":
		return e.q.registered(strings.TrimPrefix(name, "to_"), args[0])
	}
	for _, a := range args {
		if isUnknown(a) {
			return a
		}
	}
	if fn, ok := scalarFunctions[name]; ok && len(args) > 0 {
		if args[0] == nil {
			return nil
		}
		if v := fn(e.q, args); v != nil {
			return v
		}
	}
	return unknown{why: "the function " + name + "() is not followed"}
}

// scalarFunctions are functions of values; nil says that the arguments are of
// another kind.
var scalarFunctions = map[string]func(q *query, args []any) any{
	"lower":  textFunction(strings.ToLower),
	"upper":  textFunction(strings.ToUpper),
	"btrim":  textFunction(func(s string) string { return strings.Trim(s, " ") }),
	"length": func(_ *query, args []any) any { return lengthOf(args[0]) },
	"char_length": func(_ *query, args []any) any {
		return lengthOf(args[0])
	},
	"quote_ident": textFunction(ident),
	"cardinality": func(_ *query, args []any) any {
		if list, ok := args[0].([]any); ok {
			return int64(len(list))
		}
		return nil
	},
	"format_type":          func(q *query, args []any) any { return q.nameOf(args[0]) },
	"pg_table_is_visible":  visible,
	"pg_type_is_visible":   visible,
	"has_table_privilege":  func(*query, []any) any { return unknown{why: "privileges are not simulated"} },
	"pg_get_userbyid":      func(*query, []any) any { return unknown{why: "owners are not simulated"} },
	"obj_description":      func(*query, []any) any { return unknown{why: "comments are not looked up"} },
	"pg_get_constraintdef": func(*query, []any) any { return unknown{why: "definitions are not printed"} },
	"pg_get_indexdef":      func(*query, []any) any { return unknown{why: "definitions are not printed"} },
	"array_length":         func(_ *query, args []any) any { return arrayLength(args[0]) },
	"array_to_string":      arrayToString,
	"replace":              replaced,
	"format":               formatted,
}

// formatted is format(text, ...) with %s, %I and %%; not with widths, positions and literals.
func formatted(_ *query, args []any) any {
	text, ok := args[0].(string)
	if !ok {
		return nil
	}
	var out strings.Builder
	for rest := args[1:]; ; {
		before, after, found := strings.Cut(text, "%")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if after == "" {
			return nil
		}
		verb := after[0]
		text = after[1:]
		if verb == '%' {
			out.WriteByte('%')
			continue
		}
		if len(rest) == 0 {
			return nil
		}
		value, known := textOf(rest[0])
		rest = rest[1:]
		switch {
		case !known:
			return nil
		case verb == 's':
			out.WriteString(value)
		case verb == 'I':
			out.WriteString(ident(value))
		default:
			return nil
		}
	}
}

// replaced is replace(text, from, to). Nothing is replaced where from is empty.
func replaced(_ *query, args []any) any {
	if len(args) != 3 {
		return nil
	}
	text, isText := args[0].(string)
	from, hasFrom := args[1].(string)
	to, hasTo := args[2].(string)
	if !isText || !hasFrom || !hasTo {
		return nil
	}
	if from == "" {
		return text
	}
	return strings.ReplaceAll(text, from, to)
}

func textFunction(fn func(string) string) func(*query, []any) any {
	return func(_ *query, args []any) any {
		if s, ok := args[0].(string); ok {
			return fn(s)
		}
		return nil
	}
}

func lengthOf(v any) any {
	if s, ok := v.(string); ok {
		return int64(utf8.RuneCountInString(s))
	}
	return nil
}

func arrayLength(v any) any {
	list, ok := v.([]any)
	if !ok || len(list) == 0 {
		return nil
	}
	return int64(len(list))
}

func arrayToString(_ *query, args []any) any {
	list, ok := args[0].([]any)
	if !ok || len(args) < 2 {
		return nil
	}
	sep, ok := args[1].(string)
	if !ok {
		return nil
	}
	var parts []string
	for _, v := range list {
		text, ok := textOf(v)
		if !ok && v != nil {
			return nil
		}
		if v != nil {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, sep)
}

func visible(q *query, args []any) any {
	if o, ok := args[0].(oid); ok {
		return q.cat.Visible(o.name)
	}
	return nil
}

// nameOf is how an object is written where only its name is wanted.
func (q *query) nameOf(v any) any {
	o, ok := v.(oid)
	if !ok {
		return nil
	}
	if o.name.Schema == "" {
		return schema.Quote(o.name.Name)
	}
	if o.kind == "type" && o.name.Schema == schema.SystemSchema {
		if shown, ok := shownTypes[o.name.Name]; ok {
			return shown
		}
	}
	return q.cat.Reference(o.name)
}

func (q *query) currentSchema() any {
	if d := q.cat.PathDoubt(); d != nil {
		return unknown{why: "the search_path is not known: " + doubtText(d)}
	}
	return q.cat.CreationSchema()
}

func (q *query) searchPath() any {
	if d := q.cat.PathDoubt(); d != nil {
		return unknown{why: "the search_path is not known: " + doubtText(d)}
	}
	list := []any{}
	for _, s := range q.cat.SearchPath() {
		if s != "$user" {
			list = append(list, s)
		}
	}
	return list
}

// registered is to_regclass() and its like: NULL where there is no such object.
func (q *query) registered(kind string, v any) any {
	text, ok := v.(string)
	if !ok {
		return v
	}
	n := nameInText(text)
	switch kind {
	case "regclass":
		return q.class(n)
	case "regnamespace":
		_, known := q.cat.Schema(n.Name)
		return found(known, oid{kind: "namespace", name: schema.Name{Name: n.Name}})
	}
	if (n.Schema == "" || n.Schema == schema.SystemSchema) && (builtinTypes.has(n.Name) || longTypes()[n.Name] != "") {
		if short := longTypes()[n.Name]; short != "" {
			n.Name = short
		}
		return oid{kind: "type", name: schema.Name{Schema: schema.SystemSchema, Name: n.Name}}
	}
	u, known := q.cat.Type(n.Schema, n.Name)
	if u != nil {
		n = u.Name
	} else if t, tableKnown := q.cat.Table(n.Schema, n.Name); t != nil {
		n, known = t.Name, tableKnown
	}
	return found(known, oid{kind: "type", name: n})
}

func found(known schema.Known, o oid) any {
	switch {
	case known.Yes():
		return o
	case known.No():
		return nil
	}
	return unknown{why: "whether there is " + o.name.String() + " is not known: " + doubtText(&known.Doubt)}
}

// class finds whatever relation has a name.
func (q *query) class(n schema.Name) any {
	t, known := q.cat.Table(n.Schema, n.Name)
	if known.Yes() {
		return oid{kind: "class", name: t.Name}
	}
	x, on, indexKnown := q.cat.Index(n.Schema, n.Name)
	if indexKnown.Yes() {
		return oid{kind: "class", name: schema.Name{Schema: on.Name.Schema, Name: x.Name}}
	}
	s, sequenceKnown := q.cat.Sequence(n.Schema, n.Name)
	if sequenceKnown.Yes() {
		return oid{kind: "class", name: s.Name}
	}
	for _, k := range []schema.Known{known, indexKnown, sequenceKnown} {
		if k.Unknown() {
			return unknown{why: "whether there is " + n.String() + " is not known: " + doubtText(&k.Doubt)}
		}
	}
	return nil
}

// cast is CAST: between objects and their names, and of plain values.
func (q *query) cast(v any, t *pg.TypeName) any {
	switch x := v.(type) {
	case nil, unknown:
		return v
	case series:
		return q.castEach(x, t)
	case labels:
		if len(t.ArrayBounds) > 0 {
			return q.cast([]any(x), t)
		}
	}
	to := written(t.GetNames()).Name
	if len(t.ArrayBounds) > 0 {
		if list, ok := arrayLiteral(v); ok {
			v = list
		}
		if len(t.GetTypmods()) > 0 {
			return unknown{why: "an array of texts that may be cut is not followed"}
		}
		return v
	}
	switch to {
	case "regclass", "regtype", "regnamespace":
		if _, ok := v.(oid); ok {
			return v
		}
		if o := q.registered(to, v); o != nil {
			return o
		}
		return unknown{why: "there is no object of the name that is cast to " + to}
	case "text", "varchar", "name", "bpchar", "char":
		if o, ok := v.(oid); ok {
			return q.nameOf(o)
		}
		if text, ok := textOf(v); ok {
			if n := t.GetTypmods(); len(n) > 0 && !fits(text, strconv.Itoa(int(n[0].GetAConst().GetIval().GetIval()))) {
				return unknown{why: "a text that is cut is not followed"}
			}
			return text
		}
	case "oid":
		if _, ok := v.(oid); ok {
			return v
		}
	case "bool":
		if text, ok := v.(string); ok {
			if order, ok := comparedText(true, text, 1); ok {
				return order == 0
			}
		}
		if _, ok := v.(bool); ok {
			return v
		}
	case "int2", "int4", "int8":
		if text, ok := v.(string); ok {
			if n, ok := parseInt(text); ok {
				return n
			}
		}
		if _, ok := v.(int64); ok {
			return v
		}
	}
	if text, ok := v.(string); ok && !builtinTypes.has(to) {
		return text // of an enum or a domain
	}
	return unknown{why: "a cast to " + to + " is not followed"}
}

// like is LIKE and ILIKE.
func like(left, right any, fold, negate bool) any {
	switch {
	case isUnknown(left):
		return left
	case isUnknown(right):
		return right
	case left == nil || right == nil:
		return nil
	}
	text, okText := left.(string)
	pattern, okPattern := right.(string)
	if !okText || !okPattern {
		return unknown{why: "LIKE of other values than texts is not followed"}
	}
	var b strings.Builder
	b.WriteString("(?s)")
	if fold {
		b.WriteString("(?i)")
	}
	b.WriteString("^")
	escaped := false
	for _, c := range pattern {
		switch {
		case escaped:
			b.WriteString(regexp.QuoteMeta(string(c)))
			escaped = false
		case c == '\\':
			escaped = true
		case c == '%':
			b.WriteString(".*")
		case c == '_':
			b.WriteString(".")
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
	b.WriteString("$")
	matcher, err := regexp.Compile(b.String())
	if err != nil {
		return unknown{why: "a pattern in it is not followed"}
	}
	return matcher.MatchString(text) != negate
}

// aggregate works out an aggregate over the rows of a group.
func (e *env) aggregate(name string, f *pg.FuncCall) any {
	if !e.grouped {
		return unknown{why: "an aggregate at this place is not followed"}
	}
	var values []any
	for _, member := range e.group {
		if f.AggFilter != nil {
			switch keep := member.eval(f.AggFilter); {
			case isUnknown(keep):
				return keep
			case keep != true:
				continue
			}
		}
		if f.AggStar {
			values = append(values, true)
			continue
		}
		v := member.eval(f.Args[0])
		if u, ok := v.(unknown); ok {
			if name != "count" || f.AggDistinct || !u.there {
				return v
			}
			v = true
		}
		values = append(values, v)
	}
	if f.AggDistinct {
		values = distinctValues(values)
	}
	if why := e.q.unordered(name, f, values); why != "" {
		return unknown{why: why}
	}
	return aggregated(name, values)
}

func distinctValues(values []any) []any {
	var kept []any
	for _, v := range values {
		same := false
		for _, k := range kept {
			same = same || v == nil && k == nil || compareValues("=", v, k) == true
		}
		if !same {
			kept = append(kept, v)
		}
	}
	return kept
}

func aggregated(name string, values []any) any {
	if name == "array_agg" {
		if len(values) == 0 {
			return nil
		}
		return values
	}
	var there []any
	for _, v := range values {
		if v != nil {
			there = append(there, v)
		}
	}
	switch {
	case name == "count":
		return int64(len(there))
	case len(there) == 0:
		return nil
	}
	result := there[0]
	for _, v := range there[1:] {
		switch name {
		case "max":
			if compareValues(">", v, result) == true {
				result = v
			}
		case "min":
			if compareValues("<", v, result) == true {
				result = v
			}
		case "sum":
			result = binaryOperator("+", result, v)
		case "bool_or":
			result = or(result, v)
		case "bool_and", "every":
			result = and(result, v)
		default:
			return unknown{why: "the aggregate " + name + "() is not followed"}
		}
	}
	switch name {
	case "max", "min", "sum", "bool_or", "bool_and", "every":
		return result
	}
	return unknown{why: "the aggregate " + name + "() is not followed"}
}
