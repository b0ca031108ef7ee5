package check

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// directive is a comment of a revision that takes findings out of the count:
//
//	-- sqlplan:ignore PG101,set-not-null until=2027-01-31 the table has ten rows
//
// with # for -- in Python; with ignore-file for ignore it is for the whole file.
type directive struct {
	rules  []*Rule
	used   []bool // for each of the rules
	reason string
	until  string
	span   source.Span
}

// suppress marks the findings that do not count, and reports what is wrong with the directives.
func (p *Pass) suppress() source.Diagnostics {
	s := suppression{pass: p, files: map[*source.File][]*directive{}, python: map[*source.File]*pythonComments{}}
	s.read()
	if s.diags.HasErrors() {
		return s.diags
	}
	used := map[string]bool{}
	for i := range p.found {
		f := &p.found[i]
		f.Ignored = s.ignored(f)
		if e := p.Config.Baseline.entry(f.Fingerprint); e != nil {
			used[e.Fingerprint] = true
			if f.Ignored == nil {
				f.Ignored = &Ignored{By: ByBaseline, Reason: e.Reason}
			}
		}
	}
	if p.Whole {
		s.reportUnused()
		s.reportDetached()
		s.reportStale(used)
	}
	s.reportDates()
	return s.diags
}

// suppression is what the files of a plan say about its findings.
type suppression struct {
	pass       *Pass
	all        []*directive
	statements map[int][]*directive             // by the number of the statement
	files      map[*source.File][]*directive    // for the whole file
	python     map[*source.File]*pythonComments // nil: a file without directives
	diags      source.Diagnostics
}

// mark starts every directive.
const mark = "sqlplan:ignore"

// read reads the directives of all statements and their files.
func (s *suppression) read() {
	s.statements = map[int][]*directive{}
	for i := range s.pass.Statements {
		st := &s.pass.Statements[i]
		s.readFile(st.Span.Origin().File)
		for _, c := range st.Comments {
			if strings.Contains(c, "sqlplan:") {
				s.add(st.Number, s.parse(c, near(st.Span, c), "ignore"))
			}
		}
		if s.python[st.Span.Origin().File] != nil {
			for _, c := range s.python[st.Span.Origin().File].about(st.Span.Origin().Start()) {
				s.add(st.Number, s.known(c))
			}
		}
	}
}

func (s *suppression) add(number int, d *directive) {
	if d != nil {
		s.statements[number] = append(s.statements[number], d)
	}
}

// known parses a comment of Python once, however many statements it is about.
func (s *suppression) known(c source.Span) *directive {
	for _, d := range s.all {
		if d.span == c {
			return d
		}
	}
	return s.parse(c.Text(), c, "ignore")
}

// readFile reads what a file says about all of its statements.
func (s *suppression) readFile(f *source.File) {
	if f == nil {
		return
	}
	if _, done := s.files[f]; done {
		return
	}
	s.files[f] = nil
	if !strings.Contains(f.Text, "sqlplan:") {
		return
	}
	var comments []source.Span
	if strings.HasSuffix(f.Path, ".py") {
		s.python[f] = readPython(f)
		comments = s.python[f].alone
	} else {
		comments = topComments(f)
	}
	for _, c := range comments {
		if d := s.parse(c.Text(), c, "ignore-file"); d != nil {
			s.files[f] = append(s.files[f], d)
		}
	}
}

// topComments are the comment lines of an SQL file above its first statement.
func topComments(f *source.File) []source.Span {
	var list []source.Span
	at := 0
	for line := range strings.Lines(f.Text) {
		text := strings.TrimSpace(line)
		if text != "" && !strings.HasPrefix(text, "--") && !strings.HasPrefix(text, "#") {
			break
		}
		if start := at + strings.Index(line, text); text != "" {
			list = append(list, f.Span(start, start+len(text)))
		}
		at += len(line)
	}
	return list
}

// near is where a comment of a statement stands.
func near(st source.Span, comment string) source.Span {
	if st.IsZero() {
		return st
	}
	if at := strings.LastIndex(st.File.Text[:st.Start()], comment); at >= 0 {
		return st.File.Span(at, at+len(comment))
	}
	if at := strings.Index(st.File.Text[st.End():], comment); at >= 0 {
		return st.File.Span(st.End()+at, st.End()+at+len(comment))
	}
	return st
}

// parse reads a comment as a directive of the kind, ignore or ignore-file; nil if it is none.
func (s *suppression) parse(comment string, at source.Span, kind string) *directive {
	text := strings.TrimSpace(strings.TrimSuffix(strings.TrimLeft(comment, "-#/*! \t"), "*/"))
	rest, ok := strings.CutPrefix(text, "sqlplan:")
	if !ok {
		return nil
	}
	fields := strings.Fields(rest)
	if len(fields) == 0 || fields[0] != kind {
		s.misspelt(fields, at)
		return nil
	}
	d := &directive{span: at}
	if len(fields) > 1 {
		s.rules(d, fields[1])
		fields = fields[2:]
	} else {
		fields = nil
	}
	fields = slices.DeleteFunc(fields, func(word string) bool {
		until, ok := strings.CutPrefix(word, "until=")
		if ok {
			d.until = until
		}
		return ok
	})
	d.reason = strings.Join(fields, " ")
	switch {
	case d.until != "" && !IsDate(d.until):
		s.diags.Errorf(at, "SP576", "write the year, the month and the day: until=2027-01-31", "sqlplan:%s: %q is no date", kind, d.until)
	case d.reason == "":
		s.diags.Errorf(at, "SP576", "write the rule and why it does not matter here: sqlplan:"+kind+" PG401 nobody reads it since release 12",
			"sqlplan:%s needs a rule and a reason", kind)
	}
	s.all = append(s.all, d)
	return d
}

// misspelt reports a directive that is none, if it was probably meant as one.
func (s *suppression) misspelt(fields []string, at source.Span) {
	if len(fields) == 0 {
		return
	}
	known := []string{"ignore", "ignore-file"}
	if near := spell.Nearest(fields[0], known); near != "" && !slices.Contains(known, fields[0]) {
		s.diags.Errorf(at, "SP576", "did you mean sqlplan:"+near+"?", "unknown directive sqlplan:%s", fields[0])
	}
}

// rules finds the rules of a directive: codes or names, with commas between.
func (s *suppression) rules(d *directive, list string) {
	for name := range strings.SplitSeq(list, ",") {
		r := ByName(name)
		if r == nil {
			help := DidYouMean(name)
			if help == "" {
				help = "sqlplan rules lists them"
			}
			s.diags.Errorf(d.span, "SP575", help, "there is no rule %q", name)
			continue
		}
		d.rules, d.used = append(d.rules, r), append(d.used, false)
	}
}

// IsDate tells whether the text is a date as expiry dates are written: 2027-01-31.
func IsDate(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// ignored says why a finding does not count; nil if it does.
func (s *suppression) ignored(f *Finding) *Ignored {
	var by *Ignored
	for _, d := range slices.Concat(s.statements[f.Statement], s.files[f.Span.Origin().File]) {
		for i, r := range d.rules {
			if r.Code != f.Code {
				continue
			}
			d.used[i] = true
			if by == nil && !s.expired(d.until) {
				by = &Ignored{By: ByComment, Reason: d.reason, Until: d.until}
			}
		}
	}
	for i := range s.pass.Config.Ignore {
		e := &s.pass.Config.Ignore[i]
		if by == nil && e.covers(f) && !s.expired(e.Until) {
			by = &Ignored{By: ByConfiguration, Reason: e.Reason, Until: e.Until}
		}
	}
	return by
}

// expired tells whether a date lies behind. Without a day to compare it with none does.
func (s *suppression) expired(until string) bool {
	return until != "" && s.pass.Config.Today != "" && s.pass.Config.Today > until
}

// reportDates tells of expired directives, and of dates that nobody could compare.
func (s *suppression) reportDates() {
	unchecked := 0
	report := func(until string, span source.Span) {
		switch {
		case until == "":
		case s.pass.Config.Today == "":
			unchecked++
		case s.expired(until):
			s.diags.Warnf(span, "SP578", "do what was put off, or give it a new date", "the suppression was good until %s: its findings count again", until)
		}
	}
	for _, d := range s.all {
		report(d.until, d.span)
	}
	for _, e := range s.pass.Config.Ignore {
		report(e.Until, e.Span)
	}
	if unchecked > 0 && s.pass.Whole {
		s.diags.Notef(source.Span{}, "SP579", "sqlplan reads no clock: give it the day, with --today \"$(date +%F)\" or SQLPLAN_TODAY",
			"suppressions with an expiry date: %d; they were not compared with today", unchecked)
	}
}

// reportUnused tells of directives that suppress nothing.
func (s *suppression) reportUnused() {
	for _, d := range s.all {
		for i, r := range d.rules {
			if !d.used[i] && r.Speaks(s.pass.Dialect) && s.pass.Config.severityOf(r) != 0 {
				s.diags.Warnf(d.span, "SP577", "delete it, so that it cannot hide what comes later", "%s (%s) finds nothing here that would have to be ignored", r.Code, r.Name)
			}
		}
	}
}

// reportDetached tells of comments in Python that belong to no statement of the upgrade.
func (s *suppression) reportDetached() {
	for _, c := range s.python {
		if c == nil {
			continue
		}
		for _, span := range c.all {
			if !strings.Contains(span.Text(), mark) || c.function(span.Start()) == "downgrade" ||
				slices.ContainsFunc(s.all, func(d *directive) bool { return d.span == span }) {
				continue
			}
			s.diags.Warnf(span, "SP577", "put it right above the call, or at the end of its line", "this stands at no statement of the upgrade, and suppresses nothing")
		}
	}
}

// reportStale tells of entries of the baseline that nothing is found for any more.
func (s *suppression) reportStale(used map[string]bool) {
	b := s.pass.Config.Baseline
	if b == nil {
		return
	}
	inRange := map[string]bool{}
	for i := range s.pass.Statements {
		inRange[s.pass.Statements[i].Revision] = true
	}
	var stale []BaselineEntry
	for _, e := range b.Findings {
		if r := ByName(e.Code); !used[e.Fingerprint] && inRange[e.Revision] && (r == nil || r.Speaks(s.pass.Dialect)) {
			stale = append(stale, e)
		}
	}
	if len(stale) == 0 {
		return
	}
	const shown = 5
	d := source.Diagnostic{Severity: source.Warning, Code: "SP580", Span: b.file.Span(0, 0), Help: "write it again with sqlplan check --write-baseline " + b.file.Path,
		Message: fmt.Sprintf("entries of the baseline that are not found any more: %d", len(stale))}
	for i, e := range stale {
		if i == shown {
			d.Related = append(d.Related, source.Related{Message: fmt.Sprintf("and %d more", len(stale)-shown)})
			break
		}
		d.Related = append(d.Related, source.Related{Message: fmt.Sprintf("%s in revision %s: %s", e.Code, e.Revision, e.Message)})
	}
	s.diags = append(s.diags, d)
}
