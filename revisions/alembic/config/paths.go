package config

import (
	"io/fs"
	"path"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// noRoot stands for the root of a file system that does not say where it is.
const noRoot = "/(root)"

func (p *Project) root() string {
	if p.opts.Root == "" {
		return noRoot
	}
	return path.Clean(p.opts.Root)
}

// separators are the words of path_separator. "os" is that of the machine that
// the project is made for: lists with drive letters are not supported.
var separators = map[string]string{"space": " ", "newline": "\n", "os": ":", ":": ":", ";": ";"}

// The legacy ways of splitting, where no separator is configured.
var (
	spaceOrComma      = lazyregexp.New(`, *|(?: +)`)
	spaceCommaOrColon = lazyregexp.New(`, *|(?: +)|:`)
)

// list reads an option that is a list of paths: in the ini file split by the
// first of the separator options that there is, in pyproject.toml a list.
func (r *reader) list(name string, legacy *lazyregexp.Regexp, separatorOptions ...string) []Text {
	if text, f, ok := r.p.iniOption(r.p.section, name); ok && text.Value+text.Span.Text() != "" {
		if f != nil {
			f.report(&r.diags, text.Span, name)
			return nil
		}
		return r.split(text, legacy, separatorOptions)
	}
	value, span, ok := r.p.toml.get(name)
	if !ok {
		return nil
	}
	if one, isString := value.(string); isString && name == "prepend_sys_path" {
		value = []any{one} // Alembic takes the characters, which for "." is the same
	}
	items, isList := value.([]any)
	if !isList {
		r.wrongType(name, "a list of strings", value, span)
	}
	var list []Text
	for _, item := range items {
		s, isString := item.(string)
		if !isString {
			r.wrongType(name, "a list of strings", item, span)
			return nil
		}
		list = append(list, Text{Value: r.tomlText(s, span, name), Span: span})
	}
	return list
}

func (r *reader) split(text Text, legacy *lazyregexp.Regexp, separatorOptions []string) []Text {
	var parts []string
	separator, found := "", false
	for _, option := range separatorOptions {
		word, f, ok := r.p.iniOption(r.p.section, option)
		if !ok || f != nil {
			continue
		}
		if separator, found = separators[word.Value]; !found {
			r.diags.Errorf(word.Span, codeValue, "write space, newline, os, : or ;", "%s is %q", option, word.Value)
			return nil
		}
		break
	}
	if found {
		parts = strings.Split(text.Value, separator)
	} else {
		parts = legacy.Split(text.Value, -1)
	}
	var list []Text
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, Text{Value: part, Span: r.within(text.Span, part)})
		}
	}
	return list
}

// within narrows the span of a list to one of its entries, if it stands there as it is.
func (r *reader) within(span source.Span, part string) source.Span {
	if at := strings.Index(span.Text(), part); at >= 0 {
		return span.File.Span(span.Start()+at, span.Start()+at+len(part))
	}
	return span
}

// searchPath reads prepend_sys_path. A folder outside of the project is no error:
// most entries there are never needed.
func (r *reader) searchPath() {
	for _, entry := range r.list("prepend_sys_path", spaceCommaOrColon, "path_separator") {
		dir, ok := r.p.inside(entry.Value)
		if !ok {
			r.diags.Notef(entry.Span, codeOutside, "", "prepend_sys_path: %s lies outside of the project, so that nothing is imported from there", r.p.shown(entry.Value))
			continue
		}
		r.p.SysPath = append(r.p.SysPath, dir)
	}
}

func (r *reader) scriptLocation() {
	before := r.diags.Count(source.Error)
	text, ok := r.option("script_location")
	if r.diags.Count(source.Error) > before {
		return
	}
	if !ok || strings.TrimSpace(text.Value) == "" {
		r.besideIni()
		return
	}
	folder, ok := r.folder("script_location", text)
	if !ok {
		return
	}
	r.p.Script = folder
	if !folder.Exists {
		r.diags.Errorf(text.Span, codeNotFound, "correct script_location; relative paths start from the working directory", "script_location: there is no folder %s", folder.Dir)
	}
}

// besideIni covers Flask-Migrate, which tells Alembic the location by itself: the
// folder of its alembic.ini.
func (r *reader) besideIni() {
	if r.p.ini != nil {
		dir := path.Dir(r.p.ini.file.Path)
		if exists(r.p.fsys, path.Join(dir, "env.py")) {
			span := r.p.ini.file.Span(0, 0)
			if s := r.p.ini.section(r.p.section); s != nil {
				span = s.span
			}
			r.p.Script = Folder{Dir: dir, Span: span, Exists: true}
			r.diags.Notef(span, codeAssumed, "write script_location = %(here)s to say so", "there is no script_location: as with Flask-Migrate the folder of this file is taken, where env.py lies")
			return
		}
	}
	span := r.p.Files[0].Span(0, 0)
	if s := r.p.ini.section(r.p.section); s != nil {
		span = s.span
	}
	help := "write script_location = %(here)s/FOLDER, where FOLDER holds env.py"
	for _, name := range r.p.sectionsWith("script_location") {
		help += "\nor choose the section [" + name + "] with --name " + name
	}
	r.diags.Errorf(span, codeNoLocation, help, "there is no script_location")
}

// versionLocations reads version_locations, else takes the folder versions.
func (r *reader) versionLocations() {
	list := r.list("version_locations", spaceOrComma, "path_separator", "version_path_separator")
	if len(list) == 0 && r.p.Script.Exists {
		dir := path.Join(r.p.Script.Dir, "versions")
		r.addVersions(Folder{Dir: dir, Span: r.p.Script.Span, Exists: isDir(r.p.fsys, dir)})
	}
	for _, text := range list {
		if folder, ok := r.folder("version_locations", text); ok {
			r.addVersions(folder)
		}
	}
}

func (r *reader) addVersions(folder Folder) {
	for _, have := range r.p.Versions {
		if have.Dir == folder.Dir {
			r.diags.Warnf(folder.Span, codeNoFolder, "delete the repeat", "the version folder %s is named twice", folder.Dir)
			return
		}
	}
	if !folder.Exists {
		r.diags.Warnf(folder.Span, codeNoFolder, "correct the path, or create the folder", "there is no version folder %s", folder.Dir)
	}
	r.p.Versions = append(r.p.Versions, folder)
}

// folder finds what one path or package:path names.
func (r *reader) folder(option string, text Text) (Folder, bool) {
	name := strings.TrimSpace(text.Value)
	if !path.IsAbs(name) && strings.Contains(name, ":") {
		return r.inPackage(option, name, text.Span)
	}
	dir, ok := r.p.inside(name)
	if !ok && path.IsAbs(name) && !strings.Contains(name, "..") {
		if elsewhere, found := r.elsewhere(option, name, text.Span); found {
			return elsewhere, true
		}
	}
	if !ok {
		r.diags.Errorf(text.Span, codeOutside, "run sqlplan from a directory above both, or move the folder", "%s: %s lies outside of the project", option, r.p.shown(name))
		return Folder{}, false
	}
	if !isDir(r.p.fsys, dir) {
		if beside, found := r.besideFile(option, name, text.Span); found {
			return beside, true
		}
	}
	return Folder{Dir: dir, Span: text.Span, Exists: isDir(r.p.fsys, dir)}, true
}

// besideFile tries a relative path from the folder of the configuration file,
// or from above it: projects are often looked at from another directory than
// the one that Alembic is run in.
func (r *reader) besideFile(option, name string, span source.Span) (Folder, bool) {
	if path.IsAbs(name) {
		return Folder{}, false
	}
	for dir := path.Dir(span.File.Path); ; dir = path.Dir(dir) {
		if found := path.Join(dir, name); fs.ValidPath(found) && isDir(r.p.fsys, found) {
			r.diags.Notef(span, codeAssumed, "write %(here)s/ before the path, so that it means the same from everywhere",
				"%s: %s is taken from the folder %s, since there is none in %s", option, name, dir, r.p.opts.Dir)
			return Folder{Dir: found, Span: span, Exists: true}, true
		}
		if dir == "." {
			return Folder{}, false
		}
	}
}

// elsewhere covers a path that is that of another machine, mostly of a container:
// its end is looked for in the project.
func (r *reader) elsewhere(option, name string, span source.Span) (Folder, bool) {
	parts := strings.Split(strings.Trim(path.Clean(name), "/"), "/")
	for i := range parts {
		for _, dir := range []string{r.p.opts.Dir, path.Dir(span.File.Path), "."} {
			found := path.Join(dir, path.Join(parts[i:]...))
			if isDir(r.p.fsys, found) && (option != "script_location" || exists(r.p.fsys, path.Join(found, "env.py"))) {
				r.diags.Notef(span, codeAssumed, "write %(here)s/ and the path from here, so that it means the same everywhere",
					"%s: the path is not one of this project; the folder %s is taken", option, found)
				return Folder{Dir: found, Span: span, Exists: true}, true
			}
		}
	}
	return Folder{}, false
}

// inPackage finds package:path in the folders where Python would look. Folders
// named src and lib are tried last: an installed project has them on its path.
func (r *reader) inPackage(option, name string, span source.Span) (Folder, bool) {
	tokens := strings.Split(name, ":")
	inner := path.Join(append([]string{strings.ReplaceAll(tokens[0], ".", "/")}, tokens[1:]...)...)
	tried := append(append([]string{}, r.p.SysPath...), r.p.opts.Dir, path.Dir(span.File.Path))
	for _, dir := range []string{"src", "lib"} {
		tried = append(tried, path.Join(r.p.opts.Dir, dir), path.Join(path.Dir(span.File.Path), dir))
	}
	for at := path.Dir(span.File.Path); at != "." && at != "/"; at = path.Dir(at) {
		tried = append(tried, at)
	}
	for _, dir := range append(tried, ".", "src", "lib") {
		if found := path.Join(dir, inner); fs.ValidPath(found) && isDir(r.p.fsys, found) {
			return Folder{Dir: found, Span: span, Exists: true}, true
		}
	}
	r.diags.Errorf(span, codeNotFound, "the package has to lie in the project: name the folder above it in prepend_sys_path, or write the path of the folder",
		"%s: there is no folder %s in the package %s", option, strings.Join(tokens[1:], "/"), tokens[0])
	return Folder{}, false
}

// inside turns a path of the configuration into one of the file system; false
// if it leads outside.
func (p *Project) inside(name string) (string, bool) {
	root := p.root()
	full := name
	if !path.IsAbs(name) {
		full = path.Join(root, p.opts.Dir, name)
	}
	full = path.Clean(full)
	if full == root {
		return ".", true
	}
	rest, ok := strings.CutPrefix(full, strings.TrimSuffix(root, "/")+"/")
	return rest, ok
}

// shown is a path for messages, which print no absolute ones.
func (p *Project) shown(name string) string {
	if rest, ok := strings.CutPrefix(name, p.root()+"/"); ok {
		return rest
	}
	if path.IsAbs(name) {
		return path.Base(name)
	}
	return name
}

func isDir(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}
