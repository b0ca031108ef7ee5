package schema

import (
	"cmp"
	"slices"
	"strings"
)

// The answers that SQLAlchemy's Inspector gives on PostgreSQL, in its order and
// with its values. A schema of "" stands for none: what the search_path shows.

// visibleIn tells whether an object belongs to a listing of the schema.
func (c *Catalog) visibleIn(n Name, schema string) bool {
	if schema != "" {
		return n.Schema == schema
	}
	return n.Schema != SystemSchema && slices.Contains(c.effective(), n.Schema)
}

func (c *Catalog) relationNames(schema string, match func(*Table) bool) []string {
	var names []string
	for _, t := range c.allTables() {
		if c.visibleIn(t.Name, schema) && !t.Temporary && match(t) {
			names = append(names, t.Name.Name)
		}
	}
	slices.Sort(names)
	return names
}

// TableNames lists tables, partitions included, as get_table_names does. The
// order of the real one is the server's own; here it is by name.
func (c *Catalog) TableNames(schema string) []string {
	return c.relationNames(schema, func(t *Table) bool { return t.Kind == Regular || t.Kind == Partitioned })
}

// ViewNames lists views, as get_view_names does.
func (c *Catalog) ViewNames(schema string) []string {
	return c.relationNames(schema, func(t *Table) bool { return t.Kind == View })
}

// MaterializedViewNames lists materialized views.
func (c *Catalog) MaterializedViewNames(schema string) []string {
	return c.relationNames(schema, func(t *Table) bool { return t.Kind == MaterializedView })
}

// SequenceNames lists sequences, those of serial and identity columns included.
func (c *Catalog) SequenceNames(schema string) []string {
	var names []string
	for _, s := range c.Sequences("") {
		if c.visibleIn(s.Name, schema) {
			names = append(names, s.Name.Name)
		}
	}
	slices.Sort(names)
	return names
}

// SchemaNames lists schemas as get_schema_names does: those of the system that
// do not start with pg_ included.
func (c *Catalog) SchemaNames() []string {
	names := []string{standardSchema}
	for _, s := range c.Schemas() {
		names = append(names, s.Name.Name)
	}
	slices.Sort(names)
	return names
}

// ColumnInfo is a column as get_columns describes it.
type ColumnInfo struct {
	Name string
	// Type is how the server writes the type; Of is the type itself.
	Type string
	Of   Type
	// Nullable and Default take a domain's into account. Default is empty for
	// none; no default is written as the empty string.
	Nullable      bool
	Default       string
	Autoincrement bool
	Comment       string
	// Computed is the expression of a generated column.
	Computed string
	Identity Identity
	// Sequence is the one of an identity column.
	Sequence *Sequence
}

// described finds the table of a question about its parts.
func (c *Catalog) described(schema, table string) (*Table, Known) {
	t, known := c.Table(schema, table)
	if t != nil && known.Yes() && t.Doubt != nil {
		return t, unknown(t.Doubt)
	}
	return t, known
}

// ColumnInfos describes the columns of a table or view.
func (c *Catalog) ColumnInfos(schema, table string) ([]ColumnInfo, Known) {
	t, known := c.described(schema, table)
	if t == nil {
		return nil, known
	}
	infos := make([]ColumnInfo, 0, len(t.Columns))
	for _, col := range t.Columns {
		infos = append(infos, c.columnInfo(col))
	}
	return infos, known
}

func (c *Catalog) columnInfo(col *Column) ColumnInfo {
	info := ColumnInfo{
		Name: col.Name, Type: c.FormatType(col.Type), Of: col.Type, Nullable: !col.NotNull, Comment: col.More().Comment, Identity: col.Identity,
	}
	if col.Default != nil {
		info.Default = col.Default.Printed
		info.Autoincrement = strings.HasPrefix(info.Default, "nextval(")
	}
	if col.Generated != nil {
		info.Computed = col.Generated.Printed
	}
	if col.Identity != NoIdentity {
		info.Autoincrement = true
		info.Sequence, _ = look(c, &c.sequences, col.Sequence)
	}
	if u, _ := look(c, &c.types, col.Type.Name); u != nil && u.Kind == Domain && !col.Type.Array {
		info.Nullable = info.Nullable && !u.NotNull
		if info.Default == "" && u.Default != nil {
			info.Default = u.Default.Printed
		}
	}
	return info
}

// constraintsOf returns the constraints of a kind, sorted by name.
func (c *Catalog) constraintsOf(schema, table string, kind ConstraintKind) ([]Constraint, Known) {
	t, known := c.described(schema, table)
	if t == nil {
		return nil, known
	}
	var list []Constraint
	for _, k := range t.Constraints {
		if k.Kind == kind {
			list = append(list, k)
		}
	}
	slices.SortFunc(list, func(a, b Constraint) int { return cmp.Compare(a.Name, b.Name) })
	return list, known
}

// PrimaryKeyOf returns the primary key of a table; nil if it has none.
func (c *Catalog) PrimaryKeyOf(schema, table string) (*Constraint, Known) {
	list, known := c.constraintsOf(schema, table, PrimaryKey)
	if len(list) == 0 {
		return nil, known
	}
	return &list[0], known
}

// UniqueConstraints returns the unique constraints of a table.
func (c *Catalog) UniqueConstraints(schema, table string) ([]Constraint, Known) {
	return c.constraintsOf(schema, table, Unique)
}

// CheckConstraints returns the checks of a table.
func (c *Catalog) CheckConstraints(schema, table string) ([]Constraint, Known) {
	return c.constraintsOf(schema, table, Check)
}

// ForeignKeyInfo is a foreign key as get_foreign_keys describes it.
type ForeignKeyInfo struct {
	Constraint
	// ReferredSchema is empty where the search_path shows the referred table and
	// no schema was asked for.
	ReferredSchema string
}

// ForeignKeys describes the foreign keys of a table.
func (c *Catalog) ForeignKeys(schema, table string) ([]ForeignKeyInfo, Known) {
	list, known := c.constraintsOf(schema, table, ForeignKey)
	infos := make([]ForeignKeyInfo, 0, len(list))
	for _, k := range list {
		info := ForeignKeyInfo{Constraint: k, ReferredSchema: k.RefTable.Schema}
		if schema == "" && c.Visible(k.RefTable) {
			info.ReferredSchema = ""
		}
		infos = append(infos, info)
	}
	return infos, known
}

// IndexInfo is an index as get_indexes describes it.
type IndexInfo struct {
	Index
	// DuplicatesConstraint is the constraint that made the index; empty for none.
	DuplicatesConstraint string
	// HasExpressions: one of the keys is no plain column.
	HasExpressions bool
}

// Sorting is what get_indexes reports of the order of a key: "desc", "nulls_last" ...
func (k IndexKey) Sorting() []string {
	switch {
	case k.Descending && k.NullsFirst:
		return []string{"desc"}
	case k.Descending:
		return []string{"desc", "nulls_last"}
	case k.NullsFirst:
		return []string{"nulls_first"}
	}
	return nil
}

// IndexInfos describes the indexes of a table but for that of the primary key,
// sorted by name.
func (c *Catalog) IndexInfos(schema, table string) ([]IndexInfo, Known) {
	t, known := c.described(schema, table)
	if t == nil {
		return nil, known
	}
	var infos []IndexInfo
	for _, x := range t.Indexes {
		if x.Primary {
			continue
		}
		hasExpr := slices.ContainsFunc(x.Keys, func(k IndexKey) bool { return k.Expr != nil })
		infos = append(infos, IndexInfo{x, x.Constraint, hasExpr})
	}
	slices.SortFunc(infos, func(a, b IndexInfo) int { return cmp.Compare(a.Name, b.Name) })
	return infos, known
}

// EnumInfo is an enum as get_enums describes it.
type EnumInfo struct {
	Name    Name
	Visible bool
	Labels  []string
}

// Enums describes the enums of a schema, or of all for "*".
func (c *Catalog) Enums(schema string) []EnumInfo {
	var infos []EnumInfo
	for _, u := range c.Types("") {
		if u.Kind == Enum && (schema == "*" || c.visibleIn(u.Name, schema)) {
			infos = append(infos, EnumInfo{u.Name, c.Visible(u.Name), u.Values})
		}
	}
	return infos
}

// Listing tells whether a listing of names is the truth: with a doubt about any
// name of the schema, something may be missing from it or too much in it.
func (c *Catalog) Listing(schema string) Known {
	if known := c.Complete(); !known.Yes() {
		return known
	}
	for _, n := range c.tables.doubted() {
		if c.visibleIn(n, schema) {
			e, _ := c.tables.get(n)
			return unknown(e.doubt)
		}
	}
	return Known{State: Yes}
}
