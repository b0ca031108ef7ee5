package revisions

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/alembic"
	"github.com/sqlplan/sqlplan/revisions/parallel"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// maxFileSize is the size in bytes above which a file is refused: no person wrote
// it, and nobody would review the script.
const maxFileSize = 64 << 20

// entry is a file that may be a revision.
type entry struct {
	fsys    fs.FS
	path    string // in fsys
	display string
	// location is the number of the location that it was found through.
	location int
	// regular: its folder lists it as a file, not as a link, a pipe or the like.
	regular bool
}

// list finds the files of all locations and sorts them by the path that is shown.
func (l *loader) list() {
	for i, loc := range l.opts.Locations {
		fsys := loc.FS
		if fsys == nil {
			fsys = l.fsys
		}
		dir := path.Clean(loc.Dir)
		info, err := fs.Stat(fsys, dir)
		switch {
		case err != nil:
			l.noFolder(fsys, dir, loc.shown(), err)
		case !info.IsDir():
			l.diags.Errorf(place(loc.shown()), "SP001", "name the folder that holds it", "%s is a file, where a folder is needed", loc.shown())
		default:
			l.listFolder(entry{fsys: fsys, path: dir, display: loc.shown(), location: i})
		}
	}
	slices.SortFunc(l.entries, func(a, b entry) int { return cmp.Compare(a.display, b.display) })
}

// listFolder adds the files of one folder, and those of the folders in it if that is asked for.
func (l *loader) listFolder(folder entry) {
	list, err := fs.ReadDir(folder.fsys, folder.path)
	if err != nil {
		l.diags.Errorf(place(folder.display), "SP001", "check its permissions", "cannot read the folder %s: %s", folder.display, source.Reason(err))
		return
	}
	for _, d := range list {
		if !l.isHidden(d.Name()) {
			l.listEntry(d, entry{
				fsys: folder.fsys, path: path.Join(folder.path, d.Name()), display: path.Join(folder.display, d.Name()),
				location: folder.location, regular: d.Type().IsRegular(),
			})
		}
	}
}

// isHidden tells whether a file or folder is left out by its name. Alembic knows
// no such names but those that its own rule for files leaves out.
func (l *loader) isHidden(name string) bool {
	if l.opts.SourceFormat == alembic.Name && strings.HasSuffix(name, ".py") {
		return false
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

func (l *loader) listEntry(d fs.DirEntry, e entry) {
	if d.IsDir() && !isSQL(d.Name()) {
		if l.opts.Recursive {
			l.listFolder(e)
		}
		return
	}
	if l.isCandidate(d.Name()) {
		if !l.display[e.display] {
			l.display[e.display] = true
			l.entries = append(l.entries, e)
		}
		return
	}
	if l.opts.Recursive && d.Type()&fs.ModeSymlink != 0 {
		// A link may lead to a folder above it. What is not followed is said.
		if info, err := fs.Stat(e.fsys, e.path); err == nil && info.IsDir() {
			l.diags.Warnf(place(e.display), "SP023", "name the folder that it leads to as a location of its own", "the link %s to a folder is not followed", e.display)
		}
	}
}

// isCandidate tells whether a file of this name has to be read.
func (l *loader) isCandidate(name string) bool {
	if isSQL(name) {
		return true
	}
	if f := FormatByName(l.opts.SourceFormat); f != nil {
		return f.Candidate(name)
	}
	return slices.ContainsFunc(Formats, func(f Format) bool { return f.Candidate(name) })
}

// noFolder reports a folder that is not there or not accessible.
func (l *loader) noFolder(fsys fs.FS, dir, display string, err error) {
	if !errors.Is(err, fs.ErrNotExist) {
		l.diags.Errorf(place(display), "SP001", "check its path and its permissions", "cannot read the folder %s: %s", display, source.Reason(err))
		return
	}
	help := "create it with `sqlplan init`, or name the right folder"
	if near := nearestFolder(fsys, dir); near != "" {
		help = "did you mean " + near + "? Otherwise " + help
	}
	l.diags.Errorf(place(display), "SP001", help, "the folder %s does not exist", display)
}

// nearestFolder returns the existing folder whose name is nearest to dir's, "" if
// there is none: it goes down dir as far as it exists and looks for the next part.
func nearestFolder(fsys fs.FS, dir string) string {
	at := "."
	for part := range strings.SplitSeq(dir, "/") {
		next := path.Join(at, part)
		if info, err := fs.Stat(fsys, next); err == nil && info.IsDir() {
			at = next
			continue
		}
		list, err := fs.ReadDir(fsys, at)
		if err != nil {
			return "" // the hint is a courtesy; the folder is reported in any case
		}
		var names []string
		for _, d := range list {
			if d.IsDir() {
				names = append(names, d.Name())
			}
		}
		if near := spell.Nearest(part, names); near != "" {
			return path.Join(at, near)
		}
		return ""
	}
	return ""
}

// read reads all entries, several at a time. Files that cannot be used are left
// out and reported.
func (l *loader) read() []*source.File {
	files := make([]*source.File, len(l.entries))
	diags := make([]source.Diagnostics, len(l.entries))
	parallel.Each(len(files), func(i int) { files[i] = l.entries[i].read(&diags[i]) })
	for _, found := range diags {
		l.diags = append(l.diags, found...)
	}
	return slices.DeleteFunc(files, func(f *source.File) bool { return f == nil })
}

// read reads one file, or reports why it cannot be used and returns nil.
func (e entry) read(diags *source.Diagnostics) *source.File {
	if !e.regular {
		// Stat first: to open a pipe would wait for ever.
		if info, err := fs.Stat(e.fsys, e.path); !e.usable(info, err, diags) {
			return nil
		}
	}
	file, err := e.fsys.Open(e.path)
	if err != nil {
		e.unreadable(err, diags)
		return nil
	}
	defer file.Close() // nothing was written, so nothing can be lost
	info, err := file.Stat()
	if !e.usable(info, err, diags) {
		return nil
	}
	content := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	if _, err := content.ReadFrom(file); err != nil {
		e.unreadable(err, diags)
		return nil
	}
	return textFile(e.display, content.String(), diags)
}

// usable tells whether the file is one that can be read, or reports why not.
func (e entry) usable(info fs.FileInfo, err error, diags *source.Diagnostics) bool {
	switch {
	case err != nil:
		diags.Errorf(place(e.display), "SP003", "check that it exists, is no loop of links, and may be read", "cannot read the file: %s", source.Reason(err))
	case !info.Mode().IsRegular():
		diags.Errorf(place(e.display), "SP003", "move it away, or begin its name with _", "this has the name of a revision but is %s", kindOf(info.Mode()))
	case info.Size() > maxFileSize:
		diags.Errorf(place(e.display), "SP005", "load bulk data by other means than a revision", "the file has %d MB, more than %d MB", info.Size()>>20, maxFileSize>>20)
	default:
		return true
	}
	return false
}

func (e entry) unreadable(err error, diags *source.Diagnostics) {
	diags.Errorf(place(e.display), "SP003", "check its permissions", "cannot read the file: %s", source.Reason(err))
}

func kindOf(mode fs.FileMode) string {
	if mode.IsDir() {
		return "a folder"
	}
	return "a device, a pipe or a socket"
}

// textFile returns the file unless its content is no UTF-8 text.
func textFile(display, content string, diags *source.Diagnostics) *source.File {
	if strings.HasPrefix(content, "\xff\xfe") || strings.HasPrefix(content, "\xfe\xff") {
		diags.Errorf(place(display), "SP004", "save it as UTF-8", "the file is UTF-16 text")
		return nil
	}
	f := source.NewFile(display, content)
	skipped := len(content) - len(f.Text) // offsets in messages are those in the file on disk
	if n := strings.IndexByte(f.Text, 0); n >= 0 {
		diags.Errorf(place(display), "SP004", "move it away if it is not SQL text", "the file is binary: a NUL byte at offset %d", n+skipped)
		return nil
	}
	if !utf8.ValidString(f.Text) {
		n := invalidByte(f.Text)
		diags.Errorf(f.Span(n, n), "SP004", "save it as UTF-8", "the file is not UTF-8: byte 0x%02x at offset %d", f.Text[n], n+skipped)
		return nil
	}
	return f
}

// invalidByte returns the offset of the first byte that is not UTF-8.
func invalidByte(text string) int {
	for i, r := range text {
		if r != utf8.RuneError {
			continue
		}
		if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
			return i // and no replacement character that is in the text by right
		}
	}
	return len(text)
}

// place returns a span that shows a path and no position in it.
func place(display string) source.Span { return source.NewFile(display, "").Span(0, 0) }
