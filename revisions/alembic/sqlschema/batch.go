package sqlschema

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// CodeSameName is a warning: two constraints of a table that is copied have one name.
const CodeSameName = "SP530"

// Batch is the move-and-copy of op.batch_alter_table(): a new table that has what the
// operations make of the old one, the rows of the old one, and then its name. What
// is kept, what is lost and in which order follows Alembic's ApplyBatchImpl
// (alembic/operations/batch.py), since a script must leave the table that
// `alembic upgrade` leaves.
type Batch struct {
	table *Table
	// columns are those of the new table by the names that the old one had for them.
	columns []*batchColumn
	named   []*batchConstraint
	unnamed []*Constraint
	// ofColumns are the constraints that are written with a column.
	ofColumns  []*batchConstraint
	indexes    []*Index
	newIndexes []*Index

	args    []python.Value // further items of the new table
	kwargs  []python.Kwarg
	partial [][]string
	// existing are the names of the old columns that stay, and placed the pairs of
	// columns of which the first has to stand before the second.
	existing []string
	placed   [][2]string
}

// batchColumn is a column of the new table; from is what its rows get, nil for a new column.
type batchColumn struct {
	name string
	col  *Column
	from python.Value
}

// batchConstraint is a constraint under its name; column is the one that it is written with.
type batchConstraint struct {
	name   string
	column string
	k      *Constraint
}

// BatchTable is what op.batch_alter_table() says about the new table: table_args,
// table_kwargs and partial_reordering.
type BatchTable struct {
	Args    []python.Value
	Kwargs  []python.Kwarg
	Partial [][]string
}

// NewBatch takes the old table apart. A CHECK without a name that was reflected is lost:
// nobody can tell whether a type will bring it again.
func NewBatch(t *python.Thread, table *Table, reflected bool, of BatchTable) (*Batch, error) {
	b := &Batch{table: table, args: of.Args, kwargs: of.Kwargs, partial: of.Partial, indexes: slices.Clone(table.indexes)}
	for _, c := range table.columns {
		d, err := c.copy(t)
		if err != nil {
			return nil, err
		}
		d.index, d.unique = python.False, python.False
		b.columns = append(b.columns, &batchColumn{c.name.Text, d, c})
		b.existing = append(b.existing, c.name.Text)
	}
	for _, k := range table.sorted() {
		name := batchName(k)
		switch {
		case k.ofType != nil:
		case reflected && k.kind == checkConstraint && name == "":
		case name != "":
			if slices.ContainsFunc(b.named, func(c *batchConstraint) bool { return c.name == name }) {
				t.Note(source.Warning, CodeSameName, "table %s has two constraints of the name %s: batch_alter_table() keeps one of them, and Alembic leaves it to chance which", table.name.Text, name)
			}
			b.setNamed(name, k)
		default:
			b.unnamed = append(b.unnamed, k)
		}
	}
	if reflected {
		return b, nil
	}
	for _, c := range table.columns {
		for _, k := range c.constraints {
			if !k.name.IsZero() {
				b.ofColumns = append(b.ofColumns, &batchConstraint{batchName(k), c.name.Text, k})
			}
		}
	}
	return b, nil
}

// batchName is the name that a constraint is found by; empty for one whose name is
// left to a naming convention.
func batchName(k *Constraint) string {
	if k.deferred {
		return ""
	}
	return k.name.Text
}

func (b *Batch) setNamed(name string, k *Constraint) {
	if i := slices.IndexFunc(b.named, func(c *batchConstraint) bool { return c.name == name }); i >= 0 {
		b.named[i].k = k
		return
	}
	b.named = append(b.named, &batchConstraint{name: name, k: k})
}

// popNamed removes the constraint of a name and returns it; nil if there is none.
func popNamed(list *[]*batchConstraint, name string) *batchConstraint {
	i := slices.IndexFunc(*list, func(c *batchConstraint) bool { return c.name == name })
	if i < 0 {
		return nil
	}
	found := (*list)[i]
	*list = slices.Delete(*list, i, i+1)
	return found
}

// column finds a column by the name that the old table has for it.
func (b *Batch) column(t *python.Thread, name string) (*batchColumn, error) {
	for _, c := range b.columns {
		if c.name == name {
			return c, nil
		}
	}
	return nil, noKey(t, name)
}

// noKey is what Python says of a dict that has no such key.
func noKey(t *python.Thread, name string) error {
	return t.Raise(python.KeyError, "%s", mustRepr(t, python.Str(name)))
}

// AddColumn adds a column, before or after another if these are not empty.
func (b *Batch) AddColumn(t *python.Thread, c *Column, before, after string) error {
	if err := b.place(t, c.name.Text, before, after); err != nil {
		return err
	}
	d, err := c.copy(t)
	if err != nil {
		return err
	}
	for _, old := range b.columns {
		if old.name == c.name.Text {
			old.col, old.from = d, nil
			return nil
		}
	}
	b.columns = append(b.columns, &batchColumn{name: c.name.Text, col: d})
	return nil
}

// place notes where a new column has to stand. Without a place it stands behind the
// last of the old columns.
func (b *Batch) place(t *python.Thread, name, before, after string) (err error) {
	if len(b.partial) == 0 && before == "" && after != "" {
		if before, err = b.follower(t, after); err != nil {
			return err
		}
	} else if len(b.partial) == 0 && after == "" && before != "" {
		if after, err = b.predecessor(t, before); err != nil {
			return err
		}
	}
	if before != "" {
		b.placed = append(b.placed, [2]string{name, before})
	}
	if after != "" {
		b.placed = append(b.placed, [2]string{after, name})
	}
	if n := len(b.existing); len(b.partial) == 0 && before == "" && after == "" && n > 0 {
		b.placed = append(b.placed, [2]string{b.existing[n-1], name})
	}
	return nil
}

// follower is the column behind another; empty behind the last.
func (b *Batch) follower(t *python.Thread, name string) (string, error) {
	if i := slices.Index(b.existing, name); i >= 0 {
		if i+1 < len(b.existing) {
			return b.existing[i+1], nil
		}
		return "", nil
	}
	for _, pair := range slices.Backward(b.placed) {
		if pair[0] == name {
			return pair[1], nil
		}
	}
	return "", noKey(t, name)
}

// predecessor is the column before another; empty before the first.
func (b *Batch) predecessor(t *python.Thread, name string) (string, error) {
	if i := slices.Index(b.existing, name); i >= 0 {
		if i > 0 {
			return b.existing[i-1], nil
		}
		return "", nil
	}
	for _, pair := range slices.Backward(b.placed) {
		if pair[1] == name {
			return pair[0], nil
		}
	}
	return "", noKey(t, name)
}

// DropColumn drops a column. existing is its type, if the revision says it: a CHECK
// that this type brought goes, too.
func (b *Batch) DropColumn(t *python.Thread, name string, existing *ir.Type) error {
	key := b.table.primary
	key.columns = slices.DeleteFunc(slices.Clone(key.columns), func(c *Column) bool { return c.name.Text == name })
	key.pending = slices.DeleteFunc(slices.Clone(key.pending), func(v python.Value) bool {
		c, ok := as[*Column](v)
		text, isText := python.AsStr(v)
		return ok && c.name.Text == name || isText && text == name
	})
	i := slices.IndexFunc(b.columns, func(c *batchColumn) bool { return c.name == name })
	j := slices.Index(b.existing, name)
	if i < 0 {
		return noKey(t, name)
	}
	b.columns = slices.Delete(b.columns, i, i+1)
	if j < 0 {
		return t.Raise(python.ValueError, "list.remove(x): x not in list")
	}
	b.existing = slices.Delete(b.existing, j, j+1)
	b.dropOfType(t, existing)
	return nil
}

// dropOfType drops the named CHECK that a type brought to an old column.
func (b *Batch) dropOfType(t *python.Thread, typ *ir.Type) {
	if typ == nil {
		return
	}
	typ = typ.In(host.Of(t).Dialect())
	if name := checkName(typ); bringsCheck(typ) && !name.IsZero() {
		popNamed(&b.named, name.Text)
	}
}

// bringsCheck tells whether a type is one of those that can bring a CHECK.
func bringsCheck(typ *ir.Type) bool { return typ.Enum != nil || typ.Class == "Boolean" }

// ColumnChange is what op.alter_column() changes in a batch. What is nil stays.
type ColumnChange struct {
	Name *ir.Name
	// Existing is the type that the revision says the column has.
	Existing *ir.Type
	Type     python.Value
	Nullable *bool
	// Default is set with DefaultSet; nil, or None, removes the default.
	DefaultSet    bool
	Default       python.Value
	Autoincrement *bool
	CommentSet    bool
	Comment       *string
}

// AlterColumn changes a column. It keeps its old name among the operations.
func (b *Batch) AlterColumn(t *python.Thread, name string, change ColumnChange) error {
	c, err := b.column(t, name)
	if err != nil {
		return err
	}
	if change.Name != nil && change.Name.Text != name {
		c.col.name = *change.Name
		b.dropOfType(t, change.Existing)
	}
	if change.Type != nil {
		if err := c.retype(t, change.Type); err != nil {
			return err
		}
	}
	if change.Nullable != nil {
		c.col.nullable, c.col.nullableGiven = *change.Nullable, true
	}
	if change.DefaultSet {
		c.col.serverDefault = nil
		if change.Default != nil && change.Default != python.None {
			if _, err := c.col.setServerDefault(t, change.Default, nil); err != nil {
				return err
			}
		}
	}
	if change.Autoincrement != nil {
		c.col.autoincrement = ir.AutoincrementOff
		if *change.Autoincrement {
			c.col.autoincrement = ir.AutoincrementOn
		}
	}
	if change.CommentSet {
		c.col.comment = change.Comment
	}
	return nil
}

// retype gives the column another type, without the CHECK that a type brings: the
// operations bring that one on their own.
func (c *batchColumn) retype(t *python.Thread, typ python.Value) error {
	old := c.col.typ
	c.col.bare = true
	if err := c.col.setType(t, typ); err != nil {
		return err
	}
	if c.from == nil || sameKind(old, c.col.typ) || host.Of(t).Dialect() == "sqlite" && c.col.typ.Is("JSON", "JSONB") {
		return nil
	}
	var err error
	c.from, err = callExpr(t, "cast", c.from, typ)
	return err
}

// AddConstraint adds a constraint, which must have a name, or one that a type brings.
func (b *Batch) AddConstraint(t *python.Thread, k *Constraint) error {
	if k.name.IsZero() && !k.deferred {
		return t.Raise(python.ValueError, "Constraint must have a name")
	}
	if k.kind == primaryKeyConstraint {
		b.unnamed = slices.DeleteFunc(b.unnamed, func(x *Constraint) bool { return x == b.table.primary })
	}
	if name := batchName(k); name != "" {
		b.setNamed(name, k)
	} else {
		b.unnamed = append(b.unnamed, k)
	}
	return nil
}

// DropConstraint drops a constraint by its name.
func (b *Batch) DropConstraint(t *python.Thread, k *Constraint) error {
	name := batchName(k)
	switch {
	case k.deferred:
		return nil
	case name == "":
		return t.Raise(python.ValueError, "Constraint must have a name")
	}
	if own := popNamed(&b.ofColumns, name); own != nil {
		c, err := b.column(t, own.column)
		if err == nil {
			c.col.constraints = slices.DeleteFunc(c.col.constraints, func(x *Constraint) bool { return batchName(x) == name })
		}
		return err
	}
	found := popNamed(&b.named, name)
	if found == nil {
		if k.ofType != nil {
			return nil // it is part of the new table only by its type
		}
		return t.Raise(python.ValueError, "No such constraint: '%s'", name)
	}
	if found.k.kind != primaryKeyConstraint {
		return nil
	}
	for _, of := range found.k.columns {
		c, err := b.column(t, of.name.Text)
		if err != nil {
			return err
		}
		c.col.primaryKey = false
	}
	return nil
}

// CreateIndex creates an index on the new table.
func (b *Batch) CreateIndex(x *Index) {
	for i, old := range b.newIndexes {
		if old.name.Text == x.name.Text {
			b.newIndexes[i] = x
			return
		}
	}
	b.newIndexes = append(b.newIndexes, x)
}

// DropIndex leaves out an index of the old table.
func (b *Batch) DropIndex(t *python.Thread, name string) error {
	for i, x := range b.indexes {
		if x.name.Text == name {
			b.indexes = slices.Delete(b.indexes, i, i+1)
			return nil
		}
	}
	return t.Raise(python.ValueError, "No such index: '%s'", name)
}

// Brought are the constraints, but for the primary key, and the indexes that the only
// column of a table brings. reference leaves out a foreign key that is written with the column.
func (table *Table) Brought(reference bool) ([]*Constraint, []*Index) {
	var constraints []*Constraint
	keys := table.foreignKeyConstraints()
	for _, k := range table.sorted() {
		inline := reference && k.kind == foreignKeyConstraint && len(keys) == 1 && len(k.columns) == 1
		if k.kind != primaryKeyConstraint && !inline {
			constraints = append(constraints, k)
		}
	}
	return constraints, table.indexes
}
