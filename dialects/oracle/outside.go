package oracle

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// ddl are the first words of the statements before and after which the server commits.
// ALTER SESSION and ALTER SYSTEM are none of them.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Types-of-SQL-Statements.html
var ddl = []string{"ADMINISTER", "ALTER", "ANALYZE", "ASSOCIATE", "AUDIT", "COMMENT", "CREATE", "DISASSOCIATE", "DROP", "FLASHBACK", "GRANT",
	"NOAUDIT", "PURGE", "RENAME", "REVOKE", "TRUNCATE", "UNDROP"}

// Why a statement stands outside of a transaction.
const (
	whyDDL   = "the server commits before and after it"
	whyBlock = "it can commit: it runs SQL that is put together at run time, ends transactions, or calls a package that does"
	whyCall  = "the procedure can commit"
)

// outside says why a statement cannot be part of a transaction; "" if it can.
func outside(text string, first []string) string {
	switch {
	case len(first) == 0:
		return ""
	case first[0] == "ALTER" && len(first) > 1 && (first[1] == "SESSION" || first[1] == "SYSTEM"):
		return ""
	case slices.Contains(ddl, first[0]):
		return whyDDL
	case first[0] == "CALL":
		return whyCall
	case isBlock(first) && commits(text):
		return whyBlock
	}
	return ""
}

func isBlock(first []string) bool {
	return len(first) > 0 && (first[0] == "BEGIN" || first[0] == "DECLARE" || first[0] == "<<")
}

// commits tells whether a block has a word by which it may commit.
func commits(text string) bool {
	s := sqltext.NewScanner(text, style)
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		if tok.Kind != sqltext.Word {
			continue
		}
		switch word := strings.ToUpper(text[tok.Start:tok.End]); {
		case word == "EXECUTE", word == "COMMIT", word == "ROLLBACK", word == "PRAGMA":
			return true
		case strings.HasPrefix(word, "DBMS_") && !slices.Contains(harmless, word):
			return true
		}
	}
	return false
}

// harmless are packages that leave transactions alone.
var harmless = []string{"DBMS_OUTPUT", "DBMS_LOB", "DBMS_RANDOM", "DBMS_UTILITY", "DBMS_CRYPTO", "DBMS_SESSION", "DBMS_APPLICATION_INFO", "DBMS_ASSERT",
	"DBMS_DB_VERSION", "DBMS_LOCK"}
