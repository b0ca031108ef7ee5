package mssql

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// newDDL is how SQL Server's DDL differs from the general form.
func newDDL(w *writers) *ansi.DDL {
	return &ansi.DDL{
		Idents: Idents, Type: w.types.Name,
		Expr: func(e ir.Expr) (string, error) {
			return sqlexprs.Compile(w.exprs, e, sqlexprs.Options{NoTable: true})
		},
		Statement: func(e ir.Expr) (string, error) { return sqlexprs.Compile(w.exprs, e, sqlexprs.Options{}) },
		Literal:   func(text string) (string, error) { return w.types.Literal(text, ir.StringType) },

		ColumnSpec: columnSpec, Computed: computed, PrimaryWords: clusteredWord, Distinct: clusteredWord,
		HasType:     func(t *ir.Type) bool { return w.types.Resolve(t).Enum == nil },
		CreateIndex: writeCreateIndex, DropIndex: writeDropIndex,
		Adapt:          adapt,
		AddColumnWords: " ADD ",
		AlterColumn:    alterColumn, DropColumn: dropColumn, BulkInsert: bulkInsert, RenameTable: renameTable,
		Comment:           comment,
		SequencePrefix:    sequenceType,
		OptionalSequences: true,
	}
}

// option returns an argument named mssql_NAME; nil if it was not given or is None.
func option(options []ir.Option, name string) any {
	for _, o := range options {
		if o.Dialect == dialectName && o.Name == name {
			return o.Value
		}
	}
	return nil
}

// columnSpec writes NULL or NOT NULL in front of the identity or the default.
func columnSpec(d *ansi.DDL, c *ir.Column) (string, error) {
	text := d.Idents.Quote(c.Name)
	if c.Computed != nil {
		body, err := computed(d, c.Computed)
		if err != nil {
			return "", err
		}
		text += " " + body
	} else {
		t, err := d.Type(c.Type)
		if err != nil {
			return "", err
		}
		text += " " + t
	}
	switch {
	case !c.Nullable || c.PrimaryKey || c.Sequence != nil || c.Autoincrement == ir.AutoincrementOn || c.Identity != nil:
		text += " NOT NULL"
	case c.Computed == nil:
		text += " NULL"
	}
	start, increment := integer(option(c.Options, "identity_start")), integer(option(c.Options, "identity_increment"))
	switch numbered := c.Generated || c.Autoincrement == ir.AutoincrementOn; {
	case c.Identity != nil && (start != nil || increment != nil):
		return "", ansi.Errorf("say start and increment in Identity()",
			"mssql_identity_start and mssql_identity_increment cannot stand beside Identity()")
	case c.Identity != nil:
		return text + identity(c.Identity.Options.Start, c.Identity.Options.Increment), nil
	case numbered && (c.Sequence == nil || c.Sequence.Optional):
		return text + identity(start, increment), nil
	case c.Default != nil:
		def, err := d.Default(c.Default)
		return text + " DEFAULT " + def, err
	}
	return text, nil
}

// integer is an option that is a number; nil if it is none.
func integer(v any) *int64 {
	if n, ok := v.(*big.Int); ok && n.IsInt64() {
		value := n.Int64()
		return &value
	}
	return nil
}

// identity writes IDENTITY; where only one of the two numbers is said the other is 1.
// https://learn.microsoft.com/sql/t-sql/statements/create-table-transact-sql-identity-property
func identity(start, increment *int64) string {
	if start == nil && increment == nil {
		return " IDENTITY"
	}
	number := func(n *int64) string {
		if n == nil {
			return "1"
		}
		return strconv.FormatInt(*n, 10)
	}
	return " IDENTITY(" + number(start) + "," + number(increment) + ")"
}

func computed(d *ansi.DDL, c *ir.Computed) (string, error) {
	body, err := d.Expr(c.SQL)
	text := "AS (" + body + ")"
	if c.Persisted != nil && *c.Persisted {
		text += " PERSISTED"
	}
	return text, err
}

// clusteredWord says whether the rows of a table stand in the order of the key or the index.
func clusteredWord(_ *ansi.DDL, options []ir.Option) (string, error) {
	switch v := option(options, "clustered"); {
	case v == nil:
		return "", nil
	case truthy(v):
		return "CLUSTERED ", nil
	}
	return "NONCLUSTERED ", nil
}

// truthy tells whether Python takes the value of an option for true.
func truthy(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return v != ""
	case *big.Int:
		return v.Sign() != 0
	case ir.List:
		return len(v) > 0
	}
	return true
}

// optionNames returns the names of an option that is a list of them.
func optionNames(v any) []ir.Name {
	switch v := v.(type) {
	case string:
		return []ir.Name{ir.Ident(v)}
	case ir.Name:
		return []ir.Name{v}
	case *ir.ColumnRef:
		return []ir.Name{v.Name}
	case ir.List:
		var all []ir.Name
		for _, e := range v {
			all = append(all, optionNames(e)...)
		}
		return all
	}
	return nil
}

func writeCreateIndex(d *ansi.DDL, o ir.CreateIndex) (string, error) {
	x := o.Index
	text := "CREATE "
	if x.Unique {
		text += "UNIQUE "
	}
	clustered, err := clusteredWord(d, x.Options)
	if err != nil {
		return "", err
	}
	text += clustered
	if truthy(option(x.Options, "columnstore")) {
		text += "COLUMNSTORE "
	}
	name, err := d.Idents.Index(x.Name)
	if err != nil {
		return "", err
	}
	text += "INDEX " + name + " ON " + d.Idents.Table(o.Table.Schema, o.Table.Name)
	for i, e := range x.Elements {
		element, err := d.Expr(e)
		if err != nil {
			return "", err
		}
		// https://learn.microsoft.com/sql/t-sql/statements/create-index-transact-sql
		if !ansi.IsKeyColumn(element, style) {
			return "", ansi.Errorf("add a computed column with the expression, and index that", "SQL Server has no indexes on expressions: %s", element)
		}
		if i == 0 {
			text += " (" + element
		} else {
			text += ", " + element
		}
	}
	if len(x.Elements) > 0 {
		text += ")"
	}
	if include := optionNames(option(x.Options, "include")); len(include) > 0 {
		text += " INCLUDE (" + d.Idents.List(include) + ")"
	}
	where, err := condition(d, option(x.Options, "where"))
	return text + where, err
}

// condition writes the WHERE of a filtered index.
func condition(d *ansi.DDL, v any) (string, error) {
	var e ir.Expr
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		e = &ir.Text{SQL: v}
	case ir.Expr:
		e = v
	default:
		return "", ansi.Errorf("give a text or an expression", "mssql_where=%v cannot be written as SQL", v)
	}
	text, err := d.Expr(e)
	return " WHERE " + text, err
}

func writeDropIndex(d *ansi.DDL, o ir.DropIndex) (string, error) {
	if o.Table.Name.IsZero() {
		return "", ansi.Errorf("say table_name=", "DROP INDEX needs the name of the table on SQL Server")
	}
	name, err := d.Idents.Index(o.Index.Name)
	exists := ""
	if o.IfExists {
		exists = "IF EXISTS "
	}
	return "DROP INDEX " + exists + name + " ON " + d.Idents.Table(o.Table.Schema, o.Table.Name), err
}

func sequenceType(d *ansi.DDL, s *ir.Sequence) (string, error) {
	if s.Type == nil {
		return "", nil
	}
	t, err := d.Type(s.Type)
	return " AS " + t, err
}

// bulkInsert writes the rows with their own values for an identity column. The server
// takes IDENTITY_INSERT only for a table that has such a column, and then only rows
// that give its value.
// https://learn.microsoft.com/sql/t-sql/statements/set-identity-insert-transact-sql
func bulkInsert(d *ansi.DDL, o ir.BulkInsert) ([]string, error) {
	if len(o.Rows) == 0 {
		return nil, nil
	}
	table := d.Idents.Table(o.Table.Schema, o.Table.Name)
	var given []string
	texts := []string{""}
	for _, row := range o.Rows {
		text, err := d.Statement(row)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
		given = givenColumns(row, given)
	}
	if len(given) == 0 {
		return texts[1:], nil
	}
	lead := "IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(" + unicode(table) + ") AND name IN (" +
		strings.Join(given, ", ") + "))\n    SET IDENTITY_INSERT " + table
	texts[0] = lead + " ON"
	return append(texts, lead+" OFF"), nil
}

// givenColumns adds the columns for which a row has values, as literals.
func givenColumns(row ir.Expr, given []string) []string {
	insert, ok := row.(*ir.Insert)
	if !ok || len(insert.Rows) == 0 {
		return given
	}
	for _, item := range insert.Rows[0] {
		if name := unicode(item.Column.Name.Text); !slices.Contains(given, name) {
			given = append(given, name)
		}
	}
	return given
}

// literal writes a text as a literal, with an N only where it is needed.
func literal(text string) string { return sqltext.QuoteLiteral(text, style) }
