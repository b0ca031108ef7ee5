package config

import (
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/revisions/alembic/static"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestConstants: what a revision's header can take from other modules, and what it cannot.
func TestConstants(t *testing.T) {
	fsys := fstest.MapFS{
		"app/__init__.py":           {Data: []byte("from app.names import CONTRACT\n")},
		"app/names.py":              {Data: []byte("import os\nEXPAND = 'expand'\nCONTRACT = 'con' + 'tract'\nBOTH = (EXPAND, CONTRACT)\nHOME = os.environ['HOME']\nif HOME:\n    MAYBE = 'x'\nclass Branches:\n    left = 'l'\ndef made():\n    return 'm'\n")},
		"app/loop.py":               {Data: []byte("from app.loop2 import A\n")},
		"app/loop2.py":              {Data: []byte("from app.loop import A\n")},
		"app/migrations/a1.py":      {Data: []byte("")},
		"app/migrations/sibling.py": {Data: []byte("NAME = 'beside'\n")},
	}
	for imports, tests := range map[string]map[string]string{
		"from app import names as n":         {"n.EXPAND": "expand", "n.HOME": "", "n.MAYBE": "", "n.Branches.left": "l", "n.made()": "", "n.nope": ""},
		"from app.names import EXPAND, BOTH": {"EXPAND": "expand", "EXPAND + '1'": "expand1"},
		"import app":                         {"app.CONTRACT": "contract", "app.names.EXPAND": ""},
		"from . import sibling":              {"sibling.NAME": "beside"},
		"from ..names import EXPAND":         {"EXPAND": "expand"},
		"from app.loop import A":             {"A": ""},
		"from nowhere import A":              {"A": "", "A.x": ""},
	} {
		for text, want := range tests {
			parsed, diags := python.Parse(source.NewFile("a1.py", imports+"\nvalue = "+text+"\n"))
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			scope := static.NewScope(parsed.Body, nil)
			v, ok := NewConstants(fsys, []string{"."}).Value(scope.Own("value").Value, scope, "app/migrations/a1.py")
			got, isStr := v.(python.Str)
			if ok != (want != "") || ok && (!isStr || string(got) != want) {
				t.Errorf("%s; %s: got %v %v, want %q", imports, text, v, ok, want)
			}
		}
	}
}
