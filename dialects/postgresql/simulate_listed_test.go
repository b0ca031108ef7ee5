//go:build cgo

package postgresql

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sqlplan/sqlplan/golden/pgserver"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// listedTables are the tables of the scripts below.
const listedTables = `create table t (id int primary key, name varchar(20) unique, on_ bool not null default true, n bigint default 5, at timestamptz default now());
	create table u (id uuid primary key, t_id int references t on update cascade on delete cascade, note text);
	create table s (id serial primary key, name text not null);
	create table copy (id int, name text);
	create table p (id int) partition by list (id);
	create function changes() returns trigger language plpgsql as 'begin new.n := 7; return new; end';
	create function fills() returns int language sql as 'insert into t values (99) returning 1';
	create function fires() returns trigger language plpgsql as 'begin perform nextval(''s_id_seq''); return new; end';
	create view v as select id, name from t;
	insert into t (id, name) values (1, 'one'), (2, 'two'), (3, null);`

// listedScripts are scripts and a query, with what is known of its rows: all of them, or
// nothing ("?"). "*" stands for a value that is not known.
var listedScripts = []struct{ script, query, want string }{
	{"", "select id, name, on_, n from t", `[[1,"one",true,5],[2,"two",true,5],[3,null,true,5]]`},
	{"", "select id, at from t where id = 2", `[[2,"*"]]`},
	{"", "select count(*), count(name), count(at), max(n) from t", "?"}, // at could be NULL for all that is known
	{"", "select count(*), count(name), max(n) from t", `[[3,2,5]]`},
	{"", "select max(name) from t", "?"},
	{"", "select name from t order by name", "?"},
	{"", "select name from t where name > 'a'", "?"},
	{"", "select id from t order by id desc limit 2", `[[3],[2]]`},
	{"", "select id from t where name in ('one', 'x') or name is null", `[[1],[3]]`},
	{"", "select id from t where at > '2000-01-01'", "?"},
	{"", "select exists (select 1 from t where name = 'two'), (select id from t where name = 'one')", `[[true,1]]`},
	{"", "select a.id, b.name from t a join t b on a.id = b.id + 1", `[[2,"one"],[3,"two"]]`},
	{"", "select id, generate_series(1, 2) from t", "?"},
	{"", "select bit_or(id) from t", "?"},
	{"", "select unnest(array[1, 2])", `[[1],[2]]`},
	{"with c as (select id, generate_series(1, 3) from copy) insert into s (name) select c.id::text from c", "select count(*) from s", `[[0]]`},
	{"insert into s (name) with c as (select id from copy), d as (select * from c) select id::text from d", "select count(*) from s", `[[0]]`},
	{"with copy as (select 1 as id) insert into s (name) select id::text from copy", "select count(*) from s", "?"}, // the query hides the table
	{"with copy as (select 1 as id) insert into s (name) select id::text from public.copy", "select count(*) from s", `[[0]]`},
	{"with recursive c as (select id from u), copy as (select 1 as id) insert into s (name) select id::text from copy", "select count(*) from s", "?"},
	{"with c as (select id from copy), copy as (select 1 as id) insert into s (name) select id::text from c", "select count(*) from s", `[[0]]`},
	{"with c as (insert into u values ('6f1d2a5e-0b1c-4d2e-8f3a-1b2c3d4e5f60') returning 1 as id) insert into s (name) select id::text from c", "select count(*) from s", "?"},
	{`create table b (id int, raw bytea); insert into b values (1, ''), (2, 'ab'), (3, '\xFF'), (4, null)`, `select id from b where raw in ('', '\x6162')`, `[[1],[2]]`},
	{`create table b (id int, raw bytea); insert into b values (1, 'a'), (2, 'ab'), (3, '\xFF'), (4, null)`, "select id from b where raw is not null order by raw desc", `[[3],[2],[1]]`},
	{`create table b (id int, raw bytea); insert into b values (1, 'a'), (2, 'a\\\\b'), (3, 'a\142')`, "select id from b where raw = 'b' order by id", "?"},
	{`create table b (id int, raw bytea); insert into b values (1, 'a'); delete from b where raw = 'a' and not exists (select 1 from copy where copy.id = b.id)`, "select count(*) from b", `[[0]]`},
	{`create table b (id int, raw bytea); insert into b values (1, 'a')`, "select raw from b", `[["*"]]`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1, array['a', 'b"c'], '{p,q}', '{1}'), (2, array[]::varchar[], null, null)`, `select id, tags, short from l`, `[[1,["a","b\"c"],["p","q"]],[2,[],null]]`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1, '{}', array[null, 'x}y', 'a\b', ''], null)`, `select tags, short from l`, `[[[],[null,"x}y","a\\b",""]]]`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1); insert into l (id, tags) values (2, array['k']); update l set tags = '{u,v}' where id = 2`, `select id, tags from l order by id`, `[[1,["x"]],[2,["u","v"]]]`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1, '{a,b}', null, null), (2, '{b}', null, null)`, `select id from l where 'a' = any (tags) or tags = array['b'] order by id`, `[[1],[2]]`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1, '{a,b}', null, null), (2, '{b}', null, null)`, `select id from l where tags <> array['b']`, `[[1]]`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1, '{a,b}', null, null), (2, '{b}', null, null)`, `select id from l where tags < array['b']`, `?`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1, '{a,b}', null, null), (2, '{b}', null, null)`, `select id from l order by tags`, `?`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1, '{a,b}', null, null)`, `select nums, cardinality(tags) from l`, `[[null,2]]`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1, '{a,b}', null, '{1,2}')`, `select nums from l`, `[["*"]]`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1, '{a,NULL}', null, null)`, `select tags from l`, `[["*"]]`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1, '{{a},{b}}', null, null)`, `select tags from l`, `[["*"]]`},
	{`create table l (id int, tags text[] default '{x}', short varchar(3)[], nums int[]); insert into l values (1, array['abcd']::varchar(2)[], null, null)`, `select tags from l`, `[["*"]]`},
	{"update t set name = 'uno' where id = 1", "select name from t where id = 1", `[["uno"]]`},
	{"update t set name = 'uno' where id = 1", "select id from t", "?"}, // in an order of the server's own
	{"update t set name = 'uno' where id = 1", "select id from t order by 1", `[[1],[2],[3]]`},
	{"update t set name = 'uno' where id = 1", "select id from t where id > 1 limit 1", "?"},
	{"update t set name = replace(name, 'o', 'oo') where id < 3", "select id, name, replace(name, '', 'x') from t order by id", `[[1,"oone","oone"],[2,"twoo","twoo"],[3,null,null]]`},
	{"update t set name = 'uno' where id = 9", "select id from t", `[[1],[2],[3]]`},
	{"update t set n = n + id", "select n from t order by id", `[[6],[7],[8]]`},
	{"update t set at = null where id = 1", "select id from t where at is null", "?"},
	{"update t set n = 9 where at > now()", "select id, n from t where id = 1", `[[1,"*"]]`},
	{"update t set n = u.x from (values (1, 20)) u (id, x) where t.id = u.id", "select id, name, n from t order by id", `[[1,"one",20],[2,"two",5],[3,null,5]]`},
	{"update t set n = u.x from (values (1, 20), (1, 30), (2, 7), (2, 7)) u (id, x) where t.id = u.id", "select id, n from t order by id", `[[1,"*"],[2,7],[3,5]]`},
	{"update t set n = 1 from copy where copy.id = t.id", "select id, n from t", `[[1,5],[2,5],[3,5]]`},
	{"insert into copy select id from t where at < now(); update t set n = 1 from copy where copy.id = t.id and t.id > 1", "select id, n from t order by id", `[[1,5],[2,"*"],[3,"*"]]`},
	{"update t set n = 1 from t b where t.id = b.id and t.ctid in (select c.ctid from t c where c.id < 3)", "select id, n from t order by id", `[[1,1],[2,1],[3,5]]`},
	{"", "select count(*) from t a join t b on a.ctid = b.ctid where a.ctid is not null", `[[3]]`},
	{"", "select id from t where ctid > '(0,1)'", "?"},
	{"update t set n = u.x from (values (1, 20)) u (id, x) where t.id = u.id and t.id < 2", "select id, n from t where id > 1 order by id", `[[2,5],[3,5]]`},
	{"update t set n = u.x from (values (1, 20)) u (id, x) where t.id = u.id or t.id < 2", "select id, n from t where id > 1 order by id", `[[2,5],[3,5]]`},
	{"update t set n = u.x from (values (1, 20)) u (id, x)", "select count(*), count(n), max(n) from t", `[[3,3,20]]`},
	{"update t a set n = b.id from t b where a.id = b.id and b.id = 3 and a.name = 'one'", "select id, n from t order by id", `[[1,5],[2,5],[3,5]]`},
	{"update t set id = t.id + 10 from (values (1)) x (y) where y = id", "select id, name from t order by id", `[[2,"two"],[3,null],[11,"one"]]`},
	{"update t set (name, n) = ('a', 2) where id = 1", "select name, id from t where id = 1", `[["*",1]]`},
	{"update v set name = 'seen' where id = 1", "select name from t where id = 1", "?"},
	{"delete from t where id = 2", "select id from t", `[[1],[3]]`},
	{"delete from t where name = 'two'", "select id from t", `[[1],[3]]`},
	{"delete from t where at < now()", "select id from t", "?"},
	{"delete from t using (values (1)) x (id) where x.id = t.id", "select count(*) from t", "?"},
	{"delete from t", "select id from t", `[]`},
	{"truncate t cascade", "select count(*) from t", `[[0]]`},
	{"insert into t (id) values (4)", "select * from t where id = 4", `[[4,null,true,5,"*"]]`},
	{"insert into t values (4, default, default, default)", "select id, name, on_, n from t where id = 4", `[[4,null,true,5]]`},
	{"insert into t values ('5', 'x', 'off', '7')", "select id, on_, n from t where id = 5", `[[5,false,7]]`},
	{"insert into t (id, name) values (1, 'again') on conflict (id) do nothing", "select count(*) from t", `[[3]]`},
	{"insert into t (id, name) values (8, 'one') on conflict do nothing", "select count(*) from t", `[[3]]`},
	{"insert into t (id, name) values (8, 'eight') on conflict do nothing", "select count(*) from t", `[[4]]`},
	{"insert into t (id, name) values (1, 'again') on conflict (id) do update set name = excluded.name", "select count(*) from t", "?"},
	{"insert into t (id, name) values (8, 'eight') on conflict (id) do update set name = excluded.name", "select count(*) from t", `[[4]]`},
	{"insert into copy select id, name from t where id < 3", "select * from copy", `[[1,"one"],[2,"two"]]`},
	{"insert into copy select id, coalesce(name, 'none') || '!' from t", "select * from copy", `[[1,"one!"],[2,"two!"],[3,"none!"]]`},
	{"insert into copy select generate_series(1, 3)", "select count(*) from copy", "?"},
	{"insert into copy select id from t where at < now()", "select count(*) from copy", "?"},
	{"insert into copy with x as (select 1) select * from x", "select id from copy", `[[1]]`},
	{"with x as (insert into copy values (1) returning id) select 1", "select id from copy", "?"},
	{"with x as (select 1 as id) insert into copy select id from x", "select id from copy", "?"},
	{"insert into copy (name) values ('0.10'::numeric::text), (1), (true)", "select name from copy", `[["*"],["1"],["*"]]`},
	{"insert into copy (name) values ('abcdef'::varchar(3))", "select name from copy", `[["*"]]`},
	{"insert into s (name) values ('a'), ('b')", "select id, name from s where name = 'b'", `[[2,"b"]]`},
	{"insert into s (name) values ('a'), ('b')", "select count(id), count(*) from s where id is not null", `[[2,2]]`},
	{"insert into s (name) values ('a'), ('b'); insert into s values (default, 'c')", "select name from s where id = 3", `[["c"]]`},
	{"insert into s (name) values ('a'); insert into s values (7, 'b'); insert into s (name) values ('c')", "select id, name from s", `[[1,"a"],[7,"b"],[2,"c"]]`},
	{"insert into s (name) values ('a'); delete from s; insert into s (name) values ('b')", "select id from s", `[[2]]`},
	{"insert into s (name) values ('a'); truncate s; insert into s (name) values ('b')", "select id from s", `[[2]]`},
	{"insert into s (name) values ('a'); truncate s restart identity; insert into s (name) values ('b')", "select id from s", `[[1]]`},
	{"insert into s values (1, 'a') on conflict do nothing; insert into s (id, name) values (default, 'b'), (default, 'c') on conflict (id) do nothing; insert into s (name) values ('d')", "select id, name from s", `[[1,"a"],[2,"c"],[3,"d"]]`},
	{"insert into s (name) select 'a'; insert into s (name) select 'b' where false; insert into s (name) select 'c' where not exists (select 1 from s where name = 'c')", "select id, name from s", `[[1,"a"],[2,"c"]]`},
	{"insert into s (name) select name from t where name is not null; insert into s (name) values ('last')", "select id, name from s", `[["*","one"],["*","two"],[3,"last"]]`},
	{"insert into s (name) select 'a' from u; insert into s (name) select note from u; insert into s (name) values ('b')", "select id from s", `[[1]]`},
	{"insert into s (name) values ('a'); alter table s rename to s2; alter sequence s_id_seq rename to s2_id_seq; insert into s2 (name) values ('b')", "select id from s2 where name = 'b'", `[[2]]`},
	{"insert into s (name) values ('a'); update s set id = default; insert into s (name) values ('b')", "select id from s where name = 'b'", `[["*"]]`},
	{"insert into s (name) select at::text from t where at is not null; insert into s (name) values ('b')", "select count(*) from s", "?"},
	{"insert into s (name) select at::text from t where at is not null; truncate s; insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"do $$ begin insert into s (name) values ('a'); end $$; delete from s; insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"select nextval('s_id_seq'); insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"select nextval(concat('s', '_id_seq')); insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"do $$ begin perform nextval('s_id_seq'); end $$; insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"create function taken() returns bigint language plpgsql as 'begin return nextval(''s_id_seq''); end'; select taken(); insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"create function taken() returns bigint language plpgsql as 'begin return nextval(''s_id_seq''); end'; create table w (id bigint default taken(), name text); insert into w (name) values ('x'); insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"create table w (like s including defaults); insert into w (name) values ('x'); insert into s (name) values ('b')", "select s.id, w.id from s, w", `[[2,1]]`},
	{"create table w (like s including defaults); copy w (name) from program 'echo x'; insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"create table w (id int default nextval('s_id_seq') + 10, name text); insert into w (name) values ('x'); insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"create trigger x after insert on t for each row execute function fires(); insert into t (id) values (7); insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"insert into s (id, name) values (5, 'a'); select setval('s_id_seq', 5); insert into s (name) values ('b')", "select id from s where name = 'b'", `[[6]]`},
	{"insert into s (id, name) values (5, 'a'); select setval('s_id_seq', (select max(id) from s), false); insert into copy (name) values (1)", "select name from copy", `[["1"]]`},
	{"insert into s (id, name) values (5, 'a'); select setval('s_id_seq', max(id)) from s; insert into s (name) values ('b')", "select id from s where name = 'b'", `[[6]]`},
	{"insert into s (id, name) values (5, 'a'); select setval(pg_get_serial_sequence('s', 'id'), coalesce((select max(id) + 1 from s), 1), false); insert into s (name) values ('b')", "select id from s where name = 'b'", `[[6]]`},
	{"select setval('s_id_seq', (select count(at) from t) + 1); insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"alter sequence s_id_seq restart with 40; insert into s (name) values ('b')", "select id from s", `[[40]]`},
	{"insert into s (name) values ('a'); alter sequence s_id_seq restart; insert into copy (id) values (1); delete from s; insert into s (name) values ('b')", "select id from s", `[[1]]`},
	{"alter sequence s_id_seq increment by 10; insert into s (name) values ('b')", "select id from s", `[["*"]]`},
	{"create table i (id int generated always as identity, name text); insert into i (name) values ('a'), ('b')", "select id, name from i", `[[1,"a"],[2,"b"]]`},
	{"create table i (id bigint generated by default as identity (start with 10 increment by 5), name text); insert into i (name) values ('a'), ('b')", "select name, id from i", `[["a",10],["b",15]]`},
	{"create table i (id int generated always as identity, name text); insert into i (id, name) overriding user value values (9, 'a'); delete from i; insert into i (name) values ('b')", "select id from i", `[["*"]]`},
	{"create table i (id int generated always as identity, name text); alter table i alter id restart with 8; insert into i (name) values ('a')", "select id from i", `[[8]]`},
	{"create table i (id int generated always as identity (cache 5), name text); insert into i (name) values ('a')", "select id from i", `[["*"]]`},
	{"create table i (id smallint generated always as identity (start with 32767), name text); insert into i (name) values ('a')", "select id as one, name from i", `[["*","a"]]`},
	{"create sequence q start 3; create table i (id int default nextval('q'), name text); insert into i (name) values ('a'), ('b')", "select id from i", `[[3],[4]]`},
	{"create sequence q increment -1; create table i (id int default nextval('q'), name text); insert into i (name) values ('a')", "select id from i", `[["*"]]`},
	{"alter table t add column k serial", "select id, k from t", `[[1,1],[2,2],[3,3]]`},
	{"alter table t add column k serial; insert into t (id) values (9)", "select k from t where id = 9", `[[4]]`},
	{"update t set n = 1 where id = 1; alter table t add column k serial; insert into t (id) values (9)", "select id, k from t order by id", `[[1,"*"],[2,"*"],[3,"*"],[9,4]]`},
	{"update t set n = default where id = 1", "select n from t where id = 1", `[["*"]]`},
	{"insert into u values ('6F9619FF-8B86-D011-B42D-00CF4FC964FF', 1, 'x')", "select id, note from u where id = '6f9619ff8b86d011b42d00cf4fc964ff'", `[["6f9619ff-8b86-d011-b42d-00cf4fc964ff","x"]]`},
	{"insert into u values (gen_random_uuid(), 1, 'x')", "select id, note from u", `[["*","x"]]`},
	{"insert into u values (gen_random_uuid(), 1, 'x'); delete from t where id = 1", "select count(*) from u", "?"},
	{"insert into u values (gen_random_uuid(), 1, 'x'); update t set id = 11 where id = 1", "select t_id from u", "?"},
	{"alter table t add column m int default 3, add column k text, add column o int generated always as (id + 1) stored", "select m, k, o from t where id = 1", `[[3,null,"*"]]`},
	{"alter table t rename column name to label; alter table t rename to tt", "select label from tt where id = 2", `[["two"]]`},
	{"alter table t alter column n type int using (n * 2)", "select id, n from t where id = 2", `[[2,"*"]]`},
	{"drop view v; alter table u drop column t_id; alter table t drop column id; alter table t add column id int", "select id, name from t limit 1", `[[null,"one"]]`},
	{"create trigger x before insert on t for each row execute function changes(); insert into t (id) values (7)", "select n from t where id = 7", "?"},
	{"create trigger x before insert on t for each row execute function changes(); update t set n = 1 where id = 1", "select n from t where id = 1", `[[1]]`},
	{"create rule x as on insert to t do instead nothing; insert into t (id) values (7)", "select count(*) from t", "?"},
	{"insert into t (id, n) values (4, min_scale(2.50)), (5, 1)", "select id from t where n = 1", "?"},
	{"select fills()", "select count(*) from t", "?"},
	{"do $$ begin insert into copy values (1); end $$", "select count(*) from copy", "?"},
	{"do $$ begin if random() < 2 then delete from t where id = 1; end if; end $$", "select count(*) from t", "?"},
	{"do $$ begin update t set n = 1; end $$", "select n from t where id = 1", "?"},
	{"create table c (id int); insert into c values (1); alter table p attach partition c for values in (1)", "select count(*) from p", "?"},
	{"create table c (id int); insert into c values (1); create table d (id int); alter table c inherit d", "select count(*) from d", "?"},
	{"create table c (id int); create table d () inherits (c); insert into d values (1)", "select count(*) from c", "?"},
	{"create table c as select 1 as id", "select id from c", "?"},
	{"copy copy from program 'echo 1'", "select count(*) from copy", "?"},
	{"merge into copy using t on t.id = copy.id when not matched then insert values (t.id)", "select count(*) from copy", "?"},
	{"alter table t enable row level security; insert into t (id) values (7)", "select count(*) from t", "?"},
	{"create temp table c (id int) on commit drop; insert into c values (1)", "select 1 from t where id = 1", `[[1]]`},
}

// returnedScripts are statements that write, behind a script, with the rows that they return: "?" where these are not known.
var returnedScripts = []struct{ script, write, want string }{
	{"", "insert into s (name) values ('a'), ('b') returning id", `[[1],[2]]`},
	{"insert into s (name) values ('x')", "insert into s (name) values ('a') returning s.id + 10 as n, *", `[[12,2,"a"]]`},
	{"", "insert into s as x (name) select 'a' returning x.name, id", `[["a",1]]`},
	{"", "insert into s (name) select name from t where id < 3 returning name, id", `[["one","*"],["two","*"]]`},
	{"", "insert into t (id) values (1), (4) on conflict (id) do nothing returning id, name, at", `[[4,null,"*"]]`},
	{"", "insert into t (id) values (1) on conflict (id) do update set name = 'x' returning id", "?"},
	{"", "insert into t (id) select 9 where false returning id", `[]`},
	{"", "insert into u values (gen_random_uuid(), 1, 'x') returning note, id", `[["x","*"]]`},
	{"", "insert into t (id) values (4) returning (select count(*) from t)", "?"},
	{"create trigger x before insert on t for each row execute function changes()", "insert into t (id) values (4) returning n", "?"},
	{"", "update t set name = 'uno', n = n + 1 where id = 1 returning id, name, n", `[[1,"uno",6]]`},
	{"", "update t set n = id where id > 1 returning n", `[[2],[3]]`},
	{"update t set n = 1 where id = 1", "update t set n = id returning n", "?"},
	{"", "update t set n = 1 where at > now() returning id", "?"},
	{"", "update t set n = u.x from (values (1, 20)) u (id, x) where t.id = u.id returning t.id", "?"},
	{"", "delete from t where id = 2 returning id, name", `[[2,"two"]]`},
	{"", "delete from t returning id", `[[1],[2],[3]]`},
	{"", "delete from s returning id", `[]`},
	{"", "delete from t where at < now() returning id", "?"},
}

// answeredRows are the rows that Answer gives, "?" for none, "*" for a value that is not known.
func answeredRows(t *testing.T, cat *schema.Catalog, query string) string {
	t.Helper()
	answer, known, why := Dialect{}.Answer(query, cat)
	if !known {
		if why == "" {
			t.Error("no reason is given")
		}
		return "?"
	}
	for _, r := range answer.Rows {
		for i, v := range r {
			if _, ok := v.(ir.Unknowable); ok {
				r[i] = "*"
			}
		}
	}
	text, err := json.Marshal(answer.Rows)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestListedRows(t *testing.T) {
	for _, tt := range listedScripts {
		t.Run(tt.script+"/"+tt.query, func(t *testing.T) {
			cat := simulated(t, listedTables+tt.script+";")
			if got := answeredRows(t, cat, tt.query); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestListedRowsOnServer holds what is known of rows against the server's own.
func TestListedRowsOnServer(t *testing.T) {
	server := pgserver.Find(t)
	conn := server.Connect(t, server.Database(t))
	for _, tt := range listedScripts {
		if tt.want != "?" {
			t.Run(tt.script+"/"+tt.query, func(t *testing.T) { sameOnServer(t, conn, tt.script, tt.query, tt.want) })
		}
	}
}

// sameOnServer runs a script and a statement behind it, and holds the rows of that against those wanted.
func sameOnServer(t *testing.T, conn *pgx.Conn, script, query, wanted string) {
	t.Helper()
	ctx := context.Background()
	tx, err := conn.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(ctx) }() // the next script starts anew
	for _, sql := range statements(t, "script.sql", listedTables+script+";") {
		if _, err := tx.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	rows, err := tx.Query(ctx, query)
	if err != nil {
		t.Fatal(err)
	}
	got, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) ([]any, error) { return r.Values() })
	if err != nil {
		t.Fatal(err)
	}
	var want [][]any
	if err := json.Unmarshal([]byte(wanted), &want); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("the server has %v, want %s", got, wanted)
	}
	for i, r := range want {
		for j, v := range r {
			if u, ok := got[i][j].([16]byte); ok {
				got[i][j] = fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
			}
			if v != "*" && fmt.Sprint(v) != fmt.Sprint(got[i][j]) {
				t.Errorf("row %d, column %d: the server has %v, want %v", i, j, got[i][j], v)
			}
		}
	}
}

// returnedRows is answeredRows where the rows are what the statement returns, and not only as many as it has changed.
func returnedRows(t *testing.T, cat *schema.Catalog, write string) string {
	t.Helper()
	if answer, known, _ := (Dialect{}).Answer(write, cat); known && !answer.Ran {
		return "?"
	}
	return answeredRows(t, cat, write)
}

func TestReturnedRows(t *testing.T) {
	for _, tt := range returnedScripts {
		t.Run(tt.script+"/"+tt.write, func(t *testing.T) {
			cat := simulated(t, listedTables+tt.script+";"+tt.write+";")
			if got := returnedRows(t, cat, tt.write); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
			later := simulated(t, listedTables+tt.script+";"+tt.write+"; create table other (id int);")
			if got := returnedRows(t, later, tt.write); got != "?" {
				t.Errorf("behind another statement: got %s", got)
			}
		})
	}
}

// TestReturnedRowsOnServer holds what statements return against the server's own.
func TestReturnedRowsOnServer(t *testing.T) {
	server := pgserver.Find(t)
	conn := server.Connect(t, server.Database(t))
	for _, tt := range returnedScripts {
		if tt.want != "?" {
			t.Run(tt.script+"/"+tt.write, func(t *testing.T) { sameOnServer(t, conn, tt.script, tt.write, tt.want) })
		}
	}
}

// TestSpatialFunctions has functions of PostGIS leave rows alone, where the extension is there. No server is asked, since few have it.
func TestSpatialFunctions(t *testing.T) {
	for _, test := range []struct{ script, want string }{
		{"create extension postgis; select st_asewkb(null)", `[[2]]`},
		{"create extension postgis; select updategeometrysrid('t', 'n', 1)", "?"},
		{"select st_asewkb(null)", "?"},
	} {
		cat := simulated(t, listedTables+test.script)
		if got := answeredRows(t, cat, "select id from t where id = 2"); got != test.want {
			t.Errorf("%s: %s, want %s", test.script, got, test.want)
		}
	}
}
