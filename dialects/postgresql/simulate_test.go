//go:build cgo

package postgresql

import (
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// simulated is the catalog after a script, which must have no conflicts.
func simulated(t testing.TB, script string) *schema.Catalog {
	t.Helper()
	cat := schema.New()
	for _, sql := range statements(t, "test.sql", script) {
		if conflicts := (Dialect{}).Simulate(&sqlstmt.Stmt{Text: sql}, cat); len(conflicts) > 0 {
			t.Fatalf("%s: %s", sql, conflictText(conflicts))
		}
	}
	return cat
}

// TestSimulateRows: what is known of the rows of table a after a script.
func TestSimulateRows(t *testing.T) {
	const tables = "create table a (id int primary key); create table b (id int, a_id int references a);"
	const more = "create table c (id int primary key, n int); create table d (id int references c on delete cascade); create sequence s;" +
		"create function fills() returns int language sql as 'insert into a values (1) returning 1';"
	onEach := func(body, event, table string) string {
		return "create function g() returns trigger language plpgsql as $g$begin " + body + "; end$g$; create trigger x " + event + " on " + table + " for each row execute function g();"
	}
	for sql, want := range map[string]schema.Rows{
		"":                                     schema.RowsNone,
		"insert into a values (1)":             schema.RowsListed,
		"insert into a select id from b":       schema.RowsNone,
		"insert into a select count(*) from b": schema.RowsListed,
		"insert into a select generate_series(1, 3)":                        schema.RowsUnknown,
		"insert into a select id from b union select 1":                     schema.RowsListed,
		"insert into a select b.id from b join (select 1) x on true":        schema.RowsNone,
		"insert into a select 1 from (select 1) x left join b on true":      schema.RowsListed,
		"insert into a default values":                                      schema.RowsListed,
		"insert into b values (1, 1)":                                       schema.RowsNone,
		"update a set id = 2":                                               schema.RowsNone,
		"delete from a where id = 1":                                        schema.RowsNone,
		"insert into a values (1); delete from a":                           schema.RowsNone,
		"insert into a values (1); delete from a where id = 1":              schema.RowsNone,
		"insert into a values (1); truncate a, b":                           schema.RowsNone,
		"insert into a values (1); truncate a cascade":                      schema.RowsNone,
		"with x as (insert into a values (1) returning id) select * from x": schema.RowsUnknown,
		"select setval('s', 1)":                                             schema.RowsNone,
		"select now(), lower('X'), pg_sleep(0)":                             schema.RowsNone,
		"select create_hypertable('a', 'id')":                               schema.RowsUnknown,
		"create function f() returns int language sql as 'insert into a values (1) returning 1'; select f()":                                                                                                   schema.RowsUnknown,
		"create function f() returns int language plpgsql as 'begin return 1; end'; select f()":                                                                                                                schema.RowsNone,
		"create function g() returns trigger language plpgsql as 'begin return new; end'; create trigger x after insert on b execute function g(); insert into b values (1)":                                   schema.RowsNone,
		"create function g() returns trigger language plpgsql as 'begin insert into a values (1); return new; end'; create trigger x after insert on b execute function g(); insert into b values (1)":         schema.RowsUnknown,
		"create function g() returns trigger language plpgsql as 'begin insert into a values (1); return new; end'; create trigger x after update on b for each row execute function g(); update b set id = 1": schema.RowsNone,
		"create function g() returns trigger language plpgsql as 'begin insert into a values (1); return new; end'; create trigger x after update on b execute function g(); update b set id = 1":              schema.RowsUnknown,
		onEach("update a set id = 1 where id = new.id; return null", "after insert", "b") + "insert into b values (1)":                                                                                         schema.RowsNone,
		onEach("insert into a values (1); return null", "after insert", "b") + "update b set id = 1":                                                                                                           schema.RowsNone,
		onEach("insert into a values (1); return null", "after update of id", "c") + "insert into c values (1); update c set n = 1":                                                                            schema.RowsNone,
		onEach("insert into a values (1); return null", "after update of id", "c") + "insert into c values (1); update c set id = 1":                                                                           schema.RowsUnknown,
		onEach("case new.id when 1 then insert into a values (1); end case; return null", "after insert", "b") + "insert into b values (1)":                                                                    schema.RowsUnknown,
		onEach("insert into a select id from c; insert into c values (1); return null", "after insert", "b") + "insert into b values (1)":                                                                      schema.RowsUnknown,
		onEach("perform fills(); return null", "after insert", "b") + "insert into b values (1)":                                                                                                               schema.RowsUnknown,
		onEach("new.id := fills(); return new", "before insert", "b") + "insert into b values (1)":                                                                                                             schema.RowsUnknown,
		onEach("execute 'insert into a values (1)'; return null", "after insert", "b") + "insert into b values (1)":                                                                                            schema.RowsUnknown,
		onEach("insert into c values (1); return null", "after insert", "c") + "insert into c values (1)":                                                                                                      schema.RowsNone,
		onEach("insert into a values (1); return null", "after delete", "d") + "insert into d values (1); delete from c where id = 1":                                                                          schema.RowsNone,
		onEach("insert into a values (1); return null", "after delete", "d") + "insert into c values (1); insert into d values (1); delete from c where id = 1":                                                schema.RowsUnknown,
		"do $$ begin case 1 when 1 then insert into a values (1); end case; end $$":                                                                                                                            schema.RowsUnknown,
		"do $$ begin perform 1 / 0; alter table c drop column x; exception when others then insert into a values (1); end $$":                                                                                  schema.RowsUnknown,
		"do $$ declare n int; begin n := fills(); end $$":                                                                                                                                                      schema.RowsUnknown,
		"copy a from '/x'":               schema.RowsUnknown,
		"alter table a add column n int": schema.RowsNone,
		"do $$ begin for i in 1..3 loop insert into a values (i); end loop; end $$":             schema.RowsUnknown,
		"do $$ begin if exists (select 1 from b) then insert into a values (1); end if; end $$": schema.RowsNone,
		"do $$ begin if random() > 0.5 then insert into a values (1); end if; end $$":           schema.RowsUnknown,
		"merge into a using b on a.id = b.id when not matched then insert values (1)":           schema.RowsNone,
	} {
		t.Run(sql, func(t *testing.T) {
			cat := simulated(t, tables+more+sql+";")
			a, _ := cat.Table("", "a")
			if rows, why := cat.RowsOf(a); rows != want || rows == schema.RowsUnknown && (why == nil || why.Reason == "") {
				t.Errorf("rows %v, because %v", rows, why)
			}
		})
	}
}

// TestSimulateUnknown: what is known of table a after what cannot be followed.
func TestSimulateUnknown(t *testing.T) {
	for script, want := range map[string]schema.State{
		"":                        schema.No,
		"create table a (id int)": schema.Yes,
		"do $$ begin execute (select x from y); end $$":                                                                          schema.Unknown,
		"create table a (id int); do $$ begin execute 'drop table ' || current_user; end $$":                                     schema.Unknown,
		"do $$ begin execute 'x' || 'y'; end $$; create table a (id int)":                                                        schema.Yes,
		"do $$ begin execute 'x' || 'y'; end $$; drop table if exists a":                                                         schema.No,
		"do $$ begin execute 'alter table a drop constraint ' || quote_ident('x'); end $$":                                       schema.Unknown,
		"do $$ begin execute 'alter table b drop constraint ' || quote_ident('x'); end $$":                                       schema.No,
		"do $$ begin execute format('insert into %I values (1)', 'a'); end $$":                                                   schema.No,
		"do $$ begin if random() > 0.5 then create table a (id int); end if; end $$":                                             schema.Unknown,
		"do $$ begin if random() > 0.5 then create table b (id int); end if; end $$":                                             schema.No,
		"do $$ begin create table a (id int); exception when duplicate_table then null; end $$":                                  schema.Yes,
		"do $$ begin create table a (id int); create table a (id int); exception when others then null; end $$":                  schema.No,
		"create table a (id int); do $$ begin execute format('drop trigger if exists x on %I.b', current_schema()); end $$":      schema.Yes,
		"create table a (id int); do $$ begin execute 'drop function if exists ' || quote_ident('f') || '(int)'; end $$":         schema.Yes,
		"create table a (id int); do $$ begin execute 'drop function if exists ' || quote_ident('f') || '(int) cascade'; end $$": schema.Unknown,
		"create table a (id int); do $$ declare x text; begin execute 'drop function if exists f() ' || x; end $$":               schema.Unknown,
		"create table a (id int); do $$ declare x text; begin execute format('drop trigger x on b %s', x); end $$":               schema.Unknown,
		"do language plpython3u 'x'":                                          schema.Unknown,
		"create procedure p() language sql as 'drop table a'; call p()":       schema.Unknown,
		"create procedure p() language sql as 'update b set c = 1'; call p()": schema.No,
	} {
		t.Run(script, func(t *testing.T) {
			cat := simulated(t, script+";")
			if _, known := cat.Table("", "a"); known.State != want {
				t.Errorf("%v: %s", known.State, known.Reason)
			}
		})
	}
}

// TestSimulatePerhapsDropTrigger: a trigger that a statement may have dropped may be there, and may be made.
func TestSimulatePerhapsDropTrigger(t *testing.T) {
	const tables = `create table a (id int); create table b (id int); create function f() returns trigger language plpgsql as 'begin return new; end';
		create trigger x before insert on a for each row execute function f(); create trigger y before insert on a for each row execute function f();
		create trigger x before insert on b for each row execute function f(); `
	const all = "a.x a.y b.x"
	for script, doubted := range map[string]string{
		"create function d() returns void language plpgsql as 'begin drop trigger x on a; end'; select d()":                                               "a.x",
		"do $$ begin if random() > 0.5 then drop trigger if exists x on public.a; end if; end $$":                                                         "a.x",
		"do $$ begin execute format('drop trigger %I on a', current_user); end $$":                                                                        all,
		"do $$ begin execute 'drop function ' || quote_ident('g'); end $$":                                                                                "",
		"do $$ begin execute format('drop trigger %I on a', current_user); end $$; create trigger x before insert on a for each row execute function f()": "a.y b.x",
		"do $$ begin execute format('drop trigger %I on a', current_user); end $$; drop trigger x on a; drop function f()":                                "",
	} {
		cat := simulated(t, tables+script+";")
		var got []string
		for _, table := range cat.Tables("") {
			for _, g := range table.Triggers {
				if g.Doubt != nil {
					got = append(got, table.Name.Name+"."+g.Name)
				}
			}
			if _, known := cat.Table("", table.Name.Name); !known.Yes() || table.Doubt != nil {
				t.Errorf("%s: table %s is in doubt", script, table.Name)
			}
		}
		if strings.Join(got, " ") != doubted {
			t.Errorf("%s: in doubt %v, want %s", script, got, doubted)
		}
		for name, table := range map[string]string{"x": "a", "y": "a"} {
			_, known, _ := (Dialect{}).Answer("select 1 from pg_trigger where tgname = '"+name+"' and tgrelid = '"+table+"'::regclass", cat)
			if want := !strings.Contains(doubted, table+"."+name); known != want {
				t.Errorf("%s: whether there is a trigger %s is known: %v", script, name, known)
			}
		}
	}
}

// TestSimulatePerhapsUpdate: an UPDATE that may run leaves unknown what it sets, in the rows that it may reach, and no more.
func TestSimulatePerhapsUpdate(t *testing.T) {
	cat := simulated(t, `create table a (id int primary key, n int, k text, off boolean, m int default 0); create table b (id int);
		create function f() returns trigger language plpgsql as $$ declare v int := 3; begin
			update a set m = 1 where n = 7; update a set n = new.id where n = v and off = false; return null; end $$;
		create trigger x after insert on b for each row execute function f();
		insert into a values (1, 1, 'one', true), (2, 2, 'two', false); insert into b values (1);`)
	for sql, want := range map[string]bool{
		"select id, k, off from a order by id": true, "select id from a where k = 'two'": true, "select id from a where id = 1 and n = 1 and m = 0": true,
		"select id from a where id = 2 and n = 2": false, "select id from a where n = 2": false,
		"select id from a where id = 2 and m = 0": false, // what the second UPDATE has written, the first may find
	} {
		if _, known, why := (Dialect{}).Answer(sql, cat); known != want {
			t.Errorf("%s: known %v, %s", sql, known, why)
		}
	}
}

// TestPerhapsNull: of a value that is not known but not NULL, an operation can make NULL.
func TestPerhapsNull(t *testing.T) {
	cat := simulated(t, "create table a (id int primary key, k text not null); insert into a values (1, current_user), (2, 'x');")
	for condition, want := range map[string]bool{
		"k is null": true, "nullif(k, '') is null": false, "nullif('x', k) is null": false, "(k = 'b' and null) is null": false,
		"(case when id > 0 then nullif(k, 'a') end) is null": false,
	} {
		if _, known, why := (Dialect{}).Answer("select id from a where id = 1 and "+condition, cat); known != want {
			t.Errorf("%s: known %v, %s", condition, known, why)
		}
	}
}

// TestSimulateLoop: what a loop over rows of the catalog does with texts that it puts together.
func TestSimulateLoop(t *testing.T) {
	const tables = `create table "A b" (id int primary key); create table a (id int primary key, b int constraint fk references "A b", c int constraint "fk 2" references "A b", constraint pos check (id > 0));`
	const query = "select conname from pg_constraint c join pg_class t on c.conrelid = t.oid where t.relname = 'a' and contype = 'f'"
	loop := func(declare, variable, query, body string) string {
		return "do $$ declare " + declare + "; begin for " + variable + " in " + query + " loop " + body + "; end loop; end $$"
	}
	for script, want := range map[string]string{
		loop("r record", "r", "("+query+")", "execute format('alter table a drop constraint if exists %I', r.conname)"):                                                            "a_pkey pos",
		loop("n text", "n", query, "execute 'alter table a drop constraint ' || quote_ident(n)"):                                                                                   "a_pkey pos",
		loop("n text", "n", query+" and conname like 'x%'", "execute 'drop table ' || n; perform 1"):                                                                               "a_pkey fk fk 2 pos",
		loop("r record", "r", "select relname from pg_class where relkind = 'v'", "execute 'drop view ' || quote_ident(r.relname)"):                                                "a_pkey fk fk 2 pos",
		loop("r record", "r", query, "execute format('alter table a drop constraint %I', r.conname); execute format('alter table a drop column %s', r.conname)"):                   "?",
		loop("n text; m text", "n, m", query, "execute format('alter table a drop constraint %I', m)"):                                                                             "?",
		loop("r record; conname text", "r", query, "execute format('alter table a drop constraint %I', conname)"):                                                                  "?",
		loop("r record; n text", "r", query, "execute format('alter table a drop constraint %I', r.conname) into n"):                                                               "?",
		loop("r record", "r", query, "if true then execute format('alter table a drop constraint %I', r.conname); end if"):                                                         "?",
		"do $$ declare r record; begin if random() > 0.5 then for r in " + query + " loop execute format('alter table a drop constraint %I', r.conname); end loop; end if; end $$": "?",
	} {
		t.Run(script, func(t *testing.T) {
			answer, known, _ := Dialect{}.Answer("select conname from pg_constraint where conrelid = 'a'::regclass order by conname", simulated(t, tables+script+";"))
			var names []string
			for _, row := range answer.Rows {
				names = append(names, row[0].(string))
			}
			if got := strings.Join(names, " "); known && got != want || known == (want == "?") {
				t.Errorf("known %v: %s, want %s", known, got, want)
			}
		})
	}
}

// defaults are definitions of columns with their defaults as the server prints them.
var defaults = map[string]string{
	"int default 0": "0", "int default -1": "'-1'::integer", "int default '0'": "0", "bigint default '0'": "'0'::bigint",
	"numeric default 1.5": "1.5", "bigint default 99999999999": "'99999999999'::bigint", "boolean default 'f'": "false",
	"boolean default true": "true", "text default 'x'": "'x'::text", "varchar(9) default 'it''s'": "'it''s'::character varying",
	"char(3) default 'x'": "'x'::bpchar", "jsonb default '{}'": "'{}'::jsonb", "timestamptz default now()": "now()",
	"timestamptz default current_timestamp": "CURRENT_TIMESTAMP", "text[] default '{}'": "'{}'::text[]",
	"uuid default gen_random_uuid()": "gen_random_uuid()", "timestamp default timezone('utc', now())": "timezone('utc'::text, now())",
	"text[] default array[]::text[]": "ARRAY[]::text[]", "serial": "nextval('t_c_seq'::regclass)", "mood default 'sad'": "'sad'::mood",
	"varchar default 'x'::varchar(3)": "'x'::character varying(3)", "date default '2020-01-01'": "'2020-01-01'::date",
}

// TestSimulateDefaults: how a default is printed is foretold.
func TestSimulateDefaults(t *testing.T) {
	for definition, want := range defaults {
		t.Run(definition, func(t *testing.T) {
			cat := simulated(t, "create type mood as enum ('sad'); create table t (c "+definition+");")
			if c, _ := cat.Column("", "t", "c"); c.Default == nil || c.Default.Printed != want {
				t.Errorf("%+v, want %s", c.Default, want)
			}
		})
	}
}

// TestSimulateKeepsClone: a clone stays as it is.
func TestSimulateKeepsClone(t *testing.T) {
	cat := simulated(t, "create table a (id int primary key, n text); create type e as enum ('x');")
	before := cat.Clone()
	for _, sql := range []string{
		"alter table a rename column n to m", "alter table a add unique (m)", "alter type e add value 'y'", "create table b (id int)",
		"alter table a rename constraint a_pkey to k", "insert into a values (1)", "alter table a rename to z", "set search_path to x",
	} {
		if conflicts := (Dialect{}).Simulate(&sqlstmt.Stmt{Text: sql}, cat); len(conflicts) > 0 {
			t.Fatal(conflictText(conflicts))
		}
	}
	a, known := before.Table("", "a")
	if !known.Yes() || a.Column("n") == nil || len(a.Constraints) != 1 || a.Constraint("a_pkey") == nil || a.Index("a_pkey") == nil {
		t.Errorf("%v %+v", known, a)
	}
	if rows, _ := before.RowsOf(a); rows != schema.RowsNone {
		t.Error("the clone's table has rows")
	}
	if e, _ := before.Type("", "e"); len(e.Values) != 1 {
		t.Errorf("values %v", e.Values)
	}
	if _, known := before.Table("", "b"); !known.No() {
		t.Error("the clone has table b")
	}
	if path := strings.Join(before.SearchPath(), ","); path != "$user,public" {
		t.Errorf("path %s", path)
	}
}

// TestSimulateConflict: what the server would refuse is told with its place, and
// changes nothing.
func TestSimulateConflict(t *testing.T) {
	cat := simulated(t, "create table a (id int); create view v as select id from a;")
	file := source.NewFile("x.sql", "alter table a add n int, drop column id")
	span := file.Span(0, len(file.Text))
	conflicts := Dialect{}.Simulate(&sqlstmt.Stmt{Text: file.Text, Span: span}, cat)
	if len(conflicts) != 1 || conflicts[0].Kind != schema.Needed || conflicts[0].Span != span ||
		conflicts[0].Message != "column id of table a cannot be dropped: view v needs it" {
		t.Errorf("%+v", conflicts)
	}
	if c, known := cat.Column("", "a", "n"); c != nil || !known.No() {
		t.Error("the refused statement has changed the table")
	}
}

// TestIndexOfParentAlone: such an index is invalid while a partition lacks its part, and which partitions there are is
// not known behind a block that may have made some.
func TestIndexOfParentAlone(t *testing.T) {
	const table, block, index = "create table p (a int) partition by list (a);", "do $$ begin execute 'create table ' || 'p1' || ' partition of p default'; end $$;", "create index i on only p (a);"
	const part = "create table p2 partition of p for values in (2); create index i2 on p2 (a);"
	for script, want := range map[string][2]bool{ // invalid, perhaps invalid
		table + index:         {false, false},
		table + part + index:  {true, false},
		table + block + index: {false, true},
		table + part + index + "alter index i attach partition i2;":         {false, false},
		table + part + block + index:                                        {true, false},
		table + part + block + index + "alter index i attach partition i2;": {false, true},
	} {
		t.Run(script, func(t *testing.T) {
			x, _, _ := simulated(t, script).Index("", "i")
			if got := [2]bool{x.Invalid, x.MayBeInvalid}; got != want {
				t.Errorf("invalid, perhaps invalid: %v, want %v", got, want)
			}
		})
	}
}
