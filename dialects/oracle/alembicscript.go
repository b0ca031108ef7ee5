package oracle

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Alembic returns the writer of a script in Alembic's style.
func (script) Alembic() sqlstmt.Alembic { return alembic{separator: "/"} }

// alembic writes a line between statements, and no semicolon: none if it is empty.
type alembic struct{ separator string }

// WithSeparator takes what env.py gives as oracle_batch_separator.
func (alembic) WithSeparator(separator string) sqlstmt.Alembic { return alembic{separator} }

func (alembic) TransactionalDDL() bool { return false }

// Statement is the text alone with the separator behind it.
func (a alembic) Statement(sql string) []string {
	if a.separator == "" {
		return []string{sql}
	}
	return []string{sql, a.separator}
}

func (a alembic) Begin() []string  { return a.Statement("SET TRANSACTION READ WRITE") }
func (a alembic) Commit() []string { return a.Statement("COMMIT") }

// Table is the version table as Alembic's offline mode makes it.
func (alembic) Table(t ir.VersionTable) string {
	columns := fmt.Sprintf("    version_num VARCHAR2(%d CHAR) NOT NULL", t.IDLength)
	if t.PrimaryKey {
		columns += fmt.Sprintf(", \n    CONSTRAINT %s PRIMARY KEY (version_num)", quoteName(t.Name+"_pkc"))
	}
	return "CREATE TABLE " + script{}.TableName(t) + " (\n" + columns + "\n)"
}

// Move is a move as Alembic's offline mode writes it, without a check. Alembic has
// RETURNING version_num INTO :ret_0 behind the INSERT, a variable that no script has.
func (alembic) Move(t ir.VersionTable, m ir.Move) string {
	name := script{}.TableName(t)
	switch {
	case m.From == "":
		return fmt.Sprintf("INSERT INTO %s (version_num) VALUES (%s)", name, textLiteral(m.To))
	case m.To == "":
		return fmt.Sprintf("DELETE FROM %s WHERE %s.version_num = %s", name, name, textLiteral(m.From))
	}
	return fmt.Sprintf("UPDATE %s SET version_num=%s WHERE %s.version_num = %s", name, textLiteral(m.To), name, textLiteral(m.From))
}

// Raw ends each statement of a text with the separator. A semicolon in front of it
// would run the statement twice in SQL*Plus, and is refused by other clients.
func (a alembic) Raw(text string) []string {
	pieces, err := sqltext.Split(text, style)
	if err != nil {
		return a.Statement(strings.TrimSpace(text))
	}
	var texts []string
	for _, p := range pieces {
		if p.Stmt.Start == p.Stmt.End {
			continue
		}
		lead := strings.TrimLeft(text[p.Start:p.Stmt.Start], "\r\n")
		if len(p.Before) == 0 {
			lead = ""
		}
		statement := lead + text[p.Stmt.Start:p.Stmt.End]
		for _, c := range p.Behind {
			statement += " " + text[c.Start:c.End]
		}
		texts = append(texts, a.Statement(strings.TrimSpace(statement))...)
	}
	return texts
}
