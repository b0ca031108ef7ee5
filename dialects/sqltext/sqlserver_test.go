package sqltext

import (
	"slices"
	"testing"
)

func TestSplitSQLServer(t *testing.T) {
	testSplits(t, sqlserver, []splitCase{
		{"two batches", "select 1\nGO\nselect 2\ngo\n", []string{"select 1;", "select 2;", ""}},
		{"two statements", "select 1; select 2;", []string{"select 1;", "select 2;"}},
		{"statements without semicolons", "create table a (b int)\ncreate table c (d int)\nGO", []string{"create table a (b int)\ncreate table c (d int);"}},
		{"batches without line ends around", "GO", []string{""}},
		{"empty batches", "GO\nGO\na\nGO\n\nGO", []string{"a;", ""}},
		{"indented", "a\n \t Go \nb", []string{"a;", "b"}},
		{"comment behind the separator", "a\nGO -- x\nb", []string{"a;|<c -- x", "b"}},
		{"block comment behind the separator", "a\nGO /* x */\nb", []string{"a;|<c /* x */", "b"}},
		{"comment before the separator", "a -- x\n/* y */\nGO\nb", []string{"a;|<c -- x|<c /* y */", "b"}},
		{"comment of an empty batch", "-- x\nGO\nb", []string{"c> -- x|b"}},
		{"count of one", "a\nGO 1 -- x\nb", []string{"a;|<c -- x", "b"}},
		{"semicolon before the separator", "a;\nGO\nb", []string{"a;", "b"}},
		{"separator in a string", "a '\nGO\n' b", []string{"a '\nGO\n' b"}},
		{"separator in a comment", "a /*\nGO\n*/ b", []string{"a /*\nGO\n*/ b"}},
		{"separator in brackets", "a [\nGO\n];b \"\nGO\n\"", []string{"a [\nGO\n];", "b \"\nGO\n\""}},
		{"go inside a line", "select go from x\nGO", []string{"select go from x;"}},
		{"word that starts like one", "select a,\ngo_id, gone\nfrom x", []string{"select a,\ngo_id, gone\nfrom x"}},
		{"variable that looks like one", "select\n@go, #go", []string{"select\n@go, #go"}},
		{"bracket", "a [;]];];b", []string{"a [;]];];", "b"}},
		{"quote in brackets", "a [']; b ['']; c", []string{"a ['];", "b [''];", "c"}},
		{"double quote", `a ";"";";b`, []string{`a ";"";";`, "b"}},
		{"national string", "a N';'';' ; b", []string{"a N';'';';", "b"}},
		{"backslash", `a '\'; b`, []string{`a '\';`, "b"}},
		{"nested comment", "/* /* ; */ ; */ a; b", []string{"c> /* /* ; */ ; */|a;", "b"}},
		{"hash and at are in words", "create table #t (x int); drop table ##end; exec p @begin = 1", []string{"create table #t (x int);", "drop table ##end;", "exec p @begin = 1"}},
		{"dashes without a space", "a --1;\n;b", []string{"a;|<c --1;", "b"}},
		{"cte behind a semicolon", "a; ;with x as (select 1) select * from x; b", []string{"a;", "with x as (select 1) select * from x;", "b"}},
		{"merge", "merge a using b on c when matched then delete; d", []string{"merge a using b on c when matched then delete;", "d"}},
		{"money and pseudo columns", "select $5.00, $action, $partition.f(x); b", []string{"select $5.00, $action, $partition.f(x);", "b"}},
		{"double colon", "select geometry\n::Parse('x'); b", []string{"select geometry\n::Parse('x');", "b"}},

		{"transactions come apart", "begin tran; a; commit; begin transaction x; b; rollback tran x", []string{"begin tran;", "a;", "commit;", "begin transaction x;", "b;", "rollback tran x"}},
		{"drop if exists", "drop table if exists a; alter table b drop column if exists c; d", []string{"drop table if exists a;", "alter table b drop column if exists c;", "d"}},
		{"case", "select case when a then b end; c", []string{"select case when a then b end;", "c"}},
		{"alter table and column", "alter table a alter column b int; create unique index c on d (e); create type f from int",
			[]string{"alter table a alter column b int;", "create unique index c on d (e);", "create type f from int"}},
		{"partition function", "create partition function f (int) as range for values (1); b", []string{"create partition function f (int) as range for values (1);", "b"}},
		{"disabled trigger", "disable trigger a on b; alter table c enable trigger d; e", []string{"disable trigger a on b;", "alter table c enable trigger d;", "e"}},

		{"variables", "declare @a int = 1; -- x\nselect @a;\nGO\nb; c", []string{"declare @a int = 1; -- x\nselect @a;", "b;", "c"}},
		{"variable at the end", "a; b; declare @c int", []string{"a; b; declare @c int"}},
		{"row count", "update a set b = 1; if @@rowcount = 0 select 1; c", []string{"update a set b = 1; if @@rowcount = 0 select 1; c"}},
		{"identity", "insert into a values (1); select scope_identity()", []string{"insert into a values (1); select scope_identity()"}},
		{"condition", "if object_id('a') is null create table a (b int); c;", []string{"if object_id('a') is null create table a (b int); c;"}},
		{"if exists of a query", "if exists (select 1) drop table a; b", []string{"if exists (select 1) drop table a; b"}},
		{"if not exists", "if not exists (select 1) create table a (b int); c", []string{"if not exists (select 1) create table a (b int); c"}},
		{"block", "begin; a; b; end; c", []string{"begin; a; b; end; c"}},
		{"try and catch", "begin try; begin tran; a; commit; end try begin catch rollback; throw; end catch; b",
			[]string{"begin try; begin tran; a; commit; end try begin catch rollback; throw; end catch; b"}},
		{"loop", "while 1 = 1 begin a; end; b", []string{"while 1 = 1 begin a; end; b"}},
		{"procedure", "create procedure p as select 1; select 2;\nGO\na; b", []string{"create procedure p as select 1; select 2;", "a;", "b"}},
		{"create or alter", "create or alter proc p as begin select 1; end;\nGO\na", []string{"create or alter proc p as begin select 1; end;", "a"}},
		{"function, trigger and view", "alter function f() returns int as begin return 1; end;\nGO\ncreate trigger t on a after insert as b; c;\nGO\nalter view v as with x as (select 1) select 1; d",
			[]string{"alter function f() returns int as begin return 1; end;", "create trigger t on a after insert as b; c;", "alter view v as with x as (select 1) select 1; d"}},
		{"return", "a; return; b", []string{"a; return; b"}},
		{"throw", "throw 50000, 'x', 1; b", []string{"throw 50000, 'x', 1; b"}},
		{"label", "a; x: b; goto x", []string{"a; x: b; goto x"}},
		{"impersonation", "execute as user = 'x'; a; revert;", []string{"execute as user = 'x'; a; revert;"}},
		{"comments around a batch that stays whole", "-- x\ndeclare @a int; -- y\nset @a = 1; -- z\n-- w\n", []string{"c> -- x|declare @a int; -- y\nset @a = 1;|<c -- z", "c> -- w|"}},
		{"next batch comes apart again", "declare @a int; b\nGO\nc; d\nGO\nreturn; e", []string{"declare @a int; b;", "c;", "d;", "return; e"}},
	})
}

func TestSplitSQLServerFaults(t *testing.T) {
	testFaults(t, sqlserver, []faultCase{
		{"string", "a N'x", OpenString, "N'", 0, "the string that opens here with N' is never closed"},
		{"bracket", "a [x]]", OpenIdent, "[", 0, "the quoted identifier that opens here with [ is never closed"},
		{"comment", "a /* /* */", OpenComment, "/*", 0, "the comment that opens here with /* is never closed"},
		{"parenthesis at the end of a batch", "a; b (\nGO\nc )", OpenParen, "(", 1, "the parenthesis that opens here is never closed"},
		{"count", "a;\nGO 5\nb", RepeatedBatch, "GO 5", 1, "GO 5 runs its batch 5 times"},
		{"semicolon on the line", "a\nGO;\nb", BadSeparator, "GO", 0, "GO is not alone on its line"},
		{"statement on the line", "a\ngo select 1", BadSeparator, "go", 0, "GO is not alone on its line"},
		{"two counts", "a\nGO 1 1", BadSeparator, "GO", 0, "GO is not alone on its line"},
		{"long comment on the line", "a\nGO /* x\n*/", BadSeparator, "GO", 0, "GO is not alone on its line"},
		{"behind a semicolon", "select 1; GO", BadSeparator, "GO", 1, "GO is not alone on its line"},
		{"behind a comment", "/* x */ go\n", BadSeparator, "go", 0, "GO is not alone on its line"},
		{"file", "a\nGO\n:r x.sql\nb", ClientCommand, ":r x.sql", 1, ":r is a command to sqlcmd, not SQL"},
		{"variable in a batch", "a\n  :setvar x \"y\"  \nb", ClientCommand, `:setvar x "y"`, 0, ":setvar is a command to sqlcmd, not SQL"},
		{"on error", ":On Error exit\na", ClientCommand, ":On Error exit", 0, ":On is a command to sqlcmd, not SQL"},
		{"shell", "!!dir\na", ClientCommand, "!!dir", 0, "!!dir is a command to sqlcmd, not SQL"},
		{"shell with a colon", ":!! dir", ClientCommand, ":!! dir", 0, ":!! is a command to sqlcmd, not SQL"},
		{"without a colon", "a\nGO\nexit\n", ClientCommand, "exit", 1, "exit is a command to sqlcmd, not SQL"},
		{"in a batch that stays whole", "declare @a int; set @a = 1; 'x", OpenString, "'", 1, "the string that opens here with ' is never closed"},
	})
}

func TestSeparatorLines(t *testing.T) {
	text := "a '\nGO\n  go 5\ngone\n/\n  / \r\n/ 2\n' Go"
	if got := SeparatorLines(text, sqlserver); !slices.Equal(got, []int{4, 7}) {
		t.Errorf("SQL Server: %v", got)
	}
	if got := SeparatorLines(text, oracle); !slices.Equal(got, []int{19, 21}) {
		t.Errorf("Oracle: %v", got)
	}
	if got := SeparatorLines(text, mysql); got != nil {
		t.Errorf("MySQL: %v", got)
	}
}
