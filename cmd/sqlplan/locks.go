package main

import (
	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/templates"
)

type locksCmd struct {
	Range     rangeText `arg:"" name:"[from:]to" help:"What to look at, as for upgrade." predictor:"revision"`
	Down      bool      `help:"The way down: FROM is where the database stands."`
	ByVersion bool      `help:"The same path on every version of the server: only what differs."`
}

func (locksCmd) Help() string {
	return `What a path locks, statement by statement, with the vendor's page behind each row, and
summed up by transaction.

Examples:
  sqlplan locks 4f2a:head                      what the next release locks
  sqlplan locks 4f2a:head --by-version         where that depends on the server's version
  sqlplan locks --down head:4f2a               the way back
  sqlplan locks 4f2a:head --format json`
}

// lockReport is what locks prints as JSON.
type lockReport struct {
	Command       string              `json:"command"`
	From          []string            `json:"from"`
	To            []string            `json:"to"`
	Dialect       string              `json:"dialect"`
	ServerVersion string              `json:"server_version"`
	Statements    []lockStatement     `json:"statements"`
	Ledger        []planner.Ledger    `json:"ledger"`
	LockOrders    []planner.LockOrder `json:"lock_orders"`
}

// lockStatement is a statement and what it locks.
type lockStatement struct {
	Number      int            `json:"number"`
	Revision    string         `json:"revision"`
	Transaction int            `json:"transaction"` // 0: outside
	Summary     string         `json:"summary"`
	Path        string         `json:"path"`
	Line        int            `json:"line"`
	Locks       []sqlstmt.Lock `json:"locks"`
	Opaque      []string       `json:"opaque"`
}

func (c *locksCmd) Run(a *app) error {
	format, err := a.formats("text", "json")
	if err != nil {
		return err
	}
	p, err := a.openToCompile()
	if err != nil {
		return err
	}
	req, err := c.request(a, p)
	if err != nil {
		return err
	}
	if c.ByVersion {
		return a.compareVersions(p, req, format)
	}
	plan, diags := planner.Build(req)
	diags = append(diags, p.diags...)
	if diags.HasErrors() {
		return diags
	}
	a.report(diags)
	if format == "json" {
		return a.printJSON(lockReportOf(plan))
	}
	return a.print(templates.Locks(plan))
}

// request is that of the path, with the review that knows locks.
func (c *locksCmd) request(a *app, p *project) (planner.Request, error) {
	command, direction := "upgrade", ir.Upgrade
	if c.Down {
		command, direction = "downgrade", ir.Downgrade
	}
	rng, err := p.readRange(string(c.Range), a.stdin)
	if err != nil {
		return planner.Request{}, err
	}
	path, err := p.set.Resolve(direction, rng)
	if err != nil {
		return planner.Request{}, err
	}
	req := p.request(command, path)
	req.Review = true
	if _, ok := req.Dialect.(dialects.Reviewer); !ok {
		return req, usagef("the locks of %s are not known: those of postgresql, mysql and mariadb are", req.Dialect.Name())
	}
	return req, nil
}

func (a *app) compareVersions(p *project, req planner.Request, format string) error {
	v, ok := req.Dialect.(dialects.Versioned)
	if !ok {
		return usagef("the versions of %s are not known to --by-version; give one with --server-version", req.Dialect.Name())
	}
	result, diags := planner.CompareVersions(req, v.Versions())
	if diags.HasErrors() {
		return diags
	}
	a.report(p.diags)
	if format == "json" {
		return a.printJSON(result)
	}
	return a.print(templates.LocksByVersion(result))
}

func lockReportOf(plan *planner.Plan) lockReport {
	r := lockReport{Command: plan.Command, From: append([]string{}, plan.From...), To: append([]string{}, plan.To...), Dialect: plan.Dialect,
		ServerVersion: plan.ServerVersion, Statements: []lockStatement{}, Ledger: plan.Ledger, LockOrders: plan.LockOrders}
	for _, s := range plan.Sections {
		for _, it := range s.Items {
			if st := it.Statement; st != nil {
				r.Statements = append(r.Statements, lockStatement{Number: st.Number, Revision: s.ID, Transaction: it.Transaction, Summary: st.Summary,
					Path: st.Path, Line: st.Line, Locks: append([]sqlstmt.Lock{}, st.Locks...), Opaque: append([]string{}, st.Opaque...)})
			}
		}
	}
	return r
}
