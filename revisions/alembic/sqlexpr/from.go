package sqlexpr

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// FromElement is a table, alias, join, CTE or subquery as a Python value.
type FromElement struct{ f ir.From }

// NewFrom returns a FROM element as a Python value.
func NewFrom(f ir.From) *FromElement { return &FromElement{f: f} }

// From returns the element.
func (x *FromElement) From() ir.From { return x.f }

// Class returns SQLAlchemy's class of the element.
func (x *FromElement) Class() *python.Class { return classOfFrom(x.f) }

// Attr finds columns and methods.
func (x *FromElement) Attr(t *python.Thread, name string) (python.Value, error) {
	return FromAttr(t, x.f, name)
}

// HashKey makes the element usable as a key.
func (x *FromElement) HashKey() (string, bool) { return Columns{x.f}.key(), true }

// FromAttr finds a method or attribute of a FROM element. (nil, nil): there is none.
func FromAttr(t *python.Thread, f ir.From, name string) (python.Value, error) {
	switch name {
	case "c", "columns", "exported_columns":
		return Columns{f}, nil
	case "name", "description":
		return fromName(f), nil
	case "schema":
		if table, ok := f.(*ir.TableFrom); ok && !table.Schema.IsZero() {
			return python.Str(table.Schema.Text), nil
		}
		return python.None, nil
	}
	if m := fromMethods[name]; m != nil {
		return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) { return m(t, f, c) }), nil
	}
	return nil, nil
}

func fromName(f ir.From) python.Value {
	switch f := f.(type) {
	case *ir.TableFrom:
		return python.Str(f.Name.Text)
	case *ir.Alias:
		return python.Str(f.Name.Text)
	case *ir.CTE:
		return python.Str(f.Name.Text)
	case *ir.ValuesFrom:
		return python.Str(f.Name.Text)
	}
	return python.None
}

type fromMethod func(t *python.Thread, f ir.From, c *python.Call) (python.Value, error)

var fromMethods map[string]fromMethod

func init() {
	fromMethods = map[string]fromMethod{
		"alias": fromAlias, "lateral": fromAlias, "join": fromJoin, "outerjoin": fromJoin, "select": fromSelect, "tablesample": tableSample,
		"union": cteUnion("UNION"), "union_all": cteUnion("UNION ALL"), "data": valuesData, "cte": valuesCTE,
		"insert": func(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
			return newInsert(t, f, c)
		},
		"update": newUpdate, "delete": newDelete, "table_valued": nil,
		"is_derived_from": nil, "render_derived": renderDerived,
	}
	delete(fromMethods, "table_valued")
	delete(fromMethods, "is_derived_from")
	fromMethods["lateral"] = func(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
		v, err := fromAlias(t, f, c)
		if err != nil {
			return nil, err
		}
		v.(*FromElement).f.(*ir.Alias).Lateral = true
		return v, nil
	}
	fromMethods["outerjoin"] = func(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
		v, err := fromJoin(t, f, c)
		if err != nil {
			return nil, err
		}
		v.(*FromElement).f.(*ir.Join).Outer = true
		return v, nil
	}
}

// fromAlias gives an element another name.
func fromAlias(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
	name, hasName, err := optionalName(t, c)
	if err != nil {
		return nil, err
	}
	if cte, ok := f.(*ir.CTE); ok {
		return cteAlias(cte, name, hasName), nil
	}
	a := &ir.Alias{Of: f, Name: name}
	if old, ok := f.(*ir.Alias); ok && (old.Query != nil || old.Func != nil) {
		a.Of, a.Query, a.Func = nil, old.Query, old.Func
		a.Derived, a.WithTypes = old.Derived, old.WithTypes
	}
	if !hasName {
		a.Anon = ir.Anon{Of: a, Base: anonBase(f)}
	}
	a.Columns = proxies(a, f.FromColumns())
	return NewFrom(a), nil
}

func anonBase(f ir.From) string {
	switch f := f.(type) {
	case *ir.TableFrom:
		return f.Name.Text
	case *ir.Alias:
		if f.Anon.IsZero() {
			return f.Name.Text
		}
	}
	return "anon"
}

func cteAlias(cte *ir.CTE, name ir.Name, hasName bool) python.Value {
	a := &ir.CTE{Name: name, Query: cte.Query, Recursive: cte.Recursive, Alias: cte}
	if !hasName {
		a.Anon = ir.Anon{Of: a, Base: cte.Name.Text}
	}
	a.Columns = proxies(a, cte.Columns)
	return NewFrom(a)
}

// proxies are the columns of an element under another name.
func proxies(of ir.From, columns []*ir.ColumnRef) []*ir.ColumnRef {
	list := make([]*ir.ColumnRef, len(columns))
	for i, col := range columns {
		list[i] = &ir.ColumnRef{From: of, Name: col.Name, Anon: col.Anon, Key: col.Key, Of: col.Of}
	}
	return list
}

var nameSig = python.ParseSignature("alias", "name=None, **kw")

func optionalName(t *python.Thread, c *python.Call) (ir.Name, bool, error) {
	b, err := nameSig.Bind(c)
	if err != nil || b.Get("name") == python.None {
		return ir.Name{}, false, err
	}
	name, err := sqltype.NameOf(t, b.Get("name"))
	return name, true, err
}

var joinSig = python.ParseSignature("join", "right, onclause=None, isouter=False, full=False")

func fromJoin(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
	b, err := joinSig.Bind(c)
	if err != nil {
		return nil, err
	}
	j := &ir.Join{Left: f}
	if j.Right, err = fromOf(t, b.Get("right")); err != nil {
		return nil, err
	}
	if j.On, err = onClause(t, b.Get("onclause")); err != nil {
		return nil, err
	}
	if j.Outer, err = t.Truth(b.Get("isouter")); err != nil {
		return nil, err
	}
	j.Full, err = t.Truth(b.Get("full"))
	return NewFrom(j), err
}

func onClause(t *python.Thread, v python.Value) (ir.Expr, error) {
	if v == python.None {
		return nil, nil
	}
	e, err := Where(t, v)
	if err != nil {
		return nil, err
	}
	return ir.Enclose(e, ir.OpAs, nil), nil
}

// fromOf returns the FROM element that a Python value stands for.
func fromOf(t *python.Thread, v python.Value) (ir.From, error) {
	switch x := v.(type) {
	case HasFrom:
		return x.From(), nil
	case HasQuery:
		a := &ir.Alias{Query: x.Query()}
		a.Anon = ir.Anon{Of: a, Base: "anon"}
		a.Columns = outputColumns(a, x.Query())
		return a, nil
	case *python.Opaque:
		return nil, t.Unresolved(x, "a table in a statement")
	case HasExpr:
		switch e := x.Expr().(type) {
		case *ir.Text:
			return &ir.TextFrom{Text: e}, nil
		case *ir.Func:
			return &ir.Alias{Func: e, NoAlias: true}, nil
		}
	}
	for _, attr := range []string{"__table__", "__clause_element__"} {
		inner, err := t.OptAttr(v, attr)
		if err != nil {
			return nil, err
		}
		if inner == nil {
			continue
		}
		if attr == "__clause_element__" {
			if inner, err = t.Call(inner); err != nil {
				return nil, err
			}
		}
		return fromOf(t, inner)
	}
	text, err := t.Repr(v)
	if err != nil {
		return nil, err
	}
	return nil, t.Raise(host.ArgumentError, "FROM expression, such as a Table or alias() object expected, got %s.", text)
}

func fromSelect(_ *python.Thread, f ir.From, _ *python.Call) (python.Value, error) {
	return &Statement{q: selectAll(f)}, nil
}

// selectAll selects all columns of an element.
func selectAll(f ir.From) *ir.Select { return &ir.Select{Columns: []ir.SelectItem{{From: f}}} }

func tableSample(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
	b, err := sampleSig.Bind(c)
	if err != nil {
		return nil, err
	}
	a := &ir.Alias{Of: f}
	a.Anon = ir.Anon{Of: a, Base: anonBase(f)}
	if v := b.Get("name"); v != python.None {
		a.Anon = ir.Anon{}
		if a.Name, err = sqltype.NameOf(t, v); err != nil {
			return nil, err
		}
	}
	sampling, err := Of(t, b.Get("sampling"))
	if err != nil {
		return nil, err
	}
	if _, isFunc := sampling.(*ir.Func); !isFunc {
		sampling = &ir.Func{Name: ir.Ident("system"), Args: []ir.Expr{sampling}}
	}
	a.Sample = sampling
	if v := b.Get("seed"); v != python.None {
		if a.Seed, err = Of(t, v); err != nil {
			return nil, err
		}
	}
	a.Columns = proxies(a, f.FromColumns())
	return NewFrom(a), nil
}

var sampleSig = python.ParseSignature("tablesample", "sampling, name=None, seed=None")

func renderDerived(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
	a, ok := f.(*ir.Alias)
	if !ok {
		return nil, t.Raise(python.AttributeError, "render_derived() is for functions")
	}
	derived := *a
	derived.Name, derived.Anon = ir.Name{}, ir.Anon{}
	derived.Derived = true
	if v, ok := c.Kwarg("with_types"); ok {
		var err error
		if derived.WithTypes, err = t.Truth(v); err != nil {
			return nil, err
		}
	}
	if err := aliasName(t, &derived, c, 0); err != nil {
		return nil, err
	}
	derived.Columns = proxies(&derived, a.Columns)
	return NewFrom(&derived), nil
}

// cteUnion extends a recursive CTE.
func cteUnion(keyword string) fromMethod {
	return func(t *python.Thread, f ir.From, c *python.Call) (python.Value, error) {
		cte, ok := f.(*ir.CTE)
		if !ok {
			return nil, t.Raise(python.AttributeError, "%s() is for CTEs and SELECT statements", strings.ToLower(keyword))
		}
		queries := []ir.Query{cte.Query}
		for _, v := range c.Args {
			q, err := queryOf(t, v)
			if err != nil {
				return nil, err
			}
			queries = append(queries, inCompound(q))
		}
		larger := &ir.CTE{Name: cte.Name, Anon: cte.Anon, Recursive: cte.Recursive, Nesting: cte.Nesting, Restates: cte, Prefixes: cte.Prefixes}
		larger.Query = &ir.Compound{Keyword: keyword, Queries: queries}
		larger.Columns = proxies(larger, cte.Columns)
		return NewFrom(larger), nil
	}
}

// Columns is table.c: the columns of a FROM element by name.
type Columns struct{ f ir.From }

// Class returns the class of column collections.
func (Columns) Class() *python.Class { return columnsClass }

func (c Columns) key() string { return pointerKey(c.f) }

// Find returns a column by its key or its name.
func (c Columns) find(name string) *ir.ColumnRef {
	for _, col := range c.f.FromColumns() {
		if keyOf(col) == name {
			return col
		}
	}
	return nil
}

func keyOf(col *ir.ColumnRef) string {
	switch {
	case col.Key != "":
		return col.Key
	case !col.Anon.IsZero():
		return col.Anon.Base + "_1"
	}
	return col.Name.Text
}

// Attr is table.c.name.
func (c Columns) Attr(t *python.Thread, name string) (python.Value, error) {
	if col := c.find(name); col != nil {
		return New(col), nil
	}
	if m := c.method(name); m != nil {
		return python.NewBuiltin(name, m), nil
	}
	return nil, t.Raise(python.AttributeError, "%s", name)
}

func (c Columns) method(name string) func(*python.Thread, *python.Call) (python.Value, error) {
	switch name {
	case "keys", "values", "items":
		return func(*python.Thread, *python.Call) (python.Value, error) {
			list := python.NewList()
			for _, col := range c.f.FromColumns() {
				list.Elems = append(list.Elems, columnView(name, col))
			}
			return list, nil
		}
	case "get":
		return func(t *python.Thread, call *python.Call) (python.Value, error) {
			if len(call.Args) > 0 {
				if text, ok := python.AsStr(call.Args[0]); ok {
					if col := c.find(text); col != nil {
						return New(col), nil
					}
				}
			}
			if len(call.Args) > 1 {
				return call.Args[1], nil
			}
			return python.None, nil
		}
	}
	return nil
}

func columnView(name string, col *ir.ColumnRef) python.Value {
	switch name {
	case "keys":
		return python.Str(keyOf(col))
	case "values":
		return New(col)
	}
	return python.Tuple{python.Str(keyOf(col)), New(col)}
}

// Index is table.c["name"], and table.c[0].
func (c Columns) Index(t *python.Thread, key python.Value) (python.Value, error) {
	if name, ok := python.AsStr(key); ok {
		if col := c.find(name); col != nil {
			return New(col), nil
		}
		return nil, t.Raise(python.KeyError, "%s", name)
	}
	columns := c.f.FromColumns()
	if i, ok := python.AsInt(key); ok {
		n, _ := i.Int64()
		if n < 0 {
			n += int64(len(columns))
		}
		if n >= 0 && n < int64(len(columns)) {
			return New(columns[n]), nil
		}
	}
	return nil, t.Raise(python.IndexError, "column index out of range")
}

// Iterate gives the columns in order.
func (c Columns) Iterate(*python.Thread) (python.Iterator, error) {
	var list []python.Value
	for _, col := range c.f.FromColumns() {
		list = append(list, New(col))
	}
	return python.SliceIterator(list), nil
}

// Length is how many columns there are.
func (c Columns) Length(*python.Thread) (int, error) { return len(c.f.FromColumns()), nil }

// Binary is "name in table.c".
func (c Columns) Binary(_ *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	if op != "in" || !reflected {
		return nil, nil
	}
	name, ok := python.AsStr(other)
	return python.Bool(ok && c.find(name) != nil), nil
}
