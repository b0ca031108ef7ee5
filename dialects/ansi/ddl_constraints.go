package ansi

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// Constraint writes a constraint as it stands in CREATE TABLE and behind ADD; ""
// where it says nothing: a key without columns, a CHECK for a type that the
// server has.
func (d *DDL) Constraint(c ir.Constraint) (string, error) {
	c, err := d.adapted(c)
	if err != nil {
		return "", err
	}
	switch c := c.(type) {
	case *ir.PrimaryKey:
		return d.primaryKey(c)
	case *ir.Unique:
		return d.unique(c)
	case *ir.Check:
		if d.isNeedless(c) {
			return "", nil
		}
		return d.check(c, true)
	case *ir.ForeignKey:
		return d.foreignKey(c)
	case *ir.Exclude:
		if d.Exclude == nil {
			return "", Errorf("write the rule in another way for this server", "EXCLUDE constraints exist in PostgreSQL only")
		}
		return d.Exclude(d, c)
	}
	return "", Errorf("", "there is no SQL for the constraint %T", c)
}

// adapted returns the constraint as the server has it.
func (d *DDL) adapted(c ir.Constraint) (ir.Constraint, error) {
	if d.Adapt == nil {
		return c, nil
	}
	return d.Adapt(c)
}

// inlineReference writes the foreign key of a column that is added.
func (d *DDL) inlineReference(fk *ir.ForeignKey) (string, error) {
	own, err := d.adapted(fk)
	if err != nil {
		return "", err
	}
	fk = own.(*ir.ForeignKey)
	actions, err := d.foreignKeyActions(fk)
	return d.references(fk) + actions, err
}

// Immediate returns a constraint without the words of its timing, for a server that checks
// every statement at its end and has no such words; a deferrable one is an error.
func Immediate(c ir.Constraint, server string) (ir.Constraint, error) {
	var timing *ir.Timing
	switch k := c.(type) {
	case *ir.PrimaryKey:
		own := *k
		c, timing = &own, &own.Timing
	case *ir.Unique:
		own := *k
		c, timing = &own, &own.Timing
	case *ir.Check:
		own := *k
		c, timing = &own, &own.Timing
	case *ir.ForeignKey:
		own := *k
		c, timing = &own, &own.Timing
	default:
		return c, nil
	}
	if timing.Deferrable != nil && *timing.Deferrable || strings.EqualFold(timing.Initially, "DEFERRED") {
		return nil, Errorf("leave deferrable= and initially= out, and order the statements so that each leaves the data right",
			"%s has no constraints that are checked later (DEFERRABLE)", server)
	}
	*timing = ir.Timing{}
	return c, nil
}

func (d *DDL) isNeedless(c *ir.Check) bool {
	return c.OfType != nil && d.HasType != nil && d.HasType(c.OfType)
}

func (d *DDL) primaryKey(c *ir.PrimaryKey) (string, error) {
	if len(c.Columns) == 0 {
		return "", nil
	}
	words, err := d.optional(d.PrimaryWords, c.Options)
	if err != nil {
		return "", err
	}
	return d.key(c.Name, "PRIMARY KEY "+words, c.Columns, c.Options, c.Timing)
}

func (d *DDL) unique(c *ir.Unique) (string, error) {
	if len(c.Columns) == 0 {
		return "", nil
	}
	distinct, err := d.optional(d.Distinct, c.Options)
	if err != nil {
		return "", err
	}
	return d.key(c.Name, "UNIQUE "+distinct, c.Columns, c.Options, c.Timing)
}

func (d *DDL) key(name ir.Name, words string, columns []ir.Name, options []ir.Option, timing ir.Timing) (string, error) {
	lead, err := d.ConstraintName(name)
	if err != nil {
		return "", err
	}
	include, err := d.optional(d.Include, options)
	if err != nil {
		return "", err
	}
	when, err := d.Timing(timing)
	return lead + words + "(" + d.Idents.List(columns) + ")" + include + when, err
}

func (d *DDL) optional(write func(*DDL, []ir.Option) (string, error), options []ir.Option) (string, error) {
	if write == nil {
		return "", nil
	}
	return write(d, options)
}

func (d *DDL) check(c *ir.Check, ofTable bool) (string, error) {
	lead, err := d.ConstraintName(c.Name)
	if err != nil {
		return "", err
	}
	body, err := d.Expr(c.Condition)
	if err != nil {
		return "", err
	}
	when, err := d.Timing(c.Timing)
	if err != nil {
		return "", err
	}
	text := lead + "CHECK (" + body + ")" + when
	if ofTable {
		validity, err := d.optional(d.Validity, c.Options)
		return text + validity, err
	}
	return text, nil
}

func (d *DDL) foreignKey(c *ir.ForeignKey) (string, error) {
	lead, err := d.ConstraintName(c.Name)
	if err != nil {
		return "", err
	}
	actions, err := d.foreignKeyActions(c)
	if err != nil {
		return "", err
	}
	validity, err := d.optional(d.Validity, c.Options)
	return lead + "FOREIGN KEY(" + d.Idents.List(c.Columns) + ") " + d.references(c) + actions + validity, err
}

func (d *DDL) references(c *ir.ForeignKey) string {
	text := "REFERENCES " + d.table(c.RefSchema, c.RefTable)
	if len(c.RefColumns) > 0 {
		text += " (" + d.Idents.List(c.RefColumns) + ")"
	}
	return text
}

func (d *DDL) foreignKeyActions(c *ir.ForeignKey) (string, error) {
	text := ""
	switch {
	case c.Match == "":
	case d.Match != nil:
		match, err := d.Match(c.Match)
		if err != nil {
			return "", err
		}
		text += match
	default:
		text += " MATCH " + c.Match
	}
	if c.OnDelete != "" {
		if !isAction.MatchString(c.OnDelete) && (d.OnDelete == nil || !d.OnDelete(c.OnDelete)) {
			return "", unexpectedPhrase("ondelete", c.OnDelete)
		}
		text += " ON DELETE " + c.OnDelete
	}
	if c.OnUpdate != "" && !d.NoOnUpdate {
		if !isAction.MatchString(c.OnUpdate) {
			return "", unexpectedPhrase("onupdate", c.OnUpdate)
		}
		text += " ON UPDATE " + c.OnUpdate
	}
	when, err := d.Timing(c.Timing)
	return text + when, err
}

var (
	isAction  = lazyregexp.New(`^(?i:RESTRICT|CASCADE|SET NULL|NO ACTION|SET DEFAULT)$`)
	isInitial = lazyregexp.New(`^(?i:DEFERRED|IMMEDIATE)$`)
)

func unexpectedPhrase(argument, phrase string) error {
	return Errorf("take one of the phrases that SQL has there", "%s=%q: unexpected SQL phrase", argument, phrase)
}

// ConstraintName writes CONSTRAINT and the name with a space behind it; "" without a name.
func (d *DDL) ConstraintName(n ir.Name) (string, error) {
	if n.IsZero() {
		return "", nil
	}
	name, err := d.Idents.Constraint(n)
	return "CONSTRAINT " + name + " ", err
}

// Timing writes DEFERRABLE and INITIALLY, each with a space in front.
func (d *DDL) Timing(t ir.Timing) (string, error) {
	text := ""
	if t.Deferrable != nil {
		if *t.Deferrable {
			text = " DEFERRABLE"
		} else {
			text = " NOT DEFERRABLE"
		}
	}
	if t.Initially == "" {
		return text, nil
	}
	if !isInitial.MatchString(t.Initially) {
		return "", unexpectedPhrase("initially", t.Initially)
	}
	return text + " INITIALLY " + t.Initially, nil
}

// CreateTableText writes CREATE TABLE.
func (d *DDL) CreateTableText(o ir.CreateTable) (string, error) {
	t := o.Table
	var b strings.Builder
	b.WriteString("CREATE ")
	for _, p := range t.Prefixes {
		b.WriteString(p + " ")
	}
	b.WriteString("TABLE ")
	if o.IfNotExists {
		b.WriteString("IF NOT EXISTS ")
	}
	b.WriteString(d.table(t.Schema, t.Name) + " (")
	items, err := d.tableItems(t)
	if err != nil {
		return "", err
	}
	for i, item := range items {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("\n    " + item)
	}
	b.WriteString("\n)")
	if d.TableOptions != nil {
		options, err := d.TableOptions(d, t)
		if err != nil {
			return "", err
		}
		b.WriteString(options)
	}
	// An option may be empty at the end, and Alembic strips the whole statement.
	return strings.TrimSpace(b.String()), nil
}

// tableItems writes the columns and constraints of a table.
func (d *DDL) tableItems(t *ir.Table) ([]string, error) {
	var items []string
	for _, c := range t.Columns {
		if c.System {
			continue
		}
		text, err := d.Column(c)
		if err != nil {
			return nil, inColumn(t, c, err)
		}
		items = append(items, text)
	}
	for _, c := range t.Constraints {
		if fk, ok := c.(*ir.ForeignKey); ok && fk.UseAlter {
			continue
		}
		text, err := d.Constraint(c)
		if err != nil {
			return nil, err
		}
		if text != "" {
			items = append(items, text)
		}
	}
	return items, nil
}

func inColumn(t *ir.Table, c *ir.Column, err error) error {
	if e, ok := err.(*CompileError); ok {
		return &CompileError{Message: "in table " + quoteForMessage(t.Name) + ", column " + quoteForMessage(c.Name) + ": " + e.Message, Help: e.Help}
	}
	return err
}

func quoteForMessage(n ir.Name) string { return "'" + n.Text + "'" }
