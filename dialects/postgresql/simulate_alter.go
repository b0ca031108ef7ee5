//go:build cgo

package postgresql

import (
	"slices"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// alterPass is the order in which the server takes the commands of one ALTER
// TABLE, whatever order they are written in: drops, types, columns, then keys,
// then foreign keys.
func alterPass(c *pg.AlterTableCmd) int {
	switch c.Subtype {
	case pg.AlterTableType_AT_DropColumn, pg.AlterTableType_AT_DropConstraint, pg.AlterTableType_AT_DropNotNull,
		pg.AlterTableType_AT_DropExpression, pg.AlterTableType_AT_DropIdentity:
		return 0
	case pg.AlterTableType_AT_AlterColumnType:
		return 1
	case pg.AlterTableType_AT_AddColumn:
		return 2
	case pg.AlterTableType_AT_ColumnDefault:
		if c.Def == nil {
			return 0
		}
		return 5
	case pg.AlterTableType_AT_SetNotNull, pg.AlterTableType_AT_AddIdentity, pg.AlterTableType_AT_SetIdentity:
		return 3
	case pg.AlterTableType_AT_AddConstraint:
		switch c.Def.GetConstraint().GetContype() {
		case pg.ConstrType_CONSTR_CHECK:
			return 4
		case pg.ConstrType_CONSTR_FOREIGN:
			return 7
		}
		return 6
	}
	return 8
}

func (s *simulation) alterTable(n *pg.AlterTableStmt) {
	if n.Objtype == pg.ObjectType_OBJECT_TYPE {
		s.alterComposite(n)
		return
	}
	name := cutName(n.Relation.GetRelname())
	switch n.Objtype {
	case pg.ObjectType_OBJECT_INDEX:
		s.alterIndex(n)
		return
	case pg.ObjectType_OBJECT_SEQUENCE:
		if _, known := s.cat.Sequence(n.Relation.GetSchemaname(), name); known.No() && !n.MissingOk {
			s.missing("sequence", name)
		}
		return
	}
	// ALTER TABLE takes sequences and indexes too, as far as that makes sense.
	if q, known := s.cat.Sequence(n.Relation.GetSchemaname(), name); q != nil && known.Yes() {
		s.tableOnly("sequence", q.Name, n.Cmds)
		return
	}
	if x, t, known := s.cat.Index(n.Relation.GetSchemaname(), name); x != nil && known.Yes() {
		s.tableOnly("index", schema.Name{Schema: t.Name.Schema, Name: x.Name}, n.Cmds)
		return
	}
	t := s.table(n.Relation, n.MissingOk)
	if t == nil {
		return
	}
	if t.IsView() && s.tableOnly(t.Kind.String(), t.Name, n.Cmds) {
		return
	}
	var cmds []*pg.AlterTableCmd
	for _, c := range n.Cmds {
		cmds = append(cmds, c.GetAlterTableCmd())
	}
	slices.SortStableFunc(cmds, func(a, b *pg.AlterTableCmd) int { return alterPass(a) - alterPass(b) })
	var later []pending
	for _, c := range cmds {
		later = append(later, s.alterCmd(t.Name, c, n.Relation.Inh)...)
	}
	for _, kind := range []pg.ConstrType{pg.ConstrType_CONSTR_CHECK, pg.ConstrType_CONSTR_PRIMARY, pg.ConstrType_CONSTR_UNIQUE, pg.ConstrType_CONSTR_FOREIGN} {
		for _, p := range later {
			if p.def.GetContype() == kind {
				s.addConstraint(t.Name, p)
			}
		}
	}
}

// tableOnly refuses the commands of ALTER TABLE that no view, index or sequence takes.
func (s *simulation) tableOnly(kind string, n schema.Name, cmds []*pg.Node) bool {
	for _, node := range cmds {
		switch c := node.GetAlterTableCmd(); c.GetSubtype() {
		case pg.AlterTableType_AT_AddColumn, pg.AlterTableType_AT_DropColumn, pg.AlterTableType_AT_AddConstraint, pg.AlterTableType_AT_DropConstraint,
			pg.AlterTableType_AT_ValidateConstraint, pg.AlterTableType_AT_AlterConstraint, pg.AlterTableType_AT_AlterColumnType,
			pg.AlterTableType_AT_SetNotNull, pg.AlterTableType_AT_DropNotNull, pg.AlterTableType_AT_AddIdentity, pg.AlterTableType_AT_SetIdentity,
			pg.AlterTableType_AT_DropIdentity, pg.AlterTableType_AT_DropExpression, pg.AlterTableType_AT_AddInherit, pg.AlterTableType_AT_DropInherit,
			pg.AlterTableType_AT_AttachPartition, pg.AlterTableType_AT_DetachPartition, pg.AlterTableType_AT_EnableRowSecurity, pg.AlterTableType_AT_DisableRowSecurity:
			s.conflict(schema.WrongKind, kind+" "+n.String(), "%s is a %s, which takes no such command of ALTER TABLE", n, kind)
			return true
		}
	}
	return false
}

// alterCmd follows one command, and returns the constraints of a new column.
func (s *simulation) alterCmd(n schema.Name, c *pg.AlterTableCmd, recurse bool) []pending {
	t := s.cat.EditTable(n)
	if s.typedRefuses(t, c) {
		return nil
	}
	switch c.Subtype {
	case pg.AlterTableType_AT_AddOf, pg.AlterTableType_AT_DropOf:
		s.changeType(t, c)
	case pg.AlterTableType_AT_AddColumn:
		return s.addColumn(t, c, recurse)
	case pg.AlterTableType_AT_DropColumn:
		s.dropColumn(t, c, recurse)
	case pg.AlterTableType_AT_AddConstraint:
		s.addConstraint(n, pending{c.Def.GetConstraint(), ""})
	case pg.AlterTableType_AT_DropConstraint:
		s.dropConstraint(t, c)
	case pg.AlterTableType_AT_ValidateConstraint, pg.AlterTableType_AT_AlterConstraint:
		s.changeConstraint(t, c)
	case pg.AlterTableType_AT_AlterColumnType:
		s.alterType(t, c)
	case pg.AlterTableType_AT_ColumnDefault, pg.AlterTableType_AT_DropNotNull, pg.AlterTableType_AT_SetNotNull,
		pg.AlterTableType_AT_AddIdentity, pg.AlterTableType_AT_SetIdentity, pg.AlterTableType_AT_DropIdentity,
		pg.AlterTableType_AT_DropExpression, pg.AlterTableType_AT_SetExpression:
		if c.Subtype == pg.AlterTableType_AT_DropExpression && !s.ungenerated(t, c, recurse) {
			break
		}
		s.alterColumn(t, c, recurse)
	case pg.AlterTableType_AT_SetLogged, pg.AlterTableType_AT_SetUnLogged:
		if t.Kind == schema.Partitioned {
			break // it does nothing there: https://www.postgresql.org/docs/current/sql-altertable.html
		}
		if t.Temporary {
			s.conflict(schema.WrongKind, "table "+t.Name.String(), "table %s is temporary and can be neither logged nor unlogged", t.Name)
			break
		}
		t.Unlogged = c.Subtype == pg.AlterTableType_AT_SetUnLogged
	case pg.AlterTableType_AT_AddInherit, pg.AlterTableType_AT_DropInherit:
		s.changeParents(t, c)
	case pg.AlterTableType_AT_AttachPartition:
		s.attachPartition(t, c.Def.GetPartitionCmd())
	case pg.AlterTableType_AT_DetachPartition, pg.AlterTableType_AT_DetachPartitionFinalize:
		s.detachPartition(t, c.Def.GetPartitionCmd())
	case pg.AlterTableType_AT_ClusterOn, pg.AlterTableType_AT_DropCluster:
		if t.Kind == schema.Partitioned {
			s.conflict(schema.WrongKind, "table "+t.Name.String(), "table %s is partitioned and cannot be clustered", t.Name)
			break
		}
		if c.Name == "" {
			break
		}
		if t.Index(cutName(c.Name)) == nil && t.Doubt == nil {
			s.missing("index", c.Name)
		}
	case pg.AlterTableType_AT_SetStatistics, pg.AlterTableType_AT_SetStorage, pg.AlterTableType_AT_SetOptions, pg.AlterTableType_AT_SetCompression:
		if c.Name != "" {
			s.columnOf(t, c.Name, systemColumn(c.Name))
		}
	case pg.AlterTableType_AT_EnableRowSecurity, pg.AlterTableType_AT_DisableRowSecurity:
		t.RowSecurity = c.Subtype == pg.AlterTableType_AT_EnableRowSecurity
	case pg.AlterTableType_AT_ReplicaIdentity:
		t.ReplicaIdentity = replicaIdentity(c)
	case pg.AlterTableType_AT_EnableTrig, pg.AlterTableType_AT_EnableAlwaysTrig, pg.AlterTableType_AT_EnableReplicaTrig,
		pg.AlterTableType_AT_DisableTrig, pg.AlterTableType_AT_EnableTrigAll, pg.AlterTableType_AT_DisableTrigAll,
		pg.AlterTableType_AT_EnableTrigUser, pg.AlterTableType_AT_DisableTrigUser:
		s.switchTriggers(t, c)
	}
	// The rest are storage, owner and statistics, of which nothing is kept.
	return nil
}

func (s *simulation) addColumn(t *schema.Table, c *pg.AlterTableCmd, recurse bool) []pending {
	def := c.Def.GetColumnDef()
	name := cutName(def.GetColname())
	if t.PartitionOf {
		s.conflict(schema.WrongKind, "table "+t.Name.String(), "table %s is a partition: its columns are added to table %s", t.Name, t.Parents[0])
		return nil
	}
	if t.Column(name) != nil {
		if !c.MissingOk && t.Doubt == nil {
			s.conflict(schema.Duplicate, "column "+name, "column %s of table %s exists already", name, t.Name)
		}
		return nil
	}
	col, rest := s.columnDef(t.Name, def)
	children := s.children(t.Name)
	if !recurse && len(children) > 0 {
		s.conflict(schema.Needed, "column "+name, "column %s must be added to the children of table %s too", name, t.Name)
		return nil
	}
	if col.Identity != schema.NoIdentity && len(children) > 0 && !s.sharesIdentity(t) {
		s.conflict(schema.WrongKind, "column "+name, "an identity column cannot be added to table %s, which has partitions or children", t.Name)
		return nil
	}
	s.fillColumn(t, &col, len(children) > 0)
	t.Columns = append(t.Columns, &col)
	for _, child := range children {
		s.addInherited(child, col)
	}
	return rest
}

// since tells whether the server is known to be of a major version or a later one.
func (s *simulation) since(major int) bool { return s.cat.Release >= major }

// sharesIdentity tells whether the partitions of a table take their identity columns from it: they do since
// PostgreSQL 17; before, and in tables that inherit, there is no such column.
func (s *simulation) sharesIdentity(t *schema.Table) bool {
	return t.Kind == schema.Partitioned && s.since(17)
}

func (s *simulation) addInherited(n schema.Name, col schema.Column) {
	t := s.cat.EditTable(n)
	if own := t.EditColumn(col.Name); own != nil {
		own.Inherited++
		return
	}
	col.Local, col.Inherited, col.Sequence = false, 1, schema.Name{}
	if !t.PartitionOf || !s.since(17) {
		col.Identity = schema.NoIdentity
	}
	t.Columns = append(t.Columns, &col)
	for _, child := range s.children(n) {
		s.addInherited(child, col)
	}
}

// columnOf finds the column of a command; a missing one is a conflict.
func (s *simulation) columnOf(t *schema.Table, name string, missingOK bool) *schema.Column {
	col := t.Column(cutName(name))
	if col == nil && !missingOK && t.Doubt == nil {
		s.conflict(schema.Missing, "column "+name, "column %s of table %s does not exist", name, t.Name)
	}
	return col
}

func (s *simulation) dropColumn(t *schema.Table, c *pg.AlterTableCmd, recurse bool) {
	col := s.columnOf(t, c.Name, c.MissingOk)
	if col == nil {
		return
	}
	if col.Inherited > 0 {
		s.conflict(schema.Needed, "column "+c.Name, "column %s of table %s is inherited and cannot be dropped here", c.Name, t.Name)
		return
	}
	if children := s.children(t.Name); !recurse && t.Kind == schema.Partitioned && len(children) > 0 {
		s.conflict(schema.Needed, "column "+c.Name, "column %s cannot be dropped from table %s only: it has partitions", c.Name, t.Name)
		return
	}
	if !recurse {
		for _, child := range s.children(t.Name) {
			if own := s.cat.EditTable(child).EditColumn(col.Name); own != nil {
				own.Local = true
			}
		}
	}
	d := s.cat.Drop(c.Behavior == pg.DropBehavior_DROP_CASCADE)
	d.TakeGenerated = takesGenerated(s.cat)
	d.Column(t.Name, col.Name)
	s.settle(d)
}

// takesGenerated: before 15 a generated column goes with the columns that it reads, without CASCADE and without a word.
// https://github.com/postgres/postgres/commit/cb02fcb4c9bae08adaca1202c2081cfc81a28fb5
func takesGenerated(cat *schema.Catalog) bool { return cat.Release > 0 && cat.Release < 15 }

func (s *simulation) alterType(t *schema.Table, c *pg.AlterTableCmd) {
	col := s.columnOf(t, c.Name, false)
	def := c.Def.GetColumnDef()
	if col == nil {
		return
	}
	for _, u := range s.cat.TablesNaming(t.Name) {
		for _, use := range u.Uses {
			if use.Table == t.Name && use.Column == col.Name && use.Sure {
				s.conflict(schema.Needed, "column "+col.Name, "the type of column %s of table %s cannot change: %s %s needs it", col.Name, t.Name, u.Kind, u.Name)
				return
			}
		}
	}
	if col.Inherited > 0 || s.inKey(t, col.Name) {
		s.conflict(schema.Needed, "column "+col.Name, "the type of column %s of table %s cannot change: it is inherited or of a partition key", col.Name, t.Name)
		return
	}
	generated := func(c *schema.Column) bool {
		return c.Generated != nil && slices.Contains(c.Generated.Columns, col.Name)
	}
	policy := func(p schema.Policy) bool {
		return p.Using != nil && slices.Contains(p.Using.Columns, col.Name) || p.Check != nil && slices.Contains(p.Check.Columns, col.Name)
	}
	if slices.ContainsFunc(t.Columns, generated) || slices.ContainsFunc(t.Policies, policy) {
		s.conflict(schema.Needed, "column "+col.Name, "the type of column %s of table %s cannot change: a generated column or a policy needs it", col.Name, t.Name)
		return
	}
	typ := s.typeOf(def.GetTypeName())
	if !s.castable(t, col, typ, def.GetRawDefault() != nil) {
		return
	}
	collation := ""
	if def.CollClause != nil {
		collation = nameList(def.CollClause.Collname)
	}
	s.retype(t.Name, col.Name, typ, collation)
}

// inKey tells whether a column is in the partition key of the table, or of one below it.
func (s *simulation) inKey(t *schema.Table, column string) bool {
	return slices.Contains(t.PartitionColumns, column) || slices.ContainsFunc(s.children(t.Name), func(n schema.Name) bool {
		c, _ := s.cat.Table(n.Schema, n.Name)
		return c != nil && s.inKey(c, column)
	})
}

func nameList(nodes []*pg.Node) string { return written(nodes).Name }

// retype gives a column its new type, in children too. A literal default is shown
// with a cast to the old type, where the two differ.
func (s *simulation) retype(n schema.Name, column string, typ schema.Type, collation string) {
	t := s.cat.EditTable(n)
	col := t.EditColumn(column)
	if col == nil {
		return
	}
	col.Type, col.Collation, col.Changed = typ, collation, s.cat.Span()
	if col.More().Values != nil {
		col.Detail().Values = nil // USING may make anything of them
	}
	if seq := s.cat.EditSequence(col.Sequence); seq != nil && col.Identity != schema.NoIdentity {
		seq.Type = typ
	}
	for _, child := range s.children(n) {
		s.retype(child, column, typ, collation)
	}
}

func (s *simulation) alterColumn(t *schema.Table, c *pg.AlterTableCmd, recurse bool) {
	col := s.columnOf(t, c.Name, false)
	if col == nil {
		return
	}
	col = t.EditColumn(col.Name)
	col.Changed = s.cat.Span()
	switch c.Subtype {
	case pg.AlterTableType_AT_ColumnDefault:
		if col.Identity != schema.NoIdentity || col.Generated != nil {
			s.conflict(schema.WrongKind, "column "+col.Name, "column %s of table %s is an identity or generated column and takes no default", col.Name, t.Name)
			return
		}
		col.Default = s.defaultExpr(c.Def, col.Type)
	case pg.AlterTableType_AT_SetExpression:
		if col.Generated == nil {
			s.conflict(schema.WrongKind, "column "+col.Name, "column %s of table %s is not generated", col.Name, t.Name)
			return
		}
		if col.Virtual && slices.ContainsFunc(t.Constraints, func(k schema.Constraint) bool { return k.Kind == schema.Check }) {
			s.conflict(schema.Needed, "column "+col.Name, "the expression of virtual column %s cannot change while table %s has checks", col.Name, t.Name)
			return
		}
		col.Generated = s.ownExpr(c.Def)
	case pg.AlterTableType_AT_SetNotNull:
		if !recurse && t.Kind == schema.Partitioned && len(s.children(t.Name)) > 0 {
			s.conflict(schema.Needed, "column "+col.Name, "NOT NULL of column %s must be set in the partitions of table %s too", col.Name, t.Name)
			return
		}
		col.NotNull = true
		if k := notNullOf(t, col.Name); k != nil {
			k.NotValid = false // the rows were searched
		}
	case pg.AlterTableType_AT_DropNotNull:
		s.allowNulls(t, col)
	case pg.AlterTableType_AT_AddIdentity, pg.AlterTableType_AT_SetIdentity, pg.AlterTableType_AT_DropIdentity:
		s.alterIdentity(t, col, c)
		return
	case pg.AlterTableType_AT_DropExpression:
		if col.Generated == nil && !c.MissingOk {
			s.conflict(schema.WrongKind, "column "+col.Name, "column %s of table %s is not generated", col.Name, t.Name)
		}
		if col.Virtual {
			s.conflict(schema.WrongKind, "column "+col.Name, "column %s of table %s is virtual: DROP EXPRESSION is for stored ones", col.Name, t.Name)
			return
		}
		col.Generated = nil
	}
	if !recurse {
		return
	}
	for _, child := range s.children(t.Name) {
		if u := s.cat.EditTable(child); u.Column(col.Name) != nil {
			s.alterColumn(u, c, true)
		}
	}
}

// ungenerated tells whether DROP EXPRESSION may be said here: for the parent and its children at once.
func (s *simulation) ungenerated(t *schema.Table, c *pg.AlterTableCmd, recurse bool) bool {
	col := t.Column(cutName(c.Name))
	if col == nil || col.Inherited == 0 && (recurse || len(s.children(t.Name)) == 0) {
		return true
	}
	s.conflict(schema.Needed, "column "+col.Name, "column %s of table %s is generated in its parent or its children too", col.Name, t.Name)
	return false
}

func (s *simulation) allowNulls(t *schema.Table, col *schema.Column) {
	if pk := t.PrimaryKey(); pk != nil && slices.Contains(pk.Columns, col.Name) {
		s.conflict(schema.Needed, "column "+col.Name, "column %s of table %s is in the primary key", col.Name, t.Name)
		return
	}
	if col.Identity != schema.NoIdentity {
		s.conflict(schema.Needed, "column "+col.Name, "column %s of table %s is an identity column", col.Name, t.Name)
		return
	}
	if t.PartitionOf {
		parent, _ := s.cat.Table(t.Parents[0].Schema, t.Parents[0].Name)
		if c := parent.Column(col.Name); c != nil && c.NotNull {
			s.conflict(schema.Needed, "column "+col.Name, "column %s of table %s is NOT NULL in table %s, of which it is a partition", col.Name, t.Name, parent.Name)
			return
		}
	}
	col.NotNull = false
	t.DropConstraints(func(k *schema.Constraint) bool { return k.Kind == schema.NotNullConstraint && k.Columns[0] == col.Name })
}

func (s *simulation) alterIdentity(t *schema.Table, col *schema.Column, c *pg.AlterTableCmd) {
	switch c.Subtype {
	case pg.AlterTableType_AT_AddIdentity:
		def := c.Def.GetConstraint()
		if col.Identity != schema.NoIdentity || col.Default != nil || !col.NotNull {
			s.conflict(schema.WrongKind, "column "+col.Name, "column %s of table %s cannot become an identity column: it must be NOT NULL, without a default, and no identity column yet", col.Name, t.Name)
			return
		}
		col.Identity = identity(def.GetGeneratedWhen())
		s.ownSequence(t.Name, col, true, def.GetOptions())
	case pg.AlterTableType_AT_SetIdentity:
		if col.Identity == schema.NoIdentity {
			s.conflict(schema.WrongKind, "column "+col.Name, "column %s of table %s is no identity column", col.Name, t.Name)
			return
		}
		if o := option(c.Def.GetList().GetItems(), "generated"); o != nil {
			col.Identity = schema.ByDefault
			if o.Arg.GetInteger().GetIval() == 'a' {
				col.Identity = schema.Always
			}
		}
		s.setIdentity(col, c.Def.GetList().GetItems())
	default:
		if col.Identity == schema.NoIdentity {
			if !c.MissingOk {
				s.conflict(schema.WrongKind, "column "+col.Name, "column %s of table %s is no identity column", col.Name, t.Name)
			}
			return
		}
		seq := col.Sequence
		col.Identity, col.Sequence = schema.NoIdentity, schema.Name{}
		d := s.cat.Drop(true)
		d.Sequence(seq)
		s.settle(d)
	}
}

// setIdentity takes the options of the sequence of an identity column.
func (s *simulation) setIdentity(col *schema.Column, options []*pg.Node) {
	q := s.cat.EditSequence(col.Sequence)
	if q == nil {
		return
	}
	var own []*pg.Node
	for _, o := range options {
		if o.GetDefElem().GetDefname() != "generated" {
			own = append(own, o)
		}
	}
	s.sequenceOptions(q, own)
	s.restarted(q, own)
}

func (s *simulation) switchTriggers(t *schema.Table, c *pg.AlterTableCmd) {
	off := c.Subtype == pg.AlterTableType_AT_DisableTrig || c.Subtype == pg.AlterTableType_AT_DisableTrigAll ||
		c.Subtype == pg.AlterTableType_AT_DisableTrigUser
	if named := func(g schema.Trigger) bool { return g.Name == cutName(c.Name) }; c.Name != "" && t.Doubt == nil && !slices.ContainsFunc(t.Triggers, named) {
		s.conflict(schema.Missing, "trigger "+c.Name, "trigger %s of table %s does not exist", c.Name, t.Name)
		return
	}
	for i := range t.Triggers {
		if c.Name == "" || t.Triggers[i].Name == c.Name {
			t.Triggers[i].Disabled = off
		}
	}
}

func (s *simulation) alterIndex(n *pg.AlterTableStmt) {
	x, t, known := s.cat.Index(n.Relation.GetSchemaname(), cutName(n.Relation.GetRelname()))
	if known.No() {
		if !n.MissingOk {
			s.missing("index", n.Relation.GetRelname())
		}
		return
	}
	for _, node := range n.Cmds {
		c := node.GetAlterTableCmd()
		if c.Subtype != pg.AlterTableType_AT_AttachPartition || x == nil {
			continue
		}
		if t.Kind != schema.Partitioned {
			s.conflict(schema.WrongKind, "index "+x.Name, "index %s is not that of a partitioned table", x.Name)
			return
		}
		v := c.Def.GetPartitionCmd().GetName()
		if v.GetRelname() == x.Name && cutName(v.GetRelname()) == cutName(n.Relation.GetRelname()) {
			s.conflict(schema.WrongKind, "index "+x.Name, "index %s cannot be a part of itself", x.Name)
			return
		}
		if part, partTable, _ := s.cat.Index(v.GetSchemaname(), cutName(v.GetRelname())); part != nil {
			s.cat.EditTable(partTable.Name).Index(part.Name).Parent = schema.Name{Schema: t.Name.Schema, Name: x.Name}
			s.validIndex(t.Name, x.Name)
		}
	}
}

// validIndex makes an index valid when each partition has its part.
func (s *simulation) validIndex(n schema.Name, index string) {
	full := schema.Name{Schema: n.Schema, Name: index}
	for _, child := range s.children(n) {
		c, _ := s.cat.Table(child.Schema, child.Name)
		if !slices.ContainsFunc(c.Indexes, func(x schema.Index) bool { return x.Parent == full }) {
			return
		}
	}
	x := s.cat.EditTable(n).Index(index)
	x.MayBeInvalid = x.MayBeInvalid || x.Invalid && s.cat.Doubt() != nil
	x.Invalid = false
}
