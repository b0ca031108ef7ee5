package ir

// ColumnName is the label of one selected expression. Required labels are written
// always, since the name has been taken by a column before; fallback ones where
// the expression has no name of its own.
type ColumnName struct {
	Required, Fallback OutName
	Repeated           bool
}

// OutName is a name or an anonymous one.
type OutName struct {
	Name string
	Anon Anon
}

func (n OutName) IsZero() bool { return n.Name == "" && n.Anon.IsZero() }

// repeatOf is the identity of a repeated column: the node and how many there were before.
type repeatOf struct {
	of Expr
	n  int
}

// namer gives labels to the columns of one statement.
type namer struct {
	taken   map[OutName]Expr
	repeats int
	style   LabelStyle
}

// ColumnNames finds the labels of the columns of a statement.
func ColumnNames(columns []Expr, style LabelStyle) []ColumnName {
	n := &namer{taken: map[OutName]Expr{}, style: style}
	names := make([]ColumnName, len(columns))
	for i, e := range columns {
		names[i] = n.name(e)
	}
	return names
}

func (n *namer) name(e Expr) ColumnName {
	if _, isText := e.(*Text); isText {
		return ColumnName{}
	}
	own, known := ownName(e)
	if n.style == LabelNone {
		if !known {
			own = fallbackOut(e)
		}
		return ColumnName{Fallback: own}
	}
	if n.style == LabelTable && known {
		if col, ok := e.(*ColumnRef); ok {
			own = qualifiedName(col)
			return n.unique(e, ColumnName{Required: own, Fallback: own}, own)
		}
	}
	if known {
		return n.unique(e, ColumnName{Fallback: own}, own)
	}
	fallback := fallbackOut(e)
	repeated := n.taken[fallback] != nil
	n.taken[fallback] = e
	if repeated {
		fallback = n.repeat(e, fallback)
	}
	return ColumnName{Fallback: fallback, Repeated: repeated}
}

// unique keeps a name that is free, or makes one that is.
func (n *namer) unique(e Expr, c ColumnName, own OutName) ColumnName {
	before := n.taken[own]
	switch {
	case before == nil:
		n.taken[own] = e
		return c
	case before == e:
		again := n.repeat(e, own)
		return ColumnName{Required: again, Fallback: again, Repeated: true}
	}
	label := OutName{Anon: Anon{Of: e, Base: own.base()}}
	if n.taken[label] != nil {
		again := n.repeat(e, own)
		return ColumnName{Required: again, Fallback: again, Repeated: true}
	}
	n.taken[label] = e
	return ColumnName{Required: label, Fallback: label}
}

// repeat is the name of a column that is selected twice: id__1.
func (n *namer) repeat(e Expr, own OutName) OutName {
	n.repeats++
	base := own.base()
	if f, ok := e.(*Func); ok {
		base = f.Name.Text
	}
	return OutName{Anon: Anon{Of: repeatOf{e, n.repeats}, Base: base + "_"}}
}

func (n OutName) base() string {
	if n.Anon.IsZero() {
		return n.Name
	}
	return n.Anon.Base
}

func ownName(e Expr) (OutName, bool) {
	name, anon, ok := NaturalName(e)
	return OutName{Name: name.Text, Anon: anon}, ok
}

func fallbackOut(e Expr) OutName {
	name, anon := FallbackName(e)
	return OutName{Name: name.Text, Anon: anon}
}

// qualifiedName is table_column.
func qualifiedName(col *ColumnRef) OutName {
	prefix := ""
	switch f := col.From.(type) {
	case *TableFrom:
		if !f.Schema.IsZero() {
			prefix = f.Schema.Text + "_"
		}
		prefix += f.Name.Text + "_"
	case *Alias:
		if f.Anon.IsZero() {
			prefix = f.Name.Text + "_"
		}
	case *CTE:
		prefix = f.Name.Text + "_"
	}
	return OutName{Name: prefix + col.Name.Text, Anon: col.Anon}
}

// Output is one column that a statement yields: the expression, and the name
// under which a query around the statement knows it.
type Output struct {
	Expr Expr
	Name Name
	Anon Anon
}

// Outputs lists the columns that a statement yields.
func Outputs(items []SelectItem) []Output {
	columns := Expand(items)
	var list []Output
	for i, n := range ColumnNames(columns, LabelDisambiguate) {
		if _, isText := columns[i].(*Text); isText {
			continue
		}
		out := Output{Expr: columns[i], Name: Ident(n.Fallback.Name), Anon: n.Fallback.Anon}
		if name, anon, ok := NaturalName(columns[i]); ok && n.Required.IsZero() {
			out.Name, out.Anon = name, anon
		}
		list = append(list, out)
	}
	return list
}

// NaturalName is the name that a selected expression has by itself.
func NaturalName(e Expr) (Name, Anon, bool) {
	switch e := e.(type) {
	case *ColumnRef:
		return e.Name, e.Anon, true
	case *Label:
		return e.Name, e.Anon, true
	}
	return Name{}, Anon{}, false
}

// FallbackName is the name of an expression that has none of its own: that of the
// column inside of a CAST, of the function, or an anonymous one.
func FallbackName(e Expr) (Name, Anon) {
	for inner := wrapped(e); inner != nil; inner = wrapped(inner) {
		if _, isText := inner.(*Text); isText {
			break
		}
		if name, anon, ok := NaturalName(inner); ok {
			return name, anon
		}
		if wrapped(inner) == nil {
			return Name{}, AnonOf(inner)
		}
	}
	return Name{}, AnonOf(e)
}

// wrapped is the expression that lends its name to the one around it.
func wrapped(e Expr) Expr {
	switch e := e.(type) {
	case *Cast:
		return e.Expr
	case *TypeCoerce:
		return e.Expr
	case *Truth:
		return e.Expr
	}
	return nil
}

// AnonOf returns the anonymous name of an expression: max_1 for a function, anon_1 for others.
func AnonOf(e Expr) Anon {
	base := "anon"
	switch x := e.(type) {
	case *Func:
		base = x.Name.Text
	case *Raw:
		base = x.Name
	case *NextValue:
		base = "next_value"
	case *ColumnRef:
		base = x.Name.Text
	case *Label:
		base = x.Name.Text
	case *Grouping:
		if f, ok := x.Expr.(*Func); ok {
			base = f.Name.Text
		}
	}
	return Anon{Of: e, Base: base}
}

// Expand lists the expressions of the columns of a statement.
func Expand(items []SelectItem) []Expr {
	var list []Expr
	for _, item := range items {
		if item.From == nil {
			list = append(list, item.Expr)
			continue
		}
		for _, col := range item.Selected() {
			list = append(list, col)
		}
	}
	return list
}
