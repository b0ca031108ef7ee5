package sqltext

import "testing"

func TestSplitMySQL(t *testing.T) {
	testSplits(t, mysql, []splitCase{
		{"two", "select 1; select 2;", []string{"select 1;", "select 2;"}},
		{"backtick", "a `;``;`;b", []string{"a `;``;`;", "b"}},
		{"backtick in a comment mark", "a `/*`;b `--`;c", []string{"a `/*`;", "b `--`;", "c"}},
		{"backslash in a backtick", "a `x\\`;b", []string{"a `x\\`;", "b"}},
		{"double-quoted string", `a ";";b`, []string{`a ";";`, "b"}},
		{"backslash in both strings", `a '\';',"\";";b`, []string{`a '\';',"\";";`, "b"}},
		{"doubled quotes", `a ''';''',""";""";b`, []string{`a ''';''',""";""";`, "b"}},
		{"other quote inside", `a "';'",'";"';b`, []string{`a "';'",'";"';`, "b"}},
		{"backslash before the end", `a '\\';b "\\";c`, []string{`a '\\';`, `b "\\";`, "c"}},
		{"line ends in a string", "a 'x\n;\\\n';b", []string{"a 'x\n;\\\n';", "b"}},
		{"prefixes", `a X'3B',b'1',N'\';',_utf8'\';',_binary "\";";b`, []string{`a X'3B',b'1',N'\';',_utf8'\';',_binary "\";";`, "b"}},
		{"no U& strings", `a u&'\';';b`, []string{`a u&'\';';`, "b"}},
		{"hash comment", "a # ; '\n;b", []string{"a;|<c # ; '", "b"}},
		{"hash in an operator", "a 1+# ;\n2;b", []string{"a 1+# ;\n2;", "b"}},
		{"dashes without a space", "select a--1;b", []string{"select a--1;", "b"}},
		{"dashes with a quote", "select 1--'a;'\n;b", []string{"select 1--'a;';", "b"}},
		{"dashes with a space", "select a-- 1;\n;b", []string{"select a;|<c -- 1;", "b"}},
		{"dashes with a tab", "a--\t;\n;b", []string{"a;|<c --\t;", "b"}},
		{"dashes at a line end", "--\na;--\nb", []string{"c> --|a;|<c --", "b"}},
		{"dashes at the end", "a;--", []string{"a;|<c --"}},
		{"three dashes", "a --- 1;\n;b", []string{"a -;|<c -- 1;", "b"}},
		{"comments do not nest", "/* /* ; */a;/* */ */;b", []string{"c> /* /* ; */|a;", "c> /* */|*/;", "b"}},
		{"SQL in a comment", "/*!40101 SET NAMES utf8 */;b", []string{"/*!40101 SET NAMES utf8 */;", "b"}},
		{"SQL of MariaDB in a comment", "/*M!100100 SET x=';' */;b", []string{"/*M!100100 SET x=';' */;", "b"}},
		{"SQL without a version", "select 1 /*! + 1 */;b", []string{"select 1 /*! + 1 */;", "b"}},
		{"SQL behind a short number", "select /*!1 + */ 2;b", []string{"select /*!1 + */ 2;", "b"}},
		{"quote that holds the end of a comment", "/*!50003 set x='*/;' */;b", []string{"/*!50003 set x='*/;' */;", "b"}},
		{"comment in SQL in a comment", "/*! set x=1 /* ' */ + 1 */;b", []string{"/*! set x=1 /* ' */ + 1 */;", "b"}},
		{"SQL in a comment in another", "/*!50100 a /*!80000 b; */ c */;d", []string{"/*!50100 a /*!80000 b; */ c */;", "d"}},
		{"a star behind a star", "/*! select count(*)*/;b", []string{"/*! select count(*)*/;", "b"}},
		{"sandbox command of a dump", "/*M!999999\\- enable the sandbox mode */ \na;b", []string{"c> /*M!999999\\- enable the sandbox mode */|a;", "b"}},
		{"hint", "select /*+ a(';') */ 1;b", []string{"select /*+ a(';') */ 1;", "b"}},
		{"NULL as a backslash", `select \N;b`, []string{`select \N;`, "b"}},
		{"user variables", "set @end=@`;`,@';'=@@global.x;b", []string{"set @end=@`;`,@';'=@@global.x;", "b"}},
		{"dollar quotes are none", "a $$;b $$;c", []string{"a $$;", "b $$;", "c"}},

		{"delimiter", "delimiter //\na; b //\nDELIMITER ;\nc;", []string{"a;", "b;", "c;"}},
		{"routine with a delimiter", "DELIMITER $$\ncreate procedure p() begin a; b; end$$\nDELIMITER ;\nc;",
			[]string{"create procedure p() begin a; b; end;", "c;"}},
		{"delimiter behind a semicolon", "delimiter //\ncreate procedure p() begin a; end; //\nc//", []string{"create procedure p() begin a; end;", "c;"}},
		{"delimiter of two semicolons", "delimiter ;;\ncreate trigger t before insert on x for each row begin a; end;;\ndelimiter ;\nb;",
			[]string{"create trigger t before insert on x for each row begin a; end;", "b;"}},
		{"delimiter in quotes", "delimiter '//'\na//b//", []string{"a;", "b;"}},
		{"delimiter without end", "delimiter //\ncreate procedure p() begin a; end;\n", []string{"create procedure p() begin a; end"}},
		{"delimiter in strings and comments", "delimiter $$\na '$$' \"$$\" `$$` /* $$ */ -- $$\nb$$c", []string{"a '$$' \"$$\" `$$` /* $$ */ -- $$\nb;", "c"}},
		{"delimiter inside a word", "delimiter go\na go bgoc\ngo d", []string{"a;", "b;", "c;", "d"}},
		{"delimiter of word signs", "delimiter $$\na x$$b$$", []string{"a x;", "b;"}},
		{"delimiter line with more on it", "delimiter // x\na//", []string{"a;"}},
		{"comment above a delimiter line", "-- x\ndelimiter //\na//", []string{"c> -- x|a;"}},
		{"comment behind a delimiter", "delimiter //\na // -- x\nb//", []string{"a;|<c -- x", "b;"}},
		{"comment before a delimiter", "delimiter //\na -- x\n//b//", []string{"a;|<c -- x", "b;"}},
		{"indented delimiter line behind a statement", "a; delimiter //\nb//\n\t delimiter ;\nc;", []string{"a;", "b;", "c;"}},
		{"column of that name", "create table t (\ndelimiter varchar(1),\nx int);b", []string{"create table t (\ndelimiter varchar(1),\nx int);", "b"}},
		{"column of that name selected", "select\ndelimiter , x from t;b", []string{"select\ndelimiter , x from t;", "b"}},
		{"delimiter that comes again", "delimiter //\na//\ndelimiter //\nb//", []string{"a;", "b;"}},
		{"empty statements of a delimiter", "delimiter //\n//\n;//a////", []string{"a;", ""}},
		{"block outside of a routine", "delimiter //\nbegin not atomic a; b; end//\nif x then a; end if//", []string{"begin not atomic a; b; end;", "if x then a; end if;"}},
		{"dump of a trigger", "DELIMITER ;;\n/*!50003 CREATE*/ /*!50017 DEFINER=`r`@`%`*/ /*!50003 TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN SET @a=1; SET @b=';;'; END */;;\nDELIMITER ;\nb;",
			[]string{"/*!50003 CREATE*/ /*!50017 DEFINER=`r`@`%`*/ /*!50003 TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN SET @a=1; SET @b=';;'; END */;", "b;"}},

		{"use is SQL", "use x;\nuse y\n;a", []string{"use x;", "use y;", "a"}},
		{"names like commands", "select source, system from status;\nalter table go add x int;", []string{"select source, system from status;", "alter table go add x int;"}},
		{"semicolon in SQL in a comment", "/*! a; b */;c", []string{"/*! a; b */;", "c"}},
	})
}

// TestSplitCompound has routines without DELIMITER: each is one statement.
func TestSplitCompound(t *testing.T) {
	trigger := "create trigger t before insert on x for each row "
	texts := []string{
		"create procedure p() begin a; b; end",
		"CREATE OR REPLACE PROCEDURE p() BEGIN a; END",
		"create definer=root@localhost procedure p() begin a; end",
		"create definer=`event`@`%` function f() returns int begin return 1; end",
		"create definer = 'table'@'view' trigger t after update on x for each row begin a; end",
		"create definer=current_user() procedure p() begin a; end",
		"create definer=view@localhost event e on schedule every 1 day do begin a; b; end",
		"create aggregate function f(x int) returns int begin a; end",
		"create procedure if not exists p() begin a; end",
		"create procedure `begin`.`end`() begin a; end",
		"create procedure begin.end() begin a; end",
		"create procedure begin(end int, out begin int) begin a; end",
		"create procedure if() if x then a; end if",
		"create procedure p() comment 'begin;' language sql deterministic modifies sql data sql security invoker begin a; end",
		"create function f() returns varchar(10) character set utf8mb4 begin a; end",
		"create function f() returns set('a','b') begin a; end",
		"create function f() returns int return if(a, b, c)",
		"create function f() returns int return case when a then b else c end",
		"create function f(x int) returns int return repeat('a', x)",
		trigger + "set new.a = 1",
		trigger + "set new.a = if(new.b, 1, 2), new.end = case when a then repeat('x', 2) end",
		trigger + "if new.a then set new.b = 1; end if",
		trigger + "follows begin begin a; end",
		trigger + "precedes `x` if a then b; end if",
		trigger + "lbl: begin a; leave lbl; end lbl",
		trigger + "case new.a when 1 then b; else c; end case",
		trigger + "begin end",
		"create procedure p() begin begin a; end; begin b; end; end",
		"create procedure p() begin if a then b; elseif c then d; else e; end if; f; end",
		"create procedure p() begin if (a) then b; else if c then d; end if; end if; end",
		"create procedure p() begin case a when 1 then b; when 2 then begin c; d; end; else begin end; end case; e; end",
		"create procedure p() begin case when if(a, b, c) then d; else e; end case; f; end",
		"create procedure p() begin select case when a then if(b, 1, 2) else repeat('x', 3) end, case b when 1 then 2 end; c; end",
		"create procedure p() begin set x = (case a when 1 then case b when 2 then 3 end else 4 end); c; end",
		"create procedure p() begin if case when a then b end then c; end if; d; end",
		"create procedure p() begin l: loop a; if b then leave l; end if; iterate l; end loop l; c; end",
		"create procedure p() begin while a do b; c; end while; d; end",
		"create procedure p() begin l: while a do while b do c; end while; end while l; d; end",
		"create procedure p() begin repeat a; b; until c end repeat; d; end",
		"create procedure p() begin repeat a; until case when b then c end end repeat; d; end",
		"create procedure p() begin repeat a; until x in (1, 2) end repeat; d; end",
		"create procedure p() begin for i in 1..10 do a; b; end for; c; end",
		"create procedure p() begin for r in (select 1) do a; end for; c; end",
		"create procedure p() begin declare exit handler for sqlexception begin a; b; end; c; end",
		"create procedure p() begin declare continue handler for not found set done = true; c; end",
		"create procedure p() begin declare continue handler for sqlstate '23000', 1062, x if a then b; end if; c; end",
		"create procedure p() begin declare exit handler for sqlstate value '23000', sqlwarning, not found begin a; end; c; end",
		"create procedure p() begin declare continue handler for not found set x = if(a, b, c); d; end",
		"create procedure p() begin declare c cursor for select end, begin from t; a; end",
		"create procedure p() begin drop table if exists x; create table if not exists y (z int); a; end",
		"create procedure p() begin select start, end from x where end > 1; insert into x (end) values (1); a; end",
		"create procedure p() begin update x set end = 1, y = z.end where a.begin = 1; a; end",
		"create procedure p() begin do sleep(1); do if(a, b, c); a; end",
		"create procedure p() begin start transaction; a; commit; xa end 'x'; b; end",
		"create procedure p() begin select case a when end then 2 else end end, x; b; end",
		"create procedure p() begin select case a, b from x; c; end", // no END, which is an error of its author
		"create procedure p() begin set @end = 1, @begin = 2; select @case; a; end",
		"create procedure p() begin select 'end;', \"begin;\", `end`; -- end;\n /* end; */ a; end",
		"create procedure p() begin begin not atomic a; end; b; end",
		"create procedure p() begin select replace(a, 'x', 'y'), insert('a', 1, 1, 'b'); b; end",
		"create procedure p() l: begin a; end l",
		"create procedure p() sql security definer while a do b; end while",
		"create event e on schedule at current_timestamp on completion not preserve comment 'do' do insert into x values (1)",
		"create event if not exists e on schedule every 1 hour starts now() disable do begin a; b; end",
		"alter event e do begin a; b; end",
		"alter definer=x@y event e on completion preserve do if a then b; end if",
		"begin not atomic a; if b then c; end if; end",
		"BEGIN NOT ATOMIC DECLARE x INT; WHILE x DO a; END WHILE; END",
		"if a then b; else c; end if",
		"while a do b; end while",
		"/*!50003 CREATE*/ /*!50020 DEFINER=`a`@`b`*/ /*!50003 FUNCTION f() RETURNS int BEGIN a; RETURN 1; END */",
	}
	for _, text := range texts {
		t.Run(text, func(t *testing.T) {
			all := "begin; " + text + "; create table end (x int);\n" + text
			pieces, err := Split(all, mysql)
			if err != nil {
				t.Fatalf("%v at %v", err, err.Extent)
			}
			checkPieces(t, all, pieces)
			if len(pieces) != 4 || all[pieces[1].Stmt.Start:pieces[1].Stmt.End] != text || all[pieces[3].Stmt.Start:pieces[3].Stmt.End] != text {
				t.Errorf("got %q", show(all, pieces))
			}
			checkSingle(t, text, mysql)
		})
	}
}

// TestSplitNoCompound has statements that no body follows, whatever their words are.
func TestSplitNoCompound(t *testing.T) {
	for _, text := range []string{
		"begin", "begin work", "xa begin 'x'", "create table begin (`end` int)", "create view v as select case when a then b end",
		"create definer=begin@localhost sql security definer view event as select 1", "create user begin", "create event trigger_begin on schedule every 1 day do select 1",
		"create function f returns string soname 'begin.so'", "drop procedure begin", "alter table procedure add begin int", "call begin()",
		"create index begin on function (end)", "create procedure begin() select begin from end", "alter procedure p comment 'x'",
		"create trigger begin before insert on `begin` for each row call p()", "set @x = (select case 1 when 1 then 2 end)",
	} {
		t.Run(text, func(t *testing.T) {
			all := text + "; x; " + text + ";"
			pieces, err := Split(all, mysql)
			if err != nil || len(pieces) != 3 {
				t.Errorf("got %q, %v", show(all, pieces), err)
			}
		})
	}
}

func TestSplitMySQLFaults(t *testing.T) {
	testFaults(t, mysql, []faultCase{
		{"string", "a;b 'x\\'", OpenString, "'", 1, "the string that opens here with ' is never closed"},
		{"double-quoted string", `a "x'`, OpenString, `"`, 0, `the string that opens here with " is never closed`},
		{"prefixed string", `a N'x`, OpenString, `N'`, 0, `the string that opens here with N' is never closed`},
		{"backtick", "a `x", OpenIdent, "`", 0, "the quoted identifier that opens here with ` is never closed"},
		{"comment", "a /* x", OpenComment, "/*", 0, "the comment that opens here with /* is never closed"},
		{"SQL in a comment", "a; /*!50003 x;", OpenComment, "/*!", 1, "the comment that opens here with /*! is never closed"},
		{"SQL in a comment at a delimiter", "delimiter //\n/*!50003 x//", OpenComment, "/*!", 0, "the comment that opens here with /*! is never closed"},
		{"parenthesis", "a (b; c", OpenParen, "(", 0, "the parenthesis that opens here is never closed"},
		{"parenthesis at a delimiter", "delimiter //\na (b // c)//", OpenParen, "(", 0, "the parenthesis that opens here is never closed"},
		{"body", "a; create procedure p() begin b;", OpenBody, "begin", 1, "the body that opens here with BEGIN has no END"},
		{"body of another word", "create procedure p() begin if a then b; end; c", OpenBody, "begin", 0, "the body that opens here with BEGIN has no END"},
		{"loop", "create procedure p() loop a;", OpenBody, "loop", 0, "the body that opens here with LOOP has no END"},
		{"source", "a;\n  source x.sql;\nb", ClientCommand, "source x.sql;", 1, "source is a command to mysql, not SQL"},
		{"other words", "EXIT;", ClientCommand, "EXIT;", 0, "EXIT is a command to mysql, not SQL"},
		{"vertical output", `select 1\G select 2`, ClientCommand, `\G`, 0, `\G is a command to mysql, not SQL`},
		{"file", "\\. x.sql  \na", ClientCommand, `\. x.sql`, 0, `\. is a command to mysql, not SQL`},
		{"delimiter with a backslash", "delimiter \\\\\na", BadDelimiter, "delimiter", 0, "DELIMITER is not followed by a delimiter, which cannot have a backslash"},
		{"delimiter without one", "a;\nDELIMITER\nb", BadDelimiter, "DELIMITER", 1, "DELIMITER is not followed by a delimiter, which cannot have a backslash"},
		{"delimiter behind a statement without one", "delimiter //\na\ndelimiter ;\nb;", OpenStatement, "delimiter", 0, "the statement before this DELIMITER is not ended by //"},
		{"delimiter behind a statement", "a\nDELIMITER $$\nb$$", OpenStatement, "DELIMITER", 0, "the statement before this DELIMITER is not ended by ;"},
		{"NUL", "a\x00", NulByte, "\x00", 0, "the text has a NUL byte"},
	})
}

func TestSplitGoesOnWithDelimiter(t *testing.T) {
	text := "delimiter //\nsource x\na; create procedure p() begin b; end//\n"
	_, err := Split(text, mysql)
	if err == nil || err.Delimiter != "//" {
		t.Fatalf("%+v", err)
	}
	style := mysql
	style.Delimiter = err.Delimiter
	rest := text[err.End:]
	pieces, err := Split(rest, style)
	if err != nil || len(pieces) != 3 || rest[pieces[1].Stmt.Start:pieces[1].Stmt.End] != "create procedure p() begin b; end" {
		t.Errorf("%q, %v", show(rest, pieces), err)
	}
}
