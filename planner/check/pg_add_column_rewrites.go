package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var addColumnRewrites = Rule{
	Code: "PG305", Name: "add-column-rewrites", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "the default of a new column writes the whole table again while nobody can use it",
		Reason:  "ADD COLUMN keeps everybody out of the table. Since PostgreSQL 11 a default that is the same for all rows is kept in the catalog, and takes a moment; one that is volatile, such as random(), gen_random_uuid() or clock_timestamp(), or a function of which that is not known, has to be computed and written for every row. Before PostgreSQL 11 every default is written to every row.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();",
		Safe:    "ALTER TABLE orders ADD COLUMN token uuid;\nALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();\n-- fill the old rows in batches",
		When:    "The table is small.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-NOTES", manual + "xfunc-volatility.html", "https://www.postgresql.org/docs/release/11.0/"},
	},
	Check: checkAddColumnRewrites,
}

func checkAddColumnRewrites(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if !a.Default || a.Counted || !a.Volatile && p.Version.AtLeast(11, 0) {
			return
		}
		f := p.on(st, a, "the default of %s writes every row of %s again while nobody can read or write it", a.Name, a.TableSQL)
		if !p.Version.AtLeast(11, 0) && !a.Volatile {
			f.Message += ", before PostgreSQL 11"
		}
		f.Advice = "add the column without the default, set the default for new rows, and fill the old ones in batches"
		if a.NotNull {
			f.Advice += "; make it NOT NULL then"
		}
		if a.Definition != "" {
			p.instead(f, st, alter(a)+"ADD COLUMN "+ifNotExists(a)+p.name(a.Name)+" "+a.Type, alter(a)+"ALTER COLUMN "+p.name(a.Name)+" SET DEFAULT "+a.Definition)
		}
	}, sqlstmt.AddColumn)
}
