package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

type statsQueryCmd struct {
	Range rangeText `arg:"" optional:"" name:"[from:]to" help:"Ask only about the tables that this upgrade touches; about all of the database if left out." predictor:"revision"`
}

func (statsQueryCmd) Help() string {
	return `How long a change takes depends on how much there is to change. This prints a query, which
only reads, for the sizes of production's tables. The DBA runs it and sends the output back:

  sqlplan stats-query -o stats.sql
  psql -X -q -d production -f stats.sql > stats.csv
  sqlplan upgrade 4f2a:head --sql --stats stats.csv > release.sql

  sqlplan stats-query --dialect mariadb -o stats.sql
  mariadb --batch production < stats.sql > stats.tsv

  sqlplan stats-query 4f2a:head                 only the tables of this release

The output holds names of tables and indexes, sizes and counters, and no data.`
}

func (c *statsQueryCmd) Run(a *app) error {
	s, only, err := c.tables(a)
	if err != nil {
		return err
	}
	m, ok := s.dialect.(dialects.Measurer)
	if !ok {
		return usagef("there is no query for the statistics of %s", s.dialect.Name())
	}
	script := sqlstmt.ScriptFor(s.dialect.Script(), s.runner)
	var b strings.Builder
	b.WriteString("-- The sizes of the tables, for sqlplan's --stats. It only reads, and no data of the tables themselves.\n")
	if usage := m.StatsUsage(s.runner); usage != "" {
		b.WriteString("-- How to run it: " + usage + "\n")
	} else {
		b.WriteString("-- How to run it: one statement at a time; write the rows of the query as CSV, with a first line of the columns' names.\n")
	}
	b.WriteString("-- Then:          sqlplan upgrade FROM:TO --sql --stats FILE\n")
	for _, sql := range m.StatsQuery(s.runner, only) {
		b.WriteString(sql + script.Terminator(sql) + "\n")
	}
	return a.print(b.String())
}

// tables are the tables to ask about, and the settings; without a range no revision is read.
func (c *statsQueryCmd) tables(a *app) (*settings, []schema.Name, error) {
	if c.Range == "" {
		s, err := readSettings(&a.cli.Globals)
		if err != nil {
			return nil, nil, err
		}
		return s, nil, s.unspoken.Err()
	}
	a.asksStats = true
	p, err := a.openToCompile()
	if err != nil {
		return nil, nil, err
	}
	rng, err := p.readRange(string(c.Range), a.stdin)
	if err != nil {
		return nil, nil, err
	}
	path, err := p.set.Resolve(ir.Upgrade, rng)
	if err != nil {
		return nil, nil, err
	}
	only, diags := planner.Touched(p.request("upgrade", path))
	a.report(append(p.diags, diags...))
	switch {
	case diags.HasErrors():
		return nil, nil, errBroken
	case len(only) == 0:
		return nil, nil, fmt.Errorf("the upgrade touches no table that is there before it: there is nothing to ask")
	}
	return p.settings, only, nil
}

// readStats reads the file of --stats.
func (s *settings) readStats() error {
	name, path := s.globals.Stats, s.globals.path(s.globals.Stats)
	if name == "" {
		name, path = s.config.Stats, filepath.Join(s.dir, filepath.FromSlash(s.config.Stats))
	}
	_, measures := s.dialect.(dialects.Measurer)
	switch {
	case name == "":
		return nil
	case !measures && s.globals.Stats != "":
		return usagef("there are no statistics of %s for --stats", s.dialect.Name())
	case !measures:
		return nil
	case s.globals.Stats != "" && s.globals.NoReview:
		return usagef("--stats and --no-review exclude each other: the sizes are for the review")
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the statistics %s: %w", relative(name), plainError(err))
	}
	file := source.NewFile(filepath.ToSlash(relative(name)), string(content))
	stats, diags := planner.ReadStats(file)
	if stats != nil {
		s.compareServer(stats, file, &diags)
	}
	s.stats, s.found = stats, append(s.found, diags...)
	if diags.HasErrors() {
		return diags
	}
	return nil
}

var leadingVersion = lazyregexp.New(`^\d+(\.\d+){0,2}`)

// compareServer holds the server of the statistics against the one that is compiled for.
func (s *settings) compareServer(stats *planner.Statistics, file *source.File, diags *source.Diagnostics) {
	if stats.Dialect != "" && stats.Dialect != s.dialect.Name() {
		diags.Errorf(file.Span(0, 0), "SP633", "take the statistics on the database that the script is for, or name its kind with --dialect",
			"these are statistics of %s, and the script is for %s", stats.Dialect, s.dialect.Name())
		return
	}
	have, err := s.dialect.ParseVersion(leadingVersion.FindString(stats.Version))
	if err == nil && stats.Version != "" && !have.AtLeast(s.serverVersion.Major, s.serverVersion.Minor) {
		diags.Warnf(file.Span(0, 0), "SP634", fmt.Sprintf("compile it with --server-version %s", have),
			"the statistics come from version %s, and the script is for %s or later: that server will refuse it", stats.Version, s.serverVersion)
	}
}

// resolveSpeeds puts the speeds together that estimates assume.
func (s *settings) resolveSpeeds(diags *source.Diagnostics) {
	s.speeds, s.smallTable = planner.DefaultSpeeds, planner.DefaultSmallTable
	if c := s.config.Speeds; c != nil {
		s.speeds = planner.Speeds{Scan: cmp.Or(c.Scan, s.speeds.Scan), Rewrite: cmp.Or(c.Rewrite, s.speeds.Rewrite),
			Index: cmp.Or(c.Index, s.speeds.Index), WALFactor: cmp.Or(c.WALFactor, s.speeds.WALFactor)}
	}
	if c := s.config.SmallTable; c != nil {
		s.smallTable = *c
	}
	if slices.Min([]float64{s.speeds.Scan, s.speeds.Rewrite, s.speeds.Index, s.speeds.WALFactor}) < 0 || s.smallTable < 0 {
		diags.Errorf(s.key("speeds", ""), "SP084", "speeds are megabytes a second", "speeds and small_table cannot be negative")
	}
}
