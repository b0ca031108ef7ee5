package goose

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

func run(body ir.Body, direction ir.Direction) []string {
	var list []string
	body.Run(&ir.Env{Direction: direction}, func(op ir.Op) error {
		switch op := op.(type) {
		case ir.RawSQL:
			list = append(list, fmt.Sprintf("none=%t %s", op.NoTransaction, strings.TrimSpace(op.Text.Text())))
		case ir.Irreversible:
			list = append(list, "irreversible: "+op.Reason)
		}
		return nil
	})
	return list
}

func TestParse(t *testing.T) {
	for _, test := range []struct {
		name, text string
		up, down   []string
	}{
		{"both", "-- +goose Up\nA;\n\n-- +goose Down\nB;\n", []string{"none=false A;"}, []string{"none=false B;"}},
		{"no down", "-- +goose Up\nA;", []string{"none=false A;"}, []string{"irreversible: 1_x.sql has no -- +goose Down section"}},
		{"empty down", "-- +goose Up\nA;\n-- +goose Down\n", []string{"none=false A;"}, nil},
		{"any case, no blank", "--+goose UP\nA;\n--  +goose  down  \nB;", []string{"none=false A;"}, []string{"none=false B;"}},
		{"dashes behind", "-- +goose Up --\nA;", []string{"none=false A;"}, []string{"irreversible: 1_x.sql has no -- +goose Down section"}},
		{"CRLF", "-- +goose Up\r\nA;\r\n-- +goose Down\r\nB;\r\n", []string{"none=false A;"}, []string{"none=false B;"}},
		{"byte order mark", "\ufeff-- +goose Up\nA;\n-- +goose Down\n", []string{"none=false A;"}, nil},
		{"comment above", "-- written by hand\n\n-- +goose Up\nA;\n-- +goose Down\n", []string{"none=false A;"}, nil},
		{"no transaction", "-- +goose NO TRANSACTION\n-- +goose Up\nA;\n-- +goose Down\nB;", []string{"none=true A;"}, []string{"none=true B;"}},
		{"no transaction, late", "-- +goose Up\nA;\n-- +goose Down\nB;\n-- +goose no transaction\n", []string{"none=true A;"}, []string{"none=true B;"}},
		{"statements", "-- +goose Up\nA;\n-- +goose StatementBegin\nB;\nC\n-- +goose StatementEnd\nD;\n-- +goose Down\n-- +goose statementbegin\nE\n-- +goose statementend\n",
			[]string{"none=false A;", "none=false B;\nC", "none=false D;"}, []string{"none=false E"}},
		{"comment behind the semicolon", "-- +goose Up\nA\nB; -- done\n-- the end\n-- +goose Down\n", []string{"none=false A\nB; -- done\n-- the end"}, nil},
		{"ENVSUB OFF", "-- +goose ENVSUB OFF\n-- +goose Up\nA;\n-- +goose Down\n", []string{"none=false A;"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			revs, diags := Format{}.Read([]*source.File{source.NewFile("db/1_x.sql", test.text)})
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			if got := run(revs[0].Body, ir.Upgrade); !slices.Equal(got, test.up) {
				t.Errorf("up: got %q, want %q", got, test.up)
			}
			if got := run(revs[0].Body, ir.Downgrade); !slices.Equal(got, test.down) {
				t.Errorf("down: got %q, want %q", got, test.down)
			}
		})
	}
}

func TestParseProblems(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"empty file", "", []string{"db/1_x.sql: error SP052: no `-- +goose Up`"}},
		{"no annotation", "-- hello\n", []string{"db/1_x.sql:1:1: error SP052: no `-- +goose Up`"}},
		{"only SQL", "A;\nB;\n", []string{"db/1_x.sql:1:1: error SP052: SQL before `-- +goose Up`"}},
		{"SQL before up", "-- x\n  A;\n-- +goose Up\n", []string{"db/1_x.sql:2:3: error SP052: SQL before"}},
		{"down first", "-- +goose Down\nA;\n-- +goose Up\n", []string{"1:1: error SP051: `-- +goose Down` before", "3:1: error SP051: a second `-- +goose Up`"}},
		{"up twice", "-- +goose Up\n-- +goose Up\n", []string{"2:1: error SP051: a second `-- +goose Up`"}},
		{"down twice", "-- +goose Up\n-- +goose Down\n-- +goose Down\n", []string{"3:1: error SP051: a second `-- +goose Down`"}},
		{"begin before up", "-- +goose StatementBegin\n-- +goose StatementEnd\n-- +goose Up\n", []string{"1:1: error SP051: StatementBegin before"}},
		{"begin not closed", "-- +goose Up\n-- +goose StatementBegin\nA\n", []string{"2:1: error SP051: StatementBegin without StatementEnd"}},
		{"begin not closed before down", "-- +goose Up\n-- +goose StatementBegin\nA\n-- +goose Down\n", []string{"2:1: error SP051: StatementBegin without StatementEnd"}},
		{"begin in begin", "-- +goose Up\n-- +goose StatementBegin\n-- +goose StatementBegin\n-- +goose StatementEnd\n", []string{"3:1: error SP051: StatementBegin inside"}},
		{"end alone", "-- +goose Up\n-- +goose StatementEnd\n", []string{"2:1: error SP051: StatementEnd without"}},
		{"no semicolon", "-- +goose Up\nA;\nB\n  C -- ;\n-- +goose Down\n", []string{"3:1: error SP053: the statement has no end"}},
		{"no semicolon at the end", "-- +goose Up\n-- +goose Down\nB", []string{"3:1: error SP053: the statement has no end"}},
		{"no semicolon before begin", "-- +goose Up\nB\n-- +goose StatementBegin\nA\n-- +goose StatementEnd\n", []string{"2:1: error SP053"}},
		{"ENVSUB", "-- +goose ENVSUB ON\n-- +goose Up\nA ${B};\n", []string{"1:1: error SP054: goose's substitution"}},
		{"unknown", "-- +goose Up\n-- +goose Dwon\n", []string{"2:1: error SP050: unknown annotation +goose Dwon"}},
		{"no name", "-- +goose Up\n-- +goose\n", []string{"2:1: error SP050: unknown annotation +goose"}},
		{"prose", "-- +goose Up\n-- see +goose docs\n", []string{"2:1: error SP050: unknown annotation"}},
		{"indented", "-- +goose Up\n  -- +goose Down\n", []string{"2:3: error SP050: goose refuses an annotation that is indented"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, diags := Format{}.Read([]*source.File{source.NewFile("db/1_x.sql", test.text)})
			if len(diags) != len(test.want) {
				t.Fatalf("got %d diagnostics, want %d: %v", len(diags), len(test.want), diags)
			}
			for i, d := range diags {
				if !strings.Contains(d.Head(), test.want[i]) {
					t.Errorf("got %s, want %s", d.Head(), test.want[i])
				}
			}
		})
	}
}

func TestHint(t *testing.T) {
	_, diags := Format{}.Read([]*source.File{source.NewFile("1_x.sql", "-- +goose Up\n-- +goose StatmentBegin\n")})
	want := "did you mean StatementBegin? the annotations are Up, Down, StatementBegin, StatementEnd, NO TRANSACTION, ENVSUB ON, ENVSUB OFF"
	if len(diags) != 1 || diags[0].Help != want {
		t.Errorf("got %+v, want help %q", diags, want)
	}
}

func TestRead(t *testing.T) {
	const text = "-- +goose Up\n"
	for _, test := range []struct {
		name  string
		files []string
		want  []string
		diags []string
	}{
		{"line by number", []string{"20240101000000_c.sql", "00002_b_and_b.sql", "1_a.sql"}, []string{"1< a", "2<1 b and b", "20240101000000<2 c"}, nil},
		{"duplicate", []string{"01_a.sql", "1_b.sql"}, []string{"1< a"}, []string{"d/1_b.sql:1:1: error SP041: number 1 is used twice: by d/01_a.sql and by d/1_b.sql"}},
		{"zero", []string{"0_a.sql"}, nil, []string{"d/0_a.sql:1:1: error SP040: a goose revision cannot have the number 0"}},
		{"too large", []string{"9223372036854775808_a.sql"}, nil, []string{"d/9223372036854775808_a.sql:1:1: error SP040"}},
		{"Go keeps its place", []string{"1_a.sql", "2_b.go", "3_c.sql"}, []string{"1< a", "2<1 b", "3<2 c"}, nil},
		{"Go with a number that is taken", []string{"1_b.go", "1_a.sql"}, []string{"1< b"}, []string{"d/1_a.sql:1:1: error SP041"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var files []*source.File
			for _, n := range test.files {
				files = append(files, source.NewFile("d/"+n, text))
			}
			revs, diags := Format{}.Read(files)
			var got []string
			for _, r := range revs {
				parent := ""
				for _, d := range r.Down {
					parent += d.Name
				}
				got = append(got, fmt.Sprintf("%s<%s %s", r.ID, parent, r.Message))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if len(diags) != len(test.diags) {
				t.Fatalf("got diagnostics %v, want %v", diags, test.diags)
			}
			for i, d := range diags {
				if !strings.HasPrefix(d.Head(), test.diags[i]) {
					t.Errorf("got %s, want %s", d.Head(), test.diags[i])
				}
			}
		})
	}
}

func TestGoCodeDoesNotCompile(t *testing.T) {
	revs, diags := Format{}.Read([]*source.File{source.NewFile("d/2_b.go", "package db\n")})
	if len(diags) > 0 || len(revs) != 1 {
		t.Fatalf("got %d revisions and %v", len(revs), diags)
	}
	for _, direction := range []ir.Direction{ir.Upgrade, ir.Downgrade} {
		t.Run(direction.String(), func(t *testing.T) {
			found := revs[0].Body.Run(&ir.Env{Direction: direction}, func(op ir.Op) error {
				t.Errorf("got the operation %T", op)
				return nil
			})
			if want := "d/2_b.go:1:1: error SP055: 2_b.go is a goose revision in Go"; len(found) != 1 || !strings.HasPrefix(found[0].Head(), want) {
				t.Errorf("got %v, want %s", found, want)
			}
		})
	}
}

func TestRecognise(t *testing.T) {
	for _, test := range []struct {
		name, text           string
		candidate, recognise bool
	}{
		{"1_a.sql", "-- +goose Up\n", true, true},
		{"1_a.sql", "SELECT 1;\n", true, false},
		{"a.sql", "-- +goose Up\n", false, true},
		{"1_a.go", "package db\n\nimport \"github.com/pressly/goose/v3\"\n", true, true},
		{"1_a.go", "package db\n", true, false},
		{"1_a_test.go", "import \"github.com/pressly/goose/v3\"", false, false},
		{"a.go", "import \"github.com/pressly/goose/v3\"", false, false},
		{"1a.sql", "", false, false},
	} {
		if got := (Format{}).Candidate(test.name); got != test.candidate {
			t.Errorf("Candidate(%s) = %t", test.name, got)
		}
		if got := (Format{}).Recognise(source.NewFile("d/"+test.name, test.text)); got != test.recognise {
			t.Errorf("Recognise(%s, %q) = %t", test.name, test.text, got)
		}
	}
}

func TestVersionTable(t *testing.T) {
	want := ir.VersionTable{Name: "goose_db_version", Layout: ir.LayoutHistory, PrimaryKey: true}
	if got := (Format{}).VersionTable(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func FuzzGoose(f *testing.F) {
	f.Add("-- +goose Up\nA;\n-- +goose StatementBegin\nB\n-- +goose StatementEnd\n-- +goose Down\nC;\n")
	f.Add("--+goose NO TRANSACTION\r\n-- +goose ENVSUB ON\r\n  -- +goose up\r\nA")
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("1_x.sql", text)
		b, diags := parse(file)
		for _, d := range diags {
			if s := d.Span; s.Start() < 0 || s.Start() > s.End() || s.End() > len(file.Text) {
				t.Fatalf("span %d:%d is outside of the file", s.Start(), s.End())
			}
			d.Format(new(strings.Builder), nil)
		}
		last := 0
		for _, s := range slices.Concat(b.up, b.down) {
			if diags.HasErrors() {
				break // sections may be in any order
			}
			if s.Start() < last || s.End() < s.Start() {
				t.Fatalf("stretches overlap at %d", s.Start())
			}
			for line := range strings.Lines(s.Text()) {
				if isAnnotation(line) {
					t.Fatalf("an annotation is left in %q", s.Text())
				}
			}
			last = s.End()
		}
	})
}
