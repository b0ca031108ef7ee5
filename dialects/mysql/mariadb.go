package mysql

import "github.com/sqlplan/sqlplan/revisions/ir"

// mariadbFacts: 10.6 is the oldest long-term series in wide use when this was
// written, and the first that prepares SIGNAL, as the guard does (10.5 was
// tried); 10.11 the default, 12 the newest.
// See https://mariadb.org/about/#maintenance-policy.
var mariadbFacts = facts{
	name: "mariadb", title: "MariaDB", style: newStyle(MariaDB),
	oldest: ir.Version{Major: 10, Minor: 6}, standard: ir.Version{Major: 10, Minor: 11}, newest: ir.Version{Major: 12, Minor: 99},
	example: "10.11, 11.4 or 12", readOnly: "tx_read_only",
}
