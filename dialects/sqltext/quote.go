package sqltext

import "strings"

// QuoteIdent writes name as an identifier: bare if it is a lower-case word that
// is not reserved, else in quotes.
func QuoteIdent(name string, style Style) string {
	if isPlain(name) && (style.Reserved == nil || !style.Reserved(name)) {
		return name
	}
	open := style.identQuote()
	end := string(closing(open))
	return string(open) + strings.ReplaceAll(name, end, end+end) + end
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
// backslashes in plain strings as escapes; only MySQL has no such form, and there
// it is the one for a session without NO_BACKSLASH_ESCAPES. Where no literal holds
// a backslash at the end of a line, the result is two, joined in parentheses.
func QuoteLiteral(text string, style Style) string {
	quote, escaped := "'", strings.ReplaceAll(text, "'", "''")
	if style.NationalStrings && !isASCII(text) {
		quote = "N'"
	}
	if !strings.Contains(text, `\`) {
		return quote + escaped + "'"
	}
	switch {
	case style.EscapeStrings:
		return "E'" + strings.ReplaceAll(escaped, `\`, `\\`) + "'"
	case style.PlainBackslash:
		return quote + strings.ReplaceAll(escaped, `\`, `\\`) + "'"
	case style.LineContinuation && strings.Contains(strings.ReplaceAll(text, "\r", ""), "\\\n"):
		joined := strings.NewReplacer("\\\n", "\\' + "+quote+"\n", "\\\r", "\\' + "+quote+"\r").Replace(escaped)
		return "(" + quote + joined + "')"
	}
	return quote + escaped + "'"
}

func isASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}
