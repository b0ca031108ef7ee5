package main

import "github.com/sqlplan/sqlplan/revisions/ir"

type downgradeCmd struct {
	Range rangeText `arg:"" name:"from:to" help:"What to compile: FROM is where the database stands, TO where it shall go back to." predictor:"revision"`
	scriptFlags
	Exact bool `help:"End with exactly TO in the version table: take back what other branches hold, too."`
}

func (downgradeCmd) Help() string {
	return `Examples:
  sqlplan downgrade head:-1 --sql          take the last revision back
  sqlplan downgrade 9c1d:4f2a --sql        back to 4f2a
  sqlplan downgrade heads:base --sql       take everything back
  sqlplan downgrade m1:b1 --exact --sql    back to b1 and nothing else, whatever m1 joined

A revision that its author marked irreversible stops the compile, with the reason.`
}

func (c *downgradeCmd) Run(a *app) error {
	return a.compile("downgrade", ir.Downgrade, c.Range, c.scriptFlags, c.Exact)
}
