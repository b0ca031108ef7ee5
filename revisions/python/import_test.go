package python

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/revisions/source"
)

var project = fstest.MapFS{
	"pkg/__init__.py":     {Data: []byte("from .a import A\nVERSION = 1\n")},
	"pkg/a.py":            {Data: []byte("from . import b\nfrom .b import B\nA = 'a' + B\n__all__ = ['A']\n_hidden = 1\n")},
	"pkg/b.py":            {Data: []byte("import pkg\nB = 'b'\ndef late():\n    return pkg.A\n")},
	"pkg/sub/mod.py":      {Data: []byte("from ..b import B as C\nfrom ... import nothing\n")},
	"ns/inner/deep.py":    {Data: []byte("X = __name__, __file__, __package__\n")},
	"broken.py":           {Data: []byte("GOOD = 1\nimport os_like\nBAD = 1\nBAD = 1 / 0\nLATER = 2\n")},
	"syntax.py":           {Data: []byte("def f(:\n")},
	"loop.py":             {Data: []byte("import loop2\nX = 1\n")},
	"loop2.py":            {Data: []byte("import loop\nY = 2\n")},
	"models.py":           {Data: []byte("from sqlalchemy_like import Base\nclass User(Base):\n    x = 1\nCONST = [1, 2]\ndef helper(n):\n    return n + 1\n")},
	"lazy.py":             {Data: []byte("def __getattr__(name):\n    return 'lazy ' + name\n")},
	"sql/one.sql":         {Data: []byte("SELECT 1;\r\nSELECT 2;\n")},
	"unused/not_valid.py": {Data: []byte("x = (\n")},
}

func TestImports(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"package", "import pkg\nprint(pkg.VERSION, pkg.A, pkg.a.A, pkg.b.late())", "1 ab ab ab"},
		{"dotted", "import pkg.b\nprint(pkg.b.B, pkg.VERSION)", "b 1"},
		{"as", "import pkg.b as q\nprint(q.B, q.__name__, q.__file__)", "b pkg.b pkg/b.py"},
		{"from module", "from pkg.a import A as Z\nprint(Z)", "ab"},
		{"from package a module", "from pkg import b\nprint(b.B)", "b"},
		{"star", "from pkg.a import *\nprint(A)\ntry:\n    _hidden\nexcept NameError as e:\n    print(e)", "ab\nname '_hidden' is not defined"},
		{"namespace", "from ns.inner.deep import X\nprint(X)", "('ns.inner.deep', 'ns/inner/deep.py', 'ns.inner')"},
		{"relative", "from pkg.sub.mod import C\nprint(C)", "b"},
		{"circular", "import loop\nprint(loop.X, loop.loop2.Y)", "1 2"},
		{"once", "import pkg.a, pkg.a as x\nprint(pkg.a is x)", "True"},
		{"good part of a broken module", "from broken import GOOD\nprint(GOOD)", "1"},
		{"builtins", "import builtins\nprint(builtins.len('ab'))", "2"},
		{"what stands behind the bad part", "from broken import LATER\nprint(LATER)", "2"},
		{"bad part of a broken module", "from broken import BAD\nlen(BAD)",
			"main.py:2:1: error SP405: broken.BAD is not known (the module broken cannot be evaluated: broken.py:4:7: ZeroDivisionError: division by zero), but it is needed for a length"},
		{"syntax error", "import syntax\nlen(syntax.f)",
			"main.py:2:1: error SP405: syntax.f is not known (the module syntax cannot be evaluated: its file has an error: syntax.py:1:"},
		{"name that is not there", "from pkg import VERSON\nlen(VERSON)",
			"main.py:2:1: error SP405: pkg.VERSON is not known (the module pkg has no name VERSON (did you mean VERSION?)), but it is needed for a length"},
		{"unknown module succeeds", "try:\n    import nope.deep as n\nexcept ImportError:\n    n = None\nif n is None: n = 1", "main.py:5:4: error SP405: (nope.deep is ...) is not known"},
		{"unknown base class", "from models import User, CONST, helper\nprint(CONST, helper(1))\nlen(User)",
			"[1, 2] 2\nmain.py:3:1: error SP405: User is not known (its class sqlalchemy_like.Base is not known: the module sqlalchemy_like is not in the project)"},
		{"unknown values pass through", "import nope\nx = nope.A(1)[2].b + 3\nnope.z = 1\nwith nope.cm() as c: pass\nd = {'a': x}\n@nope.deco\ndef f(): pass\nprint('ok', x)", "ok <(... + ...)>"},
		{"module getattr", "from lazy import thing\nprint(thing)", "lazy thing"},
		{"file", "with open('sql/one.sql') as f:\n    print(repr(f.read()))\nprint([l for l in open('sql/one.sql')], open('sql/one.sql', 'rb').read(7))",
			"'SELECT 1;\\nSELECT 2;\\n'\n['SELECT 1;\\n', 'SELECT 2;\\n'] b'SELECT '"},
		{"no such file", "try:\n    open('sql/two.sql')\nexcept FileNotFoundError as e:\n    print(e)", "[Errno 2] No such file or directory: 'sql/two.sql'"},
		{"name and file", "print(__name__, __file__, __doc__)", "__main__ main.py None"},
		{"docstring", "'''doc'''\nprint(__doc__)\ndef f():\n    'inner'\nprint(f.__doc__)", "doc\ninner"},
		{"isinstance of unknown", "import app\nif isinstance(1, app.T): x = 1", "main.py:2:4: error SP405"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := runText(t, tc.text, Limits{}, project); !strings.HasPrefix(got, tc.want) {
				t.Errorf("got %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestHostModulesComeFirst(t *testing.T) {
	f, _ := Parse(source.NewFile("main.py", "import pkg\nfrom pkg.deep import thing\nx = pkg.VERSION, thing\n"))
	host, deep := NewModule("pkg"), NewModule("pkg.deep")
	host.Set("VERSION", Str("host"))
	deep.Set("thing", NewInt(3))
	in := New(Options{FS: project, Path: []string{"."}, Modules: func(name string) (*Module, bool) {
		switch name {
		case "pkg":
			return host, true
		case "pkg.deep":
			return deep, true
		}
		return nil, false
	}})
	m, err := in.RunFile(f, "rev")
	if err != nil {
		t.Fatal(err)
	}
	v, _ := m.Get("x")
	if s, err := in.Thread().Repr(v); err != nil || s != "('host', 3)" {
		t.Errorf("got %s, %v", s, err)
	}
}

func TestStack(t *testing.T) {
	f, _ := Parse(source.NewFile("main.py", "def inner(x):\n    return x / 0\n\ndef upgrade():\n    inner(1)\n"))
	in := New(Options{})
	m, err := in.RunFile(f, "rev")
	if err != nil {
		t.Fatal(err)
	}
	up, _ := m.Get("upgrade")
	_, err = in.Call(up)
	d := Diagnose(err)
	var b strings.Builder
	d.Format(&b, nil)
	want := `main.py:2:12: error SP404: ZeroDivisionError: division by zero
        return x / 0
               ^^^^^
  main.py:2:12: in inner
  main.py:5:5: in upgrade
`
	if got := b.String(); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
