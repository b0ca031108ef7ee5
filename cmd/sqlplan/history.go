package main

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

type listFlags struct {
	Verbose bool `short:"v" help:"Print everything about each revision."`
}

type historyCmd struct {
	listFlags
	RevRange rangeText `short:"r" name:"rev-range" placeholder:"RANGE" help:"Only START:END; either side may be left out or relative." predictor:"revision"`
}

func (historyCmd) Help() string {
	return `Examples:
  sqlplan history
  sqlplan history -v -r 4f2a:head
  sqlplan history -r -3:            the last three`
}

func (c *historyCmd) Run(a *app) error {
	return a.list(c.Verbose, func(p *project) ([]*ir.Revision, error) {
		if c.RevRange == "" {
			revs := p.set.Revisions()
			slices.Reverse(revs)
			return revs, nil
		}
		rng, err := p.set.ParseHistoryRange(string(c.RevRange))
		if err != nil {
			return nil, err
		}
		return p.set.History(rng)
	})
}

type headsCmd struct {
	listFlags
	ResolveDependencies bool `help:"Leave out heads that another revision depends on."`
}

func (c *headsCmd) Run(a *app) error {
	return a.list(c.Verbose, func(p *project) ([]*ir.Revision, error) {
		if c.ResolveDependencies {
			return p.byID(p.set.RealHeads()), nil
		}
		return p.byID(p.set.Heads()), nil
	})
}

type branchesCmd struct{ listFlags }

func (c *branchesCmd) Run(a *app) error {
	p, format, err := a.look("text", "json")
	if err != nil {
		return err
	}
	points := describeAll(p.set.Graph, p.byID(p.set.BranchPoints()))
	if format == "json" {
		return a.printJSON(points)
	}
	var b strings.Builder
	paint := a.painter(a.stdout)
	for _, d := range points {
		b.WriteString(d.text(c.Verbose, paint))
		for _, child := range d.Children {
			b.WriteString("  -> " + describe(p.set.Graph, p.set.Get(child)).line(paint) + "\n")
		}
	}
	return a.print(b.String())
}

func (p *project) byID(ids []string) []*ir.Revision {
	var revs []*ir.Revision
	for _, id := range ids {
		revs = append(revs, p.set.Get(id))
	}
	return revs
}

// list prints the revisions that choose picks.
func (a *app) list(verbose bool, choose func(*project) ([]*ir.Revision, error)) error {
	p, format, err := a.look("text", "json")
	if err != nil {
		return err
	}
	revs, err := choose(p)
	if err != nil {
		return err
	}
	list := describeAll(p.set.Graph, revs)
	if format == "json" {
		return a.printJSON(list)
	}
	var b strings.Builder
	paint := a.painter(a.stdout)
	for i, d := range list {
		if verbose && i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(d.text(verbose, paint))
	}
	return a.print(b.String())
}

// text is a revision of a list: its block, or one line that starts, as
// Alembic's does, with what it follows.
func (d revisionJSON) text(verbose bool, paint func(role, text string) string) string {
	if verbose {
		return d.block(paint)
	}
	return paint("dim", orBase(d.Down)+" -> ") + d.line(paint) + "\n"
}
