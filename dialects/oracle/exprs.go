package oracle

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// newExprs writes expressions and statements of the expression language as
// SQLAlchemy does for Oracle.
func newExprs(w *writers) *sqlexprs.Dialect {
	d := &sqlexprs.Dialect{
		Name: dialectName, Title: title, Names: w.idents, Literal: w.types.Literal, TypeName: w.types.Name,
		Binary: map[ir.Operator]func(*sqlexprs.Compiler, *ir.Binary) string{
			ir.OpMod:           call("mod"),
			ir.OpMatch:         call("CONTAINS "),
			ir.OpBitAnd:        call("BITAND"),
			ir.OpBitOr:         call("BITOR"),
			ir.OpBitXor:        call("BITXOR"),
			ir.OpShiftL:        noShift,
			ir.OpShiftR:        noShift,
			ir.OpDistinctFrom:  decoded("1"),
			ir.OpNotDistinct:   decoded("0"),
			ir.OpRegexp:        regexp("REGEXP_LIKE"),
			ir.OpNotRegexp:     regexp("NOT REGEXP_LIKE"),
			ir.OpRegexpReplace: regexp("REGEXP_REPLACE"),
			ir.OpCustom:        writeCustom,
			ir.OpJSONItem:      noJSON,
			ir.OpJSONPath:      noJSON,
			ir.OpIs:            sqlexprs.IsByEquality(title),
			ir.OpIsNot:         sqlexprs.IsByEquality(title),
			ir.OpBetween:       sqlexprs.NoSymmetric(title),
			ir.OpNotBetween:    sqlexprs.NoSymmetric(title),
		},
		Lacks: w.lacks,
		Funcs: map[string]func(*sqlexprs.Compiler, *ir.Func) string{
			"now":               func(*sqlexprs.Compiler, *ir.Func) string { return "CURRENT_TIMESTAMP" },
			"char_length":       renamed("LENGTH"),
			"aggregate_strings": renamed("LISTAGG"),
		},
		True: "1", False: "0",
		RowLimit:         w.rowLimit,
		Lock:             writeLock,
		Output:           writeReturning,
		FromFunc:         writeFromFunc,
		WholeValue:       ".COLUMN_VALUE",
		CompoundWords:    map[string]string{"EXCEPT": "MINUS"},
		DefaultFrom:      " FROM DUAL",
		EmptySet:         "SELECT 1 FROM DUAL WHERE 1!=1",
		BareAliases:      true,
		LabelsAgain:      true,
		SelectHints:      true,
		WithBehindInsert: true,
		OneRow:           true,
		NoArrays:         true,
		NoRecursive:      true,
		NoBoolean:        true,
		FloatDivision:    true,
		NoDefaultValues:  true,
		DefaultWord:      true,
		WithSelectOnly:   true,
		LabelLength:      maxName(w.version),
		Sequence: func(_ *sqlexprs.Compiler, s *ir.Sequence) string {
			return w.idents.Table(s.Schema, s.Name) + ".nextval"
		},
	}
	for _, name := range strings.Fields("uid user sysdate current_date current_time current_timestamp") {
		d.Funcs[name] = withoutArguments
	}
	return d
}

// call returns the writer of an operator that is a function here.
func call(name string) func(*sqlexprs.Compiler, *ir.Binary) string {
	return func(c *sqlexprs.Compiler, b *ir.Binary) string {
		return name + "(" + c.Expr(b.Left) + ", " + c.Expr(b.Right) + ")"
	}
}

func noShift(c *sqlexprs.Compiler, _ *ir.Binary) string {
	return c.Fail("Oracle has no operator that shifts bits: multiply with a power of 2, or divide by one")
}

func noJSON(c *sqlexprs.Compiler, _ *ir.Binary) string {
	return c.Fail("an element of a JSON value is taken with JSON_VALUE or JSON_QUERY on Oracle")
}

// decoded compares with DECODE, to which two NULLs are the same.
func decoded(differs string) func(*sqlexprs.Compiler, *ir.Binary) string {
	return func(c *sqlexprs.Compiler, b *ir.Binary) string {
		return "DECODE(" + c.Expr(b.Left) + ", " + c.Expr(b.Right) + ", 0, 1) = " + differs
	}
}

func regexp(name string) func(*sqlexprs.Compiler, *ir.Binary) string {
	return func(c *sqlexprs.Compiler, b *ir.Binary) string {
		text := name + "(" + c.Expr(b.Left) + ", " + c.Expr(b.Right)
		if b.Flags != nil {
			text += ", " + c.Literal(*b.Flags, ir.StringType)
		}
		return text + ")"
	}
}

func renamed(name string) func(*sqlexprs.Compiler, *ir.Func) string {
	return func(c *sqlexprs.Compiler, f *ir.Func) string { return name + "(" + c.List(f.Args) + ")" }
}

// withoutArguments leaves out the parentheses that the server does not take.
func withoutArguments(c *sqlexprs.Compiler, f *ir.Func) string {
	text := c.StandardFunc(f)
	if len(f.Args) == 0 {
		return strings.TrimSuffix(text, "()")
	}
	return text
}

func writeFromFunc(c *sqlexprs.Compiler, f *ir.Func) string {
	text := c.Expr(f)
	if strings.EqualFold(f.Name.Text, "table") {
		return text
	}
	return "TABLE (" + text + ")"
}

// rowLimit writes OFFSET and FETCH, which came with 12.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html
func (w *writers) rowLimit(c *sqlexprs.Compiler, t *ir.Tail) string {
	if !w.version.AtLeast(oracle12, 0) {
		return c.Fail("Oracle has no OFFSET and FETCH before version 12: compare ROWNUM in a query around this one")
	}
	text := ""
	if t.Offset != nil {
		text = "\n OFFSET " + c.Expr(t.Offset) + " ROWS"
	}
	count := t.Fetch
	if count == nil {
		count = t.Limit
	}
	if count != nil {
		text += "\n FETCH FIRST " + c.Expr(count) + sqlexprs.FetchWords(t)
	}
	return text
}

func writeLock(c *sqlexprs.Compiler, l *ir.Lock) string {
	if len(l.Of) > 0 {
		return c.Fail("FOR UPDATE OF takes columns on Oracle, and with_for_update(of=) was given a table")
	}
	text := " FOR UPDATE"
	if l.NoWait {
		text += " NOWAIT"
	}
	if l.SkipLocked {
		text += " SKIP LOCKED"
	}
	return text
}

// writeReturning refuses what Alembic writes with a variable of a program, :ret_0, that
// no script has.
func writeReturning(c *sqlexprs.Compiler, _ ir.From, _ []ir.SelectItem, _ bool) string {
	return c.Fail("RETURNING needs a variable of a program to return into on Oracle, and a script has none")
}
