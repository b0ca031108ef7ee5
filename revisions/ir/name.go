package ir

// Name is an identifier as a revision gives it. How it is quoted, and whether it
// has to be shortened, is the dialect's affair.
type Name struct {
	Text  string
	Quote Quote
	// Generated: a naming convention built the name, so that one that is too long
	// for the server is shortened; a name that somebody wrote is not.
	Generated bool
}

// Ident is a name that is quoted where it must be.
func Ident(text string) Name { return Name{Text: text} }

// IsZero tells whether there is no name.
func (n Name) IsZero() bool { return n.Text == "" }

// Quote says when a name is quoted.
type Quote int

// The ways to quote. QuoteAuto: where the dialect needs it.
const (
	QuoteAuto Quote = iota
	QuoteAlways
	QuoteNever
)

// PostgreSQLReserved are the words, separated by blanks, that SQLAlchemy puts into quotes as names for PostgreSQL:
// RESERVED_WORDS in its module sqlalchemy.dialects.postgresql.base, which revisions read, too.
const PostgreSQLReserved = `
all analyse analyze and any array as asc asymmetric authorization between binary both case cast
check collate column constraint create cross current_catalog current_date current_role
current_schema current_time current_timestamp current_user default deferrable desc distinct do else
end except false fetch for foreign freeze from full grant group having ilike in initially inner
intersect into is isnull join leading left like limit localtime localtimestamp natural new not
notnull null of off offset old on only or order outer over overlaps placing primary references
returning right select session_user similar some symmetric table then to trailing true union unique
user using variadic verbose when where window with
`
