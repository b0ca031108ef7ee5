package mssql

import (
	"math/big"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// title is the name that messages have.
const title = "SQL Server"

// newExprs writes expressions and statements of the expression language as
// SQLAlchemy does for SQL Server.
func newExprs(types *sqltypes.Compiler, _ ir.Version) *sqlexprs.Dialect {
	return &sqlexprs.Dialect{
		Name: dialectName, Title: title, Names: Idents, Literal: types.Literal, TypeName: types.Name,
		Binary: map[ir.Operator]func(*sqlexprs.Compiler, *ir.Binary) string{
			ir.OpCustom:       writeCustom,
			ir.OpEq:           writeEqual,
			ir.OpMatch:        writeContains,
			ir.OpDistinctFrom: writeDistinct,
			ir.OpNotDistinct:  writeDistinct,
			ir.OpJSONItem:     writeJSONItem,
			ir.OpIs:           sqlexprs.IsByEquality(title),
			ir.OpIsNot:        sqlexprs.IsByEquality(title),
			ir.OpBetween:      sqlexprs.NoSymmetric(title),
			ir.OpNotBetween:   sqlexprs.NoSymmetric(title),
			ir.OpIn:           writeIn,
			ir.OpNotIn:        writeIn,
			ir.OpJSONPath:     writeJSONItem,
		},
		Unary: map[ir.Operator]func(*sqlexprs.Compiler, *ir.Unary) string{
			// https://learn.microsoft.com/sql/t-sql/queries/select-order-by-clause-transact-sql
			ir.OpNullsFirst: sqlexprs.NullsLowest(title), ir.OpNullsLast: sqlexprs.NullsLowest(title),
			ir.OpAny: sqlexprs.QueryOnly(title), ir.OpAll: sqlexprs.QueryOnly(title),
		},
		Funcs: map[string]func(*sqlexprs.Compiler, *ir.Func) string{
			"now":               word("now", "CURRENT_TIMESTAMP"),
			"current_date":      word("current_date", "GETDATE()"),
			"length":            length,
			"char_length":       length,
			"aggregate_strings": writeStringAgg,
		},
		True: "1", False: "0",
		Top:             writeTop,
		Cast:            writeCast,
		RowLimit:        writeFetch,
		Lock:            func(*sqlexprs.Compiler, *ir.Lock) string { return "" },
		Extract:         writeDatePart,
		Output:          writeOutput,
		UpdateFrom:      "FROM",
		DeleteFrom:      "FROM",
		FromNamesOwn:    true,
		NoRecursive:     true,
		LabelFunctions:  true,
		OrderNeedsLimit: true,
		NoBoolean:       true,
		NoArrays:        true,
		Lacks:           lacks,
		InsertKeys:      true,
		ConcatWord:      " + ",
		EmptySet:        "SELECT 1 WHERE 1!=1",
		Sequence: func(_ *sqlexprs.Compiler, s *ir.Sequence) string {
			return "NEXT VALUE FOR " + Idents.Table(s.Schema, s.Name)
		},
		LabelLength: maxName,
	}
}

// writeCast puts a space behind TRY_CAST, as SQLAlchemy does.
func writeCast(c *sqlexprs.Compiler, e *ir.Cast) string {
	text := c.StandardCast(e)
	if rest, ok := strings.CutPrefix(text, "TRY_CAST("); ok {
		return "TRY_CAST (" + rest
	}
	return text
}

// writeCustom refuses the operators of other servers, such as those of PostgreSQL for JSON.
func writeCustom(c *sqlexprs.Compiler, b *ir.Binary) string {
	switch b.Custom.Text {
	case "->", "->>", "#>", "#>>":
		return c.Fail("SQL Server has no operator %s: use the functions JSON_VALUE and JSON_QUERY", b.Custom.Text)
	}
	if sqlexprs.IsSigns(b.Custom.Text) && !ownOperators[b.Custom.Text] {
		return c.Fail("SQL Server has no operator %s", b.Custom.Text)
	}
	return c.StandardBinary(b)
}

// writeEqual puts a value behind the column that it is compared with.
func writeEqual(c *sqlexprs.Compiler, b *ir.Binary) string {
	_, left := b.Left.(*ir.Bind)
	_, right := b.Right.(*ir.Bind)
	if left && !right {
		turned := *b
		turned.Left, turned.Right = b.Right, b.Left
		b = &turned
	}
	return c.StandardBinary(b)
}

func writeContains(c *sqlexprs.Compiler, b *ir.Binary) string {
	return "CONTAINS (" + c.Expr(b.Left) + ", " + c.Expr(b.Right) + ")"
}

func writeDistinct(c *sqlexprs.Compiler, b *ir.Binary) string {
	not := ""
	if b.Op == ir.OpDistinctFrom {
		not = "NOT "
	}
	return not + "EXISTS (SELECT " + c.Expr(b.Left) + " INTERSECT SELECT " + c.Expr(b.Right) + ")"
}

// writeJSONItem takes an element out of a JSON text: as JSON, or as the type that is asked for.
func writeJSONItem(c *sqlexprs.Compiler, b *ir.Binary) string {
	path := jsonPath(c, b.Right)
	call := func(name string) string { return name + "(" + c.Expr(b.Left) + ", " + path + ")" }
	if b.Of.Is("JSON", "JSONB") {
		return call("JSON_QUERY")
	}
	text := "CASE " + call("JSON_VALUE") + " WHEN NULL THEN NULL "
	switch {
	case sqlexprs.IsInteger(b.Of):
		text += "ELSE CAST(" + call("JSON_VALUE") + " AS INTEGER)"
	case b.Of.Is("Float", "FLOAT", "Double", "DOUBLE", "DOUBLE_PRECISION", "REAL"):
		text += "ELSE CAST(" + call("JSON_VALUE") + " AS FLOAT)"
	case sqlexprs.IsNumeric(b.Of):
		text += "ELSE CAST(" + call("JSON_VALUE") + " AS " + c.Type(b.Of) + ")"
	case b.Of.Is("Boolean", "BOOLEAN", "BIT"):
		text += "WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE NULL"
	default:
		text += "ELSE " + call("JSON_VALUE")
	}
	return text + " END"
}

// jsonPath writes where in a JSON text an element stands: '$."a"[1]'.
func jsonPath(c *sqlexprs.Compiler, e ir.Expr) string {
	bind, ok := e.(*ir.Bind)
	if !ok {
		return c.Expr(e)
	}
	steps, ok := bind.Value.(ir.List)
	if !ok {
		steps = ir.List{bind.Value}
	}
	path := "$"
	for _, s := range steps {
		switch s := s.(type) {
		case *big.Int:
			path += "[" + s.String() + "]"
		case string:
			path += `."` + s + `"`
		default:
			return c.Fail("a path into a JSON text has names and numbers only")
		}
	}
	return literal(path)
}

// word writes a function without arguments in the server's own way.
func word(_, text string) func(*sqlexprs.Compiler, *ir.Func) string {
	return func(c *sqlexprs.Compiler, f *ir.Func) string {
		if !f.Generic && len(f.Args) > 0 {
			return c.StandardFunc(f)
		}
		return text
	}
}

func length(c *sqlexprs.Compiler, f *ir.Func) string { return "LEN(" + c.List(f.Args) + ")" }

func writeStringAgg(c *sqlexprs.Compiler, f *ir.Func) string {
	return "string_agg(" + c.List(f.Args) + ")"
}

// dateParts are the fields that have another name here.
// https://learn.microsoft.com/sql/t-sql/functions/datepart-transact-sql
var dateParts = map[string]string{"doy": "dayofyear", "dow": "weekday", "milliseconds": "millisecond", "microseconds": "microsecond"}

func writeDatePart(c *sqlexprs.Compiler, e *ir.Extract) string {
	field := e.Field
	if own, ok := dateParts[field]; ok {
		field = own
	}
	return "DATEPART(" + field + ", " + c.Expr(e.Expr) + ")"
}

// isSimple tells whether a limit is a plain number.
func isSimple(e ir.Expr) bool {
	b, ok := e.(*ir.Bind)
	if !ok {
		return false
	}
	_, number := b.Value.(*big.Int)
	return number
}

// usesTop tells whether a limit stands before the columns, rather than behind ORDER BY.
func usesTop(t *ir.Tail) bool {
	return t.Offset == nil && (isSimple(t.Limit) || isSimple(t.Fetch) && (t.Percent || t.WithTies))
}

// writeTop writes TOP.
func writeTop(c *sqlexprs.Compiler, t *ir.Tail) string {
	if !usesTop(t) {
		return ""
	}
	count := t.Limit
	if t.Fetch != nil {
		count = t.Fetch
	}
	text := "TOP " + c.Expr(count) + " "
	if t.Percent {
		text += "PERCENT "
	}
	if t.WithTies {
		text += "WITH TIES "
	}
	return text
}

// writeFetch writes OFFSET and FETCH, which belong to ORDER BY on this server.
// https://learn.microsoft.com/sql/t-sql/queries/select-order-by-clause-transact-sql
func writeFetch(c *sqlexprs.Compiler, t *ir.Tail) string {
	switch {
	case usesTop(t):
		return ""
	case len(t.OrderBy) == 0:
		return c.Fail("SQL Server takes an offset, or a limit that is no plain number, only with order_by()")
	case t.Percent || t.WithTies:
		return c.Fail("SQL Server takes PERCENT and WITH TIES only as a plain number without an offset")
	}
	text := "\n OFFSET 0 ROWS"
	if t.Offset != nil {
		text = "\n OFFSET " + c.Expr(t.Offset) + " ROWS"
	}
	count := t.Fetch
	if count == nil {
		count = t.Limit
	}
	if count != nil {
		text += "\n FETCH FIRST " + c.Expr(count) + " ROWS ONLY"
	}
	return text
}

// writeOutput writes OUTPUT with the rows as they are after the statement, or were before it.
func writeOutput(c *sqlexprs.Compiler, table ir.From, items []ir.SelectItem, deleted bool) string {
	name := "inserted"
	if deleted {
		name = "deleted"
	}
	return " OUTPUT " + strings.TrimSpace(c.StandIn(table, name, func() string { return c.Selected(items) }))
}
