package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var columnOrder = Rule{
	Code: "PG711", Name: "column-order", Severity: source.Note, Dialects: postgres, Optional: true,
	Doc: Doc{
		Title:   "the order of a new table's columns wastes space in every row",
		Reason:  "The server puts a value of eight bytes at a multiple of eight, one of four at a multiple of four, and leaves the bytes between unused. Columns of fixed width, the widest first, in front of those of varying width, waste none. The order cannot be changed later.",
		Unsafe:  "CREATE TABLE t (a boolean, b bigint, c boolean, d bigint);",
		Safe:    "CREATE TABLE t (b bigint, d bigint, a boolean, c boolean);",
		When:    "The table will stay small.",
		Sources: []string{manual + "storage-page-layout.html", manual + "catalog-pg-type.html"},
	},
	Check: checkColumnOrder,
}

func checkColumnOrder(p *Pass) {
	const worthAWord = 8
	for i := range p.Statements {
		st := &p.Statements[i]
		if len(st.Actions) == 0 || st.Actions[0].Kind != sqlstmt.CreateTable || st.Actions[0].Skipped {
			continue
		}
		at, waste := 0, 0
		for j := range st.Actions {
			a := &st.Actions[j]
			if a.Kind != sqlstmt.AddColumn {
				continue
			}
			size, align := storage(a.Type)
			if size == 0 {
				at = 0 // nobody knows where what follows begins
				continue
			}
			pad := (align - at%align) % align
			waste += pad
			at += pad + size
		}
		if waste >= worthAWord {
			p.on(st, &st.Actions[0], "the order of the columns of %s wastes %d bytes in every row", st.Actions[0].TableSQL, waste).Advice = "put the columns of fixed width first, the widest in front"
		}
	}
}

// storage is how many bytes a value of a type takes, and a multiple of how many its place has to be; 0 where that varies.
// https://www.postgresql.org/docs/current/catalog-pg-type.html
func storage(typ string) (size, align int) {
	switch plainType(typ) {
	case "bigint", "double precision", "timestamp without time zone", "timestamp with time zone", "time without time zone", "money":
		size, align = 8, 8
	case "integer", "real", "date", "oid":
		size, align = 4, 4
	case "smallint":
		size, align = 2, 2
	case "boolean":
		size, align = 1, 1
	case "uuid":
		size, align = 16, 1
	case "time with time zone":
		size, align = 12, 8
	case "interval":
		size, align = 16, 8
	}
	if strings.HasSuffix(typ, "]") {
		return 0, 0
	}
	return size, align
}
