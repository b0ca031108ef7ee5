package sqlexpr

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// The classes that a revision writes subclasses of, together with a function of
// @compiles that says what their SQL is.
var (
	executableClass      = python.NewClass("sqlalchemy.sql.base", "Executable")
	functionElementClass = python.NewClass("sqlalchemy.sql.functions", "FunctionElement", ColumnElementClass)
	genericFunctionClass = python.NewClass("sqlalchemy.sql.functions", "GenericFunction", functionElementClass)
)

func init() {
	functionElementClass.Init = func(_ *python.Thread, self *python.Instance, c *python.Call) error {
		self.Native = &customElement{inst: self, clauses: c.Args}
		return nil
	}
	ColumnElementClass.InstanceAttr = func(t *python.Thread, self *python.Instance, name string) (python.Value, error) {
		switch name {
		case "type", "name", "inherit_cache":
			return nil, nil // they are the class's own or not there
		case "clauses", "clause_expr":
			return &clauseList{items: clausesOf(self)}, nil
		}
		e, err := customExpr(t, self)
		if e == nil || err != nil {
			return nil, err
		}
		return Attr(t, e, name)
	}
}

// customElement is what an object of a class below FunctionElement keeps: the
// arguments that it was made with.
type customElement struct {
	inst    *python.Instance
	clauses []python.Value
}

// Binary applies an operator to the element.
func (x *customElement) Binary(t *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	e, err := customExpr(t, x.inst)
	if e == nil || err != nil {
		return nil, err
	}
	return Binary(t, e, op, other, reflected)
}

// Unary applies "-" and "~".
func (x *customElement) Unary(t *python.Thread, op string) (python.Value, error) {
	e, err := customExpr(t, x.inst)
	if e == nil || err != nil {
		return nil, err
	}
	return Unary(t, e, op)
}

func clausesOf(inst *python.Instance) []python.Value {
	if x, ok := inst.Native.(*customElement); ok {
		return x.clauses
	}
	return nil
}

// customExpr is the expression that an object of a class written in Python stands
// for; nil if the class is not one of expressions.
func customExpr(t *python.Thread, inst *python.Instance) (ir.Expr, error) {
	if !inst.Cls.IsSubclass(ClauseElementClass) {
		return nil, nil
	}
	typ, err := customType(t, inst)
	if err != nil {
		return nil, err
	}
	name := "anon"
	if v, err := t.OptAttr(inst, "name"); err != nil {
		return nil, err
	} else if text, ok := python.AsStr(v); ok {
		name = text
	} else if inst.Cls.IsSubclass(genericFunctionClass) {
		name = inst.Cls.Name
	}
	var args []ir.Expr
	for _, v := range clausesOf(inst) {
		arg, err := Of(t, v)
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
	}
	text, ok, err := CompiledText(t, inst)
	switch {
	case ok || err != nil:
		return &ir.Raw{SQL: text, Name: name, Args: args, Of: typ}, err
	case inst.Cls.IsSubclass(genericFunctionClass):
		return &ir.Func{Name: ir.Ident(name), Args: args, Of: typ}, nil
	}
	return nil, t.Raise(host.UnsupportedCompilation, "Compiler can't render element of type %s", inst.Cls.Name)
}

// IsExpr tells whether a Python value is an expression of SQL.
func IsExpr(v python.Value) bool {
	switch x := v.(type) {
	case HasExpr:
		return true
	case *python.Instance:
		return x.Cls.IsSubclass(ClauseElementClass)
	}
	return false
}

func customType(t *python.Thread, inst *python.Instance) (*ir.Type, error) {
	v, err := t.OptAttr(inst, "type")
	if v == nil || err != nil {
		return nil, err
	}
	return sqltype.Of(t, v)
}

// CompiledText is the SQL that a function of @compiles makes of an object; ok is
// false if none is registered for its class.
func CompiledText(t *python.Thread, v python.Value) (text string, ok bool, err error) {
	inst, isInstance := v.(*python.Instance)
	if !isInstance {
		return "", false, nil
	}
	fn := sqltype.CompilerOf(t, inst.Cls)
	if fn == nil {
		return "", false, nil
	}
	made, err := t.Call(fn, inst, compilerValue{})
	if err != nil {
		return "", false, err
	}
	if o, ok := made.(*python.Opaque); ok {
		return "", false, t.Unresolved(o, "what the function of @compiles returns")
	}
	text, ok = python.AsStr(made)
	if !ok {
		return "", false, t.Raise(python.TypeError, "the function of @compiles returns %s, not str", made.Class().Name)
	}
	return text, true, nil
}

// clauseList is element.clauses: the arguments, which process() writes with commas.
type clauseList struct{ items []python.Value }

// Class returns the class of lists of expressions.
func (*clauseList) Class() *python.Class { return ClauseElementClass }

// Iterate gives the arguments.
func (l *clauseList) Iterate(*python.Thread) (python.Iterator, error) {
	return python.SliceIterator(l.items), nil
}

// Length is how many there are.
func (l *clauseList) Length(*python.Thread) (int, error) { return len(l.items), nil }

// Attr gives clauses, which is the list itself.
func (l *clauseList) Attr(_ *python.Thread, name string) (python.Value, error) {
	if name == "clauses" {
		return python.NewList(l.items...), nil
	}
	return nil, nil
}

// compilerValue is what a function of @compiles gets as its second argument.
type compilerValue struct{}

var compilerClass = python.NewClass("sqlalchemy.sql.compiler", "SQLCompiler")

// Class returns the class of compilers.
func (compilerValue) Class() *python.Class { return compilerClass }

// Attr gives the dialect, process(), and the parts of the compiler that write names.
func (c compilerValue) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "dialect":
		return sqltype.NewDialect(host.Of(t).Dialect()), nil
	case "process":
		return python.NewBuiltin(name, processValue), nil
	case "sql_compiler", "preparer", "type_compiler", "identifier_preparer":
		return c, nil
	case "quote", "quote_identifier", "format_column", "quote_schema":
		return python.NewBuiltin(name, quoteName), nil
	case "format_table":
		return python.NewBuiltin(name, processValue), nil
	}
	return nil, &host.Unsupported{Code: host.CodeUnsupported, Message: "sqlplan's compiler for @compiles has no " + name,
		Help: "let the function return the SQL as text, made with compiler.process() alone"}
}

func processValue(t *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 0 {
		return nil, t.Raise(python.TypeError, "process() missing 1 required positional argument")
	}
	text, err := processed(t, c.Args[0])
	return python.Str(text), err
}

func processed(t *python.Thread, v python.Value) (string, error) {
	if sqltype.IsType(v) {
		typ, err := sqltype.Of(t, v)
		if err != nil {
			return "", err
		}
		if write := host.Of(t).TypeSQL; write != nil {
			return write(host.Of(t).Dialect(), typ)
		}
	}
	switch x := v.(type) {
	case *clauseList:
		list := &ir.ExprList{Op: ir.OpComma, Plain: true}
		for _, item := range x.items {
			e, err := Of(t, item)
			if err != nil {
				return "", err
			}
			list.Items = append(list.Items, e)
		}
		return Text(t, list)
	case HasQuery:
		return Text(t, x.Query())
	case HasFrom:
		return Text(t, &ir.FromExpr{From: x.From()})
	}
	e, err := Of(t, v)
	if err != nil {
		return "", err
	}
	return Text(t, e)
}

// quoteName writes an identifier, given as a text or as a column.
func quoteName(t *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 0 {
		return nil, t.Raise(python.TypeError, "quote() missing 1 required positional argument: 'ident'")
	}
	v := c.Args[0]
	if _, isText := python.AsStr(v); !isText {
		name, err := t.Attr(v, "name")
		if err != nil {
			return nil, err
		}
		v = name
	}
	name, err := sqltype.NameOf(t, v)
	if err != nil {
		return nil, err
	}
	text, err := Text(t, &ir.ColumnRef{Name: name})
	return python.Str(text), err
}
