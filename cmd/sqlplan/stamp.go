package main

import (
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

type stampCmd struct {
	Range rangeText `arg:"" name:"[from:]to" help:"What the version table holds now (base if left out), and what it shall hold." predictor:"revision"`
	scriptFlags
	Exact bool `help:"End with exactly TO in the version table: rows of other branches go, too."`
}

func (stampCmd) Help() string {
	return `Examples:
  sqlplan stamp head --sql                  a database that was made without revisions
  sqlplan stamp 4f2a:9c1d --sql             9c1d was run by hand
  sqlplan stamp b1,b2:m1 --sql              two rows become one`
}

func (c *stampCmd) Run(a *app) error {
	p, err := a.openToCompile()
	if err != nil {
		return err
	}
	rng, err := p.readRange(string(c.Range), a.stdin)
	if err != nil {
		return err
	}
	rng.Exact = c.Exact
	stamp, err := p.set.ResolveStamp(rng)
	if err != nil {
		return err
	}
	return a.deliver(p, p.request("stamp", &revisions.Path{Direction: ir.Upgrade, Start: stamp.Start, End: stamp.End}), c.scriptFlags)
}
