// Package sqltext reads SQL as text: it scans tokens, splits a script into
// statements without losing a byte, and quotes names and literals. What differs
// from server to server is data, a Style; nothing here knows what a statement means.
package sqltext

// Style is how one kind of server writes SQL. The zero Style is the plain SQL
// standard: 'strings' with doubled quotes, "identifiers", -- and /* */ comments.
type Style struct {
	// IdentQuote opens and closes a quoted identifier; 0 means the double quote.
	IdentQuote byte
	// MaxName is how many bytes of a name the server keeps; 0 means no limit. It
	// cuts the rest off without an error.
	MaxName int
	// DollarQuotes: $tag$ ... $tag$ is a string, and $1 a parameter.
	DollarQuotes bool
	// EscapeStrings: in E'...' a backslash escapes.
	EscapeStrings bool
	// PlainBackslash: in a plain '...' a backslash escapes too, as in PostgreSQL
	// with standard_conforming_strings off, and in MySQL.
	PlainBackslash bool
	// NestedComments: /* /* */ */ is one comment.
	NestedComments bool
	// ReturnEndsComment: a lone carriage return ends a -- comment.
	ReturnEndsComment bool
	// AtomicBodies: CREATE FUNCTION and CREATE PROCEDURE may have a body
	// BEGIN ATOMIC ... END with semicolons in it.
	AtomicBodies bool
	// Psql: scripts of this kind are usually written for psql, so a backslash
	// outside of quotes starts a command to psql itself, and the lines after
	// COPY ... FROM STDIN are data. Neither is SQL.
	Psql bool
	// Reserved tells whether a lower-case word must be quoted to be a name; nil
	// means that none must.
	Reserved func(word string) bool
}

func (s Style) identQuote() byte {
	if s.IdentQuote == 0 {
		return '"'
	}
	return s.IdentQuote
}

// Extent is a half-open range of byte offsets in a text.
type Extent struct{ Start, End int }
