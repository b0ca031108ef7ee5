package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myForeignKeyParent = Rule{
	Code: "MY208", Name: "foreign-key-to-no-key", Severity: source.Error, Dialects: mysqls,
	Doc: Doc{
		Title:   "a foreign key refers to columns that are no unique key",
		Reason:  "The columns that it refers to have to be the first ones of an index: without one the server refuses the foreign key. From MySQL 8.4 on it refuses one that is not unique, too, unless restrict_fk_on_non_standard_key is off. Older servers and MariaDB take it, but what deleting one of two equal parents does to their children is not defined by any standard.",
		Unsafe:  "ALTER TABLE orders ADD FOREIGN KEY (customer_name) REFERENCES customers (name);",
		Safe:    "ALTER TABLE customers ADD UNIQUE KEY customers_name (name);\nALTER TABLE orders ADD FOREIGN KEY (customer_name) REFERENCES customers (name);",
		Sources: []string{mysqlManual + "create-table-foreign-keys.html", mysqlManual + "server-system-variables.html#sysvar_restrict_fk_on_non_standard_key", mariadbManual + "foreign-keys/"},
	},
	Check: func(p *Pass) {
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			if a.Constraint != schema.ForeignKey || a.Skipped || a.Ignored && !p.Version.AtLeast(9, 0) {
				return
			}
			cols := strings.Join(a.Refers().RefColumns, ", ")
			advice := "make it a unique key first: ALTER TABLE " + a.Refers().RefSQL + " ADD UNIQUE KEY (" + p.many(a.Refers().RefColumns) + ")"
			switch {
			case a.Refers().RefKey == "none":
				p.tell(st, a, advice, "the server refuses the foreign key: no index of %s begins with %s", a.Refers().RefSQL, cols)
			case a.Refers().RefKey == "index" && !p.isMariaDB() && p.Version.AtLeast(8, 4):
				p.tell(st, a, advice, "the server refuses the foreign key: %s is no unique key of %s", cols, a.Refers().RefSQL)
			case a.Refers().RefKey == "index":
				f := p.tell(st, a, advice, "the foreign key refers to %s of %s, which is not unique", cols, a.Refers().RefSQL)
				f.Severity = min(f.Severity, source.Warning)
			}
		}, sqlstmt.AddConstraint)
	},
}
