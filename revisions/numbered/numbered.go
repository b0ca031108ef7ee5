// Package numbered holds what the formats have in common whose revisions are
// numbered files that form one line: golang-migrate's and goose's.
package numbered

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Revision is a revision and the number that its id spells.
type Revision struct {
	Number int64
	*ir.Revision
}

// Parse reads the digits that a file name starts with. It fails on anything but
// digits and on a number that does not fit PostgreSQL's bigint, the type of the
// version column of both tools (https://www.postgresql.org/docs/current/datatype-numeric.html).
func Parse(digits string) (int64, bool) {
	n, err := strconv.ParseUint(digits, 10, 63)
	return int64(n), err == nil
}

// NormalizeID drops the leading zeros of a number, which file names have and the
// version table has not: "00012" is "12", "000" is "0". Any other text is
// returned as it is.
func NormalizeID(id string) string {
	if id == "" || strings.Trim(id, "0123456789") != "" {
		return id
	}
	if trimmed := strings.TrimLeft(id, "0"); trimmed != "" {
		return trimmed
	}
	return "0"
}

// Words turns the part of a file name behind the number into a message: "add_users" is "add users".
func Words(slug string) string {
	return strings.Join(strings.FieldsFunc(slug, func(r rune) bool { return r == '_' || r == '-' || r == ' ' }), " ")
}

// Line sorts revisions by number and makes each the parent of the next.
// Numbers must be unique.
func Line(revs []Revision) []*ir.Revision {
	slices.SortFunc(revs, func(a, b Revision) int { return cmp.Compare(a.Number, b.Number) })
	var line []*ir.Revision
	for i, r := range revs {
		if i > 0 {
			r.Down = []ir.Ref{{Name: revs[i-1].ID, Span: r.Span}}
		}
		line = append(line, r.Revision)
	}
	return line
}

// TooLarge reports a file whose number does not fit the version table.
func TooLarge(diags *source.Diagnostics, f *source.File, digits string) {
	diags.Errorf(f.Span(0, 0), "SP040", "rename the file to a number of at most 9223372036854775807",
		"the number %s does not fit a bigint column", digits)
}

// Duplicate reports two files with the same number.
func Duplicate(diags *source.Diagnostics, second, first *source.File, id string) {
	*diags = append(*diags, source.Diagnostic{
		Severity: source.Error, Code: "SP041", Span: second.Span(0, 0),
		Message: "number " + id + " is used twice: by " + first.Path + " and by " + second.Path,
		Help:    "rename the newer file to a number that is free, with its down file if it has one",
		Related: []source.Related{{Span: first.Span(0, 0), Message: "the first is here"}},
	})
}
