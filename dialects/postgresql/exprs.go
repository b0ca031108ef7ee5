package postgresql

import (
	"maps"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// labelLength is PostgreSQL's NAMEDATALEN without the byte that ends a name.
const labelLength = 63

// Exprs writes expressions and statements of the expression language as
// SQLAlchemy does for PostgreSQL.
var Exprs = &sqlexprs.Dialect{
	Name:     "postgresql",
	Names:    Idents,
	Literal:  Types.Literal,
	TypeName: Types.Name,
	Binary: map[ir.Operator]func(*sqlexprs.Compiler, *ir.Binary) string{
		ir.OpBitXor:        writeBitXor,
		ir.OpGetItem:       writeGetItem,
		ir.OpJSONItem:      writeJSONItem,
		ir.OpJSONPath:      writeJSONPath,
		ir.OpMatch:         writeMatch,
		ir.OpNotMatch:      writeNotMatch,
		ir.OpILike:         (*sqlexprs.Compiler).ILike,
		ir.OpNotILike:      (*sqlexprs.Compiler).ILike,
		ir.OpRegexp:        writeRegexp,
		ir.OpNotRegexp:     writeRegexp,
		ir.OpRegexpReplace: writeRegexpReplace,
	},
	Funcs: map[string]func(*sqlexprs.Compiler, *ir.Func) string{
		"substring":         writeSubstring,
		"aggregate_strings": writeStringAgg,
	},
	Limit:        writeLimit,
	Fetch:        writeFetch,
	Lock:         writeLock,
	DistinctOn:   writeDistinctOn,
	Conflict:     writeConflict,
	UpdateFrom:   "FROM",
	DollarQuotes: true,
	DeleteFrom:   "USING",
	Sequence:     writeNextval,
	EmptyArray:   writeEmptyArray,
	Returning:    true,
	InsertKeys:   true,
	LabelLength:  labelLength,
}

func writeBitXor(c *sqlexprs.Compiler, b *ir.Binary) string { return c.Infix(b, " # ", false) }

func writeGetItem(c *sqlexprs.Compiler, b *ir.Binary) string {
	return c.Expr(b.Left) + "[" + c.Expr(b.Right) + "]"
}

// writeJSONItem takes an element out of a JSON value. A result that is no JSON is
// taken as text and cast.
func writeJSONItem(c *sqlexprs.Compiler, b *ir.Binary) string {
	if !isJSONType(b.Of) {
		return c.CastText(b.Of, func() string { return c.Infix(b, " ->> ", true) })
	}
	if t := b.Left.Type(); t == nil || t.Class != "JSONB" {
		return c.Infix(b, " -> ", true)
	}
	left := b.Left
	switch left.(type) {
	case *ir.Func, *ir.Cast:
		left = &ir.Grouping{Expr: left}
	}
	return c.Expr(left) + "[" + c.Expr(b.Right) + "]"
}

// beforeSubscripts is Exprs for servers before 14, where a JSONB value has no subscripts.
var beforeSubscripts = func() *sqlexprs.Dialect {
	d := *Exprs
	d.Binary = maps.Clone(d.Binary)
	d.Binary[ir.OpJSONItem] = writeOldJSONItem
	return &d
}()

// exprsFor returns how expressions are written for a server's version; zero: not said.
func exprsFor(v ir.Version) *sqlexprs.Dialect {
	const subscripts = 14
	if v != (ir.Version{}) && !v.AtLeast(subscripts, 0) {
		return beforeSubscripts
	}
	return Exprs
}

func writeOldJSONItem(c *sqlexprs.Compiler, b *ir.Binary) string {
	if !isJSONType(b.Of) {
		return writeJSONItem(c, b)
	}
	return c.Infix(b, " -> ", true)
}

func writeJSONPath(c *sqlexprs.Compiler, b *ir.Binary) string {
	if !isJSONType(b.Of) {
		return c.CastText(b.Of, func() string { return c.Infix(b, " #>> ", true) })
	}
	return c.Infix(b, " #> ", true)
}

func isJSONType(t *ir.Type) bool { return t != nil && (t.Class == "JSON" || t.Class == "JSONB") }

func writeMatch(c *sqlexprs.Compiler, b *ir.Binary) string {
	config := ""
	if b.Config != nil {
		config = c.Literal(*b.Config, ir.StringType) + ", "
	}
	return c.Expr(b.Left) + " @@ plainto_tsquery(" + config + c.Expr(b.Right) + ")"
}

func writeNotMatch(c *sqlexprs.Compiler, b *ir.Binary) string { return "NOT " + writeMatch(c, b) }

func writeRegexp(c *sqlexprs.Compiler, b *ir.Binary) string {
	op := "~"
	if b.Op == ir.OpNotRegexp {
		op = "!~"
	}
	switch {
	case b.Flags == nil:
		return c.Infix(b, " "+op+" ", false)
	case *b.Flags == "i":
		return c.Infix(b, " "+op+"* ", false)
	}
	return c.Expr(b.Left) + " " + op + " CONCAT('(?', " + c.Literal(*b.Flags, ir.StringType) + ", ')', " + c.Expr(b.Right) + ")"
}

func writeRegexpReplace(c *sqlexprs.Compiler, b *ir.Binary) string {
	text := "REGEXP_REPLACE(" + c.Expr(b.Left) + ", " + c.Expr(b.Right)
	if b.Flags != nil {
		text += ", " + c.Literal(*b.Flags, ir.StringType)
	}
	return text + ")"
}

func writeSubstring(c *sqlexprs.Compiler, f *ir.Func) string {
	const withLength = 3
	switch len(f.Args) {
	case 0, 1:
		return c.Fail("func.substring() needs a text and a position")
	case withLength:
		return "SUBSTRING(" + c.Expr(f.Args[0]) + " FROM " + c.Expr(f.Args[1]) + " FOR " + c.Expr(f.Args[2]) + ")"
	}
	return "SUBSTRING(" + c.Expr(f.Args[0]) + " FROM " + c.Expr(f.Args[1]) + ")"
}

func writeStringAgg(c *sqlexprs.Compiler, f *ir.Func) string {
	return "string_agg(" + c.List(f.Args) + ")"
}

func writeLimit(c *sqlexprs.Compiler, limit, offset ir.Expr) string {
	text := ""
	if limit != nil {
		text = " \n LIMIT " + c.Expr(limit)
	}
	if offset != nil {
		if limit == nil {
			text += "\n LIMIT ALL"
		}
		text += " OFFSET " + c.Expr(offset)
	}
	return text
}

func writeFetch(c *sqlexprs.Compiler, t *ir.Tail) string {
	text := ""
	if t.Offset != nil {
		text = "\n OFFSET (" + c.Expr(t.Offset) + ") ROWS"
	}
	return text + "\n FETCH FIRST (" + c.Expr(t.Fetch) + ")" + sqlexprs.FetchWords(t)
}

func writeLock(c *sqlexprs.Compiler, l *ir.Lock) string {
	text := " FOR UPDATE"
	switch {
	case l.Read && l.KeyShare:
		text = " FOR KEY SHARE"
	case l.Read:
		text = " FOR SHARE"
	case l.KeyShare:
		text = " FOR NO KEY UPDATE"
	}
	if len(l.Of) > 0 {
		names := make([]string, len(l.Of))
		for i, f := range l.Of {
			names[i] = c.FromName(f)
		}
		text += " OF " + strings.Join(names, ", ")
	}
	if l.NoWait {
		text += " NOWAIT"
	}
	if l.SkipLocked {
		text += " SKIP LOCKED"
	}
	return text
}

func writeDistinctOn(c *sqlexprs.Compiler, on []ir.Expr) string {
	return "DISTINCT ON (" + c.List(on) + ") "
}

// writeNextval writes the next value of a sequence; its name is a literal with
// the quotes of an identifier inside.
func writeNextval(_ *sqlexprs.Compiler, s *ir.Sequence) string {
	return "nextval(" + sqltypes.Quote(Idents.Table(s.Schema, s.Name)) + ")"
}

// writeEmptyArray casts an array without elements, whose type PostgreSQL cannot guess.
func writeEmptyArray(c *sqlexprs.Compiler, a *ir.Array) string {
	if a.Of == nil || a.Of.Item == nil || a.Of.Item.Class == ir.NullType.Class {
		return "ARRAY[]"
	}
	return "ARRAY[]::" + c.Type(a.Of)
}

// writeDDLExpr writes an expression inside of DDL: columns without their table.
func writeDDLExpr(e ir.Expr) (string, error) {
	return sqlexprs.Compile(Exprs, e, sqlexprs.Options{NoTable: true})
}

// writeStatement writes a statement of the expression language.
func writeStatement(e ir.Expr) (string, error) {
	return sqlexprs.Compile(Exprs, e, sqlexprs.Options{})
}
