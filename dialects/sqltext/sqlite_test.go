package sqltext

import "testing"

func TestSplitSQLite(t *testing.T) {
	trigger := "create trigger t after insert on x begin select 1; end"
	testSplits(t, sqlite, []splitCase{
		{"two", "select 1; select 2;", []string{"select 1;", "select 2;"}},
		{"double quote", `a ";"";";b`, []string{`a ";"";";`, "b"}},
		{"backtick", "a `;``;`;b", []string{"a `;``;`;", "b"}},
		{"bracket", "a [;];b", []string{"a [;];", "b"}},
		{"bracket without doubling", "a [;]];b", []string{"a [;]];", "b"}},
		{"quote in a bracket", "a ['];b [\"`];c", []string{"a ['];", "b [\"`];", "c"}},
		{"bracket in a bracket", "a [[;];b", []string{"a [[;];", "b"}},
		{"doubled quote", "a ''';''';b", []string{"a ''';''';", "b"}},
		{"backslash", `a '\';b "\";c`, []string{`a '\';`, `b "\";`, "c"}},
		{"blob", "a x';',X'3b';b", []string{"a x';',X'3b';", "b"}},
		{"line comment", "a; -- x;'\nb", []string{"a;|<c -- x;'", "b"}},
		{"dashes without a space", "a --1;\n;b", []string{"a;|<c --1;", "b"}},
		{"comments do not nest", "/* /* ; */a;b", []string{"c> /* /* ; */|a;", "b"}},
		{"comment between", "a /* ; */ b; c", []string{"a /* ; */ b;", "c"}},
		{"hash starts no comment", "a #;\nb", []string{"a #;", "b"}},
		{"dollar quotes are none", "a $$;b $$;c", []string{"a $$;", "b $$;", "c"}},
		{"dollar in a word", "create trigger a$begin;b", []string{"create trigger a$begin;", "b"}},
		{"no U& strings with escapes", `a u&'\';b`, []string{`a u&'\';`, "b"}},
		{"q strings are none", "a q'[';b", []string{"a q'[';", "b"}},
		{"trigger", trigger + ";b", []string{trigger + ";", "b"}},
		{"trigger at the end", "a;" + trigger, []string{"a;", trigger}},
		{"temporary triggers", "CREATE TEMP TRIGGER t BEGIN a; END;create temporary trigger t begin a; end;b",
			[]string{"CREATE TEMP TRIGGER t BEGIN a; END;", "create temporary trigger t begin a; end;", "b"}},
		{"trigger if not exists", "create trigger if not exists t begin a; b; end;c", []string{"create trigger if not exists t begin a; b; end;", "c"}},
		{"trigger with when", "create trigger t when new.a = 'begin;' begin a; end;c", []string{"create trigger t when new.a = 'begin;' begin a; end;", "c"}},
		{"case in a trigger", "create trigger t begin select case when a then b end; c; end;d",
			[]string{"create trigger t begin select case when a then b end; c; end;", "d"}},
		{"nested case in a trigger", "create trigger t begin select case a when 1 then case b when 2 then 3 end end; end;d",
			[]string{"create trigger t begin select case a when 1 then case b when 2 then 3 end end; end;", "d"}},
		{"case that ends a statement on a line of its own", "create trigger t begin update x set a = case b when 1 then 2\nend\nwhere c;\nend;d",
			[]string{"create trigger t begin update x set a = case b when 1 then 2\nend\nwhere c;\nend;", "d"}},
		{"comment before the end", "create trigger t begin a; -- end;\n/* end; */ end -- x\n;b", []string{"create trigger t begin a; -- end;\n/* end; */ end;|<c -- x", "b"}},
		{"column named end", "create trigger t begin select \"end\", a.end; insert into b(end) values (1); end;c",
			[]string{"create trigger t begin select \"end\", a.end; insert into b(end) values (1); end;", "c"}},
		{"trigger of quoted names", "create trigger [begin;] after insert on \"x;\" begin a; end;b", []string{"create trigger [begin;] after insert on \"x;\" begin a; end;", "b"}},
		{"explained trigger", "explain query plan " + trigger + ";b", []string{"explain query plan " + trigger + ";", "b"}},
		{"trigger without a body", "create trigger t;b", []string{"create trigger t;", "b"}},
		{"two triggers", trigger + ";" + trigger + ";", []string{trigger + ";", trigger + ";"}},
		{"transaction", "begin; a; end; begin immediate; commit", []string{"begin;", "a;", "end;", "begin immediate;", "commit"}},
		{"case outside", "select case when a then b end; end;", []string{"select case when a then b end;", "end;"}},
		{"other statements about triggers", "drop trigger begin; alter table trigger add begin; select 1", []string{"drop trigger begin;", "alter table trigger add begin;", "select 1"}},
		{"table named trigger", "create table trigger (begin, end);b", []string{"create table trigger (begin, end);", "b"}},
		{"view", "create view v as select 1; create index begin on x(y);c", []string{"create view v as select 1;", "create index begin on x(y);", "c"}},
		{"parentheses", "a (b, (c), ';');d", []string{"a (b, (c), ';');", "d"}},
		{"pragmas", "PRAGMA foreign_keys=OFF;\nPRAGMA foreign_key_check;", []string{"PRAGMA foreign_keys=OFF;", "PRAGMA foreign_key_check;"}},
		{"a dot is no command inside a statement", "select a\n.b from a;select .5", []string{"select a\n.b from a;", "select .5"}},
		{"json operators", "select a->>'$.b;', a->';';c", []string{"select a->>'$.b;', a->';';", "c"}},
		{"parameters", "select ?1, :end, @begin, $x;b", []string{"select ?1, :end, @begin, $x;", "b"}},
		{"delimiter is a name", "delimiter //;b", []string{"delimiter //;", "b"}},
	})
}

func TestSplitSQLiteFaults(t *testing.T) {
	testFaults(t, sqlite, []faultCase{
		{"string", "a 'x", OpenString, "'", 0, "the string that opens here with ' is never closed"},
		{"bracket", "a; b [x", OpenIdent, "[", 1, "the quoted identifier that opens here with [ is never closed"},
		{"double quote", `a "x""`, OpenIdent, `"`, 0, `the quoted identifier that opens here with " is never closed`},
		{"comment", "/* /* */ */ /*", OpenComment, "/*", 0, "the comment that opens here with /* is never closed"},
		{"trigger", "a; create trigger t begin b; c;", OpenBody, "begin", 1, "the body that opens here with BEGIN has no END"},
		{"trigger that a case seems to end", "create trigger t begin select case when a then b end;", OpenBody, "begin", 0, "the body that opens here with BEGIN has no END"},
		{"dot command", ".mode csv\na;", ClientCommand, ".mode csv", 0, ".mode is a command to sqlite3, not SQL"},
		{"dot command behind a statement", "a;\n.read x.sql  \nb;", ClientCommand, ".read x.sql", 1, ".read is a command to sqlite3, not SQL"},
	})
}
