package check

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var foreignKeysTogether = Rule{
	Code: "PG203", Name: "foreign-keys-together", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "one transaction locks many tables by their foreign keys",
		Reason:  "Making or dropping a foreign key locks both of its tables, and the locks stay until the transaction ends. With several in one transaction the script holds some tables while it waits for others. An application that takes them in another order meets it in a deadlock, and everything else queues.",
		Unsafe:  "ALTER TABLE orders ADD CONSTRAINT o1 FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;\nALTER TABLE orders ADD CONSTRAINT o2 FOREIGN KEY (product_id) REFERENCES products (id) NOT VALID;",
		Safe:    "ALTER TABLE orders ADD CONSTRAINT o1 FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;\n" + nextRevision + "\nALTER TABLE orders ADD CONSTRAINT o2 FOREIGN KEY (product_id) REFERENCES products (id) NOT VALID;",
		When:    "The tables are not busy, or the application takes them in the same order.",
		Sources: []string{manual + "explicit-locking.html#LOCKING-DEADLOCKS"},
	},
	Check: checkForeignKeysTogether,
}

func checkForeignKeysTogether(p *Pass) {
	const many = 3
	tables := map[int][]string{} // by transaction: those in use that foreign keys have locked
	keys := map[int]int{}
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		locked := keyTables(a)
		if st.Transaction == 0 || len(locked) == 0 {
			return
		}
		before := len(tables[st.Transaction])
		for _, t := range locked {
			if !slices.Contains(tables[st.Transaction], t) {
				tables[st.Transaction] = append(tables[st.Transaction], t)
			}
		}
		keys[st.Transaction]++
		if all := tables[st.Transaction]; before < many && len(all) >= many && (keys[st.Transaction] > 1 || a.Kind == sqlstmt.DropTable) {
			p.on(st, a, "foreign keys lock %d tables in one transaction: %s", len(all), strings.Join(all, ", ")).Advice =
				"make or drop one foreign key in a revision, so that at most two tables are locked at a time"
		}
	}, sqlstmt.AddConstraint, sqlstmt.DropConstraint, sqlstmt.DropTable)
}

// keyTables are the tables in use that an action locks since a foreign key begins or ends.
func keyTables(a *sqlstmt.Action) []string {
	var list []string
	add := func(name string, isNew bool) {
		if !isNew && name != "" && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	switch {
	case a.Skipped:
	case (a.Kind == sqlstmt.AddConstraint || a.Kind == sqlstmt.DropConstraint) && a.Constraint == schema.ForeignKey:
		add(a.TableSQL, a.New)
		add(a.Refers().RefSQL, a.Refers().RefNew)
	case a.Kind == sqlstmt.DropTable:
		for _, r := range a.More().Also {
			if r.Role == sqlstmt.RoleReferenced || r.Role == sqlstmt.RoleReferencing {
				add(r.SQL, r.New)
			}
		}
		if len(list) > 0 {
			add(a.TableSQL, a.New)
		}
	}
	return list
}
