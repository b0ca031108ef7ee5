package op

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// CodeIgnored is a warning: an argument that Alembic takes and does nothing with.
const CodeIgnored = "SP481"

const alterParams = "nullable=None, comment=False, server_default=False, new_column_name=None, type_=None, existing_type=None, " +
	"existing_server_default=False, existing_nullable=None, existing_comment=None, "

func init() {
	register("alter_column", "table_name, column_name, *, "+alterParams+"schema=None, **kw",
		"column_name, *, "+alterParams+"insert_before=None, insert_after=None, **kw", alterColumn)
}

func alterColumn(c *call) (python.Value, error) {
	ref, err := c.ref()
	if err != nil {
		return nil, err
	}
	op := ir.AlterColumn{At: c.at(), Table: ref}
	_, object := c.Get("column_name").(*sqlschema.Column)
	if !object {
		if op.Column, err = sqlschema.NameOf(c.t, c.Get("column_name")); err != nil {
			return nil, err
		}
	}
	for _, read := range []func(*ir.AlterColumn) error{c.alterType, c.alterNullable, c.alterDefault, c.alterComment, c.alterName, c.alterOptions} {
		if err := read(&op); err != nil {
			return nil, err
		}
	}
	if object {
		return python.None, c.alterByObject(&op)
	}
	return c.emitOr(op, func(b *sqlschema.Batch) error { return c.copyAlterColumn(b, &op) })
}

// alterByObject is alter_column() with a Column where the name of the column belongs: nothing where no argument beside it says what to
// change, else the error of Alembic, which cannot write it as a name.
func (c *call) alterByObject(op *ir.AlterColumn) error {
	if op.Type != nil || op.Nullable != nil || op.Default != ir.DefaultKeep || op.CommentSet || op.NewName != nil {
		return c.t.Raise(python.AttributeError, "Neither 'Column' object nor 'Comparator' object has an attribute 'lower'")
	}
	c.t.Note(source.Warning, CodeIgnored, "alter_column() is given a Column in the place of a name, and nothing to change: what the Column says is ignored by Alembic, and so by sqlplan")
	return nil
}

func (c *call) alterType(op *ir.AlterColumn) (err error) {
	existing, typ := c.Get("existing_type"), c.Get("type_")
	if existing != python.None {
		if _, unknown := existing.(*python.Opaque); !unknown {
			if op.Existing.Type, err = sqltype.Of(c.t, existing); err != nil {
				return err
			}
		}
	}
	if typ == python.None {
		_, op.TypeClass = existing.(*python.Class)
		return nil
	}
	_, op.TypeClass = typ.(*python.Class)
	if op.Type, err = sqltype.Of(c.t, typ); err != nil {
		return err
	}
	if op.Existing.Type != nil {
		if op.DropChecks, err = sqlschema.ChecksOf(c.t, c.table(), c.Get("column_name"), c.schema(), existing); err != nil {
			return err
		}
	}
	op.AddChecks, err = sqlschema.ChecksOf(c.t, c.table(), c.Get("column_name"), c.schema(), typ)
	return err
}

func (c *call) alterNullable(op *ir.AlterColumn) (err error) {
	if op.Nullable, err = c.optional("nullable"); err != nil {
		return err
	}
	op.Existing.Nullable, err = c.optional("existing_nullable")
	return err
}

// optional returns an argument's truth; nil for None.
func (c *call) optional(name string) (*bool, error) {
	v := c.Get(name)
	if v == python.None {
		return nil, nil
	}
	yes, err := c.t.Truth(v)
	return &yes, err
}

func (c *call) alterDefault(op *ir.AlterColumn) (err error) {
	if v := c.Get("server_default"); v != python.False {
		op.Default = ir.DefaultSet
		if op.NewDefault, op.NewIdentity, op.NewComputed, err = sqlschema.ServerDefaultOf(c.t, v); err != nil {
			return err
		}
		if v == python.None {
			op.Default = ir.DefaultDrop
		}
	}
	v := c.Get("existing_server_default")
	if _, unknown := v.(*python.Opaque); unknown || v == python.False {
		return nil
	}
	op.Existing.DefaultGiven = true
	var computed *ir.Computed
	op.Existing.Default, op.Existing.Identity, computed, err = sqlschema.ServerDefaultOf(c.t, v)
	op.Existing.Computed = computed != nil
	return err
}

func (c *call) alterComment(op *ir.AlterColumn) error {
	if v := c.Get("comment"); v != python.False {
		op.CommentSet = true
		if v != python.None {
			text, err := c.Str("comment")
			if err != nil {
				return err
			}
			op.NewComment = &text
		}
	}
	if text, ok := python.AsStr(c.Get("existing_comment")); ok {
		op.Existing.Comment = &text
	}
	return nil
}

func (c *call) alterName(op *ir.AlterColumn) error {
	v := c.Get("new_column_name")
	if v == python.None {
		return nil
	}
	name, err := sqlschema.NameOf(c.t, v)
	op.NewName = &name
	return err
}

// alterOptions reads the arguments that belong to a dialect. Alembic takes any
// other argument as well and does nothing with it, which hides slips of the pen.
func (c *call) alterOptions(op *ir.AlterColumn) error {
	for _, kw := range c.kw() {
		dialect, name, _ := strings.Cut(kw.Name, "_")
		switch {
		case kw.Name == "postgresql_using":
			if op.Type == nil && kw.Value != python.None {
				return c.t.Raise(host.CommandError, "postgresql_using must be used with the type_ parameter")
			}
			if err := c.using(op, kw.Value); err != nil {
				return err
			}
		case kw.Name == "autoincrement" || kw.Name == "existing_autoincrement":
			if err := c.autoincrement(op, kw); err != nil {
				return err
			}
		case kw.Name == "name" || kw.Name == "modify_nullable":
			return c.t.Raise(python.TypeError, "alter_column() got an unexpected keyword argument '%s'", kw.Name)
		case ofDialect[dialect] && name != "":
		default:
			c.t.Note(source.Warning, CodeIgnored, "alter_column() has no argument %s; Alembic ignores it, and so does sqlplan", kw.Name)
		}
	}
	return nil
}

var ofDialect = map[string]bool{"postgresql": true, "mysql": true, "mariadb": true, "mssql": true, "oracle": true, "sqlite": true}

// autoincrement reads what MySQL's columns say of AUTO_INCREMENT.
func (c *call) autoincrement(op *ir.AlterColumn, kw python.Kwarg) error {
	if _, unknown := kw.Value.(*python.Opaque); unknown || kw.Value == python.None {
		return nil
	}
	on, err := c.t.Truth(kw.Value)
	if kw.Name == "autoincrement" {
		op.Autoincrement = &on
	} else {
		op.Existing.Autoincrement = &on
	}
	return err
}

func (c *call) using(op *ir.AlterColumn, v python.Value) error {
	if v == python.None {
		return nil
	}
	text, err := c.t.Str(v)
	if err != nil {
		return err
	}
	op.Options = append(op.Options, ir.Option{Dialect: "postgresql", Name: "using", Value: text})
	return nil
}
