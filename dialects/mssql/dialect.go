// Package mssql is the dialect of SQL Server. It writes T-SQL as SQLAlchemy does,
// lays a script out in batches, and checks every statement by its tokens: there is
// no grammar of T-SQL that is light enough to link.
package mssql

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

const dialectName = "mssql"

// Dialect is SQL Server.
type Dialect struct{}

// Name returns "mssql".
func (Dialect) Name() string { return dialectName }

// maxName is how many characters a name may have. A longer one is an error on the server.
// https://learn.microsoft.com/sql/relational-databases/databases/database-identifiers
const maxName = 128

// style has QUOTED_IDENTIFIER on, as every driver and every script of sqlplan sets it.
var style = sqltext.Style{
	IdentQuote:       '[',
	OtherQuotes:      `"`,
	NestedComments:   true,
	WordSigns:        "$",
	StartSigns:       "@#",
	NationalStrings:  true,
	LineContinuation: true,
	Batches:          true,
	Client:           sqltext.Sqlcmd,
	Reserved:         Reserved,
}

// Style returns how SQL Server's SQL is scanned, split and quoted.
func (Dialect) Style() sqltext.Style { return style }

// Major versions of SQL Server, as SERVERPROPERTY('ProductMajorVersion') has them.
const (
	sql2005 = 9
	sql2008 = 10
	sql2012 = 11
	sql2016 = 13
	sql2025 = 17
)

// DefaultVersion is the oldest version whose extended support had not ended when
// this was written. For OldestVersion sqlplan writes the types that Alembic's
// offline mode writes, which knows no server.
// https://learn.microsoft.com/lifecycle/products/?terms=sql%20server
var (
	OldestVersion  = ir.Version{Major: sql2005}
	DefaultVersion = ir.Version{Major: sql2016}
	NewestVersion  = ir.Version{Major: sql2025}
)

// VersionError is a --server-version that is none of SQL Server's, or that this
// dialect does not know.
type VersionError struct {
	Text  string // as the user wrote it
	Known bool   // Text is a version, but not between OldestVersion and NewestVersion
}

func (e *VersionError) Error() string {
	if e.Known {
		return fmt.Sprintf("SQL Server %s is not supported: the oldest version is 2005 and the newest 2025", e.Text)
	}
	return fmt.Sprintf("%q is not a version of SQL Server: write it like 2019 or 15", e.Text)
}

// years are the major versions by the year in their name.
var years = map[string]int{"2005": 9, "2008": 10, "2012": 11, "2014": 12, "2016": 13, "2017": 14, "2019": 15, "2022": 16, "2025": 17}

// yearOf is the name of a major version.
func yearOf(major int) string {
	for year, m := range years {
		if m == major { // each version has one year
			return year
		}
	}
	return strconv.Itoa(major)
}

// ParseVersion reads a version by its year, "2019", or by its number, "15" or
// "15.0.4123"; an empty text gives DefaultVersion.
func (Dialect) ParseVersion(text string) (ir.Version, error) {
	if text == "" {
		return DefaultVersion, nil
	}
	if major, ok := years[text]; ok {
		return ir.Version{Major: major}, nil
	}
	number, rest, _ := strings.Cut(text, ".")
	major, err := strconv.Atoi(number)
	if err != nil || strings.Trim(rest, "0123456789.") != "" || major < 0 {
		return ir.Version{}, &VersionError{Text: text}
	}
	if major < OldestVersion.Major || major > NewestVersion.Major {
		return ir.Version{}, &VersionError{Text: text, Known: true}
	}
	return ir.Version{Major: major}, nil
}

// Warm has nothing to do: no parser has to be made ready.
func (Dialect) Warm() {}

// NotReviewed: there is no table of SQL Server's locks.
func (Dialect) NotReviewed() string {
	return "what the statements lock, rewrite and block; names and the way back were checked"
}
