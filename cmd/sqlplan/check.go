package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates"
)

type checkCmd struct {
	Range         rangeText `arg:"" optional:"" name:"[from:]to" default:"base:heads" help:"The revisions to check; all of them if left out." predictor:"revision"`
	WriteBaseline string    `placeholder:"FILE" help:"Write the findings to FILE, as those that were there when the review began."`
}

func (checkCmd) Help() string {
	return `Examples:
  sqlplan check                     every revision, up and down
  sqlplan check 4f2a:head           those of the next release
  sqlplan check --format json
  sqlplan check --format sarif -o sqlplan.sarif    for code scanning
  sqlplan check --fail-on warning   fail on every finding but notes
  sqlplan check --write-baseline sqlplan-baseline.json

It prints how many of the revisions compile, and why the others do not, and reviews each
upgrade by itself: what earlier revisions have made is taken for tables in use.
The exit code is 0 if every revision compiles, 1 if there are findings from --fail-on on,
2 if a revision does not compile.`
}

// checkResult is what check says of the revisions.
type checkResult struct {
	OK           bool                   `json:"ok"`
	Revisions    int                    `json:"revisions"`
	Statements   int                    `json:"statements"`
	Coverage     coverage               `json:"coverage"`
	Irreversible []planner.Irreversible `json:"irreversible"`
	// Lost is what downgrades do not restore, data and definitions; Unproven where that is not known.
	Lost        []planner.Lost     `json:"lost"`
	Unproven    []planner.Unproven `json:"unproven"`
	Findings    []check.Finding    `json:"findings"`
	NotReviewed string             `json:"not_reviewed,omitempty"`
	Diagnostics []diagnosticJSON   `json:"diagnostics"`
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
	format, err := a.formats(append([]string{"text", "json"}, templates.ReportFormats...)...)
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
	result, diags := p.check(up, c.Range == everything)
	switch {
	case format == "json" && !result.OK:
		// Standard output stays empty on exit code 2.
		if err := templates.WriteJSON(a.stderr, result); err != nil {
			return err
		}
		return errBroken
	case format == "json":
		err = a.printJSON(result)
	case !result.OK:
		a.report(diags)
		fmt.Fprint(a.stderr, result.text())
		return errBroken
	case slices.Contains(templates.ReportFormats, format):
		err = a.print(a.foundReport(result.Findings, result.NotReviewed, diags).Encode(format))
	default:
		a.report(append(diags, findingDiagnostics(result.Findings, source.Note)...))
		err = a.print(result.text())
	}
	if err == nil && c.WriteBaseline != "" {
		err = a.writeBaseline(p, c.WriteBaseline, result.Findings)
	} else if err == nil && p.fails(result.Findings) {
		return a.failed(p)
	}
	return err
}

// writeBaseline writes the findings to a file, and says how it comes to count.
func (a *app) writeBaseline(p *project, name string, list []check.Finding) error {
	b := check.NewBaseline(list, p.rules.Baseline)
	var text strings.Builder
	if err := templates.WriteJSON(&text, b); err != nil {
		panic(err) // plain data
	}
	if err := a.write(output{name, text.String()}); err != nil {
		return err
	}
	if !a.cli.Quiet {
		fmt.Fprintf(a.stderr, "%s: %s.\n", name, plural(len(b.Findings), "finding", "findings"))
		if p.config.Review.Baseline == "" {
			fmt.Fprintf(a.stderr, "It counts once sqlplan.toml has, under [review]: baseline = %q\n", name)
		}
	}
	return nil
}

// everything is the range of check that has all revisions in it.
const everything = "base:heads"

// unusedValues warns of the entries of [values] that no revision needs. Where one does not compile, what the rest of it needs is
// not known.
func (p *project) unusedValues(diags *source.Diagnostics) {
	if p.alembic == nil || diags.HasErrors() {
		return
	}
	for _, name := range p.alembic.Values.Unused() {
		diags.Warnf(p.key(name, ""), "SP513", "delete the entry, or correct its name: it is the one that the message about the value gives",
			"no revision needs the value %q that [values] declares", name)
	}
}

// check compiles the path up and down; whole: it has all revisions.
func (p *project) check(up *revisions.Path, whole bool) (checkResult, source.Diagnostics) {
	r := checkResult{Revisions: len(up.Steps), Coverage: coverage{Broken: []broken{}}, Lost: []planner.Lost{}, Unproven: []planner.Unproven{}}
	diags := p.diags
	request := p.request("upgrade", up)
	r.NotReviewed = request.NotReviewed()
	upward, findings, found := planner.Check(request)
	diags = append(diags, found...)
	r.Coverage.Upgrades = r.count(upward, ir.Upgrade)
	req := p.request("downgrade", up.Inverse())
	req.Review = false
	downward, _, found := planner.Check(req)
	diags = append(diags, found...)
	r.Coverage.Downgrades = r.count(downward, ir.Downgrade)
	if whole {
		p.unusedValues(&diags)
	}
	diags.Sort()
	r.OK = !diags.HasErrors()
	r.Findings = append([]check.Finding{}, findings...)
	r.Irreversible, r.Diagnostics = planner.FindIrreversible(req), diagnosticsJSON(diags)
	return r, diags
}

// count adds what was found in one direction, and returns how many revisions compile.
func (r *checkResult) count(list []planner.Checked, d ir.Direction) (compiled int) {
	for _, c := range list {
		r.Statements += len(c.Statements)
		r.Lost = append(r.Lost, c.Lost...)
		if c.Unproven != "" {
			r.Unproven = append(r.Unproven, planner.Unproven{Revision: c.Revision.ID, Reason: c.Unproven})
		}
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
	if len(r.Findings) > 0 {
		fmt.Fprintf(&b, "Review, each upgrade by itself: %s.\n", summary(r.Findings))
	}
	if r.NotReviewed != "" {
		fmt.Fprintf(&b, "Not reviewed: %s.\n", r.NotReviewed)
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
	r.writeLost(&b)
	return b.String()
}

// writeLost lists the values that downgrades do not bring back, and the downgrades of which that is not known.
// Definitions are findings of their own.
func (r checkResult) writeLost(b *strings.Builder) {
	const shown = 20
	list := func(title string, lines []string) {
		if len(lines) == 0 {
			return
		}
		fmt.Fprintf(b, "%s: %d\n", title, len(lines))
		for i, line := range lines {
			if i == shown {
				fmt.Fprintf(b, "  and %d more: --format json lists them\n", len(lines)-shown)
				break
			}
			fmt.Fprintf(b, "  %s\n", source.Printable(line))
		}
	}
	var data, unproven []string
	for _, l := range r.Lost {
		if l.Data {
			data = append(data, l.Revision+"  "+l.Object+": "+l.What)
		}
	}
	for _, u := range r.Unproven {
		unproven = append(unproven, u.Revision+"  "+u.Reason)
	}
	list("Values that a downgrade does not bring back", data)
	list("Downgrades of which it is not known what they restore", unproven)
}
