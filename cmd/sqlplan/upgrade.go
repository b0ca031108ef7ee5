package main

import "github.com/sqlplan/sqlplan/revisions/ir"

type upgradeCmd struct {
	Range rangeText `arg:"" name:"[from:]to" help:"What to compile: FROM is where the database stands (base if left out, - to read its version rows from standard input), TO where it shall go." predictor:"revision"`
	scriptFlags
}

func (upgradeCmd) Help() string {
	return `Examples:
  sqlplan upgrade base:head --sql > release.sql        a new database
  sqlplan upgrade 4f2a:head --sql -o release.sql --rollback back.sql
  sqlplan upgrade 4f2a:+1                              read what the next revision does
  sqlplan upgrade b1,b2:m1 --sql                       a database with two rows
  psql -At -c 'select version_num from sqlplan_version' | sqlplan upgrade -:head --sql
  sqlplan upgrade 4f2a,9c1d~2:head --sql               go on after statement 2 of 9c1d

Without --sql the plan is printed to be read; --format markdown is for comments,
html for an hour of reading, json for programs, sarif and gitlab for sites that show what was found.`
}

func (c *upgradeCmd) Run(a *app) error {
	return a.compile("upgrade", ir.Upgrade, c.Range, c.scriptFlags, false)
}
