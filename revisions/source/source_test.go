package source

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestPos(t *testing.T) {
	const text = "first\r\nsécond line\n\nlast"
	f := NewFile("a/b.sql", bom+text)
	if f.Text != text {
		t.Fatalf("text is %q, want it without byte order mark", f.Text)
	}
	for _, test := range []struct {
		at        string // the span is its first occurrence
		line, col int
		source    string
		from, to  int
	}{
		{"first", 1, 1, "first", 0, 5},
		{"\r", 1, 6, "first", 5, 5},
		{"\n", 1, 7, "first\r", 6, 6}, // a line end is shown only where the span starts behind it
		{"sé", 2, 1, "sécond line", 0, 3},
		{"cond", 2, 3, "sécond line", 3, 7},
		{"line\n\nla", 2, 8, "sécond line", 8, 12},
		{"last", 4, 1, "last", 0, 4},
	} {
		t.Run(test.at, func(t *testing.T) {
			start := strings.Index(text, test.at)
			s := f.Span(start, start+len(test.at))
			if s.Text() != test.at {
				t.Errorf("Text is %q", s.Text())
			}
			if p := s.Pos(); p.Path != "a/b.sql" || p.Line != test.line || p.Col != test.col {
				t.Errorf("Pos is %+v, want %d:%d", p, test.line, test.col)
			}
			if line, from, to := s.Line(); line != test.source || from != test.from || to != test.to {
				t.Errorf("Line is %q %d-%d, want %q %d-%d", line, from, to, test.source, test.from, test.to)
			}
		})
	}
}

func TestPosAtTheEdges(t *testing.T) {
	for _, test := range []struct {
		name, text string
		offset     int
		line, col  int
	}{
		{"empty file", "", 0, 1, 1},
		{"end without line end", "ab", 2, 1, 3},
		{"end with line end", "ab\n", 3, 2, 1},
		{"empty line", "a\n\nb", 2, 2, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := NewFile("f", test.text).Span(test.offset, test.offset).Pos()
			if p.Line != test.line || p.Col != test.col {
				t.Errorf("got %d:%d, want %d:%d", p.Line, p.Col, test.line, test.col)
			}
		})
	}
	if p := (Span{}).Pos(); p != (Pos{}) || !(Span{}).IsZero() {
		t.Errorf("the zero span is at %+v", p)
	}
}

func TestRenderedPointsIntoItsTemplate(t *testing.T) {
	origin := NewFile("t.sql.tmpl", "DROP {{.Name}};\nSELECT 1;")
	//                               0    5          15
	f := Rendered(origin, "DROP users_table;\nSELECT 1;", []Segment{
		{Start: 0, Origin: 0, Verbatim: true},
		{Start: 5, Origin: 5, Verbatim: false},
		{Start: 16, Origin: 14, Verbatim: true},
	})
	for _, test := range []struct {
		name       string
		start, end int // in the rendered text
		want       Span
	}{
		{"copied before", 0, 4, origin.Span(0, 4)},
		{"made by an action", 5, 16, origin.Span(5, 5)},
		{"inside what an action made", 8, 10, origin.Span(5, 5)},
		{"copied after", 18, 24, origin.Span(16, 22)},
		{"across all", 0, 17, origin.Span(0, 15)},
		{"the end", 27, 27, origin.Span(25, 25)},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := f.Span(test.start, test.end).Origin()
			if got != test.want {
				t.Errorf("got %d-%d, want %d-%d", got.Start(), got.End(), test.want.Start(), test.want.End())
			}
		})
	}
	if p := f.Span(18, 24).Pos(); p.Line != 2 || p.Col != 1 || p.Path != "t.sql.tmpl" {
		t.Errorf("Pos is %+v, want line 2 of the template", p)
	}
	if s := origin.Span(1, 2); s.Origin() != s {
		t.Error("a span of an ordinary file is its own origin")
	}
	if s := Rendered(origin, "x", nil).Span(0, 1).Origin(); s.Start() != 0 || s.File != origin {
		t.Errorf("without segments the origin is %+v, want its start", s)
	}
}

func TestDigest(t *testing.T) {
	if got, want := Digest(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"; got != want {
		t.Errorf("of nothing: %s, want the SHA-256 of no bytes", got)
	}
	seen := map[string]int{}
	for i, parts := range [][]string{{}, {""}, {"ab"}, {"a", "b"}, {"", "ab"}, {"ab", ""}, {"b", "a"}} {
		d := Digest(parts...)
		if other, ok := seen[d]; ok || len(d) != 64 {
			t.Errorf("case %d has the digest %s of case %d", i, d, other)
		}
		seen[d] = i
	}
	if first, second := Digest("a", "b"), Digest("a", "b"); first != second {
		t.Errorf("not the same each time: %s and %s", first, second)
	}
}

func TestSortDropsRepeats(t *testing.T) {
	a, b := NewFile("a.sql", "0123456789"), NewFile("b.sql", "0123456789")
	var d Diagnostics
	d.Errorf(b.Span(1, 2), "SP201", "", "later file")
	d.Warnf(a.Span(5, 6), "SP201", "", "later offset")
	d.Notef(a.Span(1, 2), "SP202", "", "milder")
	d.Errorf(a.Span(1, 2), "SP203", "", "higher code")
	d.Errorf(a.Span(1, 2), "SP202", "do this", "twice")
	d.Errorf(a.Span(1, 2), "SP202", "do this", "twice")
	d.Errorf(a.Span(1, 2), "SP202", "do that", "twice")
	d.Errorf(Span{}, "SP202", "", "no place %d", 1)
	d.Sort()
	var got []string
	for _, one := range d {
		got = append(got, one.Head())
	}
	want := []string{
		"error SP202: no place 1",
		"a.sql:1:2: error SP202: twice",
		"a.sql:1:2: error SP202: twice",
		"a.sql:1:2: error SP203: higher code",
		"a.sql:1:2: note SP202: milder",
		"a.sql:1:6: warning SP201: later offset",
		"b.sql:1:2: error SP201: later file",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !d.HasErrors() || d.Count(Error) != 5 || d.Count(Warning) != 1 || d.Count(Note) != 1 {
		t.Error("the counts are wrong")
	}
}

func TestDiagnosticsAsError(t *testing.T) {
	var d Diagnostics
	if d.Error() != "no diagnostics" || d.HasErrors() {
		t.Errorf("empty: %q", d.Error())
	}
	d.Warnf(Span{}, "SP201", "", "one")
	if got := d.Error(); got != "warning SP201: one" || d.HasErrors() {
		t.Errorf("one: %q", got)
	}
	d.Errorf(NewFile("dir", "").Span(0, 0), "SP202", "", "two")
	d.Errorf(Span{}, "SP203", "", "three")
	if got := d.Error(); got != "warning SP201: one (and 2 more)" {
		t.Errorf("three: %q", got)
	}
	if got := d[1].Head(); got != "dir: error SP202: two" {
		t.Errorf("a file without text has no line: %q", got)
	}
}

func TestFormat(t *testing.T) {
	f := NewFile("a.sql", "SELECT 1;\n\tDROP \u00e9t\u00e9;\n")
	long := NewFile("long.sql", strings.Repeat("a", 200)+"HERE"+strings.Repeat("b", 200))
	at := func(f *File, word string) Span {
		i := strings.Index(f.Text, word)
		return f.Span(i, i+len(word))
	}
	for _, test := range []struct {
		name string
		d    Diagnostic
		want string
	}{
		{"a line with a tab and a long help", Diagnostic{Severity: Error, Code: "SP201", Span: at(f, "\u00e9t\u00e9"), Message: "bad", Help: "first\nsecond"},
			"a.sql:2:7: error SP201: bad\n     DROP \u00e9t\u00e9;\n          ^^^\n  help: first\n        second\n"},
		{"related", Diagnostic{Severity: Note, Code: "SP201", Span: at(f, "1"), Message: "m", Related: []Related{{at(f, "DROP"), "there"}, {Span{}, "nowhere"}}},
			"a.sql:1:8: note SP201: m\n    SELECT 1;\n           ^\n  a.sql:2:2: there\n  nowhere\n"},
		{"no place", Diagnostic{Severity: Warning, Code: "SP301", Message: "m"}, "warning SP301: m\n"},
		{"an empty span has a caret", Diagnostic{Severity: Error, Code: "SP201", Span: f.Span(0, 0), Message: "m"},
			"a.sql:1:1: error SP201: m\n    SELECT 1;\n    ^\n"},
		{"a span over lines is cut at the first", Diagnostic{Severity: Error, Code: "SP201", Span: f.Span(7, 20), Message: "m"},
			"a.sql:1:8: error SP201: m\n    SELECT 1;\n           ^^\n"},
		{"a long line is cut on both sides", Diagnostic{Severity: Error, Code: "SP201", Span: at(long, "HERE"), Message: "m"},
			"long.sql:1:201: error SP201: m\n    …" + strings.Repeat("a", 60) + "HERE" + strings.Repeat("b", 56) + "…\n" +
				strings.Repeat(" ", 65) + "^^^^\n"},
		{"control characters are shown", Diagnostic{Severity: Error, Code: "SP201", Span: at(NewFile("x\x1b.sql", "a\x1b[31mb"), "b"), Message: "m\u202e\n", Help: "h\a"},
			"x\\u001b.sql:1:7: error SP201: m\\u202e \n    a\\u001b[31mb\n               ^\n  help: h\\u0007\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b strings.Builder
			test.d.Format(&b, nil)
			if b.String() != test.want {
				t.Errorf("got\n%q\nwant\n%q", b.String(), test.want)
			}
		})
	}
}

func TestFormatPaints(t *testing.T) {
	var b strings.Builder
	d := Diagnostic{Severity: Warning, Code: "SP201", Span: NewFile("a", "x").Span(0, 1), Message: "m", Help: "h"}
	d.Format(&b, func(role, text string) string { return "<" + role + ">" + text + "</>" })
	want := "<place>a:1:1: </><warning>warning SP201</>: m\n    x\n    <caret>^</>\n<help>  help: </>h\n"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestPrintable(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"plain \u00e9\u4e16", "plain \u00e9\u4e16"},
		{"a\nb\tc\rd", "a b c d"},
		{"\x1b[0m\x00", "\\u001b[0m\\u0000"},
		{"\u202eabc\u200b", "\\u202eabc\\u200b"},
		{"\u2028\u2029", "\\u2028\\u2029"},
		{"bad\xff", "bad\\ufffd"},
		{"\u0085", "\\u0085"},
	} {
		if got := Printable(test.text); got != test.want {
			t.Errorf("Printable(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestSeverity(t *testing.T) {
	for s, want := range map[Severity]string{Note: "note", Warning: "warning", Error: "error", 0: "invalid severity 0", 4: "invalid severity 4"} {
		if s.String() != want {
			t.Errorf("severity %d is %q, want %q", int(s), s, want)
		}
	}
	if text, err := json.Marshal(Warning); err != nil || string(text) != `"warning"` {
		t.Errorf("as JSON it is %s, %v", text, err)
	}
}

func FuzzSpan(f *testing.F) {
	f.Add("a\nb\r\nc", 2, 4)
	f.Add("\u00e9\n", 0, 3)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		file := NewFile("f", text)
		if start < 0 || end < start || end > len(file.Text) {
			return
		}
		s := file.Span(start, end)
		p := s.Pos()
		if p.Line != 1+strings.Count(file.Text[:start], "\n") || p.Col < 1 {
			t.Fatalf("Pos is %+v", p)
		}
		line, from, to := s.Line()
		if from < 0 || to < from || to > len(line) || strings.Contains(line, "\n") {
			t.Fatalf("Line is %q %d-%d", line, from, to)
		}
		var b strings.Builder
		Diagnostic{Severity: Error, Code: "SP201", Span: s, Message: text, Help: "h"}.Format(&b, nil)
		if strings.ContainsAny(b.String(), "\x00\x1b\r") {
			t.Fatalf("Format lets control characters through: %q", b.String())
		}
	})
}
