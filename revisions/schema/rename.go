package schema

import (
	"slices"
	"strings"
)

// relocate puts an object of a store under another name.
func relocate[T copier[T]](c *Catalog, s *store[T], from, to Name, rename func(T)) {
	value, ok := edit(c, s, from)
	if !ok {
		remove(c, s, from)
		doubtOne(c, s, to, c.doubt)
		return
	}
	e, _ := s.get(from)
	rename(value)
	remove(c, s, from)
	e.owner = c.token.id
	put(c, s, to, e)
}

// eachTable calls change with every table that mentions n and that match selects, ready for changing.
func (c *Catalog) eachTable(n Name, match func(*Table) bool, change func(*Table)) {
	for _, t := range c.TablesNaming(n) {
		if match(t) {
			if edited, ok := edit(c, &c.tables, t.Name); ok {
				change(edited)
			}
		}
	}
}

// MoveTable renames a table or view, or moves it to another schema, with its
// indexes and, to another schema, with the sequences of its columns.
func (c *Catalog) MoveTable(from, to Name) {
	affirm(c, &c.tables, from)
	relocate(c, &c.tables, from, to, func(t *Table) { t.Name, t.Changed = to, c.at })
	c.noteTemporary(to)
	if t, ok := edit(c, &c.tables, to); ok {
		for _, x := range t.Indexes {
			remove(c, &c.indexes, Name{from.Schema, x.Name})
			add(c, &c.indexes, Name{to.Schema, x.Name}, &owned{to})
			if from.Schema != to.Schema {
				c.reparent(Name{from.Schema, x.Name}, Name{to.Schema, x.Name})
			}
		}
	}
	for _, s := range c.sequencesOf(from) {
		if s.Owner != from {
			continue
		}
		c.EditSequence(s.Name).Owner = to
		if from.Schema != to.Schema {
			c.MoveSequence(s.Name, Name{to.Schema, s.Name.Name})
		}
	}
	c.eachTable(from, func(t *Table) bool { return t.mentions(from) }, func(t *Table) { t.redirect(from, to) })
	c.replaceType(from, to)
}

func (t *Table) mentions(n Name) bool {
	return slices.Contains(t.Parents, n) ||
		slices.ContainsFunc(t.Uses, func(u Use) bool { return u.Table == n }) ||
		slices.ContainsFunc(t.Constraints, func(k Constraint) bool { return k.RefTable == n })
}

func (t *Table) redirect(from, to Name) {
	for i := range t.Parents {
		if t.Parents[i] == from {
			t.Parents[i] = to
		}
	}
	for i := range t.Uses {
		if t.Uses[i].Table == from {
			t.Uses[i].Table = to
		}
	}
	for i := range t.Constraints {
		if t.Constraints[i].RefTable == from {
			t.Constraints[i].RefTable = to
		}
	}
}

// reparent follows the new name of an index in the parts of it.
func (c *Catalog) reparent(from, to Name) {
	part := func(x Index) bool { return x.Parent == from }
	c.eachTable(from, func(t *Table) bool { return slices.ContainsFunc(t.Indexes, part) }, func(t *Table) {
		for i := range t.Indexes {
			if t.Indexes[i].Parent == from {
				t.Indexes[i].Parent = to
			}
		}
	})
}

// renamed returns names with one of them changed; the old slice stays as it is,
// since a clone may share it.
func renamed(names []string, from, to string) []string {
	i := slices.Index(names, from)
	if i < 0 {
		return names
	}
	names = slices.Clone(names)
	names[i] = to
	return names
}

func (e *Expr) renamed(from, to string) *Expr {
	if !e.reads(from) {
		return e
	}
	c := *e
	c.Columns = renamed(e.Columns, from, to)
	c.SQL = replaceWord(e.SQL, from, to)
	c.Printed = replaceWord(e.Printed, from, to)
	return &c
}

// replaceWord replaces a name in an expression, where it stands as a word of its
// own outside of strings.
func replaceWord(sql, from, to string) string {
	var b strings.Builder
	for i := 0; i < len(sql); {
		j := i + 1
		switch c := sql[i]; {
		case c == '\'' || c == '"':
			for j < len(sql) && sql[j] != c {
				j++
			}
			j = min(j+1, len(sql))
		case isWordByte(c):
			for j < len(sql) && isWordByte(sql[j]) {
				j++
			}
		}
		if word := sql[i:j]; word == from || word == `"`+from+`"` {
			b.WriteString(to)
		} else {
			b.WriteString(word)
		}
		i = j
	}
	return b.String()
}

func isWordByte(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// RenameColumn renames a column, in children too.
func (c *Catalog) RenameColumn(table Name, from, to string) {
	t := c.EditTable(table)
	if t == nil {
		return
	}
	if col := t.EditColumn(from); col != nil {
		col.Name, col.Changed = to, c.at
		t.Part(ColumnPart, from)
	}
	for i, col := range t.Columns {
		if col.Generated.reads(from) {
			t.EditColumnAt(i).Generated = col.Generated.renamed(from, to)
		}
	}
	for i := range t.Constraints {
		k := &t.Constraints[i]
		k.Columns, k.Include, k.OnDeleteColumns = renamed(k.Columns, from, to), renamed(k.Include, from, to), renamed(k.OnDeleteColumns, from, to)
		k.Check = k.Check.renamed(from, to)
		if k.RefTable == table {
			k.RefColumns = renamed(k.RefColumns, from, to)
		}
	}
	for i := range t.Indexes {
		t.Indexes[i].renameColumn(from, to)
	}
	t.PartitionColumns = renamed(t.PartitionColumns, from, to)
	for i := range t.Triggers {
		t.Triggers[i].Columns = renamed(t.Triggers[i].Columns, from, to)
	}
	for i := range t.Policies {
		t.Policies[i].Using, t.Policies[i].Check = t.Policies[i].Using.renamed(from, to), t.Policies[i].Check.renamed(from, to)
	}
	for i := range t.Statistics {
		t.Statistics[i].Columns = renamed(t.Statistics[i].Columns, from, to)
	}
	c.renamedElsewhere(table, from, to)
}

func (x *Index) renameColumn(from, to string) {
	x.Keys = slices.Clone(x.Keys)
	for i := range x.Keys {
		if x.Keys[i].Column == from {
			x.Keys[i].Column = to
		}
		x.Keys[i].Expr = x.Keys[i].Expr.renamed(from, to)
	}
	x.Include = renamed(x.Include, from, to)
	x.Where = x.Where.renamed(from, to)
}

// renamedElsewhere follows the new name of a column in other tables, views and
// sequences.
func (c *Catalog) renamedElsewhere(table Name, from, to string) {
	c.eachTable(table, func(t *Table) bool { return t.Name != table && t.mentions(table) }, func(t *Table) {
		for i := range t.Uses {
			if t.Uses[i].Table == table && t.Uses[i].Column == from {
				t.Uses[i].Column = to
			}
		}
		for i := range t.Constraints {
			if k := &t.Constraints[i]; k.RefTable == table {
				k.RefColumns = renamed(k.RefColumns, from, to)
			}
		}
		if slices.Contains(t.Parents, table) && t.Column(from) != nil {
			c.RenameColumn(t.Name, from, to)
		}
	})
	for _, s := range c.sequencesOf(table) {
		if s.Owner == table && s.OwnerColumn == from {
			c.EditSequence(s.Name).OwnerColumn = to
		}
	}
}

// RenameConstraint renames a constraint and the index that enforces it.
func (c *Catalog) RenameConstraint(table Name, from, to string) {
	t := c.EditTable(table)
	if t == nil || t.Constraint(from) == nil {
		return
	}
	k := t.Constraint(from)
	k.Name, k.Changed = to, c.at
	t.Part(ConstraintPart, from)
	if k.Index != "" && k.Kind != ForeignKey {
		c.renameIndex(t, k.Index, to)
	}
	if k.Kind != Check && k.Kind != ForeignKey {
		return
	}
	c.eachTable(table, func(u *Table) bool {
		ck := u.Constraint(from)
		return slices.Contains(u.Parents, table) && ck != nil && ck.Inherited > 0
	}, func(u *Table) { c.RenameConstraint(u.Name, from, to) })
}

// RenameIndex renames an index and the constraint that it enforces.
func (c *Catalog) RenameIndex(from Name, to string) {
	affirm(c, &c.indexes, from)
	e, ok := c.indexes.get(from)
	if !ok || !e.there {
		remove(c, &c.indexes, from)
		return
	}
	if t := c.EditTable(e.value.table); t != nil {
		c.renameIndex(t, from.Name, to)
	}
}

func (c *Catalog) renameIndex(t *Table, from, to string) {
	x := t.Index(from)
	if x == nil {
		return
	}
	x.Name, x.Changed = to, c.at
	t.Part(IndexPart, from)
	for i := range t.Constraints {
		if k := &t.Constraints[i]; k.Index == from && k.Kind != ForeignKey {
			t.Part(ConstraintPart, k.Name)
			k.Index, k.Name = to, to
		}
	}
	if x.Constraint != "" {
		x.Constraint = to
	}
	schema := t.Name.Schema
	remove(c, &c.indexes, Name{schema, from})
	add(c, &c.indexes, Name{schema, to}, &owned{t.Name})
	c.reparent(Name{schema, from}, Name{schema, to})
}

// MoveSequence renames a sequence or moves it to another schema.
func (c *Catalog) MoveSequence(from, to Name) {
	relocate(c, &c.sequences, from, to, func(s *Sequence) { s.Name, s.Changed = to, c.at })
	uses := func(col *Column) bool {
		return col.Sequence == from || col.Default != nil && slices.Contains(col.Default.Needs().Sequences, from)
	}
	c.eachTable(from, func(t *Table) bool { return slices.ContainsFunc(t.Columns, uses) }, func(t *Table) {
		for i := range t.Columns {
			if !uses(t.Columns[i]) {
				continue
			}
			col := t.EditColumnAt(i)
			if col.Sequence == from {
				col.Sequence = to
			}
			if e := col.Default; e != nil && slices.Contains(e.Needs().Sequences, from) {
				moved := *e
				needs := moved.Need()
				needs.Sequences = slices.Clone(needs.Sequences)
				needs.Sequences[slices.Index(needs.Sequences, from)] = to
				moved.Printed = strings.Replace(e.Printed, from.Name, to.Name, 1)
				col.Default = &moved
			}
		}
	})
}

// MoveType renames a type or moves it to another schema.
func (c *Catalog) MoveType(from, to Name) {
	affirm(c, &c.types, from)
	relocate(c, &c.types, from, to, func(t *UserType) { t.Name, t.Changed = to, c.at })
	c.replaceType(from, to)
}

// replaceType follows the new name of a type wherever it is used.
func (c *Catalog) replaceType(from, to Name) {
	uses := func(col *Column) bool {
		return col.Type.Name == from || col.Default.casts(from) || col.Generated.casts(from)
	}
	c.eachTable(from, func(t *Table) bool { return t.OfType == from || slices.ContainsFunc(t.Columns, uses) }, func(t *Table) {
		if t.OfType == from {
			t.OfType = to
		}
		for i := range t.Columns {
			if !uses(t.Columns[i]) {
				continue
			}
			col := t.EditColumnAt(i)
			if col.Type.Name == from {
				col.Type.Name = to
			}
			col.Default, col.Generated = col.Default.retyped(from, to), col.Generated.retyped(from, to)
		}
	})
	for _, u := range c.TypesNaming(from) {
		if u.Of.Name != from && u.Range != from && !slices.ContainsFunc(u.Attributes, func(a Column) bool { return uses(&a) }) {
			continue
		}
		edited := c.EditType(u.Name)
		if edited.Of.Name == from {
			edited.Of.Name = to
		}
		if edited.Range == from {
			edited.Range = to
		}
		for i := range edited.Attributes {
			if edited.Attributes[i].Type.Name == from {
				edited.Attributes[i].Type.Name = to
			}
		}
	}
}

func (e *Expr) casts(n Name) bool {
	return e != nil && slices.ContainsFunc(e.Needs().Types, func(t Type) bool { return t.Name == n })
}

func (e *Expr) retyped(from, to Name) *Expr {
	if !e.casts(from) {
		return e
	}
	c := *e
	needs := c.Need()
	needs.Types = slices.Clone(needs.Types)
	for i := range needs.Types {
		if needs.Types[i].Name == from {
			needs.Types[i].Name = to
		}
	}
	c.SQL = replaceWord(e.SQL, from.Name, to.Name)
	c.Printed = replaceWord(e.Printed, from.Name, to.Name)
	return &c
}

// MoveRoutine renames a routine or moves it; both names are with the arguments.
func (c *Catalog) MoveRoutine(from, to Name) {
	relocate(c, &c.routines, from, to, func(r *Routine) { r.Name, r.Changed = to, c.at })
	was, is := Name{from.Schema, cut(from.Name)}, Name{to.Schema, cut(to.Name)}
	c.eachTable(was, func(t *Table) bool {
		return slices.ContainsFunc(t.Triggers, func(g Trigger) bool { return g.Function == was })
	}, func(t *Table) {
		for i := range t.Triggers {
			if t.Triggers[i].Function == was {
				t.Triggers[i].Function = is
			}
		}
	})
}

func cut(name string) string {
	base, _, _ := strings.Cut(name, "(")
	return base
}

// MoveOther renames an object of which no more is kept, or moves it.
func (c *Catalog) MoveOther(kind string, from, to Name) {
	was, is := Name{from.Schema, kind + " " + from.Name}, Name{to.Schema, kind + " " + to.Name}
	relocate(c, &c.others, was, is, func(o *Other) { o.Name, o.Changed = is, c.at })
}

// RenameSchema renames a schema with everything in it.
func (c *Catalog) RenameSchema(from, to string) {
	relocate(c, &c.schemas, Name{Name: from}, Name{Name: to}, func(s *Schema) { s.Name, s.Changed = Name{Name: to}, c.at })
	for _, t := range c.allTables() {
		if t.Name.Schema == from {
			c.MoveTable(t.Name, Name{to, t.Name.Name})
		}
	}
	for _, s := range c.Sequences(from) {
		c.MoveSequence(s.Name, Name{to, s.Name.Name})
	}
	for _, u := range c.Types(from) {
		c.MoveType(u.Name, Name{to, u.Name.Name})
	}
	for _, r := range c.AllRoutines(from) {
		c.MoveRoutine(r.Name, Name{to, r.Name.Name})
	}
	for _, e := range c.Extensions() {
		if e.Schema == from {
			c.EditExtension(e.Name.Name).Schema = to
		}
	}
}
