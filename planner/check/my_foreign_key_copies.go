package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myForeignKeyCopies = Rule{
	Code: "MY201", Name: "foreign-key-copies", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "a foreign key is added, and the table is copied to check it",
		Reason:  "While foreign_key_checks is on, the server copies the table and looks each value up in the other one. Writes to the table wait until it is done, and the two tables wait for each other's transactions. A row without its parent stops it. While foreign_key_checks is off, the key is added without a copy and without a look at the rows: look for orphans by a query before, since nothing finds them later.",
		Unsafe:  "ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id);",
		Safe:    "SET SESSION foreign_key_checks = 0;\nALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id), ALGORITHM=INPLACE, LOCK=NONE;\nSET SESSION foreign_key_checks = 1;",
		When:    "The table is small.",
		Sources: []string{mysqlManual + "innodb-online-ddl-operations.html#online-ddl-foreign-key-operations", mariadbManual + "innodb-online-ddl-operations-with-the-nocopy-alter-algorithm/"},
	},
	Check: checkMyForeignKeyCopies,
}

func checkMyForeignKeyCopies(p *Pass) {
	p.onLive(func(st *Statement, a *sqlstmt.Action) {
		l := lockOn(st, a)
		if a.Constraint != schema.ForeignKey || a.NotValid || a.Ignored && !p.Version.AtLeast(9, 0) || l.Algorithm != "COPY" {
			return
		}
		f := p.tell(st, a, "look for orphans first, with "+p.orphans(a)+"; then add it with foreign_key_checks = 0, which looks at no row", "adding the foreign key to %s %s, to look each row of %s up", a.Refers().RefSQL, work(l), a.TableSQL)
		if !isAlter(st) || a.Inline || a.More().Algorithm != "" || a.More().LockOption != "" {
			return
		}
		f.Safe = "SET SESSION foreign_key_checks = 0;\n" + alterTable(a, a.More().Clause) + ", ALGORITHM=INPLACE, LOCK=NONE;\nSET SESSION foreign_key_checks = 1;"
		if rest := len(clauses(st, a)); rest > 1 {
			f.Safe = ""
			f.Advice += ", in a statement of its own"
		}
	}, sqlstmt.AddConstraint)
}

// orphans is a query for rows without the row that a foreign key wants.
func (p *Pass) orphans(a *sqlstmt.Action) string {
	if len(a.Columns) == 0 || len(a.Refers().RefColumns) != len(a.Columns) {
		return "a query for rows of " + a.TableSQL + " without their row of " + a.Refers().RefSQL
	}
	var on, set []string
	for i, c := range a.Columns {
		on = append(on, "r."+p.name(a.Refers().RefColumns[i])+" = t."+p.name(c))
		set = append(set, "t."+p.name(c)+" IS NOT NULL")
	}
	return "SELECT COUNT(*) FROM " + a.TableSQL + " t LEFT JOIN " + a.Refers().RefSQL + " r ON " + strings.Join(on, " AND ") + " WHERE " + strings.Join(set, " AND ") + " AND r." + p.name(a.Refers().RefColumns[0]) + " IS NULL"
}
