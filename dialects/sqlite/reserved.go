package sqlite

import (
	"sync"

	idents "github.com/sqlplan/sqlplan/dialects/ansi/ident"
)

// keywords are all words that SQLite's tokenizer knows, whether or not they may
// stand for names without quotes. See https://www.sqlite.org/lang_keywords.html.
var keywords = sync.OnceValue(func() map[string]bool {
	return idents.Words(`
abort action add after all alter always analyze and as asc attach autoincrement before begin between by
cascade case cast check collate column commit conflict constraint create cross current current_date
current_time current_timestamp database default deferrable deferred delete desc detach distinct do drop
each else end escape except exclude exclusive exists explain fail filter first following for foreign
from full generated glob group groups having if ignore immediate in index indexed initially inner insert
instead intersect into is isnull join key last left like limit match materialized natural no not nothing
notnull null nulls of offset on or order others outer over partition plan pragma preceding primary query
raise range recursive references regexp reindex release rename replace restrict returning right rollback
row rows savepoint select set table temp temporary then ties to transaction trigger unbounded union
unique update using vacuum values view virtual when where window with without
`)
})

func isKeyword(word string) bool { return keywords()[word] }

// Idents is how SQLAlchemy writes names for SQLite. Its list of reserved words is
// shorter than SQLite's own (see keywords): statements that are built from a
// revision follow SQLAlchemy, so that they are the same statements. The last line holds
// the words that SQLAlchemy lacks although SQLite takes none of them for a column.
var Idents = &idents.Style{Reserved: idents.Words(`
add after all alter analyze and as asc attach autoincrement before begin between by cascade case cast
check collate column commit conflict constraint create cross current_date current_time
current_timestamp database default deferrable deferred delete desc detach distinct drop each else end
escape except exclusive exists explain false fail for foreign from full glob group having if ignore
immediate in index indexed initially inner insert instead intersect into is isnull join key left like
limit match natural not notnull null of offset on or order outer plan pragma primary query raise
references reindex rename replace restrict right rollback row select set table temp temporary then to
transaction trigger true union unique update using vacuum values view virtual when where
nothing returning
`), MaxName: 9999}
