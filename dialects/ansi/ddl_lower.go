package ansi

import (
	"cmp"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Texts writes the statements of an operation, in Alembic's order. ok is false if
// the operation is not one of DDL or of the expression language.
func (d *DDL) Texts(op ir.Op, exists TypeExists) (texts []string, ok bool, err error) {
	w := &ddlWriter{DDL: d, exists: exists}
	ok = w.op(op)
	return w.texts, ok, w.err
}

// ddlWriter collects the statements of one operation. After an error it writes no more.
type ddlWriter struct {
	*DDL
	exists TypeExists
	texts  []string
	err    error
}

func (w *ddlWriter) add(text string, err error) {
	if w.err != nil {
		return
	}
	if w.err = err; err == nil && text != "" {
		w.texts = append(w.texts, text)
	}
}

func (w *ddlWriter) addAll(texts []string, err error) {
	w.add("", err)
	for _, t := range texts {
		w.add(t, nil)
	}
}

func (w *ddlWriter) op(op ir.Op) bool {
	switch o := op.(type) {
	case ir.CreateTable:
		w.createTable(o)
	case ir.DropTable:
		w.dropTable(o)
	case ir.CreateTypes:
		w.types(o.Tables)
	case ir.DropTypes:
		w.untypes(o.Tables)
	case ir.RenameTable:
		w.renameTable(o)
	case ir.AddColumn:
		w.addColumn(o)
	case ir.DropColumn:
		w.dropColumn(o)
	case ir.AlterColumn:
		w.alterColumn(o)
	case ir.AddConstraint:
		w.addConstraint(o.Table, o.Constraint)
	case ir.DropConstraint:
		w.dropConstraint(o)
	case ir.CreateIndex:
		w.createIndex(o)
	case ir.DropIndex:
		w.dropIndex(o)
	case ir.TableComment:
		w.tableComment(o.Table, o.Comment)
	case ir.ColumnComment:
		w.columnComment(o)
	case ir.ConstraintComment:
		w.constraintComment(o)
	default:
		return w.other(op)
	}
	return true
}

// other writes the operations that are about no table.
func (w *ddlWriter) other(op ir.Op) bool {
	switch o := op.(type) {
	case ir.CreateType:
		w.createType(o)
	case ir.DropType:
		w.dropType(o)
	case ir.CreateSequence:
		w.createSequence(o.Sequence, o.IfNotExists)
	case ir.DropSequence:
		w.add("DROP SEQUENCE "+ifExists(o.IfExists)+w.table(o.Sequence.Schema, o.Sequence.Name), nil)
	case ir.CreateSchema:
		w.add("CREATE SCHEMA "+ifNotExists(o.IfNotExists)+w.Idents.Quote(o.Name), nil)
	case ir.DropSchema:
		w.add("DROP SCHEMA "+ifExists(o.IfExists)+w.Idents.Quote(o.Name)+cascade(o.Cascade), nil)
	case ir.Execute:
		w.add(w.Statement(o.Statement))
	case ir.BulkInsert:
		if w.BulkInsert != nil {
			w.addAll(w.BulkInsert(w.DDL, o))
			break
		}
		for _, row := range o.Rows {
			w.add(w.Statement(row))
		}
	default:
		return false
	}
	return true
}

func ifExists(yes bool) string {
	if yes {
		return "IF EXISTS "
	}
	return ""
}

func ifNotExists(yes bool) string {
	if yes {
		return "IF NOT EXISTS "
	}
	return ""
}

func cascade(yes bool) string {
	if yes {
		return " CASCADE"
	}
	return ""
}

// once returns a function that tells whether it was asked for the same type before.
func once() func(schema, name string) bool {
	seen := map[[2]string]bool{}
	return func(schema, name string) bool {
		key := [2]string{schema, name}
		before := seen[key]
		seen[key] = true
		return before
	}
}

// skipTypes returns which types a new table leaves out: those that it has twice,
// and those that are there. Alembic creates a type with the first table of a run
// that has it, and fails on the server if something else has made the type.
func (w *ddlWriter) skipTypes(events ir.TypeEvents) func(schema, name string) bool {
	twice := once()
	if events != ir.TypesOnce || w.exists == nil {
		return twice
	}
	return func(schema, name string) bool {
		if twice(schema, name) {
			return true
		}
		exists, known := w.exists(schema, name)
		return exists && known
	}
}

func (w *ddlWriter) createTable(o ir.CreateTable) {
	if o.Types != ir.TypesNever && !o.Bare && w.CreateTypes != nil {
		w.addAll(w.CreateTypes(w.DDL, TypesOf{Tables: []*ir.Table{o.Table}, Skip: w.skipTypes(o.Types)}))
	}
	w.add(w.CreateTableText(o))
	if o.Bare {
		return
	}
	ref := ir.TableRef{Schema: o.Table.Schema, Name: o.Table.Name}
	for _, x := range o.Table.Indexes {
		w.createIndex(ir.CreateIndex{At: o.At, Table: ref, Index: x})
	}
	if w.InlineComments {
		return
	}
	if c := o.Table.Comment; c != nil && *c != "" {
		w.tableComment(ref, c)
	}
	for _, c := range o.Table.Columns {
		w.commentOfColumn(ref, c)
	}
}

func (w *ddlWriter) commentOfColumn(t ir.TableRef, c *ir.Column) {
	if c.Comment != nil && *c.Comment != "" && !w.InlineComments {
		w.columnComment(ir.ColumnComment{Table: t, Column: c.Name, Comment: c.Comment})
	}
}

func (w *ddlWriter) tableComment(t ir.TableRef, text *string) {
	if w.Comment != nil {
		w.add(w.Comment(w.DDL, Comment{Table: t, Text: text}))
		return
	}
	w.comment("TABLE "+w.table(t.Schema, t.Name), text)
}

func (w *ddlWriter) dropColumn(o ir.DropColumn) {
	if w.DropColumn != nil {
		w.addAll(w.DropColumn(w.DDL, o))
		return
	}
	w.add(w.alterTable(o.Table)+" DROP COLUMN "+ifExists(o.IfExists)+w.Idents.Quote(o.Column.Name), nil)
}

func (w *ddlWriter) comment(on string, text *string) {
	is, err := w.nullable(text)
	w.add("COMMENT ON "+on+" IS "+is, err)
}

func (w *ddlWriter) nullable(text *string) (string, error) {
	if text == nil {
		return "NULL", nil
	}
	return w.Literal(*text)
}

func (w *ddlWriter) columnComment(o ir.ColumnComment) {
	if w.Comment != nil {
		w.add(w.Comment(w.DDL, Comment{Table: o.Table, Column: o.Column, Text: o.Comment}))
		return
	}
	w.comment("COLUMN "+w.table(o.Table.Schema, o.Table.Name)+"."+w.Idents.Quote(o.Column), o.Comment)
}

func (w *ddlWriter) constraintComment(o ir.ConstraintComment) {
	if o.Name.IsZero() {
		w.add("", Errorf("give the constraint a name", "a constraint without a name cannot have a comment"))
		return
	}
	name, err := w.Idents.Constraint(o.Name)
	w.add("", err)
	w.comment("CONSTRAINT "+name+" ON "+w.table(o.Table.Schema, o.Table.Name), o.Comment)
}

func (w *ddlWriter) types(tables []*ir.Table) {
	if w.CreateTypes != nil {
		w.addAll(w.CreateTypes(w.DDL, TypesOf{Tables: tables, Owned: true, Skip: once()}))
	}
}

func (w *ddlWriter) untypes(tables []*ir.Table) {
	if w.DropTypes != nil {
		w.addAll(w.DropTypes(w.DDL, TypesOf{Tables: tables, Owned: true, Skip: once()}))
	}
}

func (w *ddlWriter) dropTable(o ir.DropTable) {
	w.add("DROP TABLE "+ifExists(o.IfExists)+w.table(o.Table.Schema, o.Table.Name), nil)
	if o.Types != ir.TypesNever && w.DropTypes != nil {
		w.addAll(w.DropTypes(w.DDL, TypesOf{Tables: []*ir.Table{o.Table}, Skip: once()}))
	}
}

func (w *ddlWriter) renameTable(o ir.RenameTable) {
	if w.RenameTable != nil {
		w.add(w.RenameTable(w.DDL, o))
		return
	}
	target := w.Dotted(ir.TableRef{Schema: o.Table.Schema, Name: o.To})
	if w.RenameTarget != nil {
		target = w.RenameTarget(w.DDL, o.Table, o.To)
	}
	w.add(w.alterTable(o.Table)+" RENAME TO "+target, nil)
}

func (w *ddlWriter) addColumn(o ir.AddColumn) {
	if w.MissingTypes != nil && w.exists != nil {
		w.addAll(w.MissingTypes(w.DDL, o.Column, w.exists))
	}
	text, err := w.addedColumn(o)
	words := cmp.Or(w.AddColumnWords, " ADD COLUMN ")
	w.add(w.alterTable(o.Table)+words+ifNotExists(o.IfNotExists)+text, err)
	for _, c := range o.Constraints {
		w.addConstraint(o.Table, c)
	}
	for _, x := range o.Indexes {
		w.createIndex(ir.CreateIndex{At: o.At, Table: o.Table, Index: x})
	}
	w.commentOfColumn(o.Table, o.Column)
}

// addedColumn writes the column with what ADD COLUMN says at once; the key and
// the reference stand before the checks.
func (w *ddlWriter) addedColumn(o ir.AddColumn) (string, error) {
	bare := *o.Column
	bare.Checks = nil
	text, err := w.Column(&bare)
	if err != nil {
		return "", err
	}
	if o.InlinePrimaryKey && o.Column.PrimaryKey {
		text += " PRIMARY KEY"
	}
	if fk := o.Column.Reference; fk != nil {
		reference, err := w.inlineReference(fk)
		if err != nil {
			return "", err
		}
		text += " " + reference
	}
	checks, err := w.columnChecks(o.Column)
	return text + checks, err
}

func (w *ddlWriter) addConstraint(t ir.TableRef, c ir.Constraint) {
	text, err := w.Constraint(c)
	if err != nil || text == "" {
		w.add("", err)
		return
	}
	w.add("ALTER TABLE "+w.table(t.Schema, t.Name)+" ADD "+text, nil)
}

func (w *ddlWriter) dropConstraint(o ir.DropConstraint) {
	if w.DropConstraint != nil {
		w.add(w.DropConstraint(w.DDL, o))
		return
	}
	if o.Name.IsZero() {
		w.add("", Errorf("look the name up in the database (\\d in psql) and write it into the revision",
			"a constraint without a name cannot be dropped"))
		return
	}
	name, err := w.Idents.Constraint(o.Name)
	w.add("ALTER TABLE "+w.table(o.Table.Schema, o.Table.Name)+" DROP CONSTRAINT "+ifExists(o.IfExists)+name+cascade(o.Cascade), err)
}

func (w *ddlWriter) createIndex(o ir.CreateIndex) {
	if o.Index.Name.IsZero() {
		w.add("", Errorf("give the index a name", "CREATE INDEX requires that the index have a name"))
		return
	}
	if w.CreateIndex != nil {
		w.add(w.CreateIndex(w.DDL, o))
		return
	}
	w.add(generalIndex(w.DDL, o))
}

func generalIndex(d *DDL, o ir.CreateIndex) (string, error) {
	name, err := d.Idents.Index(o.Index.Name)
	if err != nil {
		return "", err
	}
	text := "CREATE "
	if o.Index.Unique {
		text += "UNIQUE "
	}
	text += "INDEX " + ifNotExists(o.IfNotExists) + name + " ON " + d.table(o.Table.Schema, o.Table.Name) + " ("
	for i, e := range o.Index.Elements {
		element, err := d.Expr(e)
		if err != nil {
			return "", err
		}
		if i > 0 {
			text += ", "
		}
		text += element
	}
	return text + ")", nil
}

func (w *ddlWriter) dropIndex(o ir.DropIndex) {
	if o.Index.Name.IsZero() {
		w.add("", Errorf("give the name of the index", "DROP INDEX requires that the index have a name"))
		return
	}
	if w.DropIndex != nil {
		w.add(w.DropIndex(w.DDL, o))
		return
	}
	name, err := w.QualifiedIndex(o)
	w.add("DROP INDEX "+ifExists(o.IfExists)+name, err)
}

// QualifiedIndex writes the name of an index with the schema of its table.
func (d *DDL) QualifiedIndex(o ir.DropIndex) (string, error) {
	name, err := d.Idents.Index(o.Index.Name)
	if !o.Table.Schema.IsZero() {
		name = d.Idents.Quote(o.Table.Schema) + "." + name
	}
	return name, err
}

func (w *ddlWriter) createType(o ir.CreateType) {
	if w.CreateType != nil {
		w.add(w.CreateType(w.DDL, o.Type))
	}
}

func (w *ddlWriter) dropType(o ir.DropType) {
	if w.DropType != nil {
		w.add(w.DropType(w.DDL, o.Type))
	}
}

func (w *ddlWriter) createSequence(s *ir.Sequence, unlessThere bool) {
	text := "CREATE SEQUENCE " + ifNotExists(unlessThere) + w.table(s.Schema, s.Name)
	if w.SequencePrefix != nil {
		prefix, err := w.SequencePrefix(w.DDL, s)
		w.add("", err)
		text += prefix
	}
	write := SequenceOptions
	if w.NumberOptions != nil {
		write = w.NumberOptions
	}
	if options := write(s.Options); options != "" {
		if w.NoCycle != "" {
			options = strings.Replace(options, "NO CYCLE", w.NoCycle, 1)
		}
		text += " " + options
	}
	w.add(text, nil)
}
