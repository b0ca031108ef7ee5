package mssql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
)

// alone are the statements that cannot be part of a transaction of their user, by
// their first words.
//
//   - ALTER DATABASE, CREATE DATABASE, DROP DATABASE, BACKUP, RESTORE, RECONFIGURE: "Transactions" in
//     https://learn.microsoft.com/previous-versions/sql/sql-server-2008-r2/ms191544(v=sql.105)
//   - full-text catalogs and indexes: https://learn.microsoft.com/sql/t-sql/statements/create-fulltext-index-transact-sql
//     and its neighbours
//   - KILL: https://learn.microsoft.com/sql/t-sql/language-elements/kill-transact-sql
//   - sp_configure and sp_fulltext_database run RECONFIGURE or full-text DDL
var outsideWords = []struct{ words, why string }{
	{"CREATE DATABASE", "a database cannot be created inside a transaction"},
	{"DROP DATABASE", "a database cannot be dropped inside a transaction"},
	{"ALTER DATABASE", "a database cannot be altered inside a transaction"},
	{"BACKUP", "BACKUP cannot run inside a transaction"},
	{"RESTORE", "RESTORE cannot run inside a transaction"},
	{"RECONFIGURE", "RECONFIGURE cannot run inside a transaction"},
	{"CREATE FULLTEXT", "full-text objects cannot be created inside a transaction"},
	{"ALTER FULLTEXT", "full-text objects cannot be altered inside a transaction"},
	{"DROP FULLTEXT", "full-text objects cannot be dropped inside a transaction"},
	{"KILL", "KILL cannot run inside a transaction"},
	{"SHUTDOWN", "SHUTDOWN ends the server"},
	{"EXEC SP_FULLTEXT", "full-text objects cannot be altered inside a transaction"},
	{"EXEC SP_ADDLINKEDSERVER", "sp_addlinkedserver cannot run inside a transaction"},
	{"EXEC SP_DROPSERVER", "sp_dropserver cannot run inside a transaction"},
}

// outside says why a statement cannot be part of a transaction.
func (p *parsing) outside(s *ddlread.Statement, count int) {
	text := strings.Join(words(p.stmt.Text[s.Start:s.End], 3), " ")
	if rest, ok := strings.CutPrefix(text, "EXECUTE "); ok {
		text = "EXEC " + rest
	}
	// ALTER DATABASE SCOPED CONFIGURATION and CREDENTIAL are allowed.
	if strings.HasPrefix(text, "ALTER DATABASE SCOPED") || strings.HasPrefix(text, "CREATE DATABASE SCOPED") || strings.HasPrefix(text, "DROP DATABASE SCOPED") {
		return
	}
	for _, o := range outsideWords {
		if !strings.HasPrefix(text+" ", o.words) {
			continue
		}
		if p.stmt.Outside == "" {
			p.stmt.Outside = o.why
		}
		if count > 1 {
			p.errorf(s.Start, s.End, CodeManyInside, "put lines GO around it", "%s, and shares its batch with other statements", o.why)
		}
		return
	}
}
