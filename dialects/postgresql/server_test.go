//go:build cgo

package postgresql

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/golden/pgserver"
)

// TestVerdictsOnServer compares what Parse says of a statement with what a
// server's own parser says of it when it prepares the statement, which runs
// nothing. What PostgreSQL 16 added is left out, since the server can be older.
func TestVerdictsOnServer(t *testing.T) {
	server := pgserver.Find(t)
	ctx := context.Background()
	conn := server.Connect(t, server.Database(t))
	for _, sql := range verdicts {
		t.Run(sql, func(t *testing.T) {
			_, diags := parse(sql, version15)
			_, err := conn.Prepare(ctx, "", sql)
			if refused := sqlState(err) == "42601"; refused != diags.HasErrors() {
				t.Errorf("Parse says %v, the server %v", diags, err)
			}
		})
	}
}

// verdicts are statements that are valid, next to some that differ from them by
// a slip.
var verdicts = []string{
	"create table a (b bigint generated always as identity primary key, c text collate \"C\" not null default 'x' check (c <> ''))",
	"create table a (b bigint generated always identity)",
	"create table a (b int, exclude using gist (b with =) where (b > 0) deferrable initially deferred)",
	"create table a (b int, exclude using gist (b =))",
	"create table a (b int) partition by range (b) with (fillfactor = 70) tablespace c",
	"create table a (b int) with (fillfactor = 70) partition by range (b)",
	"create table a partition of b for values from (1) to (maxvalue)",
	"create table a partition of b for values from 1 to 2",
	"create unlogged table if not exists a (like b including all excluding indexes)",
	"create temp table a (b int) on commit drop",
	"create table a (b int unique nulls not distinct)",
	"create table a (b int references c (d) match full on delete set null (b) on update cascade)",
	"create table a (b int references c (d) on delete set zero)",
	"alter table only a add column if not exists b int, drop column if exists c cascade, alter d type text using d::text",
	"alter table a add column b int, drop column if not exists c",
	"alter table a alter column b set data type int using (b)::int, alter column b drop default",
	"alter table a alter b set not null default 1",
	"alter table a attach partition b for values in ('x', null)",
	"alter table if exists a rename column b to c",
	"alter table a rename b c",
	"create unique index concurrently if not exists a on only b using gin (c gin_trgm_ops, (lower(d)) desc nulls last) include (e) where f is null",
	"create index a on b (c) where",
	"create index a on b using (c)",
	"drop index concurrently if exists a restrict",
	"create or replace view a (b, c) with (security_barrier) as select 1, 2 with local check option",
	"create view a as insert into b values (1)",
	"create recursive view a (b) as select 1 union all select b + 1 from a",
	"create materialized view if not exists a as select 1 with no data",
	"create trigger a before update of b, c on d referencing old table as e for each row when (old.* is distinct from new.*) execute function f('x')",
	"create trigger a before update on d for each row execute f()",
	"create constraint trigger a after insert on b deferrable initially deferred for each row execute procedure c()",
	"create function a(b int default 1, variadic c text[] = '{}') returns setof record language sql immutable strict parallel safe cost 10 rows 5 set x = 1 as $$select 1$$",
	"create function a() returns int begin atomic select 1; select case when true then 2 end; end",
	"create function a() returns int return 1 + 1",
	"create function a(b) returns",
	"create procedure a(inout b int) language sql begin atomic insert into c values (1); end",
	"create aggregate a (order by anyelement) (sfunc = b, stype = internal, finalfunc = c)",
	"create operator #> (leftarg = int, rightarg = int, function = f, commutator = operator(public.<#))",
	"create type a as enum ('b', 'c'); ",
	"alter type a add value if not exists 'b' after 'c'",
	"alter type a add value b",
	"create domain a as text check (value ~ '^x') not null",
	"create rule a as on update to b where c do instead (select 1; update d set e = 1; notify f)",
	"create policy a on b as restrictive for update to public, c using (true) with check (false)",
	"create policy a on b for upsert",
	"create publication a for table b (c, d) where (c > 1), tables in schema e",
	"create statistics a (ndistinct, mcv) on b, (c + 1) from d",
	"create sequence a as int start with 5 increment by -1 minvalue -9 no cycle owned by b.c",
	"grant select (a), update on b, c to d with grant option granted by e",
	"grant usage, select on all sequences in schema a to group b",
	"grant on a to b",
	"alter default privileges for role a in schema b revoke execute on functions from public",
	"comment on function a(int, text) is E'it\\'s'",
	"comment on table a",
	"insert into a as b (c, d[1], e.f) overriding system value values (1, default, row(1)) on conflict (c) where d do update set c = excluded.c where b.c > 0 returning *, b.c as x",
	"insert into a values (1) on conflict do update",
	"insert into a (b) values 1",
	"insert into a select from b on conflict on constraint c do nothing",
	"update only a b set (c, d) = (select 1, 2), e = default from f join g using (h) where current of i",
	"update a set b == 1",
	"update a set b = 1, where c",
	"delete from a using b where a.c = b.c returning a.*",
	"delete a where b",
	"merge into a using (select 1 as b) c on a.b = c.b when matched and a.d then update set d = 1 when not matched then insert (b) values (c.b) when matched then do nothing",
	"with recursive a (b) as materialized (select 1 union select b from a) search depth first by b set c cycle b set d to true default false using e select * from a",
	"select distinct on (a) b, count(*) filter (where c) over (partition by d order by e rows between 1 preceding and current row exclude ties) from f window w as (order by g)",
	"select a from b group by grouping sets ((c), rollup (d, e), cube (f)) having g order by 1 using > nulls first limit all offset 5 rows for update of b skip locked",
	"select a from b fetch first 3 rows with ties",
	"select a from b limit 1, 2",
	"select * from a tablesample bernoulli (5) repeatable (1), lateral (select 1) b, unnest(array[1]) with ordinality as c(d, e), rows from (f(), g() as (h int))",
	"select 'a' 'b'",
	"select 'a'\n'b', U&'\\0041' uescape '!', B'01', X'ff', E'\\x41', $$x$$, 1e5, .5, 1., 'x'::varchar(3), cast(a as int[][3])",
	"select extract(year from now()), position('a' in 'b'), substring('a' from 1 for 2), trim(both 'x' from y), overlay(a placing b from 1)",
	"select a[1:2], a[:], (b).c, (d).*, e->'f'->>'g', h @> array[1] and not i, j between symmetric 1 and 2, k is not distinct from l, m ilike any (array['x']) escape '!'",
	"select a b c",
	"select a as from b",
	"select from where",
	"select 1 union select 2 intersect select 3 except all (select 4 order by 1) order by 1",
	"select (1, 2) = any (values (1, 2)), exists (select), array(select 1)",
	"select xmlelement(name a, xmlattributes(b as c), d), xmlforest(e)",
	"values (1, 2), (3, 4) order by column1",
	"truncate only a, b restart identity cascade",
	"copy a (b, c) from '/x' with (format csv, header, null '\\N', force_not_null (b)) where b > 1",
	"copy a from",
	"vacuum (full, freeze, parallel 2) a (b), c",
	"vacuum full freeze analyze verbose a",
	"reindex (concurrently, tablespace x) index a",
	"cluster verbose a using b",
	"lock table only a, b in access exclusive mode nowait",
	"set local a.b to 'c', d",
	"set a",
	"set session characteristics as transaction isolation level repeatable read, read only, deferrable",
	"set time zone interval '1' hour to minute",
	"begin isolation level serializable, read write",
	"begin work serializable",
	"start transaction",
	"commit and no chain",
	"rollback to savepoint a",
	"do language plpgsql $$begin end$$",
	"call a(1, b => 2, variadic c)",
	"call a",
	"explain (analyze, buffers, format json) select 1",
	"prepare a (int) as select $1",
	"declare a binary no scroll cursor with hold for select 1",
	"fetch backward all from a",
	"listen a; ",
	"security label for x on role a is null",
	"import foreign schema a limit to (b, c) from server d into e options (f 'g')",
	"create user mapping if not exists for current_user server a options (b 'c')",
	"create foreign table a (b int options (c 'd')) server e options (f 'g')",
	"create event trigger a on ddl_command_end when tag in ('x') execute function b()",
	"create transform for a language b (from sql with function c(internal), to sql with function d(internal))",
	"create text search dictionary a (template = simple, stopwords = b)",
	"alter text search configuration a alter mapping for b with c, d",
	"create cast (a as b) with inout as implicit",
	"create extension if not exists \"a-b\" with schema c version '1' cascade",
	"create database a with owner b template c encoding 'UTF8' connection limit -1",
	"alter system reset all",
	"alter role a in database b set c to default",
	"create role a with login password 'x' valid until '2030-01-01' in role b connection limit 5",
	"create role a superuser nologin maybe",
	"reassign owned by a, current_user to b",
	"alter subscription a set publication b, c with (refresh = false)",
	"create tablespace a owner b location '/c' with (seq_page_cost = 1)",
	"discard sequences",
	"checkpoint",
	"notify a, 'b'",
	"table only a",
	"create schema a create table b (c int) create view d as select 1",
	"create schema if not exists a authorization b",
	"alter operator family a using btree add operator 1 < (int, int) for order by b",
	"drop function if exists a(int), b",
	"drop table a b",
	"drop cast if exists (a as b)",
	"drop owned by a cascade",
	"alter index a attach partition b",
	"alter view if exists a alter column b set default 1",
	"alter sequence a owned by none",
	"alter function a(int) rename to b",
	"alter domain a drop constraint if exists b cascade",
	"alter materialized view a set schema b",
	"alter event trigger a enable replica",
	"alter large object 5 owner to a",
	"alter aggregate a(*) owner to b",
}

// TestVerdictsDiffer fails if the list holds only one kind of statement, which
// would prove nothing.
func TestVerdictsDiffer(t *testing.T) {
	refused := 0
	for _, sql := range verdicts {
		if _, diags := parse(strings.TrimSpace(sql), version15); diags.HasErrors() {
			refused++
		}
	}
	if refused < 20 || refused > len(verdicts)-80 {
		t.Errorf("%d of %d are refused", refused, len(verdicts))
	}
}

// TestOlderSyntaxOnServer compares the versions of olderSyntax with what the
// server's own parser takes.
func TestOlderSyntaxOnServer(t *testing.T) {
	pgserver.EachVersion(t, func(t *testing.T, server *pgserver.Server, version int) {
		ctx := context.Background()
		conn := server.Connect(t, server.Database(t))
		for _, tt := range olderCases {
			t.Run(tt.sql, func(t *testing.T) {
				i := slices.IndexFunc(olderSyntax, func(row oldSyntax) bool { return row.name == tt.name })
				if i < 0 {
					t.Fatalf("olderSyntax has no %q", tt.name)
				}
				newer := olderSyntax[i].since > version
				if newer && slices.Contains(refusedLater, tt.name) {
					return // what its parser says tells nothing
				}
				_, err := conn.Prepare(ctx, "", tt.sql)
				// To a server before 16, JSON_ARRAY and JSON_ARRAYAGG are unknown functions.
				refused := sqlState(err) == "42601" || strings.HasPrefix(tt.name, "JSON_") && sqlState(err) == "42883"
				if refused != newer {
					t.Errorf("since %d, but server %d says %v", olderSyntax[i].since, version, err)
				}
			})
		}
	})
}

// TestNewerSyntaxOnServer compares the versions of newerSyntax with what the
// server's own parser takes.
func TestNewerSyntaxOnServer(t *testing.T) {
	pgserver.EachVersion(t, func(t *testing.T, server *pgserver.Server, version int) {
		ctx := context.Background()
		conn := server.Connect(t, server.Database(t))
		for _, tt := range newerCases {
			t.Run(tt.sql, func(t *testing.T) {
				_, err := conn.Prepare(ctx, "", tt.sql)
				refused := sqlState(err) == "42601" || sqlState(err) == "0A000"
				if newer := tt.since > version; refused != newer {
					t.Errorf("since %d, but server %d says %v", tt.since, version, err)
				}
			})
		}
	})
}

// refusedLater are the forms that an older server's parser takes, and that fail
// when the statement runs.
var refusedLater = []string{"partitioning BY HASH", "an OUT argument of a procedure", "CREATE STATISTICS on an expression", "security_invoker"}
