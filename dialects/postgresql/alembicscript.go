package postgresql

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// AlembicTable is the version table as Alembic's offline mode makes it.
func (s script) AlembicTable(t ir.VersionTable) string {
	columns := fmt.Sprintf("    version_num VARCHAR(%d) NOT NULL", t.IDLength)
	if t.PrimaryKey {
		columns += fmt.Sprintf(", \n    CONSTRAINT %s PRIMARY KEY (version_num)", ident(t.Name+"_pkc"))
	}
	return "CREATE TABLE " + s.TableName(t) + " (\n" + columns + "\n)"
}

// AlembicMove is a move as Alembic's offline mode writes it, without a check.
func (s script) AlembicMove(t ir.VersionTable, m ir.Move) string {
	name := s.TableName(t)
	switch {
	case m.From == "" && t.PrimaryKey: // which SQLAlchemy asks back
		return fmt.Sprintf("INSERT INTO %s (version_num) VALUES (%s) RETURNING %s.version_num", name, literal(m.To), name)
	case m.From == "":
		return fmt.Sprintf("INSERT INTO %s (version_num) VALUES (%s)", name, literal(m.To))
	case m.To == "":
		return fmt.Sprintf("DELETE FROM %s WHERE %s.version_num = %s", name, name, literal(m.From))
	}
	return fmt.Sprintf("UPDATE %s SET version_num=%s WHERE %s.version_num = %s", name, literal(m.To), name, literal(m.From))
}

// Terminated is the text with one terminator behind its last statement: not a
// second one, and none inside a comment, as Alembic writes them.
func (s script) Terminated(text string) string {
	pieces, err := sqltext.Split(text, style)
	if err != nil || len(pieces) == 0 {
		return strings.TrimSpace(text) + s.Terminator()
	}
	end := 0
	for _, p := range pieces {
		if p.Stmt.Start < p.Stmt.End {
			end = p.Stmt.End
		}
	}
	behind := text[end:]
	if own, ok := strings.CutPrefix(strings.TrimLeft(behind, " \t\r\n"), s.Terminator()); ok {
		behind = own
	}
	return strings.TrimSpace(text[:end] + s.Terminator() + behind)
}
