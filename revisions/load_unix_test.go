//go:build unix

package revisions

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestLoadFromDisk covers what only a real file system has.
func TestLoadFromDisk(t *testing.T) {
	for _, test := range []struct {
		name string
		make func(dir string) error
		opts Options
		want []string
	}{
		{"loop of links", func(dir string) error { return os.Symlink("m.sql", filepath.Join(dir, "m.sql")) }, Options{}, []string{"v/m.sql: error SP003: cannot read the file: too many levels of symbolic links"}},
		{"dangling link", func(dir string) error { return os.Symlink("none", filepath.Join(dir, "m.sql")) }, Options{}, []string{"v/m.sql: error SP003: cannot read the file: no such file or directory"}},
		{"dangling link of no interest", func(dir string) error { return os.Symlink("none", filepath.Join(dir, "m.txt")) }, Options{Recursive: true}, nil},
		{"link to a file", func(dir string) error { return os.Symlink("a.sql", filepath.Join(dir, "_a.sql")) }, Options{}, nil},
		{"link to a folder", func(dir string) error { return os.Symlink(".", filepath.Join(dir, "again")) }, Options{Recursive: true}, []string{"v/again: warning SP023: the link v/again to a folder is not followed"}},
		{"link to a folder, not asked for", func(dir string) error { return os.Symlink(".", filepath.Join(dir, "again")) }, Options{}, nil},
		{"link to a folder, named as a file", func(dir string) error { return os.Symlink(".", filepath.Join(dir, "m.sql")) }, Options{}, []string{"v/m.sql: error SP003: this has the name of a revision but is a folder"}},
		{"pipe", func(dir string) error { return syscall.Mkfifo(filepath.Join(dir, "m.sql"), 0o600) }, Options{}, []string{"v/m.sql: error SP003: this has the name of a revision but is a device"}},
		{"huge file", func(dir string) error { return sparse(filepath.Join(dir, "m.sql"), maxFileSize+1<<20) }, Options{}, []string{"v/m.sql: error SP005: the file has 65 MB, more than 64 MB"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			dir := filepath.Join(root, "v")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "a.sql"), []byte(native("a", "")), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := test.make(dir); err != nil {
				t.Fatal(err)
			}
			test.opts.Locations = Folders("v")
			_, diags := Load(os.DirFS(root), test.opts)
			checkHeads(t, diags, test.want)
			for _, d := range diags {
				if strings.Contains(d.Message+d.Help, root) {
					t.Errorf("an absolute path in %q", d.Message)
				}
			}
		})
	}
}

// sparse makes a file of a size that takes no room on the disk.
func sparse(name string, size int64) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := f.Truncate(size); err != nil {
		return err
	}
	return f.Close()
}
