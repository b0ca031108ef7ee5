package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions"
	"github.com/sqlplan/sqlplan/revisions/alembic"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/templates"
)

type convertCmd struct {
	To string `arg:"" name:"dir" help:"Folder for the native revisions; it must not exist, or be empty."`
}

func (convertCmd) Help() string {
	return `Examples:
  sqlplan convert revisions       alembic/versions/*.py become revisions/*.sql

It prints what sqlplan.toml has to say; the number before each name keeps the order of branches.
Ids, branches, labels and dependencies stay as they are, and the version table stays Alembic's. A revision
that cannot be compiled is written with its Python in a comment, and with a statement that refuses to run.`
}

func (c *convertCmd) Run(a *app) error {
	p, err := a.openToCompile()
	if err != nil {
		return err
	}
	if p.set.Format.Name() != alembic.Name {
		return usagef("only Alembic revisions are converted; these are %s's", p.set.Format.Name())
	}
	folder := a.path(c.To)
	if list, err := os.ReadDir(folder); err == nil && len(list) > 0 {
		return usagef("%s is not empty; nothing was written", c.To)
	}
	files, broken, err := p.convert()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("make the folder %s: %w", c.To, plainError(err))
	}
	for _, f := range files {
		if err := create(filepath.Join(folder, f.file), path.Join(c.To, f.file), f.text); err != nil {
			return err
		}
	}
	text := fmt.Sprintf("Wrote %s to %s.\n", plural(len(files), "revision", "revisions"), c.To)
	for _, b := range broken {
		text += fmt.Sprintf("By hand: %s, %s: %s (%s:%d:%d)\n", b.ID, b.Direction, source.Printable(b.Reason.Message), b.Reason.Path, b.Reason.Line, b.Reason.Col)
	}
	return a.print(text + p.nativeConfig(c.To))
}

// nativeConfig is what sqlplan.toml has to say for the converted revisions.
func (p *project) nativeConfig(folder string) string {
	text := fmt.Sprintf("In sqlplan.toml:\nversion_locations = [%q]\nrevision_order = \"files\"\ndialect = %q\nversion_table = %q\n", folder, p.dialect.Name(), p.table.Name)
	if p.table.Schema != "" {
		text += fmt.Sprintf("version_table_schema = %q\n", p.table.Schema)
	}
	if !p.table.PrimaryKey {
		text += "version_table_pk = false\n"
	}
	return text
}

// convert compiles every revision up and down, and writes it as a native one.
func (p *project) convert() (files []output, failed []broken, err error) {
	rng, err := revisions.ParseRange("base:heads")
	if err != nil {
		return nil, nil, err
	}
	up, err := p.set.Resolve(ir.Upgrade, rng)
	if err != nil {
		return nil, nil, err
	}
	upRequest, downRequest := p.request("upgrade", up), p.request("downgrade", up.Inverse())
	upRequest.Review, downRequest.Review = false, false
	upward, _, _ := planner.Check(upRequest)
	downward, _, _ := planner.Check(downRequest)
	slices.Reverse(downward)
	result := checkResult{}
	result.count(upward, ir.Upgrade)
	result.count(downward, ir.Downgrade)
	for i, c := range upward {
		text, err := p.native(c, downward[i])
		if err != nil {
			return nil, nil, err
		}
		files = append(files, output{p.nativeName(c.Revision), text})
	}
	return files, result.Coverage.Broken, nil
}

// nativeName is the name of a revision's native file. It begins with the place of
// the file among Alembic's, which settles the order of branches.
func (p *project) nativeName(r *ir.Revision) string {
	return fmt.Sprintf("%04d_%s_%s.sql", p.set.Loaded(r.ID)+1, r.ID, slug(r.Message))
}

// native writes one revision as a native file: the header from the template of
// new revisions, then the statements of both directions.
func (p *project) native(up, down planner.Checked) (string, error) {
	r := up.Revision
	text, diags := p.templates.Revision(templates.NewRevision{ID: r.ID, Down: refNames(r.Down), BranchLabels: refNames(r.BranchLabels),
		DependsOn: refNames(r.DependsOn), Message: r.Message, Created: r.Created})
	if diags.HasErrors() {
		return "", diags
	}
	header, _, found := strings.Cut(text, "-- sqlplan:upgrade\n")
	if !found {
		return "", usagef("the template revision has no line `-- sqlplan:upgrade`")
	}
	var b strings.Builder
	var ignored check.Carried
	b.WriteString(header)
	if list := ignored.File(r.Files[0]); len(list) > 0 {
		b.WriteString(strings.Join(list, "\n") + "\n\n")
	}
	b.WriteString("-- sqlplan:upgrade\n")
	p.nativeSection(&b, up, "upgrade", &ignored)
	switch {
	case down.Irreversible != nil:
		b.WriteString("\n-- sqlplan:irreversible " + strings.Join(strings.Fields(down.Irreversible.Reason), " ") + "\n")
	default:
		b.WriteString("\n-- sqlplan:downgrade\n")
		p.nativeSection(&b, down, "downgrade", &ignored)
	}
	return b.String(), nil
}

// nativeSection writes the statements of one direction, or why there are none.
func (p *project) nativeSection(b *strings.Builder, c planner.Checked, function string, ignored *check.Carried) {
	script := sqlstmt.ScriptFor(p.dialect.Script(), p.runner)
	if d := c.Broken; d != nil {
		at := d.Span.Pos()
		fmt.Fprintf(b, "-- NOT CONVERTED: %s %s:%d:%d %s\n", d.Code, at.Path, at.Line, at.Col, source.Printable(d.Message))
		fmt.Fprintf(b, "-- Write the SQL of %s() here, in the place of the statement below. Its Python was:\n", function)
		for line := range strings.Lines(c.Revision.Files[0].Text) {
			b.WriteString(strings.TrimRight("--     "+strings.TrimRight(line, "\r\n"), " ") + "\n")
		}
		for _, sql := range script.Stop(c.Revision.ID, "it was not converted") {
			b.WriteString(sql + script.Terminator(sql) + "\n")
		}
		return
	}
	for _, st := range c.Statements {
		for _, comment := range st.Comments {
			b.WriteString(comment + "\n")
		}
		for _, directive := range ignored.Statement(st) {
			b.WriteString(directive + "\n")
		}
		if st.Outside != "" && st.OutsideAsked {
			b.WriteString("-- sqlplan:transaction none\n")
		}
		b.WriteString(st.Text + script.Terminator(st.Text) + "\n")
	}
}

func refNames(refs []ir.Ref) []string {
	var names []string
	for _, r := range refs {
		names = append(names, r.Name)
	}
	return names
}
