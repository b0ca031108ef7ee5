package python

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// A text in which something stands that is not known can be printed and logged. It
// is not known itself, and an error where it would reach the SQL.

// unknownText is a text with o in it: shown is what is printed of it. at is where o stands, unless o is such a text itself.
func (o *Opaque) unknownText(shown string, at source.Span) *Opaque {
	out := o.because(o.Path)
	out.text, out.at = shown, at
	if !o.at.IsZero() {
		out.at = o.at
	}
	return out
}

// textOr is a text, or one that is not known for the sake of o, which stands at a place.
func textOr(text string, o *Opaque, at source.Span) Value {
	if o != nil {
		return o.unknownText(text, at)
	}
	return Str(text)
}

// orShown is what a value without a known text is printed as; any other error stays one.
func orShown(text string, err error) (string, *Opaque, error) {
	if u, ok := err.(*Unresolved); ok {
		return u.Value.shown(), u.Value, nil
	}
	return text, nil, err
}

func (t *Thread) evalFString(e *env, parts []FPart) (Value, error) {
	text, unknown, err := t.evalParts(e, parts)
	if err != nil {
		return nil, err
	}
	return textOr(text, unknown, source.Span{}), nil
}

// evalParts makes the text of an f-string or of a format specification, and returns the first value in it that is not known.
func (t *Thread) evalParts(e *env, parts []FPart) (text string, unknown *Opaque, err error) {
	var b strings.Builder
	for i := range parts {
		p := &parts[i]
		b.WriteString(p.Text)
		if p.Expr == nil {
			continue
		}
		b.WriteString(p.Literal)
		s, o, err := t.evalField(e, p)
		if err != nil {
			return "", nil, err
		}
		if unknown == nil && o != nil {
			unknown = o.unknownText(o.shown(), p.Expr.Place())
		}
		b.WriteString(s)
	}
	return b.String(), unknown, t.Alloc(int64(b.Len()))
}

func (t *Thread) evalField(e *env, p *FPart) (string, *Opaque, error) {
	v, err := t.eval(e, p.Expr)
	if err != nil {
		return "", nil, err
	}
	spec, unknown, err := t.evalParts(e, p.Spec)
	if o, ok := v.(*Opaque); ok {
		unknown = o
	}
	if err != nil || unknown != nil {
		return shownOf(v), unknown, err
	}
	t.at(p.Expr.Place())
	return orShown(t.formatField(p, v, spec))
}

// shownOf is a value in a text that is not known.
func shownOf(v Value) string {
	if o, ok := v.(*Opaque); ok {
		return o.shown()
	}
	return simpleStr(v)
}

func (t *Thread) formatField(p *FPart, v Value, spec string) (string, error) {
	conv := p.Conv
	if conv == 0 && p.Literal != "" && p.Spec == nil {
		conv = 'r'
	}
	if conv != 0 {
		text, err := convertValue(t, v, rune(conv))
		if err != nil {
			return "", err
		}
		v = text
	}
	return t.Format(v, spec)
}

// Said is a value as it is printed or logged: that reaches no SQL, so that what is not known in it does no harm.
func (t *Thread) Said(v Value) (string, error) {
	if o, ok := v.(*Opaque); ok {
		return o.shown(), nil
	}
	text, _, err := orShown(t.Str(v))
	return text, err
}
