// Package sqlite is the SQLite dialect: SQL as SQLAlchemy and Alembic write it for
// SQLite, and the statements that a script for the sqlite3 shell needs besides.
package sqlite

import (
	"fmt"
	"strconv"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// Dialect is SQLite.
type Dialect struct{}

// Name returns "sqlite".
func (Dialect) Name() string { return dialectName }

const dialectName = "sqlite"

// style: SQLite takes names in double quotes, backticks and brackets, see
// https://www.sqlite.org/lang_keywords.html.
var style = sqltext.Style{
	IdentQuote: '"', OtherQuotes: "`[", WordSigns: "$", TriggerBodies: true, Client: sqltext.SQLite,
	Reserved: isKeyword,
}

// Style returns how SQLite's SQL is scanned, split and quoted.
func (Dialect) Style() sqltext.Style { return style }

// The versions that this dialect knows. Before OldestVersion a column could not be
// renamed; DefaultVersion is that of Debian 12. There is no newest one, since all
// versions of SQLite 3 read each other's SQL.
// See https://www.sqlite.org/changes.html.
var (
	OldestVersion  = ir.Version{Major: 3, Minor: 25}
	DefaultVersion = ir.Version{Major: 3, Minor: 40}
)

// VersionError is a --server-version that is not one of SQLite's, or too old.
type VersionError struct {
	Text string // as the user wrote it
	// Known: Text is a version, but older than OldestVersion.
	Known bool
}

func (e *VersionError) Error() string {
	if e.Known {
		return fmt.Sprintf("SQLite %s is not supported: the oldest version is %s", e.Text, OldestVersion)
	}
	return fmt.Sprintf("%q is not a version of SQLite: write it like 3.40 or 3.46.1", e.Text)
}

var versionForm = lazyregexp.New(`^3\.([0-9]{1,3})(?:\.[0-9]{1,3}){0,2}$`)

// ParseVersion reads a version such as "3.40" or "3.40.1"; an empty text gives DefaultVersion.
func (Dialect) ParseVersion(text string) (ir.Version, error) {
	if text == "" {
		return DefaultVersion, nil
	}
	parts := versionForm.FindStringSubmatch(text)
	if parts == nil {
		return ir.Version{}, &VersionError{Text: text}
	}
	minor, _ := strconv.Atoi(parts[1]) // the form admits digits only
	v := ir.Version{Major: OldestVersion.Major, Minor: minor}
	if !v.AtLeast(OldestVersion.Major, OldestVersion.Minor) {
		return ir.Version{}, &VersionError{Text: text, Known: true}
	}
	return v, nil
}

// NotReviewed: there is no table of SQLite's locks.
func (Dialect) NotReviewed() string {
	return "how long each transaction takes; SQLite has one lock, on the whole file: other writers wait from BEGIN to COMMIT, and readers during the COMMIT unless the file is in WAL mode"
}
