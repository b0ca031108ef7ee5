package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates/compare"
)

type diffCmd struct {
	Old string `arg:"" help:"A script, or a plan as --format json printed it: what was approved, or the base branch's." predictor:"file"`
	New string `arg:"" help:"The one to compare it with." predictor:"file"`
}

func (diffCmd) Help() string {
	return `Says which revisions, statements, settings, locks and findings differ. White space, comments,
places in files and the version of sqlplan do not count. The revisions are not needed.

Examples:
  sqlplan diff approved.sql release.sql
  sqlplan diff base.json branch.json --format markdown     for a pull request

The exit code is 0 if both do the same, 1 if they differ.`
}

func (c *diffCmd) Run(a *app) error {
	format, err := a.formats("text", "markdown", "json")
	if err != nil {
		return err
	}
	was, err := a.readScript(c.Old)
	if err != nil {
		return err
	}
	is, err := a.readScript(c.New)
	if err != nil {
		return err
	}
	d := compare.Compare(c.Old, c.New, was, is)
	switch format {
	case "json":
		err = a.printJSON(d)
	case "markdown":
		err = a.print(d.Markdown())
	default:
		err = a.print(d.Text())
	}
	if err == nil && !d.Same {
		return errFindings
	}
	return err
}

// readScript reads a script or the JSON of a plan.
func (a *app) readScript(name string) (*compare.Script, error) {
	path := a.path(name)
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, plainError(err))
	}
	return compare.Read(source.NewFile(filepath.ToSlash(displayPath(a.cli.Directory, path)), string(content)))
}
