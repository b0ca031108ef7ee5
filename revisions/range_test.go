package revisions

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/sqlfile"
)

func parsedRange(t testing.TB, text string) Range {
	t.Helper()
	rng, err := ParseRange(text)
	if err != nil {
		t.Fatal(err)
	}
	return rng
}

// shown prints a range as what was understood of it.
func shown(r Range) string {
	list := func(specs []Spec) string {
		var parts []string
		for _, s := range specs {
			part := fmt.Sprintf("%s|%s", s.Branch, s.Name)
			if s.Step {
				part += fmt.Sprintf("|%+d", s.Steps)
			}
			if s.Done > 0 {
				part += fmt.Sprintf("|~%d", s.Done)
			}
			parts = append(parts, part)
		}
		return strings.Join(parts, " ")
	}
	if !r.HasStart {
		return list(r.Targets)
	}
	return list(r.Start) + " : " + list(r.Targets)
}

func TestParseRange(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"head", "|head"},
		{"base:head", "|base : |head"},
		{":head", " : |head"},
		{" a1 , b1 : m1 ", "|a1 |b1 : |m1"},
		{"a1,a2~2:head", "|a1 |a2|~2 : |head"},
		{"left@head", "left|head"},
		{"my-branch@heads", "my-branch|heads"},
		{"my-branch", "|my-branch"},
		{"+1", "||+1"},
		{"-2", "||-2"},
		{"left@-1", "left||-1"},
		{"ae10+2", "|ae10|+2"},
		{"left@ae10-3", "left|ae10|-3"},
		{"a1,left@head,b-1", "|a1 left|head |b|-1"},
		{"ae10+0", "|ae10|+0"},
		{"a--1", "|a-|-1"},
		{"a-1b", "|a-1b"},
	} {
		t.Run(test.text, func(t *testing.T) {
			if got := shown(parsedRange(t, test.text)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestParseRangeErrors(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", `the target is missing`},
		{":", `range ":", byte 1: the target is missing`},
		{"a:", `range "a:", byte 2: the target is missing`},
		{"a:b:c", `range "a:b:c", byte 3: a second colon`},
		{"a,,b", `range "a,,b", byte 2: a name is missing`},
		{"a,:b", `range "a,:b", byte 2: a name is missing`},
		{"@head", `range "@head", byte 0: no branch before the @`},
		{"x:left@", `range "x:left@", byte 7: a name is missing`},
		{"a@b@c", `range "a@b@c", byte 3: a second @`},
		{"a b", `range "a b", byte 0: white space inside a name`},
		{"+0", `range "+0", byte 0: a walk of no steps`},
		{"a~:b", `range "a~:b", byte 1: ~ without a number`},
		{"a~0:b", `range "a~0:b", byte 1: ~ without a number`},
		{"a~-1:b", `range "a~-1:b", byte 1: ~ without a number`},
		{"a~1,b~2:c", `range "a~1,b~2:c", byte 4: a second ~`},
		{"a:b~2", `range "a:b~2", byte 2: ~ in the target`},
		{"a: b ,c~2", `range "a: b ,c~2", byte 6: ~ in the target`},
		{"a~99999999999999999999:b", `range "a~99999999999999999999:b", byte 1: ~ without a number`},
	} {
		t.Run(test.text, func(t *testing.T) {
			_, err := ParseRange(test.text)
			var e *RangeError
			if !errors.As(err, &e) || e.Error() != test.want || e.Diagnostic().Code != "SP110" || e.Hint == "" {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestParseHistoryRange(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{":", " : "}, {"a:", "|a : "}, {":b", " : |b"}, {"-3:", "||-3 : "}, {"", ""},
	} {
		if r, err := ParseHistoryRange(test.text); err != nil || shown(r) != test.want {
			t.Errorf("%q: got %q, %v, want %q", test.text, shown(r), err, test.want)
		}
	}
}

func FuzzParseRange(f *testing.F) {
	for _, text := range []string{"base:head", "a1,a2~2:left@head", ":+1", "a--1", "x@y-3", "a:b:c", " a , b ", "-9999999999:x"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := ParseHistoryRange(text)
		if err != nil {
			var e *RangeError
			if !errors.As(err, &e) || e.Offset < 0 || e.Offset > len(text) {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		again, err := ParseHistoryRange(r.String())
		if err != nil || shown(again) != shown(r) {
			t.Fatalf("%q reads as %s, but %q as %s, %v", text, shown(r), r.String(), shown(again), err)
		}
		for _, specs := range [][]Spec{r.Start, r.Targets} {
			for _, s := range specs {
				if text[s.Offset:s.Offset+len(s.Text)] != s.Text {
					t.Fatalf("%q: %q is not at byte %d", text, s.Text, s.Offset)
				}
			}
		}
	})
}

func FuzzResolve(f *testing.F) {
	for _, text := range []string{"base:heads", "left2,right1:merge1", "left2~1:head", "merge1:left@base", ":left@+1", "merge1:-1", "left@head-1:+2", "head:other@-1"} {
		f.Add(text)
	}
	g := drawnGraph(f, diamond)
	f.Fuzz(func(t *testing.T, text string) {
		r, err := ParseHistoryRange(text)
		if err != nil {
			return
		}
		checkProblem := func(err error) {
			var p Problem
			if err != nil && (!errors.As(err, &p) || p.Diagnostic().Message == "" || p.Diagnostic().Help == "") {
				t.Fatalf("%q: not a Problem with message and help: %v", text, err)
			}
		}
		revs, err := g.History(r)
		if checkProblem(err); err == nil {
			if ends, err := g.historyEnds(r); err != nil || len(ends) == 1 && (len(revs) == 0 || revs[0] != g.revs[ends[0]]) {
				t.Fatalf("%q: the history %v does not begin with its end, %v", text, idsOfRevisions(revs), err)
			}
		}
		if _, err := (&Set{Graph: g, Format: sqlfile.Format{}}).Find(text); err != nil {
			checkProblem(err)
		}
		if r, err = ParseRange(text); err != nil {
			return
		}
		for _, direction := range []ir.Direction{ir.Upgrade, ir.Downgrade} {
			path, err := g.Resolve(direction, r)
			if checkProblem(err); err == nil {
				checkPath(t, g, path)
			}
		}
		stamp, err := g.ResolveStamp(r)
		if checkProblem(err); err == nil {
			if _, err := NewState(g, stamp.End); err != nil {
				t.Fatalf("%q: rows that no table can hold: %v", text, stamp.End)
			}
		}
	})
}
