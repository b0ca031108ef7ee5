package sqlite

import (
	"fmt"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Alembic returns the writer of a script in Alembic's style.
func (script) Alembic() sqlstmt.Alembic { return alembic{} }

type alembic struct{}

// TransactionalDDL: Alembic takes SQLite for a server whose DDL cannot be rolled
// back, since Python's driver used to commit before it.
func (alembic) TransactionalDDL() bool        { return false }
func (alembic) Statement(sql string) []string { return []string{sql + ";"} }
func (alembic) Begin() []string               { return []string{"BEGIN;"} }
func (alembic) Commit() []string              { return []string{"COMMIT;"} }

// Table is the version table as Alembic's offline mode makes it.
func (alembic) Table(t ir.VersionTable) string {
	columns := fmt.Sprintf("    version_num VARCHAR(%d) NOT NULL", t.IDLength)
	if t.PrimaryKey {
		columns += fmt.Sprintf(", \n    CONSTRAINT %s PRIMARY KEY (version_num)", ident(t.Name+"_pkc"))
	}
	return "CREATE TABLE " + script{}.TableName(t) + " (\n" + columns + "\n)"
}

// Move is a move as Alembic's offline mode writes it, without a check.
func (alembic) Move(t ir.VersionTable, m ir.Move) string {
	name := script{}.TableName(t)
	switch {
	case m.From == "" && t.PrimaryKey: // which SQLAlchemy asks back
		return fmt.Sprintf("INSERT INTO %s (version_num) VALUES (%s) RETURNING version_num", name, literal(m.To))
	case m.From == "":
		return fmt.Sprintf("INSERT INTO %s (version_num) VALUES (%s)", name, literal(m.To))
	case m.To == "":
		return fmt.Sprintf("DELETE FROM %s WHERE %s.version_num = %s", name, name, literal(m.From))
	}
	return fmt.Sprintf("UPDATE %s SET version_num=%s WHERE %s.version_num = %s", name, literal(m.To), name, literal(m.From))
}

// Raw puts a terminator behind the last statement.
func (alembic) Raw(text string) []string { return []string{ansi.Terminated(text, style)} }
