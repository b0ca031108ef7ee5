package sqlschema

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// IR returns the table as plain data.
func (table *Table) IR(t *python.Thread) (*ir.Table, error) {
	out := &ir.Table{Schema: table.schema, Name: table.name, Comment: table.comment, Prefixes: table.prefixes, Options: table.options}
	numbered, err := table.numberedColumn(t)
	if err != nil {
		return nil, err
	}
	for _, c := range table.columns {
		col, err := c.IR(t)
		if err != nil {
			return nil, err
		}
		col.Generated = c == numbered
		out.Columns = append(out.Columns, col)
	}
	for _, k := range table.sorted() {
		if k.isolated {
			continue
		}
		con, err := k.IR(t)
		if err != nil {
			return nil, err
		}
		if con != nil {
			out.Constraints = append(out.Constraints, con)
		}
	}
	for _, x := range table.indexes {
		out.Indexes = append(out.Indexes, x.IR())
	}
	return out, nil
}

// IR returns the column as plain data, without what only its table knows.
func (c *Column) IR(t *python.Thread) (*ir.Column, error) {
	out := &ir.Column{Name: c.name, Type: c.typ, Nullable: c.nullable, NullableGiven: c.nullableGiven, PrimaryKey: c.primaryKey,
		Autoincrement: c.autoincrement, Comment: c.comment, System: c.system, Options: c.options, ClientDefault: c.def != nil}
	if s, ok := c.def.(*Sequence); ok {
		out.Sequence = s.Sequence()
	}
	switch d := c.serverDefault.(type) {
	case *DefaultClause:
		out.Default = d.value
	case *Identity:
		id := d.value
		out.Identity = &id
	case *Computed:
		out.Computed = &ir.Computed{SQL: d.sqltext, Persisted: d.persisted}
	}
	for _, k := range c.constraints {
		con, err := k.IR(t)
		if err != nil {
			return nil, err
		}
		if check, ok := con.(*ir.Check); ok {
			out.Checks = append(out.Checks, check)
		}
	}
	return out, nil
}

// numberedColumn is the column of the primary key that the server numbers: the
// only one, of an integer type and without a default, or the one that says so.
func (table *Table) numberedColumn(t *python.Thread) (*Column, error) {
	columns := table.primary.columns
	var found *Column
	for _, c := range columns {
		if c.autoincrement != ir.AutoincrementOn {
			continue
		}
		if !isNumber(c.typ) {
			return nil, t.Raise(host.ArgumentError, "Column type %s on column '%s.%s' is not compatible with autoincrement=True", c.typ.Class, table.name.Text, c.name.Text)
		}
		if found != nil {
			return nil, t.Raise(host.ArgumentError, "Only one Column may be marked autoincrement=True, found both %s and %s.", c.name.Text, found.name.Text)
		}
		found = c
	}
	if found == nil && len(columns) == 1 && columns[0].numbersItself() {
		return columns[0], nil
	}
	return found, nil
}

// numbersItself tells whether a column that says nothing about it is numbered.
func (c *Column) numbersItself() bool {
	if c.autoincrement == ir.AutoincrementOff || !isNumber(c.typ) {
		return false
	}
	if _, isSequence := c.def.(*Sequence); c.def != nil && !isSequence {
		return false
	}
	if c.serverDefault != nil && c.identity() == nil {
		return false
	}
	return len(c.foreignKeys) == 0 || c.autoincrement == ir.AutoincrementIgnoreFK
}

// isNumber tells whether the type counts as a whole or a decimal number.
func isNumber(typ *ir.Type) bool {
	switch strings.ToUpper(typ.Class) {
	case "INTEGER", "INT", "SMALLINTEGER", "SMALLINT", "BIGINTEGER", "BIGINT", "NUMERIC", "DECIMAL", "MEDIUMINT", "TINYINT", "NUMBER":
		return true
	case "FLOAT", "DOUBLE", "REAL", "DOUBLE_PRECISION":
		return true
	}
	return false
}

// IR returns the constraint as plain data; nil for one that is not written.
func (k *Constraint) IR(t *python.Thread) (ir.Constraint, error) {
	name, err := k.finalName(t)
	if err != nil {
		return nil, err
	}
	switch k.kind {
	case primaryKeyConstraint:
		columns, err := k.primaryColumns(t)
		return &ir.PrimaryKey{Name: name, Columns: columns, Timing: k.timing, Options: k.options}, err
	case uniqueConstraint:
		return &ir.Unique{Name: name, Columns: columnNames(k.columns), Timing: k.timing, Options: k.options}, nil
	case checkConstraint:
		return &ir.Check{Name: name, Condition: k.condition, Timing: k.timing, Options: k.options, OfType: k.ofType}, nil
	case foreignKeyConstraint:
		return k.foreignKey(name), nil
	case excludeConstraint:
		x := *k.exclude
		x.Name, x.Timing = name, k.timing
		return &x, nil
	}
	return nil, nil
}

// primaryColumns are the columns of the key; where nobody wrote a
// PrimaryKeyConstraint, the one that is numbered stands first.
func (k *Constraint) primaryColumns(t *python.Thread) ([]ir.Name, error) {
	names := columnNames(k.columns)
	if !k.implicit || k.table == nil {
		return names, nil
	}
	numbered, err := k.table.numberedColumn(t)
	if err != nil || numbered == nil {
		return names, err
	}
	ordered := []ir.Name{numbered.name}
	for _, c := range k.columns {
		if c != numbered {
			ordered = append(ordered, c.name)
		}
	}
	return ordered, nil
}

func columnNames(columns []*Column) []ir.Name {
	names := make([]ir.Name, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return names
}

func (k *Constraint) foreignKey(name ir.Name) *ir.ForeignKey {
	fk := &ir.ForeignKey{Name: name, OnUpdate: k.onUpdate, OnDelete: k.onDelete, Match: k.match, Timing: k.timing, UseAlter: k.useAlter, Options: k.options}
	for i, e := range k.elements {
		if e.parent != nil {
			fk.Columns = append(fk.Columns, e.parent.name)
		}
		fk.RefColumns = append(fk.RefColumns, e.columnName())
		if i == 0 {
			fk.RefSchema, fk.RefTable = e.table()
		}
	}
	return fk
}
