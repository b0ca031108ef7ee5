package revisions

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// native returns the text of a native revision that does nothing.
func native(id, down string) string {
	return "-- revision: " + id + "\n-- down_revision: " + down + "\n-- sqlplan:upgrade\n-- sqlplan:downgrade\n"
}

const gooseText = "-- +goose Up\nSELECT 1;\n-- +goose Down\n"

func mapFS(files ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

func TestLoad(t *testing.T) {
	chain := mapFS("m/a_one.sql", native("a", ""), "m/b_two.sql.tmpl", native("b", "a"), "m/sub/c.sql", native("c", "b"))
	for _, test := range []struct {
		name   string
		fsys   fs.FS
		opts   Options
		format string
		want   string // ids in order
		diags  []string
	}{
		{"native", chain, Options{Locations: Folders("m")}, "native", "a b", nil},
		{"recursive", chain, Options{Locations: Folders("m"), Recursive: true}, "native", "a b c", nil},
		{"several folders", chain, Options{Locations: Folders("m/sub", "m")}, "native", "a b c", nil},
		{"a folder twice", chain, Options{Locations: Folders("m", "./m/"), Recursive: true}, "native", "a b c", nil},
		{"the root", mapFS("a.sql", native("a", "")), Options{Locations: Folders(".")}, "native", "a", nil},
		{"other files", mapFS("m/a.sql", native("a", ""), "m/README.md", "\x00", "m/.hidden.sql", "x", "m/_draft.sql", "x", "m/notes.txt", "x", "m/1_x.go", "package m", "m/env.py", ""),
			Options{Locations: Folders("m")}, "native", "a", nil},
		{"goose", mapFS("m/00002_b.sql", gooseText, "m/00001_a.sql", gooseText), Options{Locations: Folders("m")}, "goose", "1 2", nil},
		{"golang-migrate", mapFS("m/2_b.up.sql", "B", "m/1_a.up.sql", "A", "m/1_a.down.sql", "A"), Options{Locations: Folders("m")}, "golang-migrate", "1 2", nil},
		{"one format in two folders", mapFS("m/2_b.up.sql", "B", "n/1_a.up.sql", "A"), Options{Locations: Folders("m", "n")}, "golang-migrate", "1 2", nil},
		{"named format", mapFS("m/1_b.up.sql", gooseText), Options{Locations: Folders("m"), SourceFormat: "golang-migrate"}, "golang-migrate", "1", nil},
		{"ignored by its tool", mapFS("m/1_b.sql", gooseText, "m/seed.sql", "A"), Options{Locations: Folders("m")}, "goose", "1",
			[]string{"m/seed.sql:1:1: warning SP009: seed.sql does not have a name of the format goose"}},
		{"annotated but without a number", mapFS("m/1_b.sql", gooseText, "m/seed.sql", gooseText), Options{Locations: Folders("m")}, "goose", "1",
			[]string{"m/seed.sql:1:1: warning SP009"}},
		{"own file system", chain, Options{Locations: []Folder{{FS: mapFS("x/z.sql", native("z", "")), Dir: "x", Display: "../shared"}}}, "native", "z", nil},
		{"byte order mark", mapFS("m/a.sql", "\ufeff"+native("a", "")), Options{Locations: Folders("m")}, "native", "a", nil},
		{"replacement character", mapFS("m/a.sql", native("a", "")+"-- \ufffd"), Options{Locations: Folders("m")}, "native", "a", nil},

		{"no folder", chain, Options{}, "", "", []string{"error SP002: no revision files in no folder at all"}},
		{"missing folder", chain, Options{Locations: Folders("versions")}, "", "", []string{"versions: error SP001: the folder versions does not exist"}},
		{"outside of the file system", chain, Options{Locations: Folders("../m")}, "", "", []string{"../m: error SP001: the folder ../m does not exist"}},
		{"file for a folder", chain, Options{Locations: Folders("m/a_one.sql")}, "", "", []string{"m/a_one.sql: error SP001: m/a_one.sql is a file"}},
		{"empty folder", mapFS("m/README.md", ""), Options{Locations: Folders("m", "./m")}, "", "", []string{"error SP002: no revision files in m, m"}},
		{"nothing of the named format", mapFS("m/README.md", ""), Options{Locations: Folders("m"), SourceFormat: "goose"}, "", "", []string{"error SP002: no goose revision files in m"}},
		{"unknown format", chain, Options{Locations: Folders("m"), SourceFormat: "gooose"}, "", "", []string{`error SP006: unknown source format "gooose"`}},
		{"unknown file among native ones", mapFS("m/a.sql", native("a", ""), "m/b.sql", "A;"), Options{Locations: Folders("m")}, "", "", []string{"m/b.sql:1:1: error SP010: no `-- revision:`"}},
		{"only unknown files", mapFS("m/a.sql", "A", "m/b.sql", "B"), Options{Locations: Folders("m")}, "", "", []string{
			"m/a.sql:1:1: error SP008: a.sql is not a revision of any known format", "m/b.sql:1:1: error SP008"}},
		{"empty file", mapFS("m/a.sql", ""), Options{Locations: Folders("m")}, "", "", []string{"m/a.sql: error SP008"}},
		{"mixed", mapFS("m/a.sql", native("a", ""), "m/1_b.sql", gooseText, "m/1_c.up.sql", "C"), Options{Locations: Folders("m")}, "", "",
			[]string{"m/1_b.sql:1:1: error SP007: the files are of several formats: goose, golang-migrate, native"}},
		{"binary", mapFS("m/a.sql", "\ufeffab\x00c"), Options{Locations: Folders("m")}, "", "", []string{"m/a.sql: error SP004: the file is binary: a NUL byte at offset 5"}},
		{"Latin-1", mapFS("m/a.sql", "-- \ufffd\n-- caf\xe9"), Options{Locations: Folders("m")}, "", "", []string{"m/a.sql:2:7: error SP004: the file is not UTF-8: byte 0xe9 at offset 13"}},
		{"UTF-16", mapFS("m/a.sql", "\xff\xfea\x00"), Options{Locations: Folders("m")}, "", "", []string{"m/a.sql: error SP004: the file is UTF-16 text"}},
		{"folder with the name of a file", mapFS("m/a.sql/x", ""), Options{Locations: Folders("m")}, "", "", []string{"m/a.sql: error SP003: this has the name of a revision but is a folder"}},
		{"Go revision", mapFS("m/1_a.go", "import \"github.com/pressly/goose/v3\""), Options{Locations: Folders("m")}, "goose", "1", nil},
		{"errors of the graph", mapFS("m/a.sql", native("a", "zzz")), Options{Locations: Folders("m")}, "", "", []string{"m/a.sql:2:19: error SP103"}},
		{"errors of a header stop before the graph", mapFS("m/a.sql", native("a", "zzz"), "m/b.sql", "-- revision: b\n"+"-- sqlplan:upgrade\n-- sqlplan:downgrade\n"), Options{Locations: Folders("m")}, "", "",
			[]string{"m/b.sql:1:14: error SP010"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			set, diags := Load(test.fsys, test.opts)
			checkHeads(t, diags, test.diags)
			if test.format == "" {
				if set != nil {
					t.Fatal("a set in spite of errors")
				}
				return
			}
			if set == nil {
				t.Fatal("no set")
			}
			if set.Format.Name() != test.format {
				t.Errorf("format %s, want %s", set.Format.Name(), test.format)
			}
			if got := ids(set); got != test.want {
				t.Errorf("revisions %s, want %s", got, test.want)
			}
		})
	}
}

func checkHeads(t *testing.T, diags source.Diagnostics, want []string) {
	t.Helper()
	var got []string
	for _, d := range diags {
		got = append(got, d.Head())
	}
	if len(got) != len(want) {
		t.Fatalf("got %d diagnostics, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
}

func ids(set *Set) string {
	var list []string
	for _, r := range set.Revisions() {
		list = append(list, r.ID)
	}
	return strings.Join(list, " ")
}

func TestMissingFolderHint(t *testing.T) {
	fsys := mapFS("db/migrations/a.sql", "", "db/seeds/a.sql", "")
	for _, test := range []struct{ dir, want string }{
		{"db/migratons", "did you mean db/migrations? Otherwise create it with `sqlplan init`, or name the right folder"},
		{"dbs/migrations", "did you mean db? Otherwise create it with `sqlplan init`, or name the right folder"},
		{"versions", "create it with `sqlplan init`, or name the right folder"},
	} {
		_, diags := Load(fsys, Options{Locations: Folders(test.dir)})
		if len(diags) != 1 || diags[0].Help != test.want {
			t.Errorf("%s: got %+v, want help %q", test.dir, diags, test.want)
		}
	}
}

func TestLoadDigest(t *testing.T) {
	set, diags := Load(mapFS("m/1_a.up.sql", "\ufeffA", "m/1_a.down.sql", "B"), Options{Locations: Folders("m")})
	checkHeads(t, diags, nil)
	if got, want := set.Get("1").Digest, source.Digest("\ufeffA", "B"); got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
}

func TestLoadEmpty(t *testing.T) {
	for _, test := range []struct {
		name   string
		fsys   fs.FS
		named  string
		format string // "" if there must be an error
	}{
		{"nothing", mapFS("m/README.md", ""), "", "native"},
		{"code of no interest", mapFS("m/1_a.go", "package m\n"), "", "native"},
		{"named format", mapFS("m/README.md", ""), "goose", "goose"},
		{"SQL that is no revision", mapFS("m/a.sql", "A;"), "", ""},
		{"missing folder", mapFS("n/a.sql", ""), "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			set, diags := Load(test.fsys, Options{Locations: Folders("m"), SourceFormat: test.named, AllowEmpty: true})
			if test.format == "" {
				if set != nil || !diags.HasErrors() {
					t.Fatalf("got a set and %v, want an error", diags)
				}
				return
			}
			checkHeads(t, diags, nil)
			if set.Len() != 0 || set.Format.Name() != test.format {
				t.Errorf("got %d revisions of %s", set.Len(), set.Format.Name())
			}
		})
	}
}

func TestSetParseRange(t *testing.T) {
	goose, _ := Load(mapFS("m/00001_a.sql", gooseText, "m/00012_b.sql", gooseText), Options{Locations: Folders("m")})
	plain, _ := Load(mapFS("m/a.sql", native("a", "")), Options{Locations: Folders("m")})
	for _, test := range []struct {
		set        *Set
		text, want string
	}{
		{goose, "00001:00012", "1 12"},
		{goose, "1:00012+0", "1 12"},
		{goose, "base:head", "base head"},
		{plain, "00001:a", "00001 a"},
	} {
		r, err := test.set.ParseRange(test.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Start[0].Name + " " + r.Targets[0].Name; got != test.want {
			t.Errorf("%s: got %s, want %s", test.text, got, test.want)
		}
	}
	if _, err := goose.ParseRange("1:2:3"); err == nil {
		t.Error("a second colon is no error")
	}
	r, err := goose.ParseHistoryRange("00001:")
	if err != nil || r.Start[0].Name != "1" || len(r.Targets) != 0 {
		t.Errorf("got %+v %v", r, err)
	}
	path, err := goose.Resolve(ir.Upgrade, mustRange(t, goose, "00001:00012"))
	if err != nil || len(path.Steps) != 1 || path.Steps[0].Revision.ID != "12" {
		t.Errorf("got %+v %v", path, err)
	}
}

func mustRange(t *testing.T, s *Set, text string) Range {
	t.Helper()
	r, err := s.ParseRange(text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestLoadTwice: the same input gives the same diagnostics in the same order.
func TestLoadTwice(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 200 {
		fsys[fmt.Sprintf("m/%03d.sql", i)] = &fstest.MapFile{Data: []byte("-- revision: a\n-- ticket: 1\n-- owner: 2\n")}
	}
	_, first := Load(fsys, Options{Locations: Folders("m")})
	for range 5 {
		_, again := Load(fsys, Options{Locations: Folders("m")})
		if !slices.EqualFunc(first, again, func(a, b source.Diagnostic) bool { return a.Head() == b.Head() }) {
			t.Fatal("the diagnostics differ between two runs")
		}
	}
	if len(first) == 0 {
		t.Fatal("no diagnostics to compare")
	}
}

func TestFormats(t *testing.T) {
	for _, name := range FormatNames() {
		f := FormatByName(name)
		if f == nil || f.Name() != name {
			t.Errorf("FormatByName(%s) = %v", name, f)
		}
		if table := f.VersionTable(); table.Name == "" || table.Layout == "" {
			t.Errorf("%s has no version table: %+v", name, table)
		}
	}
	if FormatByName("alien") != nil {
		t.Error("a format that does not exist")
	}
}

func BenchmarkLoad(b *testing.B) {
	fsys := fstest.MapFS{}
	for i := range 10_000 {
		down := ""
		if i > 0 {
			down = fmt.Sprintf("r%05d", i-1)
		}
		fsys[fmt.Sprintf("r%05d_add_column.sql", i)] = &fstest.MapFile{Data: []byte(native(fmt.Sprintf("r%05d", i), down))}
	}
	dir := flatFS{fsys}
	for b.Loop() {
		set, diags := Load(dir, Options{Locations: Folders(".")})
		if diags.HasErrors() || set.Len() != 10_000 {
			b.Fatal(diags)
		}
	}
}

// flatFS is one folder in memory whose files are found at once: fstest.MapFS
// looks through all of its names to open one, which is what would be measured.
type flatFS struct{ fstest.MapFS }

func (f flatFS) Stat(name string) (fs.FileInfo, error) {
	if file, ok := f.MapFS[name]; ok {
		return flatInfo{name, file}, nil
	}
	return f.MapFS.Stat(name)
}

func (f flatFS) ReadFile(name string) ([]byte, error) { return f.MapFS[name].Data, nil }

type flatInfo struct {
	name string
	*fstest.MapFile
}

func (i flatInfo) Name() string       { return i.name }
func (i flatInfo) Size() int64        { return int64(len(i.Data)) }
func (i flatInfo) Mode() fs.FileMode  { return i.MapFile.Mode }
func (i flatInfo) IsDir() bool        { return false }
func (i flatInfo) Sys() any           { return nil }
func (i flatInfo) ModTime() time.Time { return i.MapFile.ModTime }
