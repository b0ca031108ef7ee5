//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// altering is one ALTER TABLE on its way.
type altering struct {
	*study
	stmt     *pg.AlterTableStmt
	table    *schema.Table // nil: not known
	children []sqlstmt.Relation
	// dropped are the constraints that the same statement drops.
	dropped []string
}

func (s *study) alterTable(n *pg.AlterTableStmt) {
	v := n.Relation
	switch n.Objtype {
	case pg.ObjectType_OBJECT_TYPE:
		s.alterComposite(n)
		return
	case pg.ObjectType_OBJECT_INDEX:
		s.alterIndex(n)
		return
	case pg.ObjectType_OBJECT_SEQUENCE:
		s.alterSequence(v, "table", nil)
		return
	}
	if q, known := s.cat.Sequence(v.GetSchemaname(), cutName(v.GetRelname())); q != nil && known.Yes() {
		s.alterSequence(v, "table", nil)
		return
	}
	if x, _, known := s.cat.Index(v.GetSchemaname(), cutName(v.GetRelname())); x != nil && known.Yes() {
		s.alterIndex(n)
		return
	}
	base, t := s.on("", v)
	base.Only = !v.Inh
	if n.MissingOk {
		_, known := s.cat.Table(v.GetSchemaname(), cutName(v.GetRelname()))
		base.IfExists, base.Skipped = true, known.No()
	}
	alter := &altering{study: s, stmt: n, table: t}
	if v.Inh {
		alter.children = s.descendants(t)
	}
	for _, node := range n.Cmds {
		if c := node.GetAlterTableCmd(); c.GetSubtype() == pg.AlterTableType_AT_DropConstraint {
			alter.dropped = append(alter.dropped, cutName(c.Name))
		}
	}
	for _, node := range n.Cmds {
		alter.command(base, node.GetAlterTableCmd())
	}
}

// command takes one command of ALTER TABLE; a is what all of them have.
func (s *altering) command(a sqlstmt.Action, c *pg.AlterTableCmd) {
	a.Name, a.Cascade = cutName(c.Name), c.Behavior == pg.DropBehavior_DROP_CASCADE
	a.IfExists = a.IfExists || c.MissingOk
	plain := func(kind sqlstmt.ActionKind, name string) {
		a.Kind, a.Name = kind, name
		s.add(a)
	}
	switch c.Subtype {
	case pg.AlterTableType_AT_AddColumn:
		also(&a, s.children...)
		s.addColumn(a, s.table, c.Def.GetColumnDef())
	case pg.AlterTableType_AT_AddConstraint:
		s.addConstraint(a, c.Def.GetConstraint(), s.table, "")
	case pg.AlterTableType_AT_DropColumn, pg.AlterTableType_AT_DropConstraint:
		s.dropPart(a, c)
	case pg.AlterTableType_AT_AlterColumnType:
		s.alterType(a, c)
	case pg.AlterTableType_AT_ColumnDefault, pg.AlterTableType_AT_SetNotNull, pg.AlterTableType_AT_DropNotNull,
		pg.AlterTableType_AT_AddIdentity, pg.AlterTableType_AT_SetIdentity, pg.AlterTableType_AT_DropIdentity, pg.AlterTableType_AT_DropExpression,
		pg.AlterTableType_AT_SetExpression:
		s.alterColumn(a, c)
	case pg.AlterTableType_AT_SetStatistics, pg.AlterTableType_AT_SetOptions, pg.AlterTableType_AT_ResetOptions,
		pg.AlterTableType_AT_SetStorage, pg.AlterTableType_AT_SetCompression, pg.AlterTableType_AT_AlterColumnGenericOptions:
		a.Kind, a.To = sqlstmt.SetColumnOption, columnOption(c)
		also(&a, s.children...)
		s.add(a)
	case pg.AlterTableType_AT_ValidateConstraint, pg.AlterTableType_AT_AlterConstraint:
		s.constraintState(a, c)
	case pg.AlterTableType_AT_AttachPartition, pg.AlterTableType_AT_DetachPartition, pg.AlterTableType_AT_DetachPartitionFinalize:
		s.partition(a, c)
	case pg.AlterTableType_AT_AddInherit, pg.AlterTableType_AT_DropInherit:
		a.Kind = sqlstmt.Inherit
		if c.Subtype == pg.AlterTableType_AT_DropInherit {
			a.Kind = sqlstmt.NoInherit
		}
		r, _ := s.named(sqlstmt.RoleParent, c.Def.GetRangeVar())
		also(&a, r)
		also(&a, s.children...)
		s.add(a)
	case pg.AlterTableType_AT_EnableTrig, pg.AlterTableType_AT_EnableAlwaysTrig, pg.AlterTableType_AT_EnableReplicaTrig, pg.AlterTableType_AT_EnableTrigAll, pg.AlterTableType_AT_EnableTrigUser:
		a.Definition = "ENABLE"
		s.enableTrigger(a)
	case pg.AlterTableType_AT_DisableTrig, pg.AlterTableType_AT_DisableTrigAll, pg.AlterTableType_AT_DisableTrigUser:
		a.Definition = "DISABLE"
		s.enableTrigger(a)
	case pg.AlterTableType_AT_EnableRule, pg.AlterTableType_AT_EnableAlwaysRule, pg.AlterTableType_AT_EnableReplicaRule:
		a.Definition = "ENABLE"
		plain(sqlstmt.EnableRule, a.Name)
	case pg.AlterTableType_AT_DisableRule:
		a.Definition = "DISABLE"
		plain(sqlstmt.EnableRule, a.Name)
	default:
		s.tableOption(a, c)
	}
}

// enableTrigger takes ENABLE and DISABLE TRIGGER, which go down to partitions, but not to tables that inherit.
func (s *altering) enableTrigger(a sqlstmt.Action) {
	a.Kind = sqlstmt.EnableTrigger
	if s.table != nil && s.table.Kind == schema.Partitioned {
		also(&a, s.children...)
	}
	s.add(a)
}

// tableOption takes what is set for a table as a whole.
func (s *altering) tableOption(a sqlstmt.Action, c *pg.AlterTableCmd) {
	a.Kind, a.Name, a.To = sqlstmt.SetTableOption, "", a.Name
	if s.stmt.Objtype == pg.ObjectType_OBJECT_VIEW {
		a.TableKind = schema.View
	}
	set := func(name, to string) {
		a.Name, a.To = name, to
		s.add(a)
	}
	switch c.Subtype {
	case pg.AlterTableType_AT_SetLogged, pg.AlterTableType_AT_SetUnLogged:
		logged := c.Subtype == pg.AlterTableType_AT_SetLogged
		a.Skipped = s.table != nil && a.Unknown == "" && s.table.Unlogged != logged
		a.Detail().Indexes = indexNamesOf(s.table)
		set(map[bool]string{true: "logged", false: "unlogged"}[logged], "")
	case pg.AlterTableType_AT_SetTableSpace:
		set("tablespace", a.To)
	case pg.AlterTableType_AT_SetAccessMethod:
		a.Detail().Indexes = indexNamesOf(s.table)
		set("access method", a.To)
	case pg.AlterTableType_AT_ChangeOwner:
		set("owner", role(c.Newowner))
	case pg.AlterTableType_AT_ClusterOn:
		set("cluster on", a.To)
	case pg.AlterTableType_AT_DropCluster:
		set("cluster on", "")
	case pg.AlterTableType_AT_ReplicaIdentity:
		set("replica identity", replicaIdentity(c))
	case pg.AlterTableType_AT_EnableRowSecurity, pg.AlterTableType_AT_DisableRowSecurity:
		set("row level security", map[bool]string{true: "enabled", false: "disabled"}[c.Subtype == pg.AlterTableType_AT_EnableRowSecurity])
	case pg.AlterTableType_AT_ForceRowSecurity, pg.AlterTableType_AT_NoForceRowSecurity:
		set("row level security", map[bool]string{true: "forced", false: "not forced"}[c.Subtype == pg.AlterTableType_AT_ForceRowSecurity])
	case pg.AlterTableType_AT_AddOf, pg.AlterTableType_AT_DropOf:
		set("of type", "")
	case pg.AlterTableType_AT_DropOids:
		set("oids", "")
	case pg.AlterTableType_AT_SetRelOptions, pg.AlterTableType_AT_ResetRelOptions:
		for _, o := range c.Def.GetList().GetItems() {
			d := o.GetDefElem()
			set("parameter "+d.GetDefname(), nodeName(d.GetArg()))
		}
	default:
		set("other", "")
	}
}

func columnOption(c *pg.AlterTableCmd) string {
	switch c.Subtype {
	case pg.AlterTableType_AT_SetStatistics:
		return "statistics"
	case pg.AlterTableType_AT_SetStorage:
		return "storage"
	case pg.AlterTableType_AT_SetCompression:
		return "compression"
	case pg.AlterTableType_AT_AlterColumnGenericOptions:
		return "foreign"
	}
	return "attribute"
}

func indexNamesOf(t *schema.Table) []string {
	if t == nil {
		return nil
	}
	var list []string
	for _, x := range t.Indexes {
		list = append(list, x.Name)
	}
	return list
}

// indexesOf are the indexes of a table.
func (s *study) indexesOf(t *schema.Table) []sqlstmt.Relation {
	if t == nil {
		return nil
	}
	var list []sqlstmt.Relation
	for _, x := range t.Indexes {
		list = append(list, s.indexRelation(t, x.Name))
	}
	return list
}

func (s *study) indexRelation(t *schema.Table, name string) sqlstmt.Relation {
	n := schema.Name{Schema: t.Name.Schema, Name: name}
	return sqlstmt.Relation{Role: sqlstmt.RoleIndex, Name: n, SQL: s.sqlName(n), Kind: "index", New: isNew(t)}
}

// addColumn takes a column that is added, or that a new table has, with the constraints that
// stand at it.
func (s *study) addColumn(a sqlstmt.Action, t *schema.Table, def *pg.ColumnDef) {
	a.Kind, a.Name = sqlstmt.AddColumn, cutName(def.GetColname())
	if t != nil && a.IfExists && t.Column(a.Name) != nil && t.Doubt == nil {
		a.Skipped = true
	}
	s.columnFacts(&a, t, def)
	for _, node := range def.GetConstraints() {
		s.columnFlag(&a, node.GetConstraint())
	}
	s.add(a)
	at := sqlstmt.Action{Kind: sqlstmt.AddConstraint, Table: a.Table, TableSQL: a.TableSQL, TableKind: a.TableKind, New: a.New, Unknown: a.Unknown, Skipped: a.Skipped}
	for i, node := range def.GetConstraints() {
		k := node.GetConstraint()
		switch k.GetContype() {
		case pg.ConstrType_CONSTR_CHECK, pg.ConstrType_CONSTR_PRIMARY, pg.ConstrType_CONSTR_UNIQUE, pg.ConstrType_CONSTR_FOREIGN:
			inline := at
			// The server does not look for rows that break a foreign key where the new column holds nulls only.
			inline.Proven = k.Contype == pg.ConstrType_CONSTR_FOREIGN && !a.Default && !a.Stored
			s.addConstraint(inline, deferred(k, def.Constraints[i+1:]), t, a.Name)
		}
	}
}

func (s *study) columnFacts(a *sqlstmt.Action, t *schema.Table, def *pg.ColumnDef) {
	n := written(def.GetTypeName().GetNames())
	if serial := serials[n.Name]; n.Schema == "" && serial != "" && len(def.TypeName.GetArrayBounds()) == 0 {
		a.Type, a.Definition = serial, n.Name
		a.Counted, a.NotNull, a.Default, a.Volatile = true, true, true, true
		return
	}
	if def.GetTypeName() == nil {
		return
	}
	typ := s.sim.typeOf(def.TypeName)
	a.Type = s.typeText(def.TypeName)
	a.Constrained = s.constrained(typ)
	if e := s.domainDefault(typ); e != nil {
		a.Default, a.Definition = true, e.SQL
		node := parsedText("SELECT " + e.SQL) // nil where only a newer parser reads it
		a.Volatile = node == nil || s.mayVary(node)
	}
}

// columnFlag takes what stands at a column and is no constraint of the table.
func (s *study) columnFlag(a *sqlstmt.Action, k *pg.Constraint) {
	switch k.GetContype() {
	case pg.ConstrType_CONSTR_NOTNULL, pg.ConstrType_CONSTR_PRIMARY:
		a.NotNull = true
	case pg.ConstrType_CONSTR_DEFAULT:
		if c := k.RawExpr.GetAConst(); c == nil || !c.Isnull {
			a.Default, a.Definition, a.Volatile = true, s.text1(a, k.RawExpr), s.mayVary(k.RawExpr)
		} else {
			a.Default, a.Definition, a.Volatile = false, "", false // overrides that of a domain
		}
	case pg.ConstrType_CONSTR_GENERATED:
		a.Stored, a.Virtual, a.Definition = !k.IsVirtual(), k.IsVirtual(), s.text1(a, k.RawExpr)
	case pg.ConstrType_CONSTR_IDENTITY:
		a.Counted, a.NotNull, a.Default, a.Volatile = true, true, true, true
		a.Definition = "GENERATED " + map[bool]string{true: "ALWAYS", false: "BY DEFAULT"}[k.GeneratedWhen == "a"] + " AS IDENTITY"
	}
}

// text1 writes an expression; of a table that is new, nobody needs it enough to pay for it.
func (s *study) text1(a *sqlstmt.Action, node *pg.Node) string {
	if a.New && a.Kind != sqlstmt.SetDefault {
		if c := node.GetAConst(); c == nil {
			return ""
		}
	}
	return deparse(node)
}

// addConstraint takes a constraint of a table; column is the one that it stands at, if any.
func (s *study) addConstraint(a sqlstmt.Action, k *pg.Constraint, t *schema.Table, column string) {
	a.Kind, a.Name, a.NotValid, a.Only = sqlstmt.AddConstraint, cutName(k.GetConname()), k.GetSkipValidation(), false
	a.Inline = column != ""
	switch k.GetContype() {
	case pg.ConstrType_CONSTR_CHECK:
		a.Constraint = schema.Check
		s.checkFacts(&a, k, t)
	case pg.ConstrType_CONSTR_FOREIGN:
		a.Constraint = schema.ForeignKey
		s.foreignKeyFacts(&a, k, t, column)
	case pg.ConstrType_CONSTR_PRIMARY, pg.ConstrType_CONSTR_UNIQUE, pg.ConstrType_CONSTR_EXCLUSION:
		s.keyFacts(&a, k, t, column)
	case pg.ConstrType_CONSTR_NOTNULL:
		if len(k.Keys) == 0 {
			return // a property of the column
		}
		a.Kind, a.Name = sqlstmt.SetNotNull, cutName(texts(k.Keys)[0])
		a.Columns, a.Proven = []string{a.Name}, t != nil && forbidsNulls(t, a.Name, nil)
	default:
		return // a property of the column
	}
	if !(a.Constraint == schema.Check && k.IsNoInherit) {
		also(&a, s.descendants(t)...)
	}
	s.add(a)
}

func (s *study) checkFacts(a *sqlstmt.Action, k *pg.Constraint, t *schema.Table) {
	pg.Walk(k.RawExpr, columnNames(&a.Columns))
	if !a.New {
		a.Definition = "CHECK (" + deparse(k.RawExpr) + ")"
	}
	if a.Name == "" {
		single := ""
		if len(a.Columns) == 1 {
			single = a.Columns[0]
		}
		a.Name = constraintName(s.cat, a.Table.Schema, a.Table.Name, single, "check", nil)
	}
}

func (s *study) foreignKeyFacts(a *sqlstmt.Action, k *pg.Constraint, t *schema.Table, column string) {
	a.Columns = cutAll(texts(k.FkAttrs))
	if column != "" {
		a.Columns = []string{column}
	}
	ref, refTable := s.named(sqlstmt.RoleReferenced, k.Pktable)
	if ref.Name == a.Table {
		ref.New = a.New
	}
	columns := cutAll(texts(k.PkAttrs))
	if refTable != nil {
		also(a, s.downFrom(sqlstmt.RoleReferenced, ref.Name)...)
		if pk := refTable.PrimaryKey(); len(columns) == 0 && pk != nil {
			columns = pk.Columns
		}
	}
	a.Reference = &sqlstmt.Reference{Ref: ref.Name, RefSQL: ref.SQL, RefNew: ref.New, RefColumns: columns,
		Types: s.columnTypes(a.Table, t, a.Columns), RefTypes: s.columnTypes(ref.Name, refTable, columns)}
	var b strings.Builder
	b.WriteString("FOREIGN KEY (" + quotedList(a.Columns) + ") REFERENCES " + ref.SQL)
	if len(columns) > 0 {
		b.WriteString(" (" + quotedList(columns) + ")")
	}
	if k.FkMatchtype == "f" {
		b.WriteString(" MATCH FULL")
	}
	if action := fkActions[k.FkDelAction]; action != "" {
		b.WriteString(" ON DELETE " + action)
		if some := cutAll(texts(k.FkDelSetCols)); len(some) > 0 {
			b.WriteString(" (" + quotedList(some) + ")")
		}
	}
	if action := fkActions[k.FkUpdAction]; action != "" {
		b.WriteString(" ON UPDATE " + action)
	}
	a.Definition = b.String() + deferral(k)
	if a.Name == "" {
		a.Name = constraintName(s.cat, a.Table.Schema, a.Table.Name, nameAddition(a.Columns), "fkey", nil)
	}
}

// columnTypes are the types of columns; of those that the same statement makes, what it says.
func (s *study) columnTypes(table schema.Name, t *schema.Table, columns []string) []string {
	types := make([]string, len(columns))
	for i, name := range columns {
		if t != nil {
			if c := t.Column(name); c != nil {
				types[i] = s.cat.FormatType(c.Type)
				continue
			}
		}
		for _, a := range s.list {
			if a.Kind == sqlstmt.AddColumn && a.Table == table && a.Name == name {
				types[i] = a.Type
			}
		}
	}
	return types
}

func quotedList(names []string) string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = ident(n)
	}
	return strings.Join(list, ", ")
}

func deferral(k *pg.Constraint) string {
	switch {
	case k.Initdeferred:
		return " DEFERRABLE INITIALLY DEFERRED"
	case k.Deferrable:
		return " DEFERRABLE"
	}
	return ""
}

// keyFacts takes a primary key, a unique or an exclusion constraint. A primary key is proven where
// nothing has to be looked at to know that its columns hold no nulls.
func (s *study) keyFacts(a *sqlstmt.Action, k *pg.Constraint, t *schema.Table, column string) {
	word := ""
	switch k.Contype {
	case pg.ConstrType_CONSTR_PRIMARY:
		a.Constraint, a.Unique, word = schema.PrimaryKey, true, "PRIMARY KEY"
	case pg.ConstrType_CONSTR_UNIQUE:
		a.Constraint, a.Unique, word = schema.Unique, true, "UNIQUE"
		if k.NullsNotDistinct {
			word += " NULLS NOT DISTINCT"
		}
	default:
		a.Constraint = schema.Exclusion
	}
	a.Columns, a.Using = cutAll(texts(k.Keys)), cutName(k.Indexname)
	if column != "" {
		a.Columns = []string{column}
	}
	if x := indexNamed(t, a.Using); x != nil {
		a.Columns = nil
		for _, key := range x.Keys {
			a.Columns = append(a.Columns, key.Column)
		}
	}
	switch {
	case a.Using != "":
		a.Definition = word + " USING INDEX " + ident(a.Using) + deferral(k)
	case a.Constraint != schema.Exclusion:
		a.Definition = word + " (" + quotedList(a.Columns) + ")" + including(k) + deferral(k)
	case !a.New:
		a.Definition = exclusionText(k)
	}
	if a.Name == "" {
		a.Name = a.Using
	}
	if a.Name == "" && t != nil && a.Constraint != schema.Exclusion {
		a.Name = s.sim.keyName(t, a.Constraint, append(slices.Clone(a.Columns), cutAll(texts(k.Including))...))
	}
	if a.Constraint == schema.PrimaryKey && t != nil && column == "" {
		a.Proven = !slices.ContainsFunc(a.Columns, func(c string) bool {
			col := t.Column(c)
			return col == nil || !col.NotNull && !forbidsNulls(t, c, nil)
		})
		a.NotNull = a.Proven && !slices.ContainsFunc(a.Columns, func(c string) bool { return !t.Column(c).NotNull })
	}
}

func indexNamed(t *schema.Table, name string) *schema.Index {
	if t == nil || name == "" {
		return nil
	}
	return t.Index(name)
}

func including(k *pg.Constraint) string {
	if list := cutAll(texts(k.Including)); len(list) > 0 {
		return " INCLUDE (" + quotedList(list) + ")"
	}
	return ""
}

// exclusionText writes EXCLUDE as the parser does, which knows it within a statement only.
func exclusionText(k *pg.Constraint) string {
	def := &pg.Constraint{Contype: k.Contype, Exclusions: k.Exclusions, AccessMethod: k.AccessMethod, WhereClause: k.WhereClause, Including: k.Including}
	cmd := &pg.AlterTableCmd{Subtype: pg.AlterTableType_AT_AddConstraint, Def: &pg.Node{Node: &pg.Node_Constraint{Constraint: def}}}
	stmt := &pg.AlterTableStmt{Relation: &pg.RangeVar{Relname: "t", Inh: true}, Objtype: pg.ObjectType_OBJECT_TABLE, Cmds: []*pg.Node{{Node: &pg.Node_AlterTableCmd{AlterTableCmd: cmd}}}}
	text := deparseStatement(&pg.Node{Node: &pg.Node_AlterTableStmt{AlterTableStmt: stmt}})
	return strings.TrimPrefix(text, "ALTER TABLE t ADD ") + deferral(k)
}

// dropPart takes DROP COLUMN and DROP CONSTRAINT.
func (s *altering) dropPart(a sqlstmt.Action, c *pg.AlterTableCmd) {
	t := s.table
	also(&a, s.children...)
	if c.Subtype == pg.AlterTableType_AT_DropConstraint {
		a.Kind = sqlstmt.DropConstraint
		if t == nil {
			s.add(a)
			return
		}
		k := t.Constraint(a.Name)
		nothing := k == nil && c.MissingOk && t.Doubt == nil
		a.Skipped, a.Unheard = a.Skipped || nothing, nothing && !t.Had(schema.ConstraintPart, a.Name, false)
		if k != nil {
			s.constraintGone(&a, t, k)
			a.Constraint, a.Columns = k.Kind, k.Columns
		}
		s.add(a)
		return
	}
	a.Kind = sqlstmt.DropColumn
	if t != nil {
		col := t.Column(a.Name)
		nothing := col == nil && c.MissingOk && t.Doubt == nil
		a.Skipped, a.Unheard = a.Skipped || nothing, nothing && !t.Had(schema.ColumnPart, a.Name, false)
		if col != nil {
			a.Detail().OldType = s.cat.FormatType(col.Type)
		}
		s.columnGone(&a, t, a.Name)
	}
	s.add(a)
}

// constraintGone adds what goes with a constraint: the other side of a foreign key, and the keys that
// need an index of its.
func (s *study) constraintGone(a *sqlstmt.Action, t *schema.Table, k *schema.Constraint) {
	switch k.Kind {
	case schema.ForeignKey:
		r := s.relation(sqlstmt.RoleReferenced, k.RefTable)
		a.Reference = &sqlstmt.Reference{Ref: k.RefTable, RefSQL: r.SQL, RefNew: r.New}
		also(a, r)
		also(a, s.downFrom(sqlstmt.RoleReferenced, k.RefTable)...)
	case schema.PrimaryKey, schema.Unique:
		a.Detail().Indexes = append(a.More().Indexes, k.Index)
		if a.Cascade {
			also(a, s.referencing(t.Name, func(f *schema.Constraint) bool { return sameColumns(f.RefColumns, k.Columns) })...)
		}
	case schema.Exclusion:
		a.Detail().Indexes = append(a.More().Indexes, k.Index)
	}
}

func sameColumns(a, b []string) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(c string) bool { return !slices.Contains(b, c) })
}

// columnGone adds what goes with a column.
func (s *study) columnGone(a *sqlstmt.Action, t *schema.Table, column string) {
	reads := func(k *schema.Constraint) bool { return slices.Contains(k.Columns, column) }
	also(a, s.referenced(t, reads)...)
	for i := range t.Indexes {
		if slices.Contains(t.Indexes[i].Columns(), column) {
			a.Detail().Indexes = append(a.More().Indexes, t.Indexes[i].Name)
		}
	}
	if a.Cascade || takesGenerated(s.cat) {
		for i := range t.Columns {
			if g := t.Columns[i].Generated; g != nil && slices.Contains(g.Columns, column) {
				a.Detail().Generated = append(a.More().Generated, t.Columns[i].Name)
			}
		}
	}
	if !a.Cascade {
		return
	}
	also(a, s.referencing(t.Name, func(f *schema.Constraint) bool { return slices.Contains(f.RefColumns, column) })...)
	also(a, s.viewsOf(t.Name, column)...)
}

// viewsOf are the views that need a table, or a column of it if one is named, and those that need these.
func (s *study) viewsOf(n schema.Name, column string) []sqlstmt.Relation {
	var list []sqlstmt.Relation
	for _, v := range s.cat.TablesNaming(n) {
		if v.IsView() && slices.ContainsFunc(v.Uses, func(u schema.Use) bool {
			return u.Table == n && (column == "" || u.Column == column && u.Sure)
		}) {
			list = append(list, s.relation(sqlstmt.RoleDependent, v.Name))
			list = append(list, s.viewsOf(v.Name, "")...)
		}
	}
	return list
}

func (s *altering) alterType(a sqlstmt.Action, c *pg.AlterTableCmd) {
	def := c.Def.GetColumnDef()
	a.Kind, a.Type = sqlstmt.AlterColumnType, s.typeText(def.GetTypeName())
	if def.GetRawDefault() != nil {
		a.Definition = deparse(def.RawDefault)
	}
	also(&a, s.children...)
	t := s.table
	var col *schema.Column
	if t != nil {
		col = t.Column(a.Name)
	}
	if col == nil {
		if a.Unknown == "" {
			a.Unknown = "the column is not known"
		}
		s.add(a)
		return
	}
	to := s.sim.typeOf(def.GetTypeName())
	a.Detail().OldType, a.NotNull = s.cat.FormatType(col.Type), col.NotNull
	a.InPlace = col.Generated == nil && s.keepsRows(a.Name, col.Type, to, def.GetRawDefault()) && !s.generatedFrom(t, a.Name)
	a.UTC = a.InPlace && zoneChanges(s.sim.below(col.Type), s.sim.below(to))
	collation := ""
	if def.CollClause != nil {
		collation = strings.Join(texts(def.CollClause.Collname), ".")
	}
	a.Detail().Indexes = s.rebuiltIndexes(t, a.Name, col.Type, to, a.InPlace, collation != col.Collation)
	s.rechecked(&a, t, col)
	s.add(a)
}

// generatedFrom tells whether a stored column is computed from a column: then the server
// refuses the change, or writes the rows again.
func (s *study) generatedFrom(t *schema.Table, column string) bool {
	return slices.ContainsFunc(t.Columns, func(c *schema.Column) bool {
		return c.Generated != nil && slices.Contains(c.Generated.Columns, column)
	})
}

// rechecked adds the constraints that a change of a column's type makes again: checks are
// checked again, and the tables of foreign keys are locked.
func (s *study) rechecked(a *sqlstmt.Action, t *schema.Table, col *schema.Column) {
	for i := range t.Constraints {
		k := &t.Constraints[i]
		if k.Kind == schema.Check && !k.NotValid && k.Check != nil && slices.Contains(k.Check.Columns, col.Name) {
			a.Detail().Rechecked = append(a.More().Rechecked, k.Name)
		}
	}
	reads := func(k *schema.Constraint) bool { return slices.Contains(k.Columns, col.Name) }
	also(a, s.referenced(t, reads)...)
	also(a, s.referencing(t.Name, func(k *schema.Constraint) bool { return slices.Contains(k.RefColumns, col.Name) })...)
}

func (s *altering) alterColumn(a sqlstmt.Action, c *pg.AlterTableCmd) {
	var col *schema.Column
	if s.table != nil {
		col = s.table.Column(a.Name)
	}
	if col != nil {
		a.Type, a.NotNull = s.cat.FormatType(col.Type), col.NotNull
	}
	known := col != nil && s.table.Doubt == nil
	also(&a, s.children...)
	switch c.Subtype {
	case pg.AlterTableType_AT_ColumnDefault:
		a.Kind = sqlstmt.DropDefault
		if c.Def != nil {
			a.Kind = sqlstmt.SetDefault
			a.Definition, a.Volatile = s.text1(&a, c.Def), s.mayVary(c.Def)
		}
	case pg.AlterTableType_AT_SetNotNull:
		a.Kind, a.Skipped = sqlstmt.SetNotNull, a.Skipped || known && col.NotNull
		a.Proven = s.table != nil && forbidsNulls(s.table, a.Name, s.dropped)
	case pg.AlterTableType_AT_DropNotNull:
		a.Kind, a.Skipped = sqlstmt.DropNotNull, a.Skipped || known && !col.NotNull
	case pg.AlterTableType_AT_AddIdentity:
		a.Kind = sqlstmt.AddIdentity
	case pg.AlterTableType_AT_SetIdentity, pg.AlterTableType_AT_DropIdentity:
		a.Kind = sqlstmt.SetIdentity
		if c.Subtype == pg.AlterTableType_AT_DropIdentity {
			a.Kind = sqlstmt.DropIdentity
		}
		if col != nil && !col.Sequence.IsZero() {
			also(&a, s.sequenceRelation(col.Sequence, a.New))
		}
	case pg.AlterTableType_AT_SetExpression:
		a.Kind, a.Definition = sqlstmt.SetExpression, s.text1(&a, c.Def)
		a.Virtual = col != nil && col.Virtual
		a.Stored = !a.Virtual
	default:
		a.Kind = sqlstmt.DropExpression
	}
	s.add(a)
}

// constraintState takes VALIDATE CONSTRAINT and ALTER CONSTRAINT.
func (s *altering) constraintState(a sqlstmt.Action, c *pg.AlterTableCmd) {
	a.Kind = sqlstmt.ValidateConstraint
	if def := c.Def.GetConstraint(); c.Subtype == pg.AlterTableType_AT_AlterConstraint {
		what, _ := def.Altered()
		a.Kind, a.Name, a.To = sqlstmt.AlterConstraint, cutName(def.GetConname()), strings.ToLower(what)
	}
	if s.table != nil {
		if k := s.table.Constraint(a.Name); k != nil {
			a.Constraint, a.Columns = k.Kind, k.Columns
			if (a.To == "enforced" || a.To == "not enforced") && k.NotEnforced == (a.To == "not enforced") {
				a.To = "" // it is so already
			}
			a.Skipped = a.Skipped || a.Kind == sqlstmt.ValidateConstraint && !k.NotValid && s.table.Doubt == nil
			if k.Kind == schema.ForeignKey {
				r := s.relation(sqlstmt.RoleReferenced, k.RefTable)
				a.Reference = &sqlstmt.Reference{Ref: k.RefTable, RefSQL: r.SQL, RefNew: r.New}
				also(&a, r)
			}
		}
	}
	also(&a, s.children...)
	s.add(a)
}

// partition takes ATTACH and DETACH PARTITION. The partition stands in Also, with Proven where a CHECK
// of its shows that its rows fit.
func (s *altering) partition(a sqlstmt.Action, c *pg.AlterTableCmd) {
	p := c.Def.GetPartitionCmd()
	part, child := s.named(sqlstmt.RolePartition, p.GetName())
	a.Name, a.Concurrently = part.SQL, p.Concurrent
	if c.Subtype == pg.AlterTableType_AT_AttachPartition {
		a.Kind = sqlstmt.AttachPartition
		a.Definition = bound(p.Bound)
		a.Proven = s.withinBound(s.table, child, p.Bound)
		part.Proven = a.Proven && !s.newForeignKeys(s.table, child)
		a.Detail().Indexes = s.missingIndexes(s.table, child)
		also(&a, part)
		also(&a, s.defaultPartition(s.table)...)
		also(&a, s.descendants(child)...)
		if s.table != nil {
			also(&a, s.referenced(s.table, anyKey)...)
		}
		s.add(a)
		return
	}
	a.Kind = sqlstmt.DetachPartition
	if c.Subtype == pg.AlterTableType_AT_DetachPartitionFinalize {
		a.To = "finalize"
	}
	also(&a, part)
	also(&a, s.defaultPartition(s.table)...)
	if child != nil {
		also(&a, s.referenced(child, func(k *schema.Constraint) bool { return k.Inherited > 0 })...)
	}
	s.add(a)
}

// newForeignKeys tells whether a partition gets foreign keys of its parent, which its rows are then checked against.
func (s *study) newForeignKeys(parent, child *schema.Table) bool {
	return parent != nil && child != nil && slices.ContainsFunc(parent.Constraints, func(k schema.Constraint) bool {
		return k.Kind == schema.ForeignKey && !slices.ContainsFunc(child.Constraints, func(o schema.Constraint) bool {
			return o.Kind == schema.ForeignKey && !o.NotValid && o.RefTable == k.RefTable && slices.Equal(o.Columns, k.Columns)
		})
	})
}

// missingIndexes are the indexes of a partitioned table that a partition does not have, and gets.
func (s *study) missingIndexes(parent, child *schema.Table) []string {
	if parent == nil || child == nil {
		return nil
	}
	var list []string
	for i := range parent.Indexes {
		x := &parent.Indexes[i]
		if !slices.ContainsFunc(child.Indexes, func(own schema.Index) bool {
			return own.Parent.IsZero() && sameIndex(&own, x) && (own.Constraint != "" || x.Constraint == "")
		}) {
			list = append(list, x.Name)
		}
	}
	return list
}

// defaultPartition is the default partition of a table.
func (s *study) defaultPartition(t *schema.Table) []sqlstmt.Relation {
	if t == nil {
		return nil
	}
	for _, n := range s.sim.children(t.Name) {
		if child, _ := s.cat.Table(n.Schema, n.Name); child != nil && child.PartitionOf && child.Bound == "DEFAULT" {
			return []sqlstmt.Relation{s.relation(sqlstmt.RoleDefault, n)}
		}
	}
	return nil
}

// alterIndex takes ALTER INDEX, and ALTER TABLE of an index.
func (s *study) alterIndex(n *pg.AlterTableStmt) {
	x, t, known := s.cat.Index(n.Relation.GetSchemaname(), cutName(n.Relation.GetRelname()))
	for _, node := range n.Cmds {
		c := node.GetAlterTableCmd()
		a := sqlstmt.Action{Kind: sqlstmt.SetTableOption, Unknown: notKnown(known), IfExists: n.MissingOk, Skipped: n.MissingOk && known.No(), Name: "index other"}
		index := sqlstmt.Relation{Role: sqlstmt.RoleIndex, Name: schema.Name{Schema: n.Relation.GetSchemaname(), Name: cutName(n.Relation.GetRelname())}, SQL: relation(n.Relation), Kind: "index"}
		if x != nil && t != nil {
			a.Unknown = ""
			s.onTable(&a, t)
			index = s.indexRelation(t, x.Name)
		}
		switch c.Subtype {
		case pg.AlterTableType_AT_AttachPartition:
			a.Kind, a.Name, a.Using = sqlstmt.AttachIndex, index.Name.Name, relation(c.Def.GetPartitionCmd().GetName())
			v := c.Def.GetPartitionCmd().GetName()
			if px, pt, _ := s.cat.Index(v.GetSchemaname(), cutName(v.GetRelname())); px != nil && pt != nil {
				part := s.indexRelation(pt, px.Name)
				part.Role = sqlstmt.RoleTarget
				also(&a, s.relation(sqlstmt.RolePartition, pt.Name), part)
			}
		case pg.AlterTableType_AT_SetTableSpace:
			a.Name, a.To = "index tablespace", c.Name
		case pg.AlterTableType_AT_SetRelOptions, pg.AlterTableType_AT_ResetRelOptions:
			for _, o := range c.Def.GetList().GetItems() {
				a.Name, a.To = "index parameter "+o.GetDefElem().GetDefname(), nodeName(o.GetDefElem().GetArg())
			}
		case pg.AlterTableType_AT_SetStatistics:
			a.Name = "index statistics"
		}
		also(&a, index)
		s.add(a)
	}
}
