package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var addCountedColumn = Rule{
	Code: "PG306", Name: "add-counted-column", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "a new serial or identity column writes the whole table again while nobody can use it",
		Reason:  "A serial or identity column gives every row a number of its own, so that ADD COLUMN writes all of them again, under an ACCESS EXCLUSIVE lock. Which row gets which number is not defined. A plain column, numbered in batches from a sequence, does the same beside reads and writes.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;",
		Safe:    "CREATE SEQUENCE orders_id_seq;\nALTER TABLE orders ADD COLUMN id bigint;\nALTER TABLE orders ALTER COLUMN id SET DEFAULT nextval('orders_id_seq');\nALTER SEQUENCE orders_id_seq OWNED BY orders.id;\n-- number the old rows in batches",
		When:    "The table is small.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-NOTES", manual + "datatype-numeric.html#DATATYPE-SERIAL"},
	},
	Check: checkAddCountedColumn,
}

func checkAddCountedColumn(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		if !a.Counted {
			return
		}
		f := p.on(st, a, "numbering %s writes every row of %s again while nobody can read or write it", a.Name, a.TableSQL)
		f.Advice = "add a plain column that takes its default from a sequence, and number the old rows in batches"
		sequence := p.name(p.generated(a.Table.Name, a.Name, "seq"))
		if at := strings.LastIndexByte(a.TableSQL, '.'); at >= 0 {
			sequence = a.TableSQL[:at+1] + sequence
		}
		column := p.name(a.Name)
		p.instead(f, st, "CREATE SEQUENCE "+sequence, alter(a)+"ADD COLUMN "+ifNotExists(a)+column+" "+a.Type,
			alter(a)+"ALTER COLUMN "+column+" SET DEFAULT nextval("+sqltext.QuoteLiteral(sequence, p.Style)+")", "ALTER SEQUENCE "+sequence+" OWNED BY "+a.TableSQL+"."+column)
	}, sqlstmt.AddColumn)
}
