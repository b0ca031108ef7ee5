package bind_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/dialects/mysql"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/alembic"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// mysqlWorld is what the planner gives to a body, for MariaDB.
type mysqlWorld struct {
	world
	flavour mysql.Dialect
}

func (w *mysqlWorld) Query(sql string) (ir.Answer, bool, string, error) {
	answer, known, why := w.flavour.Answer(sql, w.catalog)
	return answer, known, why, nil
}

func (w *mysqlWorld) env() *ir.Env {
	return &ir.Env{Dialect: w.flavour.Name(), Direction: ir.Upgrade, State: w}
}

// described runs a body after the statements, and returns what it executes.
func described(t *testing.T, statements []string, body string) ([]string, *mysqlWorld) {
	t.Helper()
	w := &mysqlWorld{world{catalog: schema.New()}, mysql.Dialect{Flavour: mysql.MariaDB}}
	for _, sql := range statements {
		if found := w.flavour.Simulate(&sqlstmt.Stmt{Text: sql}, w.catalog); len(found) > 0 {
			t.Fatalf("%s: %v", sql, found)
		}
	}
	text := "import sqlalchemy as sa\nfrom alembic import op\nrevision = 'a'\ndown_revision = None\ndef upgrade():\n    bind = op.get_bind()\n    insp = sa.inspect(bind)\n"
	for _, line := range strings.Split(strings.TrimSpace(body), "\n") {
		text += "    " + line + "\n"
	}
	f := source.NewFile("versions/a.py", text)
	format := alembic.Format{Project: &alembic.Project{FS: fstest.MapFS{f.Path: {Data: []byte(text)}}, SysPath: []string{"."}}}
	revs, diags := format.Read([]*source.File{f})
	w.take(diags)
	var executed []string
	w.take(revs[0].Body.Run(w.env(), func(op ir.Op) error {
		stmts, diags := w.flavour.Lower(op, w.env())
		w.take(diags)
		for _, st := range stmts {
			executed = append(executed, st.Text)
		}
		return nil
	}))
	for _, d := range w.errors {
		t.Errorf("%s: %s", d.Code, d.Message)
	}
	return executed, w
}

var mysqlTables = []string{
	"CREATE TABLE p (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, u VARCHAR(50) UNIQUE)",
	`CREATE TABLE t (id BIGINT UNSIGNED, k VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'it''s', o ENUM('a', 'b''c'), r DATETIME(6),
		s TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, l TEXT, p_id INT COMMENT 'parent', ee INET6,
		KEY ix (l(10), id), UNIQUE uq (id, k), CONSTRAINT fk1 FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE ON UPDATE RESTRICT, CHECK (id > 0)) COMMENT='the table'`,
}

// TestInspectMySQL: the values were read by SQLAlchemy 2.0.52 from what MariaDB 10.11 prints for these tables.
func TestInspectMySQL(t *testing.T) {
	got, w := described(t, mysqlTables, `
for c in insp.get_columns("t"):
    op.execute("SELECT " + " ".join([c["name"], repr(c["type"]), str(c["nullable"]), repr(c["default"]), repr(c["comment"]), str(c.get("autoincrement"))]))
for m in ("get_foreign_keys", "get_indexes", "get_unique_constraints"):
    for c in getattr(insp, m)("t"):
        op.execute("SELECT " + repr(c))
op.execute("SELECT " + repr(insp.get_pk_constraint("p")) + repr(insp.get_table_comment("t")) + str([c["name"] for c in insp.get_check_constraints("t")]))
op.execute("SELECT " + str([insp.has_table("p"), insp.has_table("q"), "p" in insp.get_table_names(), insp.has_index("t", "ix"), bind.dialect.name]))`)
	want := []string{
		`SELECT id BIGINT(display_width=20, unsigned=True) True None None False`,
		`SELECT k VARCHAR(length=20, charset='latin1', collation='latin1_bin') True "'it''s'" None None`,
		`SELECT o ENUM('a', "b'c") True None None None`,
		`SELECT r DATETIME(fsp=6) True None None None`,
		`SELECT s TIMESTAMP() True 'current_timestamp() ON UPDATE current_timestamp()' None None`,
		`SELECT l TEXT() True None None None`,
		`SELECT p_id INTEGER(display_width=11) True None 'parent' False`,
		`SELECT ee NullType() True None None None`,
		`SELECT {'name': 'fk1', 'constrained_columns': ['p_id'], 'referred_schema': None, 'referred_table': 'p', 'referred_columns': ['id'], 'options': {'ondelete': 'CASCADE'}}`,
		`SELECT {'name': 'fk1', 'column_names': ['p_id'], 'unique': False}`,
		`SELECT {'name': 'ix', 'column_names': ['l', 'id'], 'unique': False, 'dialect_options': {'mariadb_length': {'l': 10}}}`,
		`SELECT {'name': 'uq', 'column_names': ['id', 'k'], 'unique': True, 'type': 'UNIQUE'}`,
		`SELECT {'name': 'uq', 'column_names': ['id', 'k'], 'duplicates_index': 'uq'}`,
		`SELECT {'constrained_columns': ['id'], 'name': None}{'text': 'the table'}['CONSTRAINT_1']`,
		`SELECT [True, False, True, True, 'mariadb']`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	check := "NOT coalesce(EXISTS (SELECT DISTINCT table_name AS x FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'q'), false)"
	if !slices.ContainsFunc(w.assumptions, func(a ir.Assumption) bool { return a.Check == check }) {
		t.Errorf("no assumption is checked by %s: %v", check, w.assumptions)
	}
}

// TestOtherDatabase: nothing is known of a database that a revision names.
func TestOtherDatabase(t *testing.T) {
	w := &mysqlWorld{world{catalog: schema.New()}, mysql.Dialect{Flavour: mysql.MariaDB}}
	text := "import sqlalchemy as sa\nfrom alembic import op\nrevision = 'a'\ndown_revision = None\ndef upgrade():\n    if sa.inspect(op.get_bind()).has_table('t', schema='other'):\n        op.drop_table('t')\n"
	f := source.NewFile("versions/a.py", text)
	format := alembic.Format{Project: &alembic.Project{FS: fstest.MapFS{f.Path: {Data: []byte(text)}}, SysPath: []string{"."}}}
	revs, _ := format.Read([]*source.File{f})
	diags := revs[0].Body.Run(w.env(), func(ir.Op) error { return nil })
	if len(diags) != 1 || diags[0].Code != "SP501" || !strings.Contains(diags[0].Message, "database other") {
		t.Errorf("%+v", diags)
	}
}
