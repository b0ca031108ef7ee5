package bind

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// paramStyle is how a text writes its parameters.
type paramStyle int

const (
	namedStyle  paramStyle = iota // :name
	driverStyle                   // %(name)s, %s or $1, as the driver has it
)

// parameterSets reads the parameters of execute(): a dict, a list of dicts, a
// sequence, or named arguments as SQLAlchemy 1 took them.
func parameterSets(t *python.Thread, b *python.Bound) ([]*python.Dict, error) {
	var sets []*python.Dict
	given := b.Star()
	if v := b.Get("parameters"); v != python.None {
		given = append(given[:len(given):len(given)], v)
	}
	for i, v := range given {
		if _, inPlace := v.(*sqlexpr.InPlace); inPlace {
			if err := checkInPlace(b); err != nil {
				return nil, err
			}
			continue
		}
		if v == python.None {
			continue
		}
		if len(given) > 1 && isScalar(v) {
			// execute(statement, 1, 2): parameters one by one.
			set, err := positional(given[i:])
			return append(sets, set), err
		}
		more, err := readSets(t, v)
		if err != nil {
			return nil, err
		}
		sets = append(sets, more...)
	}
	if rest := b.Rest(); rest.Len() > 0 {
		sets = append(sets, rest)
	}
	return sets, nil
}

// checkInPlace takes the parameters of a compiled statement for none, since its values stand in the SQL already. The driver would
// read a percent sign in the text around it as the start of a parameter, or two as one.
func checkInPlace(b *python.Bound) error {
	if text, ok := python.AsStr(b.Get("statement")); !ok || strings.Contains(text, "%") {
		return &host.Unsupported{Code: host.CodeUnsupported, Message: "the parameters of a compiled statement are handed over with a text that has percent signs",
			Help: "leave the parameters out: the values stand in the SQL, and write one percent sign where one is meant"}
	}
	return nil
}

func isScalar(v python.Value) bool {
	switch python.Plain(v).(type) {
	case *python.Dict, *python.List, python.Tuple:
		return false
	}
	return true
}

func readSets(t *python.Thread, v python.Value) ([]*python.Dict, error) {
	switch x := python.Plain(v).(type) {
	case *python.Dict:
		return []*python.Dict{x}, nil
	case *python.Opaque:
		return nil, t.Unresolved(x, "the parameters of a statement")
	case *python.List:
		return setsOf(t, x.Elems)
	case python.Tuple:
		return setsOf(t, x)
	}
	if m, err := t.OptAttr(v, "_asdict"); err != nil || m != nil {
		if err != nil {
			return nil, err
		}
		d, err := t.Call(m)
		if err != nil {
			return nil, err
		}
		return readSets(t, d)
	}
	return nil, t.Raise(host.ArgumentError, "List argument must consist only of tuples or dictionaries")
}

// setsOf reads a list: of dicts or tuples, each a set; or of values, which are one.
func setsOf(t *python.Thread, list []python.Value) ([]*python.Dict, error) {
	if len(list) == 0 {
		return nil, nil
	}
	if isScalar(list[0]) {
		if _, isRow := list[0].(*Row); !isRow {
			set, err := positional(list)
			return []*python.Dict{set}, err
		}
	}
	var sets []*python.Dict
	for _, v := range list {
		more, err := readSets(t, v)
		if err != nil {
			return nil, err
		}
		sets = append(sets, more...)
	}
	return sets, nil
}

// positional numbers parameters that have no names.
func positional(values []python.Value) (*python.Dict, error) {
	d := python.NewDict()
	for i, v := range values {
		if err := d.Set(python.NewInt(int64(i+1)), v); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// driverParam is a parameter as PostgreSQL's drivers write it, or "%%".
var driverParam = lazyregexp.New(`%%|%\((\w+)\)s|%s|\$(\d+)`)

// textStatement is a statement that was given as a plain string.
func textStatement(t *python.Thread, sql string, span source.Span, set *python.Dict, style paramStyle) (ir.Expr, error) {
	if set == nil || set.Len() == 0 {
		return &ir.Text{SQL: escapeColons(sql, style), At: span}, nil
	}
	if style == namedStyle && !driverParam.MatchString(sql) {
		text := sqlexpr.NewText(t, sql)
		text.At = span
		return fillText(t, text, set)
	}
	text := &ir.Text{At: span, Binds: map[string]*ir.Bind{}}
	var b strings.Builder
	last, next := 0, 0
	for _, m := range driverParam.FindAllStringSubmatchIndex(sql, -1) {
		b.WriteString(colons.Replace(sql[last:m[0]]))
		last = m[1]
		var key python.Value
		switch {
		case sql[m[0]:m[1]] == "%%":
			b.WriteString("%")
			continue
		case m[2] >= 0:
			key = python.Str(sql[m[2]:m[3]])
		case m[4] >= 0:
			n, err := strconv.Atoi(sql[m[4]:m[5]])
			if err != nil {
				return nil, t.Raise(host.ProgrammingError, "there is no parameter $%s", sql[m[4]:m[5]])
			}
			key = python.NewInt(int64(n))
		default:
			next++
			key = python.NewInt(int64(next))
		}
		v, found, err := set.Get(key)
		if err != nil {
			return nil, err
		}
		if !found {
			return nil, t.Raise(host.ProgrammingError, "the statement has no value for its parameter %s", sql[m[0]:m[1]])
		}
		name := fmt.Sprintf("p_%d", len(text.Binds)+1)
		if text.Binds[name], err = literal(t, name, v); err != nil {
			return nil, err
		}
		b.WriteString(":" + name)
	}
	b.WriteString(colons.Replace(sql[last:]))
	text.SQL = b.String()
	return text, nil
}

// colons keeps colons from being taken for those of parameters.
var colons = strings.NewReplacer(`\:`, `\:`, `:`, `\:`)

// escapeColons keeps a text without parameters as it is. In a plain string given to
// execute(), "\:" is a colon already.
func escapeColons(sql string, style paramStyle) string {
	if style == driverStyle {
		return strings.ReplaceAll(sql, ":", `\:`)
	}
	return colons.Replace(sql)
}

// plainText is the SQL of a text without parameters; false if a name after a colon
// may be one.
func plainText(sql string) (string, bool) {
	if param.MatchString(sql) {
		return "", false
	}
	return strings.ReplaceAll(sql, `\:`, ":"), true
}

// param is what text() takes for a parameter.
var param = lazyregexp.New(`(?:^|[^:\w\\]):(\w+)(?:[^:]|$)`)

// fillText gives values to the parameters of a text.
func fillText(t *python.Thread, text *ir.Text, set *python.Dict) (ir.Expr, error) {
	filled := *text
	filled.Binds = make(map[string]*ir.Bind, len(text.Binds))
	for name, b := range text.Binds { // into another map: the order does not matter
		filled.Binds[name] = b
	}
	for _, item := range set.Items() {
		name, ok := python.AsStr(item.Key)
		old := filled.Binds[name]
		if !ok || old == nil {
			continue
		}
		b, err := literal(t, name, item.Value)
		if err != nil {
			return nil, err
		}
		if old.Expanding || !old.Of.IsNull() {
			// What bindparam() said about the parameter holds.
			made, err := sqlexpr.Fill(t, &ir.Text{Binds: map[string]*ir.Bind{name: old}}, map[string]python.Value{name: item.Value})
			if err != nil {
				return nil, err
			}
			b = made.(*ir.Text).Binds[name]
		}
		filled.Binds[name] = b
	}
	return &filled, nil
}

// literal is a value as the driver would write it into a statement: a tuple as
// (1, 2) for IN, a list as an array, a dict as JSON.
func literal(t *python.Thread, name string, v python.Value) (*ir.Bind, error) {
	b, err := sqlexpr.Literal(t, v, nil)
	if err != nil {
		return nil, err
	}
	out := *b
	out.Name = name
	list, isList := out.Value.(ir.List)
	switch python.Plain(v).(type) {
	case python.Tuple:
		out.Expanding, out.ExpandOp = true, ir.OpIn
		if isList && len(list) > 0 {
			out.Of = typeOfFirst(t, v)
		}
	case *python.List:
		out.Of = &ir.Type{Class: "ARRAY", Item: typeOfFirst(t, v)}
	case *python.Dict:
		out.Of = &ir.Type{Class: "JSON"}
	}
	return &out, nil
}

// typeOfFirst is the type of the first element that says one.
func typeOfFirst(t *python.Thread, v python.Value) *ir.Type {
	elems, err := t.Collect(v)
	if err != nil {
		return ir.NullType
	}
	for _, e := range elems {
		if b, err := sqlexpr.Literal(t, e, nil); err == nil && !b.Of.IsNull() {
			return b.Of
		}
	}
	return &ir.Type{Class: "Text"}
}
