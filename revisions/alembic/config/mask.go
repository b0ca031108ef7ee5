package config

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// secretKey matches the beginning of a line whose value is a secret by its name.
var secretKey = lazyregexp.New(`(?im)^[ \t]*["']?[\w.-]*(?:passw(?:or)?d|secret|token|api_?key|credential)[\w.-]*["']?[ \t]*[=:][ \t]*(.+)$`)

// maskURLs replaces user names and passwords in the URLs of text by asterisks,
// byte for byte, so that no diagnostic which shows a line can show them, and
// places stay right. What is filled in later, as {name} or %(name)s, is no secret.
func maskURLs(text string) string {
	out := []byte(text)
	for from := 0; ; {
		at := strings.Index(text[from:], "://")
		if at < 0 {
			return string(out)
		}
		from += at + len("://")
		end := from + len(text[from:])
		if stop := strings.IndexAny(text[from:], " \t\r\n\"'`<>"); stop >= 0 {
			end = from + stop
		}
		if last := strings.LastIndexByte(text[from:end], '@'); last >= 0 {
			mask(out[from : from+last])
		}
		if query := strings.IndexByte(text[from:end], '?'); query >= 0 {
			maskQuery(out[from+query+1 : end])
		}
	}
}

// mask overwrites what is not a colon, nor inside braces or %(...)s.
func mask(b []byte) {
	depth := 0
	for i, c := range b {
		switch {
		case c == '{' || c == '(' && i > 0 && b[i-1] == '%':
			depth++
		case (c == '}' || c == ')') && depth > 0:
			depth--
		case depth > 0 || c == ':' || c == '%' || c == 's' && i > 0 && b[i-1] == ')':
		default:
			b[i] = '*'
		}
	}
}

// maskQuery overwrites the values of the secret parameters of a URL's query.
func maskQuery(query []byte) {
	for start := 0; start < len(query); {
		end := start
		for end < len(query) && query[end] != '&' {
			end++
		}
		pair := string(query[start:end])
		if eq := strings.IndexByte(pair, '='); eq >= 0 && secretKey.MatchString(pair[:eq]+"=x") {
			mask(query[start+eq+1 : end])
		}
		start = end + 1
	}
}

// maskSecrets is maskURLs for a configuration file, whose secrets also stand in
// options of their own.
func maskSecrets(text string) string {
	out := []byte(maskURLs(text))
	for _, m := range secretKey.FindAllSubmatchIndex(out, -1) {
		value := out[m[2]:m[3]]
		for len(value) > 0 && strings.IndexByte("\"' \r,", value[len(value)-1]) >= 0 {
			value = value[:len(value)-1]
		}
		for len(value) > 0 && strings.IndexByte("\"'", value[0]) >= 0 {
			value = value[1:]
		}
		mask(value)
	}
	return string(out)
}
