package sqlschema

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// DDLElement is a statement such as CreateTable(table), for op.execute() and
// bind.execute().
type DDLElement struct {
	cls  *python.Class
	emit func(t *python.Thread) error
	// raw is the text of DDL().
	raw     string
	from    source.Span
	element python.Value
}

// Class returns the class of the statement.
func (e *DDLElement) Class() *python.Class { return e.cls }

// Emit hands the statement to the run.
func (e *DDLElement) Emit(t *python.Thread) error {
	if e.cls == ddlClass {
		return Emit(t, ir.RawText(e.raw, e.from))
	}
	return e.emit(t)
}

// Attr gives the element, and the methods that run it against a bind.
func (e *DDLElement) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "element":
		return valueOrNone(e.element), nil
	case "statement":
		return python.Str(e.raw), nil
	case "execute", "__call__", "execute_if", "against":
		return python.NewBuiltin(name, func(t *python.Thread, _ *python.Call) (python.Value, error) {
			if name == "execute" || name == "__call__" {
				return python.None, e.Emit(t)
			}
			return e, nil
		}), nil
	}
	return nil, nil
}

// Call runs the statement, as event listeners do.
func (e *DDLElement) Call(t *python.Thread, _ *python.Call) (python.Value, error) {
	return python.None, e.Emit(t)
}

func ddlElementClass(name string, base *python.Class) *python.Class {
	return python.NewClass("sqlalchemy.sql.ddl", name, base)
}

var (
	ddlBaseClass = python.NewClass("sqlalchemy.sql.ddl", "ExecutableDDLElement")
	ddlClass     = ddlElementClass("DDL", ddlBaseClass)
	ddlClasses   = map[string]*python.Class{"ExecutableDDLElement": ddlBaseClass, "DDLElement": ddlBaseClass, "DDL": ddlClass}
)

// element defines one class of statements about a T.
func element[T python.Value](name, params string, emit func(t *python.Thread, x T, b *python.Bound) error) {
	cls := ddlElementClass(name, ddlBaseClass)
	ddlClasses[name] = cls
	sig := python.ParseSignature(name, "element, "+params)
	cls.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		v := b.Get("element")
		x, ok := as[T](v)
		if !ok {
			if o, opaque := v.(*python.Opaque); opaque {
				return nil, t.Unresolved(o, "a DDL statement")
			}
			return nil, t.Raise(host.ArgumentError, "%s() takes a construct of another kind than %s", name, v.Class().Name)
		}
		if k, ok := v.(*Constraint); ok && isolating[name] && flag(b, "isolate_from_table") {
			k.isolated = true
		}
		return &DDLElement{cls: cls, element: v, emit: func(t *python.Thread) error { return emit(t, x, b) }}, nil
	}
}

// isolating are the statements after which CREATE TABLE leaves the constraint out.
var isolating = map[string]bool{"AddConstraint": true, "DropConstraint": true}

func flag(b *python.Bound, name string) bool {
	v, ok, err := b.OptBool(name)
	return err == nil && ok && v
}

func init() {
	element("CreateTable", "include_foreign_key_constraints=None, if_not_exists=False", func(t *python.Thread, x *Table, b *python.Bound) error {
		plain, err := x.IR(t)
		if err != nil {
			return err
		}
		return Emit(t, ir.CreateTable{At: at(t), Table: plain, IfNotExists: flag(b, "if_not_exists"), Bare: true})
	})
	element("DropTable", "if_exists=False", func(t *python.Thread, x *Table, b *python.Bound) error {
		plain, err := x.IR(t)
		if err != nil {
			return err
		}
		return Emit(t, ir.DropTable{At: at(t), Table: plain, IfExists: flag(b, "if_exists"), Types: ir.TypesNever})
	})
	element("CreateIndex", "if_not_exists=False", func(t *python.Thread, x *Index, b *python.Bound) error {
		return emitIndex(t, x, flag(b, "if_not_exists"))
	})
	element("DropIndex", "if_exists=False", func(t *python.Thread, x *Index, b *python.Bound) error {
		return emitDropIndex(t, x, flag(b, "if_exists"))
	})
	element("CreateSequence", "if_not_exists=False", func(t *python.Thread, x *Sequence, b *python.Bound) error {
		return Emit(t, ir.CreateSequence{At: at(t), Sequence: x.Sequence(), IfNotExists: flag(b, "if_not_exists")})
	})
	element("DropSequence", "if_exists=False", func(t *python.Thread, x *Sequence, b *python.Bound) error {
		return Emit(t, ir.DropSequence{At: at(t), Sequence: x.Sequence(), IfExists: flag(b, "if_exists")})
	})
	element("AddConstraint", "*, isolate_from_table=True", func(t *python.Thread, x *Constraint, _ *python.Bound) error {
		return emitConstraint(t, x)
	})
	element("DropConstraint", "*, cascade=False, if_exists=False, isolate_from_table=True, **kw", func(t *python.Thread, x *Constraint, b *python.Bound) error {
		return emitDropConstraint(t, x, flag(b, "if_exists"), flag(b, "cascade"))
	})
	commentElements()
	schemaElements()
	rawElement()
}

func commentElements() {
	tableComment := func(drop bool) func(t *python.Thread, x *Table, _ *python.Bound) error {
		return func(t *python.Thread, x *Table, _ *python.Bound) error {
			op := ir.TableComment{At: at(t), Table: x.Ref(), Comment: x.comment}
			if drop {
				op.Comment = nil
			}
			return Emit(t, op)
		}
	}
	element("SetTableComment", "", tableComment(false))
	element("DropTableComment", "", tableComment(true))
	columnComment := func(drop bool) func(t *python.Thread, x *Column, _ *python.Bound) error {
		return func(t *python.Thread, x *Column, _ *python.Bound) error {
			op := ir.ColumnComment{At: at(t), Column: x.name, Comment: x.comment}
			if x.table != nil {
				op.Table = x.table.Ref()
			}
			if drop {
				op.Comment = nil
			}
			return Emit(t, op)
		}
	}
	element("SetColumnComment", "", columnComment(false))
	element("DropColumnComment", "", columnComment(true))
	constraintComment := func(drop bool) func(t *python.Thread, x *Constraint, _ *python.Bound) error {
		return func(t *python.Thread, x *Constraint, _ *python.Bound) error {
			name, err := x.finalName(t)
			if err != nil {
				return err
			}
			op := ir.ConstraintComment{At: at(t), Name: name, Comment: x.comment}
			if x.table != nil {
				op.Table = x.table.Ref()
			}
			if drop {
				op.Comment = nil
			}
			return Emit(t, op)
		}
	}
	element("SetConstraintComment", "", constraintComment(false))
	element("DropConstraintComment", "", constraintComment(true))
}

func schemaElements() {
	create := ddlElementClass("CreateSchema", ddlBaseClass)
	sig := python.ParseSignature("CreateSchema", "name, if_not_exists=False, quote=None")
	create.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		name, err := required(t, b, "name")
		return &DDLElement{cls: create, element: b.Get("name"), emit: func(t *python.Thread) error {
			return Emit(t, ir.CreateSchema{At: at(t), Name: name, IfNotExists: flag(b, "if_not_exists")})
		}}, err
	}
	drop := ddlElementClass("DropSchema", ddlBaseClass)
	dropSig := python.ParseSignature("DropSchema", "name, cascade=False, if_exists=False, quote=None")
	drop.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := dropSig.Bind(c)
		if err != nil {
			return nil, err
		}
		name, err := required(t, b, "name")
		return &DDLElement{cls: drop, element: b.Get("name"), emit: func(t *python.Thread) error {
			return Emit(t, ir.DropSchema{At: at(t), Name: name, IfExists: flag(b, "if_exists"), Cascade: flag(b, "cascade")})
		}}, err
	}
	ddlClasses["CreateSchema"], ddlClasses["DropSchema"] = create, drop
}

// rawElement defines DDL("text"), whose % signs are those of Python's formatting:
// %% is one, and %(name)s comes from context.
func rawElement() {
	sig := python.ParseSignature("DDL", "statement, context=None")
	ddlClass.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		context := b.Get("context")
		if context == python.None {
			context = python.NewDict()
		}
		text, err := t.Binary("%", b.Get("statement"), context)
		if err != nil {
			return nil, err
		}
		raw, err := t.Str(text)
		return &DDLElement{cls: ddlClass, raw: raw, from: b.Span("statement")}, err
	}
}
