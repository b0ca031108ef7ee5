package sqlfile

import (
	"cmp"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// dialectNames are the dialects that a section may name, as dialects.All calls
// them. They are repeated here because the dialects are built on top of revisions.
var dialectNames = []string{"postgresql", "mysql", "mariadb", "sqlite", "mssql", "oracle"}

var directiveNames = []string{"upgrade", "downgrade", "irreversible", "transaction", "ignore", "ignore-file"}

// section is the SQL between one section directive and the next.
type section struct {
	direction     ir.Direction
	dialects      []string // nil: all
	noTransaction bool
	misspelt      bool // the directive is meant as one, which is an error already
	directive     source.Span
	text          source.Span
}

// sections is the content of a file behind its header.
type sections struct {
	list          []section
	irreversible  *ir.Irreversible
	noTransaction bool // for the whole file
	file          *source.File
}

// run emits the sections that fit the environment.
func (s *sections) run(env *ir.Env, emit func(ir.Op) error) source.Diagnostics {
	var diags source.Diagnostics
	if env.Direction == ir.Downgrade && s.irreversible != nil {
		// An error of emit is the caller's own; it ends the run and needs no report here.
		_ = emit(*s.irreversible)
		return nil
	}
	found := false
	for _, sec := range s.list {
		if sec.direction != env.Direction || sec.dialects != nil && !slices.Contains(sec.dialects, env.Dialect) {
			continue
		}
		found = true
		if strings.TrimSpace(sec.text.Text()) == "" {
			continue
		}
		if err := emit(ir.RawSQL{Text: sec.text, NoTransaction: sec.noTransaction || s.noTransaction}); err != nil {
			return nil
		}
	}
	if !found {
		s.noneFor(env, &diags)
	}
	return diags
}

// noneFor reports that no section fits the environment.
func (s *sections) noneFor(env *ir.Env, diags *source.Diagnostics) {
	at, names := s.file.Span(0, 0), []string(nil)
	for _, sec := range s.list {
		if sec.direction != env.Direction {
			continue
		}
		if names == nil {
			at = sec.directive
		}
		names = append(names, sec.dialects...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	diags.Errorf(at, "SP022", "add `-- sqlplan:"+env.Direction.String()+" dialect="+env.Dialect+"`, or leave out dialect= on a section that suits all;\nan empty section says that there is nothing to do",
		"no %s section for dialect %s, only for %s", env.Direction, env.Dialect, strings.Join(names, ", "))
}

// parseSections reads the directives of f and the text between them.
func parseSections(f *source.File) (*sections, source.Diagnostics) {
	p := sectionParser{file: f, out: &sections{file: f}, current: -1}
	for at := 0; at < len(f.Text); at = lineEnd(f.Text, at) {
		switch d, kind := directiveAt(f, at); kind {
		case wellFormed:
			p.directive(d)
		case malformed:
			p.diags.Errorf(d.line, "SP019", "write it in lower case, with a colon and without blanks around it: `-- sqlplan:"+cmp.Or(nearestDirective(d.name), directiveNames[0])+"`",
				"this looks like a directive but is not spelt as one")
			p.misspelt(d)
		}
	}
	p.closeStretch(len(f.Text))
	p.checkWhole()
	return p.out, p.diags
}

type sectionParser struct {
	file    *source.File
	out     *sections
	diags   source.Diagnostics
	current int // index of the open section, -1 outside of sections
	from    int // where the open section's text or the stretch outside of sections starts

	irreversibleMisspelt bool
}

func (p *sectionParser) directive(d directive) {
	switch d.name {
	case "upgrade":
		p.begin(d, ir.Upgrade)
	case "downgrade":
		p.begin(d, ir.Downgrade)
	case "irreversible":
		p.irreversible(d)
	case "transaction":
		p.transaction(d)
	case "ignore", "ignore-file":
		p.ignore(d)
	default:
		hint := ""
		if near := nearestDirective(d.name); near != "" {
			hint = "did you mean " + near + "?"
		}
		p.diags.Errorf(d.line, "SP019", withNames(hint, "the directives are ", directiveNames), "unknown directive sqlplan:%s", d.name)
		p.misspelt(d)
	}
}

// misspelt goes on behind a directive that was reported as if it were spelt
// right, where that saves reports of a missing section or of SQL outside of one.
func (p *sectionParser) misspelt(d directive) {
	switch nearestDirective(d.name) {
	case "upgrade":
		p.open(d, section{direction: ir.Upgrade, misspelt: true})
	case "downgrade":
		p.open(d, section{direction: ir.Downgrade, misspelt: true})
	case "irreversible":
		// The open section goes on: what stands below may be its own.
		p.irreversibleMisspelt = true
	}
}

// nearestDirective returns the directive that name was probably meant to be, or "".
func nearestDirective(name string) string {
	if near := spell.Nearest(name, directiveNames); near != "" {
		return near
	}
	if len(name) >= 2 {
		for _, known := range directiveNames {
			if strings.HasPrefix(known, strings.ToLower(name)) {
				return known // "up", "down", as other tools have them
			}
		}
	}
	return ""
}

// withNames returns a help text: the hint, if any, and all the names there are.
func withNames(hint, lead string, names []string) string {
	return strings.TrimSpace(hint + " " + lead + strings.Join(names, ", "))
}

func (p *sectionParser) begin(d directive, direction ir.Direction) {
	p.open(d, section{direction: direction, dialects: p.dialects(d)})
}

// open begins a section below the line of d.
func (p *sectionParser) open(d directive, s section) {
	p.closeStretch(d.at)
	p.current = len(p.out.list)
	p.from = lineEnd(p.file.Text, d.at)
	s.directive = d.line
	p.out.list = append(p.out.list, s)
}

// dialects reads the "dialect=a,b" of a section directive; nil stands for all.
func (p *sectionParser) dialects(d directive) []string {
	args := d.args.Text()
	if args == "" {
		return nil
	}
	list, ok := strings.CutPrefix(args, "dialect=")
	if !ok || list == "" || strings.ContainsAny(list, " \t") {
		p.diags.Errorf(d.args, "SP020", "write `dialect=mysql,mariadb` without blanks, or nothing", "cannot read %q behind sqlplan:%s", args, d.name)
		return nil
	}
	var names []string
	for name := range strings.SplitSeq(list, ",") {
		if !slices.Contains(dialectNames, name) {
			p.diags.Errorf(d.args, "SP020", withNames(spell.DidYouMean(name, dialectNames), "the dialects are ", dialectNames), "unknown dialect %q", name)
			continue
		}
		names = append(names, name)
	}
	return names
}

func (p *sectionParser) irreversible(d directive) {
	p.closeStretch(d.at)
	p.current, p.from = -1, lineEnd(p.file.Text, d.at)
	if d.args.Text() == "" {
		p.diags.Errorf(d.line, "SP020", "say why, for whoever has to roll back: `-- sqlplan:irreversible the old values are gone`", "sqlplan:irreversible has no reason")
	}
	if p.out.irreversible != nil {
		p.diags.Errorf(d.line, "SP018", "keep one of them", "sqlplan:irreversible is given twice")
		return
	}
	p.out.irreversible = &ir.Irreversible{At: d.line, Reason: d.args.Text()}
}

func (p *sectionParser) transaction(d directive) {
	if d.args.Text() != "none" {
		p.diags.Errorf(d.line, "SP020", "the only value is none: `-- sqlplan:transaction none`", "unknown value %q of sqlplan:transaction", d.args.Text())
		return
	}
	switch {
	case p.current >= 0 && skipComments(p.file.Text[:d.at], p.from) == d.at:
		p.out.list[p.current].noTransaction = true
	case p.current < 0 && len(p.out.list) == 0 && p.out.irreversible == nil:
		p.out.noTransaction = true
	default:
		p.diags.Errorf(d.line, "SP021", "put it above the first section for the whole file, or right below `-- sqlplan:upgrade` for that section",
			"sqlplan:transaction stands behind a statement or outside of its section")
	}
}

// ignore checks the form only: the directive stays in the text, as a comment of
// the statement below it, and the review reads it there. ignore-file is for the whole
// file, and stands at its top.
func (p *sectionParser) ignore(d directive) {
	list, reason, _ := strings.Cut(strings.ReplaceAll(d.args.Text(), "\t", " "), " ")
	wrong := strings.TrimSpace(reason) == ""
	for rule := range strings.SplitSeq(list, ",") {
		wrong = wrong || !isWord(rule)
	}
	if wrong {
		p.diags.Errorf(d.line, "SP020", "write the rule and why it does not matter here: `-- sqlplan:"+d.name+" drop-column nobody reads it since release 12`", "sqlplan:%s needs a rule and a reason", d.name)
	}
	switch whole := d.name == "ignore-file"; {
	case !whole && p.current < 0:
		p.diags.Errorf(d.line, "SP021", "put it right above the statement, inside its section; for the whole file write `-- sqlplan:ignore-file`", "sqlplan:ignore stands outside of the sections")
	case whole && (p.current >= 0 || len(p.out.list) > 0):
		p.diags.Errorf(d.line, "SP021", "put it above the first section; for one statement write `-- sqlplan:ignore`", "sqlplan:ignore-file stands behind the top of the file")
	}
}

// closeStretch ends the open section at end, or checks that the text outside of
// sections holds no SQL.
func (p *sectionParser) closeStretch(end int) {
	if p.current >= 0 {
		p.out.list[p.current].text = p.file.Span(p.from, end)
		return
	}
	if at := skipComments(p.file.Text[:end], p.from); at < end {
		p.diags.Errorf(trimmed(p.file, at, lineEnd(p.file.Text[:end], at)), "SP015", "put `-- sqlplan:upgrade` or `-- sqlplan:downgrade` on a line above it",
			"SQL outside of a section")
	}
}

// checkWhole reports what the file as a whole lacks or has twice.
func (p *sectionParser) checkWhole() {
	has := func(d ir.Direction) bool {
		return slices.ContainsFunc(p.out.list, func(s section) bool { return s.direction == d })
	}
	top := p.file.Span(0, 0)
	if !has(ir.Upgrade) {
		p.diags.Errorf(top, "SP016", "add a line `-- sqlplan:upgrade` and the SQL below it; leave it empty if there is nothing to do", "no upgrade section")
	}
	if !has(ir.Downgrade) && p.out.irreversible == nil && !p.irreversibleMisspelt {
		p.diags.Errorf(top, "SP017", "add `-- sqlplan:downgrade` and the SQL that undoes the upgrade,\nor `-- sqlplan:irreversible REASON` if it cannot be undone", "neither a downgrade section nor sqlplan:irreversible")
	}
	down := slices.IndexFunc(p.out.list, func(s section) bool { return s.direction == ir.Downgrade && !s.misspelt })
	if down >= 0 && p.out.irreversible != nil {
		p.diags = append(p.diags, source.Diagnostic{
			Severity: source.Error, Code: "SP018", Span: p.out.irreversible.At,
			Message: "the revision has both a downgrade section and sqlplan:irreversible", Help: "remove one of them",
			Related: []source.Related{{Span: p.out.list[down].directive, Message: "the downgrade section is here"}},
		})
	}
}
