package ir

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// RawText returns SQL that a revision computed as raw SQL. at is where the
// expression stands that gave it. Each line of the SQL that stands there word for
// word is mapped to its own place, so that an error in it points into the literal.
func RawText(text string, at source.Span) RawSQL {
	if at.IsZero() {
		f := source.NewFile("", text)
		return RawSQL{Text: f.Span(0, len(f.Text))}
	}
	at = at.Origin()
	f := source.Rendered(at.File, text, segments(text, at))
	return RawSQL{Text: f.Span(0, len(text))}
}

func segments(text string, at source.Span) []source.Segment {
	written := at.Text()
	var list []source.Segment
	from := 0 // how much of what is written has been used
	for start := 0; start < len(text); {
		end := start + lineLength(text[start:])
		line := strings.TrimRight(text[start:end], "\r\n")
		lead := len(line) - len(strings.TrimLeft(line, " \t"))
		words := line[lead:]
		if i := strings.Index(written[from:], words); words != "" && i >= 0 {
			if lead > 0 {
				list = append(list, source.Segment{Start: start, Origin: at.Start() + from})
			}
			from += i
			list = append(list, source.Segment{Start: start + lead, Origin: at.Start() + from, Verbatim: true})
			from += len(words)
		} else {
			list = append(list, source.Segment{Start: start, Origin: at.Start() + from})
		}
		start = end
	}
	return list
}

func lineLength(text string) int {
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		return i + 1
	}
	return len(text)
}
