// Package sqltext reads SQL as text: it scans tokens, splits a script into
// statements without losing a byte, and quotes names and literals. What differs
// from server to server is data, a Style; nothing here knows what a statement means.
package sqltext

// Style is how one kind of server writes SQL. The zero Style is the plain SQL
// standard: 'strings' with doubled quotes, "identifiers", -- and /* */ comments.
//
// Besides Reserved, the servers have these traits (all but PostgreSQL refuse a
// name that is too long, so that MaxName is 0):
//
//	MySQL, MariaDB  Style{IdentQuote: '`', DoubleQuoteStrings: true, PlainBackslash: true, HashComments: true,
//	                SpacedDashes: true, SQLComments: true, StartSigns: "$@", CompoundBodies: true, Client: MySQL}
//	SQLite          Style{OtherQuotes: "`[", WordSigns: "$", TriggerBodies: true, Client: SQLite}
//	SQL Server      Style{IdentQuote: '[', OtherQuotes: `"`, NestedComments: true, WordSigns: "$", StartSigns: "@#",
//	                NationalStrings: true, LineContinuation: true, Batches: true, Client: Sqlcmd}
//	Oracle          Style{QStrings: true, WordSigns: "$#", SlashUnits: true, Client: SQLPlus}
type Style struct {
	// IdentQuote opens a quoted identifier: the double quote, which 0 means too,
	// the backtick, or the bracket [, which ] closes. QuoteIdent writes it.
	IdentQuote byte
	// OtherQuotes open quoted identifiers too, although QuoteIdent never writes
	// them. A bracket among them is closed by the first ]; one that is the
	// IdentQuote holds a ] that is doubled, as SQL Server has it.
	OtherQuotes string
	// MaxName is how many bytes of a name the server keeps; 0 means no limit. It
	// cuts the rest off without an error.
	MaxName int
	// WordSigns are the bytes that a bare word may have besides letters, digits and
	// the underscore, but not at its start; StartSigns those that may start it too,
	// such as the @ of a variable.
	WordSigns, StartSigns string
	// DollarQuotes: $tag$ ... $tag$ is a string, and $1 a parameter.
	DollarQuotes bool
	// EscapeStrings: in E'...' a backslash escapes.
	EscapeStrings bool
	// PlainBackslash: in a plain '...' a backslash escapes too, as in PostgreSQL
	// with standard_conforming_strings off, and in MySQL. Such a server has no U&'...'.
	PlainBackslash bool
	// DoubleQuoteStrings: "..." is a string, as in MySQL without ANSI_QUOTES.
	DoubleQuoteStrings bool
	// QStrings: q'[...]' and nq'[...]' are strings without doubled quotes.
	QStrings bool
	// NationalStrings: a literal needs the prefix N to keep letters beyond ASCII.
	NationalStrings bool
	// LineContinuation: a backslash at the end of a line inside a string is left
	// out together with the line end.
	LineContinuation bool
	// NestedComments: /* /* */ */ is one comment.
	NestedComments bool
	// HashComments: a # starts a comment to the end of the line.
	HashComments bool
	// SpacedDashes: a -- is only a comment with white space or a control character
	// behind it, or at the end of the text.
	SpacedDashes bool
	// SQLComments: what stands between /*! or /*M! and */ is SQL.
	SQLComments bool
	// ReturnEndsComment: a lone carriage return ends a -- comment.
	ReturnEndsComment bool
	// AtomicBodies: CREATE FUNCTION and CREATE PROCEDURE may have a body
	// BEGIN ATOMIC ... END with semicolons in it.
	AtomicBodies bool
	// CompoundBodies: routines, triggers and events may have a body with semicolons
	// in it, such as BEGIN ... END, as in MySQL.
	CompoundBodies bool
	// TriggerBodies: CREATE TRIGGER has a body with semicolons in it, as in SQLite.
	TriggerBodies bool
	// Batches: a line GO ends a batch, and a statement needs no semicolon, as in
	// SQL Server. A batch is one statement, unless it can be split; see Split.
	Batches bool
	// SlashUnits: a line / ends any statement, and is all that ends a PL/SQL block.
	SlashUnits bool
	// Client is the program that scripts of this kind are usually written for.
	Client Client
	// Delimiter ends a statement where a text begins; empty means the semicolon.
	// Only MySQL's client can change it.
	Delimiter string
	// Reserved tells whether a lower-case word must be quoted to be a name; nil
	// means that none must.
	Reserved func(word string) bool
}

// Client is a program that runs SQL scripts. It has commands of its own, which no
// server understands.
type Client uint8

// The clients. NoClient has no commands.
const (
	NoClient Client = iota
	// Psql: a backslash outside of quotes starts a command, and the lines after
	// COPY ... FROM STDIN are data.
	Psql
	// MySQL is mysql and mariadb: backslash commands such as \G, words such as
	// SOURCE at the start of a statement, and DELIMITER, which is understood.
	MySQL
	// SQLite is sqlite3: a dot at the start of a line starts a command.
	SQLite
	// Sqlcmd: a colon or !! at the start of a line starts a command.
	Sqlcmd
	// SQLPlus is SQL*Plus and SQLcl: words such as PROMPT, and @, at the start of a
	// statement.
	SQLPlus
)

// String returns the client's name as a user writes it.
func (c Client) String() string {
	return [...]string{"", "psql", "mysql", "sqlite3", "sqlcmd", "SQL*Plus"}[c]
}

func (s Style) identQuote() byte {
	if s.IdentQuote == 0 {
		return '"'
	}
	return s.IdentQuote
}

// closing returns the byte that closes what the quote opens.
func closing(quote byte) byte {
	if quote == '[' {
		return ']'
	}
	return quote
}

// Extent is a half-open range of byte offsets in a text.
type Extent struct{ Start, End int }
