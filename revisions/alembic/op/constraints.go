package op

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

const foreignKeyParams = "onupdate=None, ondelete=None, deferrable=None, initially=None, match=None, "

func init() {
	register("create_primary_key", "constraint_name, table_name, columns, *, schema=None", "constraint_name, columns", key("primary"))
	register("create_unique_constraint", "constraint_name, table_name, columns, *, schema=None, **kw", "constraint_name, columns, **kw", key("unique"))
	register("create_check_constraint", "constraint_name, table_name, condition, *, schema=None, **kw", "constraint_name, condition, **kw", createCheck)
	register("create_foreign_key", "constraint_name, source_table, referent_table, local_cols, remote_cols, *, "+foreignKeyParams+
		"source_schema=None, referent_schema=None, **dialect_kw",
		"constraint_name, referent_table, local_cols, remote_cols, *, referent_schema=None, "+foreignKeyParams+"**dialect_kw", createForeignKey)
	register("create_exclude_constraint", "constraint_name, table_name, *elements, **kw", "constraint_name, *elements, **kw", createExclude)
	register("drop_constraint", "constraint_name, table_name, type_=None, *, schema=None, if_exists=None", "constraint_name, type_=None", dropConstraint)
}

// add emits a constraint that was made for the operation.
func (c *call) add(k *sqlschema.Constraint, err error) (python.Value, error) {
	if err != nil {
		return nil, err
	}
	op, err := k.AddConstraintOp(c.t)
	if err != nil {
		return nil, err
	}
	return c.emitOr(op, func(b *sqlschema.Batch) error { return b.AddConstraint(c.t, k) })
}

func key(kind string) func(c *call) (python.Value, error) {
	return func(c *call) (python.Value, error) {
		return c.add(sqlschema.KeyOf(c.t, kind, c.Get("constraint_name"), c.table(), c.schema(), c.Get("columns"), c.kw("schema")))
	}
}

func createCheck(c *call) (python.Value, error) {
	return c.add(sqlschema.CheckOf(c.t, c.Get("constraint_name"), c.table(), c.schema(), c.Get("condition"), c.kw("schema")))
}

func createForeignKey(c *call) (python.Value, error) {
	spec := sqlschema.ForeignKeySpec{Name: c.Get("constraint_name"), Referent: c.Get("referent_table"), ReferentSchema: c.Get("referent_schema"),
		LocalColumns: c.Get("local_cols"), RemoteColumns: c.Get("remote_cols")}
	if c.o.batch != nil {
		spec.Source, spec.SourceSchema = c.o.batch.table, c.o.batch.schema
	} else {
		spec.Source, spec.SourceSchema = c.Get("source_table"), c.Get("source_schema")
	}
	kw := c.kw()
	for _, name := range []string{"onupdate", "ondelete", "deferrable", "initially", "match"} {
		kw = append(kw, python.Kwarg{Name: name, Value: c.Get(name)})
	}
	return c.add(sqlschema.ForeignKeyOf(c.t, spec, kw))
}

func createExclude(c *call) (python.Value, error) {
	schema := python.None
	if c.o.batch != nil {
		schema = c.o.batch.schema
	} else if v, ok := c.Rest().GetStr("schema"); ok {
		schema = v
	}
	return c.add(sqlschema.ExcludeOf(c.t, c.Get("constraint_name"), c.table(), schema, c.Star(), c.kw("schema")))
}

func dropConstraint(c *call) (python.Value, error) {
	kind := ""
	if v := c.Get("type_"); v != python.None {
		var known bool
		if kind, known = python.AsStr(v); !known || !kinds[kind] {
			return nil, c.t.Raise(python.TypeError, "'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None")
		}
	}
	k, err := sqlschema.NamedOf(c.t, c.Get("constraint_name"), c.table(), c.schema(), kind)
	if err != nil {
		return nil, err
	}
	ifExists := false
	if c.o.batch == nil {
		if ifExists, err = c.flag("if_exists"); err != nil {
			return nil, err
		}
	}
	op, err := k.DropConstraintOp(c.t, ifExists)
	if err != nil {
		return nil, err
	}
	drop := op.(ir.DropConstraint)
	return c.emitOr(drop, func(b *sqlschema.Batch) error { return b.DropConstraint(c.t, k) })
}

var kinds = map[string]bool{"check": true, "foreignkey": true, "primary": true, "unique": true}
