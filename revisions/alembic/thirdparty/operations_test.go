package thirdparty_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/thirdparty"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// emitted runs an operation on the arguments that code makes (a tuple and a dict,
// bound to x) and returns its statements.
func emitted(s *session, operation, code string) ([]string, error) {
	v, err := s.eval(code)
	if err != nil {
		return nil, err
	}
	pair := v.(python.Tuple)
	args := append([]python.Value{python.None}, pair[0].(python.Tuple)...)
	var kwargs []python.Kwarg
	for _, item := range pair[1].(*python.Dict).Items() {
		name, _ := python.AsStr(item.Key)
		kwargs = append(kwargs, python.Kwarg{Name: name, Value: item.Value})
	}
	_, err = s.in.Thread().CallKw(thirdparty.Operations()[operation], args, kwargs)
	return s.sql, err
}

func TestEntities(t *testing.T) {
	const (
		function  = "from alembic_utils.pg_function import PGFunction\ne = PGFunction(schema='public', signature='to_upper(some_text text default \\'a\\', n int)', definition='RETURNS text as $$ SELECT \\\\:x::text $$ language SQL;')\n"
		view      = "from alembic_utils.pg_view import PGView\ne = PGView('public', 'v', 'select 1;')\n"
		mat       = "from alembic_utils.pg_materialized_view import PGMaterializedView\ne = PGMaterializedView(schema='s', signature='m', definition='select 1', with_data=False)\n"
		trigger   = "from alembic_utils.pg_trigger import PGTrigger\ne = PGTrigger(schema='public', signature='trg', on_entity='public.t', definition='BEFORE INSERT ON public.t FOR EACH ROW EXECUTE PROCEDURE f()')\n"
		extension = "from alembic_utils.pg_extension import PGExtension\ne = PGExtension(schema='public', signature='uuid-ossp')\n"
		policy    = "from alembic_utils.pg_policy import PGPolicy\ne = PGPolicy(schema='public', signature='p', on_entity='t', definition='for all using (true)')\n"
		grant     = "from alembic_utils.pg_grant_table import PGGrantTable, PGGrantTableChoice\ne = PGGrantTable(schema='public', table='t', columns=['b', 'a'], role='r', grant=PGGrantTableChoice.SELECT)\n"
	)
	tests := []struct {
		name, operation, code string
		want                  []string
	}{
		{"create function", "create_entity", function + "x = ((e,), {})", []string{`CREATE FUNCTION "public"."to_upper"(some_text text default 'a', n int) RETURNS text as $$ SELECT :x::text $$ language SQL`}},
		{"replace function", "replace_entity", function + "x = ((e,), {})", []string{`CREATE OR REPLACE FUNCTION "public"."to_upper"(some_text text default 'a', n int) RETURNS text as $$ SELECT :x::text $$ language SQL`}},
		{"drop function", "drop_entity", function + "x = ((e,), {})", []string{`DROP FUNCTION "public"."to_upper"(some_text text, n int)`}},
		{"create view", "create_entity", view + "x = ((e,), {})", []string{`CREATE VIEW "public"."v" AS select 1`}},
		{"drop view", "drop_entity", view + "x = ((e,), {'cascade': True})", []string{`DROP VIEW "public"."v" CASCADE`}},
		{"create materialized view", "create_entity", mat + "x = ((e,), {})", []string{`CREATE MATERIALIZED VIEW "s"."m" AS select 1 WITH NO DATA`}},
		{"replace materialized view", "replace_entity", mat + "x = ((e,), {})", []string{`DROP MATERIALIZED VIEW IF EXISTS "s"."m"`, `CREATE MATERIALIZED VIEW "s"."m" AS select 1 WITH NO DATA`}},
		{"create trigger", "create_entity", trigger + "x = ((e,), {})", []string{`CREATE TRIGGER "trg" BEFORE INSERT ON public.t FOR EACH ROW EXECUTE PROCEDURE f()`}},
		{"replace trigger", "replace_entity", trigger + "x = ((e,), {})", []string{`DROP TRIGGER IF EXISTS "trg" ON public.t`, `CREATE TRIGGER "trg" BEFORE INSERT ON public.t FOR EACH ROW EXECUTE PROCEDURE f()`}},
		{"drop trigger", "drop_entity", trigger + "x = ((e,), {})", []string{`DROP TRIGGER "trg" ON public.t`}},
		{"create extension", "create_entity", extension + "x = ((e,), {})", []string{`CREATE EXTENSION "uuid-ossp" WITH SCHEMA "public"`}},
		{"drop extension", "drop_entity", extension + "x = ((e,), {})", []string{`DROP EXTENSION "uuid-ossp"`}},
		{"replace policy", "replace_entity", policy + "x = ((e,), {})", []string{`DROP POLICY IF EXISTS p on public.t`, `CREATE POLICY p on public.t for all using (true)`}},
		{"create grant", "create_entity", grant + "x = ((e,), {})", []string{`GRANT SELECT ( a, b ) ON "public"."t" TO "r"`}},
		{"drop grant", "drop_entity", grant + "x = ((e,), {})", []string{`REVOKE SELECT ON "public"."t" FROM "r"`}},
	}
	for _, tt := range tests {
		got, err := emitted(newSession("postgresql", nil), tt.operation, tt.code)
		if !slices.Equal(got, tt.want) || err != nil {
			t.Errorf("%s: %q, %v; want %q", tt.name, got, err, tt.want)
		}
	}
}

func TestReplaceView(t *testing.T) {
	got, err := emitted(newSession("postgresql", nil), "replace_entity", "from alembic_utils.pg_view import PGView\nx = ((PGView('public', 'v', 'select 1'),), {})")
	if err != nil || len(got) != 1 || !strings.HasPrefix(got[0], "do $$") || strings.Count(got[0], `VIEW "public"."v" AS select 1;`) != 2 {
		t.Errorf("%q, %v", got, err)
	}
}

func TestSyncEnumValues(t *testing.T) {
	const imports = "from alembic_postgresql_enum import TableReference, ColumnType\n"
	tests := []struct {
		name, code string
		want       []string // parts of the statements that give columns their type
	}{
		{"plain", imports + "x = (('public', 'mood', ['a', \"b'c\"]), {'affected_columns': [TableReference(table_schema='public', table_name='t', column_name='c')], 'enum_values_to_rename': []})",
			[]string{`USING "c"::text::"public"."mood"`}},
		{"default", imports + "x = (('public', 'mood', ['a']), {'affected_columns': [TableReference('t', 'c', existing_server_default=\"'old'::mood\")], 'enum_values_to_rename': [('old', 'a')]})",
			[]string{`ALTER COLUMN "c" DROP DEFAULT`, `WHEN "c"::text = 'old' THEN 'a'::"public"."mood"`, `SET DEFAULT 'a'::public.mood`}},
		{"array", imports + "x = (('public', 'mood', ['a']), {'affected_columns': [TableReference('t', 'c', table_schema='s', column_type=ColumnType.ARRAY)]})",
			[]string{`ALTER TABLE "s"."t"`, `TYPE "public"."mood"[]`, `USING "c"::text[]::"public"."mood"[]`}},
	}
	for _, tt := range tests {
		got, err := emitted(newSession("postgresql", nil), "sync_enum_values", tt.code)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		frame := []string{`ALTER TYPE "public"."mood" RENAME TO mood_old`, "CREATE TYPE \"public\".\"mood\" AS ENUM('a'", "CREATE FUNCTION new_old_not_equals(", "CREATE OPERATOR != (",
			"CREATE FUNCTION new_old_equals(", "CREATE OPERATOR = ("}
		for i, part := range frame {
			if !strings.HasPrefix(got[i], part) {
				t.Errorf("%s: statement %d is %q, want %q", tt.name, i, got[i], part)
			}
		}
		middle := strings.Join(got[len(frame):len(got)-3], "\n")
		for _, part := range tt.want {
			if !strings.Contains(middle, part) {
				t.Errorf("%s: %q is not in %q", tt.name, part, middle)
			}
		}
		if last := got[len(got)-1]; last != `DROP TYPE "public"."mood_old"` {
			t.Errorf("%s: the last statement is %q", tt.name, last)
		}
	}
}

// A tuple instead of a TableReference leaves the default to the database.
func TestSyncEnumValuesOfOldRevisions(t *testing.T) {
	const code = "x = (('public', 'mood', ['a']), {'affected_columns': [('t', 'c')]})"
	s := newSession("postgresql", nil)
	_, err := emitted(s, "sync_enum_values", code)
	var unsupported *host.Unsupported
	if !errors.As(err, &unsupported) || unsupported.Code != thirdparty.CodeThirdParty {
		t.Errorf("without a catalog: %v", err)
	}
	s = newSession("postgresql", nil)
	s.run.ColumnDefault = func(string, string, string) (*string, bool) { return nil, true }
	if got, err := emitted(s, "sync_enum_values", code); err != nil || strings.Contains(strings.Join(got, ""), "DEFAULT") {
		t.Errorf("without a default: %q, %v", got, err)
	}
	if got, err := emitted(newSession("mysql", nil), "sync_enum_values", code); len(got) > 0 || err != nil {
		t.Errorf("on MySQL: %q, %v", got, err)
	}
}

func TestWrongTargets(t *testing.T) {
	tests := []struct{ operation, code, want string }{
		{"create_entity", "x = ((5,), {})", "the target must be an entity of alembic_utils, not int"},
		{"create_entity", "x = ((), {})", "missing 1 required positional argument: 'target'"},
		{"replace_entity", "from alembic_utils.pg_extension import PGExtension\nx = ((PGExtension('public', 'x'),), {})", "PGExtension cannot be replaced"},
		{"create_entity", "from alembic_utils.pg_function import PGFunction\nx = ((PGFunction('public', 'f', 'x'),), {})", "the signature of a function needs parentheses"},
		{"create_entity", "from alembic_utils.pg_grant_table import PGGrantTable\nx = ((PGGrantTable('public', 't', 'r', 'SELECT'),), {})", "a value must be provided for columns"},
		{"sync_enum_values", "x = (('public', 'm', ['a'], [5]), {})", "Affected columns must contain tuples or TableReferences"},
	}
	for _, tt := range tests {
		if _, err := emitted(newSession("postgresql", nil), tt.operation, tt.code); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.code, err, tt.want)
		}
	}
}

// operationsObject stands for alembic.op: it notes what is called on it.
type operationsObject struct{ calls []string }

func (*operationsObject) Class() *python.Class { return python.ObjectClass }

func (o *operationsObject) Attr(_ *python.Thread, name string) (python.Value, error) {
	return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
		text := name
		for _, a := range c.Args {
			s, err := t.Str(a)
			if err != nil {
				return nil, err
			}
			text += " " + s
		}
		for _, k := range c.Kwargs {
			s, err := t.Str(k.Value)
			if err != nil {
				return nil, err
			}
			text += " " + k.Name + "=" + s
		}
		o.calls = append(o.calls, text)
		return python.None, nil
	}), nil
}

func TestSpatialOperations(t *testing.T) {
	str := func(texts ...string) (vs []python.Value) {
		for _, s := range texts {
			vs = append(vs, python.Str(s))
		}
		return vs
	}
	kw := func(name, value string) []python.Kwarg { return []python.Kwarg{{Name: name, Value: python.Str(value)}} }
	tests := []struct {
		operation string
		args      []python.Value
		kwargs    []python.Kwarg
		want      string
	}{
		{"create_geospatial_table", str("t", "column"), kw("schema", "s"), "create_table t column schema=s"},
		{"drop_geospatial_table", str("t"), nil, "drop_table t"},
		{"add_geospatial_column", str("t", "column"), nil, "add_column t column"},
		{"drop_geospatial_column", str("t", "c"), nil, "drop_column t c"},
		{"create_geospatial_index", str("idx", "t", "geom"), kw("postgresql_using", "gist"), "create_index idx t geom postgresql_using=gist"},
		{"drop_geospatial_index", str("idx"), append(kw("table_name", "t"), kw("column_name", "geom")...), "drop_index idx table_name=t"},
		{"drop_geospatial_index", str("idx", "t", "geom", "s"), nil, "drop_index idx t schema=s"},
		{"create_geospatial_constraints", str("t", "column"), nil, ""},
	}
	for _, tt := range tests {
		o := &operationsObject{}
		_, err := newSession("postgresql", nil).in.Thread().CallKw(thirdparty.Operations()[tt.operation], append([]python.Value{o}, tt.args...), tt.kwargs)
		if got := strings.Join(o.calls, "; "); got != tt.want || err != nil {
			t.Errorf("%s: %q, %v; want %q", tt.operation, got, err, tt.want)
		}
	}
}
