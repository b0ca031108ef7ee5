package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

type driftCmd struct {
	Revision string `arg:"" optional:"" name:"rev" default:"heads" help:"Where production stands: heads if left out." predictor:"revision"`
}

func (driftCmd) Help() string {
	return `Production can have been changed by hand. The DBA takes its schema, and sqlplan
compares it, object by object, with what the revisions up to REV make of an empty
database. Neither needs a connection from here.

Examples:
  pg_dump --schema-only -d shop > production.sql
  sqlplan drift --schema production.sql              production is at the heads
  sqlplan drift --schema production.sql 4f2a
  sqlplan upgrade 4f2a:head --schema production.sql --sql    a release for what is really there

The exit code is 0 if both are the same, 1 if they differ. What a revision does that
cannot be followed is left out, and a note says so.`
}

// driftResult is what drift found.
type driftResult struct {
	Same        bool             `json:"same"`
	Revisions   []string         `json:"revisions"` // where production stands, as rows of its version table
	Differences []differenceJSON `json:"differences"`
}

type differenceJSON struct {
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	Aspect  string `json:"aspect,omitempty"`
	Want    string `json:"revisions_say,omitempty"`
	Have    string `json:"production_has,omitempty"`
	Missing bool   `json:"missing,omitempty"`
	Extra   bool   `json:"extra,omitempty"`
	Path    string `json:"path,omitempty"` // of the statement that made it
	Line    int    `json:"line,omitempty"`
}

func (c *driftCmd) Run(a *app) error {
	format, err := a.formats("text", "json")
	if err != nil {
		return err
	}
	if a.cli.Schema == "" {
		return usagef("drift needs the schema of production: --schema FILE, as pg_dump --schema-only prints it")
	}
	p, err := a.openToCompile()
	if err != nil {
		return err
	}
	rng, err := revisions.ParseRange("base:" + c.Revision)
	if err != nil {
		return err
	}
	path, err := p.set.Resolve(ir.Upgrade, rng)
	if err != nil {
		return err
	}
	differences, diags := planner.Drift(p.request("upgrade", path), path.End, p.dump)
	a.report(append(p.diags, diags...))
	if diags.HasErrors() {
		return errBroken
	}
	r := driftResult{Same: len(differences) == 0, Revisions: path.End, Differences: []differenceJSON{}}
	for _, d := range differences {
		at := d.Made.Pos()
		r.Differences = append(r.Differences, differenceJSON{d.Kind, d.Name, d.Aspect, d.Want, d.Have, d.Missing, d.Extra, at.Path, at.Line})
	}
	if format == "json" {
		err = a.printJSON(r)
	} else {
		err = a.print(driftText(differences))
	}
	if err == nil && !r.Same {
		return errFindings
	}
	return err
}

func driftText(differences []schema.Difference) string {
	if len(differences) == 0 {
		return "Production has the schema that the revisions make.\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s between the revisions and production:\n", plural(len(differences), "difference", "differences"))
	for _, d := range differences {
		b.WriteString("  " + source.Printable(d.String()))
		if at := d.Made.Pos(); at.Path != "" {
			fmt.Fprintf(&b, "  (%s:%d)", at.Path, at.Line)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// readDump reads the file of --schema.
func (p *project) readDump() error {
	name := p.globals.Schema
	if name == "" {
		return nil
	}
	if p.dialect.Name() != "postgresql" {
		return usagef("--schema reads what pg_dump prints; dumps of %s cannot be read yet", p.dialect.Name())
	}
	content, err := os.ReadFile(p.globals.path(name))
	if err != nil {
		return fmt.Errorf("read the schema %s: %w", name, plainError(err))
	}
	dump, diags := planner.ReadDump(p.request("upgrade", &revisions.Path{}), source.NewFile(name, string(content)))
	p.dump = dump
	return diags.Err()
}
