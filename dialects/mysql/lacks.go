package mysql

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// What SQLAlchemy writes for MySQL and MariaDB although the server has no such thing is
// refused here, or written in the server's own way where that means the same.
// See https://dev.mysql.com/doc/refman/8.4/en/sql-statements.html and
// https://mariadb.com/kb/en/sql-statements/.

// lacking refuses operations whose statement the server does not have.
func (w *writers) lacking(op ir.Op) error {
	switch o := op.(type) {
	case ir.CreateTable:
		if len(o.Table.Columns) == 0 {
			return ansi.Errorf("give the table its columns", "a table of %s has at least one column", w.title())
		}
	case ir.DropSchema:
		if o.Cascade {
			return ansi.Errorf("leave cascade=True out: DROP SCHEMA drops what is in the schema",
				"DROP SCHEMA has no CASCADE on %s, which drops the tables of the schema without it", w.title())
		}
	}
	return nil
}

func (w *writers) title() string { return w.flavour.facts().title }

// adapt returns a constraint without the words of its timing, which the servers lack.
// See https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html.
func (w *writers) adapt(c ir.Constraint) (ir.Constraint, error) { return ansi.Immediate(c, w.title()) }

// checksOfTable moves the checks of columns that have names behind the columns: MariaDB takes the
// name of a CHECK only there. See https://mariadb.com/kb/en/constraint/.
func (w *writers) checksOfTable(op ir.Op) ir.Op {
	if w.flavour != MariaDB {
		return op
	}
	switch o := op.(type) {
	case ir.CreateTable:
		table := *o.Table
		table.Columns, table.Constraints = slices.Clone(table.Columns), slices.Clone(table.Constraints)
		for i, c := range table.Columns {
			var named []ir.Constraint
			table.Columns[i], named = withoutNamed(c)
			table.Constraints = append(table.Constraints, named...)
		}
		o.Table = &table
		return o
	case ir.AddColumn:
		column, named := withoutNamed(o.Column)
		o.Column, o.Constraints = column, append(slices.Clone(o.Constraints), named...)
		return o
	}
	return op
}

// withoutNamed takes the checks that have names from a column.
func withoutNamed(c *ir.Column) (*ir.Column, []ir.Constraint) {
	var named []ir.Constraint
	rest := *c
	rest.Checks = nil
	for _, k := range c.Checks {
		if k.Name.IsZero() {
			rest.Checks = append(rest.Checks, k)
		} else {
			named = append(named, k)
		}
	}
	if len(named) == 0 {
		return c, nil
	}
	return &rest, named
}

// lacks names what an expression or a part of FROM has that the server does not.
// See https://dev.mysql.com/doc/refman/8.4/en/select.html.
func (w *writers) lacks(node any) string {
	switch n := node.(type) {
	case *ir.Filter:
		return "FILTER behind an aggregate function"
	case *ir.WithinGroup:
		if w.flavour == MySQL {
			return "WITHIN GROUP"
		}
	case *ir.Func:
		return lackingCall(n)
	case *ir.Join:
		if n.Full {
			return "FULL OUTER JOIN: join the two outer joins with UNION"
		}
	case *ir.Alias:
		return w.lackingAlias(n)
	case *ir.ValuesFrom:
		return "VALUES as a table: write the rows as SELECTs with UNION ALL between them"
	case *ir.CTE:
		switch n.Query.(type) {
		case *ir.Insert, *ir.Update, *ir.Delete:
			return "INSERT, UPDATE and DELETE in WITH"
		}
	}
	return ""
}

func lackingCall(f *ir.Func) string {
	if f.Ordinality {
		return "WITH ORDINALITY"
	}
	switch strings.ToLower(f.Name.Text) {
	case "group_concat", "json_arrayagg":
		return ""
	}
	if slices.ContainsFunc(f.Args, func(e ir.Expr) bool { _, ordered := e.(*ir.Ordered); return ordered }) {
		return "ORDER BY among the arguments of " + f.Name.Text + "()"
	}
	return ""
}

// lackingAlias: MySQL has LATERAL since 8.0.14, before a subquery. The one function in FROM is JSON_TABLE.
// See https://dev.mysql.com/doc/refman/8.4/en/lateral-derived-tables.html.
func (w *writers) lackingAlias(a *ir.Alias) string {
	call, _ := a.Func.(*ir.Func)
	switch {
	case a.Sample != nil:
		return "TABLESAMPLE"
	case a.Func != nil && (call == nil || !strings.EqualFold(call.Name.Text, "JSON_TABLE")):
		return "functions in FROM but JSON_TABLE"
	case a.Lateral && w.flavour == MariaDB:
		return "LATERAL"
	}
	return ""
}

// ownOperators are the operators made of signs.
// See https://dev.mysql.com/doc/refman/8.4/en/non-typed-operators.html.
var ownOperators = []string{"+", "-", "*", "/", "%", "&", "|", "^", "~", "<<", ">>", "=", "<=>", "!=", "<>", "<", ">", "<=", ">=", "||", "&&", "!", "->", "->>", ":=", "."}

// writeCustom refuses the operators of other servers. MariaDB has no -> and ->>, which are short for functions that it has.
// See https://dev.mysql.com/doc/refman/8.4/en/json-search-functions.html#operator_json-inline-path.
func (w *writers) writeCustom(c *sqlexprs.Compiler, b *ir.Binary) string {
	op := b.Custom.Text
	switch {
	case strings.HasPrefix(op, "#"): // the rest of the line would be a comment
		return c.Fail("%s has no operator %s: the number sign starts a comment", w.title(), op)
	case sqlexprs.IsSigns(op) && !slices.Contains(ownOperators, op):
		return c.Fail("%s has no operator %s", w.title(), op)
	case w.flavour == MariaDB && op == "->":
		return "JSON_EXTRACT(" + c.Expr(b.Left) + ", " + c.Expr(b.Right) + ")"
	case w.flavour == MariaDB && op == "->>":
		return "JSON_UNQUOTE(JSON_EXTRACT(" + c.Expr(b.Left) + ", " + c.Expr(b.Right) + "))"
	}
	return c.StandardBinary(b)
}

// CodeNotNull warns of a NOT NULL that is left out, since MariaDB takes none for a generated column.
const CodeNotNull = "SP426"

// warnOfNotNull warns of generated columns that a revision says cannot be null.
// See https://mariadb.com/kb/en/generated-columns/.
func (w *writers) warnOfNotNull(op ir.Op, diags *source.Diagnostics) {
	if w.flavour != MariaDB {
		return
	}
	var columns []*ir.Column
	switch o := op.(type) {
	case ir.CreateTable:
		columns = o.Table.Columns
	case ir.AddColumn:
		columns = []*ir.Column{o.Column}
	}
	for _, c := range columns {
		if c.Computed != nil && c.NullableGiven && !c.Nullable {
			diags.Warnf(op.Span(), CodeNotNull, "leave nullable=False out, and add a CHECK if the expression can be NULL",
				"NOT NULL of the generated column %s is left out: MariaDB does not take it", c.Name.Text)
		}
	}
}
