package stdlib

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"

func quoteURL(s, safe string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if strings.IndexByte(unreserved, c) >= 0 || c < 0x80 && strings.IndexByte(safe, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}

func unquoteURL(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			hi, lo := strings.IndexByte("0123456789abcdef", lowerByte(s[i+1])), strings.IndexByte("0123456789abcdef", lowerByte(s[i+2]))
			if hi >= 0 && lo >= 0 {
				b.WriteByte(byte(hi<<4 | lo))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return strings.ToValidUTF8(b.String(), "\ufffd")
}

func lowerByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func urllibModule() *module { return python.NewModule("urllib") }

func urlParseModule() *module {
	m := python.NewModule("urllib.parse")
	quote := func(name, safe string, plus bool) {
		fn(m, name, "string, safe='"+safe+"', encoding=None, errors=None", func(t *thread, b *bound) (value, error) {
			s, err := textOrBytes(t, b.Get("string"))
			if err != nil {
				return nil, err
			}
			safe, err := textOrBytes(t, b.Get("safe"))
			if err != nil {
				return nil, err
			}
			if plus {
				return python.Str(strings.ReplaceAll(quoteURL(s, safe+" "), " ", "+")), nil
			}
			return python.Str(quoteURL(s, safe)), nil
		})
	}
	quote("quote", "/", false)
	quote("quote_plus", "", true)
	unquote := func(name string, plus bool) {
		fn(m, name, "string, encoding='utf-8', errors='replace'", func(t *thread, b *bound) (value, error) {
			s, err := textOrBytes(t, b.Get("string"))
			if plus {
				s = strings.ReplaceAll(s, "+", " ")
			}
			return python.Str(unquoteURL(s)), err
		})
	}
	unquote("unquote", false)
	unquote("unquote_plus", true)
	fn(m, "urlencode", "query, doseq=False, safe='', encoding=None, errors=None, quote_via=None", urlEncode)
	fn(m, "urlparse", "url, scheme='', allow_fragments=True", func(t *thread, b *bound) (value, error) { return parseURL(t, b, true) })
	fn(m, "urlsplit", "url, scheme='', allow_fragments=True", func(t *thread, b *bound) (value, error) { return parseURL(t, b, false) })
	fn(m, "urlunparse", "components", func(t *thread, b *bound) (value, error) { return joinURL(t, b.Get("components")) })
	fn(m, "urlunsplit", "components", func(t *thread, b *bound) (value, error) { return joinURL(t, b.Get("components")) })
	fn(m, "parse_qs", "qs, keep_blank_values=False, **kw", func(t *thread, b *bound) (value, error) {
		pairs, err := queryPairs(t, b)
		if err != nil {
			return nil, err
		}
		d := python.NewDict()
		for _, p := range pairs {
			if old, ok := d.GetStr(p[0]); ok {
				old.(*python.List).Elems = append(old.(*python.List).Elems, python.Str(p[1]))
			} else {
				d.SetStr(p[0], python.NewList(python.Str(p[1])))
			}
		}
		return d, nil
	})
	fn(m, "parse_qsl", "qs, keep_blank_values=False, **kw", func(t *thread, b *bound) (value, error) {
		pairs, err := queryPairs(t, b)
		list := python.NewList()
		for _, p := range pairs {
			list.Elems = append(list.Elems, python.Tuple{python.Str(p[0]), python.Str(p[1])})
		}
		return list, err
	})
	return m
}

func queryPairs(t *thread, b *bound) ([][2]string, error) {
	s, err := textOrBytes(t, b.Get("qs"))
	if err != nil {
		return nil, err
	}
	var out [][2]string
	for _, part := range strings.Split(s, "&") {
		name, val, _ := strings.Cut(part, "=")
		if val == "" && b.Get("keep_blank_values") != python.True {
			continue
		}
		decode := func(s string) string { return unquoteURL(strings.ReplaceAll(s, "+", " ")) }
		out = append(out, [2]string{decode(name), decode(val)})
	}
	return out, nil
}

func urlEncode(t *thread, b *bound) (value, error) {
	safe, err := b.Str("safe")
	if err != nil {
		return nil, err
	}
	query := b.Get("query")
	if d, ok := python.Plain(query).(*python.Dict); ok {
		var pairs []value
		for _, it := range d.Items() {
			pairs = append(pairs, python.Tuple{it.Key, it.Value})
		}
		query = python.NewList(pairs...)
	}
	elems, err := t.Collect(query)
	if err != nil {
		return nil, err
	}
	encode := func(v value) (string, error) {
		s, err := t.Str(v)
		if raw, ok := v.(python.Bytes); ok {
			s = string(raw)
		}
		return strings.ReplaceAll(quoteURL(s, safe+" "), " ", "+"), err
	}
	var parts []string
	for _, e := range elems {
		pair, err := t.Collect(e)
		if err != nil {
			return nil, err
		}
		if len(pair) != 2 {
			return nil, t.Raise(python.TypeError, "not a valid non-string sequence or mapping object")
		}
		name, err := encode(pair[0])
		if err != nil {
			return nil, err
		}
		vals := []value{pair[1]}
		if _, isText := python.AsStr(pair[1]); b.Get("doseq") == python.True && !isText {
			switch python.Plain(pair[1]).(type) {
			case *python.List, python.Tuple:
				if vals, err = t.Collect(pair[1]); err != nil {
					return nil, err
				}
			}
		}
		for _, v := range vals {
			text, err := encode(v)
			if err != nil {
				return nil, err
			}
			parts = append(parts, name+"="+text)
		}
	}
	return python.Str(strings.Join(parts, "&")), nil
}

var (
	parsedFields = []string{"scheme", "netloc", "path", "params", "query", "fragment"}
	splitFields  = []string{"scheme", "netloc", "path", "query", "fragment"}
	parsedURL    = urlClass("ParseResult", parsedFields)
	splitURL     = urlClass("SplitResult", splitFields)
)

func urlClass(name string, fields []string) *class {
	c := python.NewClass("urllib.parse", name, python.TupleClass)
	makeNamedTuple(c, &tupleFields{names: fields})
	byName := c.InstanceAttr
	c.InstanceAttr = func(t *thread, self *python.Instance, attr string) (value, error) {
		if v, err := byName(t, self, attr); v != nil || err != nil {
			return v, err
		}
		vals, ok := self.Native.(python.Tuple)
		if !ok || len(vals) < 2 {
			return nil, nil
		}
		netloc, _ := python.AsStr(vals[1])
		return netlocPart(t, netloc, attr)
	}
	method(c, "geturl", "", func(t *thread, self value, _ *bound) (value, error) { return joinURL(t, self) })
	return c
}

// netlocPart returns username, password, hostname or port.
func netlocPart(t *thread, netloc, attr string) (value, error) {
	user, host := "", netloc
	hasUser := false
	if i := strings.LastIndexByte(netloc, '@'); i >= 0 {
		user, host, hasUser = netloc[:i], netloc[i+1:], true
	}
	name, password, hasPassword := strings.Cut(user, ":")
	hostname, port := host, ""
	if strings.HasPrefix(host, "[") {
		inside, rest, _ := strings.Cut(host[1:], "]")
		hostname, port = inside, strings.TrimPrefix(rest, ":")
	} else {
		hostname, port, _ = strings.Cut(host, ":")
	}
	orNone := func(s string, there bool) value {
		if !there {
			return python.None
		}
		return python.Str(s)
	}
	switch attr {
	case "username":
		return orNone(name, hasUser), nil
	case "password":
		return orNone(password, hasPassword), nil
	case "hostname":
		return orNone(strings.ToLower(hostname), hostname != ""), nil
	case "port":
		if port == "" {
			return python.None, nil
		}
		return t.Call(python.IntClass, python.Str(port))
	}
	return nil, nil
}

func parseURL(t *thread, b *bound, withParams bool) (value, error) {
	url, err := textOrBytes(t, b.Get("url"))
	if err != nil {
		return nil, err
	}
	scheme, err := b.Str("scheme")
	if err != nil {
		return nil, err
	}
	url = strings.TrimLeft(url, " ")
	if i := strings.IndexByte(url, ':'); i > 0 && isScheme(url[:i]) {
		scheme, url = strings.ToLower(url[:i]), url[i+1:]
	}
	netloc := ""
	if strings.HasPrefix(url, "//") {
		end := strings.IndexAny(url[2:], "/?#")
		if end < 0 {
			end = len(url) - 2
		}
		netloc, url = url[2:2+end], url[2+end:]
	}
	url, fragment, _ := strings.Cut(url, "#")
	path, query, _ := strings.Cut(url, "?")
	if !withParams {
		return &python.Instance{Cls: splitURL, Native: texts(scheme, netloc, path, query, fragment)}, nil
	}
	params := ""
	if last := strings.LastIndexByte(path, '/') + 1; slices.Contains(withParameters, scheme) && strings.Contains(path[last:], ";") {
		i := last + strings.IndexByte(path[last:], ';')
		path, params = path[:i], path[i+1:]
	}
	return &python.Instance{Cls: parsedURL, Native: texts(scheme, netloc, path, params, query, fragment)}, nil
}

// withParameters are the schemes whose paths can end in ";params".
var withParameters = []string{
	"", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms", "sftp", "tel",
}

func isScheme(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || !(r >= '0' && r <= '9' || strings.ContainsRune("+-.", r))) {
			return false
		}
	}
	return s != ""
}

func texts(parts ...string) python.Tuple {
	out := make(python.Tuple, len(parts))
	for i, p := range parts {
		out[i] = python.Str(p)
	}
	return out
}

func joinURL(t *thread, v value) (value, error) {
	elems, err := t.Collect(v)
	if err != nil {
		return nil, err
	}
	parts := make([]string, len(elems))
	for i, e := range elems {
		if parts[i], err = t.Str(e); err != nil {
			return nil, err
		}
	}
	if len(parts) == 5 {
		parts = slices.Insert(parts, 3, "")
	}
	if len(parts) != 6 {
		return nil, t.Raise(python.ValueError, "not enough values to unpack (expected 6, got %d)", len(parts))
	}
	url := parts[2]
	if parts[3] != "" {
		url += ";" + parts[3]
	}
	if parts[1] != "" {
		if url != "" && url[0] != '/' {
			url = "/" + url
		}
		url = "//" + parts[1] + url
	}
	if parts[0] != "" {
		url = parts[0] + ":" + url
	}
	if parts[4] != "" {
		url += "?" + parts[4]
	}
	if parts[5] != "" {
		url += "#" + parts[5]
	}
	return python.Str(url), nil
}
