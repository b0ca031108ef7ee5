package bind_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/dialects/postgresql"
	"github.com/sqlplan/sqlplan/revisions/alembic"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// world is a database without a server: what the planner gives to a body.
type world struct {
	dialect     postgresql.Dialect
	catalog     *schema.Catalog
	statements  []string
	assumptions []ir.Assumption
	questions   []ir.Question
	answers     map[string]ir.Answer // by the query
	errors      []source.Diagnostic
	notes       []string // the messages of what is no error
}

func (w *world) env() *ir.Env {
	return &ir.Env{Dialect: "postgresql", ServerVersion: ir.Version{Major: 15}, Direction: ir.Upgrade, State: w, KeepTree: true}
}

func (w *world) Catalog() (*schema.Catalog, error) { return w.catalog, nil }
func (w *world) Assume(a ir.Assumption)            { w.assumptions = append(w.assumptions, a) }

func (w *world) SQL(op ir.Op) (string, error) {
	stmts, diags := w.dialect.Lower(op, w.env())
	texts := make([]string, len(stmts))
	for i, st := range stmts {
		texts[i] = st.Text
	}
	return strings.Join(texts, ";\n"), diags.Err()
}

func (w *world) ExprSQL(e ir.Expr) (string, error)            { return w.dialect.Expr(e) }
func (w *world) TypeSQL(_ string, t *ir.Type) (string, error) { return w.dialect.TypeName(t) }

func (w *world) Query(sql string) (ir.Answer, bool, string, error) {
	answer, known, why := w.dialect.Answer(sql, w.catalog)
	return answer, known, why, nil
}

func (w *world) Ask(q ir.Question) (ir.Answer, bool) {
	w.questions = append(w.questions, q)
	answer, ok := w.answers[q.SQL]
	return answer, ok
}

func (w *world) emit(op ir.Op) error {
	if a, ok := op.(ir.Autocommit); ok {
		w.statements = append(w.statements, fmt.Sprintf("autocommit %v", a.Begin))
		return nil
	}
	stmts, diags := w.dialect.Lower(op, w.env())
	for _, st := range stmts {
		diags = append(diags, w.dialect.Parse(st, w.env())...)
		w.dialect.Simulate(st, w.catalog)
		w.statements = append(w.statements, st.Text)
	}
	w.take(diags)
	return nil
}

func (w *world) take(diags source.Diagnostics) {
	for _, d := range diags {
		if d.Severity == source.Error {
			w.errors = append(w.errors, d)
		} else {
			w.notes = append(w.notes, d.Message)
		}
	}
}

const before = `
import sqlalchemy as sa
from alembic import op
from sqlalchemy import orm
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.ext.declarative import declarative_base
revision = "%s"
down_revision = None
`

// run runs the body of one revision; module is what stands above upgrade().
func (w *world) run(t *testing.T, id, module, upgrade string) {
	t.Helper()
	text := fmt.Sprintf(before, id) + module + "\ndef upgrade():\n    bind = op.get_bind()\n"
	for _, line := range strings.Split(strings.TrimSpace(upgrade), "\n") {
		text += "    " + line + "\n"
	}
	f := source.NewFile("versions/"+id+".py", text)
	format := alembic.Format{Project: &alembic.Project{FS: fstest.MapFS{f.Path: {Data: []byte(text)}}, SysPath: []string{"."}}}
	revs, diags := format.Read([]*source.File{f})
	w.take(diags)
	if len(revs) == 1 {
		w.take(revs[0].Body.Run(w.env(), w.emit))
	}
}

// database is a world with two tables: filled has rows, users has none.
func database(t *testing.T) *world {
	t.Helper()
	w := &world{catalog: schema.New(), answers: map[string]ir.Answer{}}
	w.run(t, "first", "", `
op.create_table("users", sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.String(80), nullable=False, unique=True), sa.Column("kind", sa.Enum("a", "b", name="kind")))
op.create_index("ix_kind", "users", ["kind"])
op.create_table("filled", sa.Column("id", sa.Integer, primary_key=True), sa.Column("at", sa.DateTime), sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id", ondelete="CASCADE")))
op.execute("INSERT INTO filled (id) SELECT generate_series(1, 2)")`)
	if len(w.errors) > 0 {
		t.Fatal(w.errors)
	}
	w.statements, w.assumptions = nil, nil
	return w
}

const models = `
Base = declarative_base()
class User(Base):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String(80), default="none")
    kind = sa.Column(sa.String)
    orders = orm.relationship("Order")
`

// TestStatements: what a body emits, each statement on a line.
func TestStatements(t *testing.T) {
	for name, test := range map[string]struct{ body, want string }{
		"text":              {`bind.execute(sa.text("UPDATE users SET email = 'a:b'"))`, "UPDATE users SET email = 'a:b'"},
		"string":            {`bind.execute("UPDATE users SET email = '10%'")`, "UPDATE users SET email = '10%'"},
		"parameters":        {`bind.execute(sa.text("UPDATE users SET email = :e WHERE id = :i"), {"e": "O'x", "i": 1})`, "UPDATE users SET email = 'O''x' WHERE id = 1"},
		"named parameters":  {`bind.execute(sa.text("DELETE FROM users WHERE id = :i"), i=None)`, "DELETE FROM users WHERE id = NULL"},
		"many":              {`bind.execute(sa.text("DELETE FROM users WHERE id = :i"), [{"i": 1}, {"i": 2}])`, "DELETE FROM users WHERE id = 1\nDELETE FROM users WHERE id = 2"},
		"tuple":             {`bind.execute(sa.text("DELETE FROM users WHERE id IN :ids"), {"ids": (1, 2)})`, "DELETE FROM users WHERE id IN (1, 2)"},
		"list":              {`bind.execute(sa.text("DELETE FROM users WHERE id = ANY(:ids)"), {"ids": [1, 2]})`, "DELETE FROM users WHERE id = ANY(ARRAY[1, 2])"},
		"driver":            {`bind.exec_driver_sql("UPDATE users SET email = %(e)s WHERE email LIKE '5%%'", {"e": "x"})`, "UPDATE users SET email = 'x' WHERE email LIKE '5%'"},
		"driver positional": {`bind.exec_driver_sql("UPDATE users SET email = %s WHERE id = %s", ("x", 1))`, "UPDATE users SET email = 'x' WHERE id = 1"},
		"compiled":          {"v = sa.func.to_tsvector(\"simple\", sa.func.coalesce(sa.text(\"NEW.email\"), sa.text(\"''\"))).op(\"||\")(sa.func.upper(\"x\")).compile(bind)\nbind.exec_driver_sql(\"SELECT {}\".format(v), v.params)", "SELECT to_tsvector('simple', coalesce(NEW.email, '')) || upper('x')"},
		"flask": {`from flask_sqlalchemy import SQLAlchemy
class DB(SQLAlchemy):
    pass
db = DB(session_options={}, metadata=sa.MetaData(naming_convention={"pk": "pk_%(table_name)s"}))
class UserAPIKey2(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(5), nullable=False)
class Sub(UserAPIKey2):
    pass
class Mine(db.Model):
    __tablename__ = "users"
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.Text)
tags = db.Table("tags", db.Column("user_id", db.ForeignKey("users.id")))
assert tags.metadata is db.metadata and UserAPIKey2.__table__.name == "user_api_key2" and Sub.__table__ is UserAPIKey2.__table__
UserAPIKey2.__table__.create(bind)
db.session.execute(db.text("UPDATE users SET email = :e"), {"e": "x"})
assert Mine.query.filter_by(email="a").all() == [] and db.session.query(Mine).count() == 0
db.session.add(Mine(email="b"))
db.session.commit()
db.engine.execute("DELETE FROM users")
type_ = db.relationship, db.absent`, "CREATE TABLE user_api_key2 (\n    id SERIAL NOT NULL, \n    name VARCHAR(5) NOT NULL, \n    CONSTRAINT pk_user_api_key2 PRIMARY KEY (id)\n)\nUPDATE users SET email = 'x'\nINSERT INTO users (email) VALUES ('b')\nDELETE FROM users"},
		"insert rows":    {`bind.execute(sa.table("users", sa.column("id"), sa.column("email")).insert(), [{"id": 1, "email": "a"}, {"id": 2, "email": "b"}])`, "INSERT INTO users (id, email) VALUES (1, 'a')\nINSERT INTO users (id, email) VALUES (2, 'b')"},
		"bound update":   {`u = sa.table("users", sa.column("id"), sa.column("email")); bind.execute(u.update().where(u.c.id == sa.bindparam("i")).values(email=sa.bindparam("e")), {"i": 1, "e": "x"})`, "UPDATE users SET email='x' WHERE users.id = 1"},
		"unused select":  {"bind.execute(sa.text(\"SELECT * FROM filled\"))\nop.execute(\"SELECT 2\")", "SELECT * FROM filled\nSELECT 2"},
		"used select":    {"for row in bind.execute(sa.text(\"SELECT id, email FROM users\")): op.execute(\"SELECT 1\")", ""},
		"effects":        {`bind.execute(sa.text("SELECT setval('users_id_seq', 3)")).scalar`, "SELECT setval('users_id_seq', 3)"},
		"rowcount":       {"while True:\n    if bind.execute(sa.text(\"UPDATE users SET email = 'x' WHERE id IN (SELECT id FROM users LIMIT 10)\")).rowcount == 0:\n        break", "UPDATE users SET email = 'x' WHERE id IN (SELECT id FROM users LIMIT 10)"},
		"query writes":   {"for sql in (\"UPDATE users u SET email = k.e FROM k WHERE u.email = k.e\", \"UPDATE ONLY users SET email = 'x'\", \"DELETE FROM users u WHERE u.id = 1\"):\n    assert bind.execute(sa.text(\"WITH k AS (SELECT 'a' AS e) \" + sql)).rowcount == 0\nbind.execute(sa.text(\"WITH k AS (UPDATE users AS u SET email = 'x' RETURNING id) SELECT count(*) FROM k\"))", "WITH k AS (SELECT 'a' AS e) UPDATE users u SET email = k.e FROM k WHERE u.email = k.e\nWITH k AS (SELECT 'a' AS e) UPDATE ONLY users SET email = 'x'\nWITH k AS (SELECT 'a' AS e) DELETE FROM users u WHERE u.id = 1\nWITH k AS (UPDATE users AS u SET email = 'x' RETURNING id) SELECT count(*) FROM k"},
		"query locks":    {"assert bind.execute(sa.text(\"WITH k AS (SELECT id FROM users FOR UPDATE OF users) SELECT id FROM k\")).all() == []", ""},
		"autocommit":     {`bind.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("VACUUM users"))`, "autocommit true\nVACUUM users\nautocommit false"},
		"transactions":   {"with bind.begin_nested():\n    bind.execute(sa.text(\"DELETE FROM users\"))\nbind.commit()\nwith bind.engine.begin() as c:\n    c.execute(sa.text(\"DELETE FROM filled\"))", "DELETE FROM users\nDELETE FROM filled"},
		"guard":          {"if \"email\" not in [c[\"name\"] for c in sa.inspect(bind).get_columns(\"users\")]: op.execute(\"SELECT 1\")\nif not sa.inspect(bind).has_table(\"nope\"): op.execute(\"SELECT 2\")", "SELECT 2"},
		"catalog query":  {"if not bind.execute(sa.text(\"SELECT 1 FROM pg_type WHERE typname = 'kind'\")).fetchone(): op.execute(\"SELECT 1\")", ""},
		"exists query":   {"if bind.scalar(sa.text(\"SELECT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'users' AND column_name = :c)\").bindparams(c=\"email\")): op.execute(\"SELECT 1\")", "SELECT 1"},
		"reflected":      {"t = sa.Table(\"users\", sa.MetaData(), autoload_with=bind)\nassert isinstance(t.c.email.type, sa.String) and t.c.email.type.length == 80 and t.c.id.primary_key\nbind.execute(t.delete().where(t.c.email.in_([\"a\"])))", "DELETE FROM users WHERE users.email IN ('a')"},
		"reflected keys": {"m = sa.MetaData()\nm.reflect(bind, only=[\"filled\"])\nassert sorted(m.tables) == [\"filled\", \"users\"], m.tables\nassert list(m.tables[\"filled\"].c.user_id.foreign_keys)[0].column.name == \"id\"", ""},
		"ORM add":        {"s = Session(bind=bind)\ns.add(User(kind=\"a\"))\ns.add_all([User(email=\"x\")])\ns.commit()", "INSERT INTO users (email, kind) VALUES ('none', 'a')\nINSERT INTO users (email, kind) VALUES ('x', NULL)"},
		"ORM update":     {"s = Session(bind)\ns.query(User).filter(User.email == \"x\").filter_by(kind=\"a\").update({\"kind\": \"b\"}, synchronize_session=False)", "UPDATE users SET kind='b' WHERE users.email = 'x' AND users.kind = 'a'"},
		"ORM delete":     {"sessionmaker(bind=bind)().query(User).filter(User.id > 1).delete()", "DELETE FROM users WHERE users.id > 1"},
		"ORM empty":      {"s = Session(bind=bind)\nassert s.query(User).count() == 0 and s.query(User.id, User.email).filter(User.kind == \"a\").all() == [] and s.query(User).first() is None\nfor u in s.query(User): s.delete(u)\ns.commit()", ""},
		"ORM bulk":       {"Session(bind).bulk_insert_mappings(User, [{\"email\": \"a\"}])", "INSERT INTO users (email) VALUES ('a')"},
		"inspect keys":   {"k = sa.inspect(bind).get_foreign_keys(\"filled\")[0]\nassert (k[\"name\"], k[\"referred_table\"], k[\"constrained_columns\"], k[\"options\"]) == (\"filled_user_id_fkey\", \"users\", [\"user_id\"], {\"ondelete\": \"CASCADE\"}), k\nassert sa.inspect(bind).get_pk_constraint(\"users\")[\"constrained_columns\"] == [\"id\"]\nassert [x[\"name\"] for x in sa.inspect(bind).get_indexes(\"users\")] == [\"ix_kind\", \"users_email_key\"]\nassert sa.inspect(bind).get_enums()[0][\"labels\"] == [\"a\", \"b\"]", ""},
		"names":          {"tables = sa.inspect(bind).get_table_names()\nop.create_table(\"late\", sa.Column(\"id\", sa.Integer))\nassert \"late\" not in tables and \"users\" in tables and set(tables) == {\"users\", \"filled\"} and len(tables) == 2 and isinstance(tables, list) and sorted(tables)[0] == \"filled\"", "CREATE TABLE late (\n    id INTEGER\n)"},
		"missing table":  {"try:\n    sa.inspect(bind).get_columns(\"nope\")\nexcept sa.exc.NoSuchTableError:\n    op.execute(\"SELECT 1\")", "SELECT 1"},
	} {
		t.Run(name, func(t *testing.T) {
			w := database(t)
			w.run(t, "second", models, test.body)
			for _, d := range w.errors {
				t.Errorf("%s: %s", d.Code, d.Message)
			}
			if got := strings.Join(w.statements, "\n"); got != test.want {
				t.Errorf("emitted\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// TestSaidCount: a row count that is not known may be printed and logged.
func TestSaidCount(t *testing.T) {
	w := database(t)
	w.run(t, "second", "import logging", `
log = logging.getLogger("alembic")
n = bind.execute(sa.text("UPDATE filled SET id = 2")).rowcount
total = 0
total += n
print("changed", n, f"in all {total:>5}")
log.info("changed %s", n)
log.warning(f"changed {n} rows")
logging.info(n)`)
	if got := strings.Join(w.statements, "\n"); got != "UPDATE filled SET id = 2" || len(w.errors) > 0 {
		t.Errorf("emitted %q, errors %v", got, w.errors)
	}
	const count = "<the row count of the statement at line 13>"
	want := []string{"changed " + count + " in all <(... + ...)>", "the code logged: changed " + count, "the code logged: changed " + count + " rows", "the code logged: " + count}
	if !slices.Equal(w.notes, want) {
		t.Errorf("notes %q, want %q", w.notes, want)
	}
}

// TestListedRows: rows that the run itself has written answer queries, and say so.
func TestListedRows(t *testing.T) {
	w := database(t)
	w.run(t, "second", "", `
op.create_table("states", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(10)), sa.Column("made", sa.DateTime, server_default=sa.func.now()))
op.bulk_insert(sa.table("states", sa.column("id", sa.Integer), sa.column("name", sa.String)), [{"id": 1, "name": "open"}, {"id": 2, "name": "shut"}])`)
	w.statements, w.assumptions = nil, nil
	w.run(t, "third", "", `
for row in bind.execute(sa.text("SELECT id, name, made FROM states")):
    bind.execute(sa.text("UPDATE states SET name = :n WHERE id = :i"), {"n": row.name.upper(), "i": row.id})
if bind.execute(sa.text("SELECT 1 FROM states WHERE name = 'OPEN'")).first() and not bind.execute(sa.text("SELECT 1 FROM states WHERE id = 3")).first():
    op.execute("SELECT 3")
bind.execute(sa.text("DELETE FROM states WHERE made = :m"), {"m": bind.execute(sa.text("SELECT made FROM states WHERE id = 1")).scalar()})`)
	if want := "UPDATE states SET name = 'OPEN' WHERE id = 1\nUPDATE states SET name = 'SHUT' WHERE id = 2\nSELECT 3"; strings.Join(w.statements, "\n") != want {
		t.Errorf("emitted\n%s\nwant\n%s", strings.Join(w.statements, "\n"), want)
	}
	if len(w.errors) != 1 || w.errors[0].Code != "SP405" || !strings.Contains(w.errors[0].Message, "the column made of a query is not known") {
		t.Errorf("errors %v", w.errors)
	}
	if len(w.assumptions) == 0 || !strings.Contains(w.assumptions[0].Text, "a query gives 2 rows, since its tables were created and filled on the way: SELECT id") {
		t.Errorf("assumptions %v", w.assumptions)
	}
}

// TestReturning: the keys that the server gives to rows of the run are known, and so is how many a statement changes.
func TestReturning(t *testing.T) {
	w := database(t)
	w.run(t, "second", "", `
op.create_table("states", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(10)))
states = sa.table("states", sa.column("id", sa.Integer), sa.column("name", sa.String))
first = bind.execute(states.insert().values(name="open").returning(states.c.id)).scalar()
rows = bind.execute(sa.text("INSERT INTO states (name) VALUES ('shut'), ('gone') RETURNING name, id")).fetchall()
assert first == 1 and [tuple(r) for r in rows] == [("shut", 2), ("gone", 3)], (first, rows)
assert bind.execute(sa.text("UPDATE states SET name = 'x' WHERE id > 1")).rowcount == 2
assert bind.execute(sa.text("UPDATE states SET name = 'y' WHERE id > 9")).rowcount == 0
assert bind.execute(sa.text("UPDATE states SET name = o.name FROM states o WHERE states.id = o.id AND o.id < 3")).rowcount == 2
assert bind.execute(sa.text("DELETE FROM states WHERE name = 'x'")).rowcount == 2
for row in bind.execute(sa.text("SELECT id FROM states")):
    op.execute(f"SELECT {row.id}")`)
	if len(w.errors) > 0 {
		t.Fatalf("errors %v", w.errors)
	}
	if got := w.statements[len(w.statements)-1]; got != "SELECT 1" {
		t.Errorf("the last statement is %s", got)
	}
	want := []string{"a statement writes one row, since its table was created and filled on the way: INSERT INTO states (name) VALUES ('open') RETURNING states.id",
		"a statement writes 2 rows, since its table was created and filled on the way: INSERT INTO states (name) VALUES ('shut'), ('gone') RETURNING name, id"}
	for i, text := range want {
		if len(w.assumptions) <= i || w.assumptions[i].Text != text {
			t.Errorf("assumptions %v", w.assumptions)
			break
		}
	}
}

// TestUUIDs: the driver gives objects for them, and writes an array of them with its type.
func TestUUIDs(t *testing.T) {
	w := database(t)
	w.run(t, "second", "import uuid", `
op.create_table("keys", sa.Column("id", sa.Uuid, primary_key=True))
op.execute("INSERT INTO keys VALUES ('6f9619ff-8b86-d011-b42d-00cf4fc964ff')")
ids = [r.id for r in bind.execute(sa.text("SELECT id FROM keys"))]
assert ids == [uuid.UUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff")], ids
bind.execute(sa.text("DELETE FROM keys WHERE id = ANY(:ids) OR id = :one"), {"ids": ids, "one": ids[0]})`)
	want := "DELETE FROM keys WHERE id = ANY(ARRAY['6f9619ff-8b86-d011-b42d-00cf4fc964ff']::UUID[]) OR id = '6f9619ff-8b86-d011-b42d-00cf4fc964ff'"
	if got := w.statements[len(w.statements)-1]; got != want || len(w.errors) > 0 {
		t.Errorf("emitted\n%s\nwant\n%s\nerrors %v", got, want, w.errors)
	}
}

// TestErrors: what nobody can know ends the run, with its reason.
func TestErrors(t *testing.T) {
	for name, test := range map[string]struct{ body, code, message string }{
		"rows":         {`rows = bind.execute(sa.text("SELECT id FROM filled")).fetchall()`, "SP500", "the rows of table filled are not known"},
		"row count":    {"n = bind.execute(sa.text(\"UPDATE filled SET id = 2\")).rowcount\nif n > 0: op.execute(\"SELECT 1\")", "SP500", "(the row count of the statement at line 20 > ...) is not known (the rows of table filled are not known: "},
		"count in SQL": {"n = bind.execute(sa.text(\"UPDATE filled SET id = 2\")).rowcount\nop.execute(f\"SELECT {n}\")", "SP500", "the row count of the statement at line 20 is not known"},
		"delete all":   {"if bind.execute(sa.text(\"DELETE FROM filled\")).rowcount: n = 1", "SP500", "the row count"},
		"returning":    {`n = bind.execute(sa.text("INSERT INTO filled (user_id) VALUES (1) RETURNING id")).scalar()`, "SP500", "known to the server only"},
		"compiled":     {"v = sa.func.upper(\"x\").compile(bind)\nbind.exec_driver_sql(\"SELECT {} WHERE 'a' LIKE '%%'\".format(v), v.params)", "SP475", "a text that has percent signs"},
		"parameters":   {"v = sa.func.upper(\"x\").compile(bind)\nop.execute(v.params[\"upper_1\"])", "SP475", "its values stand in the SQL"},
		"no parameter": {"v = sa.func.upper(\"x\").compile(bind)\nif v.params: op.execute(\"SELECT 1\")", "SP475", "its values stand in the SQL"},
		"the names":    {"v = sa.func.upper(\"x\").compile(bind)\nfor name in v.params: op.execute(name)", "SP475", "its values stand in the SQL"},
		"how many":     {"v = sa.func.upper(\"x\").compile(bind)\nop.execute(str(len(v.params)))", "SP475", "its values stand in the SQL"},
		"get one":      {"v = sa.func.upper(\"x\").compile(bind)\nop.execute(v.params.get(\"upper_1\"))", "SP475", "its values stand in the SQL"},
		"flask":        {"from flask_sqlalchemy import SQLAlchemy\nop.execute(SQLAlchemy().absent)", "SP405", "flask_sqlalchemy.SQLAlchemy().absent is not known"},
		"key":          {`n = bind.execute(sa.table("users", sa.column("email")).insert().values(email="a")).inserted_primary_key`, "SP500", "the key that the server gives"},
		"relationship": {"Session(bind).query(User).join(User.orders)", "SP502", "a relationship"},
		"merge":        {"Session(bind).merge(User(id=1))", "SP502", "session.merge()"},
		"catch":        {"try:\n    bind.execute(sa.text(\"SELECT id FROM filled\")).all()\nexcept Exception:\n    pass", "SP500", "not known"},
		"unknown":      {"op.execute(\"DO $$ BEGIN EXECUTE format('DROP TABLE %I', current_user); END $$\")\nsorted(sa.inspect(bind).get_table_names())", "SP501", "the list of tables is not known here"},
	} {
		t.Run(name, func(t *testing.T) {
			w := database(t)
			w.run(t, "second", models, test.body)
			if len(w.errors) != 1 || w.errors[0].Code != test.code || !strings.Contains(w.errors[0].Message, test.message) || w.errors[0].Help == "" {
				t.Errorf("got %+v, want %s %s", w.errors, test.code, test.message)
			}
		})
	}
}

// TestAnswers: rows that somebody brought from production.
func TestAnswers(t *testing.T) {
	w := database(t)
	const sql = "SELECT id, at FROM filled"
	w.answers[sql] = ir.Answer{Columns: []string{"id", "at"}, Rows: [][]any{{json.Number("7"), "2020-01-02T03:04:05"}}}
	w.run(t, "second", "", `
for row in bind.execute(sa.text("`+sql+`").columns(id=sa.Integer, at=sa.DateTime)):
    bind.execute(sa.text("UPDATE filled SET at = :at WHERE id = :id"), {"at": row.at.replace(year=2021), "id": row[0]})`)
	if want := "UPDATE filled SET at = '2021-01-02 03:04:05' WHERE id = 7"; len(w.errors) > 0 || strings.Join(w.statements, "\n") != want {
		t.Errorf("errors %v, emitted %q, want %q", w.errors, w.statements, want)
	}
	if len(w.questions) != 1 || w.questions[0].SQL != sql {
		t.Errorf("questions %+v", w.questions)
	}
}
