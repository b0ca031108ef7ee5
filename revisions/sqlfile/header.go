package sqlfile

import (
	"path"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
	"github.com/sqlplan/sqlplan/revisions/spell"
)

// The keys that have a meaning.
const (
	keyRevision     = "revision"
	keyDownRevision = "down_revision"
	keyBranchLabels = "branch_labels"
	keyDependsOn    = "depends_on"
	keyMessage      = "message"
	keyAuthor       = "author"
	keyCreated      = "created"
)

var knownKeys = []string{keyRevision, keyDownRevision, keyBranchLabels, keyDependsOn, keyMessage, keyAuthor, keyCreated}

// headerLine is one "-- key: value" line.
type headerLine struct{ key, value source.Span }

// scanHeader returns the lines of the header that have the form of a key, and the
// offset of the first line behind the header.
func scanHeader(f *source.File) (lines []headerLine, end int) {
	for at := 0; at < len(f.Text); {
		next := lineEnd(f.Text, at)
		if _, kind := directiveAt(f, at); kind != noDirective {
			return lines, at
		}
		line := strings.TrimSpace(f.Text[at:next])
		switch {
		case line == "":
		case strings.HasPrefix(line, "--"):
			if l, ok := keyValue(f, at, next); ok {
				lines = append(lines, l)
			}
		case isBlockComment(line):
			close := blockCommentEnd(f.Text, at+strings.Index(f.Text[at:], "/*"))
			next = lineEnd(f.Text, close)
			if strings.TrimSpace(f.Text[close:next]) != "" {
				return lines, at
			}
		default:
			return lines, at
		}
		at = next
	}
	return lines, len(f.Text)
}

// keyValue splits the comment line from at to end at its first colon. It is a key
// if what stands before is one word; where the word means nothing to sqlplan, a
// blank must follow the colon, so that "-- https://..." stays prose.
func keyValue(f *source.File, at, end int) (headerLine, bool) {
	start := at + strings.Index(f.Text[at:end], "--") + 2
	colon := strings.IndexByte(f.Text[start:end], ':')
	if colon < 0 {
		return headerLine{}, false
	}
	colon += start
	key, value := trimmed(f, start, colon), trimmed(f, colon+1, end)
	if !isWord(key.Text()) {
		return headerLine{}, false
	}
	if value.Start() == colon+1 && value.End() > value.Start() && meant(key.Text()) == "" {
		return headerLine{}, false
	}
	return headerLine{key, value}, true
}

// meant returns the known key that word is or was probably meant to be, else "".
func meant(word string) string {
	if slices.Contains(knownKeys, word) {
		return word
	}
	for _, known := range knownKeys {
		if d := spell.Distance(word, known); d <= 2 && d < len(word)/2 {
			return known
		}
	}
	for _, known := range knownKeys {
		if len(word) >= 5 && strings.HasPrefix(known, strings.ToLower(word)) {
			return known // "depends", "branch"
		}
	}
	return ""
}

// header is what the keys of a file say.
type header struct {
	file   *source.File
	known  map[string]headerLine
	fields []ir.Field
	diags  *source.Diagnostics
}

// readHeader sorts the header lines of f into known keys and other fields, and
// reports misspelt and repeated ones.
func readHeader(f *source.File, diags *source.Diagnostics) header {
	h := header{file: f, known: map[string]headerLine{}, diags: diags}
	lines, _ := scanHeader(f)
	seen := map[string]source.Span{}
	for _, l := range lines {
		key := l.key.Text()
		if near := meant(key); near != "" && near != key {
			diags.Errorf(l.key, "SP011", "write `-- "+near+": ...`, or put the comment in other words if it is not meant as a key",
				"unknown header key %q, did you mean %q?", key, near)
			continue
		} else if near == "" && !isLower(key) {
			continue // prose: "-- Note: see below"
		}
		if first, ok := seen[key]; ok {
			*diags = append(*diags, source.Diagnostic{
				Severity: source.Error, Code: "SP012", Span: l.key, Message: "header key " + key + " is given twice",
				Help: "keep one of the lines", Related: []source.Related{{Span: first, Message: "first given here"}},
			})
			continue
		}
		seen[key] = l.key
		if slices.Contains(knownKeys, key) {
			h.known[key] = l
		} else {
			h.fields = append(h.fields, ir.Field{Key: key, Value: l.value.Text()})
		}
		h.refuseAction(l)
	}
	return h
}

// refuseAction reports a template action in a header value: the header is read
// before the template is rendered.
func (h *header) refuseAction(l headerLine) {
	if strings.HasSuffix(h.file.Path, templateSuffix) && strings.Contains(l.value.Text(), "{{") {
		h.diags.Errorf(l.value, "SP013", "write the value out: the header is read before the template is rendered",
			"the value of %s holds a template action", l.key.Text())
	}
}

// readRevision reads the header of f, or returns nil if it gives no id.
func readRevision(f *source.File, diags *source.Diagnostics) *ir.Revision {
	h := readHeader(f, diags)
	id := h.id()
	if id.IsZero() {
		return nil
	}
	rev := &ir.Revision{
		ID: id.Text(), Span: id, Files: []*source.File{f},
		Down:         h.down(id),
		DependsOn:    h.refs(keyDependsOn),
		BranchLabels: h.refs(keyBranchLabels),
		Message:      h.text(keyMessage),
		Author:       h.text(keyAuthor),
		Created:      h.text(keyCreated),
		Fields:       h.fields,
	}
	slug, ok := slugOf(f.Path, rev.ID)
	if !ok && !strings.ContainsAny(rev.ID, `/\`) { // those are refused, and no file name can begin with them
		diags.Warnf(id, "SP014", "rename it to "+rev.ID+"_"+slug+path.Base(f.Path)[len(stem(f.Path)):],
			"the file name does not begin with the revision id %s", rev.ID)
	}
	if rev.Message == "" {
		rev.Message = strings.Join(strings.FieldsFunc(slug, func(r rune) bool { return r == '_' || r == '-' || r == ' ' }), " ")
	}
	return rev
}

func (h *header) id() source.Span {
	l, ok := h.known[keyRevision]
	if !ok {
		if !h.diagnosed(keyRevision) {
			h.diags.Errorf(h.file.Span(0, 0), "SP010", "begin the file with `-- revision: ID` and `-- down_revision: PARENT`, before any SQL",
				"no `-- revision:` line in the header")
		}
		return source.Span{}
	}
	if l.value.Text() == "" {
		h.diags.Errorf(l.key, "SP013", "write the id behind it: `-- revision: 4f1c2a`", "the revision has no id")
		return source.Span{}
	}
	if quoted(l.value.Text()) {
		h.diags.Errorf(l.value, "SP013", "write the id without quotes", "the revision id is in quotes")
	}
	return l.value
}

// diagnosed tells whether a misspelling of key was reported, so that the key is not called missing too.
func (h *header) diagnosed(key string) bool {
	return slices.ContainsFunc(*h.diags, func(d source.Diagnostic) bool {
		return d.Code == "SP011" && d.Span.File == h.file && meant(d.Span.Text()) == key
	})
}

func (h *header) down(id source.Span) []ir.Ref {
	if _, ok := h.known[keyDownRevision]; !ok {
		if !h.diagnosed(keyDownRevision) {
			h.diags.Errorf(id, "SP010", "add `-- down_revision: PARENT` to the header;\nwrite `-- down_revision:` with nothing behind it if this is the first revision",
				"no `-- down_revision:` line in the header")
		}
		return nil
	}
	return h.refs(keyDownRevision)
}

// text returns the value of a key, or "" if it is not there.
func (h *header) text(key string) string {
	if l, ok := h.known[key]; ok {
		return l.value.Text()
	}
	return ""
}

// refs splits the value of a key at its commas.
func (h *header) refs(key string) []ir.Ref {
	l, ok := h.known[key]
	if !ok || l.value.Text() == "" {
		return nil
	}
	var refs []ir.Ref
	for at := l.value.Start(); at <= l.value.End(); {
		end := l.value.End()
		if comma := strings.IndexByte(h.file.Text[at:end], ','); comma >= 0 {
			end = at + comma
		}
		item := trimmed(h.file, at, end)
		h.checkItem(key, item)
		if item.Text() != "" {
			refs = append(refs, ir.Ref{Name: item.Text(), Span: item})
		}
		at = end + 1
	}
	return refs
}

func (h *header) checkItem(key string, item source.Span) {
	switch name := item.Text(); {
	case name == "":
		h.diags.Errorf(item, "SP013", "remove the comma that is too many", "the list of %s has an empty entry", key)
	case quoted(name):
		h.diags.Errorf(item, "SP013", "write the names without quotes or brackets, with commas between them", "the value of %s is quoted or bracketed", key)
	case slices.Contains([]string{"none", "null", "base"}, strings.ToLower(name)):
		h.diags.Errorf(item, "SP013", "write `-- "+key+":` with nothing behind it", "%s is %s", key, name)
	}
}

// quoted tells whether text was written as a Python or JSON value.
func quoted(text string) bool { return strings.ContainsAny(text[:1], "\"'`([") }

// stem returns the base name without its extensions.
func stem(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(path.Base(name), templateSuffix), sqlSuffix)
}

// slugOf returns what stands behind the id in the file's name; ok is false and
// slug the whole stem if the name does not begin with the id.
func slugOf(name, id string) (slug string, ok bool) {
	rest, ok := strings.CutPrefix(stem(name), id)
	if !ok || rest != "" && rest[0] != '_' {
		return stem(name), false
	}
	return strings.TrimPrefix(rest, "_"), true
}

// trimmed returns the span from start to end without blanks at its ends.
func trimmed(f *source.File, start, end int) source.Span {
	text := f.Text[start:end]
	start += len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	end -= len(text) - len(strings.TrimRight(text, " \t\r\n"))
	return f.Span(start, max(start, end))
}

// isWord tells whether text is a letter followed by letters, digits, "_" and "-".
func isWord(text string) bool {
	for i := 0; i < len(text); i++ {
		c := text[i] | 0x20
		if !('a' <= c && c <= 'z') && (i == 0 || !('0' <= text[i] && text[i] <= '9') && text[i] != '_' && text[i] != '-') {
			return false
		}
	}
	return text != ""
}

func isLower(word string) bool { return strings.ToLower(word) == word }
