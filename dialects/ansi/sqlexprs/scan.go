package sqlexprs

import "strings"

// inLiteral tells whether a position of a text stands inside quotes or a comment.
func (c *Compiler) inLiteral(sql string, pos int) bool {
	for i := 0; i < pos; {
		end := c.skipQuoted(sql, i)
		if end > pos {
			return true
		}
		i = max(end, i+1)
	}
	return false
}

// skipQuoted returns the end of the literal, quoted name or comment that starts at i; i if none does.
func (c *Compiler) skipQuoted(sql string, i int) int {
	for _, q := range [...]struct{ open, end string }{{"'", "'"}, {`"`, `"`}, {"--", "\n"}, {"/*", "*/"}} {
		if strings.HasPrefix(sql[i:], q.open) {
			return skipTo(sql, i+len(q.open), q.end)
		}
	}
	if c.d.DollarQuotes && (i == 0 || !isWord(sql[i-1])) {
		if tag := dollarTag(sql[i:]); tag != "" {
			return skipTo(sql, i+len(tag), tag)
		}
	}
	return i
}

// skipTo returns what stands behind the next end at or after i; if there is none,
// all of the text is skipped.
func skipTo(sql string, i int, end string) int {
	length := strings.Index(sql[i:], end)
	if length < 0 {
		return len(sql) + 1
	}
	return i + length + len(end)
}

// dollarTag is the $tag$ that a text starts with; empty if it starts with none.
func dollarTag(sql string) string {
	if sql[0] != '$' {
		return ""
	}
	for i := 1; i < len(sql); i++ {
		switch {
		case sql[i] == '$':
			return sql[:i+1]
		case !isWord(sql[i]) || i == 1 && sql[i] >= '0' && sql[i] <= '9':
			return ""
		}
	}
	return ""
}
