package static

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

func scope(t *testing.T, text string) *Scope {
	t.Helper()
	file, diags := python.Parse(source.NewFile("a.py", text))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return NewScope(file.Body, nil)
}

// written writes a value as this test compares them.
func written(v python.Value) string {
	switch v := v.(type) {
	case python.Str:
		return string(v)
	case python.Bool:
		return fmt.Sprint(bool(v))
	case python.Int:
		return v.String()
	case *python.Dict:
		var parts []string
		for _, item := range v.Items() {
			parts = append(parts, written(item.Key)+":"+written(item.Value))
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	if elems, ok := Elements(v); ok {
		var parts []string
		for _, e := range elems {
			parts = append(parts, written(e))
		}
		return "(" + strings.Join(parts, " ") + ")"
	}
	if v == python.None {
		return "None"
	}
	return "?"
}

func TestValue(t *testing.T) {
	tests := []struct{ text, want string }{
		{"x = 'a' 'b'", "ab"},
		{"x = None", "None"},
		{"x = ('a', ['b', {'c'}], {'d': True, **{'e': 'f'}})", "(a (b (c)) {d:true e:f})"},
		{"A = 'a'\nB = A\nx = f'{B}-{A}' + '_' + \"%s.%s\" % (A, 'z')", "a-a_a.z"},
		{"A = ('a',)\nx = A + ('b', *A)", "(a b a)"},
		{"x = '' or 'b'", "b"},
		{"x = 'a' and ''", ""},
		{"x = not 'a'", "false"},
		{"x, y = 'a', 'b'", "a"},
		{"x = y = 'a'", "a"},
		{"x: str = 'a'", "a"},
		{"x = 'a'\nif z:\n    x = 'b'\n", "-"},
		{"x = 'a'\nx += 'b'\n", "-"},
		{"for x in 'ab': pass\n", "-"},
		{"x = f()", "-"},
		{"x = x", "-"},
		{"a = x\nx = a", "-"},
		{"x: str", "-"},
		{"from a import x", "-"},
		{"x = '%d' % 3", "-"},
		{"x = f'{3!r}'", "-"},
	}
	for _, test := range tests {
		s := scope(t, test.text+"\n")
		got := "-"
		r := &Reader{}
		if v, ok := r.name(&python.Name{ID: "x"}, s, 0); ok {
			got = written(v)
		}
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestScopes(t *testing.T) {
	s := scope(t, "import os, a.b, c.d as e\nfrom .f import g as h\nx = 'outer'\n\ndef fn(p, x2):\n    y = x\n\nclass C:\n    x = x\n")
	for name, want := range map[string]Import{"os": {Module: "os"}, "a": {Module: "a"}, "e": {Module: "c.d"}, "h": {Level: 1, Module: "f", Name: "g"}} {
		if b := s.Own(name); b == nil || b.Import == nil || *b.Import != want {
			t.Errorf("%s is bound to %+v, want %+v", name, b, want)
		}
	}
	inner := s.Func(s.Own("fn").Func)
	r := &Reader{}
	if v, ok := r.Value(&python.Name{ID: "y"}, inner); !ok || written(v) != "outer" {
		t.Errorf("y is %v", v)
	}
	if _, ok := r.Value(&python.Name{ID: "p"}, inner); ok {
		t.Error("a parameter has a value")
	}
	class := NewScope(s.Own("C").Class.Body, s)
	if v, ok := r.Value(&python.Name{ID: "x"}, class); !ok || written(v) != "outer" {
		t.Errorf("x in the class is %v", v)
	}
}

func TestPrefix(t *testing.T) {
	tests := []struct{ text, want string }{
		{"x = f'postgresql://{u}@h'", "postgresql://"},
		{"D = 'mysql'\nx = f'{D}+pymysql://{u}'", "mysql+pymysql://"},
		{"x = 'a://' + u + 'b'", "a://"},
		{"x = '{}://{}'.format(a, b)", "{}://{}"},
		{"x = u", ""},
		{"x = y\ny = x", ""},
	}
	for _, test := range tests {
		r := &Reader{}
		if got := r.Prefix(&python.Name{ID: "x"}, scope(t, test.text+"\n")); got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
	}
}
