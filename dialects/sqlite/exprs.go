package sqlite

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Exprs writes expressions and statements of the expression language as
// SQLAlchemy does for SQLite.
var Exprs = &sqlexprs.Dialect{
	Name:     dialectName,
	Names:    Idents,
	Literal:  Types.Literal,
	TypeName: Types.Name,
	Binary: map[ir.Operator]func(*sqlexprs.Compiler, *ir.Binary) string{
		ir.OpDistinctFrom: func(c *sqlexprs.Compiler, b *ir.Binary) string { return c.Expr(b.Left) + " IS NOT " + c.Expr(b.Right) },
		ir.OpNotDistinct:  func(c *sqlexprs.Compiler, b *ir.Binary) string { return c.Expr(b.Left) + " IS " + c.Expr(b.Right) },
		ir.OpDiv:          writeDivision,
		ir.OpBitXor:       writeBitXor,
		ir.OpCustom:       writeCustom,
		ir.OpJSONItem:     writeJSONItem,
		ir.OpJSONPath:     writeJSONItem,
		ir.OpRegexp:       func(c *sqlexprs.Compiler, b *ir.Binary) string { return c.Infix(b, " REGEXP ", false) },
		ir.OpNotRegexp:    func(c *sqlexprs.Compiler, b *ir.Binary) string { return c.Infix(b, " NOT REGEXP ", false) },
	},
	Funcs: map[string]func(*sqlexprs.Compiler, *ir.Func) string{
		"now": generic(func(*sqlexprs.Compiler, *ir.Func) string { return "CURRENT_TIMESTAMP" }),
		"localtimestamp": generic(func(*sqlexprs.Compiler, *ir.Func) string {
			return "DATETIME(CURRENT_TIMESTAMP, 'localtime')"
		}),
		"char_length":       generic(renamed("length")),
		"aggregate_strings": generic(renamed("group_concat")),
	},
	NoBoolean: true,
	True:      "1", False: "0",
	Extract:          writeExtract,
	EmptySet:         "SELECT 1 FROM (SELECT 1) WHERE 1!=1",
	EmptySetInIn:     true,
	Limit:            writeLimit,
	Lock:             func(*sqlexprs.Compiler, *ir.Lock) string { return "" },
	Conflict:         writeConflict,
	UpdateFrom:       "FROM",
	Returning:        true,
	BareReturning:    true,
	RowsBeforeTuples: "VALUES ",
}

// generic keeps a function's own form to the functions that SQLAlchemy knows by their name.
func generic(write func(*sqlexprs.Compiler, *ir.Func) string) func(*sqlexprs.Compiler, *ir.Func) string {
	return func(c *sqlexprs.Compiler, f *ir.Func) string {
		if !f.Generic {
			return c.StandardFunc(f)
		}
		return write(c, f)
	}
}

func renamed(name string) func(*sqlexprs.Compiler, *ir.Func) string {
	return func(c *sqlexprs.Compiler, f *ir.Func) string { return name + "(" + c.List(f.Args) + ")" }
}

// writeDivision keeps the fraction of whole numbers.
func writeDivision(c *sqlexprs.Compiler, b *ir.Binary) string {
	return c.Expr(b.Left) + " / (" + c.Expr(b.Right) + " + 0.0)"
}

// writeBitXor: SQLite has no operator for it.
func writeBitXor(c *sqlexprs.Compiler, b *ir.Binary) string {
	return "(" + c.Infix(b, " | ", true) + " - " + c.Infix(b, " & ", true) + ")"
}

// writeJSONItem takes an element out of a JSON value by a path such as $."a"[1].
func writeJSONItem(c *sqlexprs.Compiler, b *ir.Binary) string {
	text := "JSON_EXTRACT(" + c.Expr(b.Left) + ", " + jsonPath(c, b) + ")"
	if isJSON(b.Of) {
		return "JSON_QUOTE(" + text + ")"
	}
	return text
}

func isJSON(t *ir.Type) bool { return t.Is("JSON", "JSONB") }

// writeCustom writes an operator as its author wrote it. The keys of astext on
// PostgreSQL's JSON values are paths here, as SQLAlchemy writes them.
func writeCustom(c *sqlexprs.Compiler, b *ir.Binary) string {
	if _, ok := b.Right.(*ir.Bind); !ok || !isJSON(b.Left.Type()) || !b.Custom.Natural || b.Custom.Text != "->>" && b.Custom.Text != "#>>" {
		return c.StandardBinary(b)
	}
	path := *b
	path.Right = &ir.Raw{SQL: jsonPath(c, b)}
	return c.StandardBinary(&path)
}

func jsonPath(c *sqlexprs.Compiler, b *ir.Binary) string {
	bind, ok := b.Right.(*ir.Bind)
	if !ok {
		return c.Expr(b.Right)
	}
	path := "$"
	if list, ok := bind.Value.(ir.List); ok {
		for _, v := range list {
			path += jsonStep(v)
		}
	} else if keys, ok := bind.Value.(string); ok && (b.Op == ir.OpJSONPath || b.Custom != nil && b.Custom.Text == "#>>") {
		for _, key := range strings.Split(strings.Trim(keys, "{}"), ", ") {
			path += pathStep(key)
		}
	} else {
		path += jsonStep(bind.Value)
	}
	return sqltypes.Quote(path)
}

// pathStep is a step of a path that was written as PostgreSQL has it, where a number
// may be an index or a key.
func pathStep(key string) string {
	if n, ok := new(big.Int).SetString(key, 10); ok {
		return jsonStep(n)
	}
	return jsonStep(key)
}

func jsonStep(v ir.Value) string {
	if n, ok := v.(*big.Int); ok {
		return "[" + n.String() + "]"
	}
	return fmt.Sprintf(`."%v"`, v)
}

// extracts are the formats of STRFTIME for the fields of EXTRACT.
var extracts = map[string]string{
	"month": "%m", "day": "%d", "year": "%Y", "second": "%S", "hour": "%H", "doy": "%j", "minute": "%M",
	"epoch": "%s", "dow": "%w", "week": "%W",
}

func writeExtract(c *sqlexprs.Compiler, e *ir.Extract) string {
	format, ok := extracts[e.Field]
	if !ok {
		return c.Fail("%s is not a valid extract argument.", e.Field)
	}
	return "CAST(STRFTIME('" + format + "', " + c.Expr(e.Expr) + ") AS INTEGER)"
}

func writeLimit(c *sqlexprs.Compiler, limit, offset ir.Expr) string {
	text := ""
	if limit != nil {
		text = "\n LIMIT " + c.Expr(limit)
	}
	if offset == nil {
		return text + " OFFSET 0"
	}
	if limit == nil {
		text = "\n LIMIT -1"
	}
	return text + " OFFSET " + c.Expr(offset)
}

// writeConflict writes ON CONFLICT.
func writeConflict(c *sqlexprs.Compiler, ins *ir.Insert) string {
	k := ins.Conflict
	target := conflictTarget(c, k)
	if !k.Update {
		return "ON CONFLICT " + target + "DO NOTHING"
	}
	sets := make([]string, 0, len(k.Set))
	for _, item := range sqlexprs.InTableOrder(ins.Table, k.Set) {
		value := c.Bare(false, true, func() string { return c.Expr(item.Value) })
		sets = append(sets, c.Name(item.Column.Name)+" = "+value)
	}
	if target == "" {
		target = " " // SQLAlchemy puts a space on either side of what may be empty
	}
	text := "ON CONFLICT " + target + "DO UPDATE SET " + strings.Join(sets, ", ")
	if k.Where != nil {
		text += " WHERE " + c.Bare(false, true, func() string { return c.Expr(k.Where) })
	}
	return text
}

// conflictTarget is the columns that are in conflict, with a space at the end.
func conflictTarget(c *sqlexprs.Compiler, k *ir.Conflict) string {
	if len(k.Elements) == 0 {
		return ""
	}
	return c.Bare(true, true, func() string {
		text := "(" + c.List(k.Elements) + ") "
		if k.IndexWhere != nil {
			text += "WHERE " + c.Expr(k.IndexWhere) + " "
		}
		return text
	})
}

// writeDDLExpr writes an expression inside of DDL: columns without their table.
func writeDDLExpr(e ir.Expr) (string, error) {
	return sqlexprs.Compile(Exprs, e, sqlexprs.Options{NoTable: true})
}

// writeStatement writes a statement of the expression language.
func writeStatement(e ir.Expr) (string, error) {
	return sqlexprs.Compile(Exprs, e, sqlexprs.Options{})
}

func writeType(t *ir.Type) (string, error) { return Types.Name(t) }

func writeText(text string) (string, error) { return Types.Literal(text, ir.StringType) }
