// Package source holds what every later stage points back to: files, byte
// spans in them, and diagnostics about them. It imports nothing of sqlplan.
package source

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// File is one text that spans point into: a file as it was read, or the text
// that a template rendered to (see Rendered).
type File struct {
	// Path is what diagnostics print: slash-separated and relative, never absolute.
	Path string
	// Text is the content without a leading byte order mark. Byte offsets of
	// spans count from its start.
	Text string

	marked   bool // the content began with a byte order mark
	origin   *File
	segments []Segment

	once  sync.Once
	lines []int // byte offset of the first byte of each line
}

// Segment says where a stretch of rendered text came from.
type Segment struct {
	Start    int  // byte offset in the rendered text; the stretch ends where the next one starts
	Origin   int  // byte offset in the origin's text
	Verbatim bool // the bytes were copied, so offsets inside the stretch map one to one
}

// bom is the UTF-8 byte order mark. Editors hide it, so columns do not count it.
const bom = "\ufeff"

// NewFile returns the file at path with the given content, without its byte order mark.
func NewFile(path, content string) *File {
	text, marked := strings.CutPrefix(content, bom)
	return &File{Path: path, Text: text, marked: marked}
}

// Raw returns the content as it was given to NewFile, byte order mark included. Digests are taken over it.
func (f *File) Raw() string {
	if f.marked {
		return bom + f.Text
	}
	return f.Text
}

// Rendered returns the text that a template in origin rendered to. Positions in
// it are reported as positions in origin, by way of segments, which are sorted by Start.
func Rendered(origin *File, text string, segments []Segment) *File {
	return &File{Path: origin.Path, Text: text, origin: origin, segments: segments}
}

// Span returns the span of f from byte offset start to end, end not included.
func (f *File) Span(start, end int) Span { return Span{f, int32(start), int32(end)} }

// Digest returns the hex SHA-256 of the parts, each preceded by its length, so
// that moving bytes from one part to the next changes it.
func Digest(parts ...string) string {
	h := sha256.New()
	var size [8]byte
	for _, p := range parts {
		for i, n := 0, len(p); i < 8; i, n = i+1, n>>8 {
			size[i] = byte(n)
		}
		h.Write(size[:])
		h.Write([]byte(p))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Span is a half-open range of byte offsets in a file. The zero Span points nowhere.
// It is small, since everything that is read has one: no file has 2 GB.
type Span struct {
	File       *File
	start, end int32
}

// Start returns the offset of the first byte.
func (s Span) Start() int { return int(s.start) }

// End returns the offset of the first byte behind the span.
func (s Span) End() int { return int(s.end) }

// Pos is a place as people count: line and column from 1, columns in characters.
type Pos struct {
	Path      string `json:"path"`
	Line, Col int
}

// IsZero tells whether the span points nowhere.
func (s Span) IsZero() bool { return s.File == nil }

// Holds tells whether all of o, which points somewhere, is in s.
func (s Span) Holds(o Span) bool {
	return o.File != nil && o.File == s.File && s.start <= o.start && o.end <= s.end
}

// Text returns the bytes of the span.
func (s Span) Text() string { return s.File.Text[s.start:s.end] }

// Origin maps a span in rendered text to the template that it came from; any
// other span is returned as it is.
func (s Span) Origin() Span {
	for s.File != nil && s.File.origin != nil {
		start, end := s.File.toOrigin(s.Start(), false), s.File.toOrigin(s.End(), true)
		s = s.File.origin.Span(start, max(start, end))
	}
	return s
}

// toOrigin maps one offset; the end of a span belongs to the segment of the byte before it.
func (f *File) toOrigin(offset int, end bool) int {
	at := offset
	if end && at > 0 {
		at--
	}
	i := sort.Search(len(f.segments), func(i int) bool { return f.segments[i].Start > at }) - 1
	if i < 0 {
		return 0
	}
	if seg := f.segments[i]; seg.Verbatim {
		return min(seg.Origin+offset-seg.Start, len(f.origin.Text))
	} else {
		return seg.Origin
	}
}

// Pos returns where the span starts, in the file that a person can open.
func (s Span) Pos() Pos {
	if s.IsZero() {
		return Pos{}
	}
	o := s.Origin()
	start, _ := o.File.lineAt(o.Start())
	line := sort.SearchInts(o.File.lines, o.Start()+1)
	return Pos{Path: o.File.Path, Line: line, Col: utf8.RuneCountInString(o.File.Text[start:o.Start()]) + 1}
}

// Line returns the source line that the span starts on, without its line end,
// and the span's byte range in that line, cut at the line's end.
func (s Span) Line() (text string, from, to int) {
	o := s.Origin()
	start, end := o.File.lineAt(o.Start())
	return o.File.Text[start:end], o.Start() - start, min(max(o.End(), o.Start()), end) - start
}

// rendered returns the line of rendered text that the span stands in, where it
// differs from the template's.
func (s Span) rendered() string {
	if s.IsZero() || s.File.origin == nil {
		return ""
	}
	start, end := s.File.lineAt(s.Start())
	line := strings.TrimSpace(s.File.Text[start:end])
	if written, _, _ := s.Line(); strings.TrimSpace(written) == line {
		return ""
	}
	return line
}

// lineAt returns the byte range of the line that holds offset.
func (f *File) lineAt(offset int) (start, end int) {
	f.once.Do(f.index)
	line := sort.SearchInts(f.lines, offset+1) - 1
	start = f.lines[line]
	end = len(f.Text)
	if line+1 < len(f.lines) {
		end = f.lines[line+1] - 1
	}
	if end > start && f.Text[end-1] == '\r' && offset < end {
		end--
	}
	return start, end
}

func (f *File) index() {
	f.lines = append(f.lines, 0)
	for i := 0; ; {
		n := strings.IndexByte(f.Text[i:], '\n')
		if n < 0 {
			return
		}
		i += n + 1
		f.lines = append(f.lines, i)
	}
}
