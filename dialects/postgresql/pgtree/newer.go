package pgtree

// What PostgreSQL has added since the library's version has no fields in its trees. It stands in fields that the
// parser leaves empty there.
const (
	generatedVirtual = "v"            // GeneratedWhen, as pg_attribute.attgenerated says it
	notEnforced      = "NOT ENFORCED" // CookedExpr
)

// AlterTableType_AT_SetExpression is the subtype of ALTER COLUMN ... SET EXPRESSION, whose Def is the expression. Its number is none of the library's.
const AlterTableType_AT_SetExpression AlterTableType = 1001

// SetNotNull makes a CHECK (column) the constraint NOT NULL column of a table, as later versions have it: Keys has the column. False if it is no such CHECK.
func (m *Constraint) SetNotNull() bool {
	ref := m.RawExpr.GetColumnRef()
	if ref == nil || len(ref.Fields) != 1 {
		return false
	}
	m.Contype, m.Keys, m.RawExpr = ConstrType_CONSTR_NOTNULL, ref.Fields, nil
	return true
}

// SetVirtual makes a generated column one that is computed when it is read.
func (m *Constraint) SetVirtual() { m.GeneratedWhen = generatedVirtual }

// IsVirtual tells whether SetVirtual was called.
func (m *Constraint) IsVirtual() bool { return m != nil && m.GeneratedWhen == generatedVirtual }

// SetNotEnforced makes a CHECK or a foreign key NOT ENFORCED: no row is checked.
func (m *Constraint) SetNotEnforced() { m.CookedExpr, m.SkipValidation = notEnforced, true }

// What ALTER CONSTRAINT can change of a constraint besides the time when it is checked.
const (
	AlterEnforced    = "ENFORCED"
	AlterNotEnforced = notEnforced
	AlterInherit     = "INHERIT"
	AlterNoInherit   = "NO INHERIT"
)

// SetAltered makes the constraint of ALTER CONSTRAINT one that changes something of that kind; timed: it says when it is checked, too.
func (m *Constraint) SetAltered(what string, timed bool) {
	m.CookedExpr, m.GeneratedWhen = what, ""
	if timed {
		m.GeneratedWhen = "timed"
	}
}

// Altered is what SetAltered has set; empty where it was not called, and the time counts.
func (m *Constraint) Altered() (what string, timed bool) {
	if m == nil || m.CookedExpr == "" {
		return "", true
	}
	return m.CookedExpr, m.GeneratedWhen != ""
}

// IsNotEnforced tells whether SetNotEnforced was called.
func (m *Constraint) IsNotEnforced() bool { return m != nil && m.CookedExpr == notEnforced }
