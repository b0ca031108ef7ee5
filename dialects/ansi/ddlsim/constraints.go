package ddlsim

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// columnConstraints makes the constraints that are written with a column.
func (s *simulation) columnConstraints(table schema.Name, c ddlread.Column) {
	for _, k := range c.Constraints {
		s.addConstraint(table, k)
	}
}

var kinds = map[ddlread.ConstraintKind]schema.ConstraintKind{
	ddlread.PrimaryKey: schema.PrimaryKey, ddlread.Unique: schema.Unique, ddlread.Check: schema.Check, ddlread.ForeignKey: schema.ForeignKey,
}

// addConstraint makes one constraint, with its index.
func (s *simulation) addConstraint(table schema.Name, k ddlread.Constraint) {
	t := s.cat.EditTable(table)
	if t == nil {
		return
	}
	if k.Kind == ddlread.Default {
		if len(k.Columns) > 0 {
			if col := t.EditColumn(s.columnName(t, k.Columns[0])); col != nil {
				col.Default, col.Changed = expr(&k.Check), s.cat.Span()
			}
		}
		return
	}
	made := schema.Constraint{
		Name: k.Name, Kind: kinds[k.Kind], Columns: s.columnNames(t, k.Columns), OnUpdate: action(k.OnUpdate), OnDelete: action(k.OnDelete),
		Local: true, Made: s.cat.Span(), Changed: s.cat.Span(),
	}
	if made.Name == "" {
		made.Name = MadeUp + made.Kind.String() + " (" + strings.Join(made.Columns, ", ") + ") " + k.Check
	}
	if t.Constraint(made.Name) != nil {
		if k.Name != "" && t.Doubt == nil {
			s.duplicate("constraint", made.Name)
		}
		return
	}
	switch k.Kind {
	case ddlread.Check:
		made.Check = s.reading(t, &k.Check)
		made.Columns = made.Check.Columns
	case ddlread.ForeignKey:
		made.RefTable = s.spelled(k.RefTable)
		made.RefColumns = s.referenced(made.RefTable, k.RefColumns)
	case ddlread.PrimaryKey:
		for _, name := range made.Columns {
			if col := t.EditColumn(name); col != nil {
				col.NotNull = true
			}
		}
	}
	if k.Kind == ddlread.PrimaryKey || k.Kind == ddlread.Unique {
		made.Index = made.Name
	}
	t.Constraints = append(t.Constraints, made)
	if made.Index != "" {
		x := schema.Index{Name: made.Index, Unique: true, Primary: k.Kind == ddlread.PrimaryKey, Constraint: made.Name}
		for _, c := range made.Columns {
			x.Keys = append(x.Keys, schema.IndexKey{Column: c})
		}
		s.cat.AddIndex(table, x)
	}
}

// action is an action of a foreign key as the catalog keeps it.
func action(text string) string {
	if text == "NO ACTION" || text == "RESTRICT" {
		return ""
	}
	return text
}

// referenced are the columns that a foreign key refers to; the primary key if none are named.
func (s *simulation) referenced(table schema.Name, names []string) []string {
	t, _ := s.cat.Table(table.Schema, table.Name)
	switch {
	case t == nil:
		return names
	case len(names) > 0:
		return s.columnNames(t, names)
	}
	if key := t.PrimaryKey(); key != nil {
		return key.Columns
	}
	return nil
}
