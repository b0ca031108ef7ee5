package ansi

import (
	"cmp"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// alterColumn writes the changes of a column in Alembic's order: constraints of
// the old type, type, NOT NULL, default, comment, name, constraints of the new type.
func (w *ddlWriter) alterColumn(o ir.AlterColumn) {
	if w.AlterColumn != nil {
		w.addAll(w.AlterColumn(w.DDL, o))
		for _, c := range o.AddChecks {
			w.addConstraint(o.Table, c)
		}
		return
	}
	column := w.alterTable(o.Table) + " ALTER COLUMN " + w.Idents.Quote(o.Column)
	for _, c := range o.DropChecks {
		if !w.isNeedless(c) {
			w.dropConstraint(ir.DropConstraint{At: o.At, Table: o.Table, Name: c.Name})
		}
	}
	if w.ColumnType != nil && o.Type != nil {
		w.add(w.ColumnType(w.DDL, o))
	}
	if o.Nullable != nil {
		w.add(column+nullability(*o.Nullable), nil)
	}
	w.alterDefault(o, column)
	if w.ColumnType == nil && o.Type != nil {
		t, err := w.Type(o.Type)
		w.add(column+" TYPE "+t, err)
	}
	if o.CommentSet && !w.InlineComments {
		is, err := w.nullable(o.NewComment)
		w.add("COMMENT ON COLUMN "+w.Dotted(o.Table)+"."+w.Idents.Quote(o.Column)+" IS "+is, err)
	}
	if o.NewName != nil {
		w.add(w.alterTable(o.Table)+" "+cmp.Or(w.RenameColumn, "RENAME")+" "+w.Idents.Quote(o.Column)+" TO "+w.Idents.Quote(*o.NewName), nil)
	}
	for _, c := range o.AddChecks {
		w.addConstraint(o.Table, c)
	}
}

func nullability(nullable bool) string {
	if nullable {
		return " DROP NOT NULL"
	}
	return " SET NOT NULL"
}

func (w *ddlWriter) alterDefault(o ir.AlterColumn, column string) {
	switch {
	case o.Default == ir.DefaultKeep:
	case o.NewComputed != nil || o.Existing.Computed:
		w.add("", Errorf("add a new column and drop the old one",
			`adding or removing a "computed" construct, e.g. GENERATED ALWAYS AS, to or from an existing column is not supported`))
	case o.NewIdentity != nil || o.Existing.Identity != nil:
		if w.ColumnIdentity == nil {
			w.add("", Errorf("add a new column and drop the old one",
				`adding, removing or modifying an "identity" construct of an existing column is not supported for this server`))
			return
		}
		w.add(w.ColumnIdentity(w.DDL, o))
	case o.NewDefault == nil:
		w.add(column+" DROP DEFAULT", nil)
	default:
		def, err := w.Default(o.NewDefault)
		w.add(column+" SET DEFAULT "+def, err)
	}
}
