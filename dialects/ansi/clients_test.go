package ansi

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var (
	mysql = sqltext.Style{IdentQuote: '`', DoubleQuoteStrings: true, PlainBackslash: true, HashComments: true, SpacedDashes: true,
		SQLComments: true, StartSigns: "$@", CompoundBodies: true, Client: sqltext.MySQL}
	sqlite    = sqltext.Style{OtherQuotes: "`[", WordSigns: "$", TriggerBodies: true, Client: sqltext.SQLite}
	sqlserver = sqltext.Style{IdentQuote: '[', OtherQuotes: `"`, NestedComments: true, WordSigns: "$", StartSigns: "@#", Batches: true, Client: sqltext.Sqlcmd}
	oracle    = sqltext.Style{QStrings: true, WordSigns: "$#", SlashUnits: true, Client: sqltext.SQLPlus}
)

// lowerStyle returns the statements of sql, with a plus where a transaction
// begins, and what is wrong with it.
func lowerStyle(sql string, style sqltext.Style) (stmts []string, diags source.Diagnostics) {
	file := source.NewFile("r.sql", sql)
	out, diags := Lower(ir.RawSQL{Text: file.Span(0, len(sql)), OwnTransaction: true}, style)
	for _, s := range out {
		text := s.Text
		if s.NewTransaction {
			text = "+" + text
		}
		stmts = append(stmts, text)
	}
	return stmts, diags
}

func TestOwnTransactions(t *testing.T) {
	tests := []struct {
		name  string
		style sqltext.Style
		sql   string
		want  []string
	}{
		{"MySQL", mysql, "start transaction; a; commit; begin work; b; commit work;", []string{"+a", "+b"}},
		{"MySQL in a comment", mysql, "/*!50000 begin */; a; commit", []string{"+a"}},
		{"MySQL with a block", mysql, "begin; begin not atomic a; end; commit; start slave", []string{"+begin not atomic a; end", "+start slave"}},
		{"MySQL with a characteristic", mysql, "start transaction read only; a; commit", []string{"start transaction read only", "a", "commit"}},
		{"MySQL with a routine", mysql, "begin; create procedure p() begin commit; end; commit", []string{"+create procedure p() begin commit; end"}},
		{"SQLite", sqlite, "begin transaction; a; end; begin; b; commit transaction", []string{"+a", "+b"}},
		{"SQLite with a mode", sqlite, "begin immediate; a; commit", []string{"begin immediate", "a", "commit"}},
		{"SQL Server", sqlserver, "begin tran; a; commit tran;\nGO\nbegin transaction\nGO\nb\nGO\ncommit", []string{"+a", "+b"}},
		{"SQL Server with a block", sqlserver, "begin tran\nGO\nbegin a end\nGO\ncommit\nGO\nbegin b end", []string{"+begin a end", "+begin b end"}},
		{"SQL Server with a block alone", sqlserver, "begin\nselect 1\nend", []string{"begin\nselect 1\nend"}},
		{"SQL Server with a name", sqlserver, "begin tran x; a; commit", []string{"begin tran x", "a", "commit"}},
		{"SQL Server with a savepoint", sqlserver, "begin tran; save tran x; commit", []string{"begin tran", "save tran x", "commit"}},
		{"Oracle has blocks only", oracle, "begin null; end;\n/\na;\ncommit;", []string{"begin null; end;", "a", "commit"}},
		{"TRAN is of SQL Server", postgres, "begin tran; a; commit", []string{"begin tran", "a", "commit"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, diags := lowerStyle(tt.sql, tt.style)
			if len(diags) > 0 || fmt.Sprintf("%q", got) != fmt.Sprintf("%q", tt.want) {
				t.Errorf("\n got %q %v\nwant %q", got, diags, tt.want)
			}
		})
	}
}

// TestClientFaults has what is reported for each server, with the help; what
// stands behind a command is split all the same.
func TestClientFaults(t *testing.T) {
	tests := []struct {
		name  string
		style sqltext.Style
		sql   string
		stmts []string
		diag  string
		help  string
	}{
		{"MySQL string", mysql, "a; b \"x", []string{"a"}, `r.sql:1:6: error SP201: the string that opens here with "`, `close it with ", and write a " inside the string twice`},
		{"MySQL identifier", mysql, "a `x", nil, "r.sql:1:3: error SP201: the quoted identifier that opens here with `", "close it with `"},
		{"MySQL comment", mysql, "a /* /* */ /*", nil, "r.sql:1:12: error SP202: the comment", "close it with */"},
		{"MySQL body", mysql, "create procedure p() begin if x then a; end", nil, "r.sql:1:22: error SP203: the body that opens here with BEGIN", "close it with END;"},
		{"MySQL loop", mysql, "create procedure p() while x do a;", nil, "r.sql:1:22: error SP203: the body that opens here with WHILE", "close it with END WHILE;"},
		{"source", mysql, "a;\nSOURCE x.sql;\nb;", []string{"a", "b"}, "r.sql:2:1: error SP205: SOURCE is a command to mysql, not SQL", insteadFile},
		{"vertical output", mysql, "a;\nselect 1\\G\nb;", []string{"a", "b"}, `r.sql:2:9: error SP205: \G is a command to mysql, not SQL`, "end the statement with a semicolon"},
		{"other command of mysql", mysql, "tee x", nil, "r.sql:1:1: error SP205: tee is a command to mysql, not SQL", insteadNothing},
		{"delimiter goes on", mysql, "delimiter //\nwarnings\ncreate procedure p() begin a; end//\nb//", []string{"create procedure p() begin a; end", "b"},
			"r.sql:2:1: error SP205: warnings is", insteadNothing},
		{"delimiter of nothing", mysql, "delimiter", nil, "r.sql:1:1: error SP507: DELIMITER is not followed by", "write what is to end a statement behind it, on the same line: DELIMITER //"},
		{"delimiter too early", mysql, "delimiter //\na\ndelimiter ;", nil, "r.sql:3:1: error SP507: the statement before this DELIMITER is not ended by //", "write // behind the statement"},
		{"SQLite bracket", sqlite, "a [x", nil, "r.sql:1:3: error SP201: the quoted identifier that opens here with [", "close it with ]"},
		{"read", sqlite, ".read x.sql\na;", []string{"a"}, "r.sql:1:1: error SP205: .read is a command to sqlite3, not SQL", insteadFile},
		{"SQL Server comment", sqlserver, "/* /* */", nil, "r.sql:1:1: error SP202: the comment", "close it with */, once for each /* inside it too"},
		{"setvar", sqlserver, ":SetVar x y\na", []string{"a"}, "r.sql:1:1: error SP205: :SetVar is a command to sqlcmd, not SQL", insteadVariable},
		{"batch with a count", sqlserver, "a\nGO 5", nil, "r.sql:2:1: error SP505: GO 5 runs its batch 5 times", "write GO alone, and repeat the statements or run them in a WHILE loop"},
		{"batch with a semicolon", sqlserver, "a\nGO;", nil, "r.sql:2:1: error SP506: GO is not alone on its line", "leave GO alone on its line; where it is a name, write [GO]"},
		{"Oracle string", oracle, "a q'[x]", nil, "r.sql:1:3: error SP201: the string that opens here with q'[", "close it with ]'"},
		{"exec", oracle, "exec p;\na;", []string{"a"}, "r.sql:1:1: error SP205: exec is a command to SQL*Plus, not SQL", "write BEGIN ...; END; with a line / behind it"},
		{"file", oracle, "@@x.sql\na;", []string{"a"}, "r.sql:1:1: error SP205: @@ is a command to SQL*Plus, not SQL", insteadFile},
		{"define", oracle, "DEF x = y\na;", []string{"a"}, "r.sql:1:1: error SP205: DEF is", insteadVariable},
		{"set", oracle, "SET ECHO ON\na;", []string{"a"}, "r.sql:1:1: error SP205: SET is", "remove it; the script has settings of its own"},
		{"spool", oracle, "spo x\na;", []string{"a"}, "r.sql:1:1: error SP205: spo is", insteadNothing},
		{"psql", postgres, "\\i x.sql\na;", []string{"a"}, `r.sql:1:1: error SP205: \i is a command to psql, not SQL`, insteadFile},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stmts, diags := lowerStyle(tt.sql, tt.style)
			if fmt.Sprint(stmts) != fmt.Sprint(tt.stmts) || len(diags) != 1 {
				t.Fatalf("%q %v, want %q and one diagnostic", stmts, diags, tt.stmts)
			}
			if !strings.HasPrefix(diags[0].Head(), tt.diag) || diags[0].Help != tt.help {
				t.Errorf("\n got %s\n     %s\nwant %s\n     %s", diags[0].Head(), diags[0].Help, tt.diag, tt.help)
			}
		})
	}
}
