package sqlite

import (
	"fmt"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

// Foreign keys are not enforced while a script runs, as it is SQLite's default: with
// them, the DROP TABLE that is a part of every move-and-copy would delete the rows
// that refer to the table, and PRAGMA foreign_keys does nothing inside a transaction.
// What they would have refused is looked for before a revision is recorded.
// See https://www.sqlite.org/lang_altertable.html#otheralter.

// RevisionChecks fail if a row of a table that the revision has put into the place of another,
// or of one that refers to it, refers to a row that is not there.
func (script) RevisionChecks(stmts []*sqlstmt.Stmt) []string {
	var checks []string
	for _, table := range replaced(stmts) {
		r := newDefReader(table)
		schema, name := "main", r.name()
		if r.take(".") {
			schema, name = name, r.name()
		}
		checks = append(checks, fmt.Sprintf(`-- Foreign keys: a row of %[1]s, or of a table that refers to it, must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM %[2]s.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, %[3]s) AS violation
WHERE child.type = 'table' AND (child.name = %[4]s COLLATE NOCASE
    OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, %[3]s) AS key WHERE key."table" = %[4]s COLLATE NOCASE))`,
			table, ident(schema), literal(schema), literal(name)))
	}
	return checks
}

// replaced are the tables that were dropped, and whose names other tables then got.
func replaced(stmts []*sqlstmt.Stmt) []string {
	dropped := map[string]bool{}
	var list []string
	for _, st := range stmts {
		switch {
		case st.Kind == "DROP TABLE" && len(st.Objects) > 0:
			dropped[st.Objects[0].Name] = true
		case st.Kind == "ALTER TABLE" && len(st.Objects) == 2 && dropped[st.Objects[1].Name]:
			delete(dropped, st.Objects[1].Name)
			list = append(list, st.Objects[1].Name)
		}
	}
	return list
}
