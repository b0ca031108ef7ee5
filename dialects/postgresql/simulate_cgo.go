//go:build cgo

package postgresql

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Simulate does to the catalog what the statement does to a database. What the
// server would refuse is returned, and then changes nothing; what cannot be
// followed is marked as unknown in the catalog.
func (Dialect) Simulate(st *sqlstmt.Stmt, cat *schema.Catalog) (conflicts []schema.Conflict) {
	node := statementTree(st)
	cat.At(st.Span)
	if node == nil {
		unread(st, cat)
		return nil
	}
	cat.Attempt(func() (refused bool) {
		cat.Wrote(nil)
		if st.Outside != "" || st.NewTransaction {
			cat.EndTransaction()
		}
		s := simulations.Get().(*simulation)
		defer simulations.Put(s)
		*s = simulation{cat: cat, text: st.Text, outside: st.Outside != ""}
		s.statement(node)
		refused = len(s.conflicts) > 0
		if refused {
			conflicts = schema.Refuse(s.conflicts, s.making)
		}
		*s = simulation{}
		return refused
	})
	return conflicts
}

// simulations are used again, as studies are.
var simulations = sync.Pool{New: func() any { return new(simulation) }}

// statementTree returns the tree of the statement, parsed again if it was not kept; nil
// if it has none.
func statementTree(st *sqlstmt.Stmt) *pg.Node {
	if node, ok := st.Tree.(*pg.Node); ok {
		return node
	}
	if len(st.Text) > maxNesting && nestingBound(st.Text) > maxNesting {
		return nil
	}
	stmts, syntax, err := parseTree(st.Text)
	if syntax != nil {
		stmts, _ = readNewer(st.Text)
	}
	if err != nil || len(stmts) != 1 {
		return nil
	}
	return stmts[0].Stmt
}

// unread takes a statement that has no tree: it nests too deep, or its syntax is
// newer than the parser. What it is about stands in its text; CASCADE reaches further.
func unread(st *sqlstmt.Stmt, cat *schema.Catalog) {
	const reason = "a statement could not be read"
	switch kind := kindOfText(st.Text); kind {
	case "CREATE TABLE", "ALTER TABLE", "CREATE INDEX", "CREATE VIEW", "CREATE MATERIALIZED VIEW":
		if strings.Contains(strings.ToUpper(st.Text), "CASCADE") {
			cat.MarkUnknown(reason, st.Span)
			return
		}
		cat.DoubtNamed(st.Text, reason, st.Span)
	case "INSERT", "UPDATE", "DELETE", "SELECT", "MERGE", "COPY", "WITH", "VALUES":
		cat.MarkRowsUnknown(reason, st.Span)
	default:
		cat.MarkUnknown(reason, st.Span)
	}
}

// simulation is the work on one statement.
type simulation struct {
	cat       *schema.Catalog
	text      string
	conflicts []schema.Conflict
	// making is what the statement is about to make.
	making []schema.Unmade
	// outside: the statement stands in no transaction, so that what it sets for one is nothing.
	outside bool
	// depth counts the DO blocks and schema elements that the statement stands in.
	depth int
	// unsure: whether the statement runs is not known.
	unsure bool
	// within: it stands in a WITH clause, whose names are not those of the catalog's tables.
	within bool
	// following are the routines whose bodies are being followed.
	following map[schema.Name]bool
	// watch is told of the statements inside of blocks and functions; nil for nobody.
	watch *watcher
}

func (s *simulation) conflict(kind schema.ConflictKind, object, format string, args ...any) {
	s.conflicts = append(s.conflicts, schema.Conflict{
		Kind: kind, Object: object, Message: fmt.Sprintf(format, args...), Span: s.cat.Span(),
	})
}

func (s *simulation) missing(kind, name string) {
	s.conflict(schema.Missing, kind+" "+name, "%s %s does not exist", kind, name)
}

func (s *simulation) duplicate(kind, name string) {
	s.conflict(schema.Duplicate, kind+" "+name, "%s %s exists already", kind, name)
}

// settle takes the conflicts of a drop.
func (s *simulation) settle(d *schema.Dropping) {
	s.conflicts = append(s.conflicts, d.Conflicts()...)
}

// statement follows one statement.
func (s *simulation) statement(node *pg.Node) {
	if s.depth > 0 {
		s.see(node, s.whyPerhaps())
	}
	switch n := node.GetNode().(type) {
	case *pg.Node_CreateStmt:
		s.createTable(n.CreateStmt, schema.Regular)
	case *pg.Node_CreateForeignTableStmt:
		s.createTable(n.CreateForeignTableStmt.BaseStmt, schema.Foreign)
	case *pg.Node_CreateTableAsStmt:
		s.createTableAs(n.CreateTableAsStmt)
	case *pg.Node_RefreshMatViewStmt:
		s.refresh(n.RefreshMatViewStmt)
	case *pg.Node_ViewStmt:
		s.createView(n.ViewStmt)
	case *pg.Node_AlterTableStmt:
		s.alterTable(n.AlterTableStmt)
	case *pg.Node_IndexStmt:
		s.createIndex(n.IndexStmt)
	case *pg.Node_DropStmt:
		s.drop(n.DropStmt)
	case *pg.Node_RenameStmt:
		s.rename(n.RenameStmt)
	case *pg.Node_AlterObjectSchemaStmt:
		s.setSchema(n.AlterObjectSchemaStmt)
	case *pg.Node_CommentStmt:
		s.comment(n.CommentStmt)
	case *pg.Node_CreateSchemaStmt:
		s.createSchema(n.CreateSchemaStmt)
	case *pg.Node_CreateSeqStmt:
		s.createSequence(n.CreateSeqStmt)
	case *pg.Node_AlterSeqStmt:
		s.alterSequence(n.AlterSeqStmt)
	case *pg.Node_CreateEnumStmt, *pg.Node_AlterEnumStmt, *pg.Node_CreateDomainStmt, *pg.Node_AlterDomainStmt,
		*pg.Node_CompositeTypeStmt, *pg.Node_CreateRangeStmt, *pg.Node_DefineStmt:
		s.typeStatement(node)
	case *pg.Node_CreateFunctionStmt:
		s.createRoutine(n.CreateFunctionStmt)
	case *pg.Node_CreateTrigStmt:
		s.createTrigger(n.CreateTrigStmt)
	case *pg.Node_RuleStmt:
		s.createRule(n.RuleStmt)
	case *pg.Node_CreatePolicyStmt:
		s.createPolicy(n.CreatePolicyStmt)
	case *pg.Node_AlterPolicyStmt:
		s.alterPolicy(n.AlterPolicyStmt)
	case *pg.Node_CreateStatsStmt:
		s.createStatistics(n.CreateStatsStmt)
	case *pg.Node_CreateExtensionStmt:
		s.createExtension(n.CreateExtensionStmt)
	case *pg.Node_VariableSetStmt:
		s.setVariable(n.VariableSetStmt)
	case *pg.Node_DiscardStmt:
		if n.DiscardStmt.Target == pg.DiscardMode_DISCARD_ALL {
			s.cat.ResetSearchPath()
		}
	case *pg.Node_DoStmt:
		s.do(node)
	case *pg.Node_CallStmt:
		s.called(n.CallStmt.Funccall)
	case *pg.Node_SelectStmt, *pg.Node_InsertStmt, *pg.Node_UpdateStmt, *pg.Node_DeleteStmt, *pg.Node_MergeStmt,
		*pg.Node_CopyStmt, *pg.Node_TruncateStmt:
		s.rows(node)
	case *pg.Node_DropOwnedStmt, *pg.Node_ImportForeignSchemaStmt:
		s.cat.MarkUnknown("it is not known which objects the statement changes", s.cat.Span())
	case *pg.Node_AlterFunctionStmt:
		s.routineOf(n.AlterFunctionStmt.Func, false)
	case *pg.Node_ReindexStmt:
		s.reindex(n.ReindexStmt)
	case *pg.Node_ClusterStmt:
		s.cluster(n.ClusterStmt)
	default:
		s.named(node)
	}
}

// reindex changes nothing that is kept here.
func (s *simulation) reindex(n *pg.ReindexStmt) {
	v := n.Relation
	switch n.Kind {
	case pg.ReindexObjectType_REINDEX_OBJECT_TABLE:
		s.look(v.GetSchemaname(), v.GetRelname(), false)
	case pg.ReindexObjectType_REINDEX_OBJECT_INDEX:
		_, t, known := s.cat.Index(v.GetSchemaname(), cutName(v.GetRelname()))
		if known.No() && !systemRelation(v.GetRelname()) {
			s.missing("index", schema.Name{Schema: v.GetSchemaname(), Name: v.GetRelname()}.String())
		}
		s.unpartitioned(t, 14, "REINDEX INDEX") // REINDEX TABLE warns and does nothing there
	}
}

// cluster changes nothing that is kept here.
func (s *simulation) cluster(n *pg.ClusterStmt) {
	if v := n.Relation; v != nil {
		s.unpartitioned(s.look(v.Schemaname, v.Relname, false), 15, "CLUSTER")
	}
}

// unpartitioned refuses what servers before a major version do not do with partitioned tables, and older manuals do not say or deny:
// https://www.postgresql.org/docs/15/sql-cluster.html, https://www.postgresql.org/docs/13/sql-reindex.html
func (s *simulation) unpartitioned(t *schema.Table, since int, command string) {
	if t == nil || t.Kind != schema.Partitioned || s.cat.Release == 0 || s.since(since) {
		return
	}
	s.conflict(schema.WrongKind, "table "+t.Name.String(), "%s takes no partitioned table such as %s before PostgreSQL %d, but each of its partitions", command, t.Name, since)
}

// mayRun is what is said of a statement of a branch, a loop or a function.
const mayRun = "it may not run, or more than once"

// whyPerhaps says why a statement may not run; empty if it does.
func (s *simulation) whyPerhaps() string {
	if s.unsure {
		return mayRun
	}
	return ""
}

// named follows the kinds of which little more than the name is kept.
func (s *simulation) named(node *pg.Node) {
	switch n := node.GetNode().(type) {
	case *pg.Node_CreatePublicationStmt:
		s.createPublication(n.CreatePublicationStmt)
	case *pg.Node_AlterPublicationStmt:
		s.alterPublication(n.AlterPublicationStmt)
	case *pg.Node_DropSubscriptionStmt:
		s.cat.RemoveOther("subscription", schema.Name{Name: n.DropSubscriptionStmt.Subname})
	case *pg.Node_CreateSubscriptionStmt:
		s.addOther("subscription", schema.Name{Name: n.CreateSubscriptionStmt.Subname}, false)
	case *pg.Node_CreateEventTrigStmt:
		s.addOther("event trigger", schema.Name{Name: n.CreateEventTrigStmt.Trigname}, false)
	case *pg.Node_CreateFdwStmt:
		s.addOther("foreign data wrapper", schema.Name{Name: n.CreateFdwStmt.Fdwname}, false)
	case *pg.Node_CreateForeignServerStmt:
		s.addOther("server", schema.Name{Name: n.CreateForeignServerStmt.Servername}, n.CreateForeignServerStmt.IfNotExists)
	}
	// The rest, such as GRANT, ANALYZE or LOCK, changes nothing that is kept here.
}

func (s *simulation) addOther(kind string, n schema.Name, ifNotExists bool) {
	if _, known := s.cat.Other(kind, n.Schema, n.Name); known.Yes() {
		if !ifNotExists {
			s.duplicate(kind, n.String())
		}
		return
	}
	s.cat.AddOther(kind, n)
}

// target returns where CREATE puts a relation.
func (s *simulation) target(v *pg.RangeVar) schema.Name {
	switch {
	case v.Relpersistence == "t":
		if n := v.Schemaname; n != "" && !strings.HasPrefix(n, schema.TemporarySchema) {
			s.conflict(schema.WrongKind, "table "+v.Relname, "a temporary table or view cannot be made in schema %s", n)
		}
		return schema.Name{Schema: schema.TemporarySchema, Name: cutName(v.Relname)}
	case v.Schemaname != "":
		return schema.Name{Schema: v.Schemaname, Name: cutName(v.Relname)}
	}
	return schema.Name{Schema: s.creationSchema(), Name: cutName(v.Relname)}
}

// creationSchema is where an object goes that names no schema; a conflict if the
// search_path has none that is there.
func (s *simulation) creationSchema() string {
	name := s.cat.CreationSchema()
	if s.cat.PathDoubt() == nil && !slices.Contains(s.cat.SearchPath(), name) {
		s.conflict(schema.Missing, "search_path", "no schema of the search_path is there to create in")
	}
	return name
}

// qualify returns the name that a list of strings means for an object to be made.
func (s *simulation) qualify(nodes []*pg.Node) schema.Name {
	parts := texts(nodes)
	if n := len(parts); n > 1 {
		return schema.Name{Schema: parts[n-2], Name: cutName(parts[n-1])}
	}
	return schema.Name{Schema: s.creationSchema(), Name: cutName(parts[0])}
}

// written takes a name apart: the schema is empty if none is said.
func written(nodes []*pg.Node) schema.Name {
	switch parts := texts(nodes); len(parts) {
	case 0:
		return schema.Name{}
	case 1:
		return schema.Name{Name: cutName(parts[0])}
	default:
		return schema.Name{Schema: parts[len(parts)-2], Name: cutName(parts[len(parts)-1])}
	}
}

// look finds the table that a statement is about. It is nil where there is
// nothing to change: the table is missing, which is a conflict unless missingOK,
// or nothing is known of it.
func (s *simulation) look(sch, name string, missingOK bool) *schema.Table {
	name = cutName(name)
	t, known := s.cat.Table(sch, name)
	if known.No() {
		n := schema.Name{Schema: sch, Name: name}
		if sch == "information_schema" || (sch == "" || sch == schema.SystemSchema) && systemRelation(name) {
			return nil // the system's own, of which nothing is kept
		}
		if !s.otherKind("table", n) && !missingOK {
			s.missing("table", n.String())
		}
		return nil
	}
	return t
}

// otherKind refuses a name that is known to be that of a relation which has no
// columns of its own, such as an index, where another kind is asked for; IF EXISTS does not help there.
func (s *simulation) otherKind(word string, n schema.Name) bool {
	at := s.cat.TableName(n.Schema, n.Name)
	kind, known := s.cat.Relation(at)
	if !known.Yes() || kind == word || !s.cat.Visible(at) && n.Schema == "" {
		return false
	}
	s.conflict(schema.WrongKind, kind+" "+n.String(), "%s is a %s, not a %s", n, kind, word)
	return true
}

// table finds the table of a statement that changes it.
func (s *simulation) table(v *pg.RangeVar, missingOK bool) *schema.Table {
	t := s.look(v.GetSchemaname(), v.GetRelname(), missingOK)
	if t == nil {
		return nil
	}
	return s.cat.EditTable(t.Name)
}

// children returns the tables that inherit from a table, partitions included.
func (s *simulation) children(n schema.Name) []schema.Name {
	var names []schema.Name
	for _, t := range s.cat.TablesNaming(n) {
		if slices.Contains(t.Parents, n) {
			names = append(names, t.Name)
		}
	}
	return names
}

// schemaThere refuses a schema that is not there; that of temporary objects always is.
func (s *simulation) schemaThere(name string) bool {
	if _, known := s.cat.Schema(name); known.No() && name != schema.TemporarySchema {
		s.missing("schema", name)
		return false
	}
	return true
}

// freshToMake is freshTable for what the statement makes itself.
func (s *simulation) freshToMake(n schema.Name, kind schema.TableKind, ifNotExists bool) bool {
	return s.toMake(schema.Unmade{Name: n, Kind: kind}, func() bool { return s.freshTable(n, ifNotExists) })
}

// toMake notes what the statement makes if it may: if it is refused, but not since one of the name is there, then that is
// what was not made.
func (s *simulation) toMake(u schema.Unmade, may func() bool) bool {
	before := len(s.conflicts)
	ok := may()
	refused := s.conflicts[before:]
	if ok || len(refused) > 0 && !slices.ContainsFunc(refused, func(c schema.Conflict) bool { return c.Kind == schema.Duplicate }) {
		s.making = append(s.making, u)
	}
	return ok
}

// freshTable is fresh for what has columns: there a type of the name is in the way too.
func (s *simulation) freshTable(n schema.Name, ifNotExists bool) bool {
	if !s.fresh(n, ifNotExists) {
		return false
	}
	if u, known := s.cat.Type(n.Schema, n.Name); u != nil && known.Yes() {
		s.duplicate("type", n.String())
		return false
	}
	return true
}

// fresh tells whether a relation can be made: conflicts where one of the name is
// there, unless ifNotExists is said.
func (s *simulation) fresh(n schema.Name, ifNotExists bool) bool {
	if !s.schemaThere(n.Schema) {
		return false
	}
	kind, known := s.cat.Relation(n)
	if !known.Yes() {
		return true
	}
	if !ifNotExists {
		s.duplicate(kind, n.String())
	}
	return false
}
