package header

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Loads tells whether Alembic takes a file of this name in a version folder for
// a revision.
func Loads(name string) bool {
	return strings.HasSuffix(name, ".py") && !strings.HasPrefix(name, ".#") && !strings.HasPrefix(name, "__init__")
}

// List returns the revision files of a version folder in the order in which
// Alembic loads them: sorted by name, and those of the folders inside after
// them. Alembic settles the order of sibling branches by this one.
func List(fsys fs.FS, dir string, recursive bool) ([]string, error) {
	if strings.HasSuffix(path.Base(dir), "__pycache__") {
		return nil, nil
	}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	var files []string
	for _, e := range entries {
		if !e.IsDir() && Loads(e.Name()) {
			files = append(files, path.Join(dir, e.Name()))
		}
	}
	for _, e := range entries {
		if !recursive || !e.IsDir() {
			continue
		}
		inner, err := List(fsys, path.Join(dir, e.Name()), true)
		if err != nil {
			return nil, err
		}
		files = append(files, inner...)
	}
	return files, nil
}
