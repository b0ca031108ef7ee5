package stdlib

import (
	"strconv"
	"strings"

	"github.com/dlclark/regexp2"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// patternOp is one operation of a pattern, reached as a method or as a function of the module.
type patternOp struct {
	name, params string // without the pattern
	run          func(t *thread, p *pattern, b *bound) (value, error)
}

var patternOps = []patternOp{
	{"search", "string, pos=0, endpos=None", one(func(p *pattern) *regexp2.Regexp { return p.search })},
	{"match", "string, pos=0, endpos=None", one(func(p *pattern) *regexp2.Regexp { return p.match })},
	{"fullmatch", "string, pos=0, endpos=None", one(func(p *pattern) *regexp2.Regexp { return p.full })},
	{"findall", "string, pos=0, endpos=None", findAll},
	{"finditer", "string, pos=0, endpos=None", findIter},
	{"split", "string, maxsplit=0", splitText},
	{"sub", "repl, string, count=0", func(t *thread, p *pattern, b *bound) (value, error) {
		v, _, err := substitute(t, p, b)
		return v, err
	}},
	{"subn", "repl, string, count=0", func(t *thread, p *pattern, b *bound) (value, error) {
		v, n, err := substitute(t, p, b)
		return python.Tuple{v, integer(n)}, err
	}},
}

func reModule() *module {
	m := python.NewModule("re")
	m.Set("error", reErrorClass)
	m.Set("PatternError", reErrorClass)
	m.Set("Pattern", patternClass)
	m.Set("Match", matchClass)
	for _, f := range []struct {
		short, long string
		n           int
	}{
		{"I", "IGNORECASE", reIgnoreCase}, {"M", "MULTILINE", reMultiline}, {"S", "DOTALL", reDotAll}, {"X", "VERBOSE", reVerbose},
		{"A", "ASCII", reASCII}, {"U", "UNICODE", reUnicode}, {"L", "LOCALE", reLocale},
	} {
		m.Set(f.short, integer(f.n))
		m.Set(f.long, integer(f.n))
	}
	m.Set("NOFLAG", integer(0))
	fn(m, "compile", "pattern, flags=0", func(t *thread, b *bound) (value, error) {
		flags, err := b.Int("flags")
		if err != nil {
			return nil, err
		}
		p, err := compilePattern(t, b.Get("pattern"), flags)
		if err != nil {
			return nil, err
		}
		return p, nil
	})
	for _, op := range patternOps {
		params := "pattern, " + strings.TrimSuffix(op.params, ", pos=0, endpos=None") + ", flags=0"
		if strings.HasSuffix(op.params, "endpos=None") {
			params += ", *, pos=0, endpos=None"
		}
		fn(m, op.name, params, func(t *thread, b *bound) (value, error) {
			flags, err := b.Int("flags")
			if err != nil {
				return nil, err
			}
			p, err := compilePattern(t, b.Get("pattern"), flags)
			if err != nil {
				return nil, err
			}
			return op.run(t, p, b)
		})
	}
	fn(m, "escape", "pattern", func(t *thread, b *bound) (value, error) {
		s, err := textOrBytes(t, b.Get("pattern"))
		if err != nil {
			return nil, err
		}
		var out strings.Builder
		for _, r := range s {
			if strings.ContainsRune("()[]{}?*+-|^$\\.&~# \t\n\r\v\f", r) {
				out.WriteByte('\\')
			}
			out.WriteRune(r)
		}
		if _, isBytes := b.Get("pattern").(python.Bytes); isBytes {
			return python.Bytes(out.String()), nil
		}
		return python.Str(out.String()), nil
	})
	m.Set("purge", noop("purge"))
	return m
}

func init() {
	for _, op := range patternOps {
		method(patternClass, op.name, op.params, func(t *thread, self value, b *bound) (value, error) {
			return op.run(t, self.(*pattern), b)
		})
	}
	registerMatchMethods()
}

// searched returns the text and where to start, with endpos cut off.
func searched(t *thread, p *pattern, b *bound) ([]rune, int, error) {
	text, err := p.subject(t, b.Get("string"))
	if err != nil {
		return nil, 0, err
	}
	pos, err := b.Int("pos")
	if err != nil {
		return nil, 0, err
	}
	if end, ok, err := b.OptInt("endpos"); err != nil {
		return nil, 0, err
	} else if ok {
		text = text[:min(max(end, 0), int64(len(text)))]
	}
	return text, int(min(max(pos, 0), int64(len(text)))), nil
}

func one(form func(*pattern) *regexp2.Regexp) func(*thread, *pattern, *bound) (value, error) {
	return func(t *thread, p *pattern, b *bound) (value, error) {
		text, from, err := searched(t, p, b)
		if err != nil {
			return nil, err
		}
		m, err := p.find(t, form(p), text, from)
		if err != nil || m == nil {
			return python.None, err
		}
		return &match{p, text, m}, nil
	}
}

// orEmpty is how findall, split and sub see a group that took no part.
func (m *match) orEmpty(n int) value {
	if v := m.group(n); v != python.None {
		return v
	}
	return m.p.result(nil)
}

func findAll(t *thread, p *pattern, b *bound) (value, error) {
	text, from, err := searched(t, p, b)
	if err != nil {
		return nil, err
	}
	list := python.NewList()
	err = p.each(t, text, from, func(rm *regexp2.Match) (bool, error) {
		m := &match{p, text, rm}
		switch p.tr.count {
		case 0:
			list.Elems = append(list.Elems, m.group(0))
		case 1:
			list.Elems = append(list.Elems, m.orEmpty(1))
		default:
			tuple := make(python.Tuple, p.tr.count)
			for i := range tuple {
				tuple[i] = m.orEmpty(i + 1)
			}
			list.Elems = append(list.Elems, tuple)
		}
		return true, t.Alloc(64)
	})
	return list, err
}

func findIter(t *thread, p *pattern, b *bound) (value, error) {
	text, from, err := searched(t, p, b)
	if err != nil {
		return nil, err
	}
	var found []value
	err = p.each(t, text, from, func(rm *regexp2.Match) (bool, error) {
		found = append(found, &match{p, text, rm})
		return true, t.Alloc(64)
	})
	return &python.IteratorValue{Iterator: python.SliceIterator(found)}, err
}

func splitText(t *thread, p *pattern, b *bound) (value, error) {
	text, err := p.subject(t, b.Get("string"))
	if err != nil {
		return nil, err
	}
	most, err := b.Int("maxsplit")
	if err != nil {
		return nil, err
	}
	list, at, splits := python.NewList(), 0, int64(0)
	err = p.each(t, text, 0, func(rm *regexp2.Match) (bool, error) {
		m := &match{p, text, rm}
		list.Elems = append(list.Elems, p.result(text[at:rm.Index]))
		for n := 1; n <= p.tr.count; n++ {
			list.Elems = append(list.Elems, m.group(n))
		}
		at = rm.Index + rm.Length
		splits++
		return most <= 0 || splits < most, t.Alloc(64)
	})
	list.Elems = append(list.Elems, p.result(text[at:]))
	return list, err
}

func substitute(t *thread, p *pattern, b *bound) (value, int, error) {
	text, err := p.subject(t, b.Get("string"))
	if err != nil {
		return nil, 0, err
	}
	most, err := b.Int("count")
	if err != nil {
		return nil, 0, err
	}
	repl, err := replacement(t, p, b.Get("repl"))
	if err != nil {
		return nil, 0, err
	}
	var out []rune
	at, n := 0, 0
	err = p.each(t, text, 0, func(rm *regexp2.Match) (bool, error) {
		piece, err := repl(&match{p, text, rm})
		if err != nil {
			return false, err
		}
		out = append(append(out, text[at:rm.Index]...), piece...)
		at = rm.Index + rm.Length
		n++
		return most <= 0 || n < int(most), t.Alloc(int64(len(piece)))
	})
	if err != nil {
		return nil, 0, err
	}
	return p.result(append(out, text[at:]...)), n, nil
}

// replacement makes a function of what sub() puts in: a function, or a template with \1 and \g<name>.
func replacement(t *thread, p *pattern, v value) (func(*match) ([]rune, error), error) {
	raw, isBytes := v.(python.Bytes)
	text, isText := python.AsStr(v)
	if !isText && !isBytes {
		return func(m *match) ([]rune, error) {
			out, err := t.Call(v, m)
			if err != nil {
				return nil, err
			}
			return p.subject(t, out)
		}, nil
	}
	if isBytes {
		text = string(raw)
	}
	parts, err := parseReplacement(t, p, text)
	if err != nil {
		return nil, err
	}
	return func(m *match) ([]rune, error) {
		var out []rune
		for _, part := range parts {
			out = append(out, part.text...)
			if part.group >= 0 {
				start, end := m.span(part.group)
				out = append(out, m.text[max(start, 0):max(end, 0)]...)
			}
		}
		return out, nil
	}, nil
}

type replacementPart struct {
	text  []rune
	group int // -1: none
}

func parseReplacement(t *thread, p *pattern, text string) ([]replacementPart, error) {
	parts := []replacementPart{{group: -1}}
	last := func() *replacementPart { return &parts[len(parts)-1] }
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if r != '\\' || i+1 == len(runes) {
			last().text = append(last().text, r)
			continue
		}
		i++
		switch c := runes[i]; {
		case c == 'g':
			end := strings.IndexRune(string(runes[i:]), '>')
			if i+1 >= len(runes) || runes[i+1] != '<' || end < 0 {
				return nil, t.Raise(reErrorClass, "missing group name at position %d", i)
			}
			name := string(runes[i:])[2:end]
			n, ok := p.tr.number(name)
			if !ok {
				return nil, t.Raise(python.IndexError, "unknown group name '%s'", name)
			}
			last().group = n
			parts = append(parts, replacementPart{group: -1})
			i += len([]rune(string(runes[i:])[:end]))
		case c >= '1' && c <= '9':
			digits := 1
			if i+1 < len(runes) && runes[i+1] >= '0' && runes[i+1] <= '9' {
				digits = 2
			}
			n, err := strconv.Atoi(string(runes[i : i+digits]))
			if err != nil || n > p.tr.count {
				return nil, t.Raise(reErrorClass, "invalid group reference %s at position %d", string(runes[i:i+digits]), i)
			}
			last().group = n
			parts = append(parts, replacementPart{group: -1})
			i += digits - 1
		case strings.ContainsRune("nrtfvab0\\", c):
			last().text = append(last().text, map[rune]rune{
				'n': '\n', 'r': '\r', 't': '\t', 'f': '\f', 'v': '\v', 'a': '\a', 'b': '\b', '0': 0, '\\': '\\',
			}[c])
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			return nil, t.Raise(reErrorClass, "bad escape \\%s at position %d", string(c), i-1)
		default:
			last().text = append(last().text, '\\', c)
		}
	}
	return parts, nil
}

func registerMatchMethods() {
	method(matchClass, "group", "*groups", func(t *thread, self value, b *bound) (value, error) {
		m := self.(*match)
		if len(b.Star()) == 0 {
			return m.group(0), nil
		}
		out := make(python.Tuple, len(b.Star()))
		for i, g := range b.Star() {
			n, err := m.number(t, g)
			if err != nil {
				return nil, err
			}
			out[i] = m.group(n)
		}
		if len(out) == 1 {
			return out[0], nil
		}
		return out, nil
	})
	method(matchClass, "groups", "default=None", func(_ *thread, self value, b *bound) (value, error) {
		m := self.(*match)
		out := make(python.Tuple, m.p.tr.count)
		for i := range out {
			if out[i] = m.group(i + 1); out[i] == python.None {
				out[i] = b.Get("default")
			}
		}
		return out, nil
	})
	method(matchClass, "groupdict", "default=None", func(_ *thread, self value, b *bound) (value, error) {
		m := self.(*match)
		d := python.NewDict()
		for _, g := range m.p.tr.names {
			v := m.group(g.number)
			if v == python.None {
				v = b.Get("default")
			}
			d.SetStr(g.name, v)
		}
		return d, nil
	})
	place := func(name string, pick func(start, end int) value) {
		method(matchClass, name, "group=0, /", func(t *thread, self value, b *bound) (value, error) {
			n, err := self.(*match).number(t, b.Get("group"))
			if err != nil {
				return nil, err
			}
			return pick(self.(*match).span(n)), nil
		})
	}
	place("start", func(start, _ int) value { return integer(start) })
	place("end", func(_, end int) value { return integer(end) })
	place("span", func(start, end int) value { return python.Tuple{integer(start), integer(end)} })
	method(matchClass, "expand", "template", func(t *thread, self value, b *bound) (value, error) {
		m := self.(*match)
		repl, err := replacement(t, m.p, b.Get("template"))
		if err != nil {
			return nil, err
		}
		out, err := repl(m)
		return m.p.result(out), err
	})
}
