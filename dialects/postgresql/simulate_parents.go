//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// changeParents follows INHERIT and NO INHERIT.
func (s *simulation) changeParents(t *schema.Table, c *pg.AlterTableCmd) {
	v := c.Def.GetRangeVar()
	parent := s.look(v.GetSchemaname(), v.GetRelname(), false)
	if parent == nil {
		return
	}
	if c.Subtype == pg.AlterTableType_AT_DropInherit {
		if t.PartitionOf {
			s.conflict(schema.WrongKind, "table "+t.Name.String(), "table %s is a partition, which is detached and not disinherited", t.Name)
			return
		}
		if !slices.Contains(t.Parents, parent.Name) {
			s.conflict(schema.Missing, "table "+parent.Name.String(), "table %s is no parent of table %s", parent.Name, t.Name)
			return
		}
		s.leave(t, parent)
		return
	}
	if slices.Contains(t.Parents, parent.Name) || s.descends(parent.Name, t.Name) {
		s.conflict(schema.Duplicate, "table "+parent.Name.String(), "table %s is a parent or a child of table %s already", parent.Name, t.Name)
		return
	}
	if parent.Temporary && !t.Temporary || parent.IsView() {
		s.conflict(schema.WrongKind, "table "+parent.Name.String(), "table %s cannot inherit from %s %s", t.Name, parent.Kind, parent.Name)
		return
	}
	if t.PartitionOf || parent.PartitionOf || parent.Kind == schema.Partitioned || t.Kind == schema.Partitioned {
		s.conflict(schema.WrongKind, "table "+t.Name.String(), "table %s and table %s cannot inherit: one of them is partitioned or a partition", t.Name, parent.Name)
		return
	}
	if s.join(t, parent) {
		t.Parents = append(t.Parents, parent.Name)
	}
}

// descends tells whether the table n is of, or inherits from, the table of.
func (s *simulation) descends(n, of schema.Name) bool {
	if n == of {
		return true
	}
	t, _ := s.cat.Table(n.Schema, n.Name)
	return t != nil && slices.ContainsFunc(t.Parents, func(p schema.Name) bool { return s.descends(p, of) })
}

// join counts the columns and checks that a child now inherits too.
func (s *simulation) join(t, parent *schema.Table) bool {
	if rows, _ := s.cat.RowsOf(t); rows != schema.RowsNone {
		s.unlistTable(t)
		s.fill(parent.Name, false) // it shows them from now on
	}
	for _, c := range parent.Columns {
		own := t.Column(c.Name)
		if own == nil {
			if t.Doubt == nil {
				s.conflict(schema.Missing, "column "+c.Name, "column %s of table %s does not exist, but its parent %s has it", c.Name, t.Name, parent.Name)
			}
			return false
		}
		if own.Type != c.Type && t.Doubt == nil && parent.Doubt == nil {
			s.conflict(schema.Mismatched, "column "+c.Name, "column %s of table %s has another type than in its parent %s", c.Name, t.Name, parent.Name)
			return false
		}
		if c.NotNull && !own.NotNull && t.Doubt == nil && parent.Doubt == nil {
			s.conflict(schema.Mismatched, "column "+c.Name, "column %s of table %s allows nulls, in its parent %s it does not", c.Name, t.Name, parent.Name)
			return false
		}
		t.EditColumn(c.Name).Inherited++
	}
	for _, k := range parent.Constraints {
		if k.Kind != schema.Check || k.NoInherit {
			continue
		}
		own := t.Constraint(k.Name)
		if own == nil {
			if t.Doubt == nil {
				s.conflict(schema.Missing, "constraint "+k.Name, "constraint %s of table %s does not exist, but its parent %s has it", k.Name, t.Name, parent.Name)
			}
			return false
		}
		own.Inherited++
	}
	return true
}

// leave undoes join: what was inherited is the table's own from now on.
func (s *simulation) leave(t, parent *schema.Table) {
	t.Parents = slices.DeleteFunc(t.Parents, func(n schema.Name) bool { return n == parent.Name })
	for i := range t.Columns {
		if c := t.Columns[i]; c.Inherited > 0 && parent.Column(c.Name) != nil {
			c = t.EditColumnAt(i)
			c.Inherited, c.Local = c.Inherited-1, true
		}
	}
	for i := range t.Constraints {
		k := &t.Constraints[i]
		if k.Inherited > 0 && (k.Kind != schema.Check || parent.Constraint(k.Name) != nil) {
			k.Inherited, k.Local = k.Inherited-1, true
		}
	}
}

func (s *simulation) attachPartition(t *schema.Table, p *pg.PartitionCmd) {
	child := s.table(p.Name, false)
	if child == nil {
		return
	}
	if t.Kind != schema.Partitioned {
		s.conflict(schema.WrongKind, "table "+t.Name.String(), "table %s is not partitioned", t.Name)
		return
	}
	if len(child.Parents) > 0 || s.descends(t.Name, child.Name) || child.Temporary != t.Temporary {
		s.conflict(schema.WrongKind, "table "+child.Name.String(), "table %s cannot become a partition of table %s", child.Name, t.Name)
		return
	}
	if i := slices.IndexFunc(child.Columns, func(c *schema.Column) bool { return t.Column(c.Name) == nil }); i >= 0 && t.Doubt == nil && child.Doubt == nil {
		s.conflict(schema.Mismatched, "column "+child.Columns[i].Name, "column %s of table %s is not in table %s, of which it is to be a partition", child.Columns[i].Name, child.Name, t.Name)
		return
	}
	if !s.boundFits(t, p.Bound) || !s.join(child, t) {
		return
	}
	for i := range child.Columns {
		child.EditColumnAt(i).Local = false
	}
	for i := range child.Constraints {
		if k := &child.Constraints[i]; k.Kind == schema.Check && k.Inherited > 0 {
			k.Local = false
		}
	}
	child.Parents, child.PartitionOf, child.Bound = []schema.Name{t.Name}, true, bound(p.Bound)
	s.partitionKeys(child.Name, t.Name)
}

// boundFits refuses a bound of another kind than the key of the table, and one
// that another partition has. That two bounds overlap otherwise is worked out for HASH alone.
func (s *simulation) boundFits(t *schema.Table, b *pg.PartitionBoundSpec) bool {
	own := strings.ToLower(t.PartitionBy[:min(1, len(t.PartitionBy))])
	switch {
	case t.Doubt != nil:
		return true
	case b.IsDefault && own == "h", !b.IsDefault && own != b.Strategy:
		s.conflict(schema.Mismatched, "table "+t.Name.String(), "the bound does not fit table %s, which is partitioned by %s", t.Name, t.PartitionBy)
		return false
	}
	for _, n := range s.children(t.Name) {
		c, _ := s.cat.Table(n.Schema, n.Name)
		if c.Bound == bound(b) {
			s.conflict(schema.Duplicate, "table "+t.Name.String(), "table %s has the partition %s with the same bound", t.Name, n)
			return false
		}
		if m, r, ok := hashBound(c.Bound); ok && hashesOverlap(m, r, int(b.Modulus), int(b.Remainder)) {
			s.conflict(schema.Mismatched, "table "+t.Name.String(), "the bound overlaps that of partition %s of table %s, or its modulus is no factor of the other", n, t.Name)
			return false
		}
	}
	return true
}

func (s *simulation) detachPartition(t *schema.Table, p *pg.PartitionCmd) {
	child := s.table(p.Name, false)
	if child == nil {
		return
	}
	if !slices.Contains(child.Parents, t.Name) {
		s.conflict(schema.Missing, "partition "+child.Name.String(), "table %s is no partition of table %s", child.Name, t.Name)
		return
	}
	if hasDefault := func(n schema.Name) bool { c, _ := s.cat.Table(n.Schema, n.Name); return c.Bound == "DEFAULT" }; p.Concurrent && slices.ContainsFunc(s.children(t.Name), hasDefault) {
		s.conflict(schema.Needed, "partition "+child.Name.String(), "a partition of table %s cannot be detached concurrently: the table has a default partition", t.Name)
		return
	}
	s.leave(child, t)
	if p.Concurrent {
		s.keepBound(t, child)
	}
	child.PartitionOf, child.Bound = false, ""
	for i := range child.Indexes {
		child.Indexes[i].Parent = schema.Name{}
	}
}

// keepBound adds the CHECK in the form of the partition's bound that DETACH
// CONCURRENTLY leaves behind. https://www.postgresql.org/docs/current/sql-altertable.html
func (s *simulation) keepBound(parent, child *schema.Table) {
	var keys []string
	for _, c := range child.Columns {
		if slices.Contains(strings.FieldsFunc(parent.PartitionBy, func(r rune) bool { return strings.ContainsRune("(), \"", r) }), c.Name) {
			keys = append(keys, c.Name)
		}
	}
	column := ""
	if len(keys) == 1 {
		column = keys[0]
	}
	name := constraintName(s.cat, child.Name.Schema, child.Name.Name, column, "check", nil)
	child.Constraints = append(child.Constraints, schema.Constraint{Name: name, Kind: schema.Check, Columns: keys, Local: true,
		Check: &schema.Expr{SQL: child.Bound, Columns: keys}, Made: s.cat.Span()})
}

// alterComposite follows ALTER TYPE ... ADD, DROP and ALTER ATTRIBUTE.
func (s *simulation) alterComposite(n *pg.AlterTableStmt) {
	u, known := s.cat.Type(n.Relation.GetSchemaname(), cutName(n.Relation.GetRelname()))
	if u == nil {
		if known.No() && !n.MissingOk {
			s.missing("type", n.Relation.GetRelname())
		}
		return
	}
	u = s.cat.EditType(u.Name)
	for _, node := range n.Cmds {
		c := node.GetAlterTableCmd()
		name := cutName(c.Name)
		def := c.Def.GetColumnDef()
		tables, ok := s.typedTables(u, c.Behavior)
		if !ok {
			return
		}
		for _, t := range tables {
			s.followType(s.cat.EditTable(t), c)
		}
		if c.Subtype == pg.AlterTableType_AT_AddColumn {
			if slices.ContainsFunc(u.Attributes, func(a schema.Column) bool { return a.Name == cutName(def.GetColname()) }) {
				s.conflict(schema.Duplicate, "attribute "+def.GetColname(), "attribute %s of type %s exists already", def.GetColname(), u.Name)
				return
			}
			col, _ := s.columnDef(u.Name, def)
			u.Attributes = append(u.Attributes, col)
			continue
		}
		i := slices.IndexFunc(u.Attributes, func(a schema.Column) bool { return a.Name == name })
		switch {
		case i < 0 && !c.MissingOk:
			s.conflict(schema.Missing, "attribute "+name, "attribute %s of type %s does not exist", name, u.Name)
		case i < 0:
		case c.Subtype == pg.AlterTableType_AT_DropColumn:
			u.Attributes = slices.Delete(u.Attributes, i, i+1)
		case c.Subtype == pg.AlterTableType_AT_AlterColumnType:
			u.Attributes[i].Type = s.typeOf(def.GetTypeName())
		}
	}
}
