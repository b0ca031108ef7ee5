package sqlschema_test

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// exec runs code that has sa, m (a MetaData) and t (a table of it), and returns
// what it emits.
func exec(code string) (ops []ir.Op, err error) {
	const prelude = `
import sqlalchemy as sa
import sqlalchemy.orm as orm
import sqlalchemy.event as event
m = sa.MetaData(schema="s")
t = sa.Table("t", m, sa.Column("id", sa.Integer, primary_key=True), sa.Column("b", sa.String(5), key="k", unique=True),
    sa.Column("u", sa.Integer, sa.ForeignKey("s.u.id", ondelete="CASCADE")), sa.Index("ix", "k"), comment="c")
`
	f, diags := python.Parse(source.NewFile("r.py", prelude+code))
	if diags.HasErrors() {
		return nil, diags
	}
	run := &host.Run{Env: &ir.Env{Dialect: "postgresql"}, Emit: func(o ir.Op) error { ops = append(ops, o); return nil }}
	in := python.New(python.Options{Host: run, Modules: func(name string) (*python.Module, bool) {
		if !strings.HasPrefix(name, "sqlalchemy") {
			return nil, false
		}
		m := python.NewModule(name)
		m.Getter = func(t *python.Thread, attr string) (python.Value, error) {
			for _, lookup := range []func(module, name string) (python.Value, bool){sqlschema.Lookup, sqlexpr.Lookup, sqltype.Lookup, host.Lookup} {
				if v, ok := lookup(name, attr); ok {
					return v, nil
				}
			}
			return t.Import(name + "." + attr)
		}
		return m, true
	}})
	_, err = in.RunFile(f, "r")
	return ops, err
}

func TestAttributes(t *testing.T) {
	for _, code := range []string{
		`assert t.name == "t" and t.schema == "s" and t.fullname == "s.t" and str(t) == "s.t" and t.comment == "c"`,
		`assert t.c.keys() == ["id", "k", "u"] and [c.name for c in t.columns] == ["id", "b", "u"] and len(t.c) == 3`,
		`assert "k" in t.c and "b" not in t.c and t.c["k"] is t.c.k and t.c.get("x") is None and t.c[0] is t.c.id`,
		`assert {t.c.id: 1}[t.c.id] == 1 and t.c.k not in {t.c.id: 1}`,
		`assert t.c.k.key == "k" and t.c.k.nullable and not t.c.id.nullable and t.c.id.primary_key and t.c.k.unique`,
		`assert isinstance(t.c.k.type, sa.String) and t.c.k.type.length == 5 and isinstance(t.c.id, sa.Column) and isinstance(t, sa.Table)`,
		`assert [i.name for i in t.indexes] == ["ix"] and [c.name for c in t.primary_key.columns] == ["id"]`,
		`assert list(t.c.u.foreign_keys)[0].target_fullname == "s.u.id" and list(t.foreign_keys)[0].ondelete == "CASCADE"`,
		`assert list(m.tables) == ["s.t"] and m.tables["s.t"] is t and "s.t" in m and t.metadata is m and [x.name for x in m.sorted_tables] == ["t"]`,
		`assert sa.Table("t", m) is t and sa.Table("t", m, sa.Column("n", sa.Integer), extend_existing=True) is t and "n" in t.c`,
		`assert sa.Column("x", sa.Integer, server_default="5").server_default.arg == "5" and sa.Column("x", default=3).default.arg == 3`,
		"x = sa.Column(sa.Integer)\nx.name = 'q'\nassert x.key == 'q' and x.table is None",
		`assert sa.sql.quoted_name("a", True) == "a" and sa.sql.quoted_name("a", True).quote and {"a": 1}[sa.sql.quoted_name("a", None)] == 1`,
		"Base = orm.declarative_base()\nclass A(Base):\n    __tablename__ = 'a'\n    id = sa.Column(sa.Integer, primary_key=True)\nassert A.__table__.name == 'a' and A.id.table is A.__table__ and A(id=3).id == 3 and 'a' in Base.metadata.tables",
	} {
		if ops, err := exec(code); err != nil || len(ops) != 0 {
			t.Errorf("%s\n%v, %d operations", code, err, len(ops))
		}
	}
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct{ code, want string }{
		{`t.c.nope`, "AttributeError: 'ColumnCollection' object has no attribute 'nope'"},
		{`t.c["nope"]`, "KeyError: 'nope'"},
		{`sa.Table("t", m, sa.Column("x", sa.Integer))`, "InvalidRequestError: Table 's.t' is already defined for this MetaData instance.  Specify 'extend_existing=True' to redefine options and columns on an existing Table object."},
		{`sa.Table("x")`, "TypeError: Table() takes at least two positional-only arguments 'name' and 'metadata'"},
		{`sa.Table("x", m, t.c.id)`, "ArgumentError: Column object 'id' already assigned to Table 't'"},
		{`sa.Table("x", m, sa.Column("a", sa.Integer, index="ix")) `, "ArgumentError: The 'index' keyword argument on Column is boolean only."},
		{`sa.Column("a", sa.Integer, sa.Identity(), server_default="1")`, "ArgumentError: A column with an Identity object cannot specify a server_default or a server_onupdate argument"},
		{`sa.Column("a", sa.Integer, 5)`, "ArgumentError: 'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got 5"},
		{`sa.ForeignKeyConstraint(["a"], ["b.c", "b.d"])`, "ArgumentError: ForeignKeyConstraint number of constrained columns must match the number of referenced columns."},
		{`sa.Index("i", t.c.id, postgresql_usng="gin")`, "ArgumentError: Argument 'postgresql_usng' is not accepted by dialect 'postgresql' on behalf of <class 'sqlalchemy.sql.schema.Index'>"},
		{`sa.Index("i", t.c.id, nope=1)`, "TypeError: Additional arguments should be named <dialectname>_<argument>, got 'nope'"},
		{`m.reflect(None)`, "MetaData.reflect() has to read the database, and its schema is not known here"},
		{"if t.c.id: pass", "TypeError: Boolean value of this clause is not defined"},
	} {
		if _, err := exec(tt.code); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s\n got %v\nwant %s", tt.code, err, tt.want)
		}
	}
}

func TestDDLEvents(t *testing.T) {
	ops, err := exec("@event.listens_for(t, 'before_create')\ndef before(target, bind, **kw):\n    sa.Sequence('q').create(bind)\n" +
		"event.listen(t, 'after_create', sa.DDL('SELECT 100%%'))\nevent.listen(t, 'column_reflect', before)\nt.create(None)\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(ops) != 3 {
		t.Fatalf("%d operations", len(ops))
	}
	if _, ok := ops[0].(ir.CreateSequence); !ok {
		t.Errorf("the first is %T", ops[0])
	}
	if c, ok := ops[1].(ir.CreateTable); !ok || c.Types != ir.TypesAlways || len(c.Table.Columns) != 3 {
		t.Errorf("the second is %T", ops[1])
	}
	if raw, ok := ops[2].(ir.RawSQL); !ok || raw.Text.Text() != "SELECT 100%" {
		t.Errorf("the third is %T", ops[2])
	}
}
