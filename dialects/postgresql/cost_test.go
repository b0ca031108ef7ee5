//go:build cgo

package postgresql

import (
	"fmt"
	"testing"
	"time"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// costSetup is what the statements of TestCost work on.
const costSetup = `create table a (id int primary key, n int, t text, constraint a_n unique (n));
create table b (id int, a_id int references a, a_n int references a (n));
create view v as select n from a;
create view w as select n from v;
create domain d as int;
create domain e as d;
create table f (x e, y d);
create type mood as enum ('ok');
create table m (x mood);
create statistics st on id, n from a;
create function g() returns trigger language plpgsql as 'begin insert into b values (1); return new; end';
create trigger tr after update on a for each row execute function g();
create function h() returns int language sql as 'select 1';
create schema other;
create sequence s owned by a.id;
-- path
`

// TestCost: what a statement costs depends on what it touches, not on what else is in the catalog.
func TestCost(t *testing.T) {
	_, small := studied(t, costSetup, "select 1")
	large := small.Clone()
	for i := range 20000 {
		n := schema.Name{Schema: schema.DefaultSchema, Name: fmt.Sprintf("filler_%d", i)}
		large.AddTable(n, &schema.Table{Kind: schema.TableKind(i % 2), Columns: []*schema.Column{{Name: "id"}}})
		n.Name = "x" + n.Name
		large.AddType(n, &schema.UserType{Kind: schema.Enum})
		large.AddSequence(n, &schema.Sequence{})
		large.AddRoutine(schema.Name{Schema: n.Schema, Name: n.Name + "()"}, &schema.Routine{})
	}
	for _, sql := range []string{
		"create table z (id int primary key, a_id int references a, x e, check (id > 0))",
		"create table z as select * from a",
		"create view z as select * from w",
		"create index on a (n)",
		"drop table b",
		"drop table a cascade",
		"drop view v cascade",
		"drop statistics st",
		"drop type mood cascade",
		"drop domain d cascade",
		"drop function h()",
		"drop sequence s",
		"truncate a cascade",
		"comment on table a is 'x'",
		"alter table a add column z int",
		"alter table a drop column n cascade",
		"alter table a drop constraint a_n cascade",
		"alter table a alter column n type bigint",
		"alter table a alter column id type bigint",
		"alter table a rename to z",
		"alter table a rename column n to z",
		"alter table a rename constraint a_n to z",
		"alter table a set schema other",
		"alter domain d add constraint z check (value > 0)",
		"alter type mood add value 'bad'",
		"alter type mood rename to z",
		"alter statistics st rename to z",
		"alter function h() rename to z",
		"insert into b values (1)",
		"update a set n = 1 where id = 2",
		"delete from b",
		"select h()",
		"do $$begin if not exists (select 1 from pg_constraint where conname = 'a_n') then drop table b; end if; end$$",
		"do $$begin if not exists (select 1 from pg_indexes where indexname = 'z') then create index z on a (n); end if; end$$",
		"do $$begin update a set n = 1; end$$",
	} {
		few, many := costOf(t, small, sql), costOf(t, large, sql)
		if many > 5*few+100*time.Microsecond {
			t.Errorf("%s\ncosts %v, and %v with 80,000 other objects in the catalog", sql, few, many)
		}
	}
}

// costOf is the shortest of the times that it takes to study and to simulate a statement on a clone of a catalog.
func costOf(t *testing.T, cat *schema.Catalog, sql string) time.Duration {
	t.Helper()
	least := time.Hour
	for range 10 {
		st := statementOf(t, sql)
		work := cat.Clone()
		start := time.Now()
		Dialect{}.Actions(st, work)
		Dialect{}.Simulate(st, work)
		least = min(least, time.Since(start))
	}
	return least
}

func statementOf(t *testing.T, sql string) *sqlstmt.Stmt {
	t.Helper()
	st := &sqlstmt.Stmt{Text: sql}
	if diags := (Dialect{}).Parse(st, &ir.Env{KeepTree: true}); diags.HasErrors() {
		t.Fatal(diags)
	}
	return st
}
