//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func (s *study) createIndex(n *pg.IndexStmt) {
	a, t := s.on(sqlstmt.CreateIndex, n.Relation)
	a.Name, a.Using, a.Unique, a.Concurrently, a.IfExists = cutName(n.Idxname), n.AccessMethod, n.Unique, n.Concurrent, n.IfNotExists
	a.Only = !n.Relation.Inh
	var keys []string
	for _, p := range n.IndexParams {
		e := p.GetIndexElem()
		if e.GetExpr() != nil {
			pg.Walk(e.Expr, columnNames(&a.Columns))
		} else if !slices.Contains(a.Columns, cutName(e.GetName())) {
			a.Columns = append(a.Columns, cutName(e.GetName()))
		}
		if !a.New {
			keys = append(keys, s.keyText(e))
		}
	}
	if !a.New {
		a.Definition = a.Using + " (" + strings.Join(keys, ", ") + ")"
		if n.WhereClause != nil {
			a.Definition += " WHERE " + deparse(n.WhereClause)
		}
	}
	a.Where = n.WhereClause != nil
	if t != nil {
		if a.Name == "" {
			a.Name = relationName(s.cat, t.Name.Schema, t.Name.Name, nameAddition(indexColumnNames(a.Columns)), "idx")
		}
		if n.Idxname != "" && a.IfExists {
			_, known := s.cat.Relation(schema.Name{Schema: t.Name.Schema, Name: a.Name})
			a.Skipped = known.Yes()
		}
	}
	if n.Relation.Inh {
		also(&a, s.descendants(t)...)
	}
	s.add(a)
}

// keyText writes one column or expression of an index.
func (s *study) keyText(e *pg.IndexElem) string {
	text := ident(cutName(e.GetName()))
	if e.GetExpr() != nil {
		text = "(" + deparse(e.Expr) + ")"
		if e.Expr.GetFuncCall() != nil {
			text = deparse(e.Expr)
		}
	}
	if class := named(e.GetOpclass()); class != "" {
		text += " " + class
	}
	if e.GetOrdering() == pg.SortByDir_SORTBY_DESC {
		text += " DESC"
	}
	return text
}

func (s *study) dropIndex(a sqlstmt.Action, n *pg.DropStmt, name schema.Name) {
	a.Kind, a.Name, a.Concurrently = sqlstmt.DropIndex, name.Name, n.Concurrent
	x, t, known := s.cat.Index(name.Schema, name.Name)
	a.Skipped = n.MissingOk && known.No()
	if x == nil || t == nil {
		a.Unknown, a.Unheard = notKnown(known), a.Skipped && !s.cat.HeardIndex(name.Schema, name.Name)
		also(&a, sqlstmt.Relation{Role: sqlstmt.RoleIndex, Name: name, SQL: qualified(name.Schema, name.Name)})
		s.add(a)
		return
	}
	s.onTable(&a, t)
	a.Unique, a.Using = x.Unique, x.Method
	for _, k := range x.Keys {
		if k.Column != "" {
			a.Columns = append(a.Columns, k.Column)
		}
	}
	also(&a, s.indexRelation(t, x.Name))
	also(&a, s.descendants(t)...)
	s.add(a)
}

func (s *study) reindex(n *pg.ReindexStmt) {
	concurrently := flag(n.Params, "concurrently", false)
	switch n.Kind {
	case pg.ReindexObjectType_REINDEX_OBJECT_INDEX:
		x, t, known := s.cat.Index(n.Relation.GetSchemaname(), cutName(n.Relation.GetRelname()))
		a := sqlstmt.Action{Kind: sqlstmt.Reindex, Name: cutName(n.Relation.GetRelname()), Concurrently: concurrently, Unknown: notKnown(known)}
		if x != nil && t != nil {
			a.Unknown = ""
			s.onTable(&a, t)
			a.Detail().Indexes = []string{x.Name}
			also(&a, s.indexRelation(t, x.Name))
			also(&a, s.partitions(t)...)
		}
		s.add(a)
	case pg.ReindexObjectType_REINDEX_OBJECT_TABLE:
		a, t := s.on(sqlstmt.Reindex, n.Relation)
		a.Concurrently, a.Detail().Indexes = concurrently, indexNamesOf(t)
		also(&a, s.indexesOf(t)...)
		also(&a, s.partitions(t)...)
		s.add(a)
	case pg.ReindexObjectType_REINDEX_OBJECT_SCHEMA:
		for _, t := range s.cat.Tables(n.Name) {
			a := sqlstmt.Action{Kind: sqlstmt.Reindex, Concurrently: concurrently, To: "schema"}
			s.onTable(&a, t)
			a.Detail().Indexes = indexNamesOf(t)
			also(&a, s.indexesOf(t)...)
			s.add(a)
		}
	default:
		s.add(sqlstmt.Action{Kind: sqlstmt.Reindex, Concurrently: concurrently, Unknown: "it works on every table of the database"})
	}
}

func (s *study) rename(n *pg.RenameStmt) {
	to := cutName(n.Newname)
	add := func(kind sqlstmt.ActionKind, children bool) {
		a, t := s.on(kind, n.Relation)
		a.Name, a.To, a.IfExists = cutName(n.Subname), to, n.MissingOk
		if _, known := s.cat.Table(n.Relation.GetSchemaname(), cutName(n.Relation.GetRelname())); n.MissingOk {
			a.Skipped = known.No()
		}
		if children && n.Relation.GetInh() {
			also(&a, s.descendants(t)...)
		}
		switch n.RenameType {
		case pg.ObjectType_OBJECT_RULE:
			a.Definition = "rule"
		case pg.ObjectType_OBJECT_POLICY:
			a.Definition = "policy"
		}
		s.add(a)
	}
	switch n.RenameType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW, pg.ObjectType_OBJECT_FOREIGN_TABLE,
		pg.ObjectType_OBJECT_INDEX, pg.ObjectType_OBJECT_SEQUENCE:
		s.renameRelation(n, to)
	case pg.ObjectType_OBJECT_COLUMN:
		add(sqlstmt.RenameColumn, true)
	case pg.ObjectType_OBJECT_TABCONSTRAINT:
		add(sqlstmt.RenameConstraint, true)
	case pg.ObjectType_OBJECT_TRIGGER:
		add(sqlstmt.RenameTrigger, true)
	case pg.ObjectType_OBJECT_RULE, pg.ObjectType_OBJECT_POLICY:
		add(sqlstmt.RenameTrigger, false)
	case pg.ObjectType_OBJECT_SCHEMA:
		sch, _ := s.cat.Schema(n.Subname)
		s.add(sqlstmt.Action{Kind: sqlstmt.RenameSchema, Name: n.Subname, To: to, New: sch != nil && sch.Created})
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		w := written(objectParts(n.Object))
		u, _ := s.cat.Type(w.Schema, w.Name)
		s.add(sqlstmt.Action{Kind: sqlstmt.AlterType, Name: named(objectParts(n.Object)), To: to, Definition: "rename", New: u != nil && u.Created})
	case pg.ObjectType_OBJECT_ATTRIBUTE:
		s.add(sqlstmt.Action{Kind: sqlstmt.AlterType, Name: relation(n.Relation), To: to, Definition: "rename attribute"})
	case pg.ObjectType_OBJECT_DOMCONSTRAINT:
		s.add(sqlstmt.Action{Kind: sqlstmt.AlterDomain, Name: named(objectParts(n.Object)), To: "rename constraint"})
	default:
		s.add(sqlstmt.Action{Kind: sqlstmt.Other, Name: "ALTER " + strings.ToUpper(objectWord(n.RenameType)), Definition: nodeName(n.Object), To: to})
	}
}

// renameRelation takes the renaming of a table, view, index or sequence; ALTER TABLE may be said for all of them.
func (s *study) renameRelation(n *pg.RenameStmt, to string) {
	sch, name := n.Relation.GetSchemaname(), cutName(n.Relation.GetRelname())
	if x, t, known := s.cat.Index(sch, name); x != nil && t != nil && known.Yes() {
		a := sqlstmt.Action{Kind: sqlstmt.RenameIndex, Name: name, To: to, IfExists: n.MissingOk}
		s.onTable(&a, t)
		also(&a, s.indexRelation(t, x.Name))
		s.add(a)
		return
	}
	if q, known := s.cat.Sequence(sch, name); q != nil && known.Yes() {
		s.alterSequence(n.Relation, "rename", nil)
		return
	}
	if n.RenameType == pg.ObjectType_OBJECT_INDEX {
		_, _, known := s.cat.Index(sch, name)
		s.add(sqlstmt.Action{Kind: sqlstmt.RenameIndex, Name: name, To: to, IfExists: n.MissingOk, Skipped: n.MissingOk && known.No(), Unknown: notKnown(known),
			Details: &sqlstmt.Details{Also: []sqlstmt.Relation{{Role: sqlstmt.RoleIndex, Name: schema.Name{Schema: sch, Name: name}, SQL: relation(n.Relation), Kind: "index"}}}})
		return
	}
	a, t := s.on(sqlstmt.RenameTable, n.Relation)
	a.To, a.IfExists = to, n.MissingOk
	if t == nil && n.MissingOk {
		_, known := s.cat.Table(sch, name)
		a.Skipped = known.No()
	}
	s.add(a)
}

func (s *study) setSchema(n *pg.AlterObjectSchemaStmt) {
	switch n.ObjectType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW, pg.ObjectType_OBJECT_FOREIGN_TABLE:
		a, t := s.on(sqlstmt.SetSchema, n.Relation)
		a.To, a.IfExists = n.Newschema, n.MissingOk
		a.Skipped = t != nil && t.Name.Schema == n.Newschema
		if t != nil {
			for _, c := range t.Columns {
				if !c.Sequence.IsZero() {
					also(&a, s.sequenceRelation(c.Sequence, a.New))
				}
			}
		}
		s.add(a)
	case pg.ObjectType_OBJECT_SEQUENCE:
		s.alterSequence(n.Relation, "schema", nil)
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		s.add(sqlstmt.Action{Kind: sqlstmt.AlterType, Name: named(objectParts(n.Object)), To: n.Newschema, Definition: "schema"})
	case pg.ObjectType_OBJECT_EXTENSION:
		s.add(sqlstmt.Action{Kind: sqlstmt.UpdateExtension, Name: nodeName(n.Object), To: "schema " + n.Newschema})
	default:
		s.add(sqlstmt.Action{Kind: sqlstmt.Other, Name: "ALTER " + strings.ToUpper(objectWord(n.ObjectType)), Definition: nodeName(n.Object), To: n.Newschema})
	}
}

// changeOwner takes OWNER TO of what is no table: that of a table is ALTER TABLE.
func (s *study) changeOwner(n *pg.AlterOwnerStmt) {
	s.add(sqlstmt.Action{Kind: sqlstmt.Other, Name: "ALTER " + strings.ToUpper(objectWord(n.ObjectType)), Definition: nodeName(n.Object), To: "owner"})
}

func (s *study) comment(n *pg.CommentStmt) {
	a := sqlstmt.Action{Kind: sqlstmt.Comment, To: objectWord(n.Objtype)}
	parts := objectParts(n.Object)
	switch n.Objtype {
	case pg.ObjectType_OBJECT_COLUMN, pg.ObjectType_OBJECT_TABCONSTRAINT, pg.ObjectType_OBJECT_TRIGGER, pg.ObjectType_OBJECT_RULE, pg.ObjectType_OBJECT_POLICY:
		if last := len(parts) - 1; last > 0 {
			at := written(parts[:last])
			a, _ = s.onName(sqlstmt.Comment, at.Schema, at.Name)
			a.To, a.Name = objectWord(n.Objtype), written(parts[last:]).Name
		}
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW, pg.ObjectType_OBJECT_FOREIGN_TABLE:
		at := written(parts)
		a, _ = s.onName(sqlstmt.Comment, at.Schema, at.Name)
		a.To = objectWord(n.Objtype)
	case pg.ObjectType_OBJECT_INDEX:
		at := written(parts)
		a.Name = at.Name
		if x, t, _ := s.cat.Index(at.Schema, at.Name); x != nil && t != nil {
			s.onTable(&a, t)
			also(&a, s.indexRelation(t, x.Name))
		}
	default:
		a.Name = nodeName(n.Object)
	}
	s.add(a)
}

// createSchema takes a new schema and what is made in it.
func (s *study) createSchema(node *pg.Node, n *pg.CreateSchemaStmt) {
	name := cutName(n.Schemaname)
	if name == "" {
		name = n.Authrole.GetRolename()
	}
	_, known := s.cat.Schema(name)
	s.add(sqlstmt.Action{Kind: sqlstmt.CreateSchema, Name: name, New: !known.Yes(), IfExists: n.IfNotExists, Skipped: n.IfNotExists && known.Yes()})
	if len(n.SchemaElts) == 0 || known.Yes() {
		return
	}
	work := s.cat.Clone()
	work.AddSchema(name)
	work.SetSearchPath(append([]string{name}, work.SearchPath()...), false)
	inner := newStudy(work)
	for _, e := range n.SchemaElts {
		inner.take(e)
		(&simulation{cat: work}).statement(e)
	}
	s.list = append(s.list, inner.list...)
}

func (s *study) sequence(node *pg.Node) {
	if n := node.GetAlterSeqStmt(); n != nil {
		s.alterSequence(n.Sequence, "options", n.Options)
		return
	}
	n := node.GetCreateSeqStmt()
	name := s.sim.target(n.Sequence)
	_, known := s.cat.Sequence(name.Schema, name.Name)
	a := sqlstmt.Action{Kind: sqlstmt.CreateSequence, Name: s.sqlName(name), New: !known.Yes(), IfExists: n.IfNotExists, Skipped: n.IfNotExists && known.Yes()}
	s.ownedBy(&a, n.Options)
	s.add(a)
}

// ownedBy adds the table of OWNED BY.
func (s *study) ownedBy(a *sqlstmt.Action, options []*pg.Node) {
	if items := option(options, "owned_by").GetArg().GetList().GetItems(); len(items) > 1 {
		at := written(items[:len(items)-1])
		also(a, s.relation(sqlstmt.RoleSource, s.cat.TableName(at.Schema, at.Name)))
	}
}

// alterSequence takes what is done to a sequence; options are those of ALTER SEQUENCE.
func (s *study) alterSequence(v *pg.RangeVar, what string, options []*pg.Node) {
	q, known := s.cat.Sequence(v.GetSchemaname(), cutName(v.GetRelname()))
	a := sqlstmt.Action{Kind: sqlstmt.AlterSequence, Name: relation(v), To: what, Unknown: notKnown(known)}
	r := sqlstmt.Relation{Role: sqlstmt.RoleSequence, Name: schema.Name{Schema: v.GetSchemaname(), Name: cutName(v.GetRelname())}, SQL: relation(v), Kind: "sequence"}
	if q != nil {
		a.Unknown, a.New = "", q.Created
		r = s.sequenceRelation(q.Name, q.Created)
	}
	also(&a, r)
	s.ownedBy(&a, options)
	s.add(a)
}

// typeAction takes the making and changing of types.
func (s *study) typeAction(node *pg.Node) {
	switch n := node.Node.(type) {
	case *pg.Node_CreateEnumStmt:
		s.add(sqlstmt.Action{Kind: sqlstmt.CreateType, Name: named(n.CreateEnumStmt.TypeName), New: true, Definition: "enum"})
	case *pg.Node_AlterEnumStmt:
		w := written(n.AlterEnumStmt.TypeName)
		u, known := s.cat.Type(w.Schema, w.Name)
		a := sqlstmt.Action{Kind: sqlstmt.AddEnumValue, Name: named(n.AlterEnumStmt.TypeName), To: n.AlterEnumStmt.NewVal, IfExists: n.AlterEnumStmt.SkipIfNewValExists}
		if n.AlterEnumStmt.OldVal != "" {
			a.Kind, a.Definition = sqlstmt.RenameEnumValue, n.AlterEnumStmt.OldVal
		} else if n.AlterEnumStmt.NewValNeighbor != "" {
			a.Definition = map[bool]string{true: "after ", false: "before "}[n.AlterEnumStmt.NewValIsAfter] + n.AlterEnumStmt.NewValNeighbor
		}
		if u != nil {
			a.New, a.Skipped = u.Created, a.IfExists && slices.Contains(u.Values, a.To)
		} else {
			a.Unknown = notKnown(known)
		}
		s.add(a)
	case *pg.Node_CreateDomainStmt:
		a := sqlstmt.Action{Kind: sqlstmt.CreateDomain, Name: named(n.CreateDomainStmt.Domainname), New: true, Type: s.typeText(n.CreateDomainStmt.TypeName)}
		a.Constrained = slices.ContainsFunc(n.CreateDomainStmt.Constraints, func(c *pg.Node) bool {
			k := c.GetConstraint().GetContype()
			return k == pg.ConstrType_CONSTR_CHECK || k == pg.ConstrType_CONSTR_NOTNULL
		})
		s.add(a)
	case *pg.Node_AlterDomainStmt:
		s.alterDomain(n.AlterDomainStmt)
	case *pg.Node_CompositeTypeStmt:
		s.add(sqlstmt.Action{Kind: sqlstmt.CreateType, Name: relation(n.CompositeTypeStmt.Typevar), New: true, Definition: "composite"})
	case *pg.Node_CreateRangeStmt:
		s.add(sqlstmt.Action{Kind: sqlstmt.CreateType, Name: named(n.CreateRangeStmt.TypeName), New: true, Definition: "range"})
	default:
		s.other(node)
	}
}

// alterDomain takes ALTER DOMAIN, with the tables that have a column of the domain where their rows are checked.
func (s *study) alterDomain(n *pg.AlterDomainStmt) {
	w := written(n.TypeName)
	u, known := s.cat.Type(w.Schema, w.Name)
	a := sqlstmt.Action{Kind: sqlstmt.AlterDomain, Name: named(n.TypeName)}
	if u != nil {
		a.New = u.Created
	} else {
		a.Unknown = notKnown(known)
	}
	scans := false
	switch n.Subtype {
	case "C":
		k := n.Def.GetConstraint()
		a.Kind, a.To, a.NotValid = sqlstmt.AddDomainConstraint, cutName(k.GetConname()), k.GetSkipValidation()
		if k.GetContype() == pg.ConstrType_CONSTR_CHECK {
			a.Definition = "CHECK (" + deparse(k.RawExpr) + ")"
		} else {
			a.Definition = "NOT NULL"
		}
		scans = !a.NotValid
	case "O":
		a.Kind, a.Definition, scans = sqlstmt.AddDomainConstraint, "NOT NULL", true
	case "V":
		a.To, scans = "validate constraint", true
	case "X":
		a.To = "drop constraint"
	case "N":
		a.To = "drop not null"
	default:
		a.To = "default"
	}
	if u != nil && scans {
		also(&a, s.usingDomain(u.Name)...)
	}
	s.add(a)
}

// usingDomain are the tables with a column of a domain, or of one over it.
func (s *study) usingDomain(n schema.Name) []sqlstmt.Relation {
	uses := func(c *schema.Column) bool {
		for u := s.domain(c.Type); u != nil; u = s.domain(u.Of) {
			if u.Name == n {
				return true
			}
		}
		return c.Type.Name == n
	}
	tables := s.namingDomain(n)
	slices.SortFunc(tables, func(a, b *schema.Table) int { return schema.CompareNames(a.Name, b.Name) })
	var list []sqlstmt.Relation
	for _, t := range slices.Compact(tables) {
		if !t.IsView() && slices.ContainsFunc(t.Columns, uses) {
			list = append(list, s.relation(sqlstmt.RoleUsing, t.Name))
		}
	}
	return list
}

// namingDomain are the tables and views that name a domain, or one over it.
func (s *study) namingDomain(n schema.Name) []*schema.Table {
	tables := s.cat.TablesNaming(n)
	for _, u := range s.cat.TypesNaming(n) {
		if u.Kind == schema.Domain && u.Of.Name == n {
			tables = append(tables, s.namingDomain(u.Name)...)
		}
	}
	return tables
}

func (s *study) dropType(a sqlstmt.Action, n *pg.DropStmt, name schema.Name) {
	a.Kind = sqlstmt.DropType
	u, known := s.cat.Type(name.Schema, name.Name)
	a.Skipped = n.MissingOk && known.No()
	if u == nil {
		a.Unknown, a.Unheard = notKnown(known), a.Skipped && !s.cat.HeardType(name.Schema, name.Name)
		s.add(a)
		return
	}
	a.New = u.Created
	if a.Cascade {
		also(&a, s.usingDomain(u.Name)...)
	}
	s.add(a)
}

// alterComposite takes ALTER TYPE of a composite type; tables of the type change with it.
func (s *study) alterComposite(n *pg.AlterTableStmt) {
	a := sqlstmt.Action{Kind: sqlstmt.AlterType, Name: relation(n.Relation), Definition: "attributes"}
	if u, _ := s.cat.Type(n.Relation.GetSchemaname(), cutName(n.Relation.GetRelname())); u != nil {
		a.New = u.Created
	}
	s.add(a)
}

func (s *study) createTrigger(n *pg.CreateTrigStmt) {
	a, t := s.on(sqlstmt.CreateTrigger, n.Relation)
	a.Name, a.IfExists = cutName(n.Trigname), n.Replace
	a.Definition = "EXECUTE FUNCTION " + named(n.Funcname)
	if n.Row {
		also(&a, s.descendants(t)...)
	}
	if n.Constrrel != nil {
		r, _ := s.named(sqlstmt.RoleReferenced, n.Constrrel)
		also(&a, r)
	}
	s.add(a)
}

func (s *study) createStatistics(n *pg.CreateStatsStmt) {
	for _, node := range n.Relations {
		if node.GetRangeVar() == nil {
			continue
		}
		a, _ := s.on(sqlstmt.CreateStatistics, node.GetRangeVar())
		a.Name, a.IfExists = named(n.Defnames), n.IfNotExists
		s.add(a)
	}
}

// grant takes GRANT and REVOKE, one action for each table.
func (s *study) grant(n *pg.GrantStmt) {
	verb := "REVOKE"
	if n.IsGrant {
		verb = "GRANT"
	}
	if n.Targtype != pg.GrantTargetType_ACL_TARGET_OBJECT || n.Objtype != pg.ObjectType_OBJECT_TABLE {
		s.add(sqlstmt.Action{Kind: sqlstmt.Grant, Definition: verb, To: objectWord(n.Objtype)})
		return
	}
	for _, o := range n.Objects {
		a, _ := s.on(sqlstmt.Grant, o.GetRangeVar())
		a.Definition, a.To = verb, "table"
		s.add(a)
	}
}
