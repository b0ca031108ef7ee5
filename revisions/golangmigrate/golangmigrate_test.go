package golangmigrate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

func files(names ...string) []*source.File {
	var list []*source.File
	for _, n := range names {
		list = append(list, source.NewFile("db/"+n, "-- "+n+"\n"))
	}
	return list
}

func TestCandidate(t *testing.T) {
	for _, test := range []struct {
		name string
		want bool
	}{
		{"1_a.up.sql", true}, {"0001_a.down.sql", true}, {"20240102030405_add_users.up.sql", true},
		{"0_.up.sql", true}, {"1_a.b.up.sql", true},
		{"1.up.sql", false}, {"a_1.up.sql", false}, {"1_a.sql", false}, {"1_a.up.cql", false}, {"1_a.UP.sql", false},
		{"1_a.up.sql.tmpl", false}, {"-1_a.up.sql", false},
	} {
		if got := (Format{}).Candidate(test.name); got != test.want {
			t.Errorf("Candidate(%s) = %t", test.name, got)
		}
		if got := (Format{}).Recognise(source.NewFile("1_d.up.sql/"+test.name, "")); got != test.want {
			t.Errorf("Recognise(%s) = %t", test.name, got)
		}
	}
}

func TestRead(t *testing.T) {
	for _, test := range []struct {
		name  string
		files []string
		want  []string // id<parent message
		diags []string
	}{
		{"line by number", []string{"10_c.up.sql", "10_c.down.sql", "2_b_and_b.up.sql", "0001_a.up.sql"}, []string{"1< a", "2<1 b and b", "10<2 c"}, nil},
		{"zero", []string{"000_a.up.sql", "1_b.up.sql"}, []string{"0< a", "1<0 b"}, nil},
		{"bigint", []string{"9223372036854775807_a.up.sql"}, []string{"9223372036854775807< a"}, nil},
		{"beyond bigint", []string{"9223372036854775808_a.up.sql", "1_a.up.sql"}, []string{"1< a"}, []string{"db/9223372036854775808_a.up.sql:1:1: error SP040"}},
		{"duplicate", []string{"01_a.up.sql", "1_b.up.sql"}, []string{"1< a"}, []string{"db/1_b.up.sql:1:1: error SP041: number 1 is used twice: by db/01_a.up.sql and by db/1_b.up.sql"}},
		{"duplicate down", []string{"1_a.down.sql", "1_a.up.sql", "01_a.down.sql"}, []string{"1< a"}, []string{"db/01_a.down.sql:1:1: error SP041"}},
		{"no up", []string{"1_a.up.sql", "2_b.down.sql"}, []string{"1< a"}, []string{"db/2_b.down.sql:1:1: error SP042: there is no up file for 2_b.down.sql"}},
		{"names differ", []string{"1_a.up.sql", "1_b.down.sql"}, []string{"1< a"}, []string{"db/1_b.down.sql:1:1: note SP043: 1_b.down.sql is taken as the down file of 1_a.up.sql"}},
		{"none", nil, nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			revs, diags := Format{}.Read(files(test.files...))
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

func TestRun(t *testing.T) {
	revs, _ := Format{}.Read(files("1_a.up.sql", "1_a.down.sql", "2_b.up.sql"))
	for _, test := range []struct {
		rev       int
		direction ir.Direction
		want      ir.Op
	}{
		{0, ir.Upgrade, ir.RawSQL{Text: revs[0].Files[0].Span(0, 14), OwnTransaction: true}},
		{0, ir.Downgrade, ir.RawSQL{Text: revs[0].Files[1].Span(0, 16), OwnTransaction: true}},
		{1, ir.Upgrade, ir.RawSQL{Text: revs[1].Files[0].Span(0, 14), OwnTransaction: true}},
		{1, ir.Downgrade, ir.Irreversible{At: revs[1].Files[0].Span(0, 0), Reason: "there is no down file for 2_b.up.sql"}},
	} {
		var got []ir.Op
		diags := revs[test.rev].Body.Run(&ir.Env{Direction: test.direction}, func(op ir.Op) error { got = append(got, op); return nil })
		if len(diags) > 0 || len(got) != 1 || got[0] != test.want {
			t.Errorf("revision %d %s: got %v %v, want %v", test.rev, test.direction, got, diags, test.want)
		}
	}
}

func TestVersionTable(t *testing.T) {
	want := ir.VersionTable{Name: "schema_migrations", Layout: ir.LayoutLatest, PrimaryKey: true}
	if got := (Format{}).VersionTable(); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := (Format{}).NormalizeID("0010"); got != "10" {
		t.Errorf("NormalizeID: %q", got)
	}
}
