package sqlite

import (
	"slices"
	"strings"
	"sync"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// ddl is how SQLite's DDL differs from the general form.
var ddl = sync.OnceValue(func() *ansi.DDL {
	return &ansi.DDL{
		Idents: Idents, Type: writeType, Expr: writeDDLExpr, Statement: writeStatement, Literal: writeText,
		ColumnSpec: columnSpec, TableOptions: tableOptions,
		// Both stand at the end of a constraint, where ON CONFLICT belongs.
		Include: onConflict, Validity: onConflict,
		CreateIndex:    writeCreateIndex,
		RenameTarget:   func(d *ansi.DDL, _ ir.TableRef, to ir.Name) string { return d.Idents.Quote(to) },
		RenameColumn:   "RENAME COLUMN",
		InlineComments: true, // which SQLite does not have: they are left out
	}
})

// option returns an argument named sqlite_NAME; nil if it was not given or is None.
func option(options []ir.Option, name string) any {
	for _, o := range options {
		if o.Dialect == dialectName && o.Name == name {
			return o.Value
		}
	}
	return nil
}

func truthy(options []ir.Option, name string) bool {
	v := option(options, name)
	return v != nil && v != false
}

// onConflict writes what is done with a row that breaks a constraint.
// See https://www.sqlite.org/lang_conflict.html.
func onConflict(_ *ansi.DDL, options []ir.Option) (string, error) {
	return conflictClause(options, "on_conflict")
}

func conflictClause(options []ir.Option, name string) (string, error) {
	switch v := option(options, name).(type) {
	case nil:
		return "", nil
	case string:
		return " ON CONFLICT " + v, nil
	default:
		return "", ansi.Errorf(`give one of "ROLLBACK", "ABORT", "FAIL", "IGNORE" and "REPLACE"`, "sqlite_%s=%v is not a text", name, v)
	}
}

// inlineKey is an option that table.go's preparation sets on a column whose
// PRIMARY KEY stands with the column, as AUTOINCREMENT needs it.
const inlineKey = "inline_key"

func columnSpec(d *ansi.DDL, c *ir.Column) (string, error) {
	text, err := namedType(d, c)
	if err != nil {
		return "", err
	}
	if !c.Nullable {
		conflict, err := conflictClause(c.Options, "on_conflict_not_null")
		if err != nil {
			return "", err
		}
		text += " NOT NULL" + conflict
	}
	if truthy(c.Options, inlineKey) {
		conflict, err := conflictClause(c.Options, "on_conflict_primary_key")
		if err != nil {
			return "", err
		}
		text += " PRIMARY KEY" + conflict + " AUTOINCREMENT"
	}
	for _, check := range c.Checks {
		if option(check.Options, "on_conflict") != nil {
			return "", ansi.Errorf("write the CHECK as a constraint of the table", "SQLite does not support on conflict clause for column check constraint")
		}
	}
	bare := *c
	bare.Identity = nil // which SQLite does not have
	generated, err := d.Generated(&bare)
	return text + generated, err
}

func namedType(d *ansi.DDL, c *ir.Column) (string, error) {
	t, err := d.Type(c.Type)
	if err != nil {
		return "", err
	}
	text := d.Idents.Quote(c.Name) + " " + t
	if c.Default == nil {
		return text, nil
	}
	def, err := d.Default(c.Default)
	if err != nil {
		return "", err
	}
	if isCompound(def) {
		def = "(" + def + ")"
	}
	return text + " DEFAULT " + def, nil
}

var (
	startsClosed = lazyregexp.New(`^\s*['"(]`)
	notAWord     = lazyregexp.New(`^.*[^\pL\pN_]`)
)

// isCompound tells whether a default needs parentheses: SQLite takes an expression
// only in them, see https://www.sqlite.org/lang_createtable.html#the_default_clause.
func isCompound(def string) bool { return !startsClosed.MatchString(def) && notAWord.MatchString(def) }

func tableOptions(_ *ansi.DDL, t *ir.Table) (string, error) {
	var options []string
	if v := option(t.Options, "with_rowid"); v == false {
		options = append(options, "WITHOUT ROWID")
	}
	if truthy(t.Options, "strict") {
		options = append(options, "STRICT")
	}
	if len(options) == 0 {
		return "", nil
	}
	return "\n " + strings.Join(options, ",\n "), nil
}

func writeCreateIndex(d *ansi.DDL, o ir.CreateIndex) (string, error) {
	name, err := d.QualifiedIndex(ir.DropIndex{Table: o.Table, Index: o.Index})
	if err != nil {
		return "", err
	}
	text := "CREATE "
	if o.Index.Unique {
		text += "UNIQUE "
	}
	text += "INDEX "
	if o.IfNotExists {
		text += "IF NOT EXISTS "
	}
	elements := make([]string, len(o.Index.Elements))
	for i, e := range o.Index.Elements {
		if elements[i], err = d.Expr(e); err != nil {
			return "", err
		}
	}
	text += name + " ON " + d.Idents.Quote(o.Table.Name) + " (" + strings.Join(elements, ", ") + ")"
	var where string
	switch v := option(o.Index.Options, "where").(type) {
	case nil:
		return text, nil
	case string:
		where, err = d.Expr(&ir.Text{SQL: v})
	case ir.Expr:
		where, err = d.Expr(v)
	default:
		err = ansi.Errorf("give a condition, such as sa.text(...)", "sqlite_where of an index is not a condition")
	}
	return text + " WHERE " + where, err
}

// prepared returns the table as the writers take it: what SQLAlchemy works out from
// the table for a column or a constraint stands with these.
func prepared(t *ir.Table) (*ir.Table, error) {
	out := *t
	out.Columns = slices.Clone(t.Columns)
	out.Constraints = nil
	for _, c := range t.Constraints {
		kept, err := preparedConstraint(&out, c, t.Constraints)
		if err != nil {
			return nil, err
		}
		if kept != nil {
			out.Constraints = append(out.Constraints, kept)
		}
	}
	return &out, nil
}

// preparedConstraint returns nil for a constraint that is not written with the table, whose constraints all are.
func preparedConstraint(t *ir.Table, c ir.Constraint, all []ir.Constraint) (ir.Constraint, error) {
	switch c := c.(type) {
	case *ir.PrimaryKey:
		return preparedKey(t, c, all)
	case *ir.Unique:
		u := *c
		u.Options = ofColumn(t, c.Columns, c.Options, "on_conflict_unique")
		return &u, nil
	case *ir.ForeignKey:
		// A reference cannot leave its database file, and names no schema.
		if c.RefSchema.Text != t.Schema.Text {
			return nil, nil
		}
		fk := *c
		fk.RefSchema, fk.Options, fk.UseAlter = ir.Name{}, nil, false
		return &fk, nil
	}
	return c, nil
}

func preparedKey(t *ir.Table, k *ir.PrimaryKey, all []ir.Constraint) (ir.Constraint, error) {
	if len(k.Columns) != 1 {
		for _, c := range t.Columns {
			if c.Autoincrement == ir.AutoincrementOn && slices.ContainsFunc(k.Columns, func(n ir.Name) bool { return n.Text == c.Name.Text }) {
				return nil, ansi.Errorf("leave out autoincrement=True", "SQLite does not support autoincrement for composite primary keys")
			}
		}
		return k, nil
	}
	i := slices.IndexFunc(t.Columns, func(c *ir.Column) bool { return c.Name.Text == k.Columns[0].Text })
	if i >= 0 && truthy(t.Options, "autoincrement") && isWhole(t.Columns[i].Type) && !refers(all, k.Columns[0]) {
		col := *t.Columns[i]
		col.Options = append(slices.Clone(col.Options), ir.Option{Dialect: dialectName, Name: inlineKey, Value: true})
		t.Columns[i] = &col
		return nil, nil
	}
	out := *k
	out.Options = ofColumn(t, k.Columns, k.Options, "on_conflict_primary_key")
	return &out, nil
}

// ofColumn returns the options of a constraint, with the ON CONFLICT of its only
// column where it has none of its own.
func ofColumn(t *ir.Table, columns []ir.Name, options []ir.Option, name string) []ir.Option {
	if len(columns) != 1 || option(options, "on_conflict") != nil {
		return options
	}
	for _, c := range t.Columns {
		if v := option(c.Options, name); v != nil && c.Name.Text == columns[0].Text {
			return append(slices.Clone(options), ir.Option{Dialect: dialectName, Name: "on_conflict", Value: v})
		}
	}
	return options
}

// isWhole tells whether a type belongs to SQLAlchemy's family of whole numbers.
func isWhole(t *ir.Type) bool {
	return t != nil && t.In(dialectName).Is("Integer", "SmallInteger", "BigInteger", "INTEGER", "SMALLINT", "BIGINT", "INT", "TINYINT", "MEDIUMINT")
}

func refers(all []ir.Constraint, column ir.Name) bool {
	return slices.ContainsFunc(all, func(c ir.Constraint) bool {
		fk, ok := c.(*ir.ForeignKey)
		return ok && slices.ContainsFunc(fk.Columns, func(n ir.Name) bool { return n.Text == column.Text })
	})
}
