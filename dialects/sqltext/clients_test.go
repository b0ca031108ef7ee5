package sqltext

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The tests here compare Split with the clients that it stands for: the same
// statements, and a database that looks the same after them.

// client returns the path of a program. Without it the test is skipped, but fails
// where CI=true: there a missing program would hide that nothing was tried.
func client(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, err.Error())
	}
	return path
}

func missing(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// run runs a program that has to succeed, and returns what it printed.
func run(t *testing.T, input, path string, args ...string) (stdout, stderr string) {
	t.Helper()
	cmd := exec.Command(path, args...)
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s\n%s", filepath.Base(path), err, input, errs.String())
	}
	return out.String(), errs.String()
}

// statements returns the statements of a script that must split without a fault.
func statements(t *testing.T, script string, style Style) []string {
	t.Helper()
	pieces, err := Split(script, style)
	if err != nil {
		t.Fatalf("Split: %v at %v of\n%s", err, err.Extent, script)
	}
	checkPieces(t, script, pieces)
	var stmts []string
	for _, p := range pieces {
		if stmt := script[p.Stmt.Start:p.Stmt.End]; stmt != "" {
			stmts = append(stmts, stmt)
		}
	}
	return stmts
}

// sqliteScripts are run in an empty database each.
var sqliteScripts = []string{
	"create table x(a, [b;] , \"c;\", `d;`); /* ; */ insert into x values(1,';',2,x'3b'); -- ;\nselect * from x;",
	"create table log(n); create table x(a);\ncreate trigger t after insert on x begin\n  -- a ; end;\n  insert into log select case when new.a > 1 then 'big;' else 'small' end;\n  insert into log values (new.a); end;\n" +
		"insert into x values (1), (2); select * from log;",
	"create table x(a, \"end\"); create view v as select * from x; create temp trigger if not exists t instead of insert on v begin select 1; end;",
	"create table x(a, \"end\", b);\nCREATE TRIGGER begin_ AFTER UPDATE OF a ON x FOR EACH ROW WHEN new.a <> 'end;' BEGIN\nUPDATE x SET b = CASE new.a WHEN 1 THEN CASE x.\"end\" WHEN 2 THEN 3 END ELSE 4\nEND\nWHERE x.a = new.a;\nEND\n;\n" +
		"insert into x values (1, 2, 0), (5, 2, 0); update x set a = a; select * from x",
	"begin; create table x(a); insert into x values (1); end; begin immediate; insert into x values (2); commit; select sum(a) from x;",
	"explain query plan select 1;\nselect ''';''', \"a\"\"b;\" from (select 1 as \"a\"\"b;\");",
	";;select 1;;;\n/* only a comment */;\n-- another\n;select 2;\n",
	"select 1 --1;\n, 2; select 3 /* /* ; */ , 4;",
	"create table \"a;b\"(x primary key) without rowid;\ncreate index [i;] on \"a;b\"(x);\ncreate view `v;` as select case when x then 1 end as e from \"a;b\";\nselect * from `v;`;",
	"with recursive c(x) as (values (1) union all select x + 1 from c where x < 3) select group_concat(x, ';') from c;",
	"create table x(a default (';'), b text check (b <> ';'), c generated always as (a || ';') stored);\ninsert into x(b) values ('y'); select * from x;",
	"create table t1(a); create table t2(a);\ncreate trigger a after insert on t1 begin insert into t2 values (new.a); end; create trigger b after delete on t1 begin delete from t2 where a = old.a; end;\n" +
		"insert into t1 values (1), (2); delete from t1 where a = 1; select * from t2;",
	"pragma foreign_keys = off;\ncreate table y(b); alter table y rename to x;\nalter table x\nadd column end_ default ';';",
	"create table x(a);\r\ncreate trigger t after insert on x begin\r\nselect 1;\r\nend;\r\ninsert into x values (';');\r\nselect length(a) from x;\r\n",
	"select '\\', ';'; select \"\\\" from (select 2 as \"\\\");",
	"create table x(a); create trigger t after insert on x begin select raise(ignore) where new.a = 'begin'; select 1 as [end;]; end; insert into x values('begin'); select count(*) from x;",
	"create table trigger_(a); insert into trigger_ values (1) returning a; select $a, ?1, :b, @c;",
	"savepoint s; create table x(a); release s; vacuum; reindex;",
}

// profiled ends a statement in what .trace --profile prints.
var profiled = regexp.MustCompile(` -- \d+ ns\n`)

func TestSplitAsSQLite(t *testing.T) {
	path := client(t, "sqlite3")
	for _, script := range sqliteScripts {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			stmts := statements(t, script, sqlite)
			dir := t.TempDir()
			out, trace := run(t, ".trace stderr --profile\n"+script, path, "-bail", filepath.Join(dir, "client.db"))
			var want []string
			for _, stmt := range profiled.Split(trace, -1) {
				words := contentOf(stmt, sqlite)
				for len(words) > 0 && words[0] == ";" { // empty statements go to the next one
					words = words[1:]
				}
				if len(words) > 0 {
					want = append(want, strings.Join(words, " "))
				}
			}
			var got []string
			for _, stmt := range stmts {
				got = append(got, strings.Join(append(contentOf(stmt, sqlite), ";"), " "))
			}
			if !slices.Equal(got, want) {
				t.Errorf("Split and sqlite3 differ in\n%s\n got %q\nwant %q", script, got, want)
			}
			pieceOut, _ := run(t, "", path, slices.Concat([]string{"-bail", filepath.Join(dir, "pieces.db")}, stmts)...)
			if pieceOut != out {
				t.Errorf("%s\nprints %q one by one, and %q as a script", script, pieceOut, out)
			}
			// The shell drops the carriage returns of a script.
			dump, _ := run(t, ".dump", path, filepath.Join(dir, "client.db"))
			if pieceDump, _ := run(t, ".dump", path, filepath.Join(dir, "pieces.db")); strings.ReplaceAll(pieceDump, "\r", "") != dump {
				t.Errorf("%s\nleaves one by one\n%s\nand as a script\n%s", script, pieceDump, dump)
			}
		})
	}
}

// contentOf are the tokens of a text that are neither white space nor comments.
func contentOf(text string, style Style) (words []string) {
	s := NewScanner(text, style)
	for tok := s.Next(); tok.Kind != EOF; tok = s.Next() {
		if tok.Kind != Space && tok.Kind != LineComment && tok.Kind != BlockComment {
			words = append(words, text[tok.Start:tok.End])
		}
	}
	return words
}

// awkward are texts that a quote can get wrong.
var awkward = []string{"", "it's", `a\b`, `\`, `\'`, "'", "''", `"`, "`", "a\nb", "a\\\nb", "é", "a;b", "-- a", "/* a */", "#", "%s", "\t", "[a]", "]", "$$", "N'a'", "\\\\", "\\n"}

// quoteScript makes a table of each awkward name, and asks for each awkward text
// and name what the server makes of them; columns is the query for the names of
// the columns of one table. want is what is to be printed.
func quoteScript(style Style, columns string) (script, want string) {
	var b, w strings.Builder
	for i, text := range awkward {
		table := fmt.Sprintf("t%d", i)
		name := cmp.Or(strings.ReplaceAll(text, "\t", "-"), "empty") // neither is a name to MariaDB
		fmt.Fprintf(&b, "create table %s (%s int);\nselect hex(%s);\n"+columns+";\n", table, QuoteIdent(name, style), QuoteLiteral(text, style), table)
		fmt.Fprintf(&w, "%X\n%X\n", text, name)
	}
	return b.String(), w.String()
}

func TestQuoteAsSQLite(t *testing.T) {
	path := client(t, "sqlite3")
	script, want := quoteScript(sqlite, "select hex(name) from pragma_table_info('%s')")
	if out, _ := run(t, script, path, "-bail", ":memory:"); out != want {
		t.Errorf("%s\nprints %s\nwant %s", script, out, want)
	}
}

// mariadb returns a function that runs a script in a new database, and returns
// what is printed and what the database holds after it.
func mariadb(t *testing.T) func(t *testing.T, script string) (out, dump string) {
	path, dumper := client(t, "mariadb"), client(t, "mariadb-dump")
	if out, err := exec.Command(path, "-e", "select 1").CombinedOutput(); err != nil {
		missing(t, "no MariaDB: "+string(out))
	}
	return func(t *testing.T, script string) (string, string) {
		t.Helper()
		var b [8]byte
		rand.Read(b[:]) // never fails, says its documentation
		name := "sqlplan_sqltext_" + hex.EncodeToString(b[:])
		run(t, "create database "+name+" character set utf8mb4", path)
		t.Cleanup(func() { run(t, "drop database "+name, path) })
		out, _ := run(t, script, path, "-N", "--default-character-set=utf8mb4", name)
		dump, _ := run(t, "", dumper, "--routines", "--triggers", "--events", "--skip-dump-date", name)
		return out, strings.ReplaceAll(dump, name, "db")
	}
}

// oneByOne is a script that makes the server run each statement alone: it refuses
// a text that holds two, or less than one.
func oneByOne(stmts []string) string {
	var b strings.Builder
	for _, stmt := range stmts {
		b.WriteString("EXECUTE IMMEDIATE " + QuoteLiteral(stmt, mysql) + ";\n")
	}
	return b.String()
}

var mariadbScripts = []string{
	"create table `a;` (`b``;` int, c text default ';'); insert into `a;` values (1, ';'), (2, \"'\\\";\"), (3, '\\';'); select * from `a;`;",
	"select 1 # ; '\n, 2; select 3--1;select 4 -- ;\n+ 1; select 5--\n+ 1;",
	"/*!40101 SET NAMES utf8mb4 */;\n/*!50003 create table x (a int) */;\n/*M!100100 insert into x values (1) */;\nselect /*! a, */ 'b;' /* ; */ from x;",
	"/*M!999999\\- enable the sandbox mode */ \nselect 1;",
	"create table x (a int, b int);\ndelimiter //\ncreate procedure p(n int) begin declare i int default 0; while i < n do insert into x values (i, 0); set i = i + 1; end while; end//\n" +
		"create trigger t before insert on x for each row begin if new.a > 1 then set new.b = 1; else set new.b = case new.a when 0 then 5 else 6 end; end if; end; //\ndelimiter ;\ncall p(4);\nselect * from x;",
	"DELIMITER $$\nselect 1; select 2$$\nselect ';'; $$\n  delimiter ; \nselect 3;",
	"delimiter ;;\ncreate function f(x int) returns int deterministic begin return x + 1; end;;\nselect f(1);;\ndelimiter ;\nselect f(2);",
	"delimiter go\ncreate procedure p() begin select 'x'; end go\ncall p() go select 'ho' bgo\ndelimiter ;\nselect 1;",
	"delimiter '||'\nselect 1||select '||' /* || */ -- ||\n||\ndelimiter ;",
	"delimiter //\nbegin not atomic declare x int default 2; if x > 1 then select 'big;'; end if; end//\nif 1 = 1 then select 'yes'; end if//\ndelimiter ;\nselect 2;",
	"delimiter $$\ncreate definer=root@localhost event e on schedule every 1 day starts '2037-01-01' do begin select 1; select 2; end$$\ncreate event f on schedule every 1 day starts '2037-01-01' disable do select 1$$\ndelimiter ;\n",
	"create table t (a int);\nDELIMITER ;;\n/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN SET @a = ';;'; SET NEW.a = NEW.a + 1; END */;;\nDELIMITER ;\n" +
		"insert into t values (1);\nselect a, @a from t;",
	"set @a = \"x'y;\", @b = 'x\"y;'; select @a, @b, @`a`; select '\\\\', \"\\\\\", '''', \"\"\"\";",
	"select \"a\nb;\nc\", 'a\n;\\\nb';\r\nselect 2;\r\n",
	"create table t (delimiter char(1),\ndelimiter2 int); select\ndelimiter from t; select 1",
	"lock tables mysql.user read; unlock tables; start transaction; commit; select _utf8'a;', N';', X'3B', b'111011', _binary \";\";",
	"create table t (a int);;\ninsert into t values (1) ; ; select * from t where a = 1 /*!50000 or a = 2 */ ;",
}

func TestSplitAsMariaDB(t *testing.T) {
	execute := mariadb(t)
	for _, script := range mariadbScripts {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			out, dump := execute(t, script)
			stmts := statements(t, script, mysql)
			pieceOut, pieceDump := execute(t, oneByOne(stmts))
			if pieceOut != out {
				t.Errorf("%s\nprints %q one by one, and %q as a script; the pieces are %q", script, pieceOut, out, stmts)
			}
			if pieceDump != dump {
				t.Errorf("%s\nleaves one by one\n%s\nand as a script\n%s", script, pieceDump, dump)
			}
			if !strings.Contains(script, "create ") {
				return
			}
			// The dump is a script too, which makes the same database.
			_, again := execute(t, oneByOne(statements(t, dump, mysql)))
			if again != dump {
				t.Errorf("%s\nbecomes one by one\n%s", dump, again)
			}
		})
	}
}

// compoundScripts have routines without DELIMITER, which the client would cut up.
var compoundScripts = []string{
	"create procedure begin() begin select 1; end; call begin();",
	"create procedure p() comment 'begin;' language sql deterministic sql security invoker begin declare x int default 1; if x = 1 then select 'a'; elseif x = 2 then select 'b'; else select 'c'; end if; end; call p();",
	"create table t (start int, end int); create procedure p() begin select start, end from t where end > 0; insert into t (start, end) values (1, 2); end; call p(); select * from t",
	"create procedure p(x int) case x when 1 then select 'one;'; else begin end; end case; call p(1); call p(2);",
	"create procedure p() begin declare i int default 0; l: loop set i = i + 1; if i > 3 then leave l; end if; iterate l; end loop l; select i; end; call p();",
	"create procedure p() begin declare i int default 0; repeat set i = i + 1; until case when i > 3 then true else false end end repeat; select i; end; call p();",
	"create procedure p() begin for i in 1..3 do select i; end for; for r in (select 5 as a) do select r.a; end for; end; call p();",
	"create table t (a int primary key); create procedure p() begin declare continue handler for sqlstate '23000', 1061 begin select 'dup'; end; declare continue handler for not found set @x = if(1, 2, 3); insert into t values (1); insert into t values (1); select 'after'; end; call p();",
	"create function f(x int) returns varchar(20) character set utf8mb4 return if(x, repeat('a', 2), case x when 0 then 'z' end); select f(1), f(0);",
	"create table t (a int, b varchar(9)); create trigger t1 before insert on t for each row if new.a = 1 then set new.b = 'one'; end if; create trigger t2 before insert on t for each row follows t1 begin set new.b = concat(new.b, ';'); end; insert into t values (1, ''), (2, 'x'); select * from t;",
	"begin not atomic declare end int default 1; select end; end; select 2;",
	"create or replace procedure p() begin begin not atomic select 1; end; x: begin select 2; leave x; select 3; end x; end; call p();",
	"create procedure p() begin drop table if exists t; create table if not exists t (a int); start transaction; insert into t values (1); commit; do sleep(0); select count(*) from t; end; call p(); select a from t;",
	"create procedure p() l: while true do select 1; leave l; end while; call p(); create procedure q() begin declare x int; declare c cursor for select 1 union select 2; open c; fetch c into x; select x; close c; end; call q();",
	"create event e on schedule every 1 day starts '2037-01-01' do begin select 1; if 1 then select 2; end if; end; alter event e do begin select 3; end; drop event e; select 4;",
	"if 1 = 1 then select 'a'; else select 'b'; end if; while false do select 1; end while; select 5;",
	"create procedure p() begin select case when if(1, 0, 1) then 'a' else insert('abc', 1, 1, 'x') end as x, replace('a;', ';', 'b'); end; call p();",
	"create aggregate function agg(x int) returns int begin declare t int default 0; declare continue handler for not found return t; loop fetch group next row; set t = t + x; end loop; end; select agg(a) from (select 1 as a union select 2) q;",
}

// TestSplitCompoundOnMariaDB lets the server judge: it takes every piece as one
// statement, and prints what the same pieces print with delimiters between them.
func TestSplitCompoundOnMariaDB(t *testing.T) {
	execute := mariadb(t)
	for _, script := range compoundScripts {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			stmts := statements(t, script, mysql)
			pieceOut, pieceDump := execute(t, oneByOne(stmts))
			delimiter := freeDelimiter(script)
			out, dump := execute(t, "delimiter "+delimiter+"\n"+strings.Join(stmts, "\n"+delimiter+"\n")+"\n"+delimiter+"\n")
			if pieceOut != out || pieceOut == "" || pieceDump != dump {
				t.Errorf("%s\nprints %q one by one, and %q with delimiters; the pieces are %q", script, pieceOut, out, stmts)
			}
		})
	}
}

func TestQuoteAsMariaDB(t *testing.T) {
	execute := mariadb(t)
	script, want := quoteScript(mysql, "select hex(cast(column_name as char)) from information_schema.columns where table_schema = database() and table_name = '%s'")
	if out, _ := execute(t, script); out != want {
		t.Errorf("%s\nprints %s\nwant %s", script, out, want)
	}
}

// freeDelimiter returns a delimiter for MySQL's client that does not occur in text,
// nor in what text and the delimiter make together: // or $$ if it can be one that
// people write.
func freeDelimiter(text string) string {
	delimiter := "//"
	for n := 0; strings.Index(text+delimiter, delimiter) != len(text); n++ {
		delimiter = "$$"
		if n > 0 {
			delimiter += strconv.Itoa(n)
		}
	}
	return delimiter
}
