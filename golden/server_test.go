package golden

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/planner"
)

// onServer is the case of a name, with the schema that its whole history
// leaves, and a database that stands at start.
func onServer(t *testing.T, name, dialect, start string) (r *replay, db string) {
	t.Helper()
	return onThis(t, findServer(t, dialect), name, dialect, start)
}

// onThis is onServer for one server of the dialect.
func onThis(t *testing.T, s server, name, dialect, start string) (r *replay, db string) {
	t.Helper()
	list := cases(t)
	i := slices.IndexFunc(list, func(c testCase) bool { return filepath.Base(c.dir) == name })
	if i < 0 {
		t.Fatalf("no case %s", name)
	}
	r = list[i].replay(t, dialect, s)
	whole := r.database(t)
	r.run(t, whole, r.script(t, "upgrade", "base:heads"))
	r.final = r.server.schema(t, whole, nil)
	db = r.database(t)
	if start != "base" {
		r.run(t, db, r.script(t, "upgrade", "base:"+start))
	}
	return r, db
}

// TestFailedIndex: a unique index fails on duplicates. What its annotation says
// is left is left, the SQL that is to clear it does, and the command that is to
// go on ends where an undisturbed run does.
func TestFailedIndex(t *testing.T) {
	t.Parallel()
	r, db := onServer(t, "unique", "postgresql", "c001")
	r.sql(t, db, "INSERT INTO coupons VALUES (1, 'spring'), (2, 'SPRING');")
	script := r.script(t, "upgrade", "c001:head")
	items := r.planned(t, "upgrade", "c001:head").Sections[0].Items
	failure := items[slices.IndexFunc(items, func(it planner.Item) bool { return it.Statement != nil && it.Statement.Outside != "" })].Failure
	for _, line := range []string{failure.Leftover, failure.Cleanup, failure.Committed} {
		if !strings.Contains(script, line) {
			t.Errorf("the script does not say %q", line)
		}
	}

	out, code := r.server.client(t, db, script)
	if code == 0 || !strings.Contains(out, "coupons_code_key") {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	const valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('coupons_code_key');"
	if got := r.sql(t, db, valid); got != "f" || failure.Leftover != "an index marked INVALID, which slows down every write and helps no query" {
		t.Errorf("valid: %q; the annotation says: %s", got, failure.Leftover)
	}
	const committed = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'coupons'::regclass AND attname = 'redeemed_at';"
	if got := r.sql(t, db, committed); got != "1" || failure.Committed != "the first statement of this one" {
		t.Errorf("columns: %s; the annotation says: %s", got, failure.Committed)
	}
	if got := r.sql(t, db, "SELECT * FROM sqlplan_version;"); got != "c001" || !slices.Equal(failure.Rows, []string{"c001"}) {
		t.Errorf("version rows: %s; the annotation says: %v", got, failure.Rows)
	}

	r.sql(t, db, failure.Cleanup+";")
	if got := r.sql(t, db, valid); got != "" {
		t.Errorf("after %s the index is still there: %s", failure.Cleanup, got)
	}
	r.sql(t, db, "DELETE FROM coupons WHERE id = 2;")
	r.run(t, db, r.script(t, "upgrade", strings.Fields(failure.Resume)[2]))
	if got := r.server.schema(t, db, nil); got != r.final {
		t.Errorf("after the failure:\n%s\nwant:\n%s", got, r.final)
	}
}

// TestLockTimeout: a script that meets a lock gives up, and keeps nothing of
// the transaction that waited; when the lock is gone it runs.
func TestLockTimeout(t *testing.T) {
	t.Parallel()
	r, db := onServer(t, "unique", "postgresql", "c001")
	ctx := context.Background()
	tx, err := r.server.(postgres).Connect(t, db).Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(ctx, "LOCK TABLE coupons IN ACCESS SHARE MODE"); err != nil {
		t.Fatal(err)
	}
	script := r.script(t, "upgrade", "c001:head", "--lock-timeout", "50ms")
	if out, code := r.server.client(t, db, script); code == 0 || !strings.Contains(out, "lock timeout") {
		t.Errorf("exit code %d\n%s", code, out)
	}
	if got := r.sql(t, db, "SELECT * FROM sqlplan_version;"); got != "c001" {
		t.Errorf("version rows: %s", got)
	}
	if err := tx.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	r.run(t, db, script)
	if got := r.server.schema(t, db, nil); got != r.final {
		t.Errorf("after the lock:\n%s\nwant:\n%s", got, r.final)
	}
}

// TestOwnTemplate: a script from a template of the user's own does what the
// embedded one's does.
func TestOwnTemplate(t *testing.T) {
	t.Parallel()
	r, _ := onServer(t, "rendered", "postgresql", "01")
	script, err := os.ReadFile(filepath.Join(r.dir, "want", "upgrade.sql"))
	if err != nil {
		t.Fatal(err)
	}
	db := r.database(t)
	r.run(t, db, string(script))
	if got := r.server.schema(t, db, nil); got != r.final {
		t.Errorf("the own template leaves:\n%s\nwant:\n%s", got, r.final)
	}
	r.plan.VersionName = "sqlplan_version"
	r.refuse(t, db, string(script))
}

// TestFinalCheck: rows that somebody else writes during the run are told at its end.
func TestFinalCheck(t *testing.T) {
	t.Parallel()
	r, db := onServer(t, "unique", "postgresql", "c001")
	script := r.script(t, "upgrade", "c001:head")
	const mark = "-- Final check:"
	if strings.Count(script, mark) != 1 {
		t.Fatalf("%q stands %d times in the script", mark, strings.Count(script, mark))
	}
	out, code := r.server.client(t, db, strings.Replace(script, mark, "INSERT INTO sqlplan_version VALUES ('else');\n"+mark, 1))
	if code == 0 || !strings.Contains(out, "must hold c002 after this script; found: c002, else") {
		t.Errorf("exit code %d\n%s", code, out)
	}
}

// TestMovedRow: a row that is gone when it should be moved undoes the revision.
func TestMovedRow(t *testing.T) {
	t.Parallel()
	r, db := onServer(t, "single", "postgresql", "a1")
	before := r.server.schema(t, db, nil)
	script := r.script(t, "upgrade", "a1:a2")
	const mark = "-- Version table: a1 -> a2\n"
	if strings.Count(script, mark) != 1 {
		t.Fatalf("%q stands %d times in the script", mark, strings.Count(script, mark))
	}
	out, code := r.server.client(t, db, strings.Replace(script, mark, "UPDATE sqlplan_version SET version_num = 'else';\n"+mark, 1))
	if code == 0 || !strings.Contains(out, "row a1 of sqlplan_version should have been changed once, rows changed: 0") {
		t.Errorf("exit code %d\n%s", code, out)
	}
	if got := r.server.schema(t, db, nil); got != before {
		t.Errorf("the revision was not undone:\n%s", got)
	}
}
