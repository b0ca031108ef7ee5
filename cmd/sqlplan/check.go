package main

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

type checkCmd struct {
	Range rangeText `arg:"" optional:"" name:"[from:]to" default:"base:heads" help:"The revisions to check; all of them if left out." predictor:"revision"`
}

func (checkCmd) Help() string {
	return `Examples:
  sqlplan check                     every revision, up and down
  sqlplan check 4f2a:head           those of the next release
  sqlplan check --format json

The exit code is 0 if every revision compiles, 2 if one does not.`
}

// checkResult is what check says of the revisions.
type checkResult struct {
	OK           bool                   `json:"ok"`
	Revisions    int                    `json:"revisions"`
	Statements   int                    `json:"statements"`
	Irreversible []planner.Irreversible `json:"irreversible"`
	Diagnostics  []diagnosticJSON       `json:"diagnostics"`
}

func (c *checkCmd) Run(a *app) error {
	format, err := a.formats("text", "json")
	if err != nil {
		return err
	}
	p, err := a.openToCompile()
	if err != nil {
		return err
	}
	rng, err := p.readRange(string(c.Range), a.stdin)
	if err != nil {
		return err
	}
	up, err := p.set.Resolve(ir.Upgrade, rng)
	if err != nil {
		return err
	}
	result, diags := p.check(up)
	if diags.HasErrors() {
		return diags
	}
	if format == "json" {
		return a.printJSON(result)
	}
	a.report(diags)
	return a.print(result.text())
}

// check compiles the path up and down.
func (p *project) check(up *revisions.Path) (checkResult, source.Diagnostics) {
	diags := p.diags
	upward, found := planner.Check(p.request("upgrade", up))
	diags = append(diags, found...)
	req := p.request("downgrade", up.Inverse())
	downward, found := planner.Check(req)
	diags = append(diags, found...)
	diags.Sort()
	return checkResult{
		OK: !diags.HasErrors(), Revisions: len(up.Steps), Statements: upward + downward,
		Irreversible: planner.FindIrreversible(req), Diagnostics: diagnosticsJSON(diags),
	}, diags
}

func (r checkResult) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Revisions: %d, with %d statements. All compile, up and down.\n", r.Revisions, r.Statements)
	if len(r.Irreversible) > 0 {
		fmt.Fprintf(&b, "Without a way back: %d\n", len(r.Irreversible))
	}
	for _, i := range r.Irreversible {
		fmt.Fprintf(&b, "  %s  %s (%s:%d)\n", i.ID, source.Printable(i.Reason), i.Path, i.Line)
	}
	return b.String()
}
