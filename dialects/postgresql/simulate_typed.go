//go:build cgo

package postgresql

import (
	"slices"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Tables that CREATE TABLE ... OF makes have the columns of a composite type, and only that type can change them:
// https://www.postgresql.org/docs/current/sql-createtable.html

// typedRefuses tells whether a command is none for a typed table, and reports it.
func (s *simulation) typedRefuses(t *schema.Table, c *pg.AlterTableCmd) bool {
	if c.Subtype == pg.AlterTableType_AT_AttachPartition {
		part, _ := s.cat.Table(c.Def.GetPartitionCmd().GetName().GetSchemaname(), cutName(c.Def.GetPartitionCmd().GetName().GetRelname()))
		if part == nil || part.OfType.IsZero() {
			return false
		}
		s.ofItsType(part)
		return true
	}
	if t.OfType.IsZero() {
		return false
	}
	switch c.Subtype {
	case pg.AlterTableType_AT_AddColumn, pg.AlterTableType_AT_DropColumn, pg.AlterTableType_AT_AlterColumnType,
		pg.AlterTableType_AT_AddInherit, pg.AlterTableType_AT_DropInherit:
		s.ofItsType(t)
		return true
	}
	return false
}

func (s *simulation) ofItsType(t *schema.Table) {
	s.conflict(schema.WrongKind, "table "+t.Name.String(), "table %s is of type %s, which decides its columns and leaves it no parents", t.Name, t.OfType)
}

// changeType follows OF and NOT OF.
func (s *simulation) changeType(t *schema.Table, c *pg.AlterTableCmd) {
	if c.Subtype == pg.AlterTableType_AT_DropOf {
		if t.OfType.IsZero() && t.Doubt == nil {
			s.conflict(schema.WrongKind, "table "+t.Name.String(), "table %s is of no type", t.Name)
		}
		t.OfType = schema.Name{}
		return
	}
	n := written(c.Def.GetTypeName().GetNames())
	u, known := s.cat.Type(n.Schema, n.Name)
	switch {
	case u == nil && known.No():
		s.missing("type", n.String())
	case u == nil:
		s.doubtTable(t.Name, "nothing is known of type "+n.String())
	case u.Kind != schema.Composite:
		s.conflict(schema.WrongKind, "type "+n.String(), "type %s is not a composite type, which a table can be of", n)
	case len(t.Parents) > 0:
		s.conflict(schema.WrongKind, "table "+t.Name.String(), "table %s has parents, and cannot be of a type", t.Name)
	case t.Doubt == nil && !s.sameColumns(t.Columns, u.Attributes):
		s.conflict(schema.Mismatched, "table "+t.Name.String(), "the columns of table %s are not those of type %s", t.Name, u.Name)
	default:
		t.OfType = u.Name
	}
}

// sameColumns tells whether columns have the same names and types, in the same order.
func (s *simulation) sameColumns(a []*schema.Column, b []schema.Column) bool {
	return slices.EqualFunc(a, b, func(x *schema.Column, y schema.Column) bool {
		return x.Name == y.Name && s.cat.FormatType(x.Type) == s.cat.FormatType(y.Type)
	})
}

// typedTables are the tables of a type that is about to change. Without CASCADE the server refuses that.
func (s *simulation) typedTables(u *schema.UserType, behavior pg.DropBehavior) (tables []schema.Name, ok bool) {
	for _, t := range s.cat.TablesNaming(u.Name) {
		if t.OfType == u.Name {
			tables = append(tables, t.Name)
		}
	}
	if len(tables) > 0 && behavior != pg.DropBehavior_DROP_CASCADE {
		s.conflict(schema.Needed, "type "+u.Name.String(), "type %s cannot be changed without CASCADE: table %s is of it", u.Name, tables[0])
		return nil, false
	}
	return tables, true
}

// followType does to a table what ALTER TYPE ... CASCADE does to its type.
func (s *simulation) followType(t *schema.Table, c *pg.AlterTableCmd) {
	switch c.Subtype {
	case pg.AlterTableType_AT_AddColumn:
		s.addColumn(t, c, true)
	case pg.AlterTableType_AT_DropColumn:
		s.dropColumn(t, c, true)
	case pg.AlterTableType_AT_AlterColumnType:
		s.alterType(t, c)
	}
}
