package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/sqlplan/sqlplan/templates"
)

type initCmd struct {
	Templates bool `help:"Write the original templates to templates/ instead, to be changed."`
}

func (initCmd) Help() string {
	return `Examples:
  sqlplan init                  sqlplan.toml and revisions/
  sqlplan init --templates      templates/*.tmpl, the originals
Nothing that exists is overwritten.`
}

const firstConfig = `# sqlplan.toml: docs/configuration.md describes every key.
version_locations = ["revisions"]
dialect = "postgresql"

# The oldest server that the scripts must run on.
# server_version = "15"

# A statement that waits longer than this for a lock fails, and its transaction
# is undone: production waits for nobody.
lock_timeout = "5s"
# statement_timeout = "0"
`

func (c *initCmd) Run(a *app) error {
	if c.Templates {
		return a.writeTemplates()
	}
	if err := os.MkdirAll(filepath.Join(a.cli.Directory, "revisions"), 0o755); err != nil {
		return fmt.Errorf("make the folder revisions: %w", plainError(err))
	}
	if err := create(filepath.Join(a.cli.Directory, "sqlplan.toml"), "sqlplan.toml", firstConfig); err != nil {
		return err
	}
	return a.print("Wrote sqlplan.toml and revisions/.\nNext: sqlplan revision -m \"create customers\"\n")
}

func (a *app) writeTemplates() error {
	if err := os.MkdirAll(filepath.Join(a.cli.Directory, "templates"), 0o755); err != nil {
		return fmt.Errorf("make the folder templates: %w", plainError(err))
	}
	lines := []string{"Wrote the original templates. Name those that you change in sqlplan.toml:", "[templates]"}
	for _, name := range templates.Names {
		path := "templates/" + templates.FileName(name)
		if err := create(filepath.Join(a.cli.Directory, path), path, templates.Original(name)); err != nil {
			return err
		}
		lines = append(lines, fmt.Sprintf("%s = %q", name, path))
	}
	return a.print(strings.Join(lines, "\n") + "\n")
}

// create writes a file that must not exist yet. Messages call it display.
func create(path, display, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usagef("%s exists already; nothing was written over it", display)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", display, plainError(err))
	}
	if _, err := f.WriteString(text); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", display, plainError(err))
	}
	return f.Close()
}
