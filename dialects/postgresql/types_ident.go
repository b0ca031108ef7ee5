package postgresql

import idents "github.com/sqlplan/sqlplan/dialects/ansi/ident"

// Idents is how SQLAlchemy writes names for PostgreSQL. Its list of reserved
// words is shorter than the server's own (see Reserved): statements that are
// built from a revision follow SQLAlchemy, so that they are the same statements.
// The last line holds the words that SQLAlchemy lacks although the server takes none
// of them for a column: CREATE TABLE fails without the quotes.
var Idents = &idents.Style{MaxName: style.MaxName, Reserved: idents.Words(`
all analyse analyze and any array as asc asymmetric authorization between binary both case cast
check collate column constraint create cross current_catalog current_date current_role
current_schema current_time current_timestamp current_user default deferrable desc distinct do else
end except false fetch for foreign freeze from full grant group having ilike in initially inner
intersect into is isnull join leading left like limit localtime localtimestamp natural new not
notnull null of off offset old on only or order outer over overlaps placing primary references
returning right select session_user similar some symmetric table then to trailing true union unique
user using variadic verbose when where window with
collation concurrently lateral system_user tablesample
`)}
