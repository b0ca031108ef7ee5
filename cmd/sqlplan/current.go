package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

type currentCmd struct {
	Rows []string `arg:"" optional:"" name:"rows" help:"The rows of the version table, as psql -At prints them; - reads them from standard input; none at all stands for an empty table."`
}

func (currentCmd) Help() string {
	return `Examples:
  sqlplan current 4f2a9c1d
  psql -At -c 'select version_num from sqlplan_version' | sqlplan current -
  sqlplan current "$(psql -At -c 'select version_num from sqlplan_version')"

The exit code is 0 if the database is at the heads, 1 if something is pending or wrong.`
}

// currentResult is what current says.
type currentResult struct {
	Rows         []string      `json:"rows"`
	Unknown      []unknownJSON `json:"unknown"`
	Redundant    []string      `json:"redundant"` // rows that another row implies
	Applied      []string      `json:"applied"`   // in the order in which they run
	Pending      []string      `json:"pending"`
	HalfMerges   []mergeJSON   `json:"half_merges"`
	AtHeads      bool          `json:"at_heads"`
	Problems     []string      `json:"problems"`
	UpgradeCmd   string        `json:"upgrade,omitempty"`
	DowngradeCmd string        `json:"downgrade,omitempty"`
}

type unknownJSON struct {
	Row     string   `json:"row"`
	Nearest []string `json:"nearest"`
}

type mergeJSON struct {
	ID      string   `json:"id"`
	Applied []string `json:"applied"`
	Missing []string `json:"missing"`
}

func (c *currentCmd) Run(a *app) error {
	p, format, err := a.look("text", "json")
	if err != nil {
		return err
	}
	rows, err := a.versionRows(c.Rows)
	if err != nil {
		return err
	}
	result := p.standing(p.read(rows))
	if format == "json" {
		err = a.printJSON(result)
	} else {
		err = a.print(result.text(p, a.painter(a.stdout)))
	}
	if err == nil && (!result.AtHeads || len(result.Problems) > 0) {
		return errFindings
	}
	return err
}

// versionRows are the rows that were given, split as a person or a shell may
// have joined them, or those on standard input.
func (a *app) versionRows(args []string) ([]string, error) {
	if len(args) == 1 && args[0] == "-" {
		return readRows(a.stdin)
	}
	var rows []string
	for _, arg := range args {
		rows = append(rows, strings.FieldsFunc(arg, func(r rune) bool { return strings.ContainsRune(", \t\r\n", r) })...)
	}
	return rows, nil
}

// standing says where the rows put the database.
func (p *project) standing(t tableRows) currentResult {
	at := t.position
	r := currentResult{Rows: at.Rows, AtHeads: at.AtHeads, Problems: t.problems,
		Unknown: []unknownJSON{}, Redundant: []string{}, HalfMerges: []mergeJSON{}, Applied: []string{}, Pending: []string{}}
	for _, rev := range at.Applied {
		r.Applied = append(r.Applied, rev.ID)
	}
	for _, rev := range at.Pending {
		r.Pending = append(r.Pending, rev.ID)
	}
	for _, u := range at.Unknown {
		r.Unknown = append(r.Unknown, unknownJSON{u.Text, u.Nearest})
	}
	for _, red := range at.Redundant {
		if !p.keepsHistory() {
			r.Redundant = append(r.Redundant, red.ID)
		}
	}
	for _, h := range at.HalfMerges {
		r.HalfMerges = append(r.HalfMerges, mergeJSON{h.Merge.ID, h.Applied, h.Missing})
	}
	if len(r.Problems) == 0 {
		r.Problems = []string{}
		p.commands(&r, at, t.heads())
	}
	return r
}

// commands are what can be compiled from there.
func (p *project) commands(r *currentResult, at revisions.Position, heads []string) {
	start, flags := "base", p.globals.flags()
	if len(heads) > 0 {
		start = strings.Join(heads, ",")
	}
	if flags != "" {
		flags = " " + flags
	}
	if len(at.Pending) > 0 {
		target := "heads"
		if len(p.set.RealHeads()) == 1 {
			target = "head"
		}
		r.UpgradeCmd = fmt.Sprintf("sqlplan upgrade %s:%s --sql%s", start, target, flags)
	}
	if len(at.Applied) > 0 {
		r.DowngradeCmd = fmt.Sprintf("sqlplan downgrade %s:%s --sql --exact%s", start, p.below(at, heads), flags)
	}
}

// below are the rows without the revision that would be taken back first.
func (p *project) below(at revisions.Position, heads []string) string {
	state, err := revisions.NewState(p.set.Graph, heads)
	if err != nil {
		panic(err) // Locate has found nothing wrong with them
	}
	last := at.Applied[len(at.Applied)-1]
	state.Apply(last.ID, ir.Downgrade)
	return cmp.Or(strings.Join(state.Rows(), ","), "base")
}

func (r currentResult) text(p *project, paint func(role, text string) string) string {
	var b strings.Builder
	if len(r.Rows) == 0 && len(r.Problems) == 0 {
		b.WriteString("The version table is empty: the database is at base.\n")
	}
	for _, problem := range r.Problems {
		fmt.Fprintf(&b, "%s %s\n", paint("warning", "problem:"), problem)
	}
	for _, id := range r.Rows {
		if !p.keepsHistory() {
			b.WriteString("at " + describe(p.set.Graph, p.set.Get(id)).line(paint) + "\n")
		}
	}
	if len(r.Problems) > 0 {
		b.WriteString("What is applied and what is pending cannot be told from these rows.\n")
		return b.String()
	}
	fmt.Fprintf(&b, "%d of %d revisions are applied", len(r.Applied), len(r.Applied)+len(r.Pending))
	if r.AtHeads {
		b.WriteString("; nothing is pending.\n")
	} else {
		fmt.Fprintf(&b, "; %d pending:\n", len(r.Pending))
	}
	for _, id := range r.Pending {
		b.WriteString("  " + describe(p.set.Graph, p.set.Get(id)).line(paint) + "\n")
	}
	for _, m := range r.HalfMerges {
		fmt.Fprintf(&b, "merge %s is half done: %s applied, %s missing\n", m.ID, strings.Join(m.Applied, ", "), strings.Join(m.Missing, ", "))
	}
	if r.UpgradeCmd != "" {
		fmt.Fprintf(&b, "\nup:   %s\n", r.UpgradeCmd)
	}
	if r.DowngradeCmd != "" {
		fmt.Fprintf(&b, "down: %s\n", r.DowngradeCmd)
	}
	return b.String()
}
