package sqltext

import (
	"slices"
	"testing"
)

func TestSplitOracle(t *testing.T) {
	testSplits(t, oracle, []splitCase{
		{"two", "select 1 from dual; select 2 from dual;", []string{"select 1 from dual;", "select 2 from dual;"}},
		{"slashes", "select 1 from dual\n/\nselect 2 from dual\n / \n", []string{"select 1 from dual;", "select 2 from dual;", ""}},
		{"division", "select 4 / 2,\n4\n/ 2 from dual;\nb", []string{"select 4 / 2,\n4\n/ 2 from dual;", "b"}},
		{"slash at the end", "a\n/", []string{"a;"}},
		{"slash behind a semicolon", "a;\n/\nb;", []string{"a;", "b;"}},
		{"slash in a string", "a '\n/\n'; b", []string{"a '\n/\n';", "b"}},
		{"slash in a comment", "/*\n/\n*/ a; b", []string{"c> /*\n/\n*/|a;", "b"}},
		{"slash with a comment is none", "a\n/ -- x\nb;", []string{"a\n/ -- x\nb;"}},
		{"slashes alone", "/\n/\na;\n/\n/\n", []string{"a;", ""}},
		{"q string", "a q'[;'']';b", []string{"a q'[;'']';", "b"}},
		{"q strings with brackets", "a q'{;'}',q'(;')',q'<;'>';b", []string{"a q'{;'}',q'(;')',q'<;'>';", "b"}},
		{"q string with another delimiter", "a q'!;'a!',Q'x;'x',nq'|;'|',NQ'';'';b", []string{"a q'!;'a!',Q'x;'x',nq'|;'|',NQ'';'';", "b"}},
		{"q string with a letter beyond ASCII", "a q'é;'é';b", []string{"a q'é;'é';", "b"}},
		{"q string with its bracket inside", "a q'[;]x]';b", []string{"a q'[;]x]';", "b"}},
		{"q string with an opening bracket inside", "a q'[[;]';b", []string{"a q'[[;]';", "b"}},
		{"q string of double quotes", `a q'";'x"';b`, []string{`a q'";'x"';`, "b"}},
		{"q at the end of a word", "a seq'[';b", []string{"a seq'[';", "b"}},
		{"national string", "a N';''',n';';b", []string{"a N';''',n';';", "b"}},
		{"backslash", `a '\';b`, []string{`a '\';`, "b"}},
		{"identifier", `a ";'";b`, []string{`a ";'";`, "b"}},
		{"comments do not nest", "/* /* ; */ a; b", []string{"c> /* /* ; */|a;", "b"}},
		{"signs in words", "select * from v$begin, x#end; b", []string{"select * from v$begin, x#end;", "b"}},
		{"block", "begin a; b; end;\n/\nc;", []string{"begin a; b; end;;", "c;"}},
		{"block without a slash", "begin a; b; end;", []string{"begin a; b; end;"}},
		{"declare", "DECLARE x NUMBER; BEGIN a; END;\n/\nb", []string{"DECLARE x NUMBER; BEGIN a; END;;", "b"}},
		{"labelled block", "<<x>>\nbegin a; end x;\n/\nb", []string{"<<x>>\nbegin a; end x;;", "b"}},
		{"comment before a block", "-- x\nbegin a; end; -- y\n/\nb", []string{"c> -- x|begin a; end;;|<c -- y", "b"}},
		{"slash inside a block ends it", "begin a;\n/\nb", []string{"begin a;;", "b"}},
		{"procedure", "create or replace procedure p is begin a; end;\n/\ndrop procedure p;", []string{"create or replace procedure p is begin a; end;;", "drop procedure p;"}},
		{"editionable function", "create or replace editionable function f return number is begin return 1; end f;\n/\na", []string{"create or replace editionable function f return number is begin return 1; end f;;", "a"}},
		{"package and body", "create package p as a; end;\n/\nCREATE OR REPLACE NONEDITIONABLE PACKAGE BODY p AS b; END;\n/\n",
			[]string{"create package p as a; end;;", "CREATE OR REPLACE NONEDITIONABLE PACKAGE BODY p AS b; END;;", ""}},
		{"trigger", "create trigger t before insert on x for each row begin :new.a := 1; end;\n/\nb", []string{"create trigger t before insert on x for each row begin :new.a := 1; end;;", "b"}},
		{"type and body", "create type t as object (a number);\n/\ncreate type body t as member function f return number is begin return 1; end; end;\n/",
			[]string{"create type t as object (a number);;", "create type body t as member function f return number is begin return 1; end; end;;"}},
		{"library", "create library l as 'x;';\n/\na", []string{"create library l as 'x;';;", "a"}},
		{"java source", "create or replace and resolve java source named \"X\" as\npublic class X { // it's; \"\n int a = 4\n / 2; /* ' */ }\n/\nb;",
			[]string{"create or replace and resolve java source named \"X\" as\npublic class X { // it's; \"\n int a = 4\n / 2; /* ' */ };", "b;"}},
		{"java source at the end", "create java source named x as\nclass X {}\n", []string{"create java source named x as\nclass X {}"}},
		{"java class", "create java class using bfile (d, 'x;')\n/\nb;", []string{"create java class using bfile (d, 'x;');", "b;"}},
		{"javascript module", "create mle module m language javascript as\nlet a = `'`;\n/\nb;", []string{"create mle module m language javascript as\nlet a = `'`;;", "b;"}},
		{"query with a function", "with function f return number is begin return 1; end;\nselect f from dual;\n/\nb;", []string{"with function f return number is begin return 1; end;\nselect f from dual;", "b;"}},
		{"query with a function at the end", "with procedure p is begin null; end;\nselect 1 from dual;", []string{"with procedure p is begin null; end;\nselect 1 from dual"}},
		{"query with a view of that name", "with function as (select 1 from dual) select * from function; b", []string{"with function as (select 1 from dual) select * from function;", "b"}},
		{"view is no unit", "create or replace force editionable view v as select 1 from dual; b", []string{"create or replace force editionable view v as select 1 from dual;", "b"}},
		{"other statements with these words", "drop type t; alter package p compile; grant create procedure to x; b", []string{"drop type t;", "alter package p compile;", "grant create procedure to x;", "b"}},
		{"call", "call p(1); begin_x(1); b", []string{"call p(1);", "begin_x(1);", "b"}},
		{"set that is SQL", "set transaction read write; set role none;\nSET CONSTRAINTS ALL DEFERRED; set\nrole x;set role;", []string{"set transaction read write;", "set role none;", "SET CONSTRAINTS ALL DEFERRED;", "set\nrole x;", "set role;"}},
		{"words like commands", "comment on table a is 'x'; commit; savepoint a; delete from b; rename c to d; rollback;",
			[]string{"comment on table a is 'x';", "commit;", "savepoint a;", "delete from b;", "rename c to d;", "rollback;"}},
		{"words inside statements", "update x\nset a = 1,\nprompt = 2;\nselect\n@a from b;", []string{"update x\nset a = 1,\nprompt = 2;", "select\n@a from b;"}},
		{"remarks", "REM it's; x\nremark\na;\nRem y\n", []string{"c> REM it's; x|c> remark|a;", "c> Rem y|"}},
		{"ampersand", "select '&a' from dual; b", []string{"select '&a' from dual;", "b"}},
		{"empty block line", "begin\n\n\na;\n\nend;\n/\n", []string{"begin\n\n\na;\n\nend;;", ""}},
	})
}

func TestSplitOracleFaults(t *testing.T) {
	testFaults(t, oracle, []faultCase{
		{"string", "a 'x''", OpenString, "'", 0, "the string that opens here with ' is never closed"},
		{"q string", "a q'[x]", OpenString, "q'[", 0, "the string that opens here with q'[ is never closed"},
		{"q string with a letter", "a; b nq'éx'", OpenString, "nq'é", 1, "the string that opens here with nq'é is never closed"},
		{"q string of nothing", "a q'", OpenString, "q'", 0, "the string that opens here with q' is never closed"},
		{"identifier", `a "x`, OpenIdent, `"`, 0, `the quoted identifier that opens here with " is never closed`},
		{"comment", "a /* x", OpenComment, "/*", 0, "the comment that opens here with /* is never closed"},
		{"parenthesis", "a (\n/\n)", OpenParen, "(", 0, "the parenthesis that opens here is never closed"},
		{"prompt", "prompt it's a;\nb;", ClientCommand, "prompt it's a;", 0, "prompt is a command to SQL*Plus, not SQL"},
		{"set", "a;\nSET ECHO OFF\nb;", ClientCommand, "SET ECHO OFF", 1, "SET is a command to SQL*Plus, not SQL"},
		{"file", "@x.sql y\n", ClientCommand, "@x.sql y", 0, "@ is a command to SQL*Plus, not SQL"},
		{"file beside", "@@ x", ClientCommand, "@@ x", 0, "@@ is a command to SQL*Plus, not SQL"},
		{"whenever", "WHENEVER SQLERROR EXIT FAILURE", ClientCommand, "WHENEVER SQLERROR EXIT FAILURE", 0, "WHENEVER is a command to SQL*Plus, not SQL"},
		{"abbreviation", "exec p;\n", ClientCommand, "exec p;", 0, "exec is a command to SQL*Plus, not SQL"},
		{"on several lines", "execute p( -\n1, -\n2)\na", ClientCommand, "execute p( -\n1, -\n2)", 0, "execute is a command to SQL*Plus, not SQL"},
		{"on several lines of Windows", "exec p -\r\n  (1)\r\na", ClientCommand, "exec p -\r\n  (1)", 0, "exec is a command to SQL*Plus, not SQL"},
		{"SQLcl", "a;\nliquibase update", ClientCommand, "liquibase update", 1, "liquibase is a command to SQL*Plus, not SQL"},
		{"exit", "a\n/\nexit;\n", ClientCommand, "exit;", 1, "exit is a command to SQL*Plus, not SQL"},
		{"shell", "!ls", ClientCommand, "!ls", 0, "!ls is a command to SQL*Plus, not SQL"},
		{"dot", "begin a; end;\n.\n/", ClientCommand, ".", 0, ". is a command to SQL*Plus, not SQL"},
	})
}

func TestSQLPlusVariables(t *testing.T) {
	for text, want := range map[string][]int{
		"a": nil, "'AT&T' & 'a' && b": {3}, "&&a -- &1": {0, 7}, "&": nil, "a&": nil, "&&": nil, "&_a &# &$ &-": {0, 4, 7}, "&é": {0}, "&&&a": {2},
	} {
		if got := SQLPlusVariables(text); !slices.Equal(got, want) {
			t.Errorf("SQLPlusVariables(%q) = %v, want %v", text, got, want)
		}
	}
}
