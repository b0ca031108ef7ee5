package mssql

import (
	"sync"

	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
)

// Reserved tells whether SQL Server needs brackets around a lower-case word to take
// it as a name. The list of SQLAlchemy is older and shorter than the server's own.
func Reserved(word string) bool { return Idents.Reserved[word] || newerReserved()[word] }

// newerReserved are the words that SQLAlchemy's list lacks.
// https://learn.microsoft.com/sql/t-sql/language-elements/reserved-keywords-transact-sql
var newerReserved = sync.OnceValue(func() map[string]bool {
	return ident.Words(`semantickeyphrasetable semanticsimilaritydetailstable semanticsimilaritytable try_convert within`)
})
