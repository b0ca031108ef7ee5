package stdlib

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// translation is a Python pattern in the syntax of the engine. All groups get
// numbers for names, since the engine would count named groups after the others.
type translation struct {
	text  string
	count int
	names []groupName
	// flags are those of a leading "(?ims)".
	ignoreCase, multiline, dotAll, verbose bool
}

type groupName struct {
	name   string
	number int
}

type reTranslator struct {
	src string
	pos int
	out strings.Builder
	tr  translation
}

// translatePattern rewrites what Python and the engine spell differently.
func translatePattern(src string) (translation, error) {
	r := &reTranslator{src: src}
	for r.pos < len(src) {
		if err := r.next(); err != nil {
			return r.tr, err
		}
	}
	r.tr.text = r.out.String()
	return r.tr, nil
}

func (r *reTranslator) rest() string { return r.src[r.pos:] }

func (r *reTranslator) keep(n int) {
	r.out.WriteString(r.src[r.pos : r.pos+n])
	r.pos += n
}

func (r *reTranslator) next() error {
	switch c := r.src[r.pos]; {
	case c == '\\':
		r.escape()
	case c == '[':
		r.set()
	case c == '(':
		return r.group()
	case strings.HasPrefix(r.rest(), "{,"):
		r.out.WriteString("{0,")
		r.pos += 2
	default:
		_, n := utf8.DecodeRuneInString(r.rest())
		r.keep(n)
	}
	return nil
}

func (r *reTranslator) escape() {
	if strings.HasPrefix(r.rest(), `\Z`) {
		r.out.WriteString(`\z`)
		r.pos += 2
		return
	}
	if len(r.rest()) == 1 {
		r.keep(1)
		return
	}
	_, n := utf8.DecodeRuneInString(r.src[r.pos+1:])
	r.keep(1 + n)
}

// set copies a character set; "[" within one is a plain character in Python.
// The classes \W, \D and \S go to its end: the engine forgets the \d of [\W\d].
func (r *reTranslator) set() {
	r.keep(1)
	if strings.HasPrefix(r.rest(), "^") {
		r.keep(1)
	}
	first, last := true, ""
	for r.pos < len(r.src) {
		switch c := r.src[r.pos]; {
		case c == ']' && first:
			r.out.WriteString(`\]`)
			r.pos++
		case c == ']':
			r.out.WriteString(last)
			r.keep(1)
			return
		case c == '\\' && r.pos+1 < len(r.src) && strings.IndexByte("WDS", r.src[r.pos+1]) >= 0:
			last += r.src[r.pos : r.pos+2]
			r.pos += 2
		case c == '[':
			r.out.WriteString(`\[`)
			r.pos++
		case c == '\\':
			r.escape()
		default:
			_, n := utf8.DecodeRuneInString(r.rest())
			r.keep(n)
		}
		first = false
	}
}

func (r *reTranslator) group() error {
	rest := r.rest()
	switch {
	case strings.HasPrefix(rest, "(?P<"):
		end := strings.IndexByte(rest, '>')
		if end < 0 {
			return fmt.Errorf("missing >, unterminated name at position %d", r.pos+4)
		}
		name := rest[4:end]
		r.tr.count++
		r.tr.names = append(r.tr.names, groupName{name, r.tr.count})
		fmt.Fprintf(&r.out, "(?<%d>", r.tr.count)
		r.pos += end + 1
	case strings.HasPrefix(rest, "(?P="):
		end := strings.IndexByte(rest, ')')
		if end < 0 {
			return fmt.Errorf("missing ), unterminated name at position %d", r.pos+4)
		}
		n, ok := r.tr.number(rest[4:end])
		if !ok {
			return fmt.Errorf("unknown group name '%s' at position %d", rest[4:end], r.pos+4)
		}
		fmt.Fprintf(&r.out, `\k<%d>`, n)
		r.pos += end + 1
	case strings.HasPrefix(rest, "(?("):
		end := strings.IndexByte(rest, ')')
		if end < 0 {
			return fmt.Errorf("missing ), unterminated name at position %d", r.pos+3)
		}
		if n, ok := r.tr.number(rest[3:end]); ok {
			fmt.Fprintf(&r.out, "(?(%d)", n)
			r.pos += end + 1
		} else {
			r.keep(end + 1)
		}
	case strings.HasPrefix(rest, "(?"):
		r.special()
	default:
		r.tr.count++
		fmt.Fprintf(&r.out, "(?<%d>", r.tr.count)
		r.pos++
	}
	return nil
}

// special copies "(?:", "(?=", "(?<!" as they are, and drops the flags that the engine does not have.
func (r *reTranslator) special() {
	n := 2
	for n < len(r.rest()) && strings.IndexByte("aiLmsux-", r.rest()[n]) >= 0 {
		n++
	}
	if n == 2 || n >= len(r.rest()) || r.rest()[n] != ')' && r.rest()[n] != ':' {
		r.keep(2)
		return
	}
	flags := strings.NewReplacer("a", "", "L", "", "u", "").Replace(r.rest()[2:n])
	if r.rest()[n] == ')' {
		r.tr.ignoreCase = r.tr.ignoreCase || strings.Contains(flags, "i")
		r.tr.multiline = r.tr.multiline || strings.Contains(flags, "m")
		r.tr.dotAll = r.tr.dotAll || strings.Contains(flags, "s")
		r.tr.verbose = r.tr.verbose || strings.Contains(flags, "x")
		r.pos += n + 1
		return
	}
	r.out.WriteString("(?" + flags + ":")
	r.pos += n + 1
}

// number finds a group by its name or number.
func (tr *translation) number(name string) (int, bool) {
	for _, g := range tr.names {
		if g.name == name {
			return g.number, true
		}
	}
	n, err := strconv.Atoi(name)
	return n, err == nil && n >= 0 && n <= tr.count
}
