//go:build cgo

package postgresql

import (
	"reflect"
	"slices"
	"sync"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Actions takes a statement apart into what it does, with the catalog as it is
// before it. Of a DO block, or a function of the project's own, it takes the
// statements that the simulation follows; what that cannot follow is an action of
// the kind Other that says so.
func (Dialect) Actions(st *sqlstmt.Stmt, catalog *schema.Catalog) []sqlstmt.Action {
	node := statementTree(st)
	if node == nil {
		return []sqlstmt.Action{{Kind: sqlstmt.Other, Name: kindOfText(st.Text), Unknown: "the statement could not be read"}}
	}
	s := studies.Get().(*study)
	defer studies.Put(s)
	*s = study{cat: catalog, sim: simulation{cat: catalog}, text: st.Text}
	s.take(node)
	s.tellPublished()
	list := s.list
	*s = study{}
	return list
}

// studies are used again: a large history has a statement in each few microseconds.
var studies = sync.Pool{New: func() any { return new(study) }}

// study takes statements apart. It uses the look-ups of the simulation, and changes
// nothing in the catalog.
type study struct {
	cat  *schema.Catalog
	sim  simulation
	text string
	list []sqlstmt.Action
	// inside: the statement stands in a block or function, whose simulation follows what it calls.
	inside bool
	// with are the names of the queries of WITH clauses around a query.
	with []string
	// perhaps says why a statement may not run; empty if it does.
	perhaps string
}

func newStudy(catalog *schema.Catalog) *study {
	return &study{cat: catalog, sim: simulation{cat: catalog}}
}

// add adds an action and returns it, for the rest of its fields.
func (s *study) add(a sqlstmt.Action) *sqlstmt.Action {
	if s.perhaps != "" && a.Unknown == "" {
		a.Unknown = s.perhaps
	}
	s.list = append(s.list, a)
	return &s.list[len(s.list)-1]
}

// addOnce adds an action, unless it is there.
func (s *study) addOnce(a sqlstmt.Action) {
	if !slices.ContainsFunc(s.list, func(b sqlstmt.Action) bool { return reflect.DeepEqual(a, b) }) {
		s.list = append(s.list, a)
	}
}

// sqlName writes a name as a statement at this point needs it.
func (s *study) sqlName(n schema.Name) string {
	if n.Schema == "" || n.Schema == schema.TemporarySchema || s.cat.Visible(n) {
		return ident(n.Name)
	}
	return qualified(n.Schema, n.Name)
}

// on begins an action on the table that a statement names. The table is nil if
// the catalog has none of the name.
func (s *study) on(kind sqlstmt.ActionKind, v *pg.RangeVar) (sqlstmt.Action, *schema.Table) {
	return s.onName(kind, v.GetSchemaname(), v.GetRelname())
}

func (s *study) onName(kind sqlstmt.ActionKind, sch, name string) (sqlstmt.Action, *schema.Table) {
	name = cutName(name)
	t, known := s.cat.Table(sch, name)
	a := sqlstmt.Action{Kind: kind}
	if t == nil {
		a.Table = s.cat.TableName(sch, name)
		a.TableSQL, a.Unknown = s.sqlName(a.Table), notKnown(known)
		return a, nil
	}
	s.onTable(&a, t)
	if a.Unknown == "" && known.Unknown() {
		a.Unknown = known.Reason
	}
	return a, t
}

// onTable fills in the facts about a table that is known.
func (s *study) onTable(a *sqlstmt.Action, t *schema.Table) {
	a.Table, a.TableSQL, a.TableKind, a.New = t.Name, s.sqlName(t.Name), t.Kind, isNew(t)
	if t.Doubt != nil {
		a.Unknown = t.Doubt.Reason
	}
}

// isNew tells whether nobody else can use the table yet: it was made on this path, or
// belongs to the session.
func isNew(t *schema.Table) bool { return t.Created || t.Temporary }

func notKnown(known schema.Known) string {
	if known.No() {
		return "no revision makes it"
	}
	if known.Reason != "" {
		return known.Reason
	}
	return "nothing is known of it"
}

// relation is a table in a role; nothing is known of a table that the catalog does not have.
func (s *study) relation(role sqlstmt.Role, n schema.Name) sqlstmt.Relation {
	r := sqlstmt.Relation{Role: role, Name: n, SQL: s.sqlName(n)}
	if t, _ := s.cat.Table(n.Schema, n.Name); t != nil {
		r.New = isNew(t)
		if t.IsView() {
			r.Kind = t.Kind.String()
		}
	}
	return r
}

func (s *study) sequenceRelation(n schema.Name, isNew bool) sqlstmt.Relation {
	return sqlstmt.Relation{Role: sqlstmt.RoleSequence, Name: n, SQL: s.sqlName(n), Kind: "sequence", New: isNew}
}

// named finds the table that a clause of a statement names, in a role.
func (s *study) named(role sqlstmt.Role, v *pg.RangeVar) (sqlstmt.Relation, *schema.Table) {
	t, _ := s.cat.Table(v.GetSchemaname(), cutName(v.GetRelname()))
	if t == nil {
		return s.relation(role, s.cat.TableName(v.GetSchemaname(), cutName(v.GetRelname()))), nil
	}
	return s.relation(role, t.Name), t
}

// also adds relations to an action, each once.
func also(a *sqlstmt.Action, list ...sqlstmt.Relation) {
	for _, r := range list {
		same := func(o sqlstmt.Relation) bool { return o.Role == r.Role && o.Name == r.Name }
		if !(r.Name == a.Table && r.Role != sqlstmt.RoleIndex) && !slices.ContainsFunc(a.More().Also, same) {
			a.Detail().Also = append(a.More().Also, r)
		}
	}
}

// descendants are the partitions and inheriting tables of a table, at any depth.
func (s *study) descendants(t *schema.Table) []sqlstmt.Relation {
	if t == nil || t.IsView() || t.Created && t.Kind != schema.Partitioned {
		return nil // children of a table that is new are new, too
	}
	var list []sqlstmt.Relation
	for _, n := range s.sim.children(t.Name) {
		list = append(list, s.relation(sqlstmt.RoleChild, n))
		child, _ := s.cat.Table(n.Schema, n.Name)
		list = append(list, s.descendants(child)...)
	}
	return list
}

// partitions are those of a partitioned table, at any depth; none of any other, whatever inherits from it.
func (s *study) partitions(t *schema.Table) []sqlstmt.Relation {
	if t == nil || t.Kind != schema.Partitioned {
		return nil
	}
	return s.descendants(t)
}

// referenced are the tables that the foreign keys of a table point at, with their
// partitions; match says which keys count.
func (s *study) referenced(t *schema.Table, match func(*schema.Constraint) bool) []sqlstmt.Relation {
	var list []sqlstmt.Relation
	for i := range t.Constraints {
		if k := &t.Constraints[i]; k.Kind == schema.ForeignKey && match(k) {
			list = append(list, s.relation(sqlstmt.RoleReferenced, k.RefTable))
			list = append(list, s.downFrom(sqlstmt.RoleReferenced, k.RefTable)...)
		}
	}
	return list
}

// downFrom are the descendants of a table, in a role.
func (s *study) downFrom(role sqlstmt.Role, n schema.Name) []sqlstmt.Relation {
	t, _ := s.cat.Table(n.Schema, n.Name)
	list := s.descendants(t)
	for i := range list {
		list[i].Role = role
	}
	return list
}

// referencing are the tables whose foreign keys point at a table; match says which keys count.
func (s *study) referencing(n schema.Name, match func(*schema.Constraint) bool) []sqlstmt.Relation {
	var list []sqlstmt.Relation
	for _, t := range s.cat.TablesNaming(n) {
		for i := range t.Constraints {
			if k := &t.Constraints[i]; k.Kind == schema.ForeignKey && k.RefTable == n && match(k) {
				list = append(list, s.relation(sqlstmt.RoleReferencing, t.Name))
			}
		}
	}
	return list
}

func anyKey(*schema.Constraint) bool { return true }

// typeText writes the type of a column as SQL does; as it was written where the catalog does not know it.
func (s *study) typeText(t *pg.TypeName) string {
	if text := s.cat.FormatType(s.sim.typeOf(t)); text != "" {
		return text
	}
	return typeName(t)
}

// take takes one statement apart.
func (s *study) take(node *pg.Node) {
	switch n := node.GetNode().(type) {
	case *pg.Node_CreateStmt:
		s.createTable(n.CreateStmt, schema.Regular)
	case *pg.Node_CreateForeignTableStmt:
		s.createTable(n.CreateForeignTableStmt.BaseStmt, schema.Foreign)
	case *pg.Node_CreateTableAsStmt:
		s.createTableAs(n.CreateTableAsStmt.Query, n.CreateTableAsStmt.Into, n.CreateTableAsStmt.Objtype, n.CreateTableAsStmt.IfNotExists)
	case *pg.Node_RefreshMatViewStmt:
		s.refreshView(n.RefreshMatViewStmt)
	case *pg.Node_ViewStmt:
		s.createView(n.ViewStmt)
	case *pg.Node_AlterTableStmt:
		s.alterTable(n.AlterTableStmt)
	case *pg.Node_AlterTableMoveAllStmt:
		s.moveAll(n.AlterTableMoveAllStmt)
	case *pg.Node_IndexStmt:
		s.createIndex(n.IndexStmt)
	case *pg.Node_ReindexStmt:
		s.reindex(n.ReindexStmt)
	case *pg.Node_DropStmt:
		s.drop(n.DropStmt)
	case *pg.Node_RenameStmt:
		s.rename(n.RenameStmt)
	case *pg.Node_AlterObjectSchemaStmt:
		s.setSchema(n.AlterObjectSchemaStmt)
	case *pg.Node_AlterOwnerStmt:
		s.changeOwner(n.AlterOwnerStmt)
	case *pg.Node_CommentStmt:
		s.comment(n.CommentStmt)
	case *pg.Node_CreateSchemaStmt:
		s.createSchema(node, n.CreateSchemaStmt)
	case *pg.Node_CreateSeqStmt, *pg.Node_AlterSeqStmt:
		s.sequence(node)
	case *pg.Node_CreateEnumStmt, *pg.Node_AlterEnumStmt, *pg.Node_CreateDomainStmt, *pg.Node_AlterDomainStmt,
		*pg.Node_CompositeTypeStmt, *pg.Node_CreateRangeStmt, *pg.Node_DefineStmt:
		s.typeAction(node)
	case *pg.Node_CreateFunctionStmt:
		s.add(sqlstmt.Action{Kind: sqlstmt.CreateRoutine, Name: named(n.CreateFunctionStmt.Funcname), IfExists: n.CreateFunctionStmt.Replace})
	case *pg.Node_CreateTrigStmt:
		s.createTrigger(n.CreateTrigStmt)
	case *pg.Node_RuleStmt:
		a, _ := s.on(sqlstmt.CreateRule, n.RuleStmt.Relation)
		a.Name, a.IfExists = cutName(n.RuleStmt.Rulename), n.RuleStmt.Replace
		s.add(a)
	case *pg.Node_CreatePolicyStmt:
		a, _ := s.on(sqlstmt.CreatePolicy, n.CreatePolicyStmt.Table)
		a.Name = cutName(n.CreatePolicyStmt.PolicyName)
		s.add(a)
	case *pg.Node_AlterPolicyStmt:
		a, _ := s.on(sqlstmt.AlterPolicy, n.AlterPolicyStmt.Table)
		a.Name = cutName(n.AlterPolicyStmt.PolicyName)
		s.add(a)
	case *pg.Node_CreateStatsStmt:
		s.createStatistics(n.CreateStatsStmt)
	case *pg.Node_CreateExtensionStmt:
		s.add(sqlstmt.Action{Kind: sqlstmt.CreateExtension, Name: n.CreateExtensionStmt.Extname, IfExists: n.CreateExtensionStmt.IfNotExists})
	case *pg.Node_AlterExtensionStmt:
		s.add(sqlstmt.Action{Kind: sqlstmt.UpdateExtension, Name: n.AlterExtensionStmt.Extname, To: option(n.AlterExtensionStmt.Options, "new_version").GetArg().GetString_().GetSval()})
	case *pg.Node_GrantStmt:
		s.grant(n.GrantStmt)
	case *pg.Node_DoStmt:
		s.follow("DO", node)
	case *pg.Node_CallStmt:
		s.calls(node)
	case *pg.Node_SelectStmt, *pg.Node_InsertStmt, *pg.Node_UpdateStmt, *pg.Node_DeleteStmt, *pg.Node_MergeStmt, *pg.Node_CopyStmt:
		s.rowAction(node)
		s.calls(node)
	case *pg.Node_TruncateStmt:
		s.truncate(n.TruncateStmt)
	case *pg.Node_LockStmt:
		s.lockTables(n.LockStmt)
	case *pg.Node_VacuumStmt:
		s.vacuum(n.VacuumStmt)
	case *pg.Node_ClusterStmt:
		s.cluster(n.ClusterStmt)
	case *pg.Node_CreatePublicationStmt:
		s.createPublication(n.CreatePublicationStmt)
	case *pg.Node_AlterPublicationStmt:
		s.alterPublication(n.AlterPublicationStmt)
	case *pg.Node_CreateSubscriptionStmt:
		a := sqlstmt.Action{Kind: sqlstmt.CreateSubscription, Name: n.CreateSubscriptionStmt.Subname, To: subscribes(n.CreateSubscriptionStmt)}
		if flag(n.CreateSubscriptionStmt.Options, "connect", true) {
			a.Unknown = subscribedTables
		}
		s.add(a)
	case *pg.Node_AlterSubscriptionStmt:
		a := sqlstmt.Action{Kind: sqlstmt.AlterSubscription, Name: n.AlterSubscriptionStmt.Subname}
		if takesUpTables(n.AlterSubscriptionStmt) {
			a.To, a.Unknown = "refresh", subscribedTables
		}
		s.add(a)
	case *pg.Node_DropSubscriptionStmt:
		s.add(sqlstmt.Action{Kind: sqlstmt.DropSubscription, Name: n.DropSubscriptionStmt.Subname, IfExists: n.DropSubscriptionStmt.MissingOk})
	case *pg.Node_DropOwnedStmt, *pg.Node_ImportForeignSchemaStmt, *pg.Node_ReassignOwnedStmt:
		s.add(sqlstmt.Action{Kind: sqlstmt.Other, Name: describe(node).kind, Unknown: "it is not known which objects the statement changes"})
	default:
		s.other(node)
	}
}

// other takes what is of no table: settings, roles, transactions.
func (s *study) other(node *pg.Node) {
	d := describe(node)
	if d.kind == "" {
		d.kind = kindOfText(s.text)
	}
	a := sqlstmt.Action{Kind: sqlstmt.Other, Name: d.kind}
	if len(d.objects) > 0 {
		a.Definition = d.objects[0].Kind + " " + d.objects[0].Name
	}
	s.add(a)
}

// follow has the simulation run a statement with others inside, and takes those that
// it comes to, each with the catalog that it finds.
func (s *study) follow(what string, node *pg.Node) {
	work := s.cat.Clone()
	before := work.Doubt()
	sim := &simulation{cat: work, text: s.text, watch: s.watcher()}
	sim.statement(node)
	if after := work.Doubt(); after != before {
		s.addOnce(sqlstmt.Action{Kind: sqlstmt.Other, Name: what, Unknown: after.Reason})
	}
	if len(s.list) == 0 {
		s.add(sqlstmt.Action{Kind: sqlstmt.Other, Name: what})
	}
}

// watcher takes apart what a simulation tells of.
func (s *study) watcher() *watcher {
	return &watcher{
		statement: func(cat *schema.Catalog, node *pg.Node, perhaps string) {
			inner := newStudy(cat)
			inner.inside, inner.perhaps = true, perhaps
			if node.GetDoStmt() == nil {
				inner.take(node)
			}
			for _, a := range inner.list {
				s.addOnce(a)
			}
		},
		dynamic: func(cat *schema.Catalog, table schema.Name, reason string) {
			a := sqlstmt.Action{Kind: sqlstmt.Other, Name: "EXECUTE", Unknown: reason}
			if !table.IsZero() {
				inner := newStudy(cat)
				a, _ = inner.onName(sqlstmt.Other, table.Schema, table.Name)
				a.Name, a.Unknown = "EXECUTE", reason
			}
			s.addOnce(a)
		},
	}
}

// watcher is told what a simulation comes to inside of blocks and functions.
type watcher struct {
	// statement: a statement, the catalog before it, and why it may not run.
	statement func(cat *schema.Catalog, node *pg.Node, perhaps string)
	// dynamic: a text that is put together, and the table that it changes, if that is known.
	dynamic func(cat *schema.Catalog, table schema.Name, reason string)
}

// see tells the watcher of a statement, if one looks.
func (s *simulation) see(node *pg.Node, perhaps string) {
	if s.watch != nil && node != nil {
		s.watch.statement(s.cat, node, perhaps)
	}
}

func (s *simulation) seeDynamic(table schema.Name, reason string) {
	if s.watch != nil {
		s.watch.dynamic(s.cat, table, reason)
	}
}

// calls takes the functions that a statement calls, but for those that are built in.
func (s *study) calls(node *pg.Node) {
	if s.inside {
		return
	}
	pg.Walk(node, func(m pg.Message) bool {
		f, ok := m.(*pg.FuncCall)
		if !ok {
			return true
		}
		n := written(f.Funcname)
		own := s.cat.Routines(n.Schema, n.Name)
		if len(own) == 0 && !builtinFunction(n) && !spatialFunction(s.cat, n) {
			s.add(sqlstmt.Action{Kind: sqlstmt.Other, Name: "CALL", Definition: named(f.Funcname), Unknown: "it is not known what the function " + n.String() + " does"})
		}
		for _, r := range own {
			if r.Extension != "" {
				continue
			}
			sim := &simulation{cat: s.cat.Clone(), text: s.text, watch: s.watcher()}
			if !sim.follow(r) {
				s.add(sqlstmt.Action{Kind: sqlstmt.Other, Name: "CALL", Definition: named(f.Funcname), Unknown: "the body of the function " + n.String() + " cannot be followed"})
			}
		}
		return true
	})
	if c := node.GetCallStmt(); c != nil && len(s.list) == 0 {
		s.add(sqlstmt.Action{Kind: sqlstmt.Other, Name: "CALL", Definition: named(c.GetFunccall().GetFuncname())})
	}
}
