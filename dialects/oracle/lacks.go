package oracle

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// What SQLAlchemy writes for Oracle although the server has no such thing is refused
// here, or written in the server's own way where that means the same.

// title is the name that messages have.
const title = "Oracle"

// CodeOnUpdate warns of an ON UPDATE that the server does not have, and that is left out.
const CodeOnUpdate = "SP424"

// lacking refuses operations whose statement the server does not have. A schema of
// Oracle is what a user owns, and CREATE SCHEMA is several statements in one.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-SCHEMA.html
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-TABLE.html
func lacking(op ir.Op) error {
	const users = "a schema of Oracle is what a user owns"
	switch o := op.(type) {
	case ir.CreateTable:
		if len(o.Table.Columns) == 0 {
			return ansi.Errorf("give the table its columns", "a table of Oracle has at least one column")
		}
	case ir.CreateSchema:
		return ansi.Errorf("have a DBA create the user "+Idents.Quote(o.Name)+", and leave this out for Oracle", "%s: CREATE SCHEMA does not make one", users)
	case ir.DropSchema:
		return ansi.Errorf("have a DBA drop the user "+Idents.Quote(o.Name)+", and leave this out for Oracle", "%s: there is no DROP SCHEMA", users)
	}
	return nil
}

// adapt returns a foreign key in the words of the server: what ON DELETE calls NO ACTION or
// RESTRICT elsewhere is what happens where nothing is said.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/constraint.html
func adapt(c ir.Constraint) (ir.Constraint, error) {
	k, ok := c.(*ir.ForeignKey)
	if !ok {
		return c, nil
	}
	own := *k
	if own.Match != "" && !strings.EqualFold(own.Match, "SIMPLE") {
		return nil, ansi.Errorf("leave match= out", "Oracle has no MATCH %s", own.Match)
	}
	own.Match = ""
	switch action := strings.ToUpper(own.OnDelete); action {
	case "NO ACTION", "RESTRICT":
		own.OnDelete = ""
	case "SET DEFAULT":
		return nil, ansi.Errorf("write a trigger that sets the default", "Oracle has no ON DELETE %s, but CASCADE and SET NULL", action)
	}
	return &own, nil
}

// warnOfOnUpdate warns of each foreign key whose ON UPDATE would do something: SQLAlchemy, too,
// leaves it out for Oracle, which has no such words.
func warnOfOnUpdate(op ir.Op, diags *source.Diagnostics) {
	for _, k := range foreignKeys(op) {
		if action := strings.ToUpper(k.OnUpdate); action != "" && action != "NO ACTION" && action != "RESTRICT" {
			diags.Warnf(op.Span(), CodeOnUpdate, "leave onupdate= out for Oracle, or write a trigger",
				"ON UPDATE %s is left out: Oracle has no ON UPDATE, and refuses to change a key that rows refer to", action)
		}
	}
}

// foreignKeys are those that an operation makes.
func foreignKeys(op ir.Op) []*ir.ForeignKey {
	var constraints []ir.Constraint
	switch o := op.(type) {
	case ir.CreateTable:
		constraints = o.Table.Constraints
	case ir.AddConstraint:
		constraints = []ir.Constraint{o.Constraint}
	case ir.AddColumn:
		constraints = o.Constraints
		if o.Column.Reference != nil {
			constraints = append(slices.Clone(constraints), o.Column.Reference)
		}
	}
	var keys []*ir.ForeignKey
	for _, c := range constraints {
		if k, ok := c.(*ir.ForeignKey); ok {
			keys = append(keys, k)
		}
	}
	return keys
}

// indexKey returns an element of an index without NULLS FIRST and NULLS LAST, which CREATE
// INDEX does not have, where that is the order anyway: NULL is the highest value.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-INDEX.html
func indexKey(element string) (string, error) {
	type word struct {
		text  string
		start int
	}
	var words []word // at the end of the element
	s := sqltext.NewScanner(element, style)
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		switch tok.Kind {
		case sqltext.Word:
			words = append(words, word{strings.ToUpper(element[tok.Start:tok.End]), tok.Start})
		case sqltext.Space:
		default:
			words = nil
		}
	}
	n := len(words)
	const pair = 2
	if n < pair || words[n-pair].text != "NULLS" {
		return element, nil
	}
	descending := n > pair && words[n-pair-1].text == "DESC"
	if descending != (words[n-1].text == "FIRST") {
		return "", ansi.Errorf("leave the words out: an index serves both orders, read forwards or backwards, and ORDER BY may say NULLS",
			"an index of Oracle cannot have NULL at the other end (%s): it is the highest value", element)
	}
	return strings.TrimRight(element[:words[n-pair].start], " \t\r\n"), nil
}

// lacks names what an expression or a part of FROM has that the server does not.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html
func (w *writers) lacks(node any) string {
	switch n := node.(type) {
	case *ir.Filter:
		return "FILTER behind an aggregate function"
	case *ir.Func:
		return lackingCall(n)
	case *ir.Binary:
		if n.Op == ir.OpCollate && !w.version.AtLeast(oracle12, 2) {
			return "COLLATE before version 12.2"
		}
	case *ir.Alias:
		return w.lackingAlias(n)
	case *ir.ValuesFrom:
		if !w.version.AtLeast(oracle23, 0) {
			return "VALUES as a table before version 23"
		}
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
	ordered := func(e ir.Expr) bool { _, ok := e.(*ir.Ordered); return ok }
	switch strings.ToLower(f.Name.Text) {
	case "xmlagg", "json_arrayagg":
		return ""
	}
	if slices.ContainsFunc(f.Args, ordered) {
		return "ORDER BY among the arguments of " + f.Name.Text + "()"
	}
	return ""
}

func (w *writers) lackingAlias(a *ir.Alias) string {
	switch {
	case a.Derived:
		return "names of columns behind the alias of a function"
	case a.Lateral && a.Query == nil:
		return "LATERAL before a function: TABLE() sees the tables before it without the word"
	case a.Lateral && !w.version.AtLeast(oracle12, 0):
		return "LATERAL before version 12"
	}
	return ""
}

// ownOperators are the operators made of signs.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/About-SQL-Operators.html
var ownOperators = []string{"+", "-", "*", "/", "||", "=", "!=", "^=", "<>", "<", ">", "<=", ">=", "."}

// writeCustom refuses the operators of other servers, such as those of PostgreSQL for JSON.
func writeCustom(c *sqlexprs.Compiler, b *ir.Binary) string {
	op := b.Custom.Text
	switch {
	case !sqlexprs.IsSigns(op) || slices.Contains(ownOperators, op):
		return c.StandardBinary(b)
	case op == "&":
		return c.Fail("Oracle has no operator &: use the function BITAND")
	case op == "%":
		return c.Fail("Oracle has no operator %%: use the function MOD")
	}
	return c.Fail("Oracle has no operator %s: use functions such as JSON_VALUE and JSON_EXISTS", op)
}

// CodeReserved warns of a column whose name stands without quotes although the server reserves the word.
const CodeReserved = "SP425"

// warnOfReserved warns of new columns with names that Oracle reserves and SQLAlchemy does not know of. They are
// left as they are: quotes would make another name of them, in small letters.
func warnOfReserved(op ir.Op, diags *source.Diagnostics) {
	for _, n := range newColumns(op) {
		if n.Quote == ir.QuoteAuto && newerReserved()[n.Text] {
			diags.Warnf(op.Span(), CodeReserved, `choose another name, or write quoted_name("`+n.Text+`", True) wherever the column is named`,
				"Oracle reserves the word %s: the server may refuse a column of that name without quotes", strings.ToUpper(n.Text))
		}
	}
}

// newColumns are the names of columns that an operation gives.
func newColumns(op ir.Op) []ir.Name {
	switch o := op.(type) {
	case ir.CreateTable:
		names := make([]ir.Name, len(o.Table.Columns))
		for i, c := range o.Table.Columns {
			names[i] = c.Name
		}
		return names
	case ir.AddColumn:
		return []ir.Name{o.Column.Name}
	case ir.AlterColumn:
		if o.NewName != nil {
			return []ir.Name{*o.NewName}
		}
	}
	return nil
}
