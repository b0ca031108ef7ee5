package golden

import (
	"path/filepath"
	"testing"
)

// TestReplaySQLiteKeys runs a revision that deletes rows over databases in which a row refers to one of them, and in
// which none does.
func TestReplaySQLiteKeys(t *testing.T) {
	for _, c := range cases(t) {
		if filepath.Base(c.dir) == "sqlite_keys" {
			testSQLiteKeys(t, c.replay(t, "sqlite", findServer(t, "sqlite")))
			return
		}
	}
	t.Error("there is no case sqlite_keys")
}

func testSQLiteKeys(t *testing.T, r *replay) {
	db := r.database(t)
	r.run(t, db, r.script(t, "upgrade", "base:d200"))
	if rows := r.sql(t, db, "SELECT group_concat(id) FROM records;"); rows != "20" {
		t.Errorf("with foreign keys on, a revision has left the records %s, want 20", rows)
	}
	release := r.script(t, "upgrade", "d200:head")
	r.sql(t, db, "INSERT INTO records VALUES (30, 3);")
	r.refuse(t, db, release)
	if rows := r.sql(t, db, "SELECT (SELECT count(*) FROM labels) || ' ' || (SELECT count(*) FROM records);"); rows != "2 2" {
		t.Errorf("a revision that was rolled back has left %s labels and records, want 2 2", rows)
	}
	r.sql(t, db, "DELETE FROM records WHERE id = 30;")
	r.run(t, db, release)
	if rows := r.sql(t, db, "SELECT group_concat(name) || ' ' || (SELECT version_num FROM sqlplan_version) FROM labels;"); rows != "Rough Trade d300" {
		t.Errorf("the labels and the version are %s, want Rough Trade d300", rows)
	}
}
