package mysql

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// CodeLost is a warning: what a column had is lost by CHANGE or MODIFY, since the
// revision does not repeat it.
const CodeLost = "SP510"

// recall completes an operation with what the revisions before have left: what
// the server's syntax needs and the revision does not say. Where the catalog is
// not there yet, ok is false: the revision is run again when it is.
func (w *writers) recall(op ir.Op, env *ir.Env) (full ir.Op, ok bool, diags source.Diagnostics) {
	if env == nil || env.State == nil {
		return op, true, nil
	}
	r := &recaller{writers: w, env: env}
	switch o := op.(type) {
	case ir.AlterColumn:
		full, ok = r.column(o)
	case ir.DropConstraint:
		full, ok = r.constraint(o)
	case ir.DropIndex:
		full, ok = r.index(o)
	default:
		return op, true, nil
	}
	return full, ok, r.diags
}

type recaller struct {
	*writers
	env   *ir.Env
	diags source.Diagnostics
}

// catalog returns the catalog; nil and false if the revision is run again later.
func (r *recaller) catalog() (*schema.Catalog, bool) {
	catalog, err := r.env.State.Catalog()
	return catalog, !errors.Is(err, ir.ErrLater)
}

// table finds a table that is known for sure; nil if it is not.
func (r *recaller) table(catalog *schema.Catalog, ref ir.TableRef) *schema.Table {
	if catalog == nil {
		return nil
	}
	t, known := catalog.Table(ref.Schema.Text, ref.Name.Text)
	if t == nil || !known.Yes() || t.Doubt != nil {
		return nil
	}
	return t
}

func columnOf(t *schema.Table, name string) *schema.Column {
	if t == nil {
		return nil
	}
	if i := slices.IndexFunc(t.Columns, func(c *schema.Column) bool { return strings.EqualFold(c.Name, name) }); i >= 0 {
		return t.Columns[i]
	}
	return nil
}

// column completes the definition of a column that CHANGE or MODIFY repeats. A
// revision that gives the type is written as Alembic writes it, with a warning
// where that drops something.
func (r *recaller) column(o ir.AlterColumn) (ir.Op, bool) {
	if !redefines(o) || saysAll(o) || onlyRenames(o) && o.Existing.Type == nil && !r.isOld(r.env) {
		return o, true
	}
	given := o.Type != nil || o.Existing.Type != nil
	catalog, ok := r.catalog()
	if !ok {
		return o, given
	}
	t := r.table(catalog, o.Table)
	col := columnOf(t, o.Column.Text)
	switch {
	case col == nil || col.Type.IsZero():
		return o, true
	case given:
		r.warnLost(o, col)
		return o, true
	}
	return r.filled(o, t, col), true
}

// saysAll tells whether the revision leaves nothing of the column's definition open.
func saysAll(o ir.AlterColumn) bool {
	return (o.Type != nil || o.Existing.Type != nil) && (o.Nullable != nil || o.Existing.Nullable != nil) &&
		(o.Default != ir.DefaultKeep || o.Existing.DefaultGiven)
}

// filled takes what the revision does not say from the catalog.
func (r *recaller) filled(o ir.AlterColumn, t *schema.Table, col *schema.Column) ir.AlterColumn {
	o.Existing.Type = &ir.Type{Class: "SQL", Spec: r.typeText(t, col)}
	if o.Existing.Nullable == nil {
		nullable := !col.NotNull
		o.Existing.Nullable = &nullable
	}
	if !o.Existing.DefaultGiven && col.Default != nil {
		o.Existing.Default = &ir.ServerDefault{Expr: &ir.Raw{SQL: col.Default.SQL}}
	}
	if comment := col.More().Comment; o.Existing.Comment == nil && comment != "" {
		o.Existing.Comment = &comment
	}
	if o.Existing.Autoincrement == nil && col.AutoIncrement {
		o.Existing.Autoincrement = &col.AutoIncrement
	}
	if col.Generated != nil {
		o.Existing.Computed = true
	}
	if col.More().OnUpdate != "" {
		o.Options = append(slices.Clip(o.Options), ir.Option{Dialect: "mysql", Name: existingOnUpdate, Value: col.More().OnUpdate})
	}
	r.env.State.Assume(ir.Assumption{
		At:   o.Span(),
		Text: fmt.Sprintf("the column %s of table %s is %s", o.Column.Text, o.Table.Name.Text, described(col)),
		Check: r.exists("columns", "table_schema", o.Table, "column_name = "+r.quoted(col.Name),
			"column_type = "+r.quoted(col.Type.Name.Name+escaped(col.Type.Mod)), "is_nullable = "+r.quoted(yesNo(!col.NotNull))),
	})
	return o
}

// existingOnUpdate is the option by which filled hands on what ON UPDATE says.
const existingOnUpdate = "existing_on_update"

func yesNo(yes bool) string {
	if yes {
		return "YES"
	}
	return "NO"
}

func described(col *schema.Column) string {
	if col.NotNull {
		return col.Type.Name.Name + col.Type.Mod + " NOT NULL"
	}
	return col.Type.Name.Name + col.Type.Mod
}

// typeText writes the type of a column of the catalog. MariaDB's JSON is a
// LONGTEXT with a CHECK, which a column only keeps if it is called JSON again.
// See https://mariadb.com/kb/en/json/.
func (r *recaller) typeText(t *schema.Table, col *schema.Column) string {
	if r.flavour == MariaDB && col.Type.Name.Name == "longtext" && isJSONChecked(t, col.Name) {
		return "json"
	}
	text := col.Type.Name.Name + escaped(col.Type.Mod) // the catalog has the values of an enum unescaped
	if col.More().CharacterSet != "" {
		text += " CHARACTER SET " + col.More().CharacterSet
	}
	if col.Collation != "" {
		text += " COLLATE " + col.Collation
	}
	return text
}

func isJSONChecked(t *schema.Table, column string) bool {
	return slices.ContainsFunc(t.Constraints, func(c schema.Constraint) bool {
		return c.Kind == schema.Check && c.Check != nil && strings.HasPrefix(strings.ToLower(c.Check.SQL), "json_valid(") && slices.Equal(c.Check.Columns, []string{column})
	})
}

// warnLost tells what a definition that leaves something out takes from the column.
func (r *recaller) warnLost(o ir.AlterColumn, col *schema.Column) {
	var lost, help []string
	note := func(open bool, what, argument string) {
		if open {
			lost, help = append(lost, what), append(help, argument)
		}
	}
	note(col.NotNull && o.Nullable == nil && o.Existing.Nullable == nil, "NOT NULL", "existing_nullable=False")
	if d := col.Default; d != nil && !strings.EqualFold(d.SQL, "NULL") {
		note(o.Default == ir.DefaultKeep && !o.Existing.DefaultGiven, "DEFAULT "+d.SQL, "existing_server_default=")
	}
	note(col.AutoIncrement && o.Autoincrement == nil && o.Existing.Autoincrement == nil, "AUTO_INCREMENT", "existing_autoincrement=True")
	note(col.More().Comment != "" && !o.CommentSet && o.Existing.Comment == nil, "its comment", "existing_comment=")
	if len(lost) == 0 {
		return
	}
	r.diags = append(r.diags, source.Diagnostic{
		Severity: source.Warning, Code: CodeLost, Span: o.Span(),
		Message: fmt.Sprintf("the column %s of table %s loses %s, since %s is told its whole definition anew", o.Column.Text, o.Table.Name.Text,
			strings.Join(lost, " and "), r.flavour.facts().title),
		Help: "repeat it in alter_column(): " + strings.Join(help, ", "),
	})
}

// constraint finds out of which kind a constraint is.
func (r *recaller) constraint(o ir.DropConstraint) (ir.Op, bool) {
	if o.Kind != "" || o.Name.IsZero() {
		return o, true
	}
	catalog, ok := r.catalog()
	if !ok {
		return o, false
	}
	t := r.table(catalog, o.Table)
	if t == nil {
		return o, true
	}
	for _, c := range t.Constraints {
		word, known := constraintWords[c.Kind]
		if known && strings.EqualFold(c.Name, o.Name.Text) {
			o.Kind = word.kind
			r.env.State.Assume(ir.Assumption{
				At: o.Span(), Text: fmt.Sprintf("the constraint %s of table %s is a %s", o.Name.Text, o.Table.Name.Text, c.Kind),
				Check: r.exists("table_constraints", "table_schema", o.Table, "constraint_name = "+r.quoted(o.Name.Text), "constraint_type = "+r.quoted(word.server)),
			})
			break
		}
	}
	return o, true
}

// constraintWords are the kinds in the words of ir and of information_schema.
var constraintWords = map[schema.ConstraintKind]struct{ kind, server string }{
	schema.PrimaryKey: {"primary", "PRIMARY KEY"}, schema.Unique: {"unique", "UNIQUE"},
	schema.Check: {"check", "CHECK"}, schema.ForeignKey: {"foreignkey", "FOREIGN KEY"},
}

// index finds the table of an index, if there is only one that has such an index.
func (r *recaller) index(o ir.DropIndex) (ir.Op, bool) {
	if !o.Table.Name.IsZero() || o.Index.Name.IsZero() {
		return o, true
	}
	catalog, ok := r.catalog()
	if !ok {
		return o, false
	}
	if catalog == nil {
		return o, true
	}
	var found []*schema.Table
	for _, t := range catalog.Tables("") {
		if slices.ContainsFunc(t.Indexes, func(x schema.Index) bool { return strings.EqualFold(x.Name, o.Index.Name.Text) }) {
			found = append(found, t)
		}
	}
	if len(found) != 1 {
		return o, true
	}
	o.Table.Name = ir.Ident(found[0].Name.Name)
	r.env.State.Assume(ir.Assumption{
		At: o.Span(), Text: fmt.Sprintf("the index %s is one of table %s", o.Index.Name.Text, o.Table.Name.Text),
		Check: r.exists("statistics", "table_schema", o.Table, "index_name = "+r.quoted(o.Index.Name.Text)),
	})
	return o, true
}

// exists writes a condition on a table of information_schema about one table.
func (r *recaller) exists(view, schemaColumn string, ref ir.TableRef, conditions ...string) string {
	where := schemaColumn + " = DATABASE()"
	if !ref.Schema.IsZero() {
		where = schemaColumn + " = " + r.quoted(ref.Schema.Text)
	}
	where += " AND table_name = " + r.quoted(ref.Name.Text)
	for _, c := range conditions {
		where += " AND " + c
	}
	return "EXISTS (SELECT 1 FROM information_schema." + view + " WHERE " + where + ")"
}

func (r *recaller) quoted(text string) string { return escaped(sqltypes.Quote(text)) }
