package config

import (
	"path"
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
func maskSecrets(name, text string) string {
	out := []byte(maskURLs(text))
	for _, m := range secretKey.FindAllSubmatchIndex(out, -1) {
		value := out[m[2]:m[3]]
		if path.Ext(name) == ".toml" {
			maskTomlValue(value)
			continue
		}
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

// maskTomlValue overwrites the strings of a value and the digits of its numbers. What is left is still TOML:
// true and false are no secrets, and the brackets of lists and tables are needed.
func maskTomlValue(b []byte) {
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '#':
			return
		case c == '"' || c == '\'':
			end := i + 1
			for end < len(b) && b[end] != c {
				if b[end] == '\\' && c == '"' {
					end++
				}
				end++
			}
			mask(b[i+1 : min(end, len(b))])
			i = end
		case c >= '0' && c <= '9':
			b[i] = '1'
		}
	}
}
