//go:build cgo

package postgresql

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// parse runs Parse on one statement that stands in a file behind a line of
// other text, so that its offsets are not those of the file.
func parse(sql string, version ir.Version) (*sqlstmt.Stmt, source.Diagnostics) {
	const lead = "-- é\n"
	file := source.NewFile("r.sql", lead+sql)
	stmt := &sqlstmt.Stmt{Text: sql, Span: file.Span(len(lead), len(lead)+len(sql))}
	return stmt, Dialect{}.Parse(stmt, &ir.Env{ServerVersion: version})
}

var version15 = ir.Version{Major: 15}

func TestDescribe(t *testing.T) {
	tests := []struct{ sql, kind, summary, objects string }{
		{"select 1", "SELECT", "select", ""},
		{"select setval('a', 1), pg_catalog.now()", "SELECT", "call setval(), pg_catalog.now()", ""},
		{"with a as (select 1 from x) select * from a join b.c on true, (select 1 from d) e", "SELECT", "select from x, b.c, d", "table x, table b.c, table d"},
		{"with recursive a as (select 1 union select 2 from a) select * from a union select 1 from \"B\"", "SELECT", `select from "B"`, `table "B"`},
		{"select 1 into a from b", "SELECT INTO", "create table a from a query", "table a, table b"},
		{"values (1)", "SELECT", "select", ""},
		{"table a", "SELECT", "select from a", "table a"},
		{"insert into a values (1), (2)", "INSERT", "insert 2 rows into table a", "table a"},
		{"insert into a default values", "INSERT", "insert 1 row into table a", "table a"},
		{"insert into a select * from b", "INSERT", "insert the rows of a query into table a", "table a, table b"},
		{"update a.b set c = 1", "UPDATE", "update table a.b, every row", "table a.b"},
		{"update a set c = 1 from b where d", "UPDATE", "update table a", "table a, table b"},
		{"delete from a", "DELETE", "delete from table a, every row", "table a"},
		{"delete from a using b where c", "DELETE", "delete from table a", "table a, table b"},
		{"merge into a using b on c when matched then delete", "MERGE", "merge into table a", "table a, table b"},
		{"truncate a, b", "TRUNCATE", "truncate table a, b", "table a, table b"},
		{"copy a from '/srv/x'", "COPY", "copy rows from the server's file '/srv/x' into table a", "table a"},
		{"copy (select 1 from a) to program 'cat'", "COPY", "copy the rows of a query to the program 'cat'", "table a"},
		{"copy a to '/srv/x'", "COPY", "copy the rows of table a to the server's file '/srv/x'", "table a"},
		{"call a.b(1)", "CALL", "call procedure a.b", "procedure a.b"},
		{"do $$begin end$$", "DO", "run an anonymous plpgsql block", ""},
		{"do language plperl 'x'", "DO", "run an anonymous plperl block", ""},
		{"lock table a in share mode", "LOCK", "lock table a", "table a"},

		{"create table a.b (c int references d, foreign key (c) references e.f, like g)", "CREATE TABLE", "create table a.b", "table a.b, table d, table e.f, table g"},
		{`create temp table "User" (like a)`, "CREATE TABLE", `create table "User"`, `table "User", table a`},
		{"create table a partition of b default", "CREATE TABLE", "create table a as a partition of b", "table a, table b"},
		{"create table a () inherits (b, c)", "CREATE TABLE", "create table a", "table a, table b, table c"},
		{"create foreign table a (b int) server c", "CREATE FOREIGN TABLE", "create foreign table a", "foreign table a"},
		{"create table a as select 1 from b", "CREATE TABLE", "create table a from a query", "table a, table b"},
		{"create materialized view a as select 1 from b", "CREATE MATERIALIZED VIEW", "create materialized view a from a query", "materialized view a, table b"},
		{"create unique index concurrently a on b.c (d)", "CREATE INDEX", "create unique index a on table b.c, concurrently", "index b.a, table b.c"},
		{"create index on a (b)", "CREATE INDEX", "create index on table a", "table a"},
		{"create or replace view a as select 1 from b", "CREATE VIEW", "create view a", "view a, table b"},
		{"refresh materialized view a", "REFRESH MATERIALIZED VIEW", "refresh materialized view a", "materialized view a"},
		{"create trigger a after insert on b execute function c()", "CREATE TRIGGER", "create trigger a on table b", "trigger a, table b"},
		{"create rule a as on insert to b do (select 1; select 2)", "CREATE RULE", "create rule a on table b", "rule a, table b"},
		{"create policy a on b", "CREATE POLICY", "create policy a on table b", "policy a, table b"},
		{"alter policy a on b using (true)", "ALTER POLICY", "alter policy a on table b", "policy a, table b"},
		{"create statistics a on b, c from d", "CREATE STATISTICS", "create statistics a on table d", "statistics a, table d"},
		{"alter statistics a set statistics 1", "ALTER STATISTICS", "alter statistics a", "statistics a"},
		{"create sequence a", "CREATE SEQUENCE", "create sequence a", "sequence a"},
		{"alter sequence a restart", "ALTER SEQUENCE", "alter sequence a", "sequence a"},

		{"create type a.b as enum ('c')", "CREATE TYPE", "create type a.b", "type a.b"},
		{"create type a as (b int)", "CREATE TYPE", "create type a", "type a"},
		{"create type a as range (subtype = int)", "CREATE TYPE", "create type a", "type a"},
		{"create type a", "CREATE TYPE", "create type a", "type a"},
		{"alter type a add value 'b'", "ALTER TYPE", "alter type a: add value 'b'", "type a"},
		{"alter type a rename value 'b' to 'c'", "ALTER TYPE", "alter type a: rename value 'b' to 'c'", "type a"},
		{"alter type a set (receive = b)", "ALTER TYPE", "alter type a", "type a"},
		{"alter type a add attribute b int", "ALTER TYPE", "alter type a: add column b integer", "type a"},
		{"create domain a as int", "CREATE DOMAIN", "create domain a", "domain a"},
		{"alter domain a set not null", "ALTER DOMAIN", "alter domain a", "domain a"},
		{"create function a.b(c int, out d text, e numeric(3,2)[]) language sql as 'select 1'", "CREATE FUNCTION", "create function a.b(integer, numeric(3,2)[])", "function a.b(integer, numeric(3,2)[])"},
		{"create function a() returns table (b int) language sql begin atomic select 1; end", "CREATE FUNCTION", "create function a()", "function a()"},
		{"create procedure a() language sql as ''", "CREATE PROCEDURE", "create procedure a()", "procedure a()"},
		{"alter function a(int) stable", "ALTER FUNCTION", "alter function a(integer)", "function a(integer)"},
		{"alter procedure a security definer", "ALTER PROCEDURE", "alter procedure a", "procedure a"},
		{"create aggregate a (int) (sfunc = b, stype = int)", "CREATE AGGREGATE", "create aggregate a", "aggregate a"},
		{"create operator a.=== (function = b, leftarg = int)", "CREATE OPERATOR", "create operator a.===", "operator a.==="},
		{"create text search configuration a (copy = b)", "CREATE TEXT SEARCH CONFIGURATION", "create text search configuration a", "text search configuration a"},
		{"create collation a from \"C\"", "CREATE COLLATION", "create collation a", "collation a"},
		{"alter operator === (int, none) set (restrict = none)", "ALTER OPERATOR", "alter operator ===(integer, none)", "operator ===(integer, none)"},
		{"create operator class a for type int using btree as operator 1 <", "CREATE OPERATOR CLASS", "create operator class a", "operator class a"},
		{"create operator family a using btree", "CREATE OPERATOR FAMILY", "create operator family a", "operator family a"},
		{"alter operator family a using btree drop operator 1 (int, int)", "ALTER OPERATOR FAMILY", "alter operator family a", "operator family a"},
		{"create cast (a as int) without function", "CREATE CAST", "create cast (a as integer)", "cast (a as integer)"},
		{"create transform for a language b (from sql with function c(internal))", "CREATE TRANSFORM", "create transform for a language b", "transform for a language b"},
		{"create conversion a for 'UTF8' to 'LATIN1' from b", "CREATE CONVERSION", "create conversion a", "conversion a"},
		{"alter collation a refresh version", "ALTER COLLATION", "alter collation a", "collation a"},
		{"alter text search dictionary a (b = c)", "ALTER TEXT SEARCH DICTIONARY", "alter text search dictionary a", "text search dictionary a"},
		{"alter text search configuration a add mapping for b with c", "ALTER TEXT SEARCH CONFIGURATION", "alter text search configuration a", "text search configuration a"},
		{"create access method a type index handler b", "CREATE ACCESS METHOD", "create access method a", "access method a"},
		{"create language a handler b", "CREATE LANGUAGE", "create language a", "language a"},

		{"drop table if exists a, b.c cascade", "DROP TABLE", "drop table a, b.c and what depends on it", "table a, table b.c"},
		{"drop index a", "DROP INDEX", "drop index a", "index a"},
		{"drop materialized view a", "DROP MATERIALIZED VIEW", "drop materialized view a", "materialized view a"},
		{"drop trigger a on b.c", "DROP TRIGGER", "drop trigger a on table b.c", "trigger a, table b.c"},
		{"drop function a(int, text[])", "DROP FUNCTION", "drop function a(integer, text[])", "function a(integer, text[])"},
		{"drop aggregate a(*)", "DROP AGGREGATE", "drop aggregate a()", "aggregate a()"},
		{"drop operator === (int, none)", "DROP OPERATOR", "drop operator ===(integer, none)", "operator ===(integer, none)"},
		{"drop operator class a using btree", "DROP OPERATOR CLASS", "drop operator class a", "operator class a"},
		{"drop cast (int as text)", "DROP CAST", "drop cast (integer as text)", "cast (integer as text)"},
		{"drop transform for int language sql", "DROP TRANSFORM", "drop transform for integer language sql", "transform for integer language sql"},
		{"drop schema a", "DROP SCHEMA", "drop schema a", "schema a"},
		{"drop type a, b", "DROP TYPE", "drop type a, b", "type a, type b"},
		{"drop extension a", "DROP EXTENSION", "drop extension a", "extension a"},
		{"alter table a rename to b", "ALTER TABLE", "rename table a to b", "table a"},
		{"alter table a rename column b to c", "ALTER TABLE", "alter table a: rename column b to c", "table a"},
		{"alter view a rename column b to c", "ALTER VIEW", "alter view a: rename column b to c", "view a"},
		{"alter type a rename attribute b to c", "ALTER TYPE", "alter type a: rename attribute b to c", "type a"},
		{"alter table a rename constraint b to c", "ALTER TABLE", "alter table a: rename constraint b to c", "table a"},
		{"alter domain a rename constraint b to c", "ALTER DOMAIN", "alter domain a: rename constraint b to c", "domain a"},
		{"alter trigger a on b rename to c", "ALTER TRIGGER", "rename trigger a of table b to c", "trigger a, table b"},
		{"alter index a rename to b", "ALTER INDEX", "rename index a to b", "index a"},
		{"alter schema a rename to b", "ALTER SCHEMA", "rename schema a to b", "schema a"},
		{"alter role a rename to b", "ALTER ROLE", "rename role a to b", "role a"},
		{"alter function a(int) rename to b", "ALTER FUNCTION", "rename function a(integer) to b", "function a(integer)"},
		{"alter database a rename to b", "ALTER DATABASE", "rename database a to b", "database a"},
		{"alter table a set schema b", "ALTER TABLE", "move table a to schema b", "table a"},
		{"alter function a() set schema b", "ALTER FUNCTION", "move function a() to schema b", "function a()"},
		{"alter schema a owner to current_user", "ALTER SCHEMA", "give schema a to role current_user", "schema a"},
		{"alter table a owner to b", "ALTER TABLE", "alter table a: give it to role b", "table a"},
		{"alter large object 1 owner to b", "ALTER LARGE OBJECT", "give large object 1 to role b", "large object 1"},
		{"alter function a() depends on extension b", "ALTER FUNCTION", "alter function a()", "function a()"},
		{"comment on column a.b.c is 'd'", "COMMENT", "comment on column c of table a.b", "column c, table a.b"},
		{"comment on constraint a on domain b is 'd'", "COMMENT", "comment on constraint a of domain b", "constraint a, domain b"},
		{"comment on database a is null", "COMMENT", "comment on database a", "database a"},
		{"security label on table a is 'b'", "SECURITY LABEL", "security label on table a", "table a"},

		{"grant select, insert (a) on b, c to d, public", "GRANT", "grant select, insert on table b, c to d, public", "table b, table c"},
		{"revoke all on schema a from b", "REVOKE", "revoke all on schema a from b", "schema a"},
		{"grant execute on function a(int) to b", "GRANT", "grant execute on function a(integer) to b", "function a(integer)"},
		{"grant select on all tables in schema a to b", "GRANT", "grant select on every table in schema a to b", "schema a"},
		{"grant a to b", "GRANT", "grant role a to b", "role b, role a"},
		{"revoke a from b", "REVOKE", "revoke role a from b", "role b, role a"},
		{"alter default privileges in schema a grant select on tables to b", "ALTER DEFAULT PRIVILEGES", "alter default privileges", ""},
		{"create role a", "CREATE ROLE", "create role a", "role a"},
		{"create user a", "CREATE ROLE", "create role a", "role a"},
		{"alter role a login", "ALTER ROLE", "alter role a", "role a"},
		{"alter role a set b = 1", "ALTER ROLE", "alter role a", "role a"},
		{"alter role all set b = 1", "ALTER ROLE", "change the settings of every role", ""},
		{"drop role a, b", "DROP ROLE", "drop role a, b", "role a, role b"},
		{"drop owned by a", "DROP OWNED", "drop everything that belongs to a", "role a"},
		{"reassign owned by a to b", "REASSIGN OWNED", "reassign everything that belongs to a to b", "role a"},

		{"create schema a", "CREATE SCHEMA", "create schema a", "schema a"},
		{"create schema authorization a", "CREATE SCHEMA", "create schema a", "schema a"},
		{"create extension if not exists \"uuid-ossp\"", "CREATE EXTENSION", `create extension "uuid-ossp"`, `extension "uuid-ossp"`},
		{"alter extension a update", "ALTER EXTENSION", "alter extension a", "extension a"},
		{"alter extension a add table b", "ALTER EXTENSION", "alter extension a: its member table b", "extension a, table b"},
		{"create database a", "CREATE DATABASE", "create database a", "database a"},
		{"alter database a connection limit 1", "ALTER DATABASE", "alter database a", "database a"},
		{"alter database a set b = 1", "ALTER DATABASE", "alter database a", "database a"},
		{"alter database a refresh collation version", "ALTER DATABASE", "alter database a", "database a"},
		{"drop database a", "DROP DATABASE", "drop database a", "database a"},
		{"create tablespace a location '/b'", "CREATE TABLESPACE", "create tablespace a", "tablespace a"},
		{"alter tablespace a set (b = 1)", "ALTER TABLESPACE", "alter tablespace a", "tablespace a"},
		{"drop tablespace a", "DROP TABLESPACE", "drop tablespace a", "tablespace a"},
		{"alter table all in tablespace a set tablespace b", "ALTER TABLE", "move every table in tablespace a to tablespace b", ""},
		{"alter system set a = 1", "ALTER SYSTEM", "alter system: set a", ""},
		{"create event trigger a on ddl_command_end execute function b()", "CREATE EVENT TRIGGER", "create event trigger a", "event trigger a"},
		{"alter event trigger a disable", "ALTER EVENT TRIGGER", "alter event trigger a", "event trigger a"},
		{"load 'a'", "LOAD", "load the library 'a'", ""},
		{"checkpoint", "CHECKPOINT", "checkpoint", ""},

		{"create foreign data wrapper a", "CREATE FOREIGN DATA WRAPPER", "create foreign data wrapper a", "foreign data wrapper a"},
		{"alter foreign data wrapper a options (b 'c')", "ALTER FOREIGN DATA WRAPPER", "alter foreign data wrapper a", "foreign data wrapper a"},
		{"create server a foreign data wrapper b", "CREATE SERVER", "create server a", "server a"},
		{"alter server a version '1'", "ALTER SERVER", "alter server a", "server a"},
		{"create user mapping for a server b", "CREATE USER MAPPING", "create user mapping for a on server b", "user mapping for a, server b"},
		{"alter user mapping for a server b options (c 'd')", "ALTER USER MAPPING", "alter user mapping for a on server b", "user mapping for a, server b"},
		{"drop user mapping for a server b", "DROP USER MAPPING", "drop user mapping for a on server b", "user mapping for a, server b"},
		{"import foreign schema a from server b into c", "IMPORT FOREIGN SCHEMA", "import foreign schema a of server b into schema c", "schema c, server b"},
		{"create publication a for all tables", "CREATE PUBLICATION", "create publication a", "publication a"},
		{"alter publication a add table b", "ALTER PUBLICATION", "alter publication a", "publication a"},
		{"create subscription a connection 'b' publication c", "CREATE SUBSCRIPTION", "create subscription a", "subscription a"},
		{"alter subscription a disable", "ALTER SUBSCRIPTION", "alter subscription a", "subscription a"},
		{"drop subscription a", "DROP SUBSCRIPTION", "drop subscription a", "subscription a"},

		{"vacuum full a", "VACUUM", "vacuum table a", "table a"},
		{"analyze", "ANALYZE", "analyze every table", ""},
		{"cluster", "CLUSTER", "cluster every table that has been clustered before", ""},
		{"cluster a using b", "CLUSTER", "cluster table a", "table a"},
		{"reindex index a", "REINDEX", "reindex index a", "index a"},
		{"reindex table a", "REINDEX", "reindex table a", "table a"},
		{"reindex schema a", "REINDEX", "reindex schema a", "schema a"},
		{"reindex database a", "REINDEX", "reindex database a", "database a"},
		{"reindex system a", "REINDEX", "reindex the system catalogs", ""},

		{"begin", "BEGIN", "begin a transaction", ""},
		{"start transaction read only", "START TRANSACTION", "begin a transaction", ""},
		{"end", "COMMIT", "commit the transaction", ""},
		{"abort", "ROLLBACK", "roll back the transaction", ""},
		{"savepoint a", "SAVEPOINT", "set savepoint a", ""},
		{"release a", "RELEASE SAVEPOINT", "release savepoint a", ""},
		{"rollback to a", "ROLLBACK TO SAVEPOINT", "roll back to savepoint a", ""},
		{"prepare transaction 'a'", "PREPARE TRANSACTION", "prepare transaction 'a'", ""},
		{"commit prepared 'a'", "COMMIT PREPARED", "commit prepared transaction 'a'", ""},
		{"rollback prepared 'a'", "ROLLBACK PREPARED", "roll back prepared transaction 'a'", ""},
		{"set a = 1", "SET", "set a", ""},
		{"set local a to default", "SET", "set local a to its default", ""},
		{"set transaction read only", "SET", "set transaction", ""},
		{"reset a", "RESET", "reset a", ""},
		{"reset all", "RESET", "reset every setting", ""},
		{"show a", "SHOW", "show a", ""},
		{"discard all", "DISCARD", "discard the whole state of the session", ""},
		{"discard temp", "DISCARD", "discard temporary tables", ""},
		{"set constraints a deferred", "SET CONSTRAINTS", "set constraints constraint a", "constraint a"},
		{"prepare a as select 1 from b", "PREPARE", "prepare statement a", "table b"},
		{"execute a", "EXECUTE", "execute prepared statement a", ""},
		{"deallocate a", "DEALLOCATE", "deallocate prepared statement a", ""},
		{"deallocate all", "DEALLOCATE", "deallocate every prepared statement", ""},
		{"explain analyze update a set b = 1", "EXPLAIN", "explain: update table a, every row", "table a"},
		{"declare a cursor for select 1 from b", "DECLARE", "declare cursor a", "table b"},
		{"fetch a", "FETCH", "fetch from cursor a", ""},
		{"move a", "MOVE", "move cursor a", ""},
		{"close a", "CLOSE", "close cursor a", ""},
		{"close all", "CLOSE", "close every cursor", ""},
		{"notify a", "NOTIFY", "notify channel a", ""},
		{"listen a", "LISTEN", "listen on channel a", ""},
		{"unlisten *", "UNLISTEN", "stop listening", ""},
	}
	for _, tt := range tests {
		t.Run(tt.sql, func(t *testing.T) {
			stmt, diags := parse(tt.sql, version15)
			if diags != nil {
				t.Fatal(diags)
			}
			var objects []string
			for _, o := range stmt.Objects {
				objects = append(objects, o.Kind+" "+o.Name)
			}
			got := fmt.Sprintf("%s\n%s\n%s", stmt.Kind, stmt.Summary, strings.Join(objects, ", "))
			if want := fmt.Sprintf("%s\n%s\n%s", tt.kind, tt.summary, tt.objects); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestAlterTable(t *testing.T) {
	tests := []struct{ sql, summary string }{
		{"add b int not null", "add column b integer"},
		{"add column b varchar(20)[] default '{}'", "add column b varchar(20)[]"},
		{"drop b", "drop column b"},
		{"alter b set default 1, alter c drop default", "set the default of column b, drop the default of column c"},
		{"alter b set not null, alter c drop not null", "forbid nulls in column b, allow nulls in column c"},
		{"alter b type double precision", "change column b to type double precision"},
		{"alter b add generated always as identity", "add the identity of column b"},
		{"alter b set generated by default", "change the identity of column b"},
		{"alter b drop identity", "drop the identity of column b"},
		{"alter b drop expression", "drop the generating expression of column b"},
		{"alter b set statistics 1, alter c set (n_distinct = 1)", "change the options of column b, change the options of column c"},
		{"add constraint b unique (c)", "add unique constraint b"},
		{"add primary key using index b", "add primary key using index b"},
		{"add constraint b foreign key (c) references d not valid", "add foreign key b to table d, not validated"},
		{"add check (true)", "add check constraint"},
		{"add constraint b exclude using gist (c with =)", "add exclusion constraint b"},
		{"validate constraint b", "validate constraint b"},
		{"alter constraint b deferrable", "alter constraint b"},
		{"drop constraint b", "drop constraint b"},
		{"set logged", "make it logged"},
		{"set unlogged", "make it unlogged"},
		{"set without oids", "drop the oids"},
		{"set access method b", "change the access method to b"},
		{"set tablespace b", "move it to tablespace b"},
		{"set (fillfactor = 1), reset (fillfactor)", "change its options, change its options"},
		{"cluster on b", "cluster on index b"},
		{"set without cluster", "forget the clustering index"},
		{"enable trigger b, disable trigger all", "enable trigger b, disable triggers"},
		{"enable rule b, disable rule c", "enable rule b, disable rule c"},
		{"inherit b, no inherit c", "inherit from table b, stop to inherit from table c"},
		{"of b, not of", "make it a table of type b, free it from its type"},
		{"replica identity full", "change the replica identity"},
		{"enable row level security, no force row level security", "enable row level security, free its owner from row level security"},
		{"disable row level security, force row level security", "disable row level security, force row level security on its owner"},
		{"attach partition b default", "attach partition b"},
		{"detach partition b concurrently", "detach partition b, concurrently"},
		{"detach partition b finalize", "finish to detach partition b"},
		{"drop b, drop c, drop d, drop e, drop f, drop g, drop h", "drop column b, drop column c, drop column d, drop column e, drop column f and 2 more"},
	}
	for _, tt := range tests {
		t.Run(tt.sql, func(t *testing.T) {
			stmt, diags := parse("alter table a "+tt.sql, version15)
			if diags != nil || stmt.Summary != "alter table a: "+tt.summary {
				t.Errorf("%v %q", diags, stmt.Summary)
			}
		})
	}
}

func TestControlAndEnumValues(t *testing.T) {
	tests := []struct {
		sql     string
		control sqlstmt.Control
		enum    string // type and value
	}{
		{"begin", sqlstmt.Begin, ""},
		{"start transaction isolation level serializable", sqlstmt.Begin, ""},
		{"commit", sqlstmt.Commit, ""},
		{"end transaction", sqlstmt.Commit, ""},
		{"commit and chain", sqlstmt.OtherControl, ""},
		{"rollback", sqlstmt.OtherControl, ""},
		{"savepoint a", sqlstmt.OtherControl, ""},
		{"prepare transaction 'a'", sqlstmt.OtherControl, ""},
		{"commit prepared 'a'", sqlstmt.NoControl, ""},
		{"select 1", sqlstmt.NoControl, ""},
		{`alter type "A".b add value if not exists 'C' before 'd'`, sqlstmt.NoControl, `"A".b C`},
		{"alter type b rename value 'c' to 'd'", sqlstmt.NoControl, ""},
		{`create type "A".b as enum ()`, sqlstmt.NoControl, ""},
	}
	for _, tt := range tests {
		t.Run(tt.sql, func(t *testing.T) {
			stmt, diags := parse(tt.sql, version15)
			enum := ""
			if stmt.EnumValue != nil {
				enum = stmt.EnumValue.Type + " " + stmt.EnumValue.Value
			}
			if diags != nil || stmt.Control != tt.control || enum != tt.enum {
				t.Errorf("%v control %d enum %q", diags, stmt.Control, enum)
			}
		})
	}
}

func TestSession(t *testing.T) {
	tests := []struct{ sql, want string }{
		{"set search_path = a", "search_path"},
		{"set session Search_Path to a", "search_path"},
		{"set local search_path = a", ""},
		{"set schema 'a'", "search_path"},
		{"set time zone 'UTC'", "timezone"},
		{"set names 'UTF8'", "client_encoding"},
		{"set a.b to default", "a.b"},
		{"reset a", "a"},
		{"reset all", "all"},
		{"reset role", "role"},
		{"discard all", "all"},
		{"discard plans", ""},
		{"set role a", "role"},
		{"set role none", "role"},
		{"set local role a", ""},
		{"set session authorization a", "session_authorization"},
		{"reset session authorization", "session_authorization"},
		{"set transaction read only", ""},
		{"set transaction_read_only = on", ""},
		{"set session characteristics as transaction isolation level serializable, read only", "default_transaction_isolation default_transaction_read_only"},
		{"set constraints all deferred", ""},
		{"select set_config('Search_Path', '', false)", "search_path"},
		{"SELECT pg_catalog.set_config('search_path', '', false)", "search_path"},
		{"select set_config('search_path', '', true)", ""},
		{"select set_config('a', '', 'f'), set_config('b', '', false), set_config('a', '', false)", "a b"},
		{"select set_config(x, '', false) from y", "all"},
		{"select x.set_config('a', '', false)", ""},
		{"alter role a set b = 1", ""},
	}
	for _, tt := range tests {
		t.Run(tt.sql, func(t *testing.T) {
			stmt, diags := parse(tt.sql, version15)
			if got := strings.Join(stmt.Session, " "); diags != nil || got != tt.want {
				t.Errorf("%v %q, want %q", diags, got, tt.want)
			}
		})
	}
}

func TestParseLeavesOutsideAlone(t *testing.T) {
	stmt := &sqlstmt.Stmt{Text: "select 1", Outside: "the author says so"}
	if diags := (Dialect{}).Parse(stmt, &ir.Env{}); diags != nil || stmt.Outside != "the author says so" {
		t.Errorf("%v %q", diags, stmt.Outside)
	}
}
