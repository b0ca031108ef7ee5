package postgresql_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/postgresql"
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestExprs compares expressions with what SQLAlchemy writes: testdata/exprs.json
// is recorded by testdata/record_exprs.py.
func TestExprs(t *testing.T) {
	setup, err := os.ReadFile("testdata/exprs_setup.py")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/exprs.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct{ Do, Expr, SQL string }
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		got, err := compileExpr(string(setup) + c.Do + "\nresult = " + c.Expr + "\n")
		if err != nil {
			t.Errorf("%s %s: %v", c.Do, c.Expr, err)
		} else if got != c.SQL {
			t.Errorf("%s %s:\n got %q\nwant %q", c.Do, c.Expr, got, c.SQL)
		}
	}
}

// compileExpr runs Python code and writes its variable "result" for PostgreSQL.
func compileExpr(code string) (string, error) {
	file, diags := python.Parse(source.NewFile("expr.py", code))
	if len(diags) > 0 {
		return "", &sqlexprs.Error{Message: diags[0].Message}
	}
	in := python.New(python.Options{Modules: hostModules, FS: fstest.MapFS{}, Host: &host.Run{Env: &ir.Env{Dialect: "postgresql"}, Compile: postgresql.Dialect{}.Expr}})
	m, err := in.RunFile(file, "expr")
	if err != nil {
		return "", err
	}
	v, _ := m.Get("result")
	e, err := expression(in.Thread(), v)
	if err != nil {
		return "", err
	}
	return sqlexprs.Compile(postgresql.Exprs, e, sqlexprs.Options{})
}

func expression(t *python.Thread, v python.Value) (ir.Expr, error) {
	switch x := v.(type) {
	case sqlexpr.HasQuery:
		return sqlexpr.Complete(t, x.Query())
	case sqlexpr.HasFrom:
		return &ir.FromExpr{From: x.From()}, nil
	}
	return sqlexpr.Of(t, v)
}

func hostModules(name string) (*python.Module, bool) {
	if m, ok := stdlib.Module(name); ok {
		return m, true
	}
	if name != "sqlalchemy" && !strings.HasPrefix(name, "sqlalchemy.") {
		return nil, false
	}
	m := python.NewModule(name)
	m.Getter = func(_ *python.Thread, attr string) (python.Value, error) {
		for _, lookup := range []func(string, string) (python.Value, bool){sqlschema.Lookup, sqltype.Lookup, sqlexpr.Lookup} {
			if v, ok := lookup(name, attr); ok {
				return v, nil
			}
		}
		if sub, ok := hostModules(name + "." + attr); ok && (attr == "dialects" || attr == "postgresql") {
			return sub, nil
		}
		return nil, nil
	}
	return m, true
}

// TestExprsOwn are the forms that SQLAlchemy 2.0 no longer has or gets wrong, and
// those that must be errors.
func TestExprsOwn(t *testing.T) {
	setup, err := os.ReadFile("testdata/exprs_setup.py")
	if err != nil {
		t.Fatal(err)
	}
	tests := []exprTest{
		{name: "select with a list", code: `result = select([t.c.id, t.c.name]).where(t.c.id == 1)`, want: "SELECT t.id, t.name \nFROM t \nWHERE t.id = 1"},
		{name: "select with a condition", code: `result = select([t.c.id], t.c.id == 1)`, want: "SELECT t.id \nFROM t \nWHERE t.id = 1"},
		{name: "update with a condition", code: `result = t.update(t.c.id == 1, {"name": "x"})`, want: "UPDATE t SET name='x' WHERE t.id = 1"},
		{name: "whereclause", code: `result = t.update(whereclause=t.c.id == 1).values(name="x")`, want: "UPDATE t SET name='x' WHERE t.id = 1"},
		{name: "delete with a condition", code: `result = t.delete(t.c.id == 1)`, want: "DELETE FROM t WHERE t.id = 1"},
		{name: "case with a list", code: `result = case([(t.c.id == 1, "x")], else_="y")`, want: "CASE WHEN (t.id = 1) THEN 'x' ELSE 'y' END"},
		{name: "case with whens", code: `result = case(value=t.c.id, whens={1: "x"})`, want: "CASE t.id WHEN 1 THEN 'x' END"},
		{name: "as_scalar", code: `result = select([func.max(t.c.id)]).as_scalar()`, want: "(SELECT max(t.id) AS max_1 \nFROM t)"},
		{name: "a parameter in RETURNING", code: `result = t.insert().values(id=1).returning(t.c.id + 1)`, want: "INSERT INTO t (id) VALUES (1) RETURNING t.id + 1 AS anon_1"},
		{name: "JSON literal", code: `result = t.update().values(jb={"a": [1, "x%"]})`, want: `UPDATE t SET jb='{"a": [1, "x%"]}'`},
		{name: "JSON contains", code: `result = t.c.jb.contains({"a": 1})`, want: `t.jb @> '{"a": 1}'`},
		{name: "backslash", code: `result = t.c.name == "a\\b"`, want: `t.name = 'a\b'`},
		{name: "a colon in a literal", code: `result = text("x = 'a :b' and y = :c").bindparams(c=1)`, want: "x = 'a :b' and y = 1"},
		{name: "a constant of an untyped column", code: `result = u.update().values(x="y")`, want: "UPDATE s.u SET x='y'"},
		{name: "a text without a value", code: `result = text("x = :a")`, fails: `the parameter "a" has no value`},
		{name: "bindparam without a value", code: `result = t.c.id == sa.bindparam("q")`, fails: `the parameter "q" has no value`},
		{name: "truth of a condition", code: "result = 1\nif t.c.id > 1:\n    pass", fails: "Boolean value of this clause is not defined"},
		{name: "an unknown column", code: `result = t.insert().values(nope=1)`, fails: "Unconsumed column names: nope"},
		{name: "an unknown parameter", code: `result = text("x").bindparams(a=1)`, fails: "doesn't define a bound parameter named 'a'"},
		{name: "a text in in_", code: `result = t.c.id.in_("abc")`, fails: "IN expression list"},
		{name: "None with less than", code: `result = t.c.id < None`, fails: "operators can be used with None/True/False"},
		{name: "an unknown name in ORDER BY", code: `result = select(t.c.id).order_by("nope")`, fails: `"nope" in ORDER BY`},
	}
	checkExprs(t, string(setup), tests)
}

type exprTest struct{ name, code, want, fails string }

func checkExprs(t *testing.T, setup string, tests []exprTest) {
	t.Helper()
	for _, tt := range tests {
		got, err := compileExpr(setup + tt.code + "\n")
		switch {
		case tt.fails == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.fails != "" && (err == nil || !strings.Contains(err.Error(), tt.fails)):
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.fails)
		case tt.fails == "" && got != tt.want:
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}
