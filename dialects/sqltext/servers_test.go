package sqltext

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The styles that the doc comment of Style recommends.
var (
	mysql = Style{IdentQuote: '`', DoubleQuoteStrings: true, PlainBackslash: true, HashComments: true,
		SpacedDashes: true, SQLComments: true, StartSigns: "$@", CompoundBodies: true, Client: MySQL}
	sqlite    = Style{OtherQuotes: "`[", WordSigns: "$", TriggerBodies: true, Client: SQLite}
	sqlserver = Style{IdentQuote: '[', OtherQuotes: `"`, NestedComments: true, WordSigns: "$", StartSigns: "@#",
		NationalStrings: true, LineContinuation: true, Batches: true, Client: Sqlcmd}
	oracle = Style{QStrings: true, WordSigns: "$#", SlashUnits: true, Client: SQLPlus}
)

type splitCase struct {
	name, text string
	want       []string // as show has them
}

func testSplits(t *testing.T, style Style, tests []splitCase) {
	t.Helper()
	if len(tests) < 40 {
		t.Errorf("%d cases", len(tests))
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pieces, err := Split(tt.text, style)
			if err != nil {
				t.Fatalf("Split(%q): %v at %v", tt.text, err, err.Extent)
			}
			checkPieces(t, tt.text, pieces)
			if got := show(tt.text, pieces); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Split(%q)\n got %q\nwant %q", tt.text, got, tt.want)
			}
			if windows := strings.ReplaceAll(tt.text, "\n", "\r\n"); windows != tt.text {
				checkWindows(t, windows, style, tt.want)
			}
		})
	}
}

// checkWindows fails unless text, which has the line ends of Windows, has the same statements.
func checkWindows(t *testing.T, text string, style Style, want []string) {
	t.Helper()
	pieces, err := Split(text, style)
	if err != nil {
		t.Fatalf("Split(%q): %v at %v", text, err, err.Extent)
	}
	checkPieces(t, text, pieces)
	got := show(text, pieces)
	for i := range got {
		got[i] = strings.ReplaceAll(strings.ReplaceAll(got[i], "\r\n", "\n"), "\r|", "|")
		got[i] = strings.TrimSuffix(got[i], "\r")
	}
	if !slices.Equal(got, want) {
		t.Errorf("Split(%q)\n got %q\nwant %q", text, got, want)
	}
}

type faultCase struct {
	name, text string
	fault      Fault
	place      string // the text at the extent
	pieces     int    // how many are returned with the error
	message    string
}

func testFaults(t *testing.T, style Style, tests []faultCase) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pieces, err := Split(tt.text, style)
			if err == nil {
				t.Fatalf("Split(%q) gave %q, want an error", tt.text, show(tt.text, pieces))
			}
			if err.Fault != tt.fault || tt.text[err.Start:err.End] != tt.place || len(pieces) != tt.pieces || err.Error() != tt.message {
				t.Errorf("Split(%q): fault %d at %q after %d pieces: %s\nwant %d at %q after %d: %s", tt.text,
					err.Fault, tt.text[err.Start:err.End], len(pieces), err, tt.fault, tt.place, tt.pieces, tt.message)
			}
		})
	}
}

// FuzzSplitServers checks for each server that the pieces of any text join up to
// it, and that each statement is one statement again.
func FuzzSplitServers(f *testing.F) {
	for _, seed := range []string{"a;b", "`x`;[y];\"z\"", "/*!50003 a; */;", "delimiter //\na; b//\ndelimiter ;", "create procedure p() begin if a then b; end if; end;",
		"create trigger t begin case a when b then c end; end;", "declare @a int; b\nGO\nc; d\nGO 1", "begin a; end;\n/\nselect q'[']' from b;\n/",
		"create java source named x as '\n/\n", "with function f begin a; end; b", "rem '\nprompt x-\ny", "-- x\r\n# y\r\n:r z", ".mode", "a\\G", "begin not atomic a; end"} {
		for i := range servers {
			f.Add(seed, uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, text string, server uint8) {
		style := servers[int(server)%len(servers)]
		pieces, err := Split(text, style)
		checkTokens(t, text, style)
		if err != nil {
			if err.Start < 0 || err.End <= err.Start || err.End > len(text) || err.Error() == "" {
				t.Fatalf("Split(%q): bad place %v of %q", text, err.Extent, err)
			}
			return
		}
		checkPieces(t, text, pieces)
		if style.Client == MySQL && strings.Contains(strings.ToLower(text), "delimiter") {
			return // a routine of nonsense has an end that only its delimiter shows
		}
		for _, p := range pieces {
			stmt := text[p.Stmt.Start:p.Stmt.End]
			if style.SpacedDashes && strings.HasSuffix(stmt, "--") || style.SlashUnits && strings.TrimRight(stmt, "/.") != stmt {
				continue // no statement ends so; the signs mean something else where nothing follows them
			}
			checkOne(t, stmt, style)
		}
	})
}

var servers = []Style{mysql, sqlite, sqlserver, oracle}

// checkOne fails unless stmt, split again behind a comment on its line, is one
// statement. At the start of a line it could be a command to the client.
func checkOne(t *testing.T, stmt string, style Style) {
	t.Helper()
	const lead = "/**/ "
	pieces, err := Split(lead+stmt, style)
	if err != nil {
		t.Fatalf("statement %q cannot be split again: %v", stmt, err)
	}
	if len(pieces) != 1 || pieces[0].Terminated || stmt != "" && pieces[0].Stmt != (Extent{len(lead), len(lead) + len(stmt)}) {
		t.Fatalf("statement %q splits again into %q", stmt, show(lead+stmt, pieces))
	}
}

// checkTokens fails unless the tokens of text join up to it.
func checkTokens(t *testing.T, text string, style Style) {
	t.Helper()
	s := NewScanner(text, style)
	at := 0
	for tok := s.Next(); tok.Kind != EOF; tok = s.Next() {
		if tok.Start != at || tok.End <= tok.Start || tok.Open && tok.End != len(text) {
			t.Fatalf("%q: token %+v behind offset %d", text, tok, at)
		}
		at = tok.End
	}
	if at != len(text) {
		t.Fatalf("%q: the tokens end at %d", text, at)
	}
}

func TestQuoteServers(t *testing.T) {
	tests := []struct {
		style              Style
		ident, wantIdent   string
		literal, wantQuote string
	}{
		{mysql, "a`b", "`a``b`", `it's a\b "c"`, `'it''s a\\b "c"'`},
		{mysql, `a"b`, "`a\"b`", "é\n", "'é\n'"},
		{sqlite, `a"b]`, `"a""b]"`, `it's a\b`, `'it''s a\b'`},
		{sqlite, "a`b", "\"a`b\"", "é", "'é'"},
		{sqlserver, "a]b[", "[a]]b[]", `it's a\b`, `'it''s a\b'`},
		{sqlserver, "Order", "[Order]", "it's é", "N'it''s é'"},
		{sqlserver, "orders", "orders", "a\\\nb", "('a\\' + '\nb')"},
		{sqlserver, "", "[]", "é\\\r\nb\\", "(N'é\\' + N'\r\nb\\')"},
		{sqlserver, "a b", "[a b]", "a\\\rb", "'a\\\rb'"},
		{oracle, `a"b`, `"a""b"`, `it's q'[ & a\b é`, `'it''s q''[ & a\b é'`},
	}
	for _, tt := range tests {
		if got := QuoteIdent(tt.ident, tt.style); got != tt.wantIdent {
			t.Errorf("QuoteIdent(%q) = %s, want %s", tt.ident, got, tt.wantIdent)
		}
		if got := QuoteLiteral(tt.literal, tt.style); got != tt.wantQuote {
			t.Errorf("QuoteLiteral(%q) = %s, want %s", tt.literal, got, tt.wantQuote)
		}
	}
}

func TestScannerServers(t *testing.T) {
	tests := []struct {
		style      Style
		text, want string
	}{
		{mysql, "@a:=@@b.`c` + `d`--1 -- e", "word:@a op::= word:@@b punct:. ident:`c` op:+ ident:`d` op:-- number:1 comment:-- e"},
		{mysql, "/*!50003 a*/ /*M!100100b*/ /*!1*/ /*c*/ # d", "sql:/*!50003 word:a sql:*/ sql:/*M!100100 word:b sql:*/ sql:/*! number:1 sql:*/ block:/*c*/ comment:# d"},
		{mysql, `"a" 'b' _utf8'c' x'd' \N \g`, `string:"a" string:'b' word:_utf8 string:'c' string:x'd' punct:\ word:N meta:\g`},
		{mysql, "a*/b /*!800001 c*/*2", "word:a op:*/ word:b sql:/*!800001 word:c sql:*/ op:* number:2"},
		{sqlite, "[a]]`b``c`\"d\" e$f $g", "ident:[a] punct:] ident:`b``c` ident:\"d\" word:e$f punct:$ word:g"},
		{sqlserver, "[a]]b] @c=@@d #e ##f g$h $i N'j' k#l", "ident:[a]]b] word:@c op:= word:@@d word:#e word:##f word:g$h punct:$ word:i string:N'j' word:k#l"},
		{oracle, "q'[a]' nQ'xbx' v$c d#e #f q'[", "string:q'[a]' string:nQ'xbx' word:v$c word:d#e punct:# word:f string:q'["},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			s := NewScanner(tt.text, tt.style)
			for tok := s.Next(); tok.Kind != EOF; tok = s.Next() {
				if tok.Kind != Space {
					got = append(got, kindNames[tok.Kind]+":"+tt.text[tok.Start:tok.End])
				}
			}
			if text := strings.Join(got, " "); text != tt.want {
				t.Errorf("\n got %s\nwant %s", text, tt.want)
			}
		})
	}
}

var kindNames = map[Kind]string{LineComment: "comment", BlockComment: "block", Word: "word", QuotedIdent: "ident", String: "string", Number: "number",
	Operator: "op", Punct: "punct", MetaCommand: "meta", SQLComment: "sql"}
