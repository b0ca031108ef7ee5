package stdlib

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

func textwrapModule() *module {
	m := withPrelude(python.NewModule("textwrap"), "textwrap")
	fn(m, "dedent", "text", func(t *thread, b *bound) (value, error) {
		if o, ok := b.Get("text").(*python.Opaque); ok {
			return o, nil
		}
		text, err := b.Str("text")
		if err != nil {
			return nil, err
		}
		return python.Str(dedent(text)), t.Alloc(int64(len(text)))
	})
	fn(m, "indent", "text, prefix, predicate=None", func(t *thread, b *bound) (value, error) {
		text, err := b.Str("text")
		if err != nil {
			return nil, err
		}
		prefix, err := b.Str("prefix")
		if err != nil {
			return nil, err
		}
		return indent(t, text, prefix, b.Get("predicate"))
	})
	return m
}

// dedent takes away the blanks that all lines start with. Lines of blanks only
// do not count, and become empty.
func dedent(text string) string {
	lines := strings.Split(text, "\n")
	margin, found := "", false
	for i, line := range lines {
		if strings.Trim(line, " \t") == "" {
			lines[i] = ""
			continue
		}
		blanks := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if !found {
			margin, found = blanks, true
			continue
		}
		n := 0
		for n < min(len(margin), len(blanks)) && margin[n] == blanks[n] {
			n++
		}
		margin = margin[:n]
	}
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, margin)
	}
	return strings.Join(lines, "\n")
}

func indent(t *thread, text, prefix string, predicate value) (value, error) {
	split, err := t.CallMethod(python.Str(text), "splitlines", python.True)
	if err != nil {
		return nil, err
	}
	lines, err := t.Collect(split)
	if err != nil {
		return nil, err
	}
	if err := t.Alloc(int64(len(lines)*len(prefix) + len(text))); err != nil {
		return nil, err
	}
	var out strings.Builder
	for _, l := range lines {
		line, _ := python.AsStr(l)
		wanted := strings.TrimSpace(line) != ""
		if predicate != python.None {
			answer, err := t.Call(predicate, l)
			if err != nil {
				return nil, err
			}
			if wanted, err = t.Truth(answer); err != nil {
				return nil, err
			}
		}
		if wanted {
			out.WriteString(prefix)
		}
		out.WriteString(line)
	}
	return python.Str(out.String()), nil
}

func stringModule() *module {
	m := withPrelude(python.NewModule("string"), "string")
	const lowercase, digits = "abcdefghijklmnopqrstuvwxyz", "0123456789"
	const punctuation, whitespace = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", " \t\n\r\v\f"
	uppercase := strings.ToUpper(lowercase)
	for name, text := range inOrder(map[string]string{
		"ascii_lowercase": lowercase, "ascii_uppercase": uppercase, "ascii_letters": lowercase + uppercase,
		"digits": digits, "hexdigits": digits + "abcdefABCDEF", "octdigits": "01234567",
		"punctuation": punctuation, "whitespace": whitespace, "printable": digits + lowercase + uppercase + punctuation + whitespace,
	}) {
		m.Set(name, python.Str(text))
	}
	fn(m, "capwords", "s, sep=None", func(t *thread, b *bound) (value, error) {
		parts, err := t.CallMethod(b.Get("s"), "split", b.Get("sep"))
		if err != nil {
			return nil, err
		}
		words, err := t.Collect(parts)
		if err != nil {
			return nil, err
		}
		for i, w := range words {
			if words[i], err = t.CallMethod(w, "capitalize"); err != nil {
				return nil, err
			}
		}
		sep := b.Get("sep")
		if sep == python.None {
			sep = python.Str(" ")
		}
		return t.CallMethod(sep, "join", python.NewList(words...))
	})
	return m
}
