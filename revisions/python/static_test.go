package python

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/source"
)

func TestStatic(t *testing.T) {
	f, diags := Parse(source.NewFile("env.py", `"""doc"""
revision: str = "a" "b"
down_revision = ("x", None)
branch_labels = depends_on = None
n: int = -3
sql = "a" + "b" + 'c'
computed = f("x")
naming = {"ix": "ix_%(column_0_label)s", "n": [1, 2.5, {3}]}
def run():
    with engine.connect() as connection:
        context.configure(connection=connection, version_table="v", **more)
        if x: log(context.configure(url=make(1)))
`))
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var got []string
	for _, a := range f.Assignments() {
		got = append(got, a.Name+"="+a.Value.Place().Text())
	}
	want := `revision="a" "b" down_revision=("x", None) branch_labels=None depends_on=None n=-3 sql="a" + "b" + 'c' computed=f("x") ` +
		`naming={"ix": "ix_%(column_0_label)s", "n": [1, 2.5, {3}]}`
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	var calls []string
	f.Calls(func(c *CallExpr) {
		calls = append(calls, c.Func.Place().Text())
		if len(c.Args) == 3 && c.Keyword("version_table").Place().Text() != `"v"` {
			t.Errorf("version_table is %s", c.Keyword("version_table").Place().Text())
		}
	})
	if s := strings.Join(calls, " "); s != "f engine.connect context.configure log context.configure make" {
		t.Errorf("calls: %s", s)
	}
	if f.Doc != "doc" || len(f.Functions()) != 1 || f.Functions()[0].Name != "run" {
		t.Errorf("doc %q, functions %v", f.Doc, f.Functions())
	}
}
