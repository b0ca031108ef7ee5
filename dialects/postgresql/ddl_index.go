package postgresql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

func writeCreateIndex(d *ansi.DDL, o ir.CreateIndex) (string, error) {
	x := o.Index
	name, err := d.Idents.Index(x.Name)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("CREATE ")
	if x.Unique {
		b.WriteString("UNIQUE ")
	}
	b.WriteString("INDEX ")
	if truthy(pgOption(x.Options, "concurrently")) {
		b.WriteString("CONCURRENTLY ")
	}
	if o.IfNotExists {
		b.WriteString("IF NOT EXISTS ")
	}
	b.WriteString(name + " ON " + d.Idents.Table(o.Table.Schema, o.Table.Name) + " ")
	if using, ok := pgOption(x.Options, "using").(string); ok && using != "" {
		method, err := indexMethod(using)
		if err != nil {
			return "", err
		}
		b.WriteString("USING " + method + " ")
	}
	elements, err := indexElements(d, x)
	if err != nil {
		return "", err
	}
	b.WriteString("(" + strings.Join(elements, ", ") + ")")
	tail, err := indexTail(d, x.Options)
	return b.String() + tail, err
}

// indexElements writes the columns and expressions, each with the operator class
// that postgresql_ops has for it.
func indexElements(d *ansi.DDL, x *ir.Index) ([]string, error) {
	ops, _ := pgOption(x.Options, "ops").(ir.Object)
	elements := make([]string, len(x.Elements))
	for i, e := range x.Elements {
		text, err := d.Expr(grouped(e))
		if err != nil {
			return nil, err
		}
		if class, ok := opClass(ops, e); ok {
			text += " " + class
		}
		elements[i] = text
	}
	return elements, nil
}

// grouped puts parentheses around an expression that is neither a column nor a call.
func grouped(e ir.Expr) ir.Expr {
	switch x := e.(type) {
	case *ir.Binary, *ir.Truth:
		return &ir.Grouping{Expr: e}
	case *ir.ExprList:
		if !x.Plain {
			return &ir.Grouping{Expr: e}
		}
	case *ir.Unary:
		if !x.Postfix {
			return &ir.Grouping{Expr: e}
		}
	}
	return e
}

func opClass(ops ir.Object, e ir.Expr) (string, bool) {
	key := ""
	switch e := e.(type) {
	case *ir.ColumnRef:
		if key = e.Key; key == "" {
			key = e.Name.Text
		}
	case *ir.Label:
		key = e.Name.Text
	case *ir.Text:
		key = e.SQL
	}
	for _, entry := range ops {
		if entry.Key == key && key != "" {
			class, ok := entry.Value.(string)
			return class, ok
		}
	}
	return "", false
}

// indexTail writes what follows the elements.
func indexTail(d *ansi.DDL, options []ir.Option) (string, error) {
	text, err := include(d, options)
	if err != nil {
		return "", err
	}
	nulls, err := distinct(d, options)
	if err != nil {
		return "", err
	}
	if nulls = strings.TrimSpace(nulls); nulls != "" {
		text += " " + nulls
	}
	if with, ok := pgOption(options, "with").(ir.Object); ok && len(with) > 0 {
		parts := make([]string, len(with))
		for i, e := range with {
			value, err := storageValue(e.Value)
			if err != nil {
				return "", err
			}
			parts[i] = e.Key + " = " + value
		}
		text += " WITH (" + strings.Join(parts, ", ") + ")"
	}
	if v := pgOption(options, "tablespace"); truthy(v) {
		text += " TABLESPACE " + d.Idents.List(optionNames(v))
	}
	if v := pgOption(options, "where"); v != nil {
		where, err := asExpr(v)
		if err != nil {
			return "", err
		}
		text += " WHERE " + where
	}
	return text, nil
}

// storageValue writes the value of a storage parameter as Python's str() does.
func storageValue(v any) (string, error) {
	switch v {
	case true:
		return "True", nil
	case false:
		return "False", nil
	}
	return asText(v)
}

func writeDropIndex(d *ansi.DDL, o ir.DropIndex) (string, error) {
	text := "DROP INDEX "
	if truthy(pgOption(o.Index.Options, "concurrently")) {
		text += "CONCURRENTLY "
	}
	if o.IfExists {
		text += "IF EXISTS "
	}
	name, err := d.QualifiedIndex(o)
	return text + name, err
}
