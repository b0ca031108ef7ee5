package config

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// maxInterpolation is how deep options may name other options, as in configparser.
const maxInterpolation = 10

// interpolation replaces %(name)s and %% in one value.
type interpolation struct {
	// lookup returns the raw value of a name.
	lookup func(name string) (string, bool)
	// nested makes the values of names be interpolated, too.
	nested bool
	// what tells in messages where names are looked for.
	what string
}

// fault is what is wrong with a value, and what to do about it.
type fault struct{ message, help string }

// expand returns the value with everything replaced, or what is wrong with it.
func (in interpolation) expand(raw string) (string, *fault) {
	var out strings.Builder
	f := in.into(&out, raw, 1)
	return out.String(), f
}

func (in interpolation) into(out *strings.Builder, raw string, depth int) *fault {
	if depth > maxInterpolation {
		return &fault{"the options that this value names lead back to it, or too deep", "write the value out"}
	}
	for raw != "" {
		at := strings.IndexByte(raw, '%')
		if at < 0 {
			out.WriteString(raw)
			return nil
		}
		out.WriteString(raw[:at])
		raw = raw[at+1:]
		switch {
		case strings.HasPrefix(raw, "%"):
			out.WriteByte('%')
			raw = raw[1:]
			continue
		case !strings.HasPrefix(raw, "("):
			return &fault{"a single % in the value", "write %% for a percent sign, and %(name)s for the value of another option"}
		}
		name, rest, ok := strings.Cut(raw[1:], ")s")
		if !ok || strings.ContainsAny(name, "()") {
			return &fault{"%( without its )s", "write %(name)s for the value of another option, and %% for a percent sign"}
		}
		value, known := in.lookup(name)
		if !known {
			return &fault{"%(" + name + ")s names nothing: " + in.what + " has no such option",
				"add the option, or write the value out; what is to stay as %(" + name + ")s is written %%(" + name + ")s"}
		}
		if !in.nested || !strings.Contains(value, "%") {
			out.WriteString(value)
		} else if f := in.into(out, value, depth+1); f != nil {
			return f
		}
		raw = rest
	}
	return nil
}

func (f *fault) report(diags *source.Diagnostics, span source.Span, name string) {
	diags.Errorf(span, codeInterpolation, f.help, "the option %s: %s", name, f.message)
}
