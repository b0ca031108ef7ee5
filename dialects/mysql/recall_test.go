package mysql

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/golden/myserver"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// knownState is an ir.State with a catalog; nil stands for one that is not there yet.
type knownState struct {
	ir.State
	catalog     *schema.Catalog
	assumptions []ir.Assumption
}

func (s *knownState) Catalog() (*schema.Catalog, error) {
	if s.catalog == nil {
		return nil, ir.ErrLater
	}
	return s.catalog, nil
}

func (s *knownState) Assume(a ir.Assumption) { s.assumptions = append(s.assumptions, a) }

// stateAfter is the state that some statements leave.
func stateAfter(t *testing.T, f flavour, sql ...string) *knownState {
	t.Helper()
	s := &knownState{catalog: schema.New()}
	for _, text := range sql {
		if conflicts := (Dialect{f}).Simulate(&sqlstmt.Stmt{Text: text}, s.catalog); len(conflicts) > 0 {
			t.Fatalf("%s: %v", text, conflicts)
		}
	}
	return s
}

func lowered(f flavour, op ir.Op, state ir.State) (texts []string, diags source.Diagnostics) {
	stmts, diags := lowerOp(f, op, &ir.Env{Dialect: f.facts().name, State: state})
	for _, st := range stmts {
		texts = append(texts, st.Text)
	}
	return texts, diags
}

func onTable(name string) ir.TableRef { return ir.TableRef{Name: ir.Ident(name)} }

func ptr[T any](v T) *T { return &v }

func TestRecall(t *testing.T) {
	tables := []string{
		"CREATE TABLE u (id int PRIMARY KEY)",
		"CREATE TABLE t (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, a varchar(50) NOT NULL DEFAULT 'x' COMMENT 'c', u_id int, n int GENERATED ALWAYS AS (id + 1) VIRTUAL, " +
			"CONSTRAINT fk FOREIGN KEY (u_id) REFERENCES u (id), UNIQUE KEY uq (a), CONSTRAINT ck CHECK (a <> ''), KEY ix (a, u_id))",
	}
	column := func(name string) ir.AlterColumn { return ir.AlterColumn{Table: onTable("t"), Column: ir.Ident(name)} }
	nullable, typed, renamed, commented := column("a"), column("a"), column("a"), column("id")
	nullable.Nullable = ptr(true)
	typed.Type = ir.IntegerType
	renamed.NewName = ptr(ir.Ident("b"))
	commented.CommentSet, commented.NewComment = true, ptr("key")
	generated, missing := column("n"), column("z")
	generated.Nullable, missing.Nullable = ptr(false), ptr(false)
	tests := []struct {
		name  string
		op    ir.Op
		mysql string // "" for an error
		diag  string
	}{
		{"nullable", nullable, "ALTER TABLE t MODIFY a varchar(50) NULL DEFAULT 'x' COMMENT 'c'", ""},
		{"comment of a key", commented, "ALTER TABLE t MODIFY id int NOT NULL AUTO_INCREMENT COMMENT 'key'", ""},
		{"name alone", renamed, "ALTER TABLE t RENAME COLUMN a TO b", ""},
		{"type alone", typed, "ALTER TABLE t MODIFY a INTEGER NULL", "loses NOT NULL and DEFAULT 'x' and its comment"},
		{"generated", generated, "", "a generated column cannot be altered"},
		{"no such column", missing, "", "its type is not known"},
		{"foreign key", ir.DropConstraint{Table: onTable("t"), Name: ir.Ident("fk")}, "ALTER TABLE t DROP FOREIGN KEY fk", ""},
		{"unique", ir.DropConstraint{Table: onTable("t"), Name: ir.Ident("uq")}, "ALTER TABLE t DROP INDEX uq", ""},
		{"check", ir.DropConstraint{Table: onTable("t"), Name: ir.Ident("CK")}, "ALTER TABLE t DROP CHECK `CK`", ""},
		{"unknown constraint", ir.DropConstraint{Table: onTable("t"), Name: ir.Ident("zz")}, "", "the kind of the constraint zz is not known"},
		{"index", ir.DropIndex{Index: &ir.Index{Name: ir.Ident("ix")}}, "DROP INDEX ix ON t", ""},
		{"unknown index", ir.DropIndex{Index: &ir.Index{Name: ir.Ident("zz")}}, "", "DROP INDEX zz needs the name of the table"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			texts, diags := lowered(MySQL, tt.op, stateAfter(t, MySQL, tables...))
			if got := strings.Join(texts, "; "); got != tt.mysql {
				t.Errorf("got  %s\nwant %s", got, tt.mysql)
			}
			if tt.diag == "" && len(diags) > 0 || tt.diag != "" && (len(diags) != 1 || !strings.Contains(diags[0].Message, tt.diag)) {
				t.Errorf("diagnostics %v, want one with %q", diags, tt.diag)
			}
		})
	}
}

// Without the catalog a revision is lowered once more, so that nothing is said yet.
func TestRecallLater(t *testing.T) {
	op := ir.AlterColumn{Table: onTable("t"), Column: ir.Ident("a"), Nullable: ptr(true)}
	if texts, diags := lowered(MySQL, op, &knownState{}); len(texts)+len(diags) > 0 {
		t.Errorf("got %v, %v before the catalog is there", texts, diags)
	}
	if _, diags := lowered(MySQL, op, nil); !diags.HasErrors() {
		t.Error("no error where nothing can be asked")
	}
}

// TestRecallServer gives columns of a real server a comment, with nothing but what
// the catalog knows of them: everything else has to stay.
func TestRecallServer(t *testing.T) {
	server := myserver.FindMariaDB(t)
	db := server.Database(t)
	table := `CREATE TABLE t (
  c1 int NOT NULL AUTO_INCREMENT PRIMARY KEY, c2 int(5) unsigned zerofill DEFAULT 7, c3 varchar(50) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'it''s \\ x',
  c4 decimal(10,2) NOT NULL DEFAULT -1.50, c5 timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, c6 datetime(6) DEFAULT NULL,
  c7 json NOT NULL, c8 enum('a','it''s','b\\c') NOT NULL DEFAULT 'a', c9 set('x','y') DEFAULT 'x,y', c10 bit(3) DEFAULT b'101', c11 longtext, c12 tinyint(1) NOT NULL DEFAULT 1,
  c13 varchar(36) DEFAULT uuid(), c14 double(8,3), c15 varbinary(16) NOT NULL, c16 year DEFAULT 2020, c17 text NOT NULL DEFAULT 'x', c18 date DEFAULT (curdate() + interval 1 day))`
	run := func(sql string) {
		t.Helper()
		if out, code := server.Run(t, db, sql); code != 0 {
			t.Fatalf("%s: %s", sql, out)
		}
	}
	run(table)
	state := stateAfter(t, MariaDB, table)
	describe := `SELECT CONCAT_WS('|', column_name, column_type, is_nullable, IFNULL(column_default, '-'), extra, IFNULL(character_set_name, '-'), IFNULL(collation_name, '-'), column_comment) ` +
		`FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY ordinal_position`
	checks := `SELECT CONCAT(constraint_name, check_clause) FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()`
	before, checked := server.Query(t, db, describe), server.Query(t, db, checks)
	for i, line := range before {
		name, _, _ := strings.Cut(line, "|")
		op := ir.AlterColumn{Table: onTable("t"), Column: ir.Ident(name), CommentSet: true, NewComment: ptr("new")}
		texts, diags := lowered(MariaDB, op, state)
		if len(texts) != 1 || len(diags) > 0 {
			t.Fatalf("%s: %v, %v", name, texts, diags)
		}
		if held := server.Query(t, db, "SELECT "+state.assumptions[i].Check); len(held) != 1 || held[0] != "1" {
			t.Errorf("%s: the assumption does not hold: %s", name, state.assumptions[i].Check)
		}
		run(texts[0])
		before[i] = line + "new"
	}
	for i, after := range server.Query(t, db, describe) {
		if after != before[i] {
			t.Errorf("got  %s\nwant %s", after, before[i])
		}
	}
	if after := server.Query(t, db, checks); strings.Join(after, "\n") != strings.Join(checked, "\n") {
		t.Errorf("checks: got %v, want %v", after, checked)
	}
}

func TestDefaultsInParentheses(t *testing.T) {
	plain := []string{
		"1", "-1.50", "+2", "1e5", "0x1F", "b'0'", "X'00'", "'a'", `'it''s \' x'`, `"a"`, "_utf8mb4'a'", "NULL", "true", "CURRENT_TIMESTAMP", "current_timestamp(6)", "NOW()", "now( 3 )",
		"LOCALTIME", "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP", "(uuid())", "('[]')", "((1) + (2))", "(concat(')', 'x'))", "DATE '2020-01-01'", " 5 ",
	}
	for _, text := range plain {
		if needsParentheses(text) {
			t.Errorf("%s gets parentheses", text)
		}
	}
	for _, text := range []string{"uuid()", "1 + 2", "'a' || 'b'", "(1) + (2)", "CURRENT_DATE", "utc_timestamp()", "json_array()", "now() + interval 1 day", "CASE WHEN 1 THEN 2 END"} {
		if !needsParentheses(text) {
			t.Errorf("%s gets no parentheses", text)
		}
	}
}
