package sqlexprs

import (
	"cmp"
	"errors"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// Compiler writes one statement.
type Compiler struct {
	d    *Dialect
	opts Options
	err  error

	anon  map[ir.Anon]string
	count map[string]int
	short map[string]string

	stack []*level
	// binds are the values that Filled statements around give to parameters.
	binds map[*ir.Bind]*ir.Bind
	ctes  ctes

	// The state below is that of the part that is being written.
	inColumns bool      // directly in the columns of a SELECT: labels are written with AS
	asLabel   *ir.Label // the label that is written by its name alone
	inOp      bool      // within an operator
	noTable   bool
	noSchema  bool
	aliased   bool // directly below an alias: a table has its name there
	shorted   int
	standIn   map[ir.From]string // names that columns have in the place of their table's
}

// level is one SELECT, UNION or DML statement around the part that is being written.
type level struct {
	correlate, asFrom map[ir.From]bool
	labels            labels
	// ambiguous are the names that tables with a schema have; a table without one
	// that is called alike gets an alias.
	ambiguous map[string]bool
}

// labels are the names that ORDER BY and GROUP BY can mean.
type labels struct {
	selected map[string]ir.Expr // of the columns
	froms    map[string]ir.Expr // of the columns of FROM
}

// Expr writes an expression.
func (c *Compiler) Expr(e ir.Expr) string { return c.expr(e) }

// Dialect returns the dialect that is written.
func (c *Compiler) Dialect() *Dialect { return c.d }

// within runs fn with a changed state and puts the state back.
func (c *Compiler) within(change func(), fn func() string) string {
	inColumns, asLabel, inOp, noTable, noSchema := c.inColumns, c.asLabel, c.inOp, c.noTable, c.noSchema
	change()
	text := fn()
	c.inColumns, c.asLabel, c.inOp, c.noTable, c.noSchema = inColumns, asLabel, inOp, noTable, noSchema
	return text
}

// top writes a whole statement or a free expression.
func (c *Compiler) top(e ir.Expr) string {
	c.noTable, c.noSchema = c.opts.NoTable, c.opts.NoSchema
	return c.expr(e)
}

// plain writes an expression where labels have no meaning of their own.
func (c *Compiler) plain(e ir.Expr) string {
	if !c.inColumns && c.asLabel == nil {
		return c.expr(e)
	}
	return c.within(func() { c.inColumns, c.asLabel = false, nil }, func() string { return c.expr(e) })
}

// expr writes any node.
func (c *Compiler) expr(e ir.Expr) string {
	switch e := e.(type) {
	case *ir.Label:
		return c.label(e)
	case *ir.LabelRef:
		return c.labelRef(e)
	case *ir.NameRef:
		return c.nameRef(e)
	case *ir.ColumnRef:
		return c.column(e)
	case *ir.Unary:
		return c.unary(e)
	case *ir.Grouping:
		return "(" + c.expr(e.Expr) + ")"
	case *ir.Truth:
		return c.truth(e)
	case *ir.TypeCoerce:
		return c.expr(e.Expr)
	}
	// Only a few nodes hand on that they stand in the columns.
	return c.within(func() { c.inColumns, c.asLabel = false, nil }, func() string { return c.other(e) })
}

func (c *Compiler) title() string { return cmp.Or(c.d.Title, c.d.Name) }

// lacks fails for a node that the server does not have.
func (c *Compiler) lacks(node any) bool {
	if c.d.Lacks == nil {
		return false
	}
	what := c.d.Lacks(node)
	if what != "" {
		c.Fail("%s has no %s", c.title(), what)
	}
	return what != ""
}

func (c *Compiler) other(e ir.Expr) string {
	if c.lacks(e) {
		return ""
	}
	switch e := e.(type) {
	case *ir.Text:
		return c.text(e)
	case *ir.Bind:
		return c.bind(e)
	case *ir.Raw:
		return e.SQL
	case *ir.Constant:
		return c.constant(e.Value)
	case *ir.Binary:
		return c.binary(e)
	case *ir.ExprList:
		return c.list(e)
	case *ir.Tuple:
		return "(" + c.comma(e.Items) + ")"
	case *ir.Array:
		return c.array(e)
	case *ir.Slice:
		return c.expr(e.Start) + ":" + c.expr(e.Stop)
	case *ir.Case:
		return c.caseExpr(e)
	case *ir.Cast:
		return c.cast(e)
	case *ir.Extract:
		return c.extract(e)
	case *ir.Func:
		return c.function(e)
	case *ir.Over:
		return c.over(e)
	case *ir.WithinGroup:
		return c.expr(e.Expr) + " WITHIN GROUP (ORDER BY " + c.comma(e.OrderBy) + ")"
	case *ir.Filter:
		return c.expr(e.Expr) + " FILTER (WHERE " + c.expr(e.Where) + ")"
	case *ir.Ordered:
		return c.expr(e.Expr) + " ORDER BY " + c.comma(e.OrderBy)
	case *ir.Collation:
		return c.d.Names.Collation(e.Name)
	case *ir.NextValue:
		return c.sequence(e)
	case *ir.FromExpr:
		return c.from(e.From, false)
	case *ir.ScalarQuery:
		return "(" + c.query(e.Query, place{}) + ")"
	case ir.Query:
		return c.query(e, place{})
	}
	return c.Fail("an expression of type %T cannot be written", e)
}

// constant writes NULL, true or false.
func (c *Compiler) constant(v ir.ConstantValue) string {
	switch v {
	case ir.True:
		return cmp.Or(c.d.True, "true")
	case ir.False:
		return cmp.Or(c.d.False, "false")
	}
	return "NULL"
}

func (c *Compiler) extract(e *ir.Extract) string {
	if c.d.Extract != nil {
		return c.d.Extract(c, e)
	}
	return "EXTRACT(" + cmp.Or(c.d.ExtractFields[e.Field], e.Field) + " FROM " + c.expr(e.Expr) + ")"
}

// bindPattern finds the parameters of a text as SQLAlchemy does: a name after one
// colon. It is looked at together with the character before, since Go has no lookbehind.
var bindPattern = lazyregexp.New(`:([\w$]+)`)

// text writes the author's SQL with its parameters filled in. A colon inside a
// literal of the text is a parameter only if a value was given for it: Alembic
// takes '10:30' apart, which nobody wants.
func (c *Compiler) text(t *ir.Text) string {
	var b strings.Builder
	at := 0
	for _, m := range bindPattern.FindAllStringSubmatchIndex(t.SQL, -1) {
		if !isParameter(t.SQL, m[0], m[1]) {
			continue
		}
		b.WriteString(t.SQL[at:m[0]])
		at = m[1]
		name := t.SQL[m[2]:m[3]]
		bind, known := t.Binds[name]
		bind = c.filled(bind)
		switch {
		case known && !bind.Missing:
			b.WriteString(c.bind(bind))
		case c.inLiteral(t.SQL, m[0]):
			b.WriteString(t.SQL[m[0]:m[1]])
		default:
			c.missing(name)
		}
	}
	b.WriteString(t.SQL[at:])
	return escapedColon.ReplaceAllString(b.String(), "$1")
}

// escapedColon is "\:" before a name or another colon, and how a text says that
// the colon is not a parameter's.
var escapedColon = lazyregexp.New(`\\(:[\w$]*)`)

func isParameter(sql string, start, end int) bool {
	if start > 0 && (sql[start-1] == ':' || sql[start-1] == '\\' || isWord(sql[start-1])) {
		return false
	}
	return end == len(sql) || sql[end] != ':'
}

func isWord(b byte) bool {
	return b == '_' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
}

// filled is a parameter with the value that a statement around gives it.
func (c *Compiler) filled(b *ir.Bind) *ir.Bind {
	if made := c.binds[b]; made != nil {
		return made
	}
	return b
}

func (c *Compiler) missing(name string) {
	c.fail(CodeMissingValue,
		`give the value with .bindparams(`+name+`=...) or .params(...); in a text, write "\:`+name+`" if no parameter is meant`,
		"the parameter %q has no value", name)
}

// bind writes the value of a parameter.
func (c *Compiler) bind(b *ir.Bind) string {
	b = c.filled(b)
	if b.Missing {
		c.missing(b.Name)
		return ""
	}
	if b.Expanding {
		return "(" + c.expanded(b) + ")"
	}
	return c.literal(b.Value, b.Of)
}

// literal writes a constant.
func (c *Compiler) literal(v ir.Value, typ *ir.Type) string {
	if v == nil {
		return "NULL"
	}
	text, err := c.d.Literal(v, typ)
	var own *sqltypes.Error
	if errors.As(err, &own) {
		c.fail(own.Code, own.Help, "%s", own.Message)
	}
	c.note(err, CodeLiteral, "give the parameter a type that has a literal form, or write the value as SQL")
	return text
}

// expanded writes the list of IN.
func (c *Compiler) expanded(b *ir.Bind) string {
	values, ok := b.Value.(ir.List)
	if !ok {
		return c.literal(b.Value, b.Of)
	}
	if len(values) == 0 {
		switch {
		case b.ExpandOp == ir.OpNotIn && !c.d.EmptySetInIn:
			return "NULL) OR (1 = 1"
		case b.ExpandOp == ir.OpIn && !c.d.EmptySetInIn:
			return "NULL) AND (1 != 1"
		case c.d.EmptySet != "":
			return c.d.EmptySet
		}
		return "SELECT " + c.cast(&ir.Cast{Expr: &ir.Constant{}, To: typeOr(b.Of, ir.IntegerType)}) + " WHERE 1!=1"
	}
	parts := make([]string, len(values))
	for i, v := range values {
		if row, ok := v.(ir.List); ok && isNull(b.Of) {
			parts[i] = "(" + c.row(row) + ")"
			continue
		}
		parts[i] = c.literal(v, b.Of)
	}
	if _, ok := values[0].(ir.List); ok && isNull(b.Of) {
		return c.d.RowsBeforeTuples + strings.Join(parts, ", ")
	}
	return strings.Join(parts, ", ")
}

func (c *Compiler) row(values ir.List) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = c.literal(v, nil)
	}
	return strings.Join(parts, ", ")
}

func isNull(t *ir.Type) bool { return t == nil || t.Class == "NullType" }

func typeOr(t, other *ir.Type) *ir.Type {
	if isNull(t) {
		return other
	}
	return t
}

// comma writes expressions with commas between them; those without text are left out.
func (c *Compiler) comma(items []ir.Expr) string { return c.joined(items, ", ") }

func (c *Compiler) joined(items []ir.Expr, sep string) string {
	parts := make([]string, 0, len(items))
	for _, item := range items {
		if text := c.expr(item); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, sep)
}

// Name writes an identifier.
func (c *Compiler) Name(n ir.Name) string { return c.d.Names.Quote(n) }

func (c *Compiler) column(col *ir.ColumnRef) string {
	if a, ok := col.From.(*ir.Alias); ok && a.Inserted && c.d.Inserted != nil {
		return c.d.Inserted(c, col)
	}
	name := col.Name.Text
	switch {
	case !col.Anon.IsZero():
		name = c.Name(ir.Ident(c.anonymous(col.Anon)))
	case !col.Literal:
		name = c.Name(col.Name)
	}
	if col.Whole {
		return name + c.d.WholeValue
	}
	if c.noTable || col.From == nil {
		return name
	}
	if prefix := c.qualifier(col.From); prefix != "" {
		return prefix + "." + name
	}
	return name
}

// qualifier is what stands before a column's dot.
func (c *Compiler) qualifier(f ir.From) string {
	if name, ok := c.standIn[f]; ok {
		return name
	}
	switch f := f.(type) {
	case *ir.TableFrom:
		if alias, ok := c.ambiguous(f); ok {
			return c.Name(alias)
		}
		// SQLAlchemy leaves the schema out only where a table is named, never before a column.
		return c.d.Names.Table(f.Schema, f.Name)
	case *ir.ValuesFrom:
		if f.Unnamed {
			return ""
		}
		return c.Name(c.fromName(f.Name, f.Anon))
	case *ir.Alias:
		if f.NoAlias {
			return ""
		}
		return c.Name(c.fromName(f.Name, f.Anon))
	case *ir.CTE:
		return c.Name(c.fromName(f.Name, f.Anon))
	}
	return ""
}

func (c *Compiler) fromName(n ir.Name, a ir.Anon) ir.Name {
	if a.IsZero() {
		return n
	}
	return ir.Ident(c.anonymous(a))
}
