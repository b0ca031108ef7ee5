package main

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

type showCmd struct {
	Revision rangeText `arg:"" name:"revision" help:"Id, start of an id, head, or anything else that names one revision." predictor:"revision"`
}

func (showCmd) Help() string {
	return `Examples:
  sqlplan show head
  sqlplan show 4f2a`
}

// Run prints everything about a revision, its files included.
func (c *showCmd) Run(a *app) error {
	p, format, err := a.look("text", "json")
	if err != nil {
		return err
	}
	r, err := p.set.Find(string(c.Revision))
	if err != nil {
		return err
	}
	d := describe(p.set.Graph, r)
	if format == "json" {
		return a.printJSON(d)
	}
	var b strings.Builder
	paint := a.painter(a.stdout)
	b.WriteString(d.block(paint))
	for _, f := range r.Files {
		b.WriteString("\n" + paint("dim", "-- "+source.Printable(f.Path)) + "\n")
		for line := range strings.Lines(f.Text) {
			b.WriteString(source.Printable(strings.TrimRight(line, "\r\n")) + "\n")
		}
	}
	return a.print(b.String())
}
