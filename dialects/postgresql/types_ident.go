package postgresql

import (
	idents "github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Idents is how SQLAlchemy writes names for PostgreSQL. Its list of reserved
// words is shorter than the server's own (see Reserved): statements that are
// built from a revision follow SQLAlchemy, so that they are the same statements.
// What is added are the words that SQLAlchemy lacks although the server takes none
// of them for a column: CREATE TABLE fails without the quotes.
var Idents = &idents.Style{MaxName: style.MaxName, Reserved: idents.Words(ir.PostgreSQLReserved + `
collation concurrently lateral system_user tablesample
`)}
