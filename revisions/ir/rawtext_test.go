package ir

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/source"
)

func TestRawTextPointsIntoItsLiteral(t *testing.T) {
	const file = "op.execute(\"\"\"\n    UPDATE t\n      SET a = 'x'\n\"\"\" + \"; DROP \\\"q\\\"\")\n"
	f := source.NewFile("r.py", file)
	argument := f.Span(strings.Index(file, `"""`), strings.LastIndex(file, ")"))
	raw := RawText("\n    UPDATE t\n      SET a = 'x'\n; DROP \"q\"", argument)
	text := raw.Text.Text()
	for _, tt := range []struct {
		at        string
		line, col int
	}{
		{"UPDATE", 2, 5},
		{"SET a", 3, 7},
		{"a = 'x'", 3, 11},
		{`DROP "q"`, 3, 18}, // not word for word in the source: where the line before ends
	} {
		start := strings.Index(text, tt.at)
		p := raw.Text.File.Span(start, start+len(tt.at)).Pos()
		if p.Path != "r.py" || p.Line != tt.line || p.Col != tt.col {
			t.Errorf("%q is at %s:%d:%d, want %d:%d", tt.at, p.Path, p.Line, p.Col, tt.line, tt.col)
		}
	}
}

func TestRawTextWithoutPlace(t *testing.T) {
	if raw := RawText("SELECT 1", source.Span{}); raw.Text.Text() != "SELECT 1" {
		t.Errorf("the text is %q", raw.Text.Text())
	}
	empty := RawText("", source.NewFile("r.py", "op.execute('')").Span(11, 13))
	if empty.Text.Text() != "" || empty.Text.Pos().Line != 1 {
		t.Errorf("the empty text is %q at %+v", empty.Text.Text(), empty.Text.Pos())
	}
}
