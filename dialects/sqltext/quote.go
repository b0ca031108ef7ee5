package sqltext

import "strings"

// QuoteIdent writes name as an identifier: bare if it is a lower-case word that
// is not reserved, else in quotes.
func QuoteIdent(name string, style Style) string {
	if isPlain(name) && (style.Reserved == nil || !style.Reserved(name)) {
		return name
	}
	quote := string(style.identQuote())
	return quote + strings.ReplaceAll(name, quote, quote+quote) + quote
}

// isPlain tells whether every server reads name as the same name without
// quotes: ASCII only, since how other letters fold depends on the server.
func isPlain(name string) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= 'a' && c <= 'z' || c == '_' || i > 0 && c >= '0' && c <= '9' {
			continue
		}
		return false
	}
	return name != ""
}

// QuoteLiteral writes text as a string literal. With a backslash in it, the
// literal is written so that it means the same whether or not the server takes
// backslashes in plain strings as escapes.
func QuoteLiteral(text string, style Style) string {
	quoted := strings.ReplaceAll(text, "'", "''")
	if !strings.Contains(text, `\`) {
		return "'" + quoted + "'"
	}
	switch {
	case style.EscapeStrings:
		return "E'" + strings.ReplaceAll(quoted, `\`, `\\`) + "'"
	case style.PlainBackslash:
		return "'" + strings.ReplaceAll(quoted, `\`, `\\`) + "'"
	}
	return "'" + quoted + "'"
}
