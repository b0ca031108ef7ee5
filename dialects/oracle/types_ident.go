package oracle

import "github.com/sqlplan/sqlplan/dialects/ansi/ident"

// Idents is how SQLAlchemy writes names for Oracle. A name in small letters stands
// without quotes, so that the server keeps it in capitals: to SQLAlchemy small letters
// mean that case does not matter.
var Idents = newIdents(longName)

func newIdents(most int) *ident.Style {
	return &ident.Style{MaxName: most, Initial: "0123456789_$", Reserved: reservedWords}
}

var reservedWords = ident.Words(`
all alter and any as asc between by char check cluster comment compress connect create current date decimal
default delete desc distinct drop else exclusive exists float for from grant group having identified in
index insert integer intersect into is level like lock long minus mode nocompress not nowait null number of
on option or order pctfree prior public raw rename resource revoke select set share size smallint start
synonym table then to trigger uid union unique update user values varchar varchar2 view where with
`)
