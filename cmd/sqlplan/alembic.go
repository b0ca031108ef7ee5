package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/alembic"
	"github.com/sqlplan/sqlplan/revisions/alembic/config"
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/mako"
	"github.com/sqlplan/sqlplan/revisions/alembic/thirdparty"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates"
)

// findAlembic reads the Alembic project whose configuration is named, or found
// where Alembic itself looks. Without one the settings stay as they are.
func (s *settings) findAlembic(named []string) error {
	s.alembicDir = s.startOfAlembic(named)
	root, dir, err := projectRoot(s.alembicDir)
	if err != nil {
		return err
	}
	// A root that cannot be left: neither by "..", nor by a link.
	opened, err := os.OpenRoot(root)
	if err != nil {
		return fmt.Errorf("open the project: %w", plainError(err))
	}
	fsys := opened.FS()
	files, diags, err := s.alembicFiles(fsys, root, dir, named)
	if err != nil || diags.HasErrors() || files == (config.Files{}) {
		return firstOf(err, diags.Err())
	}
	shown := &alembic.Project{Dir: dir}
	project, found := config.Read(fsys, files, config.Options{
		Section: s.globals.Name, Dir: dir, Root: filepath.ToSlash(root), X: s.globals.X, Environ: s.declared,
	})
	if found.HasErrors() {
		return shown.Shown(found)
	}
	env, noted := project.Env()
	s.found = shown.Shown(append(append(diags, found...), noted...))
	if s.found.HasErrors() {
		return s.found
	}
	if err := s.checkDatabase(project); err != nil {
		return err
	}
	types, err := thirdparty.Custom(s.config.Types)
	if err != nil {
		return source.Diagnostics{{Severity: source.Error, Code: "SP084", Span: s.key("types", ""), Message: err.Error()}}
	}
	values, err := alembic.NewDeclaredValues(s.config.Values)
	if err != nil {
		return source.Diagnostics{{Severity: source.Error, Code: "SP084", Span: s.key("values", ""), Message: err.Error()}}
	}
	s.alembic = &alembic.Project{FS: fsys, Dir: dir, Config: project, Facts: env, SysPath: importPath(project, dir),
		Types: types, Values: values, Database: s.globals.Database}
	for _, key := range sortedKeys(s.config.NamingConvention) {
		s.alembic.Naming = append(s.alembic.Naming, host.NamingTemplate{Key: key, Pattern: s.config.NamingConvention[key]})
	}
	return nil
}

// startOfAlembic is the folder that takes the place of Alembic's working directory, where its relative paths start. That is our
// own if somebody has named Alembic's configuration, wherever it lies; a project that is looked for beside a sqlplan.toml is read
// as if Alembic had been started there.
func (s *settings) startOfAlembic(named []string) string {
	if len(named) > 0 || os.Getenv("ALEMBIC_CONFIG") != "" {
		return s.globals.Directory
	}
	return s.dir
}

// checkDatabase refuses the name of a database that the project does not have.
// A project that does not list its databases can have any.
func (s *settings) checkDatabase(project *config.Project) error {
	name := s.globals.Database
	var names []string
	for _, d := range project.Databases {
		names = append(names, d.Name)
	}
	if name == "" || len(names) == 0 || slices.Contains(names, name) {
		return nil
	}
	var diags source.Diagnostics
	diags.Errorf(project.Databases[0].Span, "SP084", "the databases are: "+strings.Join(names, ", "), "unknown database %q%s", name, didYouMean(name, names))
	return diags
}

// alembicFiles names the configuration files in fsys, whose root lies at root:
// those that were named, or those that Alembic would find in dir.
func (s *settings) alembicFiles(fsys fs.FS, root, dir string, named []string) (config.Files, source.Diagnostics, error) {
	var names []string
	for _, name := range named {
		full, err := filepath.Abs(name)
		if err != nil {
			return config.Files{}, nil, fmt.Errorf("find the configuration: %w", err)
		}
		rel, err := filepath.Rel(filepath.Join(root, filepath.FromSlash(dir)), full)
		if inRoot, outside := filepath.Rel(root, full); err != nil || outside != nil || !filepath.IsLocal(inRoot) {
			return config.Files{}, nil, usagef("%s lies outside of the project: work in its directory, with -C", displayPath(s.globals.Directory, name))
		}
		names = append(names, filepath.ToSlash(rel))
	}
	files, diags := config.Locate(fsys, dir, names, func(name string) (string, bool) {
		value := os.Getenv(name)
		return value, value != ""
	})
	return files, diags, nil
}

// importPath is where revisions' imports are looked up: what prepend_sys_path
// says, and then, since an application is as a rule installed where Alembic
// runs, the folders above the migrations, out to the project's root and its src.
func importPath(project *config.Project, dir string) []string {
	list := slices.Clone(project.SysPath)
	add := func(folder string) {
		if !slices.Contains(list, folder) {
			list = append(list, folder)
		}
	}
	add(path.Clean(dir))
	for at := path.Clean(project.Script.Dir); at != "."; {
		at = path.Dir(at)
		add(at)
	}
	add("src")
	return list
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// projectRoot is the folder that an Alembic project cannot reach out of: the
// repository that dir lies in, else dir itself. rel is dir in it.
func projectRoot(dir string) (root, rel string, err error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", "", fmt.Errorf("find the project: %w", err)
	}
	for at := full; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, ".git")); err == nil {
			rel, err := filepath.Rel(at, full)
			return at, filepath.ToSlash(rel), err
		}
		if at == filepath.Dir(at) {
			return full, ".", nil
		}
	}
}

// declared are the variables that the revisions see as environment variables.
func (s *settings) declared(name string) (string, bool) {
	if v, ok := s.globals.Var[name]; ok {
		return v, true
	}
	v, ok := s.config.Vars[name]
	return v, ok
}

// alembicLocations are the version folders of the Alembic project.
func (s *settings) alembicLocations() []revisions.Folder {
	var list []revisions.Folder
	for _, f := range s.alembic.Config.Versions {
		list = append(list, revisions.Folder{FS: s.alembic.FS, Dir: f.Dir, Display: s.alembic.Display(f.Dir)})
	}
	return list
}

// usualTransaction is the transaction mode where nobody says it: one for each
// revision; in a script in Alembic's style what env.py says.
func (s *settings) usualTransaction() planner.TransactionMode {
	if s.globals.Style != "alembic" || s.alembic == nil {
		return planner.PerRevision
	}
	if each := s.alembic.Facts.TransactionPerMigration; each != nil && *each {
		return planner.PerRevision
	}
	return planner.Single
}

// alembicDialect is the dialect of the Alembic project, "" if nothing says it.
func (s *settings) alembicDialect() string {
	if s.alembic == nil {
		return ""
	}
	if s.alembic.Database != "" {
		for _, d := range s.alembic.Config.Databases {
			if d.Name == s.alembic.Database {
				return d.URL.Dialect
			}
		}
	}
	return s.alembic.Facts.URL.Dialect
}

// newAlembicFile fills in the project's script.py.mako.
func (p *project) newAlembicFile(r templates.NewRevision) (name, text string, diags source.Diagnostics) {
	project := p.alembic.Config
	at := path.Join(project.Script.Dir, "script.py.mako")
	content, err := fs.ReadFile(p.alembic.FS, at)
	if err != nil {
		diags.Errorf(project.Script.Span, "SP085", "copy it from another project, or from `alembic init`", "the template %s cannot be read: %s", p.alembic.Display(at), plainError(err))
		return "", "", diags
	}
	template, diags := mako.Parse(source.NewFile(p.alembic.Display(at), string(content)))
	if diags.HasErrors() {
		return "", "", diags
	}
	if project.RevisionEnvironment {
		diags.Notef(project.Script.Span, "SP089", "", "revision_environment is set, but sqlplan does not run env.py")
	}
	// Alembic keeps branch labels and dependencies as they were typed.
	name, text, found := mako.NewRevision(template, mako.Revision{ID: r.ID, Message: r.Message, Down: r.Down, BranchLabels: r.BranchLabels,
		DependsOn: r.DependsOn, Now: time.Now()}, mako.NamingOf(project), func(name string) (string, bool) {
		option, ok := project.Option("", name)
		return option.Value, ok
	})
	return name, text, append(diags, found...)
}
