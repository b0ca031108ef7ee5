package config

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/pelletier/go-toml/v2"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// project makes a file system of files given as path and content.
func project(files ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return fsys
}

func heads(diags source.Diagnostics) []string {
	var list []string
	for _, d := range diags {
		list = append(list, d.Head())
	}
	return list
}

// dirs prints folders, with a question mark behind those that are not there.
func dirs(folders ...Folder) string {
	var list []string
	for _, f := range folders {
		if !f.Exists {
			f.Dir += "?"
		}
		list = append(list, f.Dir)
	}
	return strings.Join(list, " ")
}

const env, version = "", "x"

func TestFolders(t *testing.T) {
	tests := []struct {
		name     string
		files    []string // beside those that all have
		ini      string
		toml     string
		opts     Options
		script   string
		versions string
		sysPath  string
		notes    int
	}{
		{name: "here", ini: "[alembic]\nscript_location = %(here)s/alembic\n", script: "alembic", versions: "alembic/versions"},
		{name: "relative, and a path of Python's", ini: "[alembic]\nscript_location = alembic\nprepend_sys_path = .:src\npath_separator=os\n",
			script: "alembic", versions: "alembic/versions", sysPath: ". src"},
		{name: "legacy separators of the path", ini: "[alembic]\nscript_location = alembic\nprepend_sys_path = . src, db:lib\n",
			script: "alembic", versions: "alembic/versions", sysPath: ". src db lib"},
		{name: "package", files: []string{"src/app/db/migrations/versions/1.py", version},
			ini: "[alembic]\nscript_location = app:db/migrations\nprepend_sys_path = src\n", script: "src/app/db/migrations", versions: "src/app/db/migrations/versions", sysPath: "src"},
		{name: "dotted package and several colons, in a src folder", files: []string{"src/app/db/mig/versions/1.py", version},
			ini: "[alembic]\nscript_location = app.db:mig\nversion_locations=app:db:mig/versions\n", script: "src/app/db/mig", versions: "src/app/db/mig/versions"},
		{name: "version_locations split at spaces and commas", ini: "[alembic]\nscript_location = alembic\nversion_locations = %(here)s/alembic/versions, a  b,c\n",
			script: "alembic", versions: "alembic/versions a b c?", notes: 1},
		{name: "version_locations split by os", ini: "[alembic]\nscript_location = alembic\nversion_path_separator = os\nversion_locations = a:b\n", script: "alembic", versions: "a b"},
		{name: "path_separator goes first", ini: "[alembic]\nscript_location = alembic\nversion_path_separator = os\npath_separator = ;\nversion_locations = a;b\n", script: "alembic", versions: "a b"},
		{name: "newlines", ini: "[alembic]\nscript_location = alembic\npath_separator = newline\nversion_locations =\n  a\n  ; not this\n\n  b\n", script: "alembic", versions: "a b"},
		{name: "space", ini: "[alembic]\nscript_location = alembic\nversion_path_separator = space\nversion_locations = a  b\n", script: "alembic", versions: "a b"},
		{name: "twice the same", ini: "[alembic]\nscript_location = alembic\nversion_locations = a ./a b\n", script: "alembic", versions: "a b", notes: 1},
		{name: "toml only", toml: "[project]\nname='x'\n[tool.alembic]\nscript_location = \"%(here)s/alembic\"\nprepend_sys_path = ['.']\nversion_locations = ['%(here)s/a', 'b']\n",
			script: "alembic", versions: "a b", sysPath: "."},
		{name: "the ini goes first", ini: "[alembic]\nversion_locations = a\n", toml: "[tool.alembic]\nscript_location='alembic'\nversion_locations=['b']\n",
			script: "alembic", versions: "a"},
		{name: "section", ini: "[DEFAULT]\nroot = alem%(tail)s\ntail=bic\n[alembic]\nscript_location = nowhere\n[two]\nscript_location = %(root)s\n", opts: Options{Section: "two"},
			script: "alembic", versions: "alembic/versions"},
		{name: "absolute", ini: "[alembic]\nscript_location = /work/project/alembic\n", opts: Options{Root: "/work/project"}, script: "alembic", versions: "alembic/versions"},
		{name: "up and down", ini: "[alembic]\nscript_location = %(here)s/a/../alembic\n", opts: Options{Root: "/work/project"}, script: "alembic", versions: "alembic/versions"},
		{name: "a path of a container", ini: "[alembic]\nscript_location = /usr/src/app/alembic\n", opts: Options{Root: "/work/project"}, script: "alembic", versions: "alembic/versions", notes: 1},
		{name: "no such versions", ini: "[alembic]\nscript_location = bare\n", files: []string{"bare/env.py", env}, script: "bare", versions: "bare/versions?", notes: 1},
		{name: "in capitals and with a colon", ini: "[alembic]\nScript_Location : alembic\n", script: "alembic", versions: "alembic/versions"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := append([]string{"alembic/env.py", env, "alembic/versions/1.py", version, "a/1.py", version, "b/1.py", version}, test.files...)
			named := Files{Ini: "alembic.ini", Toml: "pyproject.toml"}
			if test.ini != "" {
				files = append(files, "alembic.ini", test.ini)
			}
			if test.toml != "" {
				files = append(files, "pyproject.toml", test.toml)
			}
			p, diags := Read(project(files...), named, test.opts)
			if p == nil {
				t.Fatal(heads(diags))
			}
			if got := dirs(p.Script); got != test.script {
				t.Errorf("script_location %s, want %s", got, test.script)
			}
			if got := dirs(p.Versions...); got != test.versions {
				t.Errorf("version_locations %s, want %s", got, test.versions)
			}
			if got := strings.Join(p.SysPath, " "); got != test.sysPath {
				t.Errorf("prepend_sys_path %s, want %s", got, test.sysPath)
			}
			if len(diags) != test.notes {
				t.Errorf("diagnostics %q, want %d", heads(diags), test.notes)
			}
		})
	}
}

func TestBadConfiguration(t *testing.T) {
	tests := []struct{ name, ini, toml, want string }{
		{"nothing", "", "", "error SP450: there is no alembic.ini and no pyproject.toml with [tool.alembic]"},
		{"no section header", "script_location = a\n", "", "alembic.ini:1:1: error SP451: this line stands before the first [section]"},
		{"no value", "[alembic]\nscript_location\n", "", "alembic.ini:2:1: error SP451: this line is no KEY = VALUE"},
		{"no key", "[alembic]\n = a\n", "", `alembic.ini:2:2: error SP451: there is no key before the "="`},
		{"option twice", "[alembic]\nscript_location = a\nSCRIPT_LOCATION = a\n", "", `alembic.ini:3:1: error SP451: the option "script_location" of this section is there already`},
		{"section twice", "[alembic]\nscript_location = a\n[alembic]\n", "", "alembic.ini:3:1: error SP451: the section [alembic] is there already"},
		{"no such name", "[alembic]\nscript_location = %(nowhere)s/a\n", "",
			"alembic.ini:2:19: error SP453: the option script_location: %(nowhere)s names nothing: section [alembic] has no such option"},
		{"single percent", "[alembic]\nscript_location = a%b\n", "", "alembic.ini:2:19: error SP453: the option script_location: a single % in the value"},
		{"a circle", "[alembic]\nscript_location = %(a)s\na = %(script_location)s\n", "",
			"alembic.ini:2:19: error SP453: the option script_location: the options that this value names lead back to it, or too deep"},
		{"not closed", "[alembic]\nscript_location = %(here\n", "", "alembic.ini:2:19: error SP453: the option script_location: %( without its )s"},
		{"no location", "[alembic]\nx = y\n", "", "alembic.ini:1:1: error SP455: there is no script_location"},
		{"no such folder", "[alembic]\nscript_location = nowhere\n", "", "alembic.ini:2:19: error SP456: script_location: there is no folder nowhere"},
		{"no such package", "[alembic]\nscript_location = my.app:mig\n", "", "alembic.ini:2:19: error SP456: script_location: there is no folder mig in the package my.app"},
		{"outside", "[alembic]\nscript_location = %(here)s/../a\n", "", "alembic.ini:2:19: error SP457: script_location: ../a lies outside of the project"},
		{"absolute", "[alembic]\nscript_location = /etc/nothing\n", "", "alembic.ini:2:19: error SP457: script_location: nothing lies outside of the project"},
		{"separator", "[alembic]\nscript_location = a\nversion_locations = a\npath_separator = comma\n", "", `alembic.ini:4:18: error SP458: path_separator is "comma"`},
		{"length", "[alembic]\nscript_location = a\ntruncate_slug_length = long\n", "", `alembic.ini:3:24: error SP458: truncate_slug_length is "long"`},
		{"toml syntax", "", "[tool.alembic]\nscript_location = \n", "pyproject.toml:2:"},
		{"toml type", "", "[tool.alembic]\nscript_location = ['a']\n", "pyproject.toml:2:1: error SP452: the option script_location is a list here, and has to be a string"},
		{"toml boolean", "", "[tool.alembic]\nscript_location = 'a'\nrecursive_version_locations = 'true'\n",
			"pyproject.toml:3:1: error SP452: the option recursive_version_locations is a string here, and has to be true or false"},
		{"toml list", "", "[tool.alembic]\nscript_location = 'a'\nversion_locations = 'a'\n",
			"pyproject.toml:3:1: error SP452: the option version_locations is a string here, and has to be a list of strings"},
		{"toml percent", "", "[tool.alembic]\nscript_location = 'a'\nfile_template = '%(rev)s'\n",
			"pyproject.toml:3:1: error SP453: the option file_template: %(rev)s names nothing: a pyproject.toml has no such option"},
		{"not UTF-8", "[alembic]\nscript_location = \xff\n", "", "alembic.ini:2:19: error SP450: alembic.ini is not UTF-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := []string{"a/env.py", env, "a/versions/1.py", version}
			if test.ini != "" {
				files = append(files, "alembic.ini", test.ini)
			}
			if test.toml != "" {
				files = append(files, "pyproject.toml", test.toml)
			}
			p, diags := Read(project(files...), Files{Ini: "alembic.ini", Toml: "pyproject.toml"}, Options{})
			if p != nil || len(diags) == 0 || !strings.HasPrefix(diags[0].Head(), test.want) {
				t.Errorf("got %q, want %s", heads(diags), test.want)
			}
		})
	}
}

func TestWrongSection(t *testing.T) {
	fsys := project("alembic.ini", "[alembic]\nscript_location = a\n[billing]\n", "a/env.py", env)
	_, diags := Read(fsys, Files{Ini: "alembic.ini"}, Options{Section: "biling"})
	if len(diags) == 0 || diags[0].Code != codeNoSection || !strings.Contains(diags[0].Help, "billing") {
		t.Errorf("got %+v", diags)
	}
}

func TestFlaskMigrate(t *testing.T) {
	fsys := project("migrations/alembic.ini", "# comment\n[alembic]\n", "migrations/env.py", env, "migrations/versions/1.py", version)
	files, diags := Locate(fsys, ".", nil, nil)
	if files != (Files{Ini: "migrations/alembic.ini"}) || diags != nil {
		t.Fatal(files, diags)
	}
	p, diags := Read(fsys, files, Options{Dir: "."})
	if p == nil || dirs(p.Script) != "migrations" || dirs(p.Versions...) != "migrations/versions" || diags.Count(source.Note) != 1 {
		t.Errorf("got %+v %q", p, heads(diags))
	}
}

func TestLocate(t *testing.T) {
	fsys := project("alembic.ini", "", "other.ini", "", "pyproject.toml", "[tool.black]\n", "sub/pyproject.toml", "[tool.alembic]\n", "sub/alembic.ini", "")
	tests := []struct {
		dir   string
		named []string
		env   string
		want  Files
		bad   bool
	}{
		{".", nil, "", Files{Ini: "alembic.ini"}, false},
		{"sub", nil, "", Files{Ini: "sub/alembic.ini", Toml: "sub/pyproject.toml"}, false},
		{".", []string{"other.ini"}, "", Files{Ini: "other.ini"}, false},
		{".", nil, "other.ini", Files{Ini: "other.ini"}, false},
		{".", []string{"alembic.ini"}, "other.ini", Files{Ini: "alembic.ini"}, false},
		{".", []string{"sub/pyproject.toml", "other.ini"}, "", Files{Ini: "other.ini", Toml: "sub/pyproject.toml"}, false},
		{".", []string{"other.ini", "alembic.ini"}, "", Files{}, true},
		{".", []string{"none.ini"}, "", Files{Ini: "none.ini"}, true},
	}
	for _, test := range tests {
		got, diags := Locate(fsys, test.dir, test.named, func(name string) (string, bool) {
			return test.env, name == "ALEMBIC_CONFIG" && test.env != ""
		})
		if got != test.want || diags.HasErrors() != test.bad {
			t.Errorf("%s %v: got %v %v, want %v", test.dir, test.named, got, heads(diags), test.want)
		}
	}
}

func TestURL(t *testing.T) {
	tests := []struct{ url, dialect, driver string }{
		{"postgresql://user:pass@host/db", "postgresql", ""},
		{"postgresql+asyncpg://u:p%%40@host/db", "postgresql", "asyncpg"},
		{"postgres://host/db", "postgresql", ""},
		{"%(scheme)s://%(missing)s@host", "mysql", "pymysql"},
		{"driver://user:pass@localhost/dbname", "", ""},
		{"sqlite:///x.db", "sqlite", ""},
		{"", "", ""},
		{"not a url", "", ""},
	}
	for _, test := range tests {
		fsys := project("alembic.ini", "[alembic]\nscript_location = a\nscheme = mysql+pymysql\nsqlalchemy.url = "+test.url+"\n", "a/env.py", env, "a/versions/1.py", version)
		p, diags := Read(fsys, Files{Ini: "alembic.ini"}, Options{})
		if len(diags) > 0 || p.URL.Dialect != test.dialect || p.URL.Driver != test.driver {
			t.Errorf("%s: got %+v %q", test.url, p.URL, heads(diags))
		}
	}
}

// TestCredentialsAreNotKept looks for a password in all that is left of a project.
func TestCredentialsAreNotKept(t *testing.T) {
	ini := "[alembic]\nscript_location = a\ndatabases = one\nsqlalchemy.url = postgresql://admin:hunter2@host/db?sslpassword=hunter2\n" +
		"db_password = hunter2\ndoubled = %%hunter2\nsqlalchemy.url = mysql://x:hunter2@h\n[one]\nsqlalchemy.url = mysql://:hunter2@h\n"
	toml := "[tool.alembic]\nurl = \"postgresql://u:hunter2@h\"\napi_key = 'hunter2'\nscript_location = 3.5\n"
	_, diags := Read(project("alembic.ini", ini, "pyproject.toml", toml, "a/env.py", env), Files{Ini: "alembic.ini", Toml: "pyproject.toml"}, Options{})
	if !diags.HasErrors() {
		t.Fatal("the option that is there twice is no error")
	}
	for _, d := range diags {
		var out strings.Builder
		d.Format(&out, nil)
		if text := out.String() + d.Span.File.Text; strings.Contains(strings.ReplaceAll(text, "%%hunter2", ""), "hunter2") {
			t.Errorf("the password is in %s", text)
		}
	}
}

func TestMask(t *testing.T) {
	tests := []struct{ text, want string }{
		{"postgresql://a:b@h/d", "postgresql://*:*@h/d"},
		{"x = 'postgresql://ab:c@d@h/d' # 1", "x = 'postgresql://**:***@h/d' # 1"},
		{"postgresql://{user}:{pw['a']}@h", "postgresql://{user}:{pw['a']}@h"},
		{"p://%(user)s:x%(p)s@h", "p://%(user)s:*%(p)s@h"},
		{"http://h/d and a@b", "http://h/d and a@b"},
		{"p://h?a=b&password=x&c=d", "p://h?a=b&password=*&c=d"},
	}
	for _, test := range tests {
		if got := maskURLs(test.text); got != test.want {
			t.Errorf("%s became %s, want %s", test.text, got, test.want)
		}
	}
}

// TestMaskToml holds that a masked file is still TOML, whatever its values are.
func TestMaskToml(t *testing.T) {
	tests := []struct{ text, want string }{
		{`ignore_token_for_push = false`, `ignore_token_for_push = false`},
		{`password = "a\"b" # x`, `password = "****" # x`},
		{`tokens = ["ab", 'c']`, `tokens = ["**", '*']`},
		{`secret = { env = "AB", n = 20 }`, `secret = { env = "**", n = 11 }`},
		{`token = 907`, `token = 111`},
	}
	for _, test := range tests {
		got := maskSecrets("pyproject.toml", test.text)
		if got != test.want {
			t.Errorf("%s became %s, want %s", test.text, got, test.want)
		}
		if err := toml.Unmarshal([]byte(got), &map[string]any{}); err != nil {
			t.Errorf("%s: %v", got, err)
		}
	}
}

func TestOtherOptions(t *testing.T) {
	ini := `[alembic]
script_location = a
recursive_version_locations = true
file_template = %%(year)d_%%(rev)s_%%(slug)s
timezone = Europe/Berlin
truncate_slug_length = 20
revision_environment = True
sourceless = true
output_encoding = latin-1
databases = one, two,none
[one]
sqlalchemy.url = postgresql://h
[two]
sqlalchemy.url = mysql+pymysql://h
[post_write_hooks]
hooks = black
`
	p, diags := Read(project("alembic.ini", ini, "a/env.py", env, "a/versions/1.py", version), Files{Ini: "alembic.ini"}, Options{})
	if p == nil {
		t.Fatal(heads(diags))
	}
	var dbs []string
	for _, db := range p.Databases {
		dbs = append(dbs, fmt.Sprintf("%s %s", db.Name, db.URL.Dialect))
	}
	got := fmt.Sprintln(p.Recursive, p.FileTemplate.Value, p.Timezone.Value, p.SlugLength, p.RevisionEnvironment, p.OutputEncoding.Value, strings.Join(dbs, ", "))
	if want := "true %(year)d_%(rev)s_%(slug)s Europe/Berlin 20 false latin-1 one postgresql, two mysql, none \n"; got != want {
		t.Errorf("got %s want %s", got, want)
	}
	want := []string{
		`alembic.ini:7:24: warning SP458: the option revision_environment is "True", which Alembic takes for false`,
		"alembic.ini:8:14: note SP459: revisions that are there only as compiled Python (sourceless) are not read",
		`alembic.ini:10:13: warning SP454: there is no section [none] for the database "none"`,
		"alembic.ini:16:1: note SP459: post_write_hooks are not run: sqlplan starts no other program",
	}
	if !slices.Equal(heads(diags), want) {
		t.Errorf("got %q", heads(diags))
	}
	if text, ok := p.Option("one", "sqlalchemy.url"); !ok || text.Value != "postgresql://h" {
		t.Errorf("the option of a section is %v", text)
	}
}
