package mysql

import "strings"

// The statements that end the open transaction, and cannot be rolled back, by
// their kind: https://dev.mysql.com/doc/refman/8.0/en/implicit-commit.html and
// https://mariadb.com/kb/en/sql-statements-that-cause-an-implicit-commit/.
var committing = map[string]bool{
	"ANALYZE TABLE": true, "CACHE INDEX": true, "CHECK TABLE": true, "LOAD INDEX": true, "OPTIMIZE TABLE": true, "REPAIR TABLE": true,
	"RENAME TABLE": true, "RENAME USER": true, "TRUNCATE TABLE": true, "LOCK TABLES": true, "UNLOCK TABLES": true,
	"GRANT": true, "REVOKE": true, "SET PASSWORD": true, "SET DEFAULT ROLE": true,
	"CHANGE MASTER": true, "CHANGE REPLICATION": true, "CHECKSUM TABLE": false, "LOAD DATA": false, "LOAD XML": false,
}

// committingVerbs are those of which every form commits.
var committingVerbs = []string{"CREATE", "ALTER", "DROP", "FLUSH", "RESET", "INSTALL", "UNINSTALL", "STOP", "CLONE", "IMPORT", "RESTART", "SHUTDOWN", "BACKUP"}

// unforeseeable are statements whose effect is not in their text.
var unforeseeable = map[string]string{
	"CALL":              "what a procedure does can commit",
	"EXECUTE":           "what a prepared statement does can commit",
	"EXECUTE IMMEDIATE": "what it executes can commit",
	"BEGIN NOT ATOMIC":  "what stands in the block can commit",
}

// placed fills in whether the statement must stand outside a transaction, and
// what its failure can leave.
func (p *parsing) placed(d description) {
	verb, _, _ := strings.Cut(d.kind, " ")
	commits := committing[d.kind]
	for _, v := range committingVerbs {
		commits = commits || verb == v
	}
	if d.kind == "START SLAVE" || d.kind == "START REPLICA" || d.kind == "START GROUP_REPLICATION" {
		commits = true
	}
	if d.temporary && (d.kind == "CREATE TABLE" || d.kind == "DROP TABLE") {
		return
	}
	title := p.f.facts().title
	switch why, ok := unforeseeable[d.kind]; {
	case ok:
		p.stmt.Outside = why
		p.stmt.Leftover = "whatever was committed before the failure"
	case commits:
		p.stmt.Outside = title + " commits before and after " + d.kind
		p.stmt.Leftover = p.remains(d)
	}
}

// remains says what the failure of a statement that changes the schema can leave. Each is atomic for
// one object: https://dev.mysql.com/doc/refman/8.0/en/atomic-ddl.html and https://mariadb.com/kb/en/atomic-ddl/.
// Of several objects, MySQL 8.0 drops all or none; MariaDB drops those that it can.
func (p *parsing) remains(d description) string {
	atomic := p.f == MySQL && p.version.AtLeast(8, 0)
	switch {
	case d.kind == "DROP DATABASE":
		return "a database without some of its tables; the statement drops the rest when it is run again"
	case atomic:
		return ""
	case (d.kind == "DROP TABLE" || d.kind == "DROP VIEW") && len(d.objects) > 1:
		return "some of what it names can be dropped already; with IF EXISTS it can be run again"
	case d.kind == "RENAME TABLE" && len(d.objects) > 2 && p.f == MySQL:
		return "some of the tables can have their new names already"
	}
	return ""
}
