// Package mysql is the dialect of MySQL and of MariaDB. It splits a revision's
// SQL, finds out what every statement is, names and commits, follows it through
// the catalog, and writes the script's own statements.
//
// The statements are read by a reader of this package. TiDB's parser is asked
// besides, as positive evidence only: it does not know every form of either server.
package mysql

import (
	"fmt"
	"strconv"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Dialect is MySQL or MariaDB.
type Dialect struct{ Flavour flavour }

// Name returns "mysql" or "mariadb".
func (d Dialect) Name() string { return d.Flavour.facts().name }

// facts are what differs between the two servers and is not a matter of syntax.
type facts struct {
	name, title string
	style       sqltext.Style
	// The versions that are known. Between the oldest and the newest, all are taken.
	oldest, standard, newest ir.Version
	example                  string
	// readOnly is the session variable that makes every transaction read only.
	readOnly string
}

func (f flavour) facts() *facts {
	if f == MariaDB {
		return &mariadbFacts
	}
	return &mysqlFacts
}

// mysqlFacts: 8.0 is the oldest version in wide use when this was written, 9 the newest
// series. See https://www.mysql.com/support/supportedplatforms/database.html.
var mysqlFacts = facts{
	name: "mysql", title: "MySQL", style: newStyle(MySQL),
	oldest: ir.Version{Major: 5, Minor: 7}, standard: ir.Version{Major: 8}, newest: ir.Version{Major: 9, Minor: 99},
	example: "8.0, 8.4 or 9.4", readOnly: "transaction_read_only",
}

// newStyle: both servers read "a" as a string and take a backslash in a string as
// an escape, unless sql_mode says otherwise; the guard refuses such a session.
// See https://dev.mysql.com/doc/refman/8.0/en/string-literals.html.
func newStyle(f flavour) sqltext.Style {
	return sqltext.Style{
		IdentQuote: '`', DoubleQuoteStrings: true, PlainBackslash: true,
		HashComments: true, SpacedDashes: true, SQLComments: true,
		StartSigns: "$@", CompoundBodies: true, Client: sqltext.MySQL,
		Reserved: func(word string) bool { return reserved(f, word) },
	}
}

func styleOf(f flavour) sqltext.Style { return f.facts().style }

// Style returns how the SQL of the server is scanned, split and quoted.
func (d Dialect) Style() sqltext.Style { return styleOf(d.Flavour) }

// VersionError is a --server-version that is not one of the server's, or that
// this dialect does not know.
type VersionError struct {
	Text    string // as the user wrote it
	Flavour flavour
	// Known: Text is a version, but older than the oldest or newer than the newest.
	Known bool
}

func (e *VersionError) Error() string {
	f := e.Flavour.facts()
	if e.Known {
		return fmt.Sprintf("%s %s is not supported: the oldest version is %d.%d and the newest series %d",
			f.title, e.Text, f.oldest.Major, f.oldest.Minor, f.newest.Major)
	}
	return fmt.Sprintf("%q is not a version of %s: write it like %s", e.Text, f.title, f.example)
}

var versionForm = lazyregexp.New(`^([0-9]{1,3})\.([0-9]{1,3})(?:\.([0-9]{1,3}))?$|^([0-9]{1,3})$`)

// ParseVersion reads a version such as "8.0", "8.4.3" or "10.11"; an empty text
// gives the default. The third number counts where it is given: much of what MySQL 8.0 does
// instantly came with its later releases. A number alone means the first version of a series, but for
// 5 and 10, where the second number is what counts.
func (d Dialect) ParseVersion(text string) (ir.Version, error) {
	f := d.Flavour.facts()
	if text == "" {
		return f.standard, nil
	}
	parts := versionForm.FindStringSubmatch(text)
	if parts == nil || parts[4] == "5" || parts[4] == "10" {
		return ir.Version{}, &VersionError{Text: text, Flavour: d.Flavour}
	}
	var v ir.Version // the form admits digits only
	v.Major, _ = strconv.Atoi(parts[1] + parts[4])
	v.Minor, _ = strconv.Atoi(parts[2])
	v.Patch, _ = strconv.Atoi(parts[3])
	if !v.AtLeast(f.oldest.Major, f.oldest.Minor) || v.AtLeast(f.newest.Major, f.newest.Minor+1) || f.skips(v) {
		return ir.Version{}, &VersionError{Text: text, Flavour: d.Flavour, Known: true}
	}
	return v, nil
}

// skips tells whether there never was such a series: MySQL went from 5.7 to 8.
func (f *facts) skips(v ir.Version) bool {
	return f.name == "mysql" && (v.Major == 5 && v.Minor > 7 || v.Major == 6 || v.Major == 7)
}

// Lower turns an operation into statements.
func (d Dialect) Lower(op ir.Op, env *ir.Env) ([]*sqlstmt.Stmt, source.Diagnostics) {
	return lowerOp(d.Flavour, op, env)
}

// Expr writes an expression as SQL.
func (d Dialect) Expr(e ir.Expr) (string, error) { return exprSQL(d.Flavour, e) }

// TypeName writes a type as SQL.
func (d Dialect) TypeName(t *ir.Type) (string, error) { return typeName(d.Flavour, t) }
