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
