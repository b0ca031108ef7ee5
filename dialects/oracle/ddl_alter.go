package oracle

import (
	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// change is the work on one ALTER COLUMN.
type change struct {
	d     *ansi.DDL
	o     ir.AlterColumn
	texts []string
	err   error
}

func (c *change) add(text string, err error) {
	if c.err == nil && err == nil {
		c.texts = append(c.texts, text)
	}
	if c.err == nil {
		c.err = err
	}
}

// general adds the statements of another operation.
func (c *change) general(op ir.Op) {
	texts, _, err := c.d.Texts(op, nil)
	if c.err == nil {
		c.texts, c.err = append(c.texts, texts...), err
	}
}

// alterColumn writes the changes of a column in Alembic's order, each as a MODIFY of
// its own. The constraints of the new type are written by the caller.
func alterColumn(d *ansi.DDL, o ir.AlterColumn) ([]string, error) {
	c := &change{d: d, o: o}
	for _, check := range o.DropChecks {
		c.general(ir.DropConstraint{At: o.At, Table: o.Table, Name: check.Name})
	}
	table := "ALTER TABLE " + d.Dotted(o.Table)
	modify := table + " MODIFY " + d.Idents.Quote(o.Column) + " "
	if o.Nullable != nil {
		word := "NOT NULL"
		if *o.Nullable {
			word = "NULL"
		}
		c.add(modify+word, nil)
	}
	c.defaultOf(modify)
	if o.Type != nil {
		t, err := d.Type(o.Type)
		c.add(modify+t, err)
	}
	if o.CommentSet {
		c.add(commentOn(d, ansi.Comment{Table: o.Table, Column: o.Column, Text: o.NewComment}))
	}
	if o.NewName != nil {
		c.add(table+" RENAME COLUMN "+d.Idents.Quote(o.Column)+" TO "+d.Idents.Quote(*o.NewName), nil)
	}
	return c.texts, c.err
}

// defaultOf writes the change of the default or of the identity.
func (c *change) defaultOf(modify string) {
	o := c.o
	switch {
	case o.Default == ir.DefaultKeep:
	case o.NewComputed != nil || o.Existing.Computed:
		c.add("", ansi.Errorf("add a new column and drop the old one", "a column of Oracle cannot become a computed one, or cease to be one"))
	case o.NewIdentity != nil:
		c.add(modify+identity(c.d, o.NewIdentity), nil)
	case o.Existing.Identity != nil:
		c.add(modify+"DROP IDENTITY", nil)
	case o.NewDefault == nil:
		c.add(modify+"DEFAULT NULL", nil)
	default:
		text, err := c.d.Default(o.NewDefault)
		c.add(modify+"DEFAULT "+text, err)
	}
}
