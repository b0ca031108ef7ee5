package mysql

import (
	"fmt"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Alembic returns the writer of a script in Alembic's style.
func (s script) Alembic() sqlstmt.Alembic { return alembic{s} }

type alembic struct{ script script }

// TransactionalDDL is false, as alembic.ddl.mysql has it: no BEGIN and no COMMIT.
func (alembic) TransactionalDDL() bool        { return false }
func (alembic) Statement(sql string) []string { return []string{sql + ";"} }
func (alembic) Begin() []string               { return []string{"BEGIN;"} }
func (alembic) Commit() []string              { return []string{"COMMIT;"} }

// Table is the version table as Alembic's offline mode makes it.
func (a alembic) Table(t ir.VersionTable) string {
	columns := fmt.Sprintf("    version_num VARCHAR(%d) NOT NULL", t.IDLength)
	if t.PrimaryKey {
		columns += fmt.Sprintf(", \n    CONSTRAINT %s PRIMARY KEY (version_num)", a.script.ident(t.Name+"_pkc"))
	}
	return "CREATE TABLE " + a.script.TableName(t) + " (\n" + columns + "\n)"
}

// Move is a move as Alembic's offline mode writes it, without a check.
func (a alembic) Move(t ir.VersionTable, m ir.Move) string {
	name, id := a.script.TableName(t), a.script.literal
	switch {
	case m.From == "":
		return fmt.Sprintf("INSERT INTO %s (version_num) VALUES (%s)", name, id(m.To))
	case m.To == "":
		return fmt.Sprintf("DELETE FROM %s WHERE %s.version_num = %s", name, name, id(m.From))
	}
	return fmt.Sprintf("UPDATE %s SET version_num=%s WHERE %s.version_num = %s", name, id(m.To), name, id(m.From))
}

// Raw puts a terminator behind the last statement.
func (a alembic) Raw(text string) []string {
	return []string{ansi.Terminated(text, styleOf(a.script.flavour))}
}
