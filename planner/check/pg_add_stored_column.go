package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var addStoredColumn = Rule{
	Code: "PG307", Name: "add-stored-column", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a new stored generated column writes the whole table again while nobody can use it",
		Reason:  "GENERATED ALWAYS AS (...) STORED computes a value for every row, and writes all of them again under an ACCESS EXCLUSIVE lock. A plain column that a trigger fills, and that is filled in batches for the old rows, does the same beside reads and writes. Since PostgreSQL 18 a VIRTUAL column is computed when it is read, and writes nothing.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN total numeric GENERATED ALWAYS AS (price * amount) STORED;",
		Safe:    "ALTER TABLE orders ADD COLUMN total numeric GENERATED ALWAYS AS (price * amount) VIRTUAL; -- since PostgreSQL 18",
		When:    "The table is small.",
		Sources: []string{manual + "ddl-generated-columns.html", "https://www.postgresql.org/docs/release/18.0/"},
	},
	Check: checkAddStoredColumn,
}

func checkAddStoredColumn(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if !a.Stored {
			return
		}
		if a.Kind == sqlstmt.SetExpression {
			p.on(st, a, "computing %s anew writes every row of %s again while nobody can read or write it", a.Name, a.TableSQL).Advice =
				"add another column with the new expression as its default, fill it in batches, and change over to it"
			return
		}
		f := p.on(st, a, "computing %s writes every row of %s again while nobody can read or write it", a.Name, a.TableSQL)
		f.Advice = "add a plain column, have a trigger fill it for new rows, and fill the old ones in batches"
		if p.Version.AtLeast(18, 0) {
			f.Advice = "write VIRTUAL for STORED: it is computed when it is read, and writes nothing; or " + f.Advice
		}
	}, sqlstmt.AddColumn, sqlstmt.SetExpression)
}
