//go:build cgo

package postgresql

import (
	"fmt"
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// building is a table in the making: its constraints are made when all of its
// columns are known, in the server's order, on which generated names depend.
type building struct {
	*simulation
	name    schema.Name
	table   *schema.Table
	pending []pending
	likes   []*pg.TableLikeClause
}

// pending is a constraint that is still to be made, and the column that it was
// written at, if any.
type pending struct {
	def    *pg.Constraint
	column string
}

func (s *simulation) createTable(n *pg.CreateStmt, kind schema.TableKind) {
	name := s.target(n.Relation)
	if _, known := s.cat.Relation(name); known.Unknown() && n.IfNotExists {
		// There is a table now, but it can be an older one.
		defer func() { s.doubtTable(name, "a table of the name may have been there before") }()
	}
	if n.Partspec != nil {
		kind = schema.Partitioned
	}
	if !s.freshToMake(name, kind, n.IfNotExists) {
		return
	}
	b := &building{simulation: s, name: name, table: &schema.Table{
		Object: schema.Object{Name: name}, Kind: kind, Temporary: name.Schema == schema.TemporarySchema, DropOnCommit: n.Oncommit == pg.OnCommitAction_ONCOMMIT_DROP, Unlogged: n.Relation.Relpersistence == "u", Rows: schema.RowsNone,
	}}
	if kind == schema.Foreign {
		b.table.Rows = schema.RowsUnknown
	}
	if n.Partspec != nil {
		if b.table.Unlogged && s.since(18) {
			s.conflict(schema.WrongKind, "table "+name.Name, "a partitioned table cannot be unlogged since PostgreSQL 18")
			return
		}
		b.table.PartitionBy = partitionKey(n.Partspec)
		for _, k := range n.Partspec.PartParams {
			if e := k.GetPartitionElem(); e.Name != "" {
				b.table.PartitionColumns = append(b.table.PartitionColumns, cutName(e.Name))
			} else {
				b.table.PartitionColumns = append(b.table.PartitionColumns, s.expr(e.Expr).Columns...)
			}
		}
	}
	b.inherit(n)
	b.ofType(n.OfTypename)
	b.table.Columns = slices.Grow(b.table.Columns, len(n.TableElts))
	for _, e := range n.TableElts {
		b.element(e)
	}
	for _, c := range n.Constraints {
		b.pending = append(b.pending, pending{c.GetConstraint(), ""})
	}
	s.hasColumns(b.table, b.table.PartitionColumns)
	if len(s.conflicts) > 0 {
		return
	}
	b.table.Constraints = slices.Grow(b.table.Constraints, len(b.pending))
	s.cat.AddTable(name, b.table)
	b.adoptSequences()
	b.constraints(n.Partbound != nil)
}

func (s *simulation) doubtTable(n schema.Name, reason string) {
	if t := s.cat.EditTable(n); t != nil {
		t.Doubt = &schema.Doubt{Reason: reason, Span: s.cat.Span()}
		s.cat.MarkTableRows(n, schema.RowsUnknown, t.Doubt)
	}
}

func partitionKey(p *pg.PartitionSpec) string {
	words := map[pg.PartitionStrategy]string{
		pg.PartitionStrategy_PARTITION_STRATEGY_LIST: "LIST", pg.PartitionStrategy_PARTITION_STRATEGY_RANGE: "RANGE",
		pg.PartitionStrategy_PARTITION_STRATEGY_HASH: "HASH",
	}
	var keys []string
	for _, k := range p.PartParams {
		if e := k.GetPartitionElem(); e.Name != "" {
			keys = append(keys, schema.Quote(e.Name))
		} else {
			keys = append(keys, deparse(e.Expr))
		}
	}
	return words[p.Strategy] + " (" + strings.Join(keys, ", ") + ")"
}

// bound writes which rows a partition holds, in the parser's spelling.
func bound(p *pg.PartitionBoundSpec) string {
	if p == nil || p.IsDefault {
		return "DEFAULT"
	}
	list := func(nodes []*pg.Node) string {
		var values []string
		for _, n := range nodes {
			values = append(values, deparse(n))
		}
		return "(" + strings.Join(values, ", ") + ")"
	}
	switch p.Strategy {
	case "l":
		return "FOR VALUES IN " + list(p.Listdatums)
	case "r":
		return "FOR VALUES FROM " + list(p.Lowerdatums) + " TO " + list(p.Upperdatums)
	}
	return fmt.Sprintf("FOR VALUES WITH (modulus %d, remainder %d)", p.Modulus, p.Remainder)
}

// inherit takes over the columns and checks of the parents.
func (b *building) inherit(n *pg.CreateStmt) {
	for _, node := range n.InhRelations {
		v := node.GetRangeVar()
		parent := b.look(v.GetSchemaname(), v.GetRelname(), false)
		if parent == nil || !b.heritable(parent, n.Partbound) {
			continue
		}
		if slices.Contains(b.table.Parents, parent.Name) {
			b.conflict(schema.Duplicate, "table "+parent.Name.String(), "table %s would inherit from table %s twice", b.name, parent.Name)
			continue
		}
		b.table.Parents = append(b.table.Parents, parent.Name)
		if n.Partbound != nil {
			b.table.PartitionOf, b.table.Bound = true, bound(n.Partbound)
		}
		for _, c := range parent.Columns {
			taken := *c
			if k := notNullOf(parent, c.Name); k != nil && k.NoInherit {
				taken.NotNull = false
			}
			b.inheritColumn(taken, n.Partbound != nil)
		}
		for _, k := range parent.Constraints {
			if k.Kind == schema.Check && !k.NoInherit {
				b.inheritCheck(k)
			}
		}
		if parent.Doubt != nil {
			b.table.Doubt = parent.Doubt
		}
	}
}

// heritable tells whether a table can be the parent of the new one.
func (b *building) heritable(parent *schema.Table, n *pg.PartitionBoundSpec) bool {
	switch partition := n != nil; {
	case parent.Doubt != nil:
	case partition && parent.Kind != schema.Partitioned:
		b.conflict(schema.WrongKind, "table "+parent.Name.String(), "table %s is not partitioned", parent.Name)
		return false
	case partition && !b.boundFits(parent, n):
		return false
	case parent.Temporary && !b.table.Temporary || partition && !parent.Temporary && b.table.Temporary:
		b.conflict(schema.WrongKind, "table "+parent.Name.String(), "table %s cannot belong to table %s: one of them is temporary", b.name, parent.Name)
		return false
	case !partition && (parent.Kind == schema.Partitioned || parent.PartitionOf || parent.IsView() || b.table.Kind == schema.Partitioned):
		b.conflict(schema.WrongKind, "table "+parent.Name.String(), "table %s cannot inherit from %s %s", b.name, parent.Kind, parent.Name)
		return false
	}
	return true
}

func (b *building) inheritColumn(c schema.Column, partition bool) {
	if own := b.table.EditColumn(c.Name); own != nil {
		b.sameType(own, c.Type)
		own.Inherited++
		own.NotNull = own.NotNull || c.NotNull
		return
	}
	c.Local, c.Inherited, c.Sequence = false, 1, schema.Name{}
	if c.More().Comment != "" {
		c.Detail().Comment = ""
	}
	// A child does not take values from the parent's identity, but partitions do since 17.
	if !partition || !b.since(17) {
		c.Identity = schema.NoIdentity
	}
	c.Made, c.Changed = b.cat.Span(), b.cat.Span()
	b.table.Columns = append(b.table.Columns, &c)
}

// sameType refuses a column that comes twice with different types.
func (b *building) sameType(own *schema.Column, typ schema.Type) {
	if own.Type != typ && !own.Type.IsZero() && !typ.IsZero() {
		b.conflict(schema.Mismatched, "column "+own.Name, "column %s of table %s is inherited with another type", own.Name, b.name)
	}
}

func (b *building) inheritCheck(k schema.Constraint) {
	if own := b.table.Constraint(k.Name); own != nil {
		own.Inherited++
		return
	}
	k.Local, k.Inherited, k.Comment, k.NotValid = false, 1, "", false
	b.table.Constraints = append(b.table.Constraints, k)
}

// ofType takes the columns of CREATE TABLE OF.
func (b *building) ofType(t *pg.TypeName) {
	if t == nil {
		return
	}
	n := written(t.Names)
	if u, _ := b.cat.Type(n.Schema, n.Name); u != nil {
		if u.Kind != schema.Composite {
			b.conflict(schema.WrongKind, "type "+n.String(), "type %s is not a composite type, which a table can be of", n)
			return
		}
		b.table.OfType = u.Name
		for _, a := range u.Attributes {
			a.Local = true
			b.table.Columns = append(b.table.Columns, &a)
		}
		return
	}
	b.missing("type", n.String())
}

func (b *building) element(e *pg.Node) {
	switch n := e.GetNode().(type) {
	case *pg.Node_ColumnDef:
		b.column(n.ColumnDef)
	case *pg.Node_Constraint:
		b.pending = append(b.pending, pending{n.Constraint, ""})
	case *pg.Node_TableLikeClause:
		b.like(n.TableLikeClause)
	}
}

// column adds a column, or changes one that was inherited.
func (b *building) column(def *pg.ColumnDef) {
	col, more := b.columnDef(b.name, def)
	b.pending = append(b.pending, more...)
	own := b.table.Column(col.Name)
	switch {
	case own == nil:
		b.table.Columns = append(b.table.Columns, &col)
	case own.Inherited > 0 && !own.Local || def.TypeName == nil:
		own = b.table.EditColumn(col.Name)
		if def.TypeName != nil {
			b.sameType(own, col.Type)
			own.Local = own.Inherited > 0
		}
		own.NotNull = own.NotNull || col.NotNull
		switch {
		case col.Default != nil:
			own.Default, own.Sequence = col.Default, col.Sequence
		case col.Identity != schema.NoIdentity:
			own.Identity, own.Sequence, own.Default = col.Identity, col.Sequence, nil
		case col.Generated != nil:
			own.Generated, own.Virtual, own.Default = col.Generated, col.Virtual, nil
		}
		if written := defaultOf(def); written != nil {
			own.Default = b.defaultExpr(written, own.Type)
		}
	default:
		b.duplicate("column", col.Name)
	}
}

func defaultOf(def *pg.ColumnDef) *pg.Node {
	for _, c := range def.Constraints {
		if k := c.GetConstraint(); k.GetContype() == pg.ConstrType_CONSTR_DEFAULT {
			return k.RawExpr
		}
	}
	return def.RawDefault
}

// columnDef reads a column of the table, and returns the constraints that are
// still to be made for it.
func (s *simulation) columnDef(table schema.Name, def *pg.ColumnDef) (schema.Column, []pending) {
	col := schema.Column{Name: cutName(def.Colname), Local: true, Made: s.cat.Span(), Changed: s.cat.Span()}
	serial := ""
	if n := written(def.TypeName.GetNames()); n.Schema == "" && len(def.TypeName.GetArrayBounds()) == 0 {
		serial = serials[n.Name]
	}
	switch {
	case serial != "":
		col.Type, col.NotNull = system(serial), true
		s.ownSequence(table, &col, false, nil)
		col.Default = s.nextval(col.Sequence)
	case def.TypeName != nil:
		col.Type = s.typeOf(def.TypeName)
	}
	if def.CollClause != nil {
		col.Collation = strings.Join(texts(def.CollClause.Collname), ".")
	}
	var rest []pending
	for i, c := range def.Constraints {
		if k := c.GetConstraint(); !s.columnProperty(table, &col, k) {
			rest = append(rest, pending{deferred(k, def.Constraints[i+1:]), col.Name})
		}
	}
	return col, rest
}

// deferred gives a constraint the DEFERRABLE that follows it, which the parser
// keeps as constraints of their own.
func deferred(k *pg.Constraint, following []*pg.Node) *pg.Constraint {
	for _, f := range following {
		switch f.GetConstraint().GetContype() {
		case pg.ConstrType_CONSTR_ATTR_DEFERRABLE:
			k.Deferrable = true
		case pg.ConstrType_CONSTR_ATTR_DEFERRED:
			k.Deferrable, k.Initdeferred = true, true
		case pg.ConstrType_CONSTR_ATTR_NOT_DEFERRABLE, pg.ConstrType_CONSTR_ATTR_IMMEDIATE:
		default:
			return k
		}
	}
	return k
}

// columnProperty takes what stands at a column and is no constraint of the table.
func (s *simulation) columnProperty(table schema.Name, col *schema.Column, k *pg.Constraint) bool {
	switch k.GetContype() {
	case pg.ConstrType_CONSTR_NOTNULL:
		col.NotNull = true
		return k.Conname == "" || !s.since(18) // before, nobody keeps its name
	case pg.ConstrType_CONSTR_DEFAULT:
		col.Default = s.defaultExpr(k.RawExpr, col.Type)
	case pg.ConstrType_CONSTR_GENERATED:
		col.Generated, col.Virtual = s.ownExpr(k.RawExpr), k.IsVirtual()
	case pg.ConstrType_CONSTR_IDENTITY:
		col.NotNull = true
		col.Identity = identity(k.GeneratedWhen)
		s.ownSequence(table, col, true, k.Options)
	case pg.ConstrType_CONSTR_PRIMARY:
		col.NotNull = true
		return false
	case pg.ConstrType_CONSTR_CHECK, pg.ConstrType_CONSTR_UNIQUE, pg.ConstrType_CONSTR_FOREIGN, pg.ConstrType_CONSTR_EXCLUSION:
		return false
	}
	return true
}

func identity(when string) schema.Identity {
	if when == "a" {
		return schema.Always
	}
	return schema.ByDefault
}

// nextval is the default of a serial column.
func (s *simulation) nextval(seq schema.Name) *schema.Expr {
	text := "nextval(" + quoteLiteral(s.cat.Reference(seq)) + "::regclass)"
	e := &schema.Expr{SQL: text, Printed: text}
	*e.Need() = schema.Needs{Functions: []schema.Name{{Name: "nextval"}}, Sequences: []schema.Name{seq}}
	return e
}

// ownSequence makes the sequence of a serial or identity column.
func (s *simulation) ownSequence(table schema.Name, col *schema.Column, ofIdentity bool, options []*pg.Node) {
	name := schema.Name{Schema: table.Schema}
	if given := option(options, "sequence_name"); given != nil {
		n := written(given.Arg.GetList().GetItems())
		if n.Schema != "" {
			name.Schema = n.Schema
		}
		name.Name = n.Name
	} else {
		name.Name = relationName(s.cat, table.Schema, table.Name, col.Name, "seq")
	}
	seq := &schema.Sequence{Type: col.Type, Increment: 1, Start: 1, Owner: table, OwnerColumn: col.Name, Identity: ofIdentity}
	s.sequenceOptions(seq, options)
	s.cat.AddSequence(name, seq)
	s.startCounting(seq)
	col.Sequence = name
}

// adoptSequences is a place for what has to wait until the table is there: the
// sequences were made before it, as the server does.
func (b *building) adoptSequences() {
	for _, l := range b.likes {
		b.likeLater(l)
	}
}

// The options of LIKE, as bits.
const (
	likeComments    = 1 << 0
	likeConstraints = 1 << 2
	likeDefaults    = 1 << 3
	likeGenerated   = 1 << 4
	likeIdentity    = 1 << 5
	likeIndexes     = 1 << 6
)

// like copies the columns of another table.
func (b *building) like(l *pg.TableLikeClause) {
	v := l.Relation
	from := b.look(v.GetSchemaname(), v.GetRelname(), false)
	if from == nil {
		return
	}
	if from.Doubt != nil {
		b.table.Doubt = from.Doubt
	}
	for _, c := range from.Columns {
		col := &schema.Column{Name: c.Name, Type: c.Type, Collation: c.Collation, NotNull: c.NotNull, Local: true, Made: b.cat.Span(), Changed: b.cat.Span()}
		if l.Options&likeDefaults != 0 {
			col.Default = c.Default
		}
		if l.Options&likeGenerated != 0 {
			col.Generated, col.Virtual = c.Generated, c.Virtual
		}
		if comment := c.More().Comment; comment != "" && l.Options&likeComments != 0 {
			col.Detail().Comment = comment
		}
		if l.Options&likeIdentity != 0 && c.Identity != schema.NoIdentity {
			col.Identity = c.Identity
			b.ownSequence(b.name, col, true, nil)
			b.likeSequence(col.Sequence, c.Sequence)
		}
		if b.table.Column(col.Name) != nil {
			b.duplicate("column", col.Name)
			continue
		}
		b.table.Columns = append(b.table.Columns, col)
	}
	if l.Options&likeConstraints != 0 {
		for _, k := range from.Constraints {
			if k.Kind == schema.Check {
				k.Local, k.Inherited, k.NotValid = true, 0, false
				b.table.Constraints = append(b.table.Constraints, k)
			}
		}
	}
	if l.Options&likeIndexes != 0 {
		b.likes = append(b.likes, l)
	}
}

// likeSequence gives the sequence of an identity column the options of another.
func (b *building) likeSequence(n, from schema.Name) {
	old, _ := b.cat.Sequence(from.Schema, from.Name)
	if seq := b.cat.EditSequence(n); seq != nil && old != nil {
		seq.Type, seq.Start, seq.Increment, seq.Min, seq.Max, seq.Cycle = old.Type, old.Start, old.Increment, old.Min, old.Max, old.Cycle
	}
}

// likeLater copies the indexes of another table.
func (b *building) likeLater(l *pg.TableLikeClause) {
	v := l.Relation
	from := b.look(v.GetSchemaname(), v.GetRelname(), true)
	if from == nil {
		return
	}
	for _, x := range from.Indexes {
		b.copyIndex(b.name, from, x, schema.Name{})
	}
}

// constraints makes the constraints in the order in which the server does:
// checks, then keys, then foreign keys. A partition takes over those of its
// parent in between.
func (b *building) constraints(partition bool) {
	pick := func(kinds ...pg.ConstrType) []pending {
		var list []pending
		for _, p := range b.pending {
			if slices.Contains(kinds, p.def.GetContype()) {
				list = append(list, p)
			}
		}
		return list
	}
	for _, p := range b.pending {
		if b.table.Kind != schema.Foreign || p.def.Contype == pg.ConstrType_CONSTR_FOREIGN {
			p.def.SkipValidation = p.def.IsNotEnforced() // a new table has no rows that could break it: it counts as valid
		}
	}
	for _, p := range pick(pg.ConstrType_CONSTR_CHECK, pg.ConstrType_CONSTR_NOTNULL) {
		b.addConstraint(b.name, p)
	}
	if partition && len(b.table.Parents) > 0 {
		b.partitionKeys(b.name, b.table.Parents[0])
	}
	keys := b.distinctKeys(append(pick(pg.ConstrType_CONSTR_PRIMARY), pick(pg.ConstrType_CONSTR_UNIQUE, pg.ConstrType_CONSTR_EXCLUSION)...))
	for _, p := range keys {
		b.addConstraint(b.name, p)
	}
	for _, p := range pick(pg.ConstrType_CONSTR_FOREIGN) {
		b.addConstraint(b.name, p)
	}
}

// distinctKeys leaves out a key on the same columns as one before it, as the
// server does within one CREATE TABLE.
func (b *building) distinctKeys(list []pending) []pending {
	var keep []pending
	for _, p := range list {
		cols := keyColumns(p)
		same := slices.IndexFunc(keep, func(k pending) bool {
			return !(k.def.Contype == pg.ConstrType_CONSTR_PRIMARY && p.def.Contype == pg.ConstrType_CONSTR_PRIMARY) &&
				k.def.Contype != pg.ConstrType_CONSTR_EXCLUSION && p.def.Contype != pg.ConstrType_CONSTR_EXCLUSION &&
				slices.Equal(keyColumns(k), cols) && slices.Equal(texts(k.def.Including), texts(p.def.Including)) &&
				k.def.Deferrable == p.def.Deferrable && k.def.Initdeferred == p.def.Initdeferred &&
				k.def.NullsNotDistinct == p.def.NullsNotDistinct && k.def.AccessMethod == p.def.AccessMethod
		})
		switch {
		case same < 0:
			keep = append(keep, p)
		case keep[same].def.Conname == "" && p.def.Conname != "":
			keep[same].def.Conname = p.def.Conname
		}
	}
	return keep
}

func keyColumns(p pending) []string {
	if p.column != "" {
		return []string{p.column}
	}
	cols := texts(p.def.Keys)
	for i := range cols {
		cols[i] = cutName(cols[i])
	}
	return cols
}
