package main

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates"
)

type checkCmd struct {
	Range rangeText `arg:"" optional:"" name:"[from:]to" default:"base:heads" help:"The revisions to check; all of them if left out." predictor:"revision"`
}

func (checkCmd) Help() string {
	return `Examples:
  sqlplan check                     every revision, up and down
  sqlplan check 4f2a:head           those of the next release
  sqlplan check --format json

It prints how many of the revisions compile, and why the others do not.
The exit code is 0 if every revision compiles, 2 if one does not.`
}

// checkResult is what check says of the revisions.
type checkResult struct {
	OK           bool                   `json:"ok"`
	Revisions    int                    `json:"revisions"`
	Statements   int                    `json:"statements"`
	Coverage     coverage               `json:"coverage"`
	Irreversible []planner.Irreversible `json:"irreversible"`
	Diagnostics  []diagnosticJSON       `json:"diagnostics"`
}

// coverage is how many of the revisions compile, and why the rest does not.
type coverage struct {
	Upgrades   int      `json:"upgrades"`
	Downgrades int      `json:"downgrades"`
	Broken     []broken `json:"broken"`
}

// broken is one revision that does not compile in one direction.
type broken struct {
	ID        string         `json:"id"`
	Direction string         `json:"direction"`
	Reason    diagnosticJSON `json:"reason"`
}

func (c *checkCmd) Run(a *app) error {
	format, err := a.formats("text", "json", "sarif", "gitlab")
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
	switch {
	case format == "json" && !result.OK:
		// Standard output stays empty on exit code 2.
		if err := templates.WriteJSON(a.stderr, result); err != nil {
			return err
		}
		return errBroken
	case format == "json":
		return a.printJSON(result)
	}
	a.report(diags)
	if !result.OK {
		fmt.Fprint(a.stderr, result.text())
		return errBroken
	}
	if format != "text" {
		return a.print(a.foundReport(nil, diags).Encode(format))
	}
	return a.print(result.text())
}

// check compiles the path up and down.
func (p *project) check(up *revisions.Path) (checkResult, source.Diagnostics) {
	r := checkResult{Revisions: len(up.Steps), Coverage: coverage{Broken: []broken{}}}
	diags := p.diags
	upward, found := planner.Check(p.request("upgrade", up))
	diags = append(diags, found...)
	r.Coverage.Upgrades = r.count(upward, ir.Upgrade)
	req := p.request("downgrade", up.Inverse())
	downward, found := planner.Check(req)
	diags = append(diags, found...)
	r.Coverage.Downgrades = r.count(downward, ir.Downgrade)
	diags.Sort()
	r.OK = !diags.HasErrors()
	r.Irreversible, r.Diagnostics = planner.FindIrreversible(req), diagnosticsJSON(diags)
	return r, diags
}

// count adds what was found in one direction, and returns how many revisions compile.
func (r *checkResult) count(list []planner.Checked, d ir.Direction) (compiled int) {
	for _, c := range list {
		r.Statements += len(c.Statements)
		if c.Broken == nil {
			compiled++
			continue
		}
		reason := diagnosticsJSON(source.Diagnostics{*c.Broken})[0]
		r.Coverage.Broken = append(r.Coverage.Broken, broken{c.Revision.ID, d.String(), reason})
	}
	return compiled
}

func (r checkResult) text() string {
	var b strings.Builder
	if n := len(r.Coverage.Broken); n == 0 {
		fmt.Fprintf(&b, "Revisions: %d, with %d statements. All compile, up and down.\n", r.Revisions, r.Statements)
	} else {
		fmt.Fprintf(&b, "Revisions: %d. Of them %s and %s compile. These do not:\n", r.Revisions,
			plural(r.Coverage.Upgrades, "upgrade", "upgrades"), plural(r.Coverage.Downgrades, "downgrade", "downgrades"))
	}
	for _, x := range r.Coverage.Broken {
		fmt.Fprintf(&b, "  %s  %s: %s (%s:%d:%d)\n", x.ID, x.Direction, source.Printable(x.Reason.Message), x.Reason.Path, x.Reason.Line, x.Reason.Col)
	}
	if len(r.Irreversible) > 0 {
		fmt.Fprintf(&b, "Without a way back: %d\n", len(r.Irreversible))
	}
	for _, i := range r.Irreversible {
		fmt.Fprintf(&b, "  %s  %s (%s:%d)\n", i.ID, source.Printable(i.Reason), i.Path, i.Line)
	}
	return b.String()
}
