package mysql

import (
	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// alterColumn writes a change of a column. CHANGE and MODIFY take the whole
// definition: what the revision does not say is lost, but for what it gives as
// existing_type and so on. Which of the two is written is Alembic's choice.
// See https://dev.mysql.com/doc/refman/8.4/en/alter-table.html.
func (w *writers) alterColumn(d *ansi.DDL, o ir.AlterColumn) ([]string, error) {
	if o.NewComputed != nil || o.Existing.Computed {
		return nil, ansi.Errorf("drop the column and add it again", `a generated column cannot be altered: CHANGE and MODIFY would lose "GENERATED ALWAYS AS"`)
	}
	if o.Default != ir.DefaultKeep && (o.NewIdentity != nil || o.Existing.Identity != nil) {
		return nil, ansi.Errorf("use autoincrement=True", "there are no identity columns here, but AUTO_INCREMENT")
	}
	text := d.AlterTable(o.Table)
	column := d.Idents.Quote(o.Column)
	changed := o.Type
	if changed == nil {
		changed = o.Existing.Type
	}
	var err error
	switch {
	case onlyRenames(o) && changed == nil && w.renamesColumns:
		text += " RENAME COLUMN " + column + " TO " + d.Idents.Quote(*o.NewName)
	case o.NewName != nil:
		text, err = w.redefine(d, o, text+" CHANGE "+column+" "+d.Idents.Quote(*o.NewName))
	case changesInPlace(o):
		text, err = w.redefine(d, o, text+" CHANGE "+column+" "+column)
	case redefines(o):
		text, err = w.redefine(d, o, text+" MODIFY "+column)
	case o.Default == ir.DefaultDrop:
		text += " ALTER COLUMN " + column + " DROP DEFAULT"
	case o.Default == ir.DefaultSet:
		var def string
		def, err = w.defaultValue(d, o.NewDefault)
		if w.flavour == MySQL && isPresentTime(def) {
			def = "(" + def + ")" // only a definition of a column takes it without
		}
		text += " ALTER COLUMN " + column + " SET DEFAULT " + def
	default:
		return nil, nil
	}
	return []string{text}, err
}

// onlyRenames tells whether nothing but the name is changed. RENAME COLUMN does
// that without the column's definition.
func onlyRenames(o ir.AlterColumn) bool {
	return o.NewName != nil && o.Type == nil && o.Nullable == nil && o.Default == ir.DefaultKeep && !o.CommentSet && o.Autoincrement == nil
}

// redefines tells whether the whole definition of the column is repeated.
func redefines(o ir.AlterColumn) bool {
	return o.NewName != nil || changesInPlace(o) || o.Nullable != nil || o.Type != nil || o.Autoincrement != nil || o.CommentSet
}

// changesInPlace tells whether Alembic writes CHANGE without a new name: for a date
// with a time, whose default may be a function.
func changesInPlace(o ir.AlterColumn) bool {
	t := o.Type
	if t == nil {
		t = o.Existing.Type
	}
	return t != nil && !o.TypeClass && isDateTime(t) && o.Default != ir.DefaultDrop
}

// isDateTime tells whether SQLAlchemy counts a type among those of a date with a time.
func isDateTime(t *ir.Type) bool {
	switch t.Dialect {
	case "":
		return t.Is("DateTime", "DATETIME", "TIMESTAMP")
	case "oracle":
		return t.Is("DATE", "TIMESTAMP")
	case "mssql":
		return t.Is("DATETIME2", "DATETIMEOFFSET", "SMALLDATETIME", "DATETIME")
	}
	return t.Is("DATETIME", "TIMESTAMP")
}

// redefine writes the definition of the column behind head.
func (w *writers) redefine(d *ansi.DDL, o ir.AlterColumn, head string) (string, error) {
	typ := o.Type
	if typ == nil {
		typ = o.Existing.Type
	}
	if typ == nil {
		return "", ansi.Errorf("give existing_type= to alter_column(), with existing_nullable= and existing_server_default=",
			"the column %s of table %s has to be defined anew, and its type is not known, neither from the revision nor from those before it", o.Column.Text, o.Table.Name.Text)
	}
	name, err := d.Type(typ)
	if err != nil {
		return "", err
	}
	text := head + " " + name + nullWords(o)
	auto := o.Existing.Autoincrement
	if o.Autoincrement != nil {
		auto = o.Autoincrement
	}
	if auto != nil && *auto {
		text += " AUTO_INCREMENT"
	}
	def := o.Existing.Default
	if o.Default != ir.DefaultKeep {
		def = o.NewDefault
	}
	if def != nil {
		value, err := w.defaultValue(d, def)
		if err != nil {
			return "", err
		}
		text += " DEFAULT " + value
	}
	if on, ok := optionOf("mysql", o.Options, existingOnUpdate).(string); ok && o.Default == ir.DefaultKeep {
		text += " ON UPDATE " + on
	}
	comment := o.Existing.Comment
	if o.CommentSet {
		comment = o.NewComment
	}
	if comment != nil && *comment != "" {
		literal, err := d.Literal(*comment)
		if err != nil {
			return "", err
		}
		text += " COMMENT " + literal
	}
	return text, nil
}

func nullWords(o ir.AlterColumn) string {
	nullable := o.Nullable
	if nullable == nil {
		nullable = o.Existing.Nullable
	}
	if nullable != nil && !*nullable {
		return " NOT NULL"
	}
	return " NULL"
}
