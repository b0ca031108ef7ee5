package python

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// formatSpec is a parsed format specification such as ">10,.2f".
type formatSpec struct {
	fill      rune
	align     byte // '<', '>', '=', '^', or 0
	sign      byte // '+', '-', ' ', or 0
	noNegZero bool
	alt       bool
	width     int // -1 if not given
	group     byte
	prec      int // -1 if not given
	typ       rune
	text      string
}

// maxFormatWidth bounds widths and precisions: no revision needs more, and a
// hostile "{:999999999}" must not take the memory of the machine.
const maxFormatWidth = 1 << 20

// specError is a format specification that Python refuses with a ValueError.
type specError string

func (e specError) Error() string { return string(e) }

// specScanner reads a format specification from left to right.
type specScanner struct{ rest string }

func (s *specScanner) peek() rune {
	if s.rest == "" {
		return -1
	}
	r, _ := utf8.DecodeRuneInString(s.rest)
	return r
}

func (s *specScanner) next() rune {
	r, n := utf8.DecodeRuneInString(s.rest)
	s.rest = s.rest[n:]
	return r
}

// take reads one character if it is one of set; 0 says that it is not.
func (s *specScanner) take(set string) byte {
	if r := s.peek(); r > 0 && r < utf8.RuneSelf && strings.ContainsRune(set, r) {
		s.next()
		return byte(r)
	}
	return 0
}

// number reads decimal digits; -1 says that there are none.
func (s *specScanner) number() (int, error) {
	n := -1
	for r := s.peek(); r >= '0' && r <= '9'; r = s.peek() {
		n = max(n, 0)*10 + int(r-'0')
		if n > maxFormatWidth {
			return 0, specError("Too many decimal digits in format string")
		}
		s.next()
	}
	return n, nil
}

// fillAlign reads "[[fill]align]".
func (s *specScanner) fillAlign(f *formatSpec) {
	if s.rest == "" {
		return
	}
	_, size := utf8.DecodeRuneInString(s.rest)
	if after := s.rest[size:]; after != "" && strings.IndexByte("<>=^", after[0]) >= 0 {
		f.fill = s.next()
		f.align = byte(s.next())
		return
	}
	f.align = s.take("<>=^")
}

func parseFormatSpec(text, typeName string) (formatSpec, error) {
	f := formatSpec{fill: ' ', width: -1, prec: -1, text: text}
	s := &specScanner{rest: text}
	s.fillAlign(&f)
	f.sign = s.take("+- ")
	f.noNegZero = s.take("z") != 0
	f.alt = s.take("#") != 0
	if s.peek() == '0' {
		s.next()
		// An explicit fill or alignment is stronger than the zero.
		if f.fill == ' ' && f.align == 0 {
			f.fill, f.align = '0', '='
			if typeName == "str" {
				f.align = '<'
			}
		} else if f.fill == ' ' {
			f.fill = '0'
		}
	}
	var err error
	if f.width, err = s.number(); err != nil {
		return f, err
	}
	if err := s.grouping(&f); err != nil {
		return f, err
	}
	if s.take(".") != 0 {
		if f.prec, err = s.number(); err != nil {
			return f, err
		}
		if f.prec < 0 {
			return f, specError("Format specifier missing precision")
		}
	}
	if s.rest != "" {
		f.typ = s.next()
	}
	if s.rest != "" {
		return f, specError(fmt.Sprintf("Invalid format specifier '%s' for object of type '%s'", text, typeName))
	}
	return f, f.checkGroup()
}

func (s *specScanner) grouping(f *formatSpec) error {
	f.group = s.take(",_")
	if f.group == 0 {
		return nil
	}
	switch again := s.take(",_"); {
	case again == 0:
		return nil
	case again == f.group:
		return specError(fmt.Sprintf("Cannot specify '%c' with '%c'.", f.group, again))
	}
	return specError("Cannot specify both ',' and '_'.")
}

// checkGroup refuses a thousands separator with a type that has no thousands.
func (f *formatSpec) checkGroup() error {
	if f.group == 0 || f.typ == 0 || strings.ContainsRune("deEfFgG%", f.typ) {
		return nil
	}
	if f.group == '_' && strings.ContainsRune("boxX", f.typ) {
		return nil
	}
	return specError(fmt.Sprintf("Cannot specify '%c' with '%s'.", f.group, string(f.typ)))
}

func (f *formatSpec) unknownType(typeName string) error {
	return specError(fmt.Sprintf("Unknown format code '%s' for object of type '%s'", string(f.typ), typeName))
}

// formatText applies a specification to text, as str.__format__ does.
func formatText(text, spec string) (string, error) {
	if spec == "" {
		return text, nil
	}
	f, err := parseFormatSpec(spec, "str")
	switch {
	case err != nil:
		return "", err
	case f.typ != 0 && f.typ != 's':
		return "", f.unknownType("str")
	case f.sign != 0:
		if f.sign == ' ' {
			return "", specError("Space not allowed in string format specifier")
		}
		return "", specError("Sign not allowed in string format specifier")
	case f.noNegZero:
		return "", specError("Negative zero coercion (z) not allowed in string format specifier")
	case f.alt:
		return "", specError("Alternate form (#) not allowed in string format specifier")
	case f.align == '=':
		return "", specError("'=' alignment not allowed in string format specifier")
	case f.group != 0:
		return "", specError(fmt.Sprintf("Cannot specify '%c' with 's'.", f.group))
	}
	if f.prec >= 0 {
		text = firstRunes(text, f.prec)
	}
	return f.pad(text, '<'), nil
}

// firstRunes returns the first n characters of s.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// pad fills text up to the width.
func (f *formatSpec) pad(text string, defaultAlign byte) string {
	missing := f.width - utf8.RuneCountInString(text)
	if missing <= 0 {
		return text
	}
	align := f.align
	if align == 0 {
		align = defaultAlign
	}
	fill := string(f.fill)
	switch align {
	case '<':
		return text + strings.Repeat(fill, missing)
	case '^':
		return strings.Repeat(fill, missing/2) + text + strings.Repeat(fill, missing-missing/2)
	}
	return strings.Repeat(fill, missing) + text
}
