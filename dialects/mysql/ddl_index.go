package mysql

import (
	"math/big"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// createIndex writes CREATE INDEX.
// See https://dev.mysql.com/doc/refman/8.4/en/create-index.html.
func (w *writers) createIndex(d *ansi.DDL, o ir.CreateIndex) (string, error) {
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
	if prefix, ok := option(w.flavour, x.Options, "prefix").(string); ok && prefix != "" {
		b.WriteString(prefix + " ") // FULLTEXT, SPATIAL
	}
	b.WriteString("INDEX ")
	if o.IfNotExists {
		b.WriteString("IF NOT EXISTS ")
	}
	elements, err := w.indexElements(d, x)
	if err != nil {
		return "", err
	}
	b.WriteString(name + " ON " + d.Idents.Table(o.Table.Schema, o.Table.Name) + " (" + strings.Join(elements, ", ") + ")")
	if parser, ok := sharedOption(w.flavour, x.Options, "with_parser").(string); ok {
		b.WriteString(" WITH PARSER " + parser)
	}
	if using, ok := sharedOption(w.flavour, x.Options, "using").(string); ok {
		b.WriteString(" USING " + indexKind(d, using))
	}
	return b.String(), nil
}

// indexElements writes the columns and expressions, each with the length of its
// prefix that mysql_length has for it.
func (w *writers) indexElements(d *ansi.DDL, x *ir.Index) ([]string, error) {
	length := option(w.flavour, x.Options, "length")
	elements := make([]string, len(x.Elements))
	for i, e := range x.Elements {
		text, err := d.Expr(grouped(e))
		if err != nil {
			return nil, err
		}
		if w.flavour == MariaDB && !ansi.IsKeyColumn(text, styleOf(MariaDB)) {
			return nil, ansi.Errorf("add a generated column with the expression, and index that", "MariaDB has no indexes on expressions: %s", text)
		}
		elements[i] = keyPart(text) + prefixLength(length, e, text)
	}
	return elements, nil
}

// keyPart puts an expression that was written as a text into the parentheses without which MySQL takes none. A column
// with the length of a prefix is no expression, and NULLS FIRST stays where the parser refuses it.
// See https://dev.mysql.com/doc/refman/8.4/en/create-index.html#create-index-functional-key-parts.
func keyPart(text string) string {
	m := orderedPart.FindStringSubmatch(text)
	if m == nil || ansi.IsKeyColumn(text, styleOf(MySQL)) || isEnclosed(m[1]) || prefixPart.MatchString(m[1]) {
		return text
	}
	return "(" + m[1] + ")" + m[2]
}

var (
	orderedPart = lazyregexp.New(`(?is)^(.*?)(\s+(?:ASC|DESC))?$`)
	prefixPart  = lazyregexp.New("(?i)\\sNULLS\\s|^(?:\\w+|`[^`]+`)\\s*\\(\\s*[0-9]+\\s*\\)$")
)

// prefixLength writes how much of a column is indexed, in parentheses.
func prefixLength(length any, e ir.Expr, text string) string {
	switch length := length.(type) {
	case *big.Int:
		return "(" + length.String() + ")"
	case ir.Object:
		keys := []string{text}
		if col, ok := e.(*ir.ColumnRef); ok {
			keys = []string{col.Name.Text, text}
		}
		for _, key := range keys {
			for _, entry := range length {
				if n, ok := entry.Value.(*big.Int); ok && entry.Key == key {
					return "(" + n.String() + ")"
				}
			}
		}
	}
	return ""
}

// grouped puts parentheses around an expression, which an index needs on these
// servers, even around a call.
func grouped(e ir.Expr) ir.Expr {
	switch x := e.(type) {
	case *ir.Binary, *ir.Truth, *ir.Func:
		return &ir.Grouping{Expr: e}
	case *ir.Unary:
		switch x.Op {
		case ir.OpAsc, ir.OpDesc:
		case ir.OpNullsFirst, ir.OpNullsLast:
			order := *x
			order.Expr = grouped(x.Expr)
			return &order
		default:
			return &ir.Grouping{Expr: e}
		}
	}
	return e
}

// dropIndex writes DROP INDEX, which needs the table here.
func (w *writers) dropIndex(d *ansi.DDL, o ir.DropIndex) (string, error) {
	if o.Table.Name.IsZero() {
		return "", ansi.Errorf(`give it: op.drop_index("`+o.Index.Name.Text+`", table_name=...)`,
			"DROP INDEX %s needs the name of the table, and it is not known from the revisions before", o.Index.Name.Text)
	}
	text := "DROP INDEX "
	if o.IfExists {
		text += "IF EXISTS "
	}
	name, err := d.Idents.Index(o.Index.Name)
	return text + name + " ON " + d.Idents.Table(o.Table.Schema, o.Table.Name), err
}

// dropConstraint writes ALTER TABLE ... DROP in the words for the kind of constraint.
func (w *writers) dropConstraint(d *ansi.DDL, o ir.DropConstraint) (string, error) {
	text := "ALTER TABLE " + d.Idents.Table(o.Table.Schema, o.Table.Name) + " DROP "
	if o.Kind == "primary" {
		return text + "PRIMARY KEY", nil
	}
	if o.Name.IsZero() {
		return "", ansi.Errorf("look the name up in the database (SHOW CREATE TABLE) and write it into the revision", "a constraint without a name cannot be dropped")
	}
	name, err := d.Idents.Constraint(o.Name)
	if err != nil {
		return "", err
	}
	switch o.Kind {
	case "foreignkey":
		return text + "FOREIGN KEY " + name, nil
	case "unique":
		return text + "INDEX " + name, nil
	case "check":
		if w.flavour == MySQL {
			return text + "CHECK " + name, nil
		}
		return text + "CONSTRAINT " + name, nil
	}
	return "", ansi.Errorf(`give type_="foreignkey", "unique", "check" or "primary"`,
		"the kind of the constraint %s is not known, neither from the revision nor from those before it", o.Name.Text)
}
