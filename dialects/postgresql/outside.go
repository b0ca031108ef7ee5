//go:build cgo

package postgresql

import (
	"strings"
	"unicode/utf8"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// outsideRow is a statement that PostgreSQL refuses inside a transaction block.
type outsideRow struct {
	// command is the statement in the words of the manual.
	command string
	// page is the page of the manual that says so: https://www.postgresql.org/docs/current/<page>.html
	page    string
	applies func(*pg.Node, ir.Version) bool
	// remains says what a failure can leave behind, and the SQL that clears it,
	// which may be empty where only a person can tell. Nil: nothing.
	remains func(*pg.Node) (leftover, cleanup string)
}

// outsideRows are all such statements that are known by their text; those of partitionedRows are known by the catalog.
var outsideRows = []outsideRow{
	{"CREATE INDEX CONCURRENTLY", "sql-createindex", isConcurrentIndex, invalidIndex},
	{"DROP INDEX CONCURRENTLY", "sql-dropindex", func(n *pg.Node, _ ir.Version) bool { return n.GetDropStmt().GetConcurrent() }, undroppedIndex},
	{"REINDEX CONCURRENTLY", "sql-reindex", func(n *pg.Node, _ ir.Version) bool {
		return flag(n.GetReindexStmt().GetParams(), "concurrently", false)
	}, transientIndex},
	{"REINDEX SCHEMA, DATABASE or SYSTEM", "sql-reindex", reindexesMany, nil},
	{"VACUUM", "sql-vacuum", func(n *pg.Node, _ ir.Version) bool { return n.GetVacuumStmt().GetIsVacuumcmd() }, nil},
	{"CLUSTER without a table", "sql-cluster", func(n *pg.Node, _ ir.Version) bool {
		return n.GetClusterStmt() != nil && n.GetClusterStmt().Relation == nil
	}, nil},
	{"ALTER TABLE ... DETACH PARTITION CONCURRENTLY", "sql-altertable", detachesConcurrently, halfDetached},
	{"ALTER TYPE ... ADD VALUE before PostgreSQL 12", "sql-altertype", func(n *pg.Node, v ir.Version) bool {
		return n.GetAlterEnumStmt() != nil && n.GetAlterEnumStmt().OldVal == "" && !v.AtLeast(12, 0)
	}, nil},
	{"CREATE DATABASE", "sql-createdatabase", func(n *pg.Node, _ ir.Version) bool { return n.GetCreatedbStmt() != nil }, nil},
	{"DROP DATABASE", "sql-dropdatabase", func(n *pg.Node, _ ir.Version) bool { return n.GetDropdbStmt() != nil }, undroppedDatabase},
	{"ALTER DATABASE ... SET TABLESPACE", "sql-alterdatabase", func(n *pg.Node, _ ir.Version) bool {
		return option(n.GetAlterDatabaseStmt().GetOptions(), "tablespace") != nil
	}, nil},
	{"CREATE TABLESPACE", "sql-createtablespace", func(n *pg.Node, _ ir.Version) bool { return n.GetCreateTableSpaceStmt() != nil }, nil},
	{"DROP TABLESPACE", "sql-droptablespace", func(n *pg.Node, _ ir.Version) bool { return n.GetDropTableSpaceStmt() != nil }, nil},
	{"ALTER SYSTEM", "sql-altersystem", func(n *pg.Node, _ ir.Version) bool { return n.GetAlterSystemStmt() != nil }, nil},
	{"CREATE SUBSCRIPTION with a replication slot", "sql-createsubscription", createsSlot, remoteSlot},
	{"DROP SUBSCRIPTION with a replication slot", "sql-dropsubscription", func(n *pg.Node, _ ir.Version) bool { return n.GetDropSubscriptionStmt() != nil }, nil},
	{"ALTER SUBSCRIPTION with a refresh of its publications", "sql-altersubscription", refreshesSubscription, nil},
	{"ALTER SUBSCRIPTION ... SET (failover or two_phase)", "sql-altersubscription", altersSlot, nil},
	{"DISCARD ALL", "sql-discard", func(n *pg.Node, _ ir.Version) bool {
		return n.GetDiscardStmt() != nil && n.GetDiscardStmt().Target == pg.DiscardMode_DISCARD_ALL
	}, nil},
	{"COMMIT PREPARED", "sql-commit-prepared", func(n *pg.Node, _ ir.Version) bool {
		return n.GetTransactionStmt().GetKind() == pg.TransactionStmtKind_TRANS_STMT_COMMIT_PREPARED
	}, nil},
	{"ROLLBACK PREPARED", "sql-rollback-prepared", func(n *pg.Node, _ ir.Version) bool {
		return n.GetTransactionStmt().GetKind() == pg.TransactionStmtKind_TRANS_STMT_ROLLBACK_PREPARED
	}, nil},
	{"DO with COMMIT or ROLLBACK in its block", "plpgsql-transactions", controlsTransactions, committedPart},
}

// partitionedRow is a statement that PostgreSQL refuses inside a transaction block where it works on a partitioned
// table: it commits behind each partition.
type partitionedRow struct {
	command string
	page    string
	since   int // the major version from which on it takes partitioned tables at all
	applies func(*pg.Node) bool
	table   func(*pg.Node, *schema.Catalog) *schema.Table // nil: the catalog does not know it
}

var partitionedRows = []partitionedRow{
	{"REINDEX TABLE of a partitioned table", "sql-reindex", 14, isReindexOf(pg.ReindexObjectType_REINDEX_OBJECT_TABLE),
		func(n *pg.Node, cat *schema.Catalog) *schema.Table { return tableOf(cat, n.GetReindexStmt().Relation) }},
	{"REINDEX INDEX of a partitioned table's index", "sql-reindex", 14, isReindexOf(pg.ReindexObjectType_REINDEX_OBJECT_INDEX),
		func(n *pg.Node, cat *schema.Catalog) *schema.Table {
			_, t, _ := cat.Index(n.GetReindexStmt().Relation.GetSchemaname(), cutName(n.GetReindexStmt().Relation.GetRelname()))
			return t
		}},
	{"CLUSTER of a partitioned table", "sql-cluster", 15, func(n *pg.Node) bool { return n.GetClusterStmt().GetRelation() != nil },
		func(n *pg.Node, cat *schema.Catalog) *schema.Table { return tableOf(cat, n.GetClusterStmt().Relation) }},
}

func isReindexOf(kind pg.ReindexObjectType) func(*pg.Node) bool {
	return func(n *pg.Node) bool { return n.GetReindexStmt() != nil && n.GetReindexStmt().Kind == kind }
}

func tableOf(cat *schema.Catalog, v *pg.RangeVar) *schema.Table {
	t, _ := cat.Table(v.GetSchemaname(), cutName(v.GetRelname()))
	return t
}

// Place sets a statement outside that works on a partitioned table. One of a table that the catalog does not know stays where it is:
// the server refuses it there, and nothing is lost.
func (Dialect) Place(st *sqlstmt.Stmt, cat *schema.Catalog) {
	node := statementTree(st)
	for _, row := range partitionedRows {
		if row.applies(node) {
			if t := row.table(node, cat); t != nil && t.Kind == schema.Partitioned {
				st.Outside, st.OutsideAsked = notInBlock(row.command), false
			}
			return
		}
	}
}

func notInBlock(command string) string {
	return "PostgreSQL does not run " + command + " inside a transaction block"
}

// placed fills in whether the statement must stand outside a transaction.
func (p *parsing) placed(node *pg.Node) {
	for _, row := range outsideRows {
		if !row.applies(node, p.version) {
			continue
		}
		p.stmt.Outside = notInBlock(row.command)
		if strings.HasSuffix(row.command, " CONCURRENTLY") && !strings.Contains(p.stmt.Summary, "concurrently") {
			p.stmt.Summary += ", concurrently"
		}
		if row.remains != nil {
			p.stmt.Leftover, p.stmt.Cleanup = row.remains(node)
		}
		p.stmt.Waits = waits(node)
		p.stmt.CleanupCompletes = concurrentDetach(node) != nil // FINALIZE is the second half of the detaching
		return
	}
	for _, row := range partitionedRows {
		p.stmt.MayBeOutside = p.stmt.MayBeOutside || p.version.AtLeast(row.since, 0) && row.applies(node)
	}
}

// waits says what a concurrent statement waits for. Those about indexes hold a lock meanwhile that no reader or
// writer asks for: https://www.postgresql.org/docs/current/explicit-locking.html#TABLE-LOCK-COMPATIBILITY
func waits(n *pg.Node) string {
	const transactions = "without a lock_timeout for transactions that are open, since a timeout would leave it half done"
	switch {
	case n.GetIndexStmt().GetConcurrent(), n.GetDropStmt().GetConcurrent(), flag(n.GetReindexStmt().GetParams(), "concurrently", false):
		return transactions + "; behind it wait only DDL, VACUUM and ANALYZE of the table, no reads or writes"
	case concurrentDetach(n) != nil:
		return transactions
	}
	return ""
}

// option returns the option with a name, nil if it is not given.
func option(options []*pg.Node, name string) *pg.DefElem {
	for _, o := range options {
		if d := o.GetDefElem(); d.GetDefname() == name {
			return d
		}
	}
	return nil
}

// flag returns the value of a boolean option, standard if it is not given. An
// option without a value is true.
func flag(options []*pg.Node, name string, standard bool) bool {
	d := option(options, name)
	switch {
	case d == nil:
		return standard
	case d.Arg.GetBoolean() != nil:
		return d.Arg.GetBoolean().Boolval
	case d.Arg.GetInteger() != nil:
		return d.Arg.GetInteger().Ival != 0
	}
	switch strings.ToLower(nodeText(d.Arg)) {
	case "false", "off":
		return false
	}
	return true
}

func isConcurrentIndex(n *pg.Node, _ ir.Version) bool { return n.GetIndexStmt().GetConcurrent() }

func invalidIndex(n *pg.Node) (leftover, cleanup string) {
	s := n.GetIndexStmt()
	leftover = "an index marked INVALID, which slows down every write and helps no query"
	if s.IfNotExists {
		leftover += "; clear it before you go on, since IF NOT EXISTS would keep it"
	}
	if s.Idxname == "" {
		return leftover + "; it has the name that the server chose", ""
	}
	return leftover, dropIndex(s.Relation.Schemaname, s.Idxname)
}

func dropIndex(schema, index string) string {
	return "DROP INDEX CONCURRENTLY IF EXISTS " + qualified(schema, index)
}

// undroppedIndex and undroppedDatabase need no clearing: that would be the
// statement itself, and it is run again.
func undroppedIndex(*pg.Node) (leftover, cleanup string) {
	return "the index, marked INVALID; the statement drops it when it is run again", ""
}

// transientIndex follows "Rebuilding Indexes Concurrently" on the page of REINDEX.
func transientIndex(n *pg.Node) (leftover, cleanup string) {
	s := n.GetReindexStmt()
	if s.Kind != pg.ReindexObjectType_REINDEX_OBJECT_INDEX {
		return "indexes marked INVALID, with names that end in _ccnew or _ccold; drop each with DROP INDEX CONCURRENTLY", ""
	}
	fresh, old := suffixed(s.Relation.Relname, "_ccnew"), suffixed(s.Relation.Relname, "_ccold")
	return "an index marked INVALID: " + ident(fresh) + ", or " + ident(old) + " if the new one is in place",
		dropIndex(s.Relation.Schemaname, fresh) + ";\n" + dropIndex(s.Relation.Schemaname, old)
}

// suffixed returns name with a suffix as the server makes such names: it cuts
// whole characters off name until both fit.
func suffixed(name, suffix string) string {
	cut := min(len(name), style.MaxName-len(suffix))
	for cut < len(name) && !utf8.RuneStart(name[cut]) {
		cut--
	}
	return name[:cut] + suffix
}

func reindexesMany(n *pg.Node, _ ir.Version) bool {
	switch n.GetReindexStmt().GetKind() {
	case pg.ReindexObjectType_REINDEX_OBJECT_SCHEMA, pg.ReindexObjectType_REINDEX_OBJECT_DATABASE, pg.ReindexObjectType_REINDEX_OBJECT_SYSTEM:
		return true
	}
	return false
}

// concurrentDetach returns the DETACH PARTITION CONCURRENTLY in an ALTER TABLE,
// nil if there is none.
func concurrentDetach(n *pg.Node) *pg.PartitionCmd {
	for _, node := range n.GetAlterTableStmt().GetCmds() {
		cmd := node.GetAlterTableCmd()
		if part := cmd.GetDef().GetPartitionCmd(); cmd.GetSubtype() == pg.AlterTableType_AT_DetachPartition && part.GetConcurrent() {
			return part
		}
	}
	return nil
}

func detachesConcurrently(n *pg.Node, _ ir.Version) bool { return concurrentDetach(n) != nil }

func halfDetached(n *pg.Node) (leftover, cleanup string) {
	return "the partition, marked as about to be detached",
		"ALTER TABLE " + relation(n.GetAlterTableStmt().Relation) + " DETACH PARTITION " + relation(concurrentDetach(n).Name) + " FINALIZE"
}

func undroppedDatabase(*pg.Node) (leftover, cleanup string) {
	return "the database, marked as invalid so that nobody can connect to it; the statement drops it when it is run again", ""
}

func createsSlot(n *pg.Node, _ ir.Version) bool {
	s := n.GetCreateSubscriptionStmt()
	return s != nil && flag(s.Options, "create_slot", flag(s.Options, "connect", true))
}

func remoteSlot(n *pg.Node) (leftover, cleanup string) {
	s := n.GetCreateSubscriptionStmt()
	slot := s.Subname
	if o := option(s.Options, "slot_name"); o != nil {
		slot = nodeText(o.Arg)
	}
	return "the replication slot " + slot + " on the publisher; drop it there with pg_drop_replication_slot", ""
}

// nodeText returns the text of an option's value, which the parser holds as a
// string, or as a type if it is a bare word.
func nodeText(n *pg.Node) string {
	if t := n.GetTypeName(); t != nil {
		return strings.Join(texts(t.Names), ".")
	}
	return n.GetString_().GetSval()
}

func refreshesSubscription(n *pg.Node, _ ir.Version) bool {
	return takesUpTables(n.GetAlterSubscriptionStmt())
}

// takesUpTables tells whether a statement asks the publisher for its tables.
func takesUpTables(s *pg.AlterSubscriptionStmt) bool {
	switch s.GetKind() {
	case pg.AlterSubscriptionType_ALTER_SUBSCRIPTION_REFRESH:
		return true
	case pg.AlterSubscriptionType_ALTER_SUBSCRIPTION_SET_PUBLICATION,
		pg.AlterSubscriptionType_ALTER_SUBSCRIPTION_ADD_PUBLICATION,
		pg.AlterSubscriptionType_ALTER_SUBSCRIPTION_DROP_PUBLICATION:
		return flag(s.Options, "refresh", true)
	}
	return false
}

func altersSlot(n *pg.Node, _ ir.Version) bool {
	s := n.GetAlterSubscriptionStmt()
	return s.GetKind() == pg.AlterSubscriptionType_ALTER_SUBSCRIPTION_OPTIONS &&
		(option(s.Options, "failover") != nil || option(s.Options, "two_phase") != nil)
}

func committedPart(*pg.Node) (leftover, cleanup string) {
	return "what the block had committed before it failed", ""
}
