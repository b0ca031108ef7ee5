package schema

import (
	"math"
	"slices"
	"strings"
)

// The rows of a table that the path itself has made and filled with literals are
// known one by one. ColumnDetails.Values holds them by column; a column with fewer values
// than the table has rows came later, and what it holds is not known.

// The values of ColumnDetails.Values are nil for NULL, bool, int64, string, UUID, Bytes,
// TextArray and Unlisted. All can be compared with ==.

// UUID is a value of the type uuid, as the server prints it.
type UUID string

// Bytes is a value of the type bytea, as the server prints it: \x6162.
type Bytes string

// TextArray is an array of texts with one dimension, as a literal of the server: {"a",NULL}. Each text is quoted.
type TextArray string

// NewTextArray makes an array of texts and nils; false if something else is among them.
func NewTextArray(elems []any) (TextArray, bool) {
	parts := make([]string, len(elems))
	for i, e := range elems {
		switch x := e.(type) {
		case nil:
			parts[i] = "NULL"
		case string:
			parts[i] = `"` + quotedElement.Replace(x) + `"`
		default:
			return "", false
		}
	}
	return TextArray("{" + strings.Join(parts, ",") + "}"), true
}

var quotedElement = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// Elems returns the texts, and nil for NULL.
func (a TextArray) Elems() []any {
	list := []any{}
	for rest := string(a[1 : len(a)-1]); rest != ""; rest = strings.TrimPrefix(rest, ",") {
		if after, ok := strings.CutPrefix(rest, "NULL"); ok {
			list, rest = append(list, nil), after
			continue
		}
		var text strings.Builder
		i := 1
		for ; rest[i] != '"'; i++ {
			if rest[i] == '\\' {
				i++
			}
			text.WriteByte(rest[i])
		}
		list, rest = append(list, text.String()), rest[i+1:]
	}
	return list
}

// Unlisted is a value that is not known.
type Unlisted struct {
	Why string
	// There: it is not NULL.
	There bool
}

// ListRows records that a table holds exactly these rows, each with a value for
// each column in order. shuffled says that the server may return them in another
// order than this.
func (c *Catalog) ListRows(n Name, rows [][]any, shuffled bool) {
	if len(rows) == 0 {
		c.MarkTableRows(n, RowsNone, nil)
		return
	}
	t, ok := edit(c, &c.tables, n)
	if !ok {
		return
	}
	t.Rows, t.RowsDoubt, t.rowsEpoch = RowsListed, nil, c.rowsEpoch
	t.RowCount, t.Shuffled = len(rows), shuffled
	for i := range t.Columns {
		values := make([]any, len(rows))
		for j, row := range rows {
			values[j] = row[i]
		}
		t.EditColumnAt(i).Detail().Values = values
	}
}

// ListedRows returns the rows of a table that are known one by one; false if they are not.
func (c *Catalog) ListedRows(t *Table) ([][]any, bool) {
	switch rows, _ := c.RowsOf(t); rows {
	case RowsNone:
		return nil, true
	case RowsListed:
	default:
		return nil, false
	}
	rows := make([][]any, t.RowCount)
	for j := range rows {
		rows[j] = make([]any, len(t.Columns))
	}
	for i, col := range t.Columns {
		values := col.More().Values
		if len(values) != t.RowCount {
			values = slices.Repeat([]any{Unlisted{Why: "what column " + col.Name + " of table " + t.Name.String() + " holds is not known"}}, t.RowCount)
		}
		for j := range rows {
			rows[j][i] = values[j]
		}
	}
	return rows, true
}

// KnowsRowsAs tells whether as much is known of the rows of all tables as in a catalog of which this one is what a clone,
// or the origin of one, has become: what makes some of it unknown makes it less.
func (c *Catalog) KnowsRowsAs(before *Catalog) bool {
	was, is := 0, 0
	for _, n := range differing(&before.tables, &c.tables) {
		was += before.knownRows(before.tables.get(n))
		is += c.knownRows(c.tables.get(n))
	}
	if c.rowsEpoch == before.rowsEpoch {
		return was == is
	}
	// What was not touched is known no more.
	was = 0
	before.tables.each(func(_ Name, e entry[*Table]) bool {
		was += before.knownRows(e, true)
		return was <= is
	})
	return was == is
}

// knownRows measures how much is known of the rows of one table.
func (c *Catalog) knownRows(e entry[*Table], ok bool) int {
	if !ok || !e.there || e.value.IsView() {
		return 0
	}
	switch rows, _ := c.RowsOf(e.value); rows {
	case RowsNone:
		return math.MaxInt32 // more than any list
	case RowsListed:
		return e.value.knownValues()
	}
	return 0
}

// knownValues measures how much is known of rows that are listed: that they are, their order, and each value.
func (t *Table) knownValues() int {
	known := 1
	if !t.Shuffled {
		known++
	}
	for _, col := range t.Columns {
		for _, v := range col.More().Values {
			if _, unlisted := v.(Unlisted); !unlisted {
				known++
			}
		}
	}
	return known
}
