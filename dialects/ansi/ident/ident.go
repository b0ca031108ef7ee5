// Package ident writes the names of tables, columns, types and constraints as
// SQLAlchemy does: the same names in quotes, the same names shortened. What
// differs between servers is data, a Style.
package ident

import (
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Style is how one kind of server quotes names. It must not be changed once it is in use.
type Style struct {
	// Open and Close are the quotes; a Close inside a name is doubled. Empty: the
	// double quote.
	Open, Close string
	// Reserved has the lower-case words that stand in quotes.
	Reserved map[string]bool
	// Initial are the characters that a name without quotes cannot start with;
	// empty: the digits and the dollar sign.
	Initial string
	// MaxName, MaxIndex and MaxConstraint are how many characters a name may have;
	// 0 in the latter two means MaxName, 0 in MaxName no limit.
	MaxName, MaxIndex, MaxConstraint int
	// Schema writes the name of a schema; nil: as any other name.
	Schema func(s *Style, n ir.Name) string
	// BareCollations: names of collations never stand in quotes.
	BareCollations bool
}

// Quote writes a name: in quotes where the server would not read it as the same
// name without them, or as the name itself says.
func (s *Style) Quote(n ir.Name) string {
	switch n.Quote {
	case ir.QuoteAlways:
		return s.quoted(n.Text)
	case ir.QuoteNever:
		return n.Text
	}
	return s.QuoteText(n.Text)
}

// QuoteText writes a name that says nothing about its quotes.
func (s *Style) QuoteText(name string) string {
	if s.needsQuotes(name) {
		return s.quoted(name)
	}
	return name
}

// Table writes the name of a table, type, sequence or index with its schema in
// front, if there is one. A dot inside a schema's name is part of the name.
func (s *Style) Table(schema, name ir.Name) string {
	if schema.IsZero() {
		return s.Quote(name)
	}
	return s.QuoteSchema(schema) + "." + s.Quote(name)
}

// QuoteSchema writes the name of a schema.
func (s *Style) QuoteSchema(schema ir.Name) string {
	if s.Schema != nil {
		return s.Schema(s, schema)
	}
	return s.Quote(schema)
}

// List writes several names with commas between them.
func (s *Style) List(names []ir.Name) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = s.Quote(n)
	}
	return strings.Join(quoted, ", ")
}

// Collation writes the name of a collation in an expression.
func (s *Style) Collation(name string) string {
	if s.BareCollations {
		return name
	}
	return s.QuoteText(name)
}

// Index writes the name of an index, shortened if a naming convention made it too
// long. A name that somebody wrote and that is too long is a *TooLongError.
func (s *Style) Index(n ir.Name) (string, error) {
	n, err := s.fit(n, s.MaxIndex)
	return s.Quote(n), err
}

// Constraint does for the name of a constraint what Index does for an index.
func (s *Style) Constraint(n ir.Name) (string, error) {
	n, err := s.fit(n, s.MaxConstraint)
	return s.Quote(n), err
}

// TooLongError is a name that somebody wrote and that the server would cut off.
type TooLongError struct {
	Name string
	Max  int
}

func (e *TooLongError) Error() string {
	return fmt.Sprintf("the name %q has %d characters, and the server keeps %d", e.Name, utf8.RuneCountInString(e.Name), e.Max)
}

// The shortened form of a name ends in an underscore and this many digits of its
// MD5 sum; more room is set aside than these take, as SQLAlchemy has it.
const (
	digestLength = 4
	digestRoom   = 8
)

func (s *Style) fit(n ir.Name, limit int) (ir.Name, error) {
	if limit == 0 {
		limit = s.MaxName
	}
	if limit == 0 || utf8.RuneCountInString(n.Text) <= limit {
		return n, nil
	}
	if !n.Generated {
		// The limit that is checked is the general one, which a kind of name may undercut.
		if s.MaxName > 0 && utf8.RuneCountInString(n.Text) > s.MaxName {
			return n, &TooLongError{Name: n.Text, Max: s.MaxName}
		}
		return n, nil
	}
	sum := md5.Sum([]byte(n.Text))
	digest := hex.EncodeToString(sum[:])
	n.Text = string([]rune(n.Text)[:limit-digestRoom]) + "_" + digest[len(digest)-digestLength:]
	return n, nil
}

func (s *Style) needsQuotes(name string) bool {
	initial := s.Initial
	if initial == "" {
		initial = "0123456789$"
	}
	if name == "" || strings.IndexByte(initial, name[0]) >= 0 {
		return true
	}
	for _, r := range name {
		// Letters of other alphabets stand in quotes even where the server could do without.
		if r > unicode.MaxASCII || !isLegal(byte(r)) {
			return true
		}
	}
	return s.Reserved[name]
}

// isLegal tells whether c may stand in a name without quotes; a capital letter
// may not, since the server would read it as a small one.
func isLegal(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '$'
}

func (s *Style) quoted(name string) string {
	opening, closing := s.Open, s.Close
	if opening == "" {
		opening = `"`
	}
	if closing == "" {
		closing = opening
	}
	return opening + strings.ReplaceAll(name, closing, closing+closing) + closing
}

// Words makes a set of reserved words from a text with spaces between them.
func Words(text string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(text) {
		set[word] = true
	}
	return set
}
