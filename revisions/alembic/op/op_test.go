package op_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/op"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// session runs code and keeps the operations that it emits.
type session struct {
	run   host.Run
	ops   []ir.Op
	notes []string
}

func (s *session) exec(code string) error {
	f, diags := python.Parse(source.NewFile("r.py", "from alembic import op, context\nimport sqlalchemy as sa\n"+code))
	if diags.HasErrors() {
		return diags
	}
	if s.run.Env == nil {
		s.run.Env = &ir.Env{Dialect: "postgresql"}
	}
	s.run.Emit = func(o ir.Op) error { s.ops = append(s.ops, o); return nil }
	in := python.New(python.Options{Host: &s.run, Modules: modules, Notes: func(sev source.Severity, code, message string, _ source.Span) {
		s.notes = append(s.notes, fmt.Sprintf("%s %s: %s", sev, code, message))
	}})
	_, err := in.RunFile(f, "r")
	return err
}

func modules(name string) (*python.Module, bool) {
	if top, _, _ := strings.Cut(name, "."); top != "sqlalchemy" && top != "alembic" {
		return nil, false
	}
	m := python.NewModule(name)
	m.Getter = func(t *python.Thread, attr string) (python.Value, error) {
		if v, err := op.Member(t, name, attr); v != nil || err != nil {
			return v, err
		}
		for _, lookup := range []func(module, name string) (python.Value, bool){op.Lookup, sqlschema.Lookup, sqlexpr.Lookup, sqltype.Lookup, host.Lookup} {
			if v, ok := lookup(name, attr); ok {
				return v, nil
			}
		}
		return t.Import(name + "." + attr)
	}
	return m, true
}

func TestErrors(t *testing.T) {
	for _, tt := range []struct{ name, code, want string }{
		{"unknown operation", `op.creat_table("t")`, "AttributeError: module 'alembic.op' has no attribute 'creat_table'. Did you mean: 'create_table'?"},
		{"missing argument", `op.add_column("t")`, "TypeError: add_column() missing 1 required positional argument: 'column'"},
		{"unknown keyword", `op.drop_constraint("c", "t", typ="unique")`, "TypeError: drop_constraint() got an unexpected keyword argument 'typ'"},
		{"no column", `op.add_column("t", 5)`, "ArgumentError: add_column() takes a Column, not int"},
		{"kind of constraint", `op.drop_constraint("c", "t", "fk")`, "TypeError: 'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None"},
		{"using without a type", `op.alter_column("t", "a", postgresql_using="a")`, "CommandError: postgresql_using must be used with the type_ parameter"},
		{"change by an object", `op.alter_column("t", sa.Column("a", sa.Integer), nullable=False)`, "AttributeError: Neither 'Column' object nor 'Comparator' object has an attribute 'lower'"},
		{"rows of another kind", `op.bulk_insert(sa.table("t"), {})`, "TypeError: List expected"},
		{"no statement", `op.execute(5)`, "ArgumentError: Executable SQL or text() construct expected, got 5."},
		{"copying batch", "with op.batch_alter_table('t', recreate='always') as b:\n    b.drop_column('a')", "there is no connection here"},
		{"place of a column", "with op.batch_alter_table('t') as b:\n    b.add_column(sa.Column('a', sa.Integer), insert_after='b')", "CommandError: Can't specify insert_before or insert_after when using ALTER; please specify recreate='always'"},
		{"operation without implementation", "from alembic.operations import MigrateOperation\nclass X(MigrateOperation): pass\nop.invoke(X())", "there is no implementation of the operation X"},
		{"no connection", `op.get_bind()`, "there is no connection here"},
		{"column that is not there", `op.create_table("t", sa.Column("a", sa.Integer), sa.UniqueConstraint("b"))`, "ConstraintColumnNotFoundError: Can't create UniqueConstraint on table 't': no column named 'b' is present."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &session{}
			err := s.exec(tt.code)
			if err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
			if len(s.ops) > 0 {
				t.Errorf("emitted %v", s.ops)
			}
		})
	}
}

func TestUnsupportedIsNotCaught(t *testing.T) {
	s := &session{run: host.Run{Env: &ir.Env{Dialect: "sqlite"}}}
	err := s.exec("try:\n    op.get_bind()\nexcept Exception:\n    pass")
	var unsupported *host.Unsupported
	if !errors.As(err, &unsupported) || unsupported.Code != host.CodeNoConnection || unsupported.Help == "" {
		t.Errorf("got %v", err)
	}
}

func TestBatchKeepsItsOperations(t *testing.T) {
	s := &session{}
	err := s.exec("with op.batch_alter_table('t') as b:\n    b.drop_column('a')\n    b.execute('SELECT 1')\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(s.ops) != 2 {
		t.Fatalf("%d operations", len(s.ops))
	}
	if _, ok := s.ops[0].(ir.RawSQL); !ok {
		t.Errorf("the first is %T: execute() does not wait for the end of a batch", s.ops[0])
	}
	s = &session{}
	err = s.exec("try:\n    with op.batch_alter_table('t') as b:\n        b.drop_column('a')\n        raise ValueError('x')\nexcept ValueError:\n    pass")
	if err != nil || len(s.ops) != 0 {
		t.Errorf("after an exception %d operations are left, %v", len(s.ops), err)
	}
}

func TestIgnoredArgument(t *testing.T) {
	for _, tt := range []struct {
		code, want string
		ops        int
	}{
		{`op.alter_column("t", "a", nullabel=False, existing_autoincrement=True, mysql_x=1)`, "warning SP481: alter_column() has no argument nullabel; Alembic ignores it, and so does sqlplan", 1},
		{`op.alter_column("t", sa.Column("a", sa.VARCHAR(), nullable=False))`,
			"warning SP481: alter_column() is given a Column in the place of a name, and nothing to change: what the Column says is ignored by Alembic, and so by sqlplan", 0},
	} {
		s := &session{}
		if err := s.exec(tt.code); err != nil {
			t.Fatal(err)
		}
		if len(s.notes) != 1 || s.notes[0] != tt.want || len(s.ops) != tt.ops {
			t.Errorf("notes %q, want %q; %d operations, want %d", s.notes, tt.want, len(s.ops), tt.ops)
		}
	}
}

func TestColonsOfPlainText(t *testing.T) {
	for _, tt := range []struct{ code, want string }{
		{`op.execute("SELECT ':a', b::int, :c")`, "SELECT ':a', b::int, :c"},
		{`op.execute("SELECT '\\:a' \\:\\:int")`, "SELECT ':a' ::int"},
		{`op.execute("SELECT '50%%'")`, "SELECT '50%%'"},
	} {
		s := &session{}
		if err := s.exec(tt.code); err != nil {
			t.Fatal(err)
		}
		if got := s.ops[0].Span().Text(); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.code, got, tt.want)
		}
	}
}

func TestContext(t *testing.T) {
	s := &session{run: host.Run{
		Env: &ir.Env{Dialect: "postgresql", X: []string{"tenant=acme", "dry"}}, Tag: "v1", Section: "main", ConfigFile: "alembic.ini",
		Option: func(section, name string) (string, bool) { return section + "/" + name, name == "k" },
	}}
	err := s.exec(`
assert context.is_offline_mode() and op.get_context().as_sql
assert context.get_x_argument() == ["tenant=acme", "dry"]
assert context.get_x_argument(as_dictionary=True) == {"tenant": "acme", "dry": ""}
assert context.get_tag_argument() == "v1"
assert context.config.get_main_option("k") == "/k" and context.config.get_main_option("z", "d") == "d"
assert context.config.get_section_option("s", "k") == "s/k"
assert context.config.config_ini_section == "main" and context.config.config_file_name == "alembic.ini"
assert op.get_context().dialect.name == "postgresql" and op.get_context().opts["as_sql"]
with op.get_context().autocommit_block():
    op.execute("VACUUM")
`)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.ops) != 3 || s.ops[0].(ir.Autocommit).Begin != true || s.ops[2].(ir.Autocommit).Begin != false {
		t.Errorf("operations %v", s.ops)
	}
}

// TestOptions: op.get_context().opts is what env.py gives to context.configure(), as far as it can be read.
func TestOptions(t *testing.T) {
	given := []host.Option{{Name: "tenant", Value: python.Str("acme")}, {Name: "sizes", Value: python.NewList(python.NewInt(1))}, {Name: "profile"}, {Name: "url", Value: python.Str("x")}}
	for _, tt := range []struct {
		code, want string
		open       bool
	}{
		{code: `o = op.get_context().opts
assert o["tenant"] == "acme" and o["literal_binds"] is False and o["as_sql"] and o.get("other") is None and "other" not in o and "url" not in o
o["sizes"].append(2)
assert op.get_context().opts["sizes"] == [1]
p = o["profile"].name`},
		{code: `op.get_context().opts["other"]`, want: "KeyError: 'other'"},
		{code: `op.execute(op.get_context().opts["profile"].name)`, want: "op.get_context().opts['profile'].name is not known"},
		{code: `o = op.get_context().opts
assert "tenant" in o and o["tenant"] == "acme"
x = o["other"], o.get("other", 1)`, open: true},
		{code: `op.execute(op.get_context().opts["other"])`, want: "op.get_context().opts['other'] is not known (not all arguments of context.configure() can be read from env.py)", open: true},
		{code: `op.execute(op.get_context().opts.get("other", "SELECT 1"))`, want: "op.get_context().opts['other'] is not known", open: true},
		{code: "if 'other' in op.get_context().opts: x = 1", want: "op.get_context().opts['other'] is not known", open: true},
		{code: "for k in op.get_context().opts: pass", want: "op.get_context().opts is not known", open: true},
	} {
		s := &session{run: host.Run{Configure: &host.Configure{Options: given, Open: tt.open}}}
		if err := s.exec(tt.code); (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.code, err, tt.want)
		}
	}
}

// TestBatchCopies: the operations of a batch whose table is copied, with copy_from.
func TestBatchCopies(t *testing.T) {
	s := &session{run: host.Run{Env: &ir.Env{Dialect: "sqlite"}}}
	err := s.exec(`
t = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(5)), sa.Column("b", sa.Integer), sa.UniqueConstraint("b", name="uq"))
with op.batch_alter_table("t", copy_from=t) as b:
    b.alter_column("a", new_column_name="c", type_=sa.Integer)
    b.drop_constraint("uq", type_="unique")
    b.add_column(sa.Column("d", sa.Text), insert_after="id")
    b.create_index("ix", ["a"])
`)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, op := range s.ops {
		kinds = append(kinds, fmt.Sprintf("%T", op))
		if created, ok := op.(ir.CreateTable); ok {
			var names []string
			for _, c := range created.Table.Columns {
				names = append(names, c.Name.Text)
			}
			if got, want := strings.Join(names, " "), "id d c b"; got != want || created.Table.Name.Text != "_alembic_tmp_t" || len(created.Table.Constraints) != 1 {
				t.Errorf("columns %s of %s with %d constraints, want %s", got, created.Table.Name.Text, len(created.Table.Constraints), want)
			}
		}
	}
	if got, want := strings.Join(kinds, " "), "ir.CreateTable ir.Execute ir.DropTable ir.RenameTable ir.CreateIndex"; got != want {
		t.Errorf("operations %s, want %s", got, want)
	}
}
