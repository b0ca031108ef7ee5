//go:build cgo

package postgresql

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/golden/pgserver"
)

// validBodies are forms of code that a server takes, and that must pass here.
var validBodies = []struct{ name, sql string }{
	{"nothing", "do $$begin end$$"},
	{"null and labels", "do $$ <<outer>> begin null; <<l>> loop exit l; end loop l; end outer $$"},
	{"returns table", "create function f(n int) returns table (a int, b text) language plpgsql as $$ begin a := n; return next; return query select 1, 'x'::text; end $$"},
	{"returns setof record with out arguments", "create function f(out a int, out b int) returns setof record language plpgsql as $$ begin for a, b in select 1, 2 loop return next; end loop; end $$"},
	{"out arguments without names", "create function f(int, out int, inout text) language plpgsql as $$ begin $2 := $1; $3 := 'x'; end $$"},
	{"alias of an argument", "create function f(int) returns int language plpgsql as $$ declare n alias for $1; begin return n; end $$"},
	{"select into an argument", "create function f(int, out int) language plpgsql as $$ begin select $1 into $2; end $$"},
	{"trigger function", "create function f() returns trigger language plpgsql as $$ begin if tg_op = 'INSERT' then new.c := old.c; return new; elsif tg_nargs > 0 then raise notice '%', tg_argv[0]; end if; return null; end $$"},
	{"event trigger function", "create function f() returns event_trigger language plpgsql as $$ begin raise notice '% %', tg_event, tg_tag; end $$"},
	{"row type and type", "create function f() returns int language plpgsql as $$ declare r t%rowtype; c t.c%type; k public.t.c%type; begin select * into r from t; return r.c + c + k; end $$"},
	{"record", "create function f() returns int language plpgsql as $$ declare r record; begin for r in select * from t loop return r.c; end loop; select 1 as a into strict r; r.a := 2; return r.a; end $$"},
	{"composite argument", "create function f(v t) returns t language plpgsql as $$ begin v.c := 1; select 2 into v.c; return v; end $$"},
	{"composite variable of a domain", "create function f(x d) returns d language plpgsql as $$ declare y d := x; begin return y; end $$"},
	{"enum and array", "create function f(v e, a int[]) returns int language plpgsql as $$ declare b int[] := '{}'; n e := 'a'; begin b[1] := 2; b := b || a; foreach n in array enum_range(null::e) loop null; end loop; return b[1]; end $$"},
	{"bound cursor", "create function f() returns void language plpgsql as $$ declare c cursor for select * from t; d cursor (n int) for select n; begin for r in c loop null; end loop; for r in d(1) loop null; end loop; for r in d (n := 1) loop null; end loop; end $$"},
	{"unbound cursor", "create function f() returns refcursor language plpgsql as $$ declare c refcursor; r record; begin open c for select 1; fetch next from c into r; move backward 1 from c; close c; open c scroll for execute 'select $1' using 1; return c; end $$"},
	{"exception block", "do $$ begin perform 1/0; exception when division_by_zero or sqlstate '22012' then raise notice '%', sqlerrm; when others then raise; end $$"},
	{"raise", "do $$ begin raise exception 'a % b %%', 1 using errcode = 'P0001', hint = 'x'; raise unique_violation using message = 'x'; raise sqlstate '22012'; raise info 'x'; end $$"},
	{"dynamic execute", "do $$ declare n int; begin execute format('select %L::int', 1) into n; execute 'select $1 + $2' into strict n using 1, 2; for n in execute 'select 1' loop continue when n = 1; end loop; end $$"},
	{"diagnostics", "do $$ declare n int; s text; begin get diagnostics n = row_count, s := pg_context; exception when others then get stacked diagnostics s = message_text; end $$"},
	{"case", "create function f(a int) returns text language plpgsql as $$ begin case a when 1, 2 then return 'x'; else return 'y'; end case; case when a > 1 then null; end case; end $$"},
	{"loops", "do $$ declare i int; begin for i in reverse 10..1 by 2 loop exit when i = 4; end loop; while i > 0 loop i := i - 1; end loop; for i in 1..2 loop null; end loop; end $$"},
	{"slices", "do $$ declare x int[]; begin foreach x slice 1 in array array[[1],[2]] loop null; end loop; end $$"},
	{"polymorphic", "create function f(a anyelement, b anyarray default null) returns anyelement language plpgsql as $$ declare v a%type; begin v := b[1]; return coalesce(v, a); end $$"},
	{"variadic", "create function f(variadic a numeric[]) returns numeric language plpgsql as $$ begin return (select sum(x) from unnest(a) x); end $$"},
	{"security definer", "create or replace function f() returns void language plpgsql strict security definer set search_path = public, pg_temp as $$ begin perform set_config('a.b', 'c', true); end $$"},
	{"procedure with commit", "create procedure f(inout n int) language plpgsql as $$ begin insert into t values (n); commit; rollback and chain; call f(n); end $$"},
	{"return of a query", "create function f() returns setof t language plpgsql as $$ begin return query execute 'select * from t where c = $1' using 1; return; end $$"},
	{"assert and perform", "do $$ begin assert 1 = 1, 'x'; perform pg_sleep(0) from t; end $$"},
	{"data changes", "do $$ declare n int; begin insert into t values (1) returning c into n; update t set c = n where c = n; delete from t; with x as (select 1) select count(*) into n from x; end $$"},
	{"schema changes", "do $$ begin create table if not exists u (a int); execute 'alter table u add b int'; comment on table u is 'x'; end $$"},
	{"options", "create function f() returns int language plpgsql as $$ #variable_conflict use_column\n#print_strict_params on\ndeclare c constant int not null := 1; begin return c; end $$"},
	{"quoted body", "create function f() returns text language plpgsql as 'begin return ''it''''s''; end'"},
	{"escape string body", `create function f() returns text language plpgsql as E'begin\n return \'x\'; end'`},
	{"nested quotes", "create function f() returns text language plpgsql as $f$ begin return $$x$$ || $q$y$q$; end $f$"},
	{"nested blocks", "do $$ declare a int := 1; begin declare a int; begin a := 2; exception when others then null; end; end $$"},
	{"comments", "do $$ -- x\n/* y; */ begin -- ' \n null; /* /* */ */ end; -- z\n $$"},
	{"SQL function", "create function f(a int, b int) returns int language sql as $$ select a + $2; select 1 $$"},
	{"SQL function without result", "create function f() returns void language sql as ''"},
	{"other language", "create function f() returns int language internal as 'int4in'"},
	{"function with a default", "create function f(a int default 1 + 1) returns int language plpgsql immutable parallel safe as $$ begin return a; end; $$"},
	{"long names", "do $$ declare " + strings.Repeat("a", 70) + " int; begin " + strings.Repeat("a", 70) + " := 1; end $$"},
}

func TestValidBodies(t *testing.T) {
	for _, tt := range validBodies {
		t.Run(tt.name, func(t *testing.T) {
			if _, diags := parse(tt.sql, version15); diags != nil {
				t.Error(diags)
			}
		})
	}
}

// invalidBodies have an error that the server reports as a syntax error.
var invalidBodies = []struct{ name, sql, head, marked string }{
	{"statement", "do $$begin selec 1; end$$", `2:12: error SP211: syntax error at or near "selec" in the PL/pgSQL body`, "selec"},
	{"later line", "do $$\nbegin\n  perform 'é';\n\n  selec 1;\nend\n$$", `6:3: error SP211: syntax error at or near "selec"`, "selec"},
	{"missing end", "create function f() returns int language plpgsql as $$\nbegin\n  return 1;\n$$", `4:3: error SP211: syntax error at end of input`, "return 1;"},
	{"missing then", "do $$ begin if true null; end if; end $$", `2:7: error SP211: missing "THEN" at end of SQL expression`, ""},
	{"missing loop", "do $$\nbegin\n  while true null; end loop;\nend $$", `3:1: error SP211: missing "LOOP" at end of SQL expression`, "begin"},
	{"expression", "do $$\ndeclare n int;\nbegin\n  n := 1 + ;\nend $$", `5:3: error SP211: syntax error at end of input`, "n := 1 + ;"},
	{"parentheses", "do $$begin perform (1; end$$", `2:22: error SP211: mismatched parentheses at or near ";"`, ";"},
	{"empty", "do $$$$", `2:4: error SP211: syntax error at end of input`, ""},
	{"string", "do $$begin perform 'x; end$$", `2:20: error SP211: unterminated quoted string at or near "'x; end"`, ""},
	{"label", "do $$ <<a>> begin end b $$", `2:7: error SP211: end label "b" differs from block's label "a"`, ""},
	{"declared twice", "do $$ declare a int; a text; begin end $$", `2:15: error SP211: duplicate declaration at or near "a"`, "a"},
	{"exit", "do $$ begin exit; end $$", `2:7: error SP211: EXIT cannot be used outside a loop`, ""},
	{"raise", "do $$ begin raise notice 'a %'; end $$", `2:7: error SP211: too few parameters specified for RAISE`, ""},
	{"quoted body", "create function f() returns int language plpgsql as 'begin retur 1; end'", `2:60: error SP211: syntax error at or near "retur"`, "retur"},
	{"body with doubled quotes", "create function f() returns text language plpgsql as 'begin retur ''x''; end'", `2:54: error SP211: syntax error at or near "retur"`, "'begin retur ''x''; end'"},
	{"SQL function", "create function f() returns int language sql as $$ select 1;\nselec 2 $$", `3:1: error SP211: syntax error at or near "selec" in the SQL body`, "selec"},
}

func TestInvalidBodies(t *testing.T) {
	for _, tt := range invalidBodies {
		t.Run(tt.name, func(t *testing.T) {
			_, diags := parse(tt.sql, version15)
			if len(diags) != 1 {
				t.Fatalf("%d diagnostics: %v", len(diags), diags)
			}
			if got := strings.TrimPrefix(diags[0].Head(), "r.sql:"); !strings.HasPrefix(got, tt.head) {
				t.Errorf("\n got %s\nwant %s", got, tt.head)
			}
			if marked := diags[0].Span.Text(); tt.marked != "" && marked != tt.marked {
				t.Errorf("marked %q, want %q", marked, tt.marked)
			}
		})
	}
}

// TestBodiesOnServer holds the two lists against a real server.
func TestBodiesOnServer(t *testing.T) {
	server := pgserver.Find(t)
	ctx := context.Background()
	conn := server.Connect(t, server.Database(t))
	if _, err := conn.Exec(ctx, "create table t (c int); create type e as enum ('a'); create domain d as t"); err != nil {
		t.Fatal(err)
	}
	state := func(t *testing.T, sql string) string {
		tx, err := conn.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		defer tx.Rollback(ctx)
		_, err = tx.Exec(ctx, sql)
		return sqlState(err)
	}
	const syntaxError, duplicateAlias = "42601", "42712"
	for _, tt := range validBodies {
		t.Run(tt.name, func(t *testing.T) {
			if got := state(t, tt.sql); got == syntaxError {
				t.Errorf("the server refuses it: %s", got)
			}
		})
	}
	for _, tt := range invalidBodies {
		t.Run("not "+tt.name, func(t *testing.T) {
			if got := state(t, tt.sql); got != syntaxError && got != duplicateAlias {
				t.Errorf("the server says %s", got)
			}
		})
	}
}

func TestDeepBodies(t *testing.T) {
	tests := []struct{ name, open, end string }{
		{"blocks", "begin ", "end; "},
		{"branches", "if true then ", "end if; "},
		{"loops", "loop ", "end loop; "},
		{"cases", "case when true then ", "end case; "},
	}
	for _, tt := range tests {
		for _, n := range []int{100, 1_000, 3_000, 100_000} {
			t.Run(fmt.Sprint(n, " ", tt.name), func(t *testing.T) {
				sql := "do $$ begin " + strings.Repeat(tt.open, n) + "null; " + strings.Repeat(tt.end, n) + "end $$"
				_, diags := parse(sql, version15)
				// The parser's stack ends somewhere above 1,000, on a server too.
				if n <= 1_000 && diags != nil || len(diags) > 1 {
					t.Error(diags[0].Head())
				}
			})
		}
	}
}

func TestPartsOfBodies(t *testing.T) {
	t.Run("block without a body", func(t *testing.T) {
		// The server refuses it when it runs it; the library would crash on it.
		if stmt, diags := parse("do language plpgsql", version15); diags != nil || stmt.Kind != "DO" {
			t.Errorf("%q %v", stmt.Kind, diags)
		}
	})
	t.Run("function without a body", func(t *testing.T) {
		if _, diags := parse("create function f() returns int language plpgsql", version15); diags != nil {
			t.Error(diags)
		}
	})
	t.Run("function in C", func(t *testing.T) {
		if _, diags := parse("create function f() returns int language c as 'lib', 'symbol'", version15); diags != nil {
			t.Error(diags)
		}
	})
}
