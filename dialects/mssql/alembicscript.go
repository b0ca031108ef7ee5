package mssql

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Alembic returns the writer of a script in Alembic's style.
func (script) Alembic() sqlstmt.Alembic { return alembic{separator: "GO"} }

// alembic writes a batch separator behind every statement; none if it is empty.
type alembic struct{ separator string }

// WithSeparator takes what env.py gives as mssql_batch_separator.
func (alembic) WithSeparator(separator string) sqlstmt.Alembic { return alembic{separator} }

func (alembic) TransactionalDDL() bool { return true }

func (a alembic) Statement(sql string) []string { return a.separated(sql + ";") }

func (a alembic) separated(text string) []string {
	if a.separator == "" {
		return []string{text}
	}
	return []string{text, a.separator}
}

// Begin has no separator behind it, and Commit has one, as Alembic writes them.
func (alembic) Begin() []string    { return []string{"BEGIN TRANSACTION;"} }
func (a alembic) Commit() []string { return a.separated("COMMIT;") }

// Table is the version table as Alembic's offline mode makes it.
func (alembic) Table(t ir.VersionTable) string {
	columns := fmt.Sprintf("    version_num VARCHAR(%d) NOT NULL", t.IDLength)
	if t.PrimaryKey {
		columns += fmt.Sprintf(", \n    CONSTRAINT %s PRIMARY KEY (version_num)", quoteIdent(t.Name+"_pkc"))
	}
	return "CREATE TABLE " + script{}.TableName(t) + " (\n" + columns + "\n)"
}

// Move is a move as Alembic's offline mode writes it, without a check.
func (alembic) Move(t ir.VersionTable, m ir.Move) string {
	name := script{}.TableName(t)
	output := ""
	if t.PrimaryKey { // which SQLAlchemy asks back
		output = " OUTPUT inserted.version_num"
	}
	switch {
	case m.From == "":
		return fmt.Sprintf("INSERT INTO %s (version_num)%s VALUES (%s)", name, output, literal(m.To))
	case m.To == "":
		return fmt.Sprintf("DELETE FROM %s WHERE %s.version_num = %s", name, name, literal(m.From))
	}
	return fmt.Sprintf("UPDATE %s SET version_num=%s WHERE %s.version_num = %s", name, literal(m.To), name, literal(m.From))
}

// Raw puts a terminator behind the last statement, unless a GO of the author's ends it.
func (a alembic) Raw(text string) []string {
	text = ansi.Terminated(text, style)
	return a.separated(strings.TrimSpace(text))
}
