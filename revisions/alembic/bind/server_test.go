package bind_test

import (
	"context"
	"os"
	"testing"

	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func TestMain(m *testing.M) {
	code := m.Run()
	pgserver.Stop()
	os.Exit(code)
}

const asked = `
insp = sa.inspect(bind)
for t in insp.get_table_names() + insp.get_view_names():
    insp.get_columns(t), insp.get_indexes(t), insp.get_foreign_keys(t), insp.get_unique_constraints(t)
    insp.get_check_constraints(t), insp.get_pk_constraint(t), insp.get_table_comment(t), insp.has_index(t, "ix_kind")
insp.get_table_names(schema="app"), insp.get_columns("Order", schema="app"), insp.has_table("Order", schema="app"), insp.has_table("Order")
insp.get_schema_names(), insp.get_enums(), insp.get_enums(schema="*"), insp.get_sequence_names(), insp.get_materialized_view_names()
insp.has_sequence("users_id_seq"), insp.has_sequence("no_seq"), bind.dialect.has_type(bind, "kind"), insp.has_schema("app"), insp.has_schema("none")
for sql in ["SELECT 1 FROM pg_type WHERE typname = 'nope'", "SELECT typname, typtype FROM pg_type WHERE typname = 'kind'",
        "SELECT oid FROM pg_class WHERE relname = 'users'", "SELECT column_name, column_default, is_nullable FROM information_schema.columns WHERE table_name = 'users'",
        "SELECT to_regclass('users') IS NOT NULL AS a, to_regclass('nope')::text AS b", "SELECT 'a (b), \"c\"' AS x, conname FROM pg_constraint WHERE conrelid = 'users'::regclass;"]:
    bind.execute(sa.text(sql)).fetchall()
`

// TestChecksOnServer: what a revision was compiled on the assumption of holds on a
// database that the revisions before it have made, as the check of each says.
func TestChecksOnServer(t *testing.T) {
	server := pgserver.Find(t)
	w := &world{catalog: schema.New(), answers: map[string]ir.Answer{}}
	w.run(t, "first", "", `
op.execute("CREATE SCHEMA app")
op.create_table("users", sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.String(80), nullable=False, unique=True), sa.Column("kind", sa.Enum("a", "b'c", name="kind")), sa.CheckConstraint("id > 0", name="positive"), comment="people")
op.create_index("ix_kind", "users", ["kind"])
op.create_table("Order", sa.Column("id", sa.Integer, primary_key=True), sa.Column("user id", sa.Integer, sa.ForeignKey("users.id")), schema="app")
op.execute("CREATE VIEW v AS SELECT id FROM users")`)
	conn := server.Connect(t, server.Database(t))
	for _, sql := range w.statements {
		if _, err := conn.Exec(context.Background(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	w.run(t, "second", "", asked)
	if len(w.errors) > 0 {
		t.Fatal(w.errors)
	}
	for _, a := range w.assumptions {
		if a.Check == "" {
			t.Errorf("%s: nothing checks it", a.Text)
			continue
		}
		var holds *bool
		if err := conn.QueryRow(context.Background(), "SELECT ("+a.Check+")").Scan(&holds); err != nil {
			t.Errorf("%s: %v\n%s", a.Text, err, a.Check)
		} else if holds == nil || !*holds {
			t.Errorf("%s: does not hold\n%s", a.Text, a.Check)
		}
	}
	if _, err := conn.Exec(context.Background(), `DROP SCHEMA app CASCADE; DROP TABLE users CASCADE; DROP TYPE kind; CREATE SCHEMA none; CREATE TYPE nope AS ENUM ()`); err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, a := range w.assumptions {
		var holds *bool
		if err := conn.QueryRow(context.Background(), "SELECT ("+a.Check+")").Scan(&holds); err == nil && holds != nil && *holds {
			t.Logf("still holds without the tables: %s", a.Text)
			held++
		}
	}
	const empty = 12 // lists of things that are not there either way
	if held > empty {
		t.Errorf("%d of %d checks hold on another database", held, len(w.assumptions))
	}
}
