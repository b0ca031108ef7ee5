package revisions

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// Options say what to load.
type Options struct {
	// Locations are the folders that hold revisions, all of one set.
	Locations []Folder
	// Recursive also reads the folders inside them.
	Recursive bool
	// SourceFormat is the name of a format, or "" to find it out from the files.
	SourceFormat string
	// Alembic is the project that Python revisions belong to; nil for none.
	Alembic *alembic.Project
	// FileOrder settles the order of branches by the names of the files, as Alembic
	// does for its own, instead of by ids.
	FileOrder bool
	// AllowEmpty accepts folders without a revision, which are then native unless
	// SourceFormat says otherwise: the first one is about to be written.
	AllowEmpty bool
}

// Folder is one folder of revisions.
type Folder struct {
	// FS holds the folder; nil stands for the file system that Load is given. A
	// folder outside of the project has its own.
	FS fs.FS
	// Dir is the folder's slash-separated path in FS; "." is the root.
	Dir string
	// Display is the path that diagnostics and scripts show; "" stands for Dir.
	Display string
}

// Folders returns folders in the file system that Load is given.
func Folders(dirs ...string) []Folder {
	var list []Folder
	for _, d := range dirs {
		list = append(list, Folder{Dir: d})
	}
	return list
}

// Load finds the revision files, reads them in the format they are written in,
// and builds their graph. Whatever is wrong, with the folders, the files or the
// graph, comes back as diagnostics, sorted; if there is an error the set is nil.
//
// Files whose names no format knows are not looked at, nor names that begin with
// "." or "_".
func Load(fsys fs.FS, opts Options) (*Set, source.Diagnostics) {
	l := loader{fsys: fsys, opts: opts, display: map[string]bool{}}
	set := l.load()
	l.diags.Sort()
	if l.diags.HasErrors() {
		return nil, l.diags
	}
	return set, l.diags
}

type loader struct {
	fsys    fs.FS
	opts    Options
	entries []entry
	display map[string]bool // paths of entries, so that a folder named twice is read once
	diags   source.Diagnostics
}

func (l *loader) load() *Set {
	format := l.namedFormat()
	l.list()
	if l.diags.HasErrors() {
		return nil
	}
	files := l.read()
	if format == nil {
		format = l.recognise(files)
	}
	if l.diags.HasErrors() || format == nil {
		return nil
	}
	revs := l.revisions(format, files)
	if l.diags.HasErrors() {
		return nil
	}
	graph, found := NewGraph(revs)
	l.diags = append(l.diags, found...)
	if graph != nil && (format.Name() == alembic.Name || l.opts.FileOrder) {
		graph.loaded = graph.loadRanks(l.loadOrder(revs))
	}
	return &Set{Graph: graph, Format: format}
}

// formats are Formats, with the project that Python revisions belong to.
func (l *loader) formats() []Format {
	if l.opts.Alembic == nil {
		return Formats
	}
	list := slices.Clone(Formats)
	for i, f := range list {
		if f.Name() == alembic.Name {
			list[i] = alembic.Format{Project: l.opts.Alembic}
		}
	}
	return list
}

// loadOrder is the order in which Alembic loads the revisions: by location, in
// each the files before those of the folders inside, and by name.
func (l *loader) loadOrder(revs []*ir.Revision) []string {
	location := map[string]int{}
	for _, e := range l.entries {
		location[e.display] = e.location
	}
	folder := func(r *ir.Revision) []string { return strings.Split(path.Dir(r.Path()), "/") }
	list := slices.Clone(revs)
	slices.SortStableFunc(list, func(a, b *ir.Revision) int {
		return cmp.Or(location[a.Path()]-location[b.Path()], slices.Compare(folder(a), folder(b)), strings.Compare(a.Path(), b.Path()))
	})
	ids := make([]string, len(list))
	for i, r := range list {
		ids[i] = r.ID
	}
	return ids
}

// namedFormat returns the format that the options name, or nil.
func (l *loader) namedFormat() Format {
	name := l.opts.SourceFormat
	if name == "" {
		return nil
	}
	var f Format
	if i := slices.IndexFunc(l.formats(), func(f Format) bool { return f.Name() == name }); i >= 0 {
		f = l.formats()[i]
	} else {
		help := "the formats are " + strings.Join(FormatNames(), ", ")
		if near := spell.DidYouMean(name, FormatNames()); near != "" {
			help = near + " " + help
		}
		l.diags.Errorf(source.Span{}, "SP006", help, "unknown source format %q", name)
	}
	return f
}

// recognise finds out the one format of all files. It returns nil and reports why if there is none.
func (l *loader) recognise(files []*source.File) Format {
	first := map[string]*source.File{} // the first file of each format
	var found []Format
	var unknown []*source.File
	formats := l.formats()
	for _, f := range files {
		i := slices.IndexFunc(formats, func(format Format) bool { return format.Recognise(f) })
		if i < 0 {
			unknown = append(unknown, f)
			continue
		}
		if first[formats[i].Name()] == nil {
			first[formats[i].Name()] = f
			found = append(found, formats[i])
		}
	}
	switch len(found) {
	case 0:
		// Files in other languages say nothing, since a format only asked to look into them.
		unknown = slices.DeleteFunc(unknown, func(f *source.File) bool { return !isSQL(path.Base(f.Path)) })
		if l.opts.AllowEmpty && len(unknown) == 0 {
			if l.opts.Alembic != nil {
				return alembic.Format{Project: l.opts.Alembic}
			}
			return Formats[0]
		}
		l.noneRecognised(unknown)
		return nil
	case 1:
		return found[0]
	}
	l.mixed(found, first)
	return nil
}

func (l *loader) mixed(found []Format, first map[string]*source.File) {
	d := source.Diagnostic{Severity: source.Error, Code: "SP007", Span: top(first[found[0].Name()])}
	var names []string
	for _, f := range found {
		names = append(names, f.Name())
		d.Related = append(d.Related, source.Related{Span: top(first[f.Name()]), Message: "this file is of the format " + f.Name()})
	}
	d.Message = "the files are of several formats: " + strings.Join(names, ", ")
	d.Help = "keep each format in a folder of its own,\nor say which one it is with --source-format " + names[0]
	l.diags = append(l.diags, d)
}

// noneRecognised reports that there are no revisions at all, and each SQL file
// that no format recognised.
func (l *loader) noneRecognised(unknown []*source.File) {
	if len(unknown) == 0 {
		if !l.diags.HasErrors() {
			l.diags.Errorf(source.Span{}, "SP002", "write the first one with `sqlplan revision -m MESSAGE`, or name the right folder",
				"no revision files in %s", l.folders())
		}
		return
	}
	for _, f := range unknown {
		l.diags.Errorf(top(f), "SP008", "begin a native revision with `-- revision: ID`;\ngoose files hold `-- +goose Up`; golang-migrate files are named 1_name.up.sql;\na file that is no revision can be moved away, or named with a leading _",
			"%s is not a revision of any known format", path.Base(f.Path))
	}
}

// revisions reads the files of a set whose format is known.
func (l *loader) revisions(format Format, files []*source.File) []*ir.Revision {
	var own []*source.File
	for _, f := range files {
		switch name := path.Base(f.Path); {
		case format.Candidate(name):
			own = append(own, f)
		case isSQL(name) && format.Name() != alembic.Name: // whose revisions may read files of SQL beside them
			l.diags.Warnf(top(f), "SP009", "rename it if it is meant as a revision; move it away, or begin its name with _, if it is not",
				"%s does not have a name of the format %s, which ignores it", name, format.Name())
		}
	}
	revs, found := format.Read(own)
	l.diags = append(l.diags, found...)
	if len(revs) == 0 && !l.opts.AllowEmpty && !l.diags.HasErrors() {
		l.diags.Errorf(source.Span{}, "SP002", "write the first one, or name the right folder", "no %s revision files in %s", format.Name(), l.folders())
	}
	for _, r := range revs {
		r.Digest = digest(r.Files)
	}
	return revs
}

func digest(files []*source.File) string {
	parts := make([]string, len(files))
	for i, f := range files {
		parts[i] = f.Raw()
	}
	return source.Digest(parts...)
}

// folders names the folders that were looked at.
func (l *loader) folders() string {
	var names []string
	for _, loc := range l.opts.Locations {
		names = append(names, loc.shown())
	}
	if names == nil {
		return "no folder at all"
	}
	return strings.Join(names, ", ")
}

func (folder Folder) shown() string { return cmp.Or(folder.Display, path.Clean(folder.Dir)) }

func top(f *source.File) source.Span { return f.Span(0, 0) }

func isSQL(name string) bool {
	return strings.HasSuffix(name, ".sql") || strings.HasSuffix(name, ".sql.tmpl")
}
