package python

import (
	"strings"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var encodingLine = lazyregexp.New(`^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)`)

// decodeSource makes UTF-8 of a file by its PEP 263 line. Files that are UTF-8 are returned as they are.
func decodeSource(f *source.File, diags *source.Diagnostics) (*source.File, bool) {
	name, at := declaredEncoding(f)
	switch strings.ToLower(strings.ReplaceAll(name, "_", "-")) {
	case "", "utf-8", "utf8", "utf-8-sig", "ascii", "us-ascii", "utf8mb4":
	case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1":
		return source.NewFile(f.Path, latin1(f.Text)), true
	case "cp1252", "windows-1252", "iso-8859-15", "latin-9":
		if isPlain(f.Text) {
			return f, true
		}
		diags.Errorf(at, CodeEncoding, "save the file as UTF-8", "the encoding %s is not supported", name)
		return nil, false
	default:
		diags.Errorf(at, CodeEncoding, "save the file as UTF-8", "the encoding %s is not supported", name)
		return nil, false
	}
	for i, r := range f.Text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(f.Text[i:], "\ufffd"):
			diags.Errorf(f.Span(i, i+1), CodeEncoding, "save the file as UTF-8, or name its encoding in a first line such as  # -*- coding: latin-1 -*-",
				"the file is not UTF-8: byte 0x%02x", f.Text[i])
			return nil, false
		case r == 0:
			diags.Errorf(f.Span(i, i+1), CodeEncoding, "save the file as UTF-8", "the file holds a NUL byte")
			return nil, false
		}
	}
	return f, true
}

func declaredEncoding(f *source.File) (string, source.Span) {
	at := 0
	for range 2 {
		rest := f.Text[at:]
		line, _, more := strings.Cut(rest, "\n")
		if m := encodingLine.FindStringSubmatchIndex(line); m != nil {
			return line[m[2]:m[3]], f.Span(at+m[2], at+m[3])
		}
		trimmed := strings.TrimSpace(line)
		if !more || trimmed != "" && trimmed[0] != '#' {
			break
		}
		at += len(line) + 1
	}
	return "", source.Span{}
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func latin1(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(rune(s[i]))
	}
	return b.String()
}
