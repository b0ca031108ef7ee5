package main

import (
	"strings"
	"testing"
)

const alembicIni = "[alembic]\nscript_location = %(here)s/m\nsqlalchemy.url = postgresql://app:secret@localhost/shop\n"

// alembicProject is an Alembic project with one revision.
func alembicProject(revision string) map[string]string {
	return map[string]string{
		"alembic.ini":     alembicIni,
		"m/env.py":        "from alembic import context\ncontext.configure(dialect_name='postgresql')\ncontext.run_migrations()\n",
		"m/versions/a.py": revision,
	}
}

// also adds files to a project.
func also(project map[string]string, pairs ...string) map[string]string {
	for i := 0; i < len(pairs); i += 2 {
		project[pairs[i]] = pairs[i+1]
	}
	return project
}

// revisionHead are the first four lines of a revision in Python.
const revisionHead = "from alembic import op\nimport sqlalchemy as sa\nrevision = 'a1'\ndown_revision = None\n"

// upgrading is a revision whose upgrade() begins in line 6.
func upgrading(body string) string {
	return revisionHead + "def upgrade():\n" + body + "\n\ndef downgrade():\n    pass\n"
}

// TestBadAlembicInput: faults that a page of golden files cannot show well, since
// they lie in single bytes or are large; golden/testdata/alembic_bad has the others.
func TestBadAlembicInput(t *testing.T) {
	up := []string{"upgrade", "base:head", "--sql"}
	fine := upgrading("    pass")
	large := strings.Repeat("x", 10_000_000)
	for _, test := range []badInput{
		{"alembic.ini without a folder", map[string]string{"alembic.ini": "[alembic]\n"}, up, 2, []string{"alembic.ini:1:1", "SP455", "script_location"}},
		{"alembic.ini that is none", map[string]string{"alembic.ini": "[alembic]\nscript_location\n"}, up, 2, []string{"alembic.ini:2:1", "SP451"}},
		{"no such section", alembicProject(fine), append(up, "-n", "shop"), 2, []string{"alembic.ini:1:1", "SP454", "[shop]"}},
		{"no such configuration", alembicProject(fine), append(up, "-c", "other.ini"), 2, []string{"SP450", "other.ini"}},
		{"misspelt section beside alembic.ini", also(alembicProject(fine), "sqlplan.toml", "[typs]\nMoney = 'numeric'\n"), up, 2, []string{"sqlplan.toml:", "SP082", "did you mean types?"}},
		{"type that names no class", also(alembicProject(fine), "sqlplan.toml", "[types]\nMoney = 'numeric'\n"), up, 2, []string{"SP084", "myapp.types.Money"}},
		{"syntax error", alembicProject(upgrading("    op.execute('SELECT 1'")), up, 2, []string{"m/versions/a.py:6:15", "SP401"}},
		{"Python 2", alembicProject(upgrading("    print 'x'")), up, 2, []string{"m/versions/a.py:6:5", "SP402"}},
		{"Python 2, except", alembicProject(upgrading("    try:\n        pass\n    except ValueError, e:\n        pass")), up, 2, []string{"m/versions/a.py:8:", "SP40"}},
		{"undefined name", alembicProject(upgrading("    op.execute(query)")), up, 2, []string{"m/versions/a.py:6:16", "SP404", "'query' is not defined"}},
		{"the calls that led to it", also(alembicProject("from helpers import fill\n"+upgrading("    fill('t')")), "helpers.py", "from alembic import op\n\ndef fill(table):\n    op.execute(tabel)\n"), up, 2, []string{"helpers.py:4:16", "SP404", "in fill", "m/versions/a.py:7:5: in upgrade"}},
		{"literal of 10 MB that is no SQL", alembicProject(upgrading("    op.execute('" + large + "')")), up, 2, []string{"m/versions/a.py:6:", "SP210"}},
		{"10 MB in one identifier", alembicProject(upgrading("    op.create_index('" + large + "', 't', ['x'])")), up, 2, []string{"m/versions/a.py:6:", "SP480"}},
		{"nested 100,000 deep", alembicProject(upgrading("    x = " + strings.Repeat("(", 100_000) + strings.Repeat(")", 100_000))), up, 2, []string{"m/versions/a.py:", "SP40"}},
		{"not UTF-8", alembicProject(upgrading("    x = 'caf\xe9'")), up, 2, []string{"m/versions/a.py:6:13", "SP004", "0xe9"}},
		{"not UTF-8, with a coding line", alembicProject("# -*- coding: latin-1 -*-\n" + upgrading("    x = 'caf\xe9'")), up, 2, []string{"m/versions/a.py:7:13", "SP004", "UTF-8"}},
		{"unknown coding", alembicProject("# vim: set fileencoding=klingon :\n" + fine), up, 2, []string{"m/versions/a.py:1:", "SP403", "klingon"}},
		{"UTF-16", alembicProject("\xff\xfer\x00e\x00v\x00"), up, 2, []string{"m/versions/a.py", "SP004"}},
		{"NUL byte", alembicProject(upgrading("    x = 'a\x00b'")), up, 2, []string{"m/versions/a.py", "SP0"}},
		{"tabs and spaces", alembicProject(upgrading("\tif True:\n        pass")), up, 2, []string{"m/versions/a.py:7:1", "SP401"}},
		{"error behind a BOM and CRLF", alembicProject("\ufeff" + strings.ReplaceAll(upgrading("    op.execute(query)"), "\n", "\r\n")), up, 2, []string{"m/versions/a.py:6:16", "SP404"}},
		{"error behind tabs", alembicProject(upgrading("\top.execute(\t\tquery)")), up, 2, []string{"m/versions/a.py:6:", "SP404"}},
		{"endless loop", alembicProject(upgrading("    while True: pass")), up, 2, []string{"m/versions/a.py:6:", "SP407", "steps"}},
		{"endless recursion of a method", alembicProject("class A:\n    def __getattr__(self, name):\n        return self.other\n" + upgrading("    A().x")), up, 2, []string{"m/versions/a.py:3:", "SP407", "calls"}},
		{"endless generator", alembicProject("import itertools\n" + upgrading("    list(itertools.count())")), up, 2, []string{"m/versions/a.py:7:", "SP407"}},
		{"endless memory", alembicProject(upgrading("    x = [0] * 10**9")), up, 2, []string{"m/versions/a.py:6:", "SP407", "memory"}},
		{"endless integer", alembicProject(upgrading("    x = 9 ** 9 ** 9")), up, 2, []string{"m/versions/a.py:6:", "SP407"}},
		{"endless pattern", alembicProject("import re\n" + upgrading("    re.match('(a|a)*b', 'a' * 5000)\n    raise ValueError('done')")), up, 2, []string{"m/versions/a.py:", "SP40"}},
		{"process", alembicProject("import subprocess\n" + upgrading("    op.execute(subprocess.check_output(['id']))")), up, 2, []string{"m/versions/a.py:7:", "SP405", "subprocess"}},
		{"file outside of the project", alembicProject(upgrading("    op.execute(open('/etc/passwd').read())")), up, 2, []string{"m/versions/a.py:6:", "SP40"}},
		{"file above the project", alembicProject("from pathlib import Path\n" + upgrading("    op.execute((Path(__file__).parent / '../../../x.sql').read_text())")), up, 2, []string{"m/versions/a.py:7:", "SP40"}},
		{"written file", alembicProject(upgrading("    open('out.txt', 'w').write('x')\n    raise ValueError('done')")), up, 2, []string{"m/versions/a.py:", "SP40"}},
	} {
		t.Run(test.name, test.refused)
	}
}

// TestOddAlembicInput: odd and harmless, so it compiles.
func TestOddAlembicInput(t *testing.T) {
	long := strings.Repeat("x", 10_000_000)
	for _, test := range []struct{ name, revision, want string }{
		{"BOM, CRLF and tabs", "\ufeff" + strings.ReplaceAll(upgrading("\top.execute('SELECT 1')"), "\n", "\r\n"), "SELECT 1;"},
		{"coding line", "# -*- coding: utf-8 -*-\n" + upgrading("    op.execute('SELECT 2')"), "SELECT 2;"},
		{"literal of 10 MB", upgrading("    op.execute(\"SELECT '" + long + "'\")"), "SELECT 'xxxx"},
		{"no newline at the end", revisionHead + "def upgrade(): op.execute('SELECT 3')", "SELECT 3;"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := writeProject(t, alembicProject(test.revision))
			stdout, stderr, code := call(t, dir, "", "upgrade", "base:head", "--sql")
			if code != 0 || !strings.Contains(stdout, test.want) {
				t.Errorf("exit code %d, no %.40q\n%.2000s", code, test.want, stderr)
			}
		})
	}
}

// TestNamedAlembicConfiguration: relative paths of an alembic.ini that -c names start at the working directory, as with
// `alembic -c`, also where a sqlplan.toml lies beside it.
func TestNamedAlembicConfiguration(t *testing.T) {
	dir := writeProject(t, map[string]string{
		"conf/alembic.ini":  "[alembic]\nscript_location = m\nprepend_sys_path = lib\nsqlalchemy.url = postgresql://localhost/shop\n",
		"conf/sqlplan.toml": "[values]\n",
		"m/env.py":          "from alembic import context\ncontext.run_migrations()\n",
		"m/versions/a.py":   "from names import table\n" + upgrading("    op.execute(f'CREATE TABLE {table} (id int)')"),
		"lib/names.py":      "table = 'orders'\n",
		"conf/lib/names.py": "table = 'wrong'\n",
	})
	for _, args := range [][]string{{"-c", "conf/alembic.ini"}, {"-c", "conf/alembic.ini", "-c", "conf/sqlplan.toml"}} {
		stdout, stderr, code := call(t, dir, "", append([]string{"upgrade", "base:head", "--sql"}, args...)...)
		if code != 0 || !strings.Contains(stdout, "CREATE TABLE orders") {
			t.Errorf("%v: exit code %d\n%s%.300s", args, code, stderr, stdout)
		}
	}
}

// TestFolderWithoutProject: revisions whose folder is named alone find no modules of the project, and the message says how they would.
func TestFolderWithoutProject(t *testing.T) {
	const want = "the module names is not found: --revisions or version_locations passes alembic.ini by, with which the project's modules are found"
	for body, code := range map[string]string{"    op.execute(f'CREATE TABLE {table} (id int)')": "SP405", "    create()": "SP496"} {
		project := map[string]string{
			"alembic.ini":     "[alembic]\nscript_location = m\nprepend_sys_path = lib\nsqlalchemy.url = postgresql://localhost/shop\n",
			"m/env.py":        "from alembic import context\ncontext.run_migrations()\n",
			"m/versions/a.py": "from names import create, table\n" + upgrading(body),
			"lib/names.py":    "from alembic import op\ntable = 'orders'\ndef create():\n    op.execute('CREATE TABLE orders (id int)')\n",
		}
		dir := writeProject(t, project)
		args := []string{"upgrade", "base:head", "--sql", "--dialect", "postgresql"}
		if stdout, stderr, exit := call(t, dir, "", args...); exit != 0 || !strings.Contains(stdout, "CREATE TABLE orders") {
			t.Errorf("in the project: exit code %d\n%s%.300s", exit, stderr, stdout)
		}
		if _, stderr, exit := call(t, dir, "", append(args, "--revisions", "m/versions")...); exit != 2 || !strings.Contains(stderr, code) || !strings.Contains(stderr, want) {
			t.Errorf("--revisions: exit code %d\n%s", exit, stderr)
		}
		dir = writeProject(t, also(project, "sqlplan.toml", "version_locations = ['m/versions']\n"))
		if _, stderr, exit := call(t, dir, "", args...); exit != 2 || !strings.Contains(stderr, code) || !strings.Contains(stderr, want) {
			t.Errorf("version_locations: exit code %d\n%s", exit, stderr)
		}
	}
}
