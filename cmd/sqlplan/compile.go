package main

import (
	"slices"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates"
)

// scriptFlags are the flags of the commands that compile a path.
type scriptFlags struct {
	SQL      bool   `name:"sql" help:"Print the script instead of a plan to read."`
	Rollback string `placeholder:"FILE" help:"Write the inverse script to FILE in the same run."`
	// Preflight is taken by upgrade and downgrade only.
	Preflight string `placeholder:"FILE" help:"Write a script to FILE that only reads and tells, before the release, whether it will fail: duplicates, NULLs, orphans, values that do not fit, names, privileges."`
}

// compile is the whole of upgrade and downgrade: resolve, plan, render, write.
func (a *app) compile(command string, d ir.Direction, text rangeText, flags scriptFlags, exact bool) error {
	p, err := a.openToCompile()
	if err != nil {
		return err
	}
	rng, err := p.readRange(string(text), a.stdin)
	if err != nil {
		return err
	}
	rng.Exact = exact
	path, err := p.set.Resolve(d, rng)
	if err != nil {
		return err
	}
	if len(path.Steps) > 0 && path.Steps[0].Skip > 0 && p.dump != nil {
		return usagef("--schema does not go with a START inside of a revision: leave it out, or compile from the revision's begin")
	}
	return a.deliver(p, p.request(command, path), flags)
}

// deliver plans the request and writes what the flags ask for. Nothing is
// written until everything is rendered.
func (a *app) deliver(p *project, req planner.Request, flags scriptFlags) error {
	if flags.Rollback != "" && a.path(flags.Rollback) == a.path(a.cli.Output) {
		return usagef("-o and --rollback name the same file")
	}
	if err := a.checkPreflight(flags); err != nil {
		return err
	}
	if flags.SQL && a.cli.Style == "alembic" {
		return a.deliverAlembic(p, req, flags)
	}
	req.NoTables = flags.SQL && !p.templates.Replaces("script")
	plan, diags := planner.Build(req)
	diags = append(diags, p.diags...)
	if diags.HasErrors() {
		return diags
	}
	var outputs []output
	text, err := a.rendered(p, plan, diags, flags.SQL)
	if err != nil {
		return err
	}
	outputs = append(outputs, output{a.cli.Output, text})
	if flags.Rollback != "" {
		back, err := a.rollback(p, req)
		if err != nil {
			return err
		}
		outputs = append(outputs, output{flags.Rollback, back})
	}
	if flags.Preflight != "" {
		text, err := a.preflight(p, req, plan)
		if err != nil {
			return err
		}
		outputs = append(outputs, output{flags.Preflight, text})
	}
	a.report(diags)
	if err := a.write(outputs...); err != nil {
		return err
	}
	return a.verdict(p, plan, flags.SQL)
}

// checkPreflight refuses a pre-flight where there is none.
func (a *app) checkPreflight(flags scriptFlags) error {
	switch {
	case flags.Preflight == "":
		return nil
	case a.command == "stamp":
		return usagef("--preflight does not go with stamp: it changes the version table alone, and its guard asks for that")
	case a.cli.Style == "alembic":
		return usagef("--preflight belongs to a script in sqlplan's own style: leave out --style alembic")
	case a.path(flags.Preflight) == a.path(a.cli.Output), a.path(flags.Preflight) == a.path(flags.Rollback) && flags.Rollback != "":
		return usagef("--preflight names the same file as -o or --rollback")
	}
	return nil
}

// preflight renders the pre-flight of a plan.
func (a *app) preflight(p *project, req planner.Request, plan *planner.Plan) (string, error) {
	pre, diags := planner.BuildPreflight(req, plan)
	if diags.HasErrors() {
		return "", diags
	}
	text, diags := p.templates.Preflight(pre)
	return text, diags.Err()
}

// deliverAlembic writes the script as Alembic prints it.
func (a *app) deliverAlembic(p *project, req planner.Request, flags scriptFlags) error {
	if flags.Rollback != "" {
		return usagef("--rollback writes a script in sqlplan's own style: leave out --style alembic")
	}
	if a.cli.Format != "text" && a.cli.Format != formatGitHub {
		return usagef("--sql and --format %s exclude each other: one is the script, the other the plan", a.cli.Format)
	}
	script, diags := planner.BuildAlembic(req)
	diags = append(diags, p.diags...)
	if diags.HasErrors() {
		return diags
	}
	a.report(diags)
	return a.print(script)
}

// rendered is the plan as a script, or in the format that was asked for.
func (a *app) rendered(p *project, plan *planner.Plan, diags source.Diagnostics, script bool) (string, error) {
	if script {
		if a.cli.Format != "text" && a.cli.Format != formatGitHub {
			return "", usagef("--sql and --format %s exclude each other: one is the script, the other the plan", a.cli.Format)
		}
		text, diags := p.templates.Script(plan)
		return text, diags.Err()
	}
	format, err := a.formats(slices.Concat(templates.PlanFormats, templates.ReportFormats)...)
	if err != nil {
		return "", err
	}
	if slices.Contains(templates.ReportFormats, format) {
		return a.foundReport(plan.Findings, plan.NotReviewed, diags).Encode(format), nil
	}
	text, diags := p.templates.Plan(format, plan)
	return text, diags.Err()
}

// foundReport is what was found, for the formats that show it beside the code.
func (a *app) foundReport(findings []check.Finding, notReviewed string, diags source.Diagnostics) templates.Report {
	diags.Sort()
	return templates.Report{ToolVersion: versionText(), Dir: a.workspacePath(), Findings: findings, Notices: planner.Notices(diags), NotReviewed: notReviewed}
}

// rollback renders the script of the inverse path.
func (a *app) rollback(p *project, req planner.Request) (string, error) {
	inverse := map[string]string{"upgrade": "downgrade", "downgrade": "upgrade", "stamp": "stamp"}
	req.Command, req.Path = inverse[req.Command], req.Path.Inverse()
	req.Dump, req.DumpFlag = nil, "" // which is from before the way there
	req.NoTables = !p.templates.Replaces("script")
	plan, diags := planner.Build(req)
	if diags.HasErrors() {
		return "", diags
	}
	text, diags := p.templates.Script(plan)
	return text, diags.Err()
}
