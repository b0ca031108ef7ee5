package check

import (
	"slices"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var noStatementTimeout = Rule{
	Code: "PG502", Name: "no-statement-timeout", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "a statement may run without a limit",
		Reason:  "lock_timeout limits how long a statement waits, not how long it works: a scan or a rewrite that takes longer than anybody thought keeps its locks until it is done. A statement_timeout ends it, and the transaction with it. Since PostgreSQL 17 a transaction_timeout limits the whole transaction.",
		Unsafe:  "ALTER TABLE orders ALTER COLUMN id TYPE bigint; -- without statement_timeout",
		Safe:    "SET LOCAL statement_timeout = '10min';\nALTER TABLE orders ALTER COLUMN id TYPE bigint;",
		When:    "Somebody watches the run, and ends what takes too long.",
		Sources: []string{manual + "runtime-config-client.html#GUC-STATEMENT-TIMEOUT"},
	},
	Check: checkNoStatementTimeout,
}

func checkNoStatementTimeout(p *Pass) {
	if p.Timeouts["statement_timeout"] != "" {
		return
	}
	in := -1
	for i := range p.Statements {
		st := &p.Statements[i]
		if sets(st, p, "statement_timeout") {
			in = st.Transaction
		}
		if st.Transaction == 0 || in == st.Transaction {
			continue
		}
		if k := slices.IndexFunc(st.Locks, func(l sqlstmt.Lock) bool { return !l.New && (l.Rewrite || l.Scan || l.Build) && waitsBadly(&l) }); k >= 0 {
			f := p.Report(st, "its work on %s has no limit: others wait until it is done", st.Locks[k].Table)
			f.Table, f.Advice = st.Locks[k].Table, "give the longest time that the application can stand: --statement-timeout 10min"
		}
	}
}
