package postgresql_test

import (
	"errors"
	"os"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/postgresql"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

func exprsSetup(t *testing.T) string {
	t.Helper()
	setup, err := os.ReadFile("testdata/exprs_setup.py")
	if err != nil {
		t.Fatal(err)
	}
	return string(setup)
}

// TestClientDefaults are the values that the application fills in; offline,
// SQLAlchemy writes NULL for those that are no SQL.
func TestClientDefaults(t *testing.T) {
	const tables = `
from sqlalchemy.dialects.postgresql import insert as pginsert
import uuid, datetime
m = sa.MetaData()
d = sa.Table("d", m, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer, default=7, onupdate=lambda: 8),
    sa.Column("b", sa.DateTime, default=func.now(), onupdate=func.now()), sa.Column("s", sa.String, default="it's"), sa.Column("o", sa.Integer, sa.Sequence("opt", optional=True)))
q = sa.Table("q", m, sa.Column("id", sa.Integer, sa.Sequence("qs", schema="App"), primary_key=True), sa.Column("a", sa.Integer, default=text("1+1")), sa.Column("t", sa.Integer))
k = sa.Table("k", m, sa.Column("id", sa.Integer, default=5, primary_key=True), sa.Column("a", sa.Integer, key="x", default=dict.fromkeys([3]).popitem()[0]))
r = sa.Table("r", m, sa.Column("id", sa.Integer, primary_key=True), sa.Column("u", sa.Uuid, default=uuid.uuid4), sa.Column("c", sa.Integer, default=lambda ctx: 1))
`
	checkExprs(t, exprsSetup(t)+tables, []exprTest{
		{name: "constants and SQL", code: `result = d.insert().values(id=1)`, want: "INSERT INTO d (id, a, b, s) VALUES (1, 7, now(), 'it''s')"},
		{name: "a value that is given", code: `result = d.insert().values(b=None, s="x")`, want: "INSERT INTO d (a, b, s) VALUES (7, NULL, 'x') RETURNING d.id"},
		{name: "no values", code: `result = d.insert()`, want: "INSERT INTO d (a, b, s) VALUES (7, now(), 'it''s') RETURNING d.id"},
		{name: "no values and no defaults", code: `result = t.insert()`, want: "INSERT INTO t DEFAULT VALUES"},
		{name: "several rows", code: `result = d.insert().values([{"id": 1}, {"id": 2, "a": 3}])`,
			want: "INSERT INTO d (id, a, b, s) VALUES (1, 7, now(), 'it''s'), (2, 3, now(), 'it''s')"},
		{name: "a row that lacks a value", code: `result = d.insert().values([{"id": 1}, {"a": 3}])`, fails: "row 2 of values() has no value for the column id"},
		{name: "a sequence", code: `result = q.insert().values(t=1)`, want: `INSERT INTO q (id, a, t) VALUES (nextval('"App".qs'), 1+1, 1) RETURNING q.id`},
		{name: "a key that is not the name", code: `result = k.insert().values(x=1)`, want: "INSERT INTO k (id, a) VALUES (5, 1)"},
		{name: "from a query", code: `result = q.insert().from_select(["t"], select(t.c.id))`,
			want: `INSERT INTO q (t, id, a) SELECT t.id, nextval('"App".qs') AS next_value_1, 1+1 ` + "\nFROM t"},
		{name: "from a query alone", code: `result = q.insert().from_select(["t"], select(t.c.id), include_defaults=False)`, want: "INSERT INTO q (t) SELECT t.id \nFROM t"},
		{name: "from a union", code: `result = q.insert().from_select(["t"], sa.union(select(t.c.id), select(w.c.id)))`, fails: "Can't extend statement for INSERT..FROM SELECT"},
		{name: "update", code: `result = d.update().values(id=1)`, want: "UPDATE d SET id=1, a=8, b=now()"},
		{name: "update in order", code: `result = d.update().ordered_values((d.c.s, "x"), (d.c.id, 1))`, want: "UPDATE d SET s='x', id=1, a=8, b=now()"},
		{name: "update of nothing", code: `result = t.update()`, fails: "an UPDATE without values sets nothing"},
		{name: "in ON CONFLICT", code: `result = pginsert(k).values(x=1).on_conflict_do_update(index_elements=["id"], set_={"x": 2})`,
			want: "INSERT INTO k (id, a) VALUES (5, 1) ON CONFLICT (id) DO UPDATE SET a = 2"},
		{name: "in a CTE", code: `result = select(k.insert().values(x=1).returning(k.c.id).cte("c"))`,
			want: "WITH c AS \n(INSERT INTO k (id, a) VALUES (5, 1) RETURNING k.id)\n SELECT c.id \nFROM c"},
		{name: "a random value", code: `result = r.insert().values(id=1, c=2)`, fails: "uuid.uuid4"},
		{name: "of the other values", code: `result = r.insert().values(id=1, u="x")`, fails: "the default of the column c is computed from the statement's other values"},
		{name: "as text", code: `result = text(str(k.insert()) + "; " + str(k.insert().compile(dialect=pg.dialect(), compile_kwargs={"literal_binds": True})))`,
			want: "INSERT INTO k (id, a) VALUES (5, 3); INSERT INTO k (id, a) VALUES (5, 3)"},
	})
}

// TestParameters are values that params() gives, wherever the parameter stands.
func TestParameters(t *testing.T) {
	checkExprs(t, exprsSetup(t), []exprTest{
		{name: "in a condition", code: `result = select(t.c.id).where(t.c.id == sa.bindparam("p")).params(p=1).order_by(t.c.id)`,
			want: "SELECT t.id \nFROM t \nWHERE t.id = 1 ORDER BY t.id"},
		{name: "in a subquery", code: `x = select(t.c.id).where(t.c.name == sa.bindparam("p")).subquery("x")` + "\nresult = select(x.c.id).params(p='a')",
			want: "SELECT x.id \nFROM (SELECT t.id AS id \nFROM t \nWHERE t.name = 'a') AS x"},
		{name: "in a CTE", code: `x = select(t.c.id).where(t.c.id == sa.bindparam("p")).cte("x")` + "\nresult = select(x.c.id).params({'p': 2})",
			want: "WITH x AS \n(SELECT t.id AS id \nFROM t \nWHERE t.id = 2)\n SELECT x.id \nFROM x"},
		{name: "in a join", code: `result = select(t.c.id).select_from(t.join(w, w.c.id == sa.bindparam("p"))).params(p=3)`,
			want: "SELECT t.id \nFROM t JOIN w ON w.id = 3"},
		{name: "in RETURNING", code: `result = t.delete().returning(t.c.id + sa.bindparam("p")).params(p=4)`, want: "DELETE FROM t RETURNING t.id + 4 AS anon_1"},
		{name: "in a union of filled ones", code: `x = select(t.c.id).where(t.c.id == sa.bindparam("p"))` + "\nresult = x.params(p=1).union(x.params(p=2))",
			want: "SELECT t.id \nFROM t \nWHERE t.id = 1 UNION SELECT t.id \nFROM t \nWHERE t.id = 2"},
		{name: "twice", code: `x = select(t.c.id).where(t.c.id == sa.bindparam("p"))` + "\nresult = x.params(p=1).params(p=2)", want: "SELECT t.id \nFROM t \nWHERE t.id = 2"},
		{name: "in dollar quotes", code: `result = text("DO $a$ SELECT ':p', :q $a$; SELECT :r").bindparams(r=1)`, want: "DO $a$ SELECT ':p', :q $a$; SELECT 1"},
	})
}

// TestNames are tables that are called alike, and words before a table's name.
func TestNames(t *testing.T) {
	checkExprs(t, exprsSetup(t)+"su = sa.table('w', sa.column('id'), schema='s')\n", []exprTest{
		{name: "a namesake in a schema", code: `result = select(w.c.id, su.c.id).where(w.c.id == su.c.id)`,
			want: "SELECT w_1.id, s.w.id AS id_1 \nFROM w AS w_1, s.w \nWHERE w_1.id = s.w.id"},
		{name: "in a join", code: `result = select(su.c.id).select_from(w.join(su, w.c.id == su.c.id))`, want: "SELECT s.w.id \nFROM w AS w_1 JOIN s.w ON w_1.id = s.w.id"},
		{name: "correlated", code: `result = select(w.c.id).where(exists(select(su.c.id).where(su.c.id == w.c.id)))`,
			want: "SELECT w.id \nFROM w \nWHERE EXISTS (SELECT s.w.id \nFROM s.w \nWHERE s.w.id = w.id)"},
		{name: "with_hint", code: `result = w.update().with_hint("ONLY").values(id=1)`, want: "UPDATE ONLY w SET id=1"},
		{name: "with_hint of another dialect", code: `result = w.delete().with_hint("X", dialect_name="mysql")`, want: "DELETE FROM w"},
		{name: "an unknown option", code: `result = w.update().with_dialect_options(postgresql_limit=1)`, fails: "Argument 'postgresql_limit' is not accepted"},
		{name: "filter_by", code: `result = select(w).filter_by(id=1)`, want: `SELECT w.id, w."user" ` + "\nFROM w \nWHERE w.id = 1"},
		{name: "filter_by of an unknown column", code: `result = select(w).filter_by(nope=1)`, fails: `Entity namespace for "w" has no property "nope"`},
		{name: "has_any", code: `result = t.c.jb.has_any(["a", "it's"])`, want: "t.jb ?| ARRAY['a', 'it''s']"},
		{name: "another dialect", code: "from sqlalchemy.dialects import mysql\nresult = text(str(w.delete().compile(dialect=mysql.dialect())))", fails: "sqlplan compiles for postgresql, not for mysql"},
	})
}

// TestCompiles are constructs that the revision writes itself.
func TestCompiles(t *testing.T) {
	const own = `
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement
from sqlalchemy.sql.functions import GenericFunction
class least(FunctionElement):
    name = "least"
    type = sa.Integer()
@compiles(least)
def compile_least(element, compiler, **kw):
    return "LEAST(%s)" % compiler.process(element.clauses, **kw)
class bare(FunctionElement):
    pass
class twice(GenericFunction):
    type = sa.Integer()
`
	checkExprs(t, exprsSetup(t)+own, []exprTest{
		{name: "in the columns", code: `result = select(least(t.c.id, 5), least(1).label("x"))`, want: "SELECT LEAST(t.id, 5) AS least_1, LEAST(1) AS x \nFROM t"},
		{name: "in a condition", code: `result = least(t.c.id, 5) > 3`, want: "LEAST(t.id, 5) > 3"},
		{name: "a generic function", code: `result = twice(t.c.id) + 1`, want: "twice(t.id) + 1"},
		{name: "without a function", code: `result = select(bare())`, fails: "Compiler can't render element of type bare"},
		{name: "of SQLAlchemy's own", code: "from sqlalchemy.sql.expression import Insert\n@compiles(Insert)\ndef f(*a): pass\nresult = text('')", fails: "@compiles for Insert changes what SQLAlchemy itself writes"},
	})
}

// TestSubscripts: a server before 14 has no subscripts of JSONB.
func TestSubscripts(t *testing.T) {
	column := &ir.ColumnRef{Name: ir.Ident("j"), Of: &ir.Type{Class: "JSONB", Dialect: "postgresql"}}
	item := &ir.Binary{Op: ir.OpJSONItem, Left: column, Right: &ir.Bind{Value: "k", Of: ir.StringType}, Of: column.Of}
	for _, tt := range []struct {
		version ir.Version
		want    string
	}{
		{ir.Version{}, "SELECT j['k'] AS anon_1"}, {ir.Version{Major: 14}, "SELECT j['k'] AS anon_1"}, {ir.Version{Major: 13}, "SELECT j -> 'k' AS anon_1"},
	} {
		op := ir.Execute{Statement: &ir.Select{Columns: []ir.SelectItem{{Expr: item}}}}
		stmts, diags := postgresql.Dialect{}.Lower(op, &ir.Env{Dialect: "postgresql", ServerVersion: tt.version})
		if diags.HasErrors() || len(stmts) != 1 || stmts[0].Text != tt.want {
			t.Errorf("%v: %v %v, want %s", tt.version, stmts, diags, tt.want)
		}
	}
}

// TestLiteralError: what a type says about a value that it cannot write is not lost.
func TestLiteralError(t *testing.T) {
	_, err := compileExpr(exprsSetup(t) + "result = sa.literal(datetime.time(3, 4), sa.Date)\n")
	var own *sqlexprs.Error
	if !errors.As(err, &own) || own.Code != "SP486" || own.Help == "" {
		t.Errorf("%#v", err)
	}
}
