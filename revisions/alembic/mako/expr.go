package mako

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Value is what an expression of a template can be: nil for None, string, Tuple, List or bool.
type Value any

// Tuple and List are Python's, of strings: they differ in how repr writes them.
type (
	Tuple []string
	List  []string
)

// fault is what is wrong in an expression, at a byte offset in it.
type fault struct {
	at      int
	message string
}

func (f *fault) Error() string { return f.message }

// expr evaluates one expression. The language is small and closed: names,
// strings, the calls that Alembic's templates make, `a if b else c`, or, and,
// not, + and % of strings.
type expr struct {
	text string
	at   int
	vars *scope
}

// scope is what names stand for.
type scope struct {
	vars   map[string]Value
	option func(name string) (string, bool)
}

// eval evaluates all of text.
func eval(text string, vars *scope) (v Value, err *fault) {
	e := &expr{text: text, vars: vars}
	defer func() {
		if r := recover(); r != nil {
			f, ours := r.(*fault)
			if !ours {
				panic(r)
			}
			v, err = nil, f
		}
	}()
	v = e.conditional()
	if e.space(); e.at < len(e.text) {
		e.fail("this Python code is not supported in a template")
	}
	return v, nil
}

// fail unwinds to eval; the evaluator is short, and every step of it can fail.
func (e *expr) fail(format string, args ...any) {
	panic(&fault{e.at, fmt.Sprintf(format, args...)})
}

func (e *expr) conditional() Value {
	v := e.or()
	if !e.keyword("if") {
		return v
	}
	test := e.or()
	if !e.keyword("else") {
		e.fail("`if` without `else`")
	}
	other := e.conditional()
	if truth(test) {
		return v
	}
	return other
}

func (e *expr) or() Value {
	v := e.and()
	for e.keyword("or") {
		if w := e.and(); !truth(v) {
			v = w
		}
	}
	return v
}

func (e *expr) and() Value {
	v := e.not()
	for e.keyword("and") {
		if w := e.not(); truth(v) {
			v = w
		}
	}
	return v
}

func (e *expr) not() Value {
	if e.keyword("not") {
		return !truth(e.not())
	}
	return e.binary()
}

func (e *expr) binary() Value {
	v := e.postfix()
	for {
		switch {
		case e.symbol('+'):
			v = e.str(v) + e.str(e.postfix())
		case e.symbol('%'):
			v = e.percent(e.str(v), e.postfix())
		default:
			return v
		}
	}
}

// percent is Python's string formatting with %s only.
func (e *expr) percent(format string, arg Value) string {
	args, isTuple := arg.(Tuple)
	if !isTuple {
		args = Tuple{Str(arg)}
	}
	if strings.Count(format, "%") != strings.Count(format, "%s") || strings.Count(format, "%s") != len(args) {
		e.fail("a format that is not %%s for each value is not supported in a template")
	}
	for _, a := range args {
		format = strings.Replace(format, "%s", a, 1)
	}
	return format
}

func (e *expr) postfix() Value {
	e.space()
	start := e.at
	c, _ := utf8.DecodeRuneInString(e.text[e.at:])
	switch {
	case e.at == len(e.text):
		e.fail("an expression is missing")
	case c == '(':
		return e.parenthesised()
	case c == '"' || c == '\'':
		return e.method(e.quoted(false))
	case c == 'r' && e.at+1 < len(e.text) && strings.IndexByte("\"'", e.text[e.at+1]) >= 0:
		e.at++
		return e.quoted(true)
	case c != '_' && !unicode.IsLetter(c):
		e.fail("this Python code is not supported in a template")
	}
	name := e.dottedName()
	if e.symbol('(') {
		return e.call(start, name, e.arguments())
	}
	switch name {
	case "None":
		return nil
	case "True":
		return true
	case "False":
		return false
	}
	v, known := e.vars.vars[name]
	if !known {
		e.at = start
		e.fail("%s is nothing that a new revision's template is given", name)
	}
	return v
}

func (e *expr) parenthesised() Value {
	e.at++
	v := e.conditional()
	if !e.symbol(')') {
		e.fail("a ) is missing")
	}
	return v
}

// method is a method call on a literal: ", ".join(x).
func (e *expr) method(s string) Value {
	start := e.at
	if !e.symbol('.') {
		return s
	}
	if name := e.dottedName(); name != "join" || !e.symbol('(') {
		e.at = start
		e.fail("of the methods of strings only join is supported in a template")
	}
	args := e.arguments()
	if len(args) != 1 {
		e.fail("join takes one argument")
	}
	return strings.Join(strs(args[0]), s)
}

func (e *expr) call(start int, name string, args []Value) Value {
	bad := func(format string, a ...any) Value {
		e.at = start
		e.fail(format, a...)
		return nil
	}
	texts := make([]string, len(args))
	for i, a := range args {
		texts[i] = Str(a)
	}
	n := len(args)
	switch name {
	case "repr", "str", "comma", "len":
		if n != 1 {
			return bad("%s takes one argument", name)
		}
		switch name {
		case "repr":
			return Repr(args[0])
		case "comma":
			return comma(args[0])
		case "len":
			return fmt.Sprint(len(strs(args[0])))
		}
		return texts[0]
	case "config.get_main_option", "context.get":
		if n < 1 || n > 2 {
			return bad("%s takes a name and a default", name)
		}
		if v, ok := e.lookup(name, texts[0]); ok {
			return v
		}
		if n == 2 {
			return args[1]
		}
		return nil
	case "re.split":
		if n != 2 {
			return bad("re.split takes a pattern and a string")
		}
		re, err := regexp.Compile(texts[0])
		if err != nil {
			return bad("this regular expression is not supported in a template")
		}
		return List(re.Split(texts[1], -1))
	}
	return bad("the call of %s is not supported in a template", name)
}

func (e *expr) lookup(function, name string) (Value, bool) {
	if function == "context.get" {
		v, ok := e.vars.vars[name]
		return v, ok
	}
	if e.vars.option == nil {
		return nil, false
	}
	return e.vars.option(name)
}

// arguments reads what follows an opening parenthesis.
func (e *expr) arguments() []Value {
	var args []Value
	for !e.symbol(')') {
		if len(args) > 0 && !e.symbol(',') {
			e.fail("a , or ) is missing")
		}
		args = append(args, e.conditional())
	}
	return args
}

func (e *expr) dottedName() string {
	start := e.at
	for i, c := range e.text[start:] {
		if c != '_' && c != '.' && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			e.at = start + i
			return e.text[start:e.at]
		}
	}
	e.at = len(e.text)
	return e.text[start:]
}

func (e *expr) quoted(raw bool) string {
	start := e.at
	quote := e.text[e.at]
	var out strings.Builder
	for e.at++; e.at < len(e.text); e.at++ {
		c := e.text[e.at]
		switch {
		case c == quote:
			e.at++
			return out.String()
		case c == '\\' && raw && e.at+1 < len(e.text):
			out.WriteByte(c)
			e.at++
			out.WriteByte(e.text[e.at])
		case c == '\\':
			e.at++
			e.escape(&out)
		default:
			out.WriteByte(c)
		}
	}
	e.at = start
	e.fail("a string without its end")
	return ""
}

func (e *expr) escape(out *strings.Builder) {
	known := map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', '\\': '\\', '\'': '\'', '"': '"'}
	if e.at < len(e.text) {
		if c, ok := known[e.text[e.at]]; ok {
			out.WriteByte(c)
			return
		}
	}
	e.fail("this escape is not supported in a template")
}

func (e *expr) space() {
	for e.at < len(e.text) && strings.IndexByte(" \t\r\n", e.text[e.at]) >= 0 {
		e.at++
	}
}

func (e *expr) symbol(c byte) bool {
	e.space()
	if e.at < len(e.text) && e.text[e.at] == c {
		e.at++
		return true
	}
	return false
}

func (e *expr) keyword(word string) bool {
	e.space()
	rest, ok := strings.CutPrefix(e.text[e.at:], word)
	if c, _ := utf8.DecodeRuneInString(rest); !ok || c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c) {
		return false
	}
	e.at += len(word)
	return true
}

func (e *expr) str(v Value) string {
	s, ok := v.(string)
	if !ok {
		e.fail("a string is needed here")
	}
	return s
}

func truth(v Value) bool {
	switch v := v.(type) {
	case bool:
		return v
	case string:
		return v != ""
	case nil:
		return false
	}
	return len(strs(v)) > 0
}

func strs(v Value) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case Tuple:
		return v
	case List:
		return v
	}
	return nil
}

// comma is Alembic's filter of that name.
func comma(v Value) string { return strings.Join(strs(v), ", ") }

// Str is Python's str.
func Str(v Value) string {
	if s, ok := v.(string); ok {
		return s
	}
	return Repr(v)
}

// Repr is Python's repr.
func Repr(v Value) string {
	switch v := v.(type) {
	case string:
		return reprString(v)
	case bool:
		return strings.ToUpper(fmt.Sprint(v)[:1]) + fmt.Sprint(v)[1:]
	case Tuple:
		if len(v) == 1 {
			return "(" + reprString(v[0]) + ",)"
		}
		return "(" + reprs(v) + ")"
	case List:
		return "[" + reprs(v) + "]"
	}
	return "None"
}

func reprs(list []string) string {
	parts := slices.Clone(list)
	for i := range parts {
		parts[i] = reprString(parts[i])
	}
	return strings.Join(parts, ", ")
}

func reprString(s string) string {
	quote := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = '"'
	}
	var out strings.Builder
	out.WriteByte(quote)
	for _, c := range s {
		switch {
		case c == rune(quote) || c == '\\':
			out.WriteByte('\\')
			out.WriteRune(c)
		case c == '\n':
			out.WriteString(`\n`)
		case c == '\r':
			out.WriteString(`\r`)
		case c == '\t':
			out.WriteString(`\t`)
		case c < 0x100 && !unicode.IsPrint(c):
			fmt.Fprintf(&out, `\x%02x`, c)
		case c < 0x10000 && !unicode.IsPrint(c):
			fmt.Fprintf(&out, `\u%04x`, c)
		case !unicode.IsPrint(c):
			fmt.Fprintf(&out, `\U%08x`, c)
		default:
			out.WriteRune(c)
		}
	}
	out.WriteByte(quote)
	return out.String()
}
