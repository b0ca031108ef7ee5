package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var dropIndexNotConcurrent = Rule{
	Code: "PG102", Name: "drop-index-not-concurrent", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "an index is dropped under a lock that keeps everybody out",
		Reason:  "DROP INDEX takes an ACCESS EXCLUSIVE lock on the table. Dropping is quick, but the lock has to be waited for behind every query that runs, and all that come later wait behind it. A DROP INDEX IF EXISTS of an index that no revision makes is found where production's schema is not given, from base on as a note: if the index is there, it is not even known which table is locked. DROP INDEX CONCURRENTLY waits without standing in the way. It drops one index at a time, knows no CASCADE, and cannot drop what belongs to a constraint or to a partitioned table.",
		Unsafe:  "DROP INDEX orders_customer_idx;",
		Safe:    "DROP INDEX CONCURRENTLY orders_customer_idx;",
		Alembic: "with op.get_context().autocommit_block():\n    op.drop_index(\"orders_customer_idx\", postgresql_concurrently=True)",
		When:    "A short lock_timeout ends the wait, and somebody repeats the step. Where the same transaction drops the table as well, the index costs nothing more, and nothing is found.",
		Sources: []string{manual + "sql-dropindex.html"},
	},
	Check: checkDropIndexNotConcurrent,
}

func checkDropIndexNotConcurrent(p *Pass) {
	last, doomed := 0, p.doomed()
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Concurrently || last == st.Number || doomed(st, a) {
			return
		}
		last = st.Number // one finding for all indexes of a statement
		table := a.TableSQL
		if table == "" {
			table = "its table"
		}
		f := p.on(st, a, "index %s is dropped under a lock that keeps everybody out of %s", a.Name, table)
		if a.TableKind == schema.Partitioned || a.Cascade {
			f.Advice = "there is no way to drop it concurrently: keep lock_timeout short, and repeat the step if it runs out"
			return
		}
		f.Advice = "drop it with CONCURRENTLY, outside of a transaction, where sqlplan sets it by itself"
		p.dropConcurrently(f, st)
	}, sqlstmt.DropIndex)

	again := p.indexesOfNewTables()
	p.unheard(func(st *Statement, a *sqlstmt.Action) *Finding {
		name := p.indexName(a)
		if a.Concurrently || last == st.Number || again[column{name: a.Name, revision: st.Revision}] {
			return nil
		}
		last = st.Number
		f := p.Report(st, unmadeObject+"it is dropped under a lock that keeps everybody out of its table, and which one that is the revisions do not say", "index "+name)
		f.Advice = unheardAdvice
		if !a.Cascade {
			f.Advice = "drop it with CONCURRENTLY, outside of a transaction, where sqlplan sets it by itself, or " + unheardAdvice
			p.dropConcurrently(f, st)
		}
		return f
	}, sqlstmt.DropIndex)
}

// dropConcurrently offers to drop each index of a statement concurrently: the server takes one at a time.
func (p *Pass) dropConcurrently(f *Finding, st *Statement) {
	var list []string
	for i := range st.Actions {
		list = append(list, "DROP INDEX CONCURRENTLY "+ifExists(&st.Actions[i])+p.indexName(&st.Actions[i]))
	}
	f.Safe = strings.Join(list, ";\n") + ";"
	p.alembic(f, "with op.get_context().autocommit_block(): op.drop_index(..., postgresql_concurrently=True)")
}

// indexesOfNewTables are the indexes, each with its revision, that a revision puts on tables that the path makes. Who drops such an index first, so
// that the revision can be repeated, means that one and none that production has.
func (p *Pass) indexesOfNewTables() map[column]bool {
	list := map[column]bool{}
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if a.New {
			list[column{name: a.Name, revision: st.Revision}] = true
		}
	}, sqlstmt.CreateIndex)
	return list
}

func ifExists(a *sqlstmt.Action) string {
	if a.IfExists {
		return "IF EXISTS "
	}
	return ""
}

// indexName is the name of the index of an action as a statement writes it.
func (p *Pass) indexName(a *sqlstmt.Action) string {
	for _, r := range a.More().Also {
		if r.Role == sqlstmt.RoleIndex {
			return r.SQL
		}
	}
	return p.name(a.Name)
}
