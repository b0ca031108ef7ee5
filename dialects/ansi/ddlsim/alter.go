package ddlsim

import (
	"slices"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func (s *simulation) alterTable(st *ddlread.Statement) {
	name := s.spelled(st.Names[0])
	t, known := s.cat.Table(name.Schema, name.Name)
	switch {
	case known.No():
		if !st.IfExists {
			s.missing("table", name.String())
		}
		return
	case t == nil:
		return
	}
	for _, a := range st.Actions {
		s.action(name, a)
		if a.Kind == ddlread.RenameTable {
			name = schema.Name{Schema: name.Schema, Name: a.To}
		}
	}
}

// action does one action of ALTER TABLE. Of a table that is not known for sure,
// nothing is missed.
func (s *simulation) action(name schema.Name, a ddlread.Action) {
	t := s.cat.EditTable(name)
	if t == nil {
		return
	}
	column := s.columnName(t, a.Column.Name)
	switch a.Kind {
	case ddlread.AddColumn:
		s.addColumn(name, a)
	case ddlread.AddConstraint:
		s.addConstraint(name, a.Constraint)
	case ddlread.DropColumn:
		if s.has(t, column, a.IfExists) {
			d := s.cat.Drop(a.Cascade)
			d.Column(name, column)
			s.conflicts = append(s.conflicts, d.Conflicts()...)
		}
	case ddlread.RenameColumn:
		if s.has(t, column, false) {
			s.cat.RenameColumn(name, column, a.To)
		}
	case ddlread.AlterColumn:
		if s.has(t, column, false) {
			s.alterColumn(t.EditColumn(column), a.Column)
			s.columnConstraints(name, a.Column)
		}
	case ddlread.SetDefault, ddlread.DropDefault, ddlread.SetNotNull, ddlread.DropNotNull:
		s.alterProperty(t.EditColumn(column), a)
	case ddlread.DropConstraint, ddlread.DropPrimaryKey:
		s.dropConstraint(name, t, a)
	case ddlread.RenameConstraint:
		s.cat.RenameConstraint(name, s.constraintName(t, a.Name), a.To)
	case ddlread.RenameTable:
		s.cat.MoveTable(name, schema.Name{Schema: name.Schema, Name: a.To})
	}
}

func (s *simulation) addColumn(table schema.Name, a ddlread.Action) {
	c := a.Column
	t := s.cat.EditTable(table)
	if t.Column(s.columnName(t, c.Name)) != nil {
		if t.Doubt == nil && !a.IfNotExists {
			s.duplicate("column", c.Name)
		}
		return
	}
	t.Columns = append(t.Columns, s.column(c))
	s.columnConstraints(table, c)
}

// has tells whether a column is there to be changed.
func (s *simulation) has(t *schema.Table, column string, ifExists bool) bool {
	if t.Column(column) != nil {
		return true
	}
	if !ifExists && t.Doubt == nil {
		s.missing("column", column)
	}
	return false
}

// alterColumn takes over what the statement says, and keeps the rest.
func (s *simulation) alterColumn(col *schema.Column, c ddlread.Column) {
	col.Changed = s.cat.Span()
	if !c.Type.IsZero() {
		if s.o.Type != nil {
			col.Type = s.o.Type(c.Type)
		}
		col.Collation = c.Collation
		if c.Null == ddlread.Unsaid && s.o.TypeDropsNotNull {
			col.NotNull = false
		}
	}
	if c.Null != ddlread.Unsaid {
		col.NotNull = c.Null == ddlread.NotNull
	}
	if c.Default != nil {
		col.Default = expr(c.Default)
		if *c.Default == "NULL" {
			col.Default = nil
		}
	}
}

// alterProperty changes one property of a column.
func (s *simulation) alterProperty(col *schema.Column, a ddlread.Action) {
	if col == nil {
		return
	}
	col.Changed = s.cat.Span()
	switch a.Kind {
	case ddlread.SetDefault:
		col.Default = expr(&a.Value)
	case ddlread.DropDefault:
		col.Default = nil
	case ddlread.SetNotNull:
		col.NotNull = true
	case ddlread.DropNotNull:
		col.NotNull = false
	}
}

// dropConstraint drops a constraint by its name, the primary key, or the constraint
// of a kind that a column has.
func (s *simulation) dropConstraint(name schema.Name, t *schema.Table, a ddlread.Action) {
	if a.Constraint.Kind == ddlread.Default {
		if col := t.EditColumn(s.columnName(t, a.Constraint.Columns[0])); col != nil {
			col.Default, col.Changed = nil, s.cat.Span()
		}
		return
	}
	drop := s.constraintName(t, a.Name)
	if a.Name == "" {
		drop = s.found(t, a)
	}
	if t.Constraint(drop) == nil {
		// It can be a default, whose name is not kept.
		if a.Name != "" && !a.IfExists && t.Doubt == nil && !slices.ContainsFunc(t.Columns, func(c *schema.Column) bool { return c.Default != nil }) {
			s.missing("constraint", a.Name)
		} else if a.Name != "" && !a.IfExists {
			s.doubtTable(name, "it is not known which constraint of the table "+a.Name+" is")
		}
		return
	}
	d := s.cat.Drop(a.Cascade)
	d.Constraint(name, drop)
	s.conflicts = append(s.conflicts, d.Conflicts()...)
}

// found is the name of the constraint that an action means without a name.
func (s *simulation) found(t *schema.Table, a ddlread.Action) string {
	if a.Kind == ddlread.DropPrimaryKey {
		if key := t.PrimaryKey(); key != nil {
			return key.Name
		}
		return ""
	}
	for _, k := range t.Constraints {
		if k.Kind == kinds[a.Constraint.Kind] && slices.ContainsFunc(k.Columns, func(c string) bool { return s.same(c, a.Constraint.Columns[0]) }) {
			return k.Name
		}
	}
	return ""
}

func (s *simulation) constraintName(t *schema.Table, name string) string {
	for _, k := range t.Constraints {
		if s.same(k.Name, name) {
			return k.Name
		}
	}
	return name
}

func (s *simulation) alter(st *ddlread.Statement) {
	switch {
	case st.Object == "view":
		st.Replace = true
		s.createView(st)
	case st.Kind == "ALTER SCHEMA":
		from := s.spelled(st.Names[0])
		s.move(from, schema.Name{Schema: s.schemaOf(st.To.Schema), Name: from.Name})
	case st.Object == "index" && !st.To.IsZero():
		s.renameIndex(st)
	case st.Object == "sequence" && !st.To.IsZero():
		from := s.spelled(st.Names[0])
		s.cat.MoveSequence(from, schema.Name{Schema: from.Schema, Name: st.To.Name})
	}
}

// move moves a table, a view or a sequence.
func (s *simulation) move(from, to schema.Name) {
	if t, known := s.cat.Table(from.Schema, from.Name); t != nil && !known.No() {
		s.cat.MoveTable(from, to)
		return
	}
	if q, known := s.cat.Sequence(from.Schema, from.Name); q != nil && !known.No() {
		s.cat.MoveSequence(from, to)
		return
	}
	if _, known := s.cat.Relation(from); known.No() {
		s.missing("object", from.String())
	}
}

// rename follows sp_rename and RENAME: of a column, an index, a constraint or a relation.
func (s *simulation) rename(st *ddlread.Statement) {
	switch {
	case len(st.Actions) > 0:
		s.alterTable(st)
	case st.Object == "index":
		s.renameIndex(st)
	case st.Object == "object" || st.Object == "table":
		from := s.spelled(st.Names[0])
		if _, known := s.cat.Relation(from); known.No() && s.renamedConstraint(st) {
			return
		}
		s.move(from, schema.Name{Schema: from.Schema, Name: st.To.Name})
	default:
		s.doubt("it is not known what is renamed")
	}
}

// renamedConstraint renames a constraint, which has a name of its own in its schema.
func (s *simulation) renamedConstraint(st *ddlread.Statement) bool {
	for _, t := range s.cat.TablesWith(st.Names[0].Name) {
		if k := t.Constraint(s.constraintName(t, st.Names[0].Name)); k != nil {
			s.cat.RenameConstraint(t.Name, k.Name, st.To.Name)
			return true
		}
	}
	return false
}

func (s *simulation) renameIndex(st *ddlread.Statement) {
	name := st.Names[0].Name
	for _, t := range s.cat.TablesWith(name) {
		if !st.On.IsZero() && s.spelled(st.On) != t.Name {
			continue
		}
		for _, x := range t.Indexes {
			if s.same(x.Name, name) {
				s.cat.RenameIndex(schema.Name{Schema: t.Name.Schema, Name: x.Name}, st.To.Name)
				return
			}
		}
	}
}
