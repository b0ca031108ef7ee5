// Package postgresql is the PostgreSQL dialect. It splits a revision's SQL,
// checks every statement with PostgreSQL's own parser, and finds out what the
// statement is, what it names, and whether it can run inside a transaction block.
//
// The parser is that of PostgreSQL 16, and is C code: a build without cgo checks
// nothing, and says so for every statement.
package postgresql

import (
	"fmt"
	"strconv"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// Dialect is PostgreSQL.
type Dialect struct{}

// Name returns "postgresql".
func (Dialect) Name() string { return "postgresql" }

// style has standard_conforming_strings on, as every server since 9.1 unless
// someone turned it off; see "Lexical Structure" in the manual.
var style = sqltext.Style{
	IdentQuote:        '"',
	MaxName:           63, // NAMEDATALEN - 1, see https://www.postgresql.org/docs/current/limits.html
	DollarQuotes:      true,
	EscapeStrings:     true,
	NestedComments:    true,
	ReturnEndsComment: true,
	AtomicBodies:      true,
	Client:            sqltext.Psql,
	Reserved:          Reserved,
}

// Style returns how PostgreSQL's SQL is scanned, split and quoted.
func (Dialect) Style() sqltext.Style { return style }

// The versions that this dialect knows. DefaultVersion is the oldest that the
// PostgreSQL project maintained when this was written.
// See https://www.postgresql.org/support/versioning/.
var (
	OldestVersion  = ir.Version{Major: 9, Minor: 6}
	DefaultVersion = ir.Version{Major: 15}
	NewestVersion  = ir.Version{Major: 18}
)

// Versions are the major versions that this dialect knows, the oldest first.
func (Dialect) Versions() []ir.Version {
	list := []ir.Version{OldestVersion}
	for major := OldestVersion.Major + 1; major <= NewestVersion.Major; major++ {
		list = append(list, ir.Version{Major: major})
	}
	return list
}

// VersionError is a --server-version that is not one of PostgreSQL's, or that
// this dialect does not know.
type VersionError struct {
	Text string // as the user wrote it
	// Known: Text is a version, but not between OldestVersion and NewestVersion.
	Known bool
}

func (e *VersionError) Error() string {
	if e.Known {
		return fmt.Sprintf("PostgreSQL %s is not supported: the oldest version is %d.%d and the newest %d",
			e.Text, OldestVersion.Major, OldestVersion.Minor, NewestVersion.Major)
	}
	return fmt.Sprintf("%q is not a version of PostgreSQL: write it like 16, 15.3 or 9.6", e.Text)
}

var versionForm = lazyregexp.New(`^([0-9]{1,3})(?:\.([0-9]{1,3}))?(?:\.[0-9]{1,3})?$`)

// ParseVersion reads a version such as "9.6", "12" or "15.3"; an empty text gives
// DefaultVersion. Before 10 the first two numbers name a major version, so "9"
// alone is none.
func (Dialect) ParseVersion(text string) (ir.Version, error) {
	if text == "" {
		return DefaultVersion, nil
	}
	parts := versionForm.FindStringSubmatch(text)
	if parts == nil {
		return ir.Version{}, &VersionError{Text: text}
	}
	var v ir.Version
	v.Major, _ = strconv.Atoi(parts[1]) // the form admits digits only
	if parts[2] != "" {
		v.Minor, _ = strconv.Atoi(parts[2])
	} else if v.Major < 10 {
		return ir.Version{}, &VersionError{Text: text}
	}
	if !v.AtLeast(OldestVersion.Major, OldestVersion.Minor) || v.Major == 9 && v.Minor > 6 || v.Major > NewestVersion.Major {
		return ir.Version{}, &VersionError{Text: text, Known: true}
	}
	return v, nil
}
