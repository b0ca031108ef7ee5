package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlite/sqlitedb"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Foreign keys are not enforced while a script runs. That is SQLite's default, and what alembic upgrade does unless
// the application says otherwise; with them, the DROP TABLE that is a part of every move-and-copy would delete the rows
// that refer to the table, and PRAGMA foreign_keys does nothing inside a transaction. Nothing is switched on at the end:
// the setting is the session's, which ends there. What they would have refused is looked for before a revision is
// recorded, and what they would have changed is a warning.
// See https://www.sqlite.org/foreignkeys.html#fk_enable and https://www.sqlite.org/lang_altertable.html#otheralter.

const (
	keysPragma  = "foreign_keys"
	keysOff     = "PRAGMA " + keysPragma + " = OFF"
	keysComment = "-- Foreign keys do nothing unless a revision switches them on, which is SQLite's default. A revision for\n" +
		"-- which that matters is recorded only if no row of the tables in question refers to one that is not there.\n"
)

// CodeNotCascading warns of rows that a foreign key would delete or change along, if it were enforced.
const CodeNotCascading = "SP427"

// ResetsLate: inside of a transaction the PRAGMA does nothing.
func (script) ResetsLate(setting string) bool { return setting == keysPragma }

// RevisionChecks fail if a row refers to one that is not there: a row of a table that the revision has put into the
// place of another, or of a table that refers to one of those or to one that lost rows.
func (script) RevisionChecks(stmts []*sqlstmt.Stmt) []string {
	var checks, done []string
	add := func(table, own string) {
		if slices.Contains(done, table) {
			return
		}
		done = append(done, table)
		r := newDefReader(table)
		schema, name := "main", r.name()
		if r.take(".") {
			schema, name = name, r.name()
		}
		what, refers := "of "+table+", or of a table that refers to it,", fmt.Sprintf(`EXISTS (SELECT 1 FROM pragma_foreign_key_list(child.name, %s) AS key WHERE key."table" = %s COLLATE NOCASE)`,
			literal(schema), literal(name))
		if own == "" {
			what = "that refers to " + table
		} else {
			refers = "(child.name = " + literal(name) + " COLLATE NOCASE\n    OR " + refers + ")"
		}
		checks = append(checks, fmt.Sprintf(`-- Foreign keys: a row %s must refer to a row that is there.
INSERT INTO temp.sqlplan_checks (foreign_keys)
SELECT count(*) = 0
FROM %s.sqlite_master AS child CROSS JOIN pragma_foreign_key_check(child.name, %s) AS violation
WHERE child.type = 'table' AND %s`, what, ident(schema), literal(schema), refers))
	}
	for _, table := range replaced(stmts) {
		add(table, table)
	}
	for _, st := range stmts {
		if st.Orphaning != "" {
			add(st.Orphaning, "")
		}
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

// reference is a foreign key.
type reference struct {
	child, parent, onDelete, onUpdate string   // tables in lower case
	columns                           []string // of the parent, in lower case
}

// keyIndex are the foreign keys of the database, which are read again only for tables that have changed.
type keyIndex struct {
	of       map[string][]reference // by child
	children map[string][]string    // by parent
	stale    map[string]bool        // children to be read again; nil: all of them
}

// changed notes which tables the statement has changed: with a table that gets another name, or whose column does,
// those that refer to it.
func (x *keyIndex) changed(st *sqlstmt.Stmt, effects *sqlitedb.Effects) {
	if x.stale == nil {
		return
	}
	for _, o := range effects.Schema {
		x.stale[strings.ToLower(o.Name)] = true
	}
	if st.Kind != "ALTER TABLE" {
		return
	}
	for _, o := range st.Objects {
		name := strings.ToLower(unquoted(o.Name))
		x.stale[name] = true
		for _, child := range x.children[name] {
			x.stale[child] = true
		}
	}
}

// references are the foreign keys that refer to a table, whose name is in lower case.
func (s *server) references(table string) []reference {
	x := &s.keys
	if x.stale == nil {
		x.of, x.children, x.stale = map[string][]reference{}, map[string][]string{}, map[string]bool{}
		rows, err := s.db.Query("SELECT lower(name) FROM sqlite_master WHERE type = 'table'")
		if err != nil && s.broken == nil {
			s.broken = err
		}
		for _, r := range rows {
			x.stale[textOf(r[0])] = true
		}
	}
	for child := range x.stale { // each on its own
		for _, k := range x.of[child] {
			x.children[k.parent] = slices.DeleteFunc(x.children[k.parent], func(c string) bool { return c == child })
		}
		x.of[child] = s.keysOf(child)
		for _, k := range x.of[child] {
			if !slices.Contains(x.children[k.parent], child) {
				x.children[k.parent] = append(x.children[k.parent], child)
			}
		}
	}
	clear(x.stale)
	var list []reference
	for _, child := range slices.Sorted(slices.Values(x.children[table])) {
		for _, k := range x.of[child] {
			if k.parent == table {
				list = append(list, k)
			}
		}
	}
	return list
}

// keysOf reads the foreign keys of a table. One that names no columns refers to the key of its parent.
func (s *server) keysOf(child string) []reference {
	rows, err := s.db.Query(`SELECT key.id, lower(key."table"), key.on_delete, key.on_update, lower(coalesce(key."to",
    (SELECT name FROM pragma_table_info(key."table") AS info WHERE info.pk = key.seq + 1)))
FROM pragma_foreign_key_list(` + literal(child) + `) AS key ORDER BY key.id, key.seq`)
	if err != nil && s.broken == nil {
		s.broken = err
	}
	var list []reference
	var last any
	for _, r := range rows {
		if len(list) == 0 || r[0] != last {
			last = r[0]
			list = append(list, reference{child: child, parent: textOf(r[1]), onDelete: textOf(r[2]), onUpdate: textOf(r[3])})
		}
		k := &list[len(list)-1]
		k.columns = append(k.columns, textOf(r[4]))
	}
	return list
}

// orphans looks at a statement that takes rows away, or changes their keys, while foreign keys are not enforced. Which
// rows refer to them is known only where all rows are; else the script checks it.
func (r *replay) orphans(effects *sqlitedb.Effects) {
	if r.enforcing || len(r.st.Objects) == 0 || !slices.Contains(effects.Writes, strings.ToLower(unquoted(r.st.Objects[0].Name))) {
		return
	}
	deletes := r.st.Kind == "DELETE" || r.st.Kind == "REPLACE" || replaces(r.st.Text)
	if !deletes && r.st.Kind != "UPDATE" {
		return
	}
	table := strings.ToLower(unquoted(r.st.Objects[0].Name))
	for _, k := range r.references(table) {
		action := k.onUpdate
		if deletes {
			action = k.onDelete
		} else if !slices.ContainsFunc(setColumns(r.st.Text), func(c string) bool { return slices.Contains(k.columns, c) }) {
			continue
		}
		if !r.mayOrphan(table, k.child) {
			continue
		}
		r.st.Orphaning = r.st.Objects[0].Name
		if action == "CASCADE" || action == "SET NULL" || action == "SET DEFAULT" {
			r.report(CodeNotCascading, source.Warning, "change the rows of "+k.child+" in a statement of their own; the script is rolled back if a row is left that refers to none",
				"rows of %s do not follow those of %s (%s): foreign keys are not enforced while the script runs", k.child, table, action)
		}
	}
}

// mayOrphan tells whether rows of the child can refer to rows of the table that are not there.
func (r *replay) mayOrphan(table, child string) bool {
	if r.unknown[child] == nil {
		rows, err := r.db.Query("SELECT count(*) FROM pragma_foreign_key_check(" + literal(child) + `) AS violation WHERE violation.parent = ` + literal(table) + " COLLATE NOCASE")
		if r.unknown[table] == nil && err == nil && len(rows) == 1 {
			return rows[0][0] != int64(0)
		}
		rows, err = r.db.Query("SELECT count(*) FROM " + sqlName(child))
		return err != nil || len(rows) != 1 || rows[0][0] != int64(0)
	}
	return true
}

// replaces tells whether an INSERT takes the place of rows: INSERT OR REPLACE.
func replaces(text string) bool {
	r := newDefReader(text)
	for ; !r.atEnd(); r.pos++ {
		if r.is("INSERT") {
			return r.take("INSERT", "OR", "REPLACE")
		}
	}
	return false
}

// setColumns are the columns that an UPDATE assigns to, in lower case.
func setColumns(text string) []string {
	r := newDefReader(text)
	for !r.atEnd() && !r.is("SET") {
		r.skip()
	}
	r.take("SET")
	var columns []string
	for !r.atEnd() && !r.is("WHERE") && !r.is("FROM") && !r.is("RETURNING") {
		if names := r.columnList(); names != nil {
			for _, n := range names {
				columns = append(columns, strings.ToLower(n))
			}
		} else {
			columns = append(columns, strings.ToLower(r.name()))
		}
		for !r.atEnd() && !r.is(",") && !r.is("WHERE") && !r.is("FROM") && !r.is("RETURNING") {
			r.skip()
		}
		r.take(",")
	}
	return columns
}
