package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myNoPrimaryKey = Rule{
	Code: "MY701", Name: "table-without-primary-key", Severity: source.Warning, Dialects: mysqls,
	Doc: Doc{
		Title:   "a new table has no primary key",
		Reason:  "InnoDB then keeps the rows by a hidden number that nobody can use. A replica that gets rows looks for each by reading the table; group replication and Galera refuse or mishandle such tables, and gh-ost and pt-online-schema-change cannot change them. With sql_require_primary_key, which managed servers set, MySQL refuses the statement.",
		Unsafe:  "CREATE TABLE tags (name varchar(20));",
		Safe:    "CREATE TABLE tags (name varchar(20) PRIMARY KEY);",
		When:    "The table lives for the length of one job.",
		Sources: []string{mysqlManual + "server-system-variables.html#sysvar_sql_require_primary_key", mysqlManual + "innodb-index-types.html", mariadbManual + "mariadb-galera-cluster-known-limitations/"},
	},
	Check: func(p *Pass) {
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			if !a.Keyless || a.Skipped || a.Class == "like" || keyedLater(p, a) || strings.Contains(a.Definition, "engine=memory") {
				return
			}
			p.tell(st, a, "give it a primary key: columns that no two rows share, or id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY", "table %s has no primary key", a.TableSQL)
		}, sqlstmt.CreateTable)
	},
}

// keyedLater tells whether a later statement adds the primary key.
func keyedLater(p *Pass, table *sqlstmt.Action) bool {
	found := false
	p.Each(func(_ *Statement, a *sqlstmt.Action) {
		found = found || a.Kind == sqlstmt.AddConstraint && a.Constraint == schema.PrimaryKey && a.TableSQL == table.TableSQL
	})
	return found
}
