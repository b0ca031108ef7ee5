package stdlib_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestFiles is about the project's files, which CPython would find elsewhere.
func TestFiles(t *testing.T) {
	tests := []struct{ expr, want string }{
		{`os.path.join("a", "b", "/c", "d")`, "/c/d"},
		{`os.path.splitext("x/.a.tar.gz")`, "('x/.a.tar', '.gz')"},
		{`os.path.splitext(".bashrc")`, "('.bashrc', '')"},
		{`os.path.split("a/b/")`, "('a/b', '')"},
		{`os.path.relpath("a/b/c", "a/d")`, "../b/c"},
		{`os.path.exists("db/versions/a.py")`, "True"},
		{`os.path.isdir("db/versions")`, "True"},
		{`os.path.isfile("db/nope")`, "False"},
		{`os.listdir("db/versions")`, "['a.py', 'a.sql', 'b.sql', 'sub']"},
		{`os.getcwd()`, "."},
		{`[str(p) for p in Path("db/versions").glob("*.sql")]`, "['db/versions/a.sql', 'db/versions/b.sql']"},
		{`[str(p) for p in Path("db").rglob("*.sql")]`, "['db/versions/a.sql', 'db/versions/b.sql', 'db/versions/sub/c.sql']"},
		{`glob.glob("db/*/*.sql")`, "['db/versions/a.sql', 'db/versions/b.sql']"},
		{`[p.name for p in sorted(Path("db/versions").iterdir())]`, "['a.py', 'a.sql', 'b.sql', 'sub']"},
		{`(Path("db/versions/a.py").parent / "b.sql").read_text()`, "SELECT 1;\n"},
		{`Path("db/versions/a.py").with_suffix(".sql").read_text()`, "SELECT 'a';\n"},
		{`open(os.path.join(os.path.dirname("db/versions/a.py"), "b.sql")).read()`, "SELECT 1;\n"},
		{`Path("db/versions/a.py").resolve().parents[1]`, "db"},
		{`(Path("a/b.tar.gz").stem, Path("a/b.tar.gz").suffix, Path("a/b.tar.gz").suffixes, Path("a/b").parts)`, "('b.tar', '.gz', ['.tar', '.gz'], ('a', 'b'))"},
		{`Path("db/versions/nope.sql").exists()`, "False"},
		{`repr(Path("a") / "b" / "../c")`, "PosixPath('a/b/../c')"},
		{`list(os.walk("db/versions"))[1]`, "('db/versions/sub', [], ['c.sql'])"},
		{`os.environ["DECLARED"] + os.getenv("NOPE", "default") + str(os.environ.get("NOPE"))`, "yesdefaultNone"},
		{`"DECLARED" in os.environ, "NOPE" in os.environ`, "(True, False)"},
		{`sys.version_info >= (3, 9), sys.version_info[:2], sys.version_info.major`, "(True, (3, 12), 3)"},
	}
	for _, tt := range tests {
		t.Run(tt.expr, func(t *testing.T) {
			got, err := run(t, "files.py", "import glob, os, sys\nfrom pathlib import Path\nout = [str("+"("+tt.expr+"))]\n")
			if err != nil {
				t.Fatal(err)
			}
			if got.out != tt.want+"\n" {
				t.Errorf("got %q, want %q", got.out, tt.want)
			}
		})
	}
}

// TestUnknown is about values that are not the same in each run: they can be
// made and passed on, and end the run only where they are needed.
func TestUnknown(t *testing.T) {
	for _, expr := range []string{
		"datetime.datetime.now()", "datetime.datetime.utcnow().isoformat()", "datetime.date.today()", "uuid.uuid4()", "uuid.uuid4().hex",
		"uuid.uuid1()", "importlib.metadata.version('x')", "random.randint(1, 5)", "random.choice([1])", "secrets.token_hex(8)", "time.time()", "os.urandom(5)",
		"datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)", "datetime.datetime.fromtimestamp(5)",
		"zoneinfo.ZoneInfo('Europe/Berlin')",
	} {
		t.Run(expr, func(t *testing.T) {
			imports := "import datetime, importlib.metadata, os, random, secrets, time, uuid, zoneinfo\n"
			if _, err := run(t, "unknown.py", imports+"x = "+expr+"\nd = {'x': x}\n"); err != nil {
				t.Fatalf("making the value: %v", err)
			}
			_, err := run(t, "unknown.py", imports+"x = len("+expr+")\n")
			var unresolved *python.Unresolved
			if !errors.As(err, &unresolved) {
				t.Fatalf("using the value: got %v", err)
			}
			if unresolved.Value.Reason == "" {
				t.Error("no reason is given")
			}
		})
	}
}

// TestNotes is about what the code says: to the diagnostics, never into the SQL.
func TestNotes(t *testing.T) {
	tests := []struct{ program, want string }{
		{"import logging\nlogging.getLogger('alembic').info('moved %d rows of %s', 5, 'x')", "SP421 the code logged: moved 5 rows of x"},
		{"import logging\nlogging.warning('careful')", "SP421 the code logged: careful"},
		{"import warnings\nwarnings.warn('old', DeprecationWarning)", "SP421 the code warned: old"},
		{"import sys\nsys.stdout.write('hello\\n')", "SP421 the code printed: hello"},
		{"import os\nos.environ.get('DB')", "SP420 the environment variable DB is read but not declared"},
		{"import os\nos.environ['DECLARED']", "SP420 the environment variable DECLARED is read; its declared value is used"},
		{"import logging\nlogging.getLogger(__name__).debug('x')", ""},
		{"import logging\nlogging.basicConfig(level=logging.INFO)\nlogging.getLogger().setLevel('INFO')", ""},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			got, err := run(t, "notes.py", tt.program+"\n")
			if err != nil {
				t.Fatal(err)
			}
			if notes := strings.Join(got.notes, "\n"); !strings.HasPrefix(notes, tt.want) || tt.want == "" && notes != "" {
				t.Errorf("got %q, want %q", notes, tt.want)
			}
		})
	}
}

// TestErrors is about what ends a run, or raises what CPython does not.
func TestErrors(t *testing.T) {
	tests := []struct{ program, want string }{
		{"import os\nos.system('ls')", "sqlplan cannot evaluate os.system"},
		{"import os\nos.environ['NOPE']", "KeyError: 'NOPE'"},
		{"import sys\nsys.exit(1)", "SystemExit: 1"},
		{"from pathlib import Path\nPath('x').write_text('y')", "sqlplan cannot evaluate Path.write_text()"},
		{"open('/etc/passwd')", "reading /etc/passwd, which is outside of the project"},
		{"from pathlib import Path\nPath('../x').read_text()", "reading ../x, which is outside of the project"},
		{"x = '{:999999999}'.format(1)", "ValueError: Too many decimal digits in format string"},
		{"x = 'a' * 1000\nwhile True: x = x.replace('a', x)", "more than 256 MB"},
		{"x = 'x'.ljust(10**12)", "more than 256 MB"},
		{"x = '\\t'.expandtabs(10**12)", "more than 256 MB"},
		{"import itertools\nx = list(itertools.count())", "the code needs more than"},
		{"import itertools\nx = list(itertools.product(range(1000), repeat=9))", "the code needs more than"},
		{"import json\nx = json.loads('[' * 100000)", "RecursionError"},
		{"import json\nx = []\nx.append(x)\njson.dumps(x)", "Circular reference"},
		{"import copy\nx = []\nfor i in range(1000): x = [x]\ncopy.deepcopy(x)", "RecursionError"},
		{"import decimal\ndecimal.getcontext().prec = 5", "sqlplan cannot evaluate decimal.getcontext()"},
		{"import re\nre.compile('(')", "error: "},
		{"import math\nmath.factorial(10**6)", "sqlplan cannot evaluate math.factorial()"},
	}
	for _, tt := range tests {
		t.Run(tt.program, func(t *testing.T) {
			_, err := run(t, "errors.py", tt.program+"\n")
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

// TestMembers is what other packages see of an enum.
func TestMembers(t *testing.T) {
	file, diags := python.Parse(source.NewFile("members.py", "import enum\nclass A(str, enum.Enum):\n    X = 'x'\n    Y = 'y'\n    Z = 'x'\n"))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	m, err := python.New(python.Options{Modules: stdlib.Module}).RunFile(file, "m")
	if err != nil {
		t.Fatal(err)
	}
	cls, _ := m.Get("A")
	members, ok := stdlib.Members(cls.(*python.Class))
	if !ok || len(members) != 2 || members[0].Name != "X" || members[1].Name != "Y" || members[1].Value != python.Str("y") {
		t.Errorf("got %v", members)
	}
	if _, ok := stdlib.Members(python.StrClass); ok {
		t.Error("str is no enum")
	}
	for _, v := range stdlib.MemberValues(cls.(*python.Class)) {
		if s, ok := python.AsStr(v); !ok || s == "" {
			t.Errorf("%v is no text", v)
		}
	}
}

// TestModules makes each module twice: they belong to one run, and share nothing that changes.
func TestModules(t *testing.T) {
	for _, name := range stdlib.Names() {
		a, ok := stdlib.Module(name)
		b, ok2 := stdlib.Module(name)
		if !ok || !ok2 || a == b || a.Name != name {
			t.Errorf("%s: %v %v", name, a, b)
		}
	}
	if _, ok := stdlib.Module("subprocess"); ok {
		t.Error("subprocess must not be there")
	}
}
