package alembicgolden

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Book holds the recordings of all variants: the cases that are rendered for another
// dialect than they were written for. There are thousands, most of them one line long, so
// that those of one dialect and topic share the file DIALECT/TOPIC.txt, or
// DIALECT/TOPIC.VERSION.txt for another version of Alembic. A line "=== NAME" opens the
// recordings of the case NAME.
//
// What is the same is kept once. Another version than MainVersion has a section only
// where it printed something else than MainVersion for that dialect; mariadb has one
// only where MainVersion printed something else than for mysql.
type Book struct {
	dir   string
	pages map[page]map[string]string
}

// page is a file of a Book.
type page struct{ dialect, topic, version string }

func (p page) path() string {
	name := p.topic
	if p.version != MainVersion {
		name += "." + p.version
	}
	return filepath.Join(p.dialect, name+".txt")
}

// bookMark opens a section of a page.
const bookMark = "=== "

// ReadBook reads all pages below dir. There may be none.
func ReadBook(dir string) (*Book, error) {
	b := &Book{dir: dir, pages: map[page]map[string]string{}}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == dir {
			return nil
		}
		if err != nil || entry.IsDir() {
			return err
		}
		return b.read(path)
	})
	return b, err
}

func (b *Book) read(path string) error {
	rel, err := filepath.Rel(b.dir, path)
	if err != nil {
		return err
	}
	dialect, name := filepath.Split(rel)
	name, ok := strings.CutSuffix(name, ".txt")
	if !ok {
		return fmt.Errorf("%s: a file of recordings is called TOPIC.txt", path)
	}
	p := page{dialect: filepath.Clean(dialect), version: MainVersion}
	var older bool
	if p.topic, name, older = strings.Cut(name, "."); older {
		p.version = name
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if b.pages[p], err = parsePage(string(text)); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// parsePage cuts a page into its sections.
func parsePage(text string) (map[string]string, error) {
	sections := map[string]string{}
	name := ""
	for line := range strings.Lines(text) {
		if title, ok := strings.CutPrefix(line, bookMark); ok {
			name = strings.TrimSuffix(title, "\n")
			if _, again := sections[name]; again {
				return nil, fmt.Errorf("%s is there twice", name)
			}
			sections[name] = ""
			continue
		}
		if name == "" {
			return nil, fmt.Errorf("a page begins with a line %q", bookMark+"NAME")
		}
		sections[name] += line
	}
	return sections, nil
}

// formatPage writes sections as the text of a file.
func formatPage(sections map[string]string) string {
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		out.WriteString(bookMark + name + "\n" + sections[name])
	}
	return out.String()
}

// Text is what a version of Alembic is known to have printed for a variant, as
// FormatRecordings writes it; empty if nothing is.
func (b *Book) Text(c *Case, version string) string {
	if text, ok := b.own(c, version); ok {
		return text
	}
	return b.inherited(c, version)
}

// own is the section of just this variant and version.
func (b *Book) own(c *Case, version string) (string, bool) {
	text, ok := b.pages[page{c.Dialect, c.Topic(), version}][c.Name]
	return text, ok
}

// inherited is what holds where a variant has no section of its own.
func (b *Book) inherited(c *Case, version string) string {
	switch {
	case version != MainVersion:
		return b.Text(c, MainVersion)
	case c.Dialect == "mariadb" && c.For("mysql") != nil:
		return b.Text(c.For("mysql"), MainVersion)
	}
	return ""
}

// Recordings are those of a variant by a version of Alembic.
func (b *Book) Recordings(c *Case, version string) ([]Recording, error) {
	text := b.Text(c, version)
	if text == "" {
		return nil, fmt.Errorf("%s was never recorded for %s", c.Name, c.Dialect)
	}
	list, err := ParseRecordings(text)
	if err != nil {
		return nil, fmt.Errorf("%s for %s: %w", c.Name, c.Dialect, err)
	}
	return list, nil
}

// Set keeps the recordings of a variant, unless they follow from others. Those of
// MainVersion come first, and those for mysql before those for mariadb. Where the order of statements is
// by chance, what is there already stays.
func (b *Book) Set(c *Case, version, text string) error {
	p := page{c.Dialect, c.Topic(), version}
	if again, err := parsePage(bookMark + c.Name + "\n" + text); err != nil || len(again) != 1 || again[c.Name] != text || !strings.HasSuffix(text, "\n") {
		return fmt.Errorf("%s for %s: the output cannot be kept in a file of several", c.Name, c.Dialect)
	}
	if c.sameAs(b.inherited(c, version), text) {
		delete(b.pages[p], c.Name)
		return nil
	}
	if old, ok := b.own(c, version); ok && c.sameAs(old, text) {
		return nil
	}
	if b.pages[p] == nil {
		b.pages[p] = map[string]string{}
	}
	b.pages[p][c.Name] = text
	return nil
}

// sameAs says that two recordings of a case are the same, as far as its order is fixed.
func (c *Case) sameAs(old, text string) bool {
	return old == text || old != "" && c.Unordered && Compare(old, text) == SameSet
}

// Sections gives the names of the cases on every page, to look for strays.
func (b *Book) Sections(yield func(dialect, name string) bool) {
	for p, sections := range b.pages {
		for name := range sections {
			if !yield(p.dialect, name) {
				return
			}
		}
	}
}

// drop forgets the section of a case for a dialect.
func (b *Book) drop(dialect, name string) {
	for p, sections := range b.pages {
		if p.dialect == dialect {
			delete(sections, name)
		}
	}
}

// Keep drops the sections of cases that are no longer there.
func (b *Book) Keep(cases []*Case) {
	known := map[string]*Case{}
	for _, c := range cases {
		known[c.Name] = c
	}
	for p, sections := range b.pages {
		maps.DeleteFunc(sections, func(name, _ string) bool {
			c := known[name]
			return c == nil || c.For(p.dialect) == nil || !c.For(p.dialect).Variant() || c.Topic() != p.topic
		})
	}
}

// Write writes the pages back, and removes those that are empty.
func (b *Book) Write() error {
	for p, sections := range b.pages {
		path := filepath.Join(b.dir, p.path())
		if len(sections) == 0 {
			if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(formatPage(sections)), 0o644); err != nil {
			return err
		}
	}
	return nil
}
