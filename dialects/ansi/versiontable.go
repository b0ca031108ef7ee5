package ansi

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// VersionRows writes what sqlplan does with the rows of a version table, in which the dialects differ by a few words.
type VersionRows struct {
	// Table is the name of the table as statements write it, and Of the table itself.
	Table string
	Of    ir.VersionTable
	// Literal writes a text as a literal.
	Literal func(text string) string
	// True and False are the values of a flag.
	True, False string
	// NotDirty is the condition that golang-migrate's flag dirty is off; empty: NOT dirty.
	NotDirty string
}

// VersionColumn is the column of a version table that holds the id.
func VersionColumn(t ir.VersionTable) string {
	switch t.Layout {
	case ir.LayoutHeads:
		return "version_num"
	case ir.LayoutLatest:
		return "version"
	case ir.LayoutHistory:
		return "version_id"
	}
	panic(fmt.Sprintf("version table layout %q", t.Layout))
}

// ID writes a revision id as the column holds it: a text, or a number.
func (w VersionRows) ID(id string) string {
	if w.Of.Layout == ir.LayoutHeads {
		return w.Literal(id)
	}
	return id
}

// Change is the statement of a move, which changes one row.
func (w VersionRows) Change(m ir.Move) string {
	key := VersionColumn(w.Of)
	where := fmt.Sprintf(" WHERE %s = %s", key, w.ID(m.From))
	if w.Of.Layout == ir.LayoutLatest {
		where += " AND " + cmp.Or(w.NotDirty, "NOT dirty")
	}
	switch {
	case m.To == "":
		return "DELETE FROM " + w.Table + where
	case m.From != "":
		return fmt.Sprintf("UPDATE %s SET %s = %s%s", w.Table, key, w.ID(m.To), where)
	case w.Of.Layout == ir.LayoutLatest:
		return fmt.Sprintf("INSERT INTO %s (version, dirty) VALUES (%s, %s)", w.Table, w.ID(m.To), w.False)
	case w.Of.Layout == ir.LayoutHistory:
		return fmt.Sprintf("INSERT INTO %s (version_id, is_applied) VALUES (%s, %s)", w.Table, w.ID(m.To), w.True)
	}
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", w.Table, key, w.ID(m.To))
}

// HeadsColumns are the columns and the key of Alembic's version table, as MigrationContext._version makes it. text is the
// server's type for an id, and quote writes the name of the key.
func HeadsColumns(t ir.VersionTable, text string, quote func(name string) string) string {
	columns := "version_num " + text + " NOT NULL"
	if t.PrimaryKey {
		columns += ",\n    CONSTRAINT " + quote(t.Name+"_pkc") + " PRIMARY KEY (version_num)"
	}
	return columns
}

// Varchar is the type VARCHAR with the length of an id.
func Varchar(t ir.VersionTable) string { return fmt.Sprintf("VARCHAR(%d)", t.IDLength) }

// AtBase tells whether the expected rows are those of a database at base, where the version table may be missing: none, or
// the one that goose begins with.
func AtBase(t ir.VersionTable, rows []string) bool {
	return len(rows) == 0 || t.Layout == ir.LayoutHistory && len(rows) == 1
}

// ShownRows is how many ids a message lists; a table of goose holds one for every revision.
const ShownRows = 8

// ListRows lists the ids that are expected for a message; none is what it says where there is none.
func ListRows(rows []string, none string) string {
	n := len(rows)
	switch {
	case n == 0:
		return none
	case n > ShownRows:
		return fmt.Sprintf("%s ... %s (%d rows)", rows[0], rows[n-1], n)
	}
	return strings.Join(rows, ", ")
}

// NoRowOrTable is what ListRows says where a missing table is as good as an empty one.
const NoRowOrTable = "no row, or no such table"
