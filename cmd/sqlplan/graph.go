package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates"
)

type graphCmd struct{}

func (graphCmd) Help() string {
	return `Examples:
  sqlplan graph                                      for the terminal
  sqlplan graph --format dot | dot -Tsvg -o g.svg    for Graphviz
  sqlplan graph --format mermaid                     for a pull request`
}

// Run draws the graph, newest revision first as history lists them.
func (graphCmd) Run(a *app) error {
	p, format, err := a.look("text", "dot", "mermaid", "json")
	if err != nil {
		return err
	}
	all := describeAll(p.set.Graph, p.set.Revisions())
	switch format {
	case "json":
		return a.printJSON(all)
	case "dot":
		return a.print(dot(all))
	case "mermaid":
		return a.print(mermaid(all))
	}
	slices.Reverse(all)
	return a.print(tree(all, a.painter(a.stdout)))
}

// tree draws revisions, newest first, with a lane for each line of descent. A
// lane holds the id that it waits for.
func tree(newestFirst []revisionJSON, paint func(role, text string) string) string {
	var b strings.Builder
	var lanes []string
	ended := -1 // the lane in which the line above has ended
	for _, r := range newestFirst {
		at := slices.Index(lanes, r.ID)
		if at < 0 {
			at = len(lanes)
			lanes = append(lanes, r.ID)
		}
		if at == ended { // a new line would look like the end's parent
			b.WriteString(strings.TrimRight(strings.Repeat("│ ", len(lanes)-1), " ") + "\n")
		}
		if ended = -1; len(r.Down) == 0 {
			ended = at
		}
		lanes = joinLanes(&b, lanes, at)
		b.WriteString(strings.Repeat("│ ", at) + paint("mark", "●") + " " + strings.Repeat("│ ", len(lanes)-at-1) + r.line(paint))
		if len(r.DependsOn) > 0 {
			b.WriteString(paint("dim", " (needs "+strings.Join(r.DependsOn, ", ")+")"))
		}
		b.WriteByte('\n')
		lanes = forkLanes(&b, lanes, at, r.Down)
	}
	return b.String()
}

// joinLanes ends the lanes right of at that wait for the same revision.
func joinLanes(b *strings.Builder, lanes []string, at int) []string {
	for i := len(lanes) - 1; i > at; i-- {
		if lanes[i] != lanes[at] {
			continue
		}
		b.WriteString(strings.Repeat("│ ", at) + "├─" + strings.Repeat("──", i-at-1) + "╯ " + strings.Repeat("│ ", len(lanes)-i-1) + "\n")
		lanes = slices.Delete(lanes, i, i+1)
	}
	return lanes
}

// forkLanes lets the lane at go on to the parents, a new lane for each but the first.
func forkLanes(b *strings.Builder, lanes []string, at int, parents []string) []string {
	if len(parents) == 0 {
		return slices.Delete(lanes, at, at+1)
	}
	lanes[at] = parents[0]
	for _, p := range parents[1:] {
		lanes = append(lanes, p)
		b.WriteString(strings.Repeat("│ ", at) + "├─" + strings.Repeat("──", len(lanes)-at-2) + "╮\n")
	}
	return lanes
}

// dot writes the graph for Graphviz: arrows from a revision to what follows it,
// dashed where only depends_on says so.
func dot(all []revisionJSON) string {
	var b strings.Builder
	b.WriteString("digraph revisions {\n  node [shape=box];\n")
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	for _, r := range all {
		fmt.Fprintf(&b, "  \"%s\" [label=\"%s\"];\n", quote.Replace(r.ID), quote.Replace(label(r))+`\n`+quote.Replace(source.Printable(r.Message)))
	}
	edges(all, func(from, to int, dependency bool) {
		style := ""
		if dependency {
			style = " [style=dashed]"
		}
		fmt.Fprintf(&b, "  \"%s\" -> \"%s\"%s;\n", quote.Replace(all[from].ID), quote.Replace(all[to].ID), style)
	})
	return b.String() + "}\n"
}

// mermaid writes the graph as a Mermaid flowchart.
func mermaid(all []revisionJSON) string {
	var b strings.Builder
	b.WriteString("flowchart TB\n")
	for i, r := range all {
		fmt.Fprintf(&b, "  r%d[\"%s<br/>%s\"]\n", i, templates.Mermaid(label(r)), templates.Mermaid(source.Printable(r.Message)))
	}
	edges(all, func(from, to int, dependency bool) {
		arrow := "-->"
		if dependency {
			arrow = "-.->"
		}
		fmt.Fprintf(&b, "  r%d %s r%d\n", from, arrow, to)
	})
	return b.String()
}

func label(r revisionJSON) string {
	return strings.TrimSpace(r.ID + " " + r.marks())
}

// edges calls draw for each arrow, in a fixed order.
func edges(all []revisionJSON, draw func(from, to int, dependency bool)) {
	index := make(map[string]int, len(all))
	for i, r := range all {
		index[r.ID] = i
	}
	for i, r := range all {
		for _, p := range r.Down {
			draw(index[p], i, false)
		}
		for _, d := range r.DependsOn {
			draw(index[d], i, true)
		}
	}
}
