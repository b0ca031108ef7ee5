// Package config finds an Alembic project and reads what its configuration says:
// alembic.ini as Python's configparser and Alembic read it, [tool.alembic] of
// pyproject.toml, and what env.py, which is not run, hands to the migration context.
//
// Credentials are overwritten before anything else looks at a file, so that
// neither values nor the source lines of diagnostics can show them.
package config

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Codes of what can be wrong with the configuration of an Alembic project.
const (
	codeUnreadable    = "SP450"
	codeSyntax        = "SP451"
	codeToml          = "SP452"
	codeInterpolation = "SP453"
	codeNoSection     = "SP454"
	codeNoLocation    = "SP455"
	codeNotFound      = "SP456"
	codeOutside       = "SP457"
	codeValue         = "SP458"
	codeIgnored       = "SP459"
	codeNoFolder      = "SP460"
	codeAssumed       = "SP461"
)

// mainSection is the section that Alembic reads where -n names no other.
const mainSection = "alembic"

// Files are the paths of the two configuration files, "" for one that there is not.
type Files struct{ Ini, Toml string }

// Options say how to read a project.
type Options struct {
	// Section is the main section of the ini file, as -n names it; "" is alembic.
	Section string
	// Dir is the directory that relative paths start from, in the file system;
	// "" is the one of the configuration file. Alembic starts from the working directory.
	Dir string
	// Root is the absolute path of the file system's root, with slashes, so that
	// absolute paths in the configuration can be recognised; "" if there is none.
	Root string
	// X are the arguments of -x.
	X []string
	// Environ looks up a declared environment variable; nil knows none.
	Environ func(name string) (value string, declared bool)
}

func (o Options) environ(name string) (string, bool) {
	if o.Environ == nil {
		return "", false
	}
	return o.Environ(name)
}

// Folder is a folder of the project, and what names it.
type Folder struct {
	Dir    string // in the file system, slash-separated
	Span   source.Span
	Exists bool
}

// URL is what is kept of a database URL: no host, no name, no credentials.
type URL struct {
	Dialect string // such as "postgresql"; "" if nothing says it
	Driver  string // such as "psycopg2"; may be empty
	Span    source.Span
}

// Database is one of several databases that one project migrates, as Alembic's
// multidb template names them.
type Database struct {
	Name string
	URL  URL
	Span source.Span
}

// Project is what the configuration files say.
type Project struct {
	// Script is the script_location: the folder of env.py and script.py.mako.
	Script Folder
	// Versions are the folders of revisions, in the order of the configuration.
	Versions []Folder
	// Recursive also takes the folders inside them.
	Recursive bool
	// SysPath are the folders that prepend_sys_path names, where imports are looked up first.
	SysPath []string
	// FileTemplate names new revision files; it is interpolated already, so that
	// it holds %(rev)s and %(slug)s.
	FileTemplate Text
	// Timezone of the dates of new revisions; nil is the local time.
	Timezone *Text
	// SlugLength is at most how many characters of a message go into a file's name.
	SlugLength          int
	OutputEncoding      Text
	RevisionEnvironment bool
	URL                 URL
	// Databases are those of a multidb project; empty for the usual one.
	Databases []Database
	// Files are the configuration files that were read.
	Files []*source.File

	fsys    fs.FS
	ini     *ini
	toml    *tomlTable
	section string
	opts    Options
}

// Read reads the configuration files and finds the project's folders. The
// project is nil if there is an error.
func Read(fsys fs.FS, files Files, opts Options) (*Project, source.Diagnostics) {
	r := &reader{p: &Project{fsys: fsys, section: opts.Section, opts: opts}}
	if r.p.section == "" {
		r.p.section = mainSection
	}
	r.files(files)
	if r.diags.HasErrors() {
		return nil, r.diags
	}
	r.options()
	r.diags.Sort()
	if r.diags.HasErrors() {
		return nil, r.diags
	}
	return r.p, r.diags
}

// reader fills a project.
type reader struct {
	p     *Project
	diags source.Diagnostics
}

// files reads both files. As in Alembic, one that is not there is no error
// unless it is the only one.
func (r *reader) files(files Files) {
	if f := r.file(files.Ini); f != nil {
		r.p.ini = parseIni(f, &r.diags)
	}
	if f := r.file(files.Toml); f != nil {
		r.p.toml = parseToml(f, &r.diags)
	}
	if len(r.p.Files) == 0 && !r.diags.HasErrors() {
		r.diags.Errorf(source.Span{}, codeUnreadable, "name the configuration with --config", "there is no alembic.ini and no pyproject.toml with [tool.alembic]")
	}
	if r.p.opts.Dir == "" {
		r.p.opts.Dir = "."
		if len(r.p.Files) > 0 {
			r.p.opts.Dir = path.Dir(r.p.Files[0].Path)
		}
	}
}

func (r *reader) file(name string) *source.File {
	if name == "" {
		return nil
	}
	name = path.Clean(name)
	content, err := fs.ReadFile(r.p.fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f := source.NewFile(name, maskSecrets(name, string(content)))
	switch {
	case err != nil:
		r.diags.Errorf(source.NewFile(name, "").Span(0, 0), codeUnreadable, "check its path and its permissions", "cannot read %s: %s", name, source.Reason(err))
		return nil
	case !utf8.ValidString(f.Text):
		at := strings.IndexFunc(f.Text, func(c rune) bool { return c == utf8.RuneError })
		r.diags.Errorf(f.Span(at, at), codeUnreadable, "save the file as UTF-8", "%s is not UTF-8", name)
		return nil
	}
	r.p.Files = append(r.p.Files, f)
	return f
}

// Locate names the configuration files as Alembic's command line does: those
// that are named, else ALEMBIC_CONFIG, else alembic.ini and pyproject.toml in dir.
// Beyond Alembic, the folder migrations is looked into, where Flask-Migrate keeps its alembic.ini.
func Locate(fsys fs.FS, dir string, named []string, environ func(string) (string, bool)) (Files, source.Diagnostics) {
	var diags source.Diagnostics
	found := Files{Ini: path.Join(dir, "alembic.ini"), Toml: path.Join(dir, "pyproject.toml")}
	if len(named) == 0 && environ != nil {
		if name, ok := environ("ALEMBIC_CONFIG"); ok && name != "" {
			named = []string{name}
		}
	}
	given := map[string]string{}
	for _, name := range named {
		kind := "ini file"
		if path.Base(name) == "pyproject.toml" {
			kind = "pyproject.toml"
		}
		if given[kind] != "" {
			diags.Errorf(source.Span{}, codeUnreadable, "name one ini file and one pyproject.toml at most", "two configurations of one kind are named: %s and %s", given[kind], name)
			return Files{}, diags
		}
		given[kind] = name
		full := path.Join(dir, name)
		if kind == "ini file" {
			found.Ini = full
		} else {
			found.Toml = full
		}
		if !exists(fsys, full) {
			diags.Errorf(source.Span{}, codeUnreadable, "check the path", "there is no file %s", name)
		}
	}
	if !exists(fsys, found.Ini) && len(named) == 0 {
		found.Ini = ""
		if flask := path.Join(dir, "migrations/alembic.ini"); !hasAlembicTable(fsys, found.Toml) && exists(fsys, flask) {
			found.Ini = flask
		}
	}
	if !hasAlembicTable(fsys, found.Toml) {
		found.Toml = ""
	}
	return found, diags
}

func exists(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && !info.IsDir()
}

// hasAlembicTable tells whether a pyproject.toml speaks of Alembic at all; most
// do not, and are none of our business, even if they are broken.
func hasAlembicTable(fsys fs.FS, name string) bool {
	content, err := fs.ReadFile(fsys, name)
	return err == nil && strings.Contains(string(content), "alembic") && alembicTable.Match(content)
}
