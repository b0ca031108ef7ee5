//go:build cgo

package postgresql

import (
	"slices"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func (s *simulation) dropConstraint(t *schema.Table, c *pg.AlterTableCmd) {
	k := t.Constraint(cutName(c.Name))
	switch {
	case k == nil && s.since(18) && s.dropMadeUp(t, cutName(c.Name)):
	case k == nil && !c.MissingOk && t.Doubt == nil:
		s.conflict(schema.Missing, "constraint "+c.Name, "constraint %s of table %s does not exist", c.Name, t.Name)
	case k == nil:
	case k.Inherited > 0:
		s.conflict(schema.Needed, "constraint "+c.Name, "constraint %s of table %s is inherited and cannot be dropped here", c.Name, t.Name)
	default:
		d := s.cat.Drop(c.Behavior == pg.DropBehavior_DROP_CASCADE)
		d.Constraint(t.Name, k.Name)
		s.settle(d)
	}
}

// dropMadeUp drops a not-null constraint that no statement has named; false if there is none of the name.
func (s *simulation) dropMadeUp(t *schema.Table, name string) bool {
	for _, col := range t.Columns {
		if col.NotNull && notNullOf(t, col.Name) == nil && objectName(t.Name.Name, col.Name, "not_null") == name {
			s.allowNulls(t, t.EditColumn(col.Name))
			return true
		}
	}
	return false
}

func (s *simulation) changeConstraint(t *schema.Table, c *pg.AlterTableCmd) {
	name := c.Name
	def := c.Def.GetConstraint()
	if def != nil {
		name = def.Conname
	}
	k := t.Constraint(cutName(name))
	if k == nil {
		if t.Doubt == nil {
			s.conflict(schema.Missing, "constraint "+name, "constraint %s of table %s does not exist", name, t.Name)
		}
		return
	}
	k.Changed = s.cat.Span()
	what, timed := def.Altered()
	if what == pg.AlterInherit || what == pg.AlterNoInherit {
		s.inheritsNotNull(t, k, what == pg.AlterInherit)
		return
	}
	if def != nil && (k.Kind != schema.ForeignKey || t.PartitionOf && k.Inherited > 0) {
		s.conflict(schema.WrongKind, "constraint "+name, "%s %s of table %s cannot be altered here", k.Kind, name, t.Name)
		return
	}
	if def != nil {
		if timed {
			k.Deferrable, k.InitiallyDeferred = def.Deferrable || def.Initdeferred, def.Initdeferred
		}
		if what != "" {
			s.enforce(t, k, what == pg.AlterEnforced)
		}
		return
	}
	if k.Kind != schema.ForeignKey && k.Kind != schema.Check && k.Kind != schema.NotNullConstraint {
		s.conflict(schema.WrongKind, "constraint "+name, "%s %s of table %s cannot be validated", k.Kind, name, t.Name)
		return
	}
	k.NotValid, k.Doubted = false, false
	for _, child := range s.children(t.Name) {
		if own := s.cat.EditTable(child).Constraint(k.Name); own != nil && own.Inherited > 0 {
			own.NotValid = false
		}
	}
}

// enforce follows [NOT] ENFORCED of a foreign key: one that is enforced is checked at once.
func (s *simulation) enforce(t *schema.Table, k *schema.Constraint, enforced bool) {
	k.NotEnforced, k.NotValid, k.Doubted = !enforced, !enforced, false
	for _, name := range s.children(t.Name) {
		child := s.cat.EditTable(name)
		if part := slices.IndexFunc(child.Constraints, func(c schema.Constraint) bool {
			return c.Kind == schema.ForeignKey && c.Inherited > 0 && c.RefTable == k.RefTable && slices.Equal(c.Columns, k.Columns)
		}); part >= 0 {
			s.enforce(child, &child.Constraints[part], enforced)
		}
	}
}

// inheritsNotNull follows [NO] INHERIT of a not-null constraint.
func (s *simulation) inheritsNotNull(t *schema.Table, k *schema.Constraint, inherits bool) {
	if k.Kind != schema.NotNullConstraint || k.Inherited > 0 {
		s.conflict(schema.WrongKind, "constraint "+k.Name, "%s %s of table %s cannot be altered here", k.Kind, k.Name, t.Name)
		return
	}
	if k.NoInherit != inherits {
		return // it is so already
	}
	if k.NoInherit = !inherits; inherits { // else the children keep theirs as their own
		s.forbidNulls(t.Name, k.Columns)
	}
}
