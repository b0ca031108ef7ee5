package main

import (
	"strings"
	"testing"
)

func TestCut(t *testing.T) {
	script := "BEGIN;\n\n-- Running upgrade  -> a\n\nSELECT 1;\n\nCOMMIT;\n\nINSERT INTO alembic_version (version_num) VALUES ('a');\n\n" +
		"-- Running upgrade a -> b\n\n-- sqlplan:stop SP480 versions/b.py:3:1 depends on data\n\nUPDATE alembic_version SET version_num='b';\n\nCOMMIT;\n\n"
	parts := cut(script)
	if len(parts) != 2 {
		t.Fatalf("got %d parts, want 2", len(parts))
	}
	// A COMMIT of the revision's own stays; that of the script goes.
	if parts[0].Revision != "a" || parts[0].Out != "SELECT 1;\n\nCOMMIT;\n\n" || parts[0].Error != "" {
		t.Errorf("the first part is %+v", parts[0])
	}
	if parts[1].Revision != "b" || parts[1].Error != "SP480 versions/b.py:3:1 depends on data" {
		t.Errorf("the second part is %+v", parts[1])
	}
}

// TestCutBatches: SQL Server and Oracle end a statement with a line of its own.
func TestCutBatches(t *testing.T) {
	for _, test := range []struct{ name, script, want string }{
		{"mssql", "BEGIN TRANSACTION;\n\n-- Running upgrade  -> a\n\nSELECT 1;\n\nGO\n\nINSERT INTO alembic_version (version_num) OUTPUT inserted.version_num VALUES ('a');\n\nGO\n\nCOMMIT;\n\nGO\n\n",
			"SELECT 1;\n\nGO\n\n"},
		{"oracle", "-- Running upgrade  -> a\n\nSELECT 1\n\n/\n\nINSERT INTO alembic_version (version_num) VALUES ('a')\n\n/\n\n", "SELECT 1\n\n/\n\n"},
		{"a comment behind", "-- Running upgrade  -> a\n\nSELECT 1; -- one\n    -- more\n\nINSERT INTO alembic_version (version_num) VALUES ('a');\n\nCOMMIT;\n\n", "SELECT 1; -- one\n    -- more"},
		{"nothing", "-- Running upgrade  -> a\n\nINSERT INTO alembic_version (version_num) VALUES ('a');\n\nCOMMIT;\n\n", ""},
	} {
		parts := cut(test.script)
		if len(parts) != 1 || strings.TrimSpace(parts[0].Out) != strings.TrimSpace(test.want) {
			t.Errorf("%s: got %+v, want one part with %q", test.name, parts, test.want)
		}
	}
}

func TestLiteral(t *testing.T) {
	module := "import x\n\n\ndef make_guid(c, t):\n    # a name\n\n    return t.name\n\n\ndef other():\n    pass\n"
	got, functions := literal(`{"fk": "fk_%(a)s", 'guid': make_guid, 'far': imported, 'pk': 'pk_%(t)s'}`, module)
	if want := `{"fk": "fk_%(a)s", "guid": make_guid, "pk": "pk_%(t)s"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if want := "\n\ndef make_guid(c, t):\n    # a name\n\n    return t.name\n"; functions != want {
		t.Errorf("got the functions %q, want %q", functions, want)
	}
}
