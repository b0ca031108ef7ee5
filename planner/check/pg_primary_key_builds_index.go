package check

import (
	"slices"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var primaryKeyBuildsIndex = Rule{
	Code: "PG207", Name: "primary-key-builds-index", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a primary key builds its index, and looks for nulls, while nobody can use the table",
		Reason:  "ADD PRIMARY KEY takes an ACCESS EXCLUSIVE lock, builds an index under it, and reads the table for nulls where a column is not NOT NULL yet. Made NOT NULL before, by way of a validated CHECK, and with an index that was built with CONCURRENTLY, it takes a moment.",
		Unsafe:  "ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);",
		Safe:    "CREATE UNIQUE INDEX CONCURRENTLY orders_pkey ON orders (id);\nALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_pkey;",
		When:    "The table is small.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX"},
	},
	Check: checkPrimaryKeyBuildsIndex,
}

func checkPrimaryKeyBuildsIndex(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if a.Constraint != schema.PrimaryKey || a.Using != "" && a.Proven {
			return
		}
		f := p.on(st, a, "the index of primary key %s is built while nobody can read or write %s", a.Name, a.TableSQL)
		if a.Using != "" {
			f.Message = "every row of " + a.TableSQL + " is searched for nulls while nobody can read or write the table"
		}
		added := slices.ContainsFunc(st.Actions, func(b sqlstmt.Action) bool {
			return b.Kind == sqlstmt.AddColumn && slices.Contains(a.Columns, b.Name)
		})
		switch {
		case added:
			f.Advice = "add the column without PRIMARY KEY, fill it in batches, and make it the key with an index that was built with CONCURRENTLY"
			return
		case a.TableKind == schema.Partitioned:
			f.Advice = "there is no way to build it concurrently: make it in a maintenance window"
			return
		}
		f.Advice = "build the index with CONCURRENTLY, outside of a transaction, and let the key take it over"
		var list []string
		if !a.Proven {
			f.Advice = "make the columns NOT NULL first, by way of a validated CHECK; " + f.Advice
			for _, c := range a.Columns {
				list = append(list, p.proveNotNull(a, c)...)
			}
		}
		if a.Using != "" {
			list = append(list, st.Text)
		} else {
			list = append(list, p.buildKey(a, "PRIMARY KEY")...)
		}
		p.instead(f, st, list...)
	}, sqlstmt.AddConstraint)
}

// proveNotNull makes a column NOT NULL without a long lock, up to the dropping of the CHECK that helped.
func (p *Pass) proveNotNull(a *sqlstmt.Action, column string) []string {
	check, c := p.name(p.generated(a.Table.Name, column, "not_null")), p.name(column)
	return []string{
		alter(a) + "ADD CONSTRAINT " + check + " CHECK (" + c + " IS NOT NULL) NOT VALID",
		nextRevision,
		alter(a) + "VALIDATE CONSTRAINT " + check,
		nextRevision,
		alter(a) + "ALTER COLUMN " + c + " SET NOT NULL",
		alter(a) + "DROP CONSTRAINT " + check,
	}
}
