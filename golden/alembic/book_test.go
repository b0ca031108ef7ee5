package alembicgolden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// variantOf is a small case for a dialect that it was not written for.
func variantOf(t *testing.T, name, dialect string) *Case {
	t.Helper()
	c, err := ParseCase(name, "op.execute(\"SELECT 1\")\n")
	if err != nil {
		t.Fatal(err)
	}
	return c.For(dialect)
}

func TestBook(t *testing.T) {
	dir := t.TempDir()
	book, err := ReadBook(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []struct{ dialect, version, text string }{
		{"mysql", MainVersion, "--- upgrade\nSELECT 1;\n\n"},
		{"mariadb", MainVersion, "--- upgrade\nSELECT 1;\n\n"},
		{"mysql", "1.8", "--- upgrade\nSELECT 1;\n\n"},
		{"mariadb", "1.8", "--- upgrade fails: ValueError: no\n"},
		{"oracle", MainVersion, "--- upgrade\nSELECT 1\n\n/\n\n"},
	} {
		if err := book.Set(variantOf(t, "topic/one", r.dialect), r.version, r.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.Set(variantOf(t, "topic/two", "oracle"), MainVersion, "--- upgrade\n=== topic/one\n"); err == nil {
		t.Error("an output that looks like a section was kept")
	}
	if err := book.Write(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(strings.Join(files, " "), dir+"/", ""); got != "mariadb/topic.1.8.txt mysql/topic.txt oracle/topic.txt" {
		t.Errorf("the files are %s", got)
	}
	again, err := ReadBook(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ dialect, version, want string }{
		{"mysql", MainVersion, "--- upgrade\nSELECT 1;\n\n"},
		{"mariadb", MainVersion, "--- upgrade\nSELECT 1;\n\n"},
		{"mariadb", "1.8", "--- upgrade fails: ValueError: no\n"},
		{"oracle", "1.8", "--- upgrade\nSELECT 1\n\n/\n\n"},
		{"sqlite", MainVersion, ""},
	} {
		if got := again.Text(variantOf(t, "topic/one", test.dialect), test.version); got != test.want {
			t.Errorf("%s %s: got %q, want %q", test.dialect, test.version, got, test.want)
		}
	}
	if _, err := again.Recordings(variantOf(t, "topic/one", "sqlite"), MainVersion); err == nil {
		t.Error("a variant that was never recorded has recordings")
	}
}

// TestBookFollowsMainVersion: what was a difference is dropped when it no longer is one.
func TestBookFollowsMainVersion(t *testing.T) {
	book, err := ReadBook(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	set := func(dialect, text string) {
		if err := book.Set(variantOf(t, "topic/one", dialect), MainVersion, text); err != nil {
			t.Fatal(err)
		}
	}
	set("mysql", "--- upgrade\nA;\n\n")
	set("mariadb", "--- upgrade\nB;\n\n")
	if _, ok := book.own(variantOf(t, "topic/one", "mariadb"), MainVersion); !ok {
		t.Error("the difference of mariadb was lost")
	}
	set("mariadb", "--- upgrade\nA;\n\n")
	if _, ok := book.own(variantOf(t, "topic/one", "mariadb"), MainVersion); ok {
		t.Error("mariadb has a section for what mysql says")
	}
	book.Keep(nil)
	if got := book.Text(variantOf(t, "topic/one", "mysql"), MainVersion); got != "" {
		t.Errorf("the recording of a lost case stayed: %q", got)
	}
}

// TestBookOfMariaDBAlone: a case that is only for mariadb has nothing to follow.
func TestBookOfMariaDBAlone(t *testing.T) {
	c, err := ParseCase("topic/own", "# dialect: mariadb\nop.execute(\"SELECT 1\")\n")
	if err != nil {
		t.Fatal(err)
	}
	book, err := ReadBook(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if got := book.Text(c, MainVersion); got != "" {
		t.Errorf("got %q before anything was kept", got)
	}
	if err := book.Set(c, MainVersion, "--- upgrade\nA;\n\n"); err != nil {
		t.Fatal(err)
	}
	if got := book.Text(c, MainVersion); got != "--- upgrade\nA;\n\n" {
		t.Errorf("got %q", got)
	}
}

func TestBadPages(t *testing.T) {
	for _, text := range []string{"--- upgrade\n", "=== a/b\n--- upgrade\n=== a/b\n"} {
		if _, err := parsePage(text); err == nil {
			t.Errorf("%q was read without an error", text)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "notes.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadBook(dir); err == nil {
		t.Error("a file that is no page was read without an error")
	}
}
