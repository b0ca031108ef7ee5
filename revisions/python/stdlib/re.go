package stdlib

import (
	"strings"
	"time"
	"unicode"

	"github.com/dlclark/regexp2"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// The classes of the re module.
var (
	patternClass = sealed("re", "Pattern")
	matchClass   = sealed("re", "Match")
	reErrorClass = python.NewClass("re", "error", python.Exception)
)

// The flags of re, with CPython's numbers.
const (
	reIgnoreCase = 2
	reLocale     = 4
	reMultiline  = 8
	reDotAll     = 16
	reUnicode    = 32
	reVerbose    = 64
	reASCII      = 256
)

// matchTimeout ends a pattern that backtracks without end. It is the one place
// where time counts, and only for patterns that CPython would hang on as well.
const matchTimeout = 5 * time.Second

// pattern is a compiled regular expression, anchored in three ways.
type pattern struct {
	source value
	bytes  bool
	flags  int64
	tr     translation
	search *regexp2.Regexp
	match  *regexp2.Regexp
	full   *regexp2.Regexp
}

// Class returns re.Pattern.
func (*pattern) Class() *class { return patternClass }

// match is the result of a search.
type match struct {
	p    *pattern
	text []rune
	m    *regexp2.Match
}

// Class returns re.Match.
func (*match) Class() *class { return matchClass }

// subject returns the text that is searched, as runes.
func (p *pattern) subject(t *thread, v value) ([]rune, error) {
	raw, isBytes := v.(python.Bytes)
	if isBytes != p.bytes {
		if o, ok := v.(*python.Opaque); ok {
			return nil, t.Unresolved(o, "a text")
		}
		return nil, t.Raise(python.TypeError, "cannot use a string pattern on a bytes-like object, or the other way round")
	}
	if isBytes {
		out := make([]rune, len(raw))
		for i := range len(raw) {
			out[i] = rune(raw[i])
		}
		return out, t.Step(int64(len(raw)))
	}
	s, ok := python.AsStr(v)
	if !ok {
		if o, isOpaque := v.(*python.Opaque); isOpaque {
			return nil, t.Unresolved(o, "a text")
		}
		return nil, t.Raise(python.TypeError, "expected string or bytes-like object, got '%s'", v.Class().Name)
	}
	return []rune(s), t.Step(int64(len(s)) / 4)
}

// result makes a text, or bytes where the pattern is of bytes.
func (p *pattern) result(runes []rune) value {
	if !p.bytes {
		return python.Str(string(runes))
	}
	out := make([]byte, len(runes))
	for i, r := range runes {
		out[i] = byte(r)
	}
	return python.Bytes(out)
}

func compilePattern(t *thread, v value, flags int64) (*pattern, error) {
	if p, ok := v.(*pattern); ok {
		return p, nil
	}
	p := &pattern{source: v}
	var text string
	if raw, ok := v.(python.Bytes); ok {
		p.bytes, text = true, string(raw)
	} else if s, ok := python.AsStr(v); ok {
		text = s
	} else if o, ok := v.(*python.Opaque); ok {
		return nil, t.Unresolved(o, "a pattern")
	} else {
		return nil, t.Raise(python.TypeError, "first argument must be string or compiled pattern")
	}
	if err := t.Step(int64(20 + len(text))); err != nil {
		return nil, err
	}
	tr, err := translatePattern(text)
	if err != nil {
		return nil, t.Raise(reErrorClass, "%s", err)
	}
	p.tr = tr
	p.flags = flags
	return p, p.compile(t)
}

func (p *pattern) compile(t *thread) error {
	var opts regexp2.RegexOptions
	for _, f := range []struct {
		bit    int64
		inline bool
		opt    regexp2.RegexOptions
	}{
		{reIgnoreCase, p.tr.ignoreCase, regexp2.IgnoreCase}, {reMultiline, p.tr.multiline, regexp2.Multiline},
		{reDotAll, p.tr.dotAll, regexp2.Singleline}, {reVerbose, p.tr.verbose, regexp2.IgnorePatternWhitespace},
	} {
		if p.flags&f.bit != 0 || f.inline {
			p.flags |= f.bit
			opts |= f.opt
		}
	}
	if !p.bytes && p.flags&reASCII == 0 {
		p.flags |= reUnicode
	}
	body := p.tr.text
	if opts&regexp2.IgnorePatternWhitespace != 0 {
		body += "\n" // ends a comment that the pattern may end with
	}
	for _, way := range []struct {
		to   **regexp2.Regexp
		text string
	}{{&p.search, p.tr.text}, {&p.match, `\G(?:` + body + `)`}, {&p.full, `\G(?:` + body + `)\z`}} {
		rx, err := regexp2.Compile(way.text, opts)
		if err != nil {
			return t.Raise(reErrorClass, "%s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		}
		rx.MatchTimeout = matchTimeout
		*way.to = rx
	}
	return nil
}

// find runs one of the three forms from a position; nil means that nothing was found.
func (p *pattern) find(t *thread, rx *regexp2.Regexp, text []rune, from int) (*regexp2.Match, error) {
	if from > len(text) {
		return nil, nil
	}
	m, err := rx.FindRunesMatchStartingAt(text, from)
	return m, endless(t, err)
}

// endless makes the timeout of a match an error that no Python code catches.
func endless(t *thread, err error) error {
	if err == nil {
		return nil
	}
	return &python.LimitError{
		What: "the time for one regular expression", Help: "the pattern backtracks without end; make its repetitions unambiguous",
		Span: t.Span(), Stack: t.Stack(),
	}
}

// each calls f for all matches, one after the other.
func (p *pattern) each(t *thread, text []rune, from int, f func(*regexp2.Match) (bool, error)) error {
	m, err := p.find(t, p.search, text, from)
	for err == nil && m != nil {
		if err = t.Step(2); err != nil {
			return err
		}
		more, ferr := f(m)
		if ferr != nil || !more {
			return ferr
		}
		m, err = p.search.FindNextMatch(m)
		err = endless(t, err)
	}
	return err
}

// group returns the text of a group; None if it took no part in the match.
func (m *match) group(n int) value {
	g := m.m.GroupByNumber(n)
	if g == nil || len(g.Captures) == 0 {
		return python.None
	}
	return m.p.result(m.text[g.Index : g.Index+g.Length])
}

// span returns start and end of a group, -1 if it took no part.
func (m *match) span(n int) (int, int) {
	g := m.m.GroupByNumber(n)
	if g == nil || len(g.Captures) == 0 {
		return -1, -1
	}
	return g.Index, g.Index + g.Length
}

// number finds a group by what the code calls it.
func (m *match) number(t *thread, v value) (int, error) {
	if s, ok := python.AsStr(v); ok {
		if n, ok := m.p.tr.number(s); ok && !unicode.IsDigit(rune(s[0])) {
			return n, nil
		}
	} else if n, ok := smallInt(v); ok && n >= 0 && n <= int64(m.p.tr.count) {
		return int(n), nil
	}
	return 0, t.Raise(python.IndexError, "no such group")
}

// Index implements python.HasIndex.
func (m *match) Index(t *thread, key value) (value, error) {
	n, err := m.number(t, key)
	if err != nil {
		return nil, err
	}
	return m.group(n), nil
}

// Attr implements python.HasAttr.
func (m *match) Attr(_ *thread, name string) (value, error) {
	switch name {
	case "string":
		return m.p.result(m.text), nil
	case "re":
		return m.p, nil
	case "pos":
		return integer(0), nil
	case "endpos":
		return integer(len(m.text)), nil
	case "lastindex", "lastgroup":
		last, end := 0, -1
		for n := 1; n <= m.p.tr.count; n++ {
			if _, e := m.span(n); e > end {
				last, end = n, e
			}
		}
		if last == 0 {
			return python.None, nil
		}
		if name == "lastindex" {
			return integer(last), nil
		}
		for _, g := range m.p.tr.names {
			if g.number == last {
				return python.Str(g.name), nil
			}
		}
		return python.None, nil
	}
	return nil, nil
}

// Repr implements python.HasRepr.
func (m *match) Repr(t *thread) (string, error) {
	s, err := t.Repr(m.group(0))
	start, end := m.span(0)
	return "<re.Match object; span=(" + integer(start).(python.Int).String() + ", " + integer(end).(python.Int).String() + "), match=" + s + ">", err
}

// Attr implements python.HasAttr.
func (p *pattern) Attr(_ *thread, name string) (value, error) {
	switch name {
	case "pattern":
		return p.source, nil
	case "flags":
		return python.NewInt(p.flags), nil
	case "groups":
		return integer(p.tr.count), nil
	case "groupindex":
		d := python.NewDict()
		for _, g := range p.tr.names {
			d.SetStr(g.name, integer(g.number))
		}
		return d, nil
	}
	return nil, nil
}

// Repr implements python.HasRepr.
func (p *pattern) Repr(t *thread) (string, error) {
	s, err := t.Repr(p.source)
	return "re.compile(" + s + ")", err
}
