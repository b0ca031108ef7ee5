// Package oracle is the dialect of Oracle Database. It writes SQL as SQLAlchemy does,
// lays a script out for SQL*Plus and SQLcl, and checks every statement by its tokens:
// there is no grammar of PL/SQL that is light enough to link.
package oracle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

const dialectName = "oracle"

// Dialect is Oracle Database.
type Dialect struct{}

// Name returns "oracle".
func (Dialect) Name() string { return dialectName }

var style = sqltext.Style{QStrings: true, WordSigns: "$#", SlashUnits: true, Client: sqltext.SQLPlus, Reserved: Reserved}

// Style returns how Oracle's SQL is scanned, split and quoted.
func (Dialect) Style() sqltext.Style { return style }

// How many bytes a name may have, before 12.2 and since then.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Database-Object-Names-and-Qualifiers.html
const (
	shortName = 30
	longName  = 128
)

// Major versions that brought something. 12.2 brought long names.
const (
	oracle12 = 12 // identity columns, OFFSET and FETCH
	oracle23 = 23 // IF EXISTS, BOOLEAN
)

// DefaultVersion is the oldest release with long-term support.
// https://www.oracle.com/us/assets/lifetime-support-technology-069183.pdf
var (
	OldestVersion  = ir.Version{Major: 11, Minor: 2}
	DefaultVersion = ir.Version{Major: 19}
	NewestVersion  = ir.Version{Major: 23}
)

// VersionError is a --server-version that is none of Oracle's, or that this dialect
// does not know.
type VersionError struct {
	Text  string // as the user wrote it
	Known bool   // Text is a version, but not between OldestVersion and NewestVersion
}

func (e *VersionError) Error() string {
	if e.Known {
		return fmt.Sprintf("Oracle %s is not supported: the oldest version is 11.2 and the newest 23, which 23ai and 26ai are", e.Text)
	}
	return fmt.Sprintf("%q is not a version of Oracle: write it like 19, 19c or 12.2", e.Text)
}

// majors are the releases between OldestVersion and NewestVersion.
var majors = []int{11, 12, 18, 19, 20, 21, 23}

// ParseVersion reads a version such as "19", "19c", "12.2" or "19.3.0.0.0"; an empty
// text gives DefaultVersion. Oracle AI Database 26ai calls itself 23.26.
func (Dialect) ParseVersion(text string) (ir.Version, error) {
	if text == "" {
		return DefaultVersion, nil
	}
	number := strings.ToLower(text)
	for _, letters := range []string{"ai", "c", "g"} {
		number = strings.TrimSuffix(number, letters)
	}
	parts := strings.Split(number, ".")
	v := ir.Version{}
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || strings.HasPrefix(p, "+") {
			return ir.Version{}, &VersionError{Text: text}
		}
		switch i {
		case 0:
			v.Major = n
		case 1:
			v.Minor = n
		}
	}
	const ai26 = 26
	switch {
	case v.Major == ai26:
		v = NewestVersion
	case v.Major == OldestVersion.Major && len(parts) == 1:
		v = OldestVersion
	case v.Major == 12 && len(parts) == 1:
		v.Minor = 1
	case v.Major > 12:
		v.Minor = 0
	}
	if !slices.Contains(majors, v.Major) || !v.AtLeast(OldestVersion.Major, OldestVersion.Minor) {
		return ir.Version{}, &VersionError{Text: text, Known: true}
	}
	return v, nil
}

// maxName is how many bytes of a name a version takes.
func maxName(v ir.Version) int {
	if v.AtLeast(12, 2) {
		return longName
	}
	return shortName
}

// Warm has nothing to do: no parser has to be made ready.
func (Dialect) Warm() {}

// NotReviewed: there is no table of Oracle's locks.
func (Dialect) NotReviewed() string {
	return "what the statements lock, rewrite and block; names and the way back were checked"
}
