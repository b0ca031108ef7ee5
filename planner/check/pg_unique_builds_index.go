package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var uniqueBuildsIndex = Rule{
	Code: "PG206", Name: "unique-builds-index", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a UNIQUE constraint builds its index while nobody can use the table",
		Reason:  "ADD CONSTRAINT ... UNIQUE takes an ACCESS EXCLUSIVE lock and builds the index under it: reads and writes wait as long as that takes. A unique index can be built with CONCURRENTLY before; the constraint then takes it over in a moment.",
		Unsafe:  "ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE (email);",
		Safe:    "CREATE UNIQUE INDEX CONCURRENTLY customers_email_key ON customers (email);\nALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE USING INDEX customers_email_key;",
		When:    "The table is small.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX"},
	},
	Check: checkUniqueBuildsIndex,
}

func checkUniqueBuildsIndex(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Constraint != schema.Unique || a.Using != "" {
			return
		}
		f := p.on(st, a, "the index of %s is built while nobody can read or write %s", a.Name, a.TableSQL)
		if a.TableKind == schema.Partitioned {
			f.Advice = "make a unique index for the parent alone (ON ONLY), build it on each partition with CONCURRENTLY, and attach these: it does the same"
			return
		}
		f.Advice = "build the index with CONCURRENTLY, outside of a transaction, and let the constraint take it over"
		p.instead(f, st, p.buildKey(a, "UNIQUE")...)
	}, sqlstmt.AddConstraint)
}

// buildKey builds the index of a key beside the writes, and has a constraint of the kind take it over.
func (p *Pass) buildKey(a *sqlstmt.Action, kind string) []string {
	nulls, rest := "", strings.TrimPrefix(a.Definition, kind)
	if without, ok := strings.CutPrefix(rest, " NULLS NOT DISTINCT"); ok {
		nulls, rest = " NULLS NOT DISTINCT", without
	}
	columns, deferral := rest, ""
	if at := strings.Index(rest, " DEFERRABLE"); at >= 0 {
		columns, deferral = rest[:at], rest[at:]
	}
	name := p.name(a.Name)
	return []string{"CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON " + a.TableSQL + columns + nulls,
		alter(a) + "ADD CONSTRAINT " + name + " " + kind + " USING INDEX " + name + deferral}
}
