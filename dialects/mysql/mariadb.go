package mysql

import "github.com/sqlplan/sqlplan/revisions/ir"

// mariadbFacts: 10.5 is the oldest series that a distribution still has when this was
// written, 10.11 the default, 12 the newest.
// See https://mariadb.org/about/#maintenance-policy.
var mariadbFacts = facts{
	name: "mariadb", title: "MariaDB", style: newStyle(MariaDB),
	oldest: ir.Version{Major: 10, Minor: 5}, standard: ir.Version{Major: 10, Minor: 11}, newest: ir.Version{Major: 12, Minor: 99},
	example: "10.11, 11.4 or 12", readOnly: "tx_read_only",
}
