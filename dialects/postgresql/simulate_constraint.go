//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// addConstraint makes one constraint of a table, in its children too.
func (s *simulation) addConstraint(n schema.Name, p pending) {
	t := s.cat.EditTable(n)
	if t == nil {
		return
	}
	name := cutName(p.def.Conname)
	if name != "" && t.Constraint(name) != nil {
		s.conflict(schema.Duplicate, "constraint "+name, "constraint %s of table %s exists already", name, n)
		return
	}
	switch p.def.GetContype() {
	case pg.ConstrType_CONSTR_CHECK:
		s.addCheck(t, p)
	case pg.ConstrType_CONSTR_PRIMARY, pg.ConstrType_CONSTR_UNIQUE, pg.ConstrType_CONSTR_EXCLUSION:
		s.addKey(t, p)
	case pg.ConstrType_CONSTR_FOREIGN:
		s.addForeignKey(t, p)
	case pg.ConstrType_CONSTR_NOTNULL:
		s.addNotNull(t, p)
	}
}

// addNotNull makes NOT NULL a constraint of its own. A column has one at most, which PostgreSQL 18 and later keep for each NOT NULL column.
func (s *simulation) addNotNull(t *schema.Table, p pending) {
	column := p.column
	if keys := texts(p.def.Keys); len(keys) > 0 {
		column = cutName(keys[0])
	}
	if !s.hasColumns(t, []string{column}) || t.Column(column) == nil {
		return
	}
	name, old := cutName(p.def.Conname), notNullOf(t, column)
	switch made := objectName(t.Name.Name, column, "not_null"); {
	case old != nil && name != "" && name != old.Name, old == nil && t.Column(column).NotNull && name != "" && name != made && p.column == "":
		if old != nil {
			made = old.Name
		}
		s.conflict(schema.Duplicate, "constraint "+name, "column %s of table %s has the not-null constraint %s already", column, t.Name, made)
		return
	case old != nil:
		return
	}
	if name == "" {
		name = constraintName(s.cat, t.Name.Schema, t.Name.Name, column, "not_null", nil)
	}
	k := s.base(schema.NotNullConstraint, name, p)
	k.Columns, k.NoInherit = []string{column}, p.def.IsNoInherit
	t.Constraints = append(t.Constraints, k)
	if k.NoInherit {
		t.EditColumn(column).NotNull = true
		return
	}
	s.forbidNulls(t.Name, k.Columns)
}

// notNullOf is the not-null constraint of a column, where a statement has named it; nil if none has.
func notNullOf(t *schema.Table, column string) *schema.Constraint {
	for i := range t.Constraints {
		if k := &t.Constraints[i]; k.Kind == schema.NotNullConstraint && k.Columns[0] == column {
			return k
		}
	}
	return nil
}

// hasColumns tells whether the table has the columns; a conflict if one is missing.
func (s *simulation) hasColumns(t *schema.Table, cols []string) bool {
	if t.Doubt != nil {
		return true
	}
	all := true
	for _, c := range cols {
		if t.Column(c) == nil && !systemColumn(c) {
			s.conflict(schema.Missing, "column "+c, "column %s of table %s does not exist", c, t.Name)
			all = false
		}
	}
	return all
}

func systemColumn(name string) bool {
	return slices.Contains([]string{"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"}, name)
}

// base is what all constraints have.
func (s *simulation) base(kind schema.ConstraintKind, name string, p pending) schema.Constraint {
	return schema.Constraint{
		Name: name, Kind: kind, Deferrable: p.def.Deferrable || p.def.Initdeferred, InitiallyDeferred: p.def.Initdeferred,
		NotValid: p.def.SkipValidation, NotEnforced: p.def.IsNotEnforced(), Local: true, Made: s.cat.Span(), Changed: s.cat.Span(),
	}
}

func (s *simulation) addCheck(t *schema.Table, p pending) {
	e := s.ownExpr(p.def.RawExpr)
	if !s.hasColumns(t, slices.DeleteFunc(slices.Clone(e.Columns), func(c string) bool { return c == t.Name.Name })) {
		return
	}
	cols := slices.DeleteFunc(slices.Clone(e.Columns), func(c string) bool { return t.Column(c) == nil })
	name := cutName(p.def.Conname)
	if name == "" {
		column := ""
		if len(cols) == 1 {
			column = cols[0]
		}
		name = constraintName(s.cat, t.Name.Schema, t.Name.Name, column, "check", nil)
	}
	if p.def.IsNoInherit && t.Kind == schema.Partitioned {
		s.conflict(schema.WrongKind, "constraint "+name, "constraint %s of table %s, which is partitioned, cannot be NO INHERIT", name, t.Name)
		return
	}
	k := s.base(schema.Check, name, p)
	k.Check, k.Columns, k.NoInherit = e, cols, p.def.IsNoInherit
	t.Constraints = append(t.Constraints, k)
	if !k.NoInherit {
		s.inheritedCheck(t.Name, k)
	}
}

func (s *simulation) inheritedCheck(parent schema.Name, k schema.Constraint) {
	for _, child := range s.children(parent) {
		c := s.cat.EditTable(child)
		own := c.Constraint(k.Name)
		if own != nil && own.Kind != schema.Check {
			s.conflict(schema.Duplicate, "constraint "+k.Name, "constraint %s of table %s exists already", k.Name, child)
			return
		}
		if own != nil {
			own.Inherited++
			continue
		}
		k.Local, k.Inherited = false, 1
		c.Constraints = append(c.Constraints, k)
		s.inheritedCheck(child, k)
	}
}

// addKey makes a primary key, a unique or an exclusion constraint with its index.
func (s *simulation) addKey(t *schema.Table, p pending) {
	kind := map[pg.ConstrType]schema.ConstraintKind{
		pg.ConstrType_CONSTR_PRIMARY: schema.PrimaryKey, pg.ConstrType_CONSTR_UNIQUE: schema.Unique, pg.ConstrType_CONSTR_EXCLUSION: schema.Exclusion,
	}[p.def.Contype]
	if kind == schema.PrimaryKey && t.PrimaryKey() != nil && t.Doubt == nil {
		s.conflict(schema.Duplicate, "table "+t.Name.String(), "table %s has a primary key already", t.Name)
		return
	}
	if p.def.Indexname != "" {
		s.adoptIndex(t, kind, p)
		return
	}
	x := schema.Index{Unique: kind != schema.Exclusion, Primary: kind == schema.PrimaryKey, Method: "btree", NullsNotDistinct: p.def.NullsNotDistinct}
	if kind != schema.Exclusion && p.def.AccessMethod != "" { // WITHOUT OVERLAPS
		x.Method = p.def.AccessMethod
	}
	columns := keyColumns(p)
	x.Keys = make([]schema.IndexKey, len(columns))
	for i, c := range columns {
		x.Keys[i].Column = c
	}
	for _, c := range texts(p.def.Including) {
		x.Include = append(x.Include, cutName(c))
	}
	k := s.base(kind, "", p)
	var names []string
	if kind == schema.Exclusion {
		names = s.exclusion(&x, &k, p.def)
	} else {
		k.Columns = columns
		names = slices.Concat(k.Columns, x.Include)
	}
	if !s.hasColumns(t, x.Columns()) {
		return
	}
	if kind != schema.Exclusion && !s.coversPartitions(t, &x) {
		return
	}
	k.Include, k.NullsNotDistinct = x.Include, x.NullsNotDistinct
	k.Name = cutName(p.def.Conname)
	if k.Name == "" {
		k.Name = s.keyName(t, kind, names)
	}
	s.makeKey(t, k, x, schema.Name{})
}

func (s *simulation) keyName(t *schema.Table, kind schema.ConstraintKind, columns []string) string {
	switch addition := nameAddition(indexColumnNames(columns)); kind {
	case schema.PrimaryKey:
		return indexConstraintName(s.cat, t.Name.Schema, t.Name.Name, "", "pkey")
	case schema.Exclusion:
		return indexConstraintName(s.cat, t.Name.Schema, t.Name.Name, addition, "excl")
	default:
		return indexConstraintName(s.cat, t.Name.Schema, t.Name.Name, addition, "key")
	}
}

// makeKey adds a constraint with its index to a table and to its partitions.
func (s *simulation) makeKey(t *schema.Table, k schema.Constraint, x schema.Index, parent schema.Name) {
	full := schema.Name{Schema: t.Name.Schema, Name: k.Name}
	if kind, known := s.cat.Relation(full); known.Yes() {
		s.duplicate(kind, full.String())
		return
	}
	x.Name, x.Constraint, x.Parent, k.Index = k.Name, k.Name, parent, k.Name
	if !parent.IsZero() {
		k.Local, k.Inherited = false, 1
	}
	t.Constraints = append(t.Constraints, k)
	if k.Kind == schema.PrimaryKey {
		s.forbidNulls(t.Name, k.Columns)
	}
	s.cat.AddIndex(t.Name, x)
	if t.Kind != schema.Partitioned {
		return
	}
	for _, child := range s.children(t.Name) {
		c := s.cat.EditTable(child)
		part, px := k, x
		part.Name = s.keyName(c, k.Kind, slices.Concat(k.Columns, k.Include))
		s.makeKey(c, part, px, full)
	}
}

func (s *simulation) forbidNulls(n schema.Name, cols []string) {
	t := s.cat.EditTable(n)
	for _, c := range cols {
		if col := t.Column(c); col != nil && !col.NotNull {
			t.EditColumn(c).NotNull = true
		}
	}
	for _, child := range s.children(n) {
		s.forbidNulls(child, cols)
	}
}

// adoptIndex makes a constraint of an index that is there: USING INDEX.
func (s *simulation) adoptIndex(t *schema.Table, kind schema.ConstraintKind, p pending) {
	x := t.Index(cutName(p.def.Indexname))
	if x == nil {
		if t.Doubt == nil {
			s.missing("index", p.def.Indexname)
		}
		return
	}
	if x.Constraint != "" || !x.Unique || x.Where != nil || slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool { return k.Expr != nil }) {
		s.conflict(schema.WrongKind, "index "+x.Name, "index %s cannot become a constraint: it must be unique, on columns alone, without a condition, and of no constraint yet", x.Name)
		return
	}
	k := s.base(kind, cutName(p.def.Conname), p)
	if k.Name == "" {
		k.Name = x.Name
	}
	for _, key := range x.Keys {
		k.Columns = append(k.Columns, key.Column)
	}
	k.Include, k.NullsNotDistinct = x.Include, x.NullsNotDistinct
	if k.Name != x.Name {
		s.cat.RenameIndex(schema.Name{Schema: t.Name.Schema, Name: x.Name}, k.Name)
	}
	x = t.Index(k.Name)
	x.Constraint, x.Primary, k.Index = k.Name, kind == schema.PrimaryKey, k.Name
	t.Constraints = append(t.Constraints, k)
	if kind == schema.PrimaryKey {
		s.forbidNulls(t.Name, k.Columns)
	}
}

// exclusion fills in what is particular to EXCLUDE; it returns the names of the
// index's columns.
func (s *simulation) exclusion(x *schema.Index, k *schema.Constraint, def *pg.Constraint) []string {
	x.Unique, x.Method = false, "gist"
	if def.AccessMethod != "" {
		x.Method = def.AccessMethod
	}
	var names []string
	for _, node := range def.Exclusions {
		items := node.GetList().GetItems()
		if len(items) != 2 {
			continue
		}
		key, name := s.indexKey(items[0].GetIndexElem())
		x.Keys = append(x.Keys, key)
		names = append(names, name)
		element := key.Column
		if key.Expr != nil {
			element = key.Expr.SQL
		}
		if key.Column != "" {
			k.Columns = append(k.Columns, key.Column)
		}
		k.Elements = append(k.Elements, element+" WITH "+operatorName(items[1].GetList().GetItems()))
	}
	x.Where = s.ownExpr(def.WhereClause)
	k.Check = x.Where
	return append(names, x.Include...)
}

// fkActions are the actions of a foreign key by the parser's letters.
var fkActions = map[string]string{"r": "RESTRICT", "c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT"}

func (s *simulation) addForeignKey(t *schema.Table, p pending) {
	def := p.def
	k := s.base(schema.ForeignKey, cutName(def.Conname), p)
	k.Columns = cutAll(texts(def.FkAttrs))
	if p.column != "" {
		k.Columns = []string{p.column}
	}
	k.OnUpdate, k.OnDelete, k.MatchFull = fkActions[def.FkUpdAction], fkActions[def.FkDelAction], def.FkMatchtype == "f"
	k.OnDeleteColumns = cutAll(texts(def.FkDelSetCols))
	if !s.hasColumns(t, k.Columns) || !s.references(t, &k, def) {
		return
	}
	if k.Name == "" {
		k.Name = constraintName(s.cat, t.Name.Schema, t.Name.Name, nameAddition(k.Columns), "fkey", nil)
	}
	t.Constraints = append(t.Constraints, k)
	if t.Kind == schema.Partitioned {
		s.inheritedForeignKey(t.Name, k)
	}
}

func cutAll(names []string) []string {
	if len(names) == 0 {
		return nil
	}
	for i := range names {
		names[i] = cutName(names[i])
	}
	return names
}

// references fills in what a foreign key points at.
func (s *simulation) references(t *schema.Table, k *schema.Constraint, def *pg.Constraint) bool {
	v := def.Pktable
	ref := s.look(v.GetSchemaname(), v.GetRelname(), false)
	k.RefColumns = cutAll(texts(def.PkAttrs))
	if ref == nil {
		k.RefTable = s.cat.TableName(v.GetSchemaname(), cutName(v.GetRelname()))
		return true
	}
	k.RefTable = ref.Name
	if ref.Temporary != t.Temporary || ref.Unlogged && !t.Unlogged && !t.Temporary || ref.IsView() {
		s.conflict(schema.WrongKind, "foreign key of table "+t.Name.String(), "a foreign key of table %s cannot reference %s %s: one of them is temporary, or it is unlogged, or a view", t.Name, ref.Kind, ref.Name)
		return false
	}
	if len(k.RefColumns) == 0 {
		pk := ref.PrimaryKey()
		if pk == nil {
			if ref.Doubt == nil {
				s.conflict(schema.Missing, "primary key of "+ref.Name.String(), "table %s has no primary key for a foreign key of table %s", ref.Name, t.Name)
			}
			return ref.Doubt != nil
		}
		k.RefColumns = pk.Columns
	}
	if !s.hasColumns(ref, k.RefColumns) {
		return false
	}
	if !ref.UniqueOn(k.RefColumns) && ref.Doubt == nil {
		s.conflict(schema.Missing, "unique constraint of "+ref.Name.String(), "no unique constraint of table %s is on (%s)", ref.Name, strings.Join(k.RefColumns, ", "))
		return false
	}
	if d := deferrableKey(ref, k.RefColumns); d != "" && ref.Doubt == nil {
		s.conflict(schema.WrongKind, "constraint "+d, "a foreign key of table %s cannot reference constraint %s of table %s, which is deferrable", t.Name, d, ref.Name)
		return false
	}
	if i := slices.IndexFunc(k.OnDeleteColumns, func(c string) bool { return !slices.Contains(k.Columns, c) }); i >= 0 {
		s.conflict(schema.Missing, "column "+k.OnDeleteColumns[i], "column %s is not in the foreign key of table %s", k.OnDeleteColumns[i], t.Name)
		return false
	}
	if len(k.Columns) != len(k.RefColumns) {
		s.conflict(schema.Mismatched, "foreign key of table "+t.Name.String(), "a foreign key of table %s has %d columns but references %d", t.Name, len(k.Columns), len(k.RefColumns))
		return false
	}
	for i, name := range k.Columns {
		from, to := t.Column(name), ref.Column(k.RefColumns[i])
		if from != nil && to != nil && !s.comparable(from.Type, to.Type) {
			s.conflict(schema.Mismatched, "foreign key of table "+t.Name.String(), "column %s of table %s is %s, but column %s of table %s, which it references, is %s",
				name, t.Name, s.cat.FormatType(from.Type), to.Name, ref.Name, s.cat.FormatType(to.Type))
			return false
		}
	}
	return true
}

// deferrableKey returns the name of the constraint on the columns, if only deferrable ones are on them.
func deferrableKey(t *schema.Table, cols []string) string {
	name := ""
	for _, x := range t.Indexes {
		if !x.Unique || x.Where != nil || len(x.Keys) != len(cols) || slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool { return !slices.Contains(cols, k.Column) }) {
			continue
		}
		if k := t.Constraint(x.Constraint); k == nil || x.Constraint == "" || !k.Deferrable {
			return ""
		}
		name = x.Constraint
	}
	return name
}

// families are the built-in types that can be compared with each other.
var families = map[string]string{
	"smallint": "number", "integer": "number", "bigint": "number", "numeric": "number", "real": "number", "double precision": "number",
	"text": "text", "character varying": "text", "character": "text", "bpchar": "text", "name": "text",
	"date": "time", "timestamp without time zone": "time", "timestamp with time zone": "time", "inet": "net", "cidr": "net",
	"bit": "bits", "bit varying": "bits",
}

// comparable tells whether a foreign key can be from type a to type b. What
// is not certain is taken as possible.
func (s *simulation) comparable(a, b schema.Type) bool {
	a, b = s.below(a), s.below(b)
	if a.IsZero() || b.IsZero() || a.Name == b.Name && a.Array == b.Array {
		return true
	}
	for _, t := range []schema.Type{a, b} {
		if u, known := s.cat.Type(t.Name.Schema, t.Name.Name); t.Name.Schema != schema.SystemSchema && (!known.Yes() || u.Kind == schema.Base) {
			return true
		}
	}
	if a.Array || b.Array || a.Name.Schema != schema.SystemSchema || b.Name.Schema != schema.SystemSchema {
		return false
	}
	if exactNumber(b.Name.Name) && !exactNumber(a.Name.Name) && families[a.Name.Name] == "number" || b.Name.Name == "numeric" && strings.Contains("real double precision", a.Name.Name) {
		return false // no cast that the server would do by itself leads there
	}
	family := families[a.Name.Name]
	return family != "" && family == families[b.Name.Name]
}

func exactNumber(name string) bool {
	return name == "smallint" || name == "integer" || name == "bigint"
}

// below returns the type that a domain is made of; any other type as it is.
func (s *simulation) below(t schema.Type) schema.Type {
	for !t.Array {
		u, _ := s.cat.Type(t.Name.Schema, t.Name.Name)
		if u == nil || u.Kind != schema.Domain {
			break
		}
		t = u.Of
	}
	return t
}

func (s *simulation) inheritedForeignKey(parent schema.Name, k schema.Constraint) {
	for _, child := range s.children(parent) {
		c := s.cat.EditTable(child)
		part := k
		part.Local, part.Inherited = false, 1
		if c.Constraint(k.Name) != nil {
			part.Name = constraintName(s.cat, child.Schema, child.Name, nameAddition(k.Columns), "fkey", nil)
		}
		c.Constraints = append(c.Constraints, part)
		if c.Kind == schema.Partitioned {
			s.inheritedForeignKey(child, part)
		}
	}
}

// partitionKeys gives a new partition the indexes and foreign keys of its parent.
func (s *simulation) partitionKeys(n, parent schema.Name) {
	p, _ := s.cat.Table(parent.Schema, parent.Name)
	if p == nil {
		return
	}
	for _, x := range p.Indexes {
		s.attachIndex(n, p, x)
	}
	for _, k := range p.Constraints {
		if k.Kind != schema.ForeignKey {
			continue
		}
		c := s.cat.EditTable(n)
		same := slices.IndexFunc(c.Constraints, func(o schema.Constraint) bool {
			return o.Kind == schema.ForeignKey && o.RefTable == k.RefTable && slices.Equal(o.Columns, k.Columns) &&
				slices.Equal(o.RefColumns, k.RefColumns) && o.OnDelete == k.OnDelete && o.OnUpdate == k.OnUpdate
		})
		if same >= 0 {
			c.Constraints[same].Inherited++
			c.Constraints[same].Local = false
			continue
		}
		k.Local, k.Inherited = false, 1
		if c.Constraint(k.Name) != nil {
			k.Name = constraintName(s.cat, n.Schema, n.Name, nameAddition(k.Columns), "fkey", nil)
		}
		c.Constraints = append(c.Constraints, k)
	}
}

// attachIndex makes an index of a partition part of the parent's: one that is
// there and fits, or a new one.
func (s *simulation) attachIndex(n schema.Name, parent *schema.Table, x schema.Index) {
	full := schema.Name{Schema: parent.Name.Schema, Name: x.Name}
	c := s.cat.EditTable(n)
	for i := range c.Indexes {
		own := &c.Indexes[i]
		if own.Parent.IsZero() && sameIndex(own, &x) && (own.Constraint != "" || x.Constraint == "") {
			own.Parent = full
			if k := c.Constraint(own.Constraint); k != nil && x.Constraint != "" {
				k.Inherited, k.Local = k.Inherited+1, false
			}
			return
		}
	}
	s.copyIndex(n, parent, x, full)
}

func sameIndex(a, b *schema.Index) bool {
	key := func(k schema.IndexKey) string {
		if k.Expr != nil {
			return k.Expr.SQL + k.OpClass
		}
		return k.Column + "\x00" + k.OpClass
	}
	where := func(e *schema.Expr) string {
		if e == nil {
			return ""
		}
		return e.SQL
	}
	return a.Unique == b.Unique && a.Method == b.Method && slices.Equal(a.Include, b.Include) && where(a.Where) == where(b.Where) &&
		slices.EqualFunc(a.Keys, b.Keys, func(x, y schema.IndexKey) bool { return key(x) == key(y) })
}

// copyIndex makes an index like one of another table, and the constraint that
// owns it, under names of their own.
func (s *simulation) copyIndex(n schema.Name, from *schema.Table, x schema.Index, parent schema.Name) {
	c := s.cat.EditTable(n)
	x.Comment, x.Invalid, x.MayBeInvalid = "", false, false
	if k := from.Constraint(x.Constraint); k != nil && x.Constraint != "" {
		copied := *k
		copied.Comment, copied.Made, copied.Changed, copied.Local, copied.Inherited = "", s.cat.Span(), s.cat.Span(), true, 0
		copied.Name = s.keyName(c, k.Kind, indexNames(x))
		s.makeKey(c, copied, x, parent)
		return
	}
	x.Parent = parent
	x.Name = relationName(s.cat, n.Schema, n.Name, nameAddition(indexColumnNames(indexNames(x))), "idx")
	s.cat.AddIndex(n, x)
	if c.Kind == schema.Partitioned {
		for _, child := range s.children(n) {
			s.copyIndex(child, c, x, schema.Name{Schema: n.Schema, Name: x.Name})
		}
	}
}

// indexNames returns the names of an index's columns, included ones too.
func indexNames(x schema.Index) []string {
	var names []string
	for _, k := range x.Keys {
		switch {
		case k.Column != "":
			names = append(names, k.Column)
		case k.Name != "":
			names = append(names, k.Name)
		default:
			names = append(names, "expr")
		}
	}
	return append(names, x.Include...)
}
