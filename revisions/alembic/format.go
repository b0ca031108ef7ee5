// Package alembic reads Alembic's revision files. Headers are read without
// running anything; the functions upgrade() and downgrade() are run late, in a
// sandbox, with sqlplan's own alembic.op and sqlalchemy in the place of the real ones.
package alembic

import (
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/sqlplan/sqlplan/revisions/alembic/config"
	"github.com/sqlplan/sqlplan/revisions/alembic/header"
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/static"
	"github.com/sqlplan/sqlplan/revisions/alembic/thirdparty"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/parallel"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Name is the format's name on the command line.
const Name = "alembic"

// Format is Alembic's way to write revisions. The zero Format reads files that
// stand alone, without the project around them.
type Format struct{ Project *Project }

// Project is what the revisions of one Alembic project can reach.
type Project struct {
	// FS holds the whole project, and SysPath the folders in it where imports are
	// looked up, in order.
	FS      fs.FS
	SysPath []string
	// Dir is the folder of FS in which sqlplan works: the paths that messages show start there.
	Dir string
	// Config and Facts are what the configuration and env.py say; either may be nil.
	Config *config.Project
	Facts  *config.Env
	// Naming is a naming convention that stands in for the one of env.py.
	Naming []host.NamingTemplate
	// Types are classes that are not in the project, and their SQL; may be nil.
	Types *thirdparty.CustomTypes
	// Values stand for what Python cannot know here, by the names that messages give it; may be nil.
	Values *DeclaredValues
	// Database is the one of a multidb project that is compiled; empty for the usual project.
	Database string

	once  sync.Once
	cache *python.Cache
}

// files is the cache of parsed modules that all runs share.
func (p *Project) files() *python.Cache {
	p.once.Do(func() {
		p.cache = python.NewCache()
		p.cache.Display = p.Display
	})
	return p.cache
}

// Display is a path of FS as messages show it.
func (p *Project) Display(name string) string {
	rel, err := filepath.Rel(filepath.FromSlash(path.Clean(p.Dir)), filepath.FromSlash(name))
	if err != nil {
		return name
	}
	return filepath.ToSlash(rel)
}

// Shown returns diagnostics about files of FS with the paths that messages show.
func (p *Project) Shown(diags source.Diagnostics) source.Diagnostics {
	files := map[*source.File]*source.File{}
	shown := func(s source.Span) source.Span {
		if s.File == nil {
			return s
		}
		if files[s.File] == nil {
			files[s.File] = source.NewFile(p.Display(s.File.Path), s.File.Raw())
		}
		return files[s.File].Span(s.Start(), s.End())
	}
	list := slices.Clone(diags)
	for i := range list {
		list[i].Span = shown(list[i].Span)
		list[i].Related = slices.Clone(list[i].Related)
		for j := range list[i].Related {
			list[i].Related[j].Span = shown(list[i].Related[j].Span)
		}
	}
	return list
}

// databases are the names of a multidb project's databases.
func (p *Project) databases() []string {
	if p.Config == nil {
		return nil
	}
	var names []string
	for _, d := range p.Config.Databases {
		names = append(names, d.Name)
	}
	return names
}

// Name returns "alembic".
func (Format) Name() string { return Name }

// Candidate tells whether Alembic would load a file of this name.
func (Format) Candidate(name string) bool { return header.Loads(name) }

// Recognise tells whether a file is a revision of Alembic: a Python file that
// sets revision and down_revision.
func (Format) Recognise(f *source.File) bool {
	return strings.HasSuffix(f.Path, ".py") && strings.Contains(f.Text, "down_revision") && strings.Contains(f.Text, "revision")
}

// Read reads the headers of the files.
func (a Format) Read(files []*source.File) ([]*ir.Revision, source.Diagnostics) {
	revs := make([]*ir.Revision, len(files))
	found := make([]source.Diagnostics, len(files))
	elsewhere := a.elsewhere()
	parallel.Each(len(files), func(i int) { revs[i], found[i] = a.read(files[i], elsewhere) })
	var list []*ir.Revision
	var diags source.Diagnostics
	for i, r := range revs {
		diags = append(diags, found[i]...)
		if r != nil {
			list = append(list, r)
		}
	}
	return list, diags
}

// elsewhere reads the constants that the headers import; nil without a project.
func (a Format) elsewhere() *config.Constants {
	if a.Project == nil || a.Project.FS == nil {
		return nil
	}
	return config.NewConstants(a.Project.FS, a.Project.SysPath)
}

func (a Format) read(f *source.File, constants *config.Constants) (*ir.Revision, source.Diagnostics) {
	var elsewhere header.Elsewhere
	if constants != nil {
		elsewhere = func(e python.Expr, in *static.Scope) (python.Value, bool) {
			return constants.Value(e, in, path.Join(a.Project.Dir, f.Path))
		}
	}
	h, diags := header.Read(f, elsewhere)
	if h == nil {
		return nil, diags
	}
	r := h.Revision
	project := a.Project
	if project == nil {
		project = &Project{}
	}
	r.Body = &body{project: project, tree: &tree{source: f, file: h.File}, module: moduleName(f.Path)}
	return r, diags
}

// Hints are how a Python revision says what it lacks.
func (Format) Hints() ir.Hints {
	return ir.Hints{NoTransaction: "put them into `with op.get_context().autocommit_block():`",
		Downgrade: "write it into downgrade()", LoneCommit: true}
}

// VersionTable is alembic_version, as env.py may have renamed it.
func (a Format) VersionTable() ir.VersionTable {
	t := ir.VersionTable{Name: "alembic_version", Layout: ir.LayoutHeads, PrimaryKey: true, IDLength: 32}
	if a.Project != nil && a.Project.Facts != nil {
		env := a.Project.Facts
		if env.VersionTable != nil {
			t.Name = env.VersionTable.Value
		}
		if env.VersionTableSchema != nil {
			t.Schema = env.VersionTableSchema.Value
		}
		if env.VersionTablePK != nil {
			t.PrimaryKey = *env.VersionTablePK
		}
	}
	return t
}

// NormalizeID returns the id as it is: Alembic's are words.
func (Format) NormalizeID(id string) string { return id }

// moduleName is the name that Alembic imports a file by. It ends in "_py", so that a
// file named like a module of the standard library does not hide that.
func moduleName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' {
			return r
		}
		return '_'
	}, path.Base(name))
}
