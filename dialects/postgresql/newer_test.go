//go:build cgo

package postgresql

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// TestNewer: what TestNewerOnServer holds to a server is followed in the catalog, and refused where the server refuses it.
func TestNewer(t *testing.T) {
	cat := schema.New()
	cat.Release = 18
	for _, line := range newerStatements {
		sql, refuse := strings.CutPrefix(line, "refused: ")
		conflicts := Dialect{}.Simulate(&sqlstmt.Stmt{Text: sql}, cat)
		if (len(conflicts) > 0) != refuse {
			t.Errorf("%s: %v", sql, conflicts)
		}
		if cat.Doubt() != nil || len(cat.DoubtfulTables()) > 0 {
			t.Fatalf("%s: something is not known", sql)
		}
	}
}

// TestNewerPlaces: what stands behind newer syntax has its place in the tree where it stands in the text.
func TestNewerPlaces(t *testing.T) {
	sql := "ALTER TABLE t ADD a int GENERATED ALWAYS AS (b + 1), ADD NOT NULL \"c d\", ADD CONSTRAINT k CHECK (e > 0) NOT ENFORCED, ADD f text DEFAULT lower('G')"
	stmts, used := readNewer(sql)
	if len(stmts) != 1 || len(used) != 3 {
		t.Fatalf("%d statements, %v", len(stmts), used)
	}
	cmds := stmts[0].Stmt.GetAlterTableStmt().GetCmds()
	call := cmds[3].GetAlterTableCmd().Def.GetColumnDef().Constraints[0].GetConstraint().RawExpr.GetFuncCall()
	if want := strings.Index(sql, "lower"); int(call.Location) != want {
		t.Errorf("lower stands at %d, not %d", want, call.Location)
	}
	if k := cmds[2].GetAlterTableCmd().Def.GetConstraint(); !k.IsNotEnforced() || int(k.Location) != strings.Index(sql, "CONSTRAINT k") {
		t.Errorf("the check: %+v", k)
	}
	if k := cmds[1].GetAlterTableCmd().Def.GetConstraint(); len(k.Keys) != 1 || texts(k.Keys)[0] != "c d" {
		t.Errorf("NOT NULL: %+v", k)
	}
	for _, sql := range []string{"SELECT NOT NULL", "SELECT (NOT ENFORCED)", "CREATE TABLE t (a int, NOT NULL)", "ALTER TABLE t ADD CONSTRAINT a NOT NULL", "ALTER TABLE t ADD a int GENERATED ALWAYS AS (b"} {
		if stmts, _ := readNewer(sql); stmts != nil {
			t.Errorf("%s is read", sql)
		}
	}
}

// TestNewerClauses: the clauses of a JSON function are a part of what is kept of a definition.
func TestNewerClauses(t *testing.T) {
	cat := schema.New()
	Dialect{}.Simulate(&sqlstmt.Stmt{Text: "CREATE TABLE t (j jsonb, k int DEFAULT json_value('{\"a\": \"it''s, ''so\"}', '$.a'  returning int  default 'x''y' ON EMPTY), CHECK (json_exists(j, '$.b' ERROR ON ERROR) AND k > 0))"}, cat)
	table, _ := cat.Table("", "t")
	if table == nil || len(table.Constraints) != 1 {
		t.Fatalf("%+v", table)
	}
	if got, want := table.Column("k").Default.SQL, "json_value('{\"a\": \"it''s, ''so\"}', '$.a' returning int default 'x''y' ON EMPTY)"; got != want {
		t.Errorf("the default is %s, want %s", got, want)
	}
	if got, want := table.Constraints[0].Check.SQL, "json_exists(j, '$.b' ERROR ON ERROR) AND k > 0"; got != want {
		t.Errorf("the check is %s, want %s", got, want)
	}
	if cols := table.Constraints[0].Check.Columns; len(cols) != 2 {
		t.Errorf("the check reads %v", cols)
	}
}

// TestNewerFunctions: what the functions of PostgreSQL 16 to 18 do is known.
func TestNewerFunctions(t *testing.T) {
	for _, sql := range []string{
		"INSERT INTO t (id) SELECT j.x FROM JSON_TABLE('[]', '$[*]' COLUMNS (x int PATH '$.x')) AS j",
		"UPDATE t SET id = JSON_VALUE('{}', '$.a' RETURNING int DEFAULT 0 ON EMPTY), u = uuidv7()",
		"MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE RETURNING merge_action(), t.id",
	} {
		cat := schema.New()
		for _, setup := range []string{"CREATE TABLE t (id int, u uuid)", "CREATE TABLE s (id int)", sql} {
			Dialect{}.Simulate(&sqlstmt.Stmt{Text: setup}, cat)
		}
		s, _ := cat.Table("", "s")
		if rows, why := cat.RowsOf(s); rows != schema.RowsNone {
			t.Errorf("%s: the rows of another table are not known: %v", sql, why)
		}
	}
}
