package sqlfile

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// directive is a line "-- sqlplan:name args".
type directive struct {
	name string
	at   int         // where the line starts
	line source.Span // the line without its end and its indent
	args source.Span
}

type directiveKind int

const (
	noDirective directiveKind = iota
	wellFormed
	malformed // meant as a directive by all appearances, but not spelt as one
)

// directiveAt reads the line of f that starts at offset at. Lines that come close
// to a directive, such as "-- sqlplan upgrade", are malformed and not comments: a
// section that is not seen would put its SQL into the one before.
func directiveAt(f *source.File, at int) (directive, directiveKind) {
	line := trimmed(f, at, lineEnd(f.Text, at))
	body, ok := strings.CutPrefix(line.Text(), "--")
	if !ok {
		return directive{}, noDirective
	}
	body = strings.TrimLeft(body, "- \t")
	if len(body) < len("sqlplan") || !strings.EqualFold(body[:len("sqlplan")], "sqlplan") {
		return directive{}, noDirective
	}
	exact := strings.HasPrefix(body, "sqlplan:")
	rest := strings.TrimLeft(body[len("sqlplan"):], " \t")
	rest, colon := strings.CutPrefix(rest, ":")
	spaced := strings.TrimLeft(rest, " \t")
	name := spaced
	if blank := strings.IndexAny(spaced, " \t"); blank >= 0 {
		name = spaced[:blank]
	}
	d := directive{name: name, at: at, line: line, args: trimmed(f, line.End()-len(spaced)+len(name), line.End())}
	switch {
	case exact && spaced == rest && isLower(name):
		return d, wellFormed
	case colon || slices.Contains(directiveNames, strings.ToLower(name)):
		d.name = strings.ToLower(name)
		return d, malformed
	}
	return directive{}, noDirective
}

// lineEnd returns the offset behind the line feed of the line that holds offset at.
func lineEnd(text string, at int) int {
	if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(text)
}

// skipComments returns the offset of the first thing in text from at on that is
// neither blank nor a comment.
func skipComments(text string, at int) int {
	for {
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \t\r\n\f"))
		switch rest := text[at:]; {
		case strings.HasPrefix(rest, "--"):
			at = lineEnd(text, at)
		case isBlockComment(rest):
			at = blockCommentEnd(text, at)
		default:
			return at
		}
	}
}

// blockCommentEnd returns the offset behind the block comment that starts at
// offset at. One that is not closed, and so swallows the rest, ends with the text.
func blockCommentEnd(text string, at int) int {
	if n := strings.Index(text[at+2:], "*/"); n >= 0 {
		return at + 2 + n + 2
	}
	return len(text)
}

// isBlockComment tells whether text starts with a block comment that is one:
// MySQL and MariaDB run what stands in /*! */ and /*M! */
// (https://dev.mysql.com/doc/refman/8.4/en/comments.html,
// https://mariadb.com/kb/en/comment-syntax/).
func isBlockComment(text string) bool {
	return strings.HasPrefix(text, "/*") && !strings.HasPrefix(text, "/*!") && !strings.HasPrefix(text, "/*M!")
}
