package mssql

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// CodeNullLost warns of ALTER COLUMN with a type alone, which makes the column nullable.
const CodeNullLost = "SP550"

// warnOfNull warns where ALTER COLUMN would drop NOT NULL: without NULL or NOT NULL
// behind the type the server takes the column for nullable.
// https://learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql
func warnOfNull(o ir.AlterColumn, diags *source.Diagnostics) {
	if o.Type != nil && o.Nullable == nil && o.Existing.Nullable == nil {
		diags.Warnf(o.Span(), CodeNullLost, "say existing_nullable=False, or True, in op.alter_column()",
			"a new type without existing_nullable= makes column %s nullable, whatever it was before", o.Column.Text)
	}
}

// step is what ALTER COLUMN changes at once.
type step struct {
	d *ansi.DDL
	o ir.AlterColumn
	// texts are the statements so far.
	texts []string
	err   error
}

func (s *step) add(text string, err error) {
	if s.err == nil && err == nil && text != "" {
		s.texts = append(s.texts, text)
	}
	if s.err == nil {
		s.err = err
	}
}

// general adds the statements of another operation.
func (s *step) general(op ir.Op) {
	texts, _, err := s.d.Texts(op, nil)
	if s.err == nil {
		s.texts, s.err = append(s.texts, texts...), err
	}
}

// alterColumn writes the changes of a column in Alembic's order: the old default goes
// first, type and nullability are one statement, the new name comes last. The constraints of the new
// type, which follow, are not its task.
func alterColumn(d *ansi.DDL, o ir.AlterColumn) ([]string, error) {
	s := &step{d: d, o: o}
	for _, c := range o.DropChecks {
		if text, err := d.Constraint(c); text != "" || err != nil {
			s.general(ir.DropConstraint{At: o.At, Table: o.Table, Name: c.Name})
		}
	}
	constructs := o.NewComputed != nil || o.Existing.Computed || o.NewIdentity != nil || o.Existing.Identity != nil
	if o.Default != ir.DefaultKeep && !constructs && (o.Existing.DefaultGiven || o.Default == ir.DefaultDrop) {
		s.add(dropConstraintOf(d, o.Table, o.Column, "sys.default_constraints"), nil)
	}
	s.typeAndNull()
	if o.Default != ir.DefaultKeep && constructs {
		s.add("", ansi.Errorf("add a new column, copy the values and drop the old one",
			"SQL Server cannot add or remove a computed expression or IDENTITY of an existing column"))
	}
	if o.CommentSet {
		s.add(commentText(d, "exec", ansi.Comment{Table: o.Table, Column: o.Column, Text: o.NewComment, Replaces: o.Existing.Comment != nil}))
	}
	if o.Default == ir.DefaultSet && !constructs {
		def, err := d.Default(o.NewDefault)
		s.add("ALTER TABLE "+d.Dotted(o.Table)+" ADD DEFAULT "+def+" FOR "+d.Idents.Quote(o.Column), err)
	}
	if o.NewName != nil {
		s.add("EXEC sp_rename "+textLiteral(d.Dotted(o.Table)+"."+d.Idents.Quote(o.Column))+", "+d.Idents.Quote(*o.NewName)+", 'COLUMN'", nil)
	}
	return s.texts, s.err
}

// typeAndNull writes the new type, with what is known of NULL.
func (s *step) typeAndNull() {
	o := s.o
	typ, nullable := o.Type, o.Nullable
	if typ == nil {
		typ = o.Existing.Type
	} else if nullable == nil {
		nullable = o.Existing.Nullable
	}
	switch {
	case o.Type == nil && o.Nullable == nil:
		return
	case typ == nil:
		s.add("", ansi.Errorf("say existing_type= in op.alter_column()",
			"ALTER COLUMN with NULL or NOT NULL needs the type of the column on SQL Server"))
		return
	}
	t, err := s.d.Type(typ)
	text := "ALTER TABLE " + s.d.Dotted(o.Table) + " ALTER COLUMN " + s.d.Idents.Quote(o.Column) + " " + t
	switch {
	case nullable == nil:
	case *nullable:
		text += " NULL"
	default:
		text += " NOT NULL"
	}
	s.add(text, err)
}

// dropColumn drops first what Alembic's arguments mssql_drop_default, _check and
// _foreign_key say: the server refuses to drop a column with a constraint.
func dropColumn(d *ansi.DDL, o ir.DropColumn) ([]string, error) {
	asked := func(name string) bool {
		for _, opt := range o.Options {
			if opt.Name == name {
				return truthy(opt.Value)
			}
		}
		return false
	}
	var texts []string
	if asked("mssql_drop_default") {
		texts = append(texts, dropConstraintOf(d, o.Table, o.Column.Name, "sys.default_constraints"))
	}
	if asked("mssql_drop_check") {
		texts = append(texts, dropConstraintOf(d, o.Table, o.Column.Name, "sys.check_constraints"))
	}
	if asked("mssql_drop_foreign_key") {
		texts = append(texts, dropForeignKeyOf(d, o.Table, o.Column.Name))
	}
	exists := ""
	if o.IfExists {
		exists = "IF EXISTS "
	}
	return append(texts, "ALTER TABLE "+d.Dotted(o.Table)+" DROP COLUMN "+exists+d.Idents.Quote(o.Column.Name)), nil
}

// dropConstraintOf drops a constraint of a column whose name the server made up. The
// block looks it up in a catalog view, and drops nothing if there is none.
func dropConstraintOf(d *ansi.DDL, t ir.TableRef, column ir.Name, view string) string {
	return fmt.Sprintf(`declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from %s
where parent_object_id = object_id(%s)
and col_name(parent_object_id, parent_column_id) = %s
exec(%s + @const_name)`, view, objectLiteral(t), textLiteral(column.Text), textLiteral("alter table "+d.Dotted(t)+" drop constraint "))
}

func dropForeignKeyOf(d *ansi.DDL, t ir.TableRef, column ir.Name) string {
	return fmt.Sprintf(`declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from
sys.foreign_keys fk join sys.foreign_key_columns fkc
on fk.object_id=fkc.constraint_object_id
where fkc.parent_object_id = object_id(%s)
and col_name(fkc.parent_object_id, fkc.parent_column_id) = %s
exec(%s + @const_name)`, objectLiteral(t), textLiteral(column.Text), textLiteral("alter table "+d.Dotted(t)+" drop constraint "))
}

// objectLiteral is the name of a table for object_id(), without brackets where it
// can do without them.
func objectLiteral(t ir.TableRef) string {
	name := t.Name.Text
	if strings.ContainsAny(name, ".[]\"") {
		name = Idents.Quote(ir.Name{Text: name, Quote: ir.QuoteAlways})
	}
	if !t.Schema.IsZero() {
		name = t.Schema.Text + "." + name
	}
	return textLiteral(name)
}

// textLiteral doubles the quotes of a text, which Alembic forgets here.
func textLiteral(text string) string { return literal(text) }

func renameTable(d *ansi.DDL, o ir.RenameTable) (string, error) {
	return "EXEC sp_rename " + textLiteral(d.Dotted(o.Table)) + ", " + d.Idents.Quote(o.To), nil
}

// comment keeps a comment as the extended property MS_Description, where the tools
// of SQL Server look for it.
// https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-addextendedproperty-transact-sql
func comment(d *ansi.DDL, c ansi.Comment) (string, error) { return commentText(d, "execute", c) }

// commentText is comment with the verb that Alembic has there: it writes "exec" for
// those of ALTER COLUMN.
func commentText(d *ansi.DDL, verb string, c ansi.Comment) (string, error) {
	schema := defaultSchema
	if !c.Table.Schema.IsZero() {
		schema = d.Idents.QuoteSchema(c.Table.Schema)
	}
	at := "'schema', " + schema + ", 'table', " + d.Idents.Quote(c.Table.Name)
	if !c.Column.IsZero() {
		at += ", 'column', " + d.Idents.Quote(c.Column)
	}
	if c.Text == nil {
		return verb + " sp_dropextendedproperty 'MS_Description', " + at, nil
	}
	procedure := "sp_addextendedproperty"
	if c.Replaces {
		procedure = "sp_updateextendedproperty"
	}
	text := literal(*c.Text)
	if !strings.HasPrefix(text, "N") {
		text = "N" + text
	}
	return verb + " " + procedure + " 'MS_Description', " + text + ", " + at, nil
}
