package sqlfile

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// read reads one file and returns its revision, nil if there is none, and the
// first lines of the diagnostics.
func read(name, text string) (*ir.Revision, []string) {
	revs, diags := Format{}.Read([]*source.File{source.NewFile(name, text)})
	if len(revs) == 0 {
		return nil, heads(diags)
	}
	return revs[0], heads(diags)
}

func heads(diags source.Diagnostics) []string {
	var list []string
	for _, d := range diags {
		list = append(list, strings.TrimPrefix(d.Head(), path.Dir(d.Span.Pos().Path)+"/"))
	}
	return list
}

// checkDiags compares first lines of diagnostics with what they must contain, one by one.
func checkDiags(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d diagnostics, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
	for i := range want {
		if !strings.Contains(got[i], want[i]) {
			t.Errorf("diagnostic %d:\n got %s\nwant %s", i, got[i], want[i])
		}
	}
}

// ops runs a body and writes each operation as one line.
func ops(body ir.Body, env *ir.Env) (list []string, diags source.Diagnostics) {
	diags = body.Run(env, func(op ir.Op) error {
		switch op := op.(type) {
		case ir.RawSQL:
			list = append(list, fmt.Sprintf("sql none=%t %q", op.NoTransaction, op.Text.Text()))
		case ir.Irreversible:
			list = append(list, fmt.Sprintf("irreversible %q", op.Reason))
		}
		return nil
	})
	return list, diags
}

const sections0 = "-- sqlplan:upgrade\n-- sqlplan:downgrade\n"

func TestHeader(t *testing.T) {
	text := `-- Copyright by nobody.
/* a banner
   -- revision: not this one
*/
-- revision: 4f1c
-- down_revision:  9b0d ,a1	
--branch_labels:payments
-- depends_on: c2, d3
-- author: Ann <ann@example.org>
-- created: 2024-05-06
-- ticket: OPS-311
-- Note: see below
-- see https://example.org/x: it says why
-- https://example.org

-- the next one: is prose
-- sqlplan:upgrade
-- message: not in the header
-- sqlplan:downgrade
`
	rev, diags := read("v/4f1c_add-phone_number.sql", strings.ReplaceAll(text, "\n", "\r\n"))
	checkDiags(t, diags, nil)
	for _, test := range []struct{ what, got, want string }{
		{"id", rev.ID, "4f1c"},
		{"id span", rev.Span.Text(), "4f1c"},
		{"down", names(rev.Down), "9b0d a1"},
		{"span of the second parent", rev.Down[1].Span.Text(), "a1"},
		{"labels", names(rev.BranchLabels), "payments"},
		{"depends", names(rev.DependsOn), "c2 d3"},
		{"author", rev.Author, "Ann <ann@example.org>"},
		{"created", rev.Created, "2024-05-06"},
		{"message", rev.Message, "add phone number"},
		{"fields", fmt.Sprint(rev.Fields), "[{ticket OPS-311}]"},
		{"path", rev.Path(), "v/4f1c_add-phone_number.sql"},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", test.what, test.got, test.want)
		}
	}
}

func names(refs []ir.Ref) string {
	var list []string
	for _, r := range refs {
		list = append(list, r.Name)
	}
	return strings.Join(list, " ")
}

func TestHeaderProblems(t *testing.T) {
	for _, test := range []struct {
		name, file, header string
		want               []string
	}{
		{"base", "a_x.sql", "-- revision: a\n-- down_revision:\n", nil},
		{"byte order mark", "a_x.sql", "\ufeff-- revision: a\n-- down_revision:\n", nil},
		{"no slug", "a.sql", "-- revision: a\n-- down_revision:\n", nil},
		{"tabs", "a_x.sql", "--\trevision:\ta\t\n--\tdown_revision:\t\n", nil},
		{"no keys", "a_x.sql", "-- hello\n", []string{"1:1: error SP010: no `-- revision:`"}},
		{"id behind SQL", "a_x.sql", "SELECT 1;\n-- revision: a\n-- down_revision:\n", []string{"1:1: error SP010: no `-- revision:`"}},
		{"executable comment is SQL", "a_x.sql", "/*!40101 SET x=1 */\n-- revision: a\n", []string{"1:1: error SP010: no `-- revision:`"}},
		{"no parent", "a_x.sql", "-- revision: a\n", []string{"1:14: error SP010: no `-- down_revision:`"}},
		{"empty id", "a_x.sql", "-- revision:\n-- down_revision:\n", []string{"1:4: error SP013: the revision has no id"}},
		{"quoted id", "'a'_x.sql", "-- revision: 'a'\n-- down_revision:\n", []string{"1:14: error SP013: the revision id is in quotes"}},
		{"misspelt parent", "a_x.sql", "-- revision: a\n-- down_revison: b\n", []string{`2:4: error SP011: unknown header key "down_revison", did you mean "down_revision"?`}},
		{"capital", "a_x.sql", "-- Revision: a\n", []string{`1:4: error SP011: unknown header key "Revision", did you mean "revision"?`}},
		{"dash", "a_x.sql", "-- revision: a\n-- down-revision: b\n", []string{`2:4: error SP011: unknown header key "down-revision"`}},
		{"half a key", "a_x.sql", "-- revision: a\n-- down_revision:\n-- depends: b\n", []string{`3:4: error SP011: unknown header key "depends", did you mean "depends_on"?`}},
		{"repeated", "a_x.sql", "-- revision: a\n-- down_revision: b\n-- down_revision: c\n", []string{"3:4: error SP012: header key down_revision is given twice"}},
		{"repeated field", "a_x.sql", "-- revision: a\n-- down_revision:\n-- ticket: 1\n-- ticket: 2\n", []string{"4:4: error SP012: header key ticket is given twice"}},
		{"empty entry", "a_x.sql", "-- revision: a\n-- down_revision: b,,c\n", []string{"2:21: error SP013: the list of down_revision has an empty entry"}},
		{"last comma", "a_x.sql", "-- revision: a\n-- down_revision: b,\n", []string{"2:21: error SP013: the list of down_revision has an empty entry"}},
		{"None", "a_x.sql", "-- revision: a\n-- down_revision: None\n", []string{"2:19: error SP013: down_revision is None"}},
		{"tuple", "a_x.sql", "-- revision: a\n-- down_revision: ('b')\n", []string{"2:19: error SP013: the value of down_revision is quoted or bracketed"}},
		{"file name", "b_x.sql", "-- revision: a\n-- down_revision:\n", []string{"1:14: warning SP014: the file name does not begin with the revision id a"}},
		{"no file name can have the id", "b_x.sql", "-- revision: ../a\n-- down_revision:\n", nil},
		{"file name goes on", "ab_x.sql", "-- revision: a\n-- down_revision:\n", []string{"1:14: warning SP014"}},
		{"action in the header", "a_x.sql.tmpl", "-- revision: a\n-- down_revision: {{.parent}}\n", []string{"2:19: error SP013: the value of down_revision holds a template action"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, diags := read(test.file, test.header+sections0)
			checkDiags(t, diags, test.want)
		})
	}
}

func TestSlugInWarning(t *testing.T) {
	revs, diags := Format{}.Read([]*source.File{source.NewFile("v/add_users.sql.tmpl", "-- revision: a\n-- down_revision:\n"+sections0)})
	if len(diags) != 1 || diags[0].Help != "rename it to a_add_users.sql.tmpl" {
		t.Errorf("got %v", diags)
	}
	if revs[0].Message != "add users" {
		t.Errorf("message %q", revs[0].Message)
	}
}

func TestSections(t *testing.T) {
	const h = "-- revision: a\n-- down_revision:\n"
	up, down := ir.Upgrade, ir.Downgrade
	for _, test := range []struct {
		name, text, dialect string
		direction           ir.Direction
		want                []string
	}{
		{"upgrade", h + "-- sqlplan:upgrade\nA;\n-- sqlplan:downgrade\nB;", "sqlite", up, []string{`sql none=false "A;\n"`}},
		{"downgrade", h + "-- sqlplan:upgrade\nA;\n-- sqlplan:downgrade\nB;", "sqlite", down, []string{`sql none=false "B;"`}},
		{"empty", h + "-- sqlplan:upgrade\n\n-- sqlplan:downgrade", "sqlite", up, nil},
		{"irreversible", h + "-- sqlplan:upgrade\nA;\n-- sqlplan:irreversible  data is gone ", "sqlite", down, []string{`irreversible "data is gone"`}},
		{"upgrade of an irreversible one", h + "-- sqlplan:irreversible gone\n-- sqlplan:upgrade\nA;", "sqlite", up, []string{`sql none=false "A;"`}},
		{"all that fit, in order", h + "-- sqlplan:upgrade dialect=mysql,mariadb\nA;\n-- sqlplan:upgrade\nB;\n-- sqlplan:upgrade dialect=sqlite\nC;\n-- sqlplan:downgrade\n",
			"mariadb", up, []string{`sql none=false "A;\n"`, `sql none=false "B;\n"`}},
		{"file without transactions", h + "-- sqlplan:transaction none\n-- sqlplan:upgrade\nA;\n-- sqlplan:downgrade\nB;", "sqlite", down, []string{`sql none=true "B;"`}},
		{"section without transactions", h + "-- sqlplan:upgrade\n-- why\n-- sqlplan:transaction none\nA;\n-- sqlplan:upgrade\nB;\n-- sqlplan:downgrade\nC;", "sqlite", up,
			[]string{`sql none=true "-- why\n-- sqlplan:transaction none\nA;\n"`, `sql none=false "B;\n"`}},
		{"ignore stays", h + "-- sqlplan:upgrade\n-- sqlplan:ignore drop-table it is empty\nA;\n-- sqlplan:downgrade\n", "sqlite", up, []string{`sql none=false "-- sqlplan:ignore drop-table it is empty\nA;\n"`}},
		{"CRLF", strings.ReplaceAll(h+"-- sqlplan:upgrade dialect=sqlite\nA;\n-- sqlplan:irreversible gone\n", "\n", "\r\n"), "sqlite", up, []string{`sql none=false "A;\r\n"`}},
		{"indented directive", h + "\t-- sqlplan:upgrade\nA;\n  --sqlplan:downgrade\nB;", "sqlite", up, []string{`sql none=false "A;\n"`}},
		{"prose about sqlplan", h + "-- sqlplan compiles this\n-- sqlplan:upgrade\n-- sqlplan-like\nA;\n-- sqlplan:downgrade\n", "sqlite", up, []string{`sql none=false "-- sqlplan-like\nA;\n"`}},
		{"comments between", h + "/* one */ -- two\n-- sqlplan:irreversible x\n-- three\n/* four\n */\n-- sqlplan:upgrade\nA;", "sqlite", up, []string{`sql none=false "A;"`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			rev, diags := read("a_x.sql", test.text)
			checkDiags(t, diags, nil)
			got, found := ops(rev.Body, &ir.Env{Dialect: test.dialect, Direction: test.direction})
			checkDiags(t, heads(found), nil)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestSectionProblems(t *testing.T) {
	const u, d = "-- sqlplan:upgrade\n", "-- sqlplan:downgrade\n"
	for _, test := range []struct {
		name, body string // the body starts on line 3
		want       []string
	}{
		{"nothing", "", []string{"1:1: error SP016", "1:1: error SP017"}},
		{"no upgrade", d, []string{"1:1: error SP016: no upgrade section"}},
		{"no downgrade", u + "A;", []string{"1:1: error SP017: neither a downgrade section"}},
		{"both", u + d + "-- sqlplan:irreversible gone", []string{"5:1: error SP018: the revision has both"}},
		{"irreversible twice", u + "-- sqlplan:irreversible a\n-- sqlplan:irreversible b", []string{"5:1: error SP018: sqlplan:irreversible is given twice"}},
		{"no reason", u + "-- sqlplan:irreversible\n", []string{"4:1: error SP020: sqlplan:irreversible has no reason"}},
		{"SQL before the sections", "  CREATE TABLE t (\na int);\n" + u + d, []string{"3:3: error SP015: SQL outside of a section"}},
		{"SQL behind irreversible", u + "-- sqlplan:irreversible a\n-- x\nA;\n", []string{"6:1: error SP015: SQL outside of a section"}},
		{"only SQL", "CREATE TABLE t (a int);", []string{"3:1: error SP015", "1:1: error SP016", "1:1: error SP017"}},
		{"unknown directive", u + d + "-- sqlplan:downgarde\n", []string{"5:1: error SP019: unknown directive sqlplan:downgarde"}},
		{"no name", u + d + "-- sqlplan:\n", []string{"5:1: error SP019: unknown directive sqlplan:"}},
		{"stop blocks are for scripts", u + d + "-- sqlplan:stop X\n", []string{"5:1: error SP019: unknown directive sqlplan:stop"}},
		{"blank behind the colon", u + "-- sqlplan: downgrade\n" + d, []string{"4:1: error SP019: this looks like a directive"}},
		{"no colon", u + "-- sqlplan downgrade\n" + d, []string{"4:1: error SP019: this looks like a directive"}},
		{"capitals", u + "-- SQLPLAN:DOWNGRADE\n" + d, []string{"4:1: error SP019: this looks like a directive"}},
		{"misspelt downgrade", u + "A;\n-- sqlplan:downgarde\nB;\n", []string{"5:1: error SP019: unknown directive sqlplan:downgarde"}},
		{"misspelt upgrade", "-- sqlplan:upgarde\nA;\n" + d, []string{"3:1: error SP019: unknown directive sqlplan:upgarde"}},
		{"misspelt irreversible", u + "-- sqlplan:ireversible gone\n", []string{"4:1: error SP019: unknown directive sqlplan:ireversible"}},
		{"all misspelt", "-- sqlplan:upgrad\nA;\n-- SQLPLAN:Downgrade\nB;", []string{"3:1: error SP019", "5:1: error SP019"}},
		{"up and down", "-- sqlplan:up\nA;\n-- sqlplan:down\nB;", []string{"3:1: error SP019: unknown directive sqlplan:up", "5:1: error SP019: unknown directive sqlplan:down"}},
		{"misspelt directive and no section", u + "-- sqlplan:transactoin none\n", []string{"4:1: error SP019", "1:1: error SP017"}},
		{"misspelt upgrade and no downgrade", "-- sqlplan upgrade\nA;\n", []string{"3:1: error SP019", "1:1: error SP017"}},
		{"misspelt downgrade beside irreversible", u + "-- sqlplan downgrade is not possible\n-- sqlplan:irreversible gone\n", []string{"4:1: error SP019"}},
		{"misspelt irreversible in a section", u + d + "-- sqlplan irreversible but for this\nA;\n", []string{"5:1: error SP019"}},
		{"SQL before a misspelt section", "A;\n-- sqlplan:upgarde\n" + d, []string{"4:1: error SP019", "3:1: error SP015"}},
		{"unknown dialect", "-- sqlplan:upgrade dialect=postgres\n" + d, []string{`3:20: error SP020: unknown dialect "postgres"`}},
		{"empty dialect", "-- sqlplan:upgrade dialect=\n" + d, []string{`3:20: error SP020: cannot read "dialect="`}},
		{"blank in dialects", "-- sqlplan:upgrade dialect=mysql, mariadb\n" + d, []string{`3:20: error SP020: cannot read "dialect=mysql, mariadb"`}},
		{"other argument", "-- sqlplan:upgrade postgresql\n" + d, []string{`3:20: error SP020: cannot read "postgresql" behind sqlplan:upgrade`}},
		{"transaction value", u + "-- sqlplan:transaction off\n" + d, []string{`4:1: error SP020: unknown value "off"`}},
		{"transaction behind a statement", u + "A;\n-- sqlplan:transaction none\n" + d, []string{"5:1: error SP021"}},
		{"transaction behind irreversible", u + "-- sqlplan:irreversible x\n-- sqlplan:transaction none\n", []string{"5:1: error SP021"}},
		{"ignore without a reason", u + "-- sqlplan:ignore drop-table\nA;\n" + d, []string{"4:1: error SP020: sqlplan:ignore needs a rule and a reason"}},
		{"ignore without anything", u + "-- sqlplan:ignore\nA;\n" + d, []string{"4:1: error SP020: sqlplan:ignore needs"}},
		{"ignore outside", "-- sqlplan:ignore drop-table it is empty\n" + u + d, []string{"3:1: error SP021: sqlplan:ignore stands outside"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, diags := read("a_x.sql", "-- revision: a\n-- down_revision:\n"+test.body)
			checkDiags(t, diags, test.want)
		})
	}
}

func TestHelpNamesNearest(t *testing.T) {
	for _, test := range []struct{ body, want string }{
		{"-- sqlplan:downgarde\n", "did you mean downgrade? the directives are upgrade, downgrade, irreversible, transaction, ignore, ignore-file"},
		{"-- sqlplan:upgrade dialect=postgres\n", "did you mean postgresql? the dialects are postgresql, mysql, mariadb, sqlite, mssql, oracle"},
		{"-- sqlplan:down\n", "did you mean downgrade? the directives are upgrade, downgrade, irreversible, transaction, ignore, ignore-file"},
		{"-- sqlplan:d\n", "the directives are upgrade, downgrade, irreversible, transaction, ignore, ignore-file"},
		{"-- SQLPlan: Downgrade\n", "write it in lower case, with a colon and without blanks around it: `-- sqlplan:downgrade`"},
	} {
		_, diags := Format{}.Read([]*source.File{source.NewFile("a_x.sql", "-- revision: a\n-- down_revision:\n"+test.body+sections0)})
		if len(diags) != 1 || diags[0].Help != test.want {
			t.Errorf("%q: got %+v, want help %q", test.body, diags, test.want)
		}
	}
}

func TestNoSectionForDialect(t *testing.T) {
	rev, diags := read("a_x.sql", "-- revision: a\n-- down_revision:\n-- sqlplan:upgrade dialect=mysql\n-- sqlplan:upgrade dialect=mariadb,mysql\n-- sqlplan:downgrade\n")
	checkDiags(t, diags, nil)
	_, found := ops(rev.Body, &ir.Env{Dialect: "sqlite", Direction: ir.Upgrade})
	checkDiags(t, heads(found), []string{"3:1: error SP022: no upgrade section for dialect sqlite, only for mariadb, mysql"})
	_, found = ops(rev.Body, &ir.Env{Dialect: "sqlite", Direction: ir.Downgrade})
	checkDiags(t, heads(found), nil)
}

func TestRunStopsWhenEmitFails(t *testing.T) {
	rev, _ := read("a_x.sql", "-- revision: a\n-- down_revision:\n-- sqlplan:upgrade\nA;\n-- sqlplan:upgrade\nB;\n-- sqlplan:downgrade\n")
	calls := 0
	rev.Body.Run(&ir.Env{Dialect: "sqlite", Direction: ir.Upgrade}, func(ir.Op) error { calls++; return errors.New("no") })
	if calls != 1 {
		t.Errorf("emit was called %d times after its error, want once", calls)
	}
}

func TestRecognise(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"a.sql", "-- revision: a\n", true},
		{"a.sql.tmpl", "\n-- hello\n-- revision: a\n", true},
		{"a.sql", "-- sqlplan:upgrade\n", true},
		{"a.sql", "CREATE TABLE t (a int);\n-- revision: a\n", false},
		{"a.sql", "", false},
		{"a.py", "-- revision: a\n", false},
	} {
		if got := (Format{}).Recognise(source.NewFile(test.name, test.text)); got != test.want {
			t.Errorf("Recognise(%s, %q) = %t", test.name, test.text, got)
		}
	}
}

func FuzzHeader(f *testing.F) {
	f.Add("-- revision: a\n-- down_revision: b, c\n\n-- sqlplan:upgrade dialect=mysql\nSELECT 1;\n-- sqlplan:downgrade\n")
	f.Add("/* x */\r\n-- Revision: a\r\n-- x: y\r\n--sqlplan:transaction none\r\n")
	f.Add("-- revision:\n-- sqlplan:irreversible x\n/*")
	f.Add("-- sqlplan: UPGRADE\n-- sqlplan:ignore a b\n--sqlplan")
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("v/a_x.sql", text)
		revs, diags := Format{}.Read([]*source.File{file})
		for _, d := range diags {
			checkSpan(t, d.Span)
			d.Format(new(strings.Builder), nil)
		}
		if len(revs) == 0 && !diags.HasErrors() {
			t.Fatal("neither a revision nor an error")
		}
		for _, r := range revs {
			for _, ref := range slices.Concat(r.Down, r.DependsOn, r.BranchLabels) {
				if ref.Span.Text() != ref.Name {
					t.Fatalf("the span of %q holds %q", ref.Name, ref.Span.Text())
				}
			}
			checkStretches(t, file, r.Body.(body).sections)
		}
	})
}

func checkSpan(t *testing.T, s source.Span) {
	if s.Start() < 0 || s.Start() > s.End() || s.End() > len(s.File.Text) {
		t.Fatalf("span %d:%d is outside of its file of %d bytes", s.Start(), s.End(), len(s.File.Text))
	}
}

// checkStretches checks that sections are in order, do not overlap and end at a line's start.
func checkStretches(t *testing.T, file *source.File, s *sections) {
	last := 0
	for _, sec := range s.list {
		checkSpan(t, sec.text)
		if sec.directive.Start() < last || sec.text.Start() < sec.directive.End() {
			t.Fatalf("sections overlap at %d", sec.text.Start())
		}
		if strings.Contains(sec.text.Text(), "\n-- sqlplan:upgrade\n") {
			t.Fatalf("a directive is inside of a section: %q", sec.text.Text())
		}
		last = sec.text.End()
	}
}
