package oracle

import (
	"strings"
	"sync"

	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
)

// Reserved tells whether Oracle needs quotes around a lower-case word to take it as a
// name: a reserved word, or one that begins with a sign that no bare name begins with.
func Reserved(word string) bool {
	return Idents.Reserved[word] || strings.HasPrefix(word, "_") || newerReserved()[word]
}

// newerReserved are the words that SQLAlchemy's list lacks: those that V$RESERVED_WORDS
// says are reserved for every use.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Oracle-SQL-Reserved-Words.html
var newerReserved = sync.OnceValue(func() map[string]bool {
	return ident.Words(`access add audit column column_value file immediate increment initial maxextents mlslabel modify
		nested_table_id noaudit offline online privileges row rowid rownum rows session successful sysdate validate whenever`)
})
