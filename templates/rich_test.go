package templates

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// rich is a plan in which everything that a plan can say is said once.
func rich() *planner.Plan {
	exclusive := func(table string, isNew bool) sqlstmt.Lock {
		return sqlstmt.Lock{Table: table, Mode: "ACCESS EXCLUSIVE", Blocks: []string{"reads", "writes", "DDL"}, Held: "transaction", New: isNew,
			Fact: "alter-table", Source: "https://www.postgresql.org/docs/current/sql-altertable.html"}
	}
	rewrite := exclusive("orders", false)
	rewrite.Rewrite, rewrite.Build = true, true
	weak := sqlstmt.Lock{Table: "orders", Mode: "SHARE UPDATE EXCLUSIVE", Blocks: []string{"DDL"}, Held: "transaction", Scan: true, Build: true}
	share := sqlstmt.Lock{Table: "customers", Mode: "SHARE", Blocks: []string{"writes", "DDL"}, Held: "transaction", Scan: true, Build: true}
	statement := func(n, in int, transaction int, kind, summary, sql string, locks ...sqlstmt.Lock) planner.Item {
		st := &planner.Statement{Number: n, InRevision: in, Kind: kind, Summary: summary, Path: "revisions/a.sql", Line: 4 + 3*in, Col: 1, Locks: locks,
			Objects: []sqlstmt.Object{}, Comments: []string{}}
		for _, k := range locks {
			st.Objects = append(st.Objects, sqlstmt.Object{Kind: "table", Name: k.Table})
		}
		return planner.Item{Kind: planner.ItemStatement, SQL: sql, Terminator: ";", Transaction: transaction, Statement: st}
	}
	move := func(from, to string, transaction int) planner.Item {
		return planner.Item{Kind: planner.ItemMove, SQL: "UPDATE sqlplan_version SET version_num = '" + to + "'", Terminator: ";", Transaction: transaction, Move: &ir.Move{From: from, To: to}}
	}
	section := func(n int, id, message string, down []string, items ...planner.Item) planner.Section {
		return planner.Section{Number: n, ID: id, Message: message, Down: down, Depends: []string{}, Labels: []string{}, Author: "Shop team", Created: "2026-11-02",
			Fields: []ir.Field{{Key: "ticket", Value: "OPS-311"}}, Files: []string{"revisions/" + id + ".sql"}, Digest: "0123456789abcdef", Before: down, After: []string{id},
			Items: items, Assumptions: []planner.Assumption{}}
	}
	concurrent := statement(6, 2, 0, "CREATE INDEX", "create index orders_customer_idx on table orders, concurrently",
		"CREATE INDEX CONCURRENTLY orders_customer_idx\n    ON orders (customer_id, ordered_at DESC)", weak)
	concurrent.Statement.Outside = "PostgreSQL does not run CREATE INDEX CONCURRENTLY inside a transaction block"
	concurrent.Statement.Comments = []string{"-- The table is large and busy: build the index beside the traffic."}
	concurrent.Failure = &planner.Failure{Committed: "the 3 revisions before this one and the first statement of this one", Rows: []string{"c3"},
		Leftover: "an index marked INVALID, which slows down every write and helps no query", Cleanup: "DROP INDEX CONCURRENTLY IF EXISTS orders_customer_idx;",
		Resume: "sqlplan upgrade c3,d4~1:f6 --sql"}
	opaque := statement(8, 1, 5, "DO", "run an anonymous block", "DO $$\nBEGIN\n    PERFORM refresh_everything(); -- 'what' it does is not known\nEND\n$$")
	opaque.Statement.Unanalysed = "what the function does is not known"
	e5 := section(5, "e5", "join billing and shop", []string{"c3", "d4"}, move("c3", "e5", 5))
	e5.Depends = []string{"a1"}
	c3 := section(3, "c3", "invoices for orders", []string{"b2"},
		statement(4, 1, 3, "CREATE TABLE", "create table invoices", "CREATE TABLE invoices (\n    id       bigint PRIMARY KEY,\n    order_id bigint NOT NULL REFERENCES orders (id),\n    total    numeric(12, 2) NOT NULL DEFAULT 0\n)", exclusive("invoices", true), share),
		move("b2", "c3", 3))
	c3.Labels = []string{"billing"}
	d4 := section(4, "d4", "index orders by customer", []string{"b2"}, statement(5, 1, 4, "ALTER TABLE", "alter table orders: add column note text", "ALTER TABLE orders ADD COLUMN note text", exclusive("orders", false)), concurrent, move("", "d4", 4))
	d4.Assumptions = []planner.Assumption{{Text: "table orders has a column customer_id", Check: "EXISTS (SELECT FROM pg_attribute WHERE attname = 'customer_id')", Path: "revisions/d4.sql", Line: 9, Col: 1}}
	f6 := section(6, "f6", "move the archive", []string{"e5"}, move("e5", "f6", 6))
	f6.Stop = &planner.Stop{Code: "SP500", Path: "revisions/f6.py", Line: 12, Col: 5, Reason: "what the revision does depends on rows that are not known",
		Hint: `SET sqlplan.done = 'f6'`, Stamp: "sqlplan stamp e5:f6 --sql", Resume: "sqlplan upgrade f6:g7 --sql"}
	g7 := section(7, "g7", "one name for customers", []string{"f6"}, opaque, move("f6", "g7", 7))

	lock := func(table, mode string, isNew bool, blocks []string, statements ...int) planner.LedgerTable {
		return planner.LedgerTable{Table: table, Mode: mode, New: isNew, Blocks: blocks, Statements: statements}
	}
	all := []string{"reads", "writes", "DDL"}
	orders := lock("orders", "ACCESS EXCLUSIVE", false, all, 2, 3)
	orders.Rewrite, orders.Build, orders.Estimate = true, true, "rewrites 48 GB, about 16 min (estimate)"
	index := lock("orders", "SHARE UPDATE EXCLUSIVE", false, []string{"DDL"}, 6)
	index.Scan, index.Build = true, true

	return &planner.Plan{
		PlanVersion: planner.PlanVersion, ToolVersion: "dev", Command: "upgrade", Invocation: "sqlplan upgrade base:g7 --sql", From: []string{}, To: []string{"g7"},
		Dialect: "postgresql", ServerVersion: "15", Server: "PostgreSQL 15", Runner: "psql", Format: "native", Commit: "4f2a91c", Transaction: planner.PerRevision, TransactionalDDL: true,
		VersionTable: ir.VersionTable{Name: "sqlplan_version", PrimaryKey: true}, VersionName: "sqlplan_version", Digest: "c97cc2dcddc3d19a565a220782ef90a801a966e8f4d8ba90f2e0737419fcc853",
		Settings: []planner.Setting{{Name: "lock_timeout", Value: "5s"}}, Counts: planner.Counts{Revisions: 7, Statements: 8, Transactions: 7, Outside: 1, Stops: 1},
		Rollback: planner.Rollback{Invocation: "sqlplan downgrade g7:base --sql", Irreversible: []planner.Irreversible{},
			Lost:     []planner.Lost{{Revision: "b2", Object: "column total of table orders", What: "its values as integers", Data: true}, {Revision: "c3", Object: "table invoices", What: "its rows", Data: true}},
			PathLost: []planner.Lost{{Object: "default of column status of table orders", What: "'new' before, none after"}},
			Unproven: []planner.Unproven{{Revision: "g7", Reason: "what refresh_everything() does is not known"}}},
		Notices: []planner.Notice{{Severity: "warning", Code: "SP611", Path: "revisions/d4.sql", Line: 9, Col: 1, Message: "production has index orders_old_idx, which no revision has made", Help: "write a revision that makes it, or drop it"}},
		Usage:   []string{"psql -X -d DATABASE -f THIS_FILE", "psql stops at the first error and then exits with a status other than 0."}, Directives: []string{`\set ON_ERROR_STOP on`},
		Setup: []planner.Item{}, Guard: []planner.Item{{Kind: planner.ItemGuard, SQL: "SELECT 'guard'", Terminator: ";"}}, Assert: []planner.Item{{Kind: planner.ItemAssert, SQL: "SELECT 'assert'", Terminator: ";"}},
		Sections: []planner.Section{
			section(1, "a1", "create customers", []string{}, statement(1, 1, 1, "CREATE TABLE", "create table customers", "CREATE TABLE customers (\n    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    email text NOT NULL\n)", exclusive("customers", true)), move("", "a1", 1)),
			section(2, "b2", "orders count in cents", []string{"a1"},
				statement(2, 1, 2, "ALTER TABLE", "alter table orders: alter column total type bigint", "ALTER TABLE orders ALTER COLUMN total TYPE bigint", rewrite),
				statement(3, 2, 2, "ALTER TABLE", "alter table orders: set not null on column status", "ALTER TABLE orders ALTER COLUMN status SET NOT NULL", exclusive("orders", false)), move("a1", "b2", 2)),
			c3, d4, e5, f6, g7,
		},
		Findings: []check.Finding{
			{Code: "PG301", Rule: "column-type-rewrite", Severity: source.Error, Revision: "b2", Statement: 2, Table: "orders", Path: "revisions/a.sql", Line: 7, Col: 1, Fingerprint: "f1",
				Message:  "changing the type of column total writes every row of orders again, while nobody can read it",
				Advice:   "Add a column of the new type, fill it in batches, and change the names in a later release.",
				Safe:     "ALTER TABLE orders ADD COLUMN total_cents bigint;\n-- fill it in batches, then:\nALTER TABLE orders RENAME COLUMN total TO total_old;",
				Estimate: "rewrites 48 GB, about 16 min (estimate)"},
			{Code: "PG302", Rule: "set-not-null-scan", Severity: source.Warning, Revision: "b2", Statement: 3, Table: "orders", Path: "revisions/a.sql", Line: 10, Col: 1, Fingerprint: "f2",
				Message: "SET NOT NULL reads every row of orders, while nobody can read or write it", Advice: "Add a CHECK that is not valid, validate it, then set NOT NULL.",
				Safe: "ALTER TABLE orders ADD CONSTRAINT orders_status_set CHECK (status IS NOT NULL) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT orders_status_set;\nALTER TABLE orders ALTER COLUMN status SET NOT NULL;"},
			{Code: "PG501", Rule: "no-statement-timeout", Severity: source.Note, Revision: "d4", Path: "revisions/d4.sql", Line: 1, Col: 1, Message: "the index is built without a statement_timeout", Fingerprint: "f3"},
			{Code: "PG203", Rule: "foreign-key-locks-both", Severity: source.Warning, Revision: "c3", Statement: 4, Table: "customers", Path: "revisions/a.sql", Line: 7, Col: 1, Message: "the foreign key blocks writes to customers", Fingerprint: "f4",
				Ignored: &check.Ignored{By: "comment", Reason: "customers is written at night only", Until: "2027-01-31"}},
		},
		Ledger: []planner.Ledger{
			{Transaction: 1, Revisions: []string{"a1"}, Tables: []planner.LedgerTable{lock("customers", "ACCESS EXCLUSIVE", true, all, 1)}},
			{Transaction: 2, Revisions: []string{"b2"}, Tables: []planner.LedgerTable{orders}},
			{Transaction: 3, Revisions: []string{"c3"}, Tables: []planner.LedgerTable{lock("invoices", "ACCESS EXCLUSIVE", true, all, 4), lock("customers", "SHARE", false, []string{"writes", "DDL"}, 4)}},
			{Transaction: 4, Revisions: []string{"d4"}, Tables: []planner.LedgerTable{lock("orders", "ACCESS EXCLUSIVE", false, all, 5)}},
			{Statement: 6, Revisions: []string{"d4"}, Tables: []planner.LedgerTable{index}},
		},
		Tables: []planner.TableChange{
			{Table: "customers", Before: []string{}, After: []string{"id bigint GENERATED ALWAYS AS IDENTITY", "email text NOT NULL", "PRIMARY KEY (id)"}},
			{Table: "orders", Before: []string{"id bigint NOT NULL", "customer_id bigint NOT NULL", "total integer NOT NULL", "status text DEFAULT 'new'", "PRIMARY KEY (id)"},
				After: []string{"id bigint NOT NULL", "customer_id bigint NOT NULL", "total bigint NOT NULL", "status text DEFAULT 'new' NOT NULL", "note text", "PRIMARY KEY (id)", "INDEX orders_customer_idx btree (customer_id, ordered_at DESC)"}},
			{Table: "carts", Before: []string{"id bigint", "PRIMARY KEY (id)"}, After: []string{}},
		},
	}
}
