package python

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/revisions/source"
)

var application = fstest.MapFS{"app.py": {Data: []byte(`import lib, touch
def settings(x=None):
    if lib.testing(): return 1
    return 2
def fill(d):
    d['a'] = 1
    if lib.testing(): d['b'] = 2
    return d
def broken():
    raise ValueError('no')
def changes():
    touch.database()
    if lib.testing(): touch.database()
    return 1
class Store:
    def __init__(self):
        if lib.testing(): x = 1
    @classmethod
    def get(cls):
        if lib.testing(): x = 1
        return cls()
    def method(self, n):
        return n
class Plain:
    def method(self):
        if lib.testing(): x = 1
        return 1
def forever():
    while True: pass
def inner(d):
    known = settings()
    d['a'] = 1
    return known.NAME if d.get('b') else 7
class Titled:
    titles = [settings('x'), None]
    one = 1
`)}}

// TestForeign: what becomes of a call of the application's code that needs what is not here.
func TestForeign(t *testing.T) {
	const unknown = "is not known (the module lib is not in the project), but it is needed for a condition"
	for _, tc := range []struct{ name, text, want string }{
		{"value that nobody needs", "import app\ns = app.settings()\nx = s.NAME\nprint('on')", "on"},
		{"imported name, scalars handed over", "from app import settings\ns = settings((1, 'a'))\nprint('on')", "on"},
		{"value that is needed", "import app\ns = app.settings()\nlen(s)",
			"main.py:3:1: error SP405: app.settings() is not known (app.settings() cannot be evaluated: app.py:3:8: lib.testing() " + unknown},
		{"class", "import app\ns = app.Store()\nprint('on')", "on"},
		{"class method", "import app\ns = app.Store.get()\nprint('on')", "on"},
		{"called for what it does", "import app\napp.settings()", "app.py:3:8: error SP405: lib.testing() " + unknown},
		{"in a call for what it does", "import app\nprint(len(str(app.settings)) > 0)\n[].append(app.settings())\nprint('on')", "True\non"},
		{"something that it could change", "import app\nd = {}\nx = app.fill(d)", "app.py:7:8: error SP405: lib.testing() " + unknown},
		{"a list in a tuple", "import app\nx = app.settings(([],))", "app.py:3:8: error SP405: lib.testing() " + unknown},
		{"a named argument", "import app\nx = app.settings(x=[])", "app.py:3:8: error SP405: lib.testing() " + unknown},
		{"object's own method", "import app\np = app.Plain()\nx = p.method()", "app.py:26:12: error SP405: lib.testing() " + unknown},
		{"a function that the application calls", "import app\nd = {}\nprint(app.inner(d), d)", "7 {'a': 1}"},
		{"whose value it needs", "import app\nlen(app.inner({'b': 1}))", "main.py:2:1: error SP405: app.settings().NAME is not known (app.settings() cannot be evaluated: app.py:3:8: lib.testing() " + unknown},
		{"an operation on the way", "import app\nx = app.changes()", "app.py:13:8: error SP405: lib.testing() " + unknown},
		{"in the body of a class", "import app\nprint(app.Titled.one)\nlen(app.Titled.titles[0])",
			"1\nmain.py:3:1: error SP405: app.settings() is not known (app.settings() cannot be evaluated: app.py:3:8: lib.testing() " + unknown},
		{"an exception", "import app\ntry:\n    x = app.broken()\nexcept ValueError as e:\n    print(e)", "no"},
		{"without end", "import app\nx = app.forever()", "app.py:29:17: error SP407"},
		{"the revision's own function", "import lib\ndef f():\n    if lib.x: return 1\ny = f()", "main.py:3:8: error SP405"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var out strings.Builder
			effects := 0
			touch := NewModule("touch")
			touch.Set("database", NewBuiltin("database", func(*Thread, *Call) (Value, error) { effects++; return None, nil }))
			f, _ := Parse(source.NewFile("main.py", tc.text))
			in := New(Options{FS: application, Path: []string{"."}, Limits: Limits{Steps: 100_000}, Effects: func() int { return effects },
				Modules: func(name string) (*Module, bool) { return touch, name == "touch" },
				Notes: func(_ source.Severity, code, message string, _ source.Span) {
					if code == CodePrint {
						out.WriteString(message + "\n")
					}
				}})
			_, err := in.RunFile(f, "__main__")
			if err != nil {
				out.WriteString(Diagnose(err).Head())
			}
			if got := strings.TrimSpace(out.String()); !strings.HasPrefix(got, tc.want) {
				t.Errorf("got %s\nwant %s", got, tc.want)
			}
		})
	}
}
