package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var indexNotConcurrent = Rule{
	Code: "PG101", Name: "index-not-concurrent", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "an index is built while writes to the table wait",
		Reason:  "CREATE INDEX takes a SHARE lock on the table and keeps it until the transaction ends. Reads go on; every INSERT, UPDATE and DELETE waits as long as the build takes, which for a large table is minutes or hours. With CONCURRENTLY the server builds it beside the writes: it reads the table twice, takes longer, and cannot run in a transaction, so that sqlplan sets it outside and says what to do if it fails. A partitioned table knows no CONCURRENTLY: its index is made for the parent alone, then on each partition, and attached.",
		Unsafe:  "CREATE INDEX orders_customer_idx ON orders (customer_id);",
		Safe:    "CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);",
		Alembic: "with op.get_context().autocommit_block():\n    op.create_index(\"orders_customer_idx\", \"orders\", [\"customer_id\"], postgresql_concurrently=True)",
		When:    "The table is small, or nobody writes to it while the script runs.",
		Sources: []string{manual + "sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY", manual + "explicit-locking.html"},
	},
	Check: checkIndexNotConcurrent,
}

func checkIndexNotConcurrent(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		partitioned := a.TableKind == schema.Partitioned
		if a.Concurrently || partitioned && a.Only {
			return
		}
		f := p.on(st, a, "the index on %s is built while writes to the table wait", a.TableSQL)
		if partitioned {
			f.Advice = "make it for the parent alone, build it on each partition with CONCURRENTLY, and attach these"
			p.instead(f, st, p.indexByPartition(st, a)...)
			return
		}
		f.Advice = "build it with CONCURRENTLY, outside of a transaction, where sqlplan sets it by itself; should it fail, drop the invalid index that it leaves"
		if safe := p.inserted(st, "CREATE", "INDEX", "CONCURRENTLY"); safe != "" {
			p.instead(f, st, safe)
		}
		p.alembic(f, "with op.get_context().autocommit_block(): op.create_index(..., postgresql_concurrently=True)")
	}, sqlstmt.CreateIndex)
}

// indexByPartition builds the index of a partitioned table without a long lock.
func (p *Pass) indexByPartition(st *Statement, a *sqlstmt.Action) []string {
	unique := ""
	if a.Unique {
		unique = "UNIQUE "
	}
	list := []string{"CREATE " + unique + "INDEX " + p.name(a.Name) + " ON ONLY " + a.TableSQL + " USING " + a.Definition}
	var attach []string
	for _, r := range related(a, sqlstmt.RoleChild) {
		name := p.name(p.generated(r.Name.Name, a.Name))
		list = append(list, "CREATE "+unique+"INDEX CONCURRENTLY "+name+" ON "+r.SQL+" USING "+a.Definition)
		attach = append(attach, "ALTER INDEX "+p.name(a.Name)+" ATTACH PARTITION "+name)
	}
	return append(list, attach...)
}
