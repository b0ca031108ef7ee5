package sqltext

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// postgres has every trait that PostgreSQL has.
var postgres = Style{
	DollarQuotes: true, EscapeStrings: true, NestedComments: true,
	ReturnEndsComment: true, AtomicBodies: true, Client: Psql,
	Reserved: func(word string) bool { return word == "user" || word == "select" },
}

func TestSplit(t *testing.T) {
	// Each statement stands for itself; a comment above it for "c> ", one behind it for "<c ".
	tests := []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", nil},
		{"white space", " \n\t", []string{""}},
		{"one without terminator", "select 1", []string{"select 1"}},
		{"two", "select 1; select 2;", []string{"select 1;", "select 2;"}},
		{"white space around", "\n  select 1  ;\n\n", []string{"select 1;", ""}},
		{"empty statements", ";;a;;;b;;", []string{"a;", "b;", ""}},
		{"comment before", "-- x\na;", []string{"c> -- x|a;"}},
		{"comment of an empty statement goes on", "/* x */;a", []string{"c> /* x */|a"}},
		{"comment inside stays", "a -- x\n b;", []string{"a -- x\n b;"}},
		{"comment before the terminator", "a -- x\n;", []string{"a;|<c -- x"}},
		{"comment on the line of the end", "a; -- x\nb;", []string{"a;|<c -- x", "b;"}},
		{"two comments on the line of the end", "a; /* x */ -- y\nb;", []string{"a;|<c /* x */|<c -- y", "b;"}},
		{"comment between statements of one line", "a; /* x */ b;", []string{"a;", "c> /* x */|b;"}},
		{"long comment that starts on the line of the end", "a; /* x\n */\nb;", []string{"a;", "c> /* x\n */|b;"}},
		{"comment at the end of the text", "a;\n-- x", []string{"a;", "c> -- x|"}},
		{"comments only", "-- x\n/* y */", []string{"c> -- x|c> /* y */|"}},
		{"semicolon in a line comment", "a -- ;\n;b", []string{"a;|<c -- ;", "b"}},
		{"carriage return ends a comment", "-- x\ra;b", []string{"c> -- x|a;", "b"}},
		{"nested comment", "/* /* ; */ ; */ a", []string{"c> /* /* ; */ ; */|a"}},
		{"comment mark inside a line comment", "-- /*\na;", []string{"c> -- /*|a;"}},
		{"comment that opens like it closes", "/*/ ; /*/**/*/*/a;", []string{"c> /*/ ; /*/**/*/*/|a;"}},
		{"doubled quote", "a 'x'';'';' ;b", []string{"a 'x'';'';';", "b"}},
		{"backslash in a plain string", `a '\';b`, []string{`a '\';`, "b"}},
		{"backslash in an escape string", `a E'\';';b`, []string{`a E'\';';`, "b"}},
		{"escape string goes on after a line end", "a E'x'\n'\\';';b", []string{"a E'x'\n'\\';';", "b"}},
		{"escape string goes on after a comment", "a E'x' -- y\n '\\';';b", []string{"a E'x' -- y\n '\\';';", "b"}},
		{"a string on the same line is another one", `a E'x' '\';b`, []string{`a E'x' '\';`, "b"}},
		{"plain string goes on", "a 'x'\n'\\';b", []string{"a 'x'\n'\\';", "b"}},
		{"prefix must be a word of its own", `a_e'\';b`, []string{`a_e'\';`, "b"}},
		{"other prefixes", `a b'1;' x'f;' n';' U&';\' ;b`, []string{`a b'1;' x'f;' n';' U&';\';`, "b"}},
		{"quoted identifier", `a ";"";" U&";" ;b`, []string{`a ";"";" U&";";`, "b"}},
		{"dollar quotes", "a $$;'$$;b", []string{"a $$;'$$;", "b"}},
		{"tagged dollar quotes", "a $x$;$$;$y$;$x$;b", []string{"a $x$;$$;$y$;$x$;", "b"}},
		{"a tag is case-sensitive", "a $x$;$X$;$x$;b", []string{"a $x$;$X$;$x$;", "b"}},
		{"letters beyond ASCII in a tag", "a $é$;$é$;b", []string{"a $é$;$é$;", "b"}},
		{"parameters open no quote", "a $1;b $2$3;c", []string{"a $1;", "b $2$3;", "c"}},
		{"dollar in an identifier", "a x$y$;b z$y$;c", []string{"a x$y$;", "b z$y$;", "c"}},
		{"number before a dollar quote", "a 1$$;$$;b", []string{"a 1$$;$$;", "b"}},
		{"number before an escape string", `a 1E'\';';b`, []string{`a 1E'\';';`, "b"}},
		{"parentheses", "create rule r do (a; b);c", []string{"create rule r do (a; b);", "c"}},
		{"closing parenthesis too many", "a);b", []string{"a);", "b"}},
		{"operator runs into a comment", "a +-- x;\n1;b */* ; */2", []string{"a +-- x;\n1;", "b */* ; */2"}},
		{"atomic body", "create function f() returns int begin atomic select 1; select 2; end; b",
			[]string{"create function f() returns int begin atomic select 1; select 2; end;", "b"}},
		{"atomic body with case", "CREATE OR REPLACE PROCEDURE f() BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; b",
			[]string{"CREATE OR REPLACE PROCEDURE f() BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;", "b"}},
		{"names in an atomic body", "create function f() begin atomic select a.end, b as case; end; b",
			[]string{"create function f() begin atomic select a.end, b as case; end;", "b"}},
		{"empty atomic body", "create function f() begin atomic end; b", []string{"create function f() begin atomic end;", "b"}},
		{"begin elsewhere", "begin; atomic; create table begin_atomic(); end;",
			[]string{"begin;", "atomic;", "create table begin_atomic();", "end;"}},
		{"function named begin", "create function begin() language sql as 'select 1'; b",
			[]string{"create function begin() language sql as 'select 1';", "b"}},
		{"windows line ends", "a;\r\n-- x\r\nb;\r\n", []string{"a;", "c> -- x|b;", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pieces, err := Split(tt.text, postgres)
			if err != nil {
				t.Fatalf("Split(%q): %v at %v", tt.text, err, err.Extent)
			}
			checkPieces(t, tt.text, pieces)
			if got := show(tt.text, pieces); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Split(%q)\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

func show(text string, pieces []Piece) (out []string) {
	for _, p := range pieces {
		var parts []string
		for _, c := range p.Before {
			parts = append(parts, "c> "+text[c.Start:c.End])
		}
		stmt := text[p.Stmt.Start:p.Stmt.End]
		if p.Terminated {
			stmt += ";"
		}
		parts = append(parts, stmt)
		for _, c := range p.Behind {
			parts = append(parts, "<c "+text[c.Start:c.End])
		}
		out = append(out, strings.Join(parts, "|"))
	}
	return out
}

// checkPieces fails unless the pieces join up to text and their parts stand in order.
func checkPieces(t *testing.T, text string, pieces []Piece) {
	t.Helper()
	at := 0
	for i, p := range pieces {
		if p.Start != at || p.End < p.Start || p.End > len(text) {
			t.Fatalf("piece %d is %v, but the one before ends at %d of %d", i, p.Extent, at, len(text))
		}
		at = p.End
		inner := p.Start
		for _, e := range append(append(append([]Extent{}, p.Before...), p.Stmt), p.Behind...) {
			if e.Start < inner || e.End < e.Start || e.End > p.End {
				t.Fatalf("piece %d %v has parts out of order: %+v", i, p.Extent, p)
			}
			inner = e.End
		}
		if p.Stmt.Start == p.Stmt.End && i < len(pieces)-1 {
			t.Fatalf("piece %d of %d has no statement", i, len(pieces))
		}
	}
	if at != len(text) {
		t.Fatalf("the pieces end at %d of %d", at, len(text))
	}
}

func TestSplitErrors(t *testing.T) {
	tests := []struct {
		name, text string
		fault      Fault
		start, end int
		pieces     int // how many are returned with the error
		message    string
	}{
		{"string", "a;b 'x", OpenString, 4, 5, 1, "string that opens here with '"},
		{"escape string", `a E'x\'`, OpenString, 2, 4, 0, "opens here with E'"},
		{"escape string that goes on", "a E'x'\n'y", OpenString, 2, 4, 0, "opens here with E'"},
		{"ends in a backslash", `a E'x\`, OpenString, 2, 4, 0, "never closed"},
		{"identifier", `a "x""`, OpenIdent, 2, 3, 0, `opens here with "`},
		{"unicode identifier", `a U&"x`, OpenIdent, 2, 5, 0, `opens here with U&"`},
		{"dollar quote", "a $x$ $$ $y$", OpenDollar, 2, 5, 0, "second $x$"},
		{"comment", "a /* /* */ b", OpenComment, 2, 4, 0, "comment that opens here"},
		{"comment of two marks", "/*/", OpenComment, 0, 2, 0, "comment that opens here"},
		{"parenthesis", "a; b (c; d (e); f", OpenParen, 5, 6, 1, "parenthesis that opens here"},
		{"atomic body", "create procedure p() begin atomic select 1;", OpenAtomic, 21, 26, 0, "has no END"},
		{"NUL", "a;\x00b", NulByte, 2, 3, 0, "NUL byte"},
		{"not UTF-8", "a;é\xffb\x00", InvalidUTF8, 4, 5, 0, "byte 0xff"},
		{"NUL before not UTF-8", "a\x00\xff", NulByte, 1, 2, 0, "NUL byte"},
		{"replacement character is text", "a '�' '", OpenString, 8, 9, 0, "never closed"},
		{"psql command", "a;\n\\set x 1\nb", ClientCommand, 3, 11, 1, `\set is a command to psql`},
		{"psql command behind a statement", "select 1 \\gset \r\nb", ClientCommand, 9, 14, 0, `\gset is a command to psql`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pieces, err := Split(tt.text, postgres)
			if err == nil {
				t.Fatalf("Split(%q) gave %q, want an error", tt.text, show(tt.text, pieces))
			}
			if err.Fault != tt.fault || err.Start != tt.start || err.End != tt.end || len(pieces) != tt.pieces {
				t.Errorf("Split(%q): fault %d at %v after %d pieces, want %d at {%d %d} after %d",
					tt.text, err.Fault, err.Extent, len(pieces), tt.fault, tt.start, tt.end, tt.pieces)
			}
			if !strings.Contains(err.Error(), tt.message) {
				t.Errorf("message %q lacks %q", err, tt.message)
			}
			var split *SplitError
			if !errors.As(error(err), &split) {
				t.Errorf("%T is not a *SplitError", err)
			}
		})
	}
}

func TestSplitStyles(t *testing.T) {
	tests := []struct {
		name  string
		style Style
		text  string
		want  []string
	}{
		{"plain standard has no dollar quotes", Style{}, "a $$;$$", []string{"a $$;", "$$"}},
		{"plain standard has no nested comments", Style{}, "/* /* */a;", []string{"c> /* /* */|a;"}},
		{"plain standard has no escape strings", Style{}, `a E'\';b`, []string{`a E'\';`, "b"}},
		{"plain standard has no atomic bodies", Style{}, "create function f() begin atomic a; end", []string{"create function f() begin atomic a;", "end"}},
		{"plain standard has no psql commands", Style{}, `a\b;c`, []string{`a\b;`, "c"}},
		{"a carriage return does not end a comment", Style{}, "-- x\ra;\nb", []string{"c> -- x\ra;|b"}},
		{"backslash escapes in plain strings", Style{PlainBackslash: true}, `a '\';';b`, []string{`a '\';';`, "b"}},
		{"a delimiter", Style{Delimiter: "//"}, "a;b//c // d", []string{"a;", "b;", "c;", "d"}},
		{"the semicolon as a delimiter", Style{Delimiter: ";"}, "a;b//c", []string{"a;", "b//c"}},
		{"backtick quotes identifiers", Style{IdentQuote: '`'}, "a `;``;`;b", []string{"a `;``;`;", "b"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pieces, err := Split(tt.text, tt.style)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(tt.text, pieces); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Split(%q)\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestScanner(t *testing.T) {
	names := map[Kind]string{Space: "space", LineComment: "comment", BlockComment: "block", Word: "word", QuotedIdent: "ident",
		String: "string", DollarString: "dollar", Param: "param", Number: "number", Operator: "op", Punct: "punct", MetaCommand: "meta"}
	tests := []struct{ text, want string }{
		{"a$1 é", "word:a$1 word:é"},
		{"1.5e-3 1e 0x1F 1_000 .5 1..2 2.", "number:1.5e-3 number:1 word:e number:0x1F number:1_000 number:.5 number:1 punct:. number:.2 number:2."},
		{"a::int b:=1 c[1:n]", "word:a op::: word:int word:b op::= number:1 word:c punct:[ number:1 punct:: word:n punct:]"},
		{"a<>b - -1 ->>'x'", "word:a op:<> word:b op:- op:- number:1 op:->> string:'x'"},
		{"$1 $x$ $x$ $", "param:$1 dollar:$x$ $x$ punct:$"},
		{`b'1' X'f' u&"a" U&'b' n'x' e'y'`, `string:b'1' string:X'f' ident:u&"a" string:U&'b' string:n'x' string:e'y'`},
		{"\\d t\nx", "meta:\\d t word:x"},
		{"@ # ` ~ !", "op:@ op:# op:` op:~ op:!"},
		{"(a,b);{}", "punct:( word:a punct:, word:b punct:) punct:; punct:{ punct:}"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			s := NewScanner(tt.text, postgres)
			for tok := s.Next(); tok.Kind != EOF; tok = s.Next() {
				if tok.Kind != Space {
					got = append(got, names[tok.Kind]+":"+tt.text[tok.Start:tok.End])
				}
			}
			if text := strings.Join(got, " "); text != tt.want {
				t.Errorf("\n got %s\nwant %s", text, tt.want)
			}
		})
	}
}

func TestQuoteIdent(t *testing.T) {
	tests := []struct{ name, want string }{
		{"orders", "orders"}, {"_a1", "_a1"}, {"user", `"user"`}, {"User", `"User"`}, {"1a", `"1a"`},
		{"", `""`}, {`a"b`, `"a""b"`}, {"a b", `"a b"`}, {"é", `"é"`}, {"a$b", `"a$b"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := QuoteIdent(tt.name, postgres); got != tt.want {
				t.Errorf("QuoteIdent(%q) = %s, want %s", tt.name, got, tt.want)
			}
		})
	}
	if got := QuoteIdent("a`b", Style{IdentQuote: '`'}); got != "`a``b`" {
		t.Errorf("with backticks: %s", got)
	}
}

func TestQuoteLiteral(t *testing.T) {
	tests := []struct {
		text  string
		style Style
		want  string
	}{
		{"", postgres, "''"}, {"it's", postgres, "'it''s'"}, {`a\b'c`, postgres, `E'a\\b''c'`},
		{`a\b`, Style{}, `'a\b'`}, {`a\b`, Style{PlainBackslash: true}, `'a\\b'`},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			if got := QuoteLiteral(tt.text, tt.style); got != tt.want {
				t.Errorf("QuoteLiteral(%q) = %s, want %s", tt.text, got, tt.want)
			}
		})
	}
}

func TestEscapePsql(t *testing.T) {
	tests := []struct{ text, want string }{
		{"select 1", "select 1"},
		{"a[1:n]", "a[1: n]"},
		{"a[1:2]", "a[1: 2]"},
		{"a[1: n]", "a[1: n]"},
		{"a[:n]", "a[: n]"},
		{"a[1:'2']", "a[1: '2']"},
		{`a[1:"N"]`, `a[1: "N"]`},
		{"a[1:{?n}]", "a[1: {?n}]"},
		{"a[1:$1]", "a[1:$1]"},
		{"a::int", "a::int"},
		{"a:::b", "a::: b"},
		{"f(a:=b)", "f(a:=b)"},
		{"':x' \":x\" $$:x$$ E'\\':x' /* :x */ -- :x", "':x' \":x\" $$:x$$ E'\\':x' /* :x */ -- :x"},
		{"a[b:c] + d[e:f]", "a[b: c] + d[e: f]"},
		{"a[b:é]", "a[b: é]"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			if got := EscapePsql(tt.text); got != tt.want {
				t.Errorf("EscapePsql(%q) = %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func FuzzSplit(f *testing.F) {
	for _, seed := range []string{"a;b", "-- x\na; -- y\n", "$x$;$x$", "E'\\''\n'b';", "create function f() begin atomic select case when a then b end; end;",
		"/* /* */ ; */", "a (b; c);", "\\d", "U&\"x\"", "a'\xff", "copy t from stdin;\n1\n\\."} {
		f.Add(seed, uint8(0xff))
		f.Add(seed, uint8(0))
	}
	f.Fuzz(func(t *testing.T, text string, traits uint8) {
		style := Style{DollarQuotes: traits&1 > 0, EscapeStrings: traits&2 > 0, PlainBackslash: traits&4 > 0, NestedComments: traits&8 > 0,
			ReturnEndsComment: traits&16 > 0, AtomicBodies: traits&32 > 0}
		if traits&64 > 0 {
			style.Client = Psql
		}
		pieces, err := Split(text, style)
		if err != nil {
			if err.Start < 0 || err.End <= err.Start || err.End > len(text) || err.Error() == "" {
				t.Fatalf("Split(%q): bad place %v of %q", text, err.Extent, err)
			}
			return
		}
		checkPieces(t, text, pieces)
		for _, p := range pieces {
			checkSingle(t, text[p.Stmt.Start:p.Stmt.End], style)
		}
	})
}

// checkSingle fails unless stmt, split again, is one statement without terminator.
func checkSingle(t *testing.T, stmt string, style Style) {
	t.Helper()
	pieces, err := Split(stmt, style)
	if err != nil {
		t.Fatalf("statement %q cannot be split again: %v", stmt, err)
	}
	if len(pieces) > 1 || len(pieces) == 1 && (pieces[0].Terminated || pieces[0].Stmt != Extent{0, len(stmt)}) {
		t.Fatalf("statement %q splits again into %q", stmt, show(stmt, pieces))
	}
}

func FuzzEscapePsql(f *testing.F) {
	for _, seed := range []string{"a[1:n]", "a::b", ":::x", "':x'", "$$:x$$:y", "E'\\':x", ":'a':\"b\"", "a:=b", ":{?x}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		out := EscapePsql(text)
		if left := PsqlVariables(out); left != nil {
			t.Fatalf("EscapePsql(%q) = %q still has variables at %v", text, out, left)
		}
		if got, want := strings.Join(tokens(out), "\x00"), strings.Join(tokens(text), "\x00"); got != want {
			t.Fatalf("EscapePsql(%q) = %q has other tokens", text, out)
		}
		if EscapePsql(out) != out {
			t.Fatalf("EscapePsql(%q) is not stable", text)
		}
	})
}

// tokens are the tokens of text but for white space.
func tokens(text string) (out []string) {
	s := NewScanner(text, psqlStyle)
	for tok := s.Next(); tok.Kind != EOF; tok = s.Next() {
		if tok.Kind != Space {
			out = append(out, fmt.Sprint(tok.Kind, text[tok.Start:tok.End]))
		}
	}
	return out
}

// ordinary is SQL as migrations have it.
const ordinary = `-- orders of a customer
CREATE TABLE app.orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES app.customers (id),
    status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid', 'sent')),
    total numeric(12, 2) NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_customer_idx ON app.orders (customer_id) WHERE status <> 'sent';
ALTER TABLE app.orders ADD COLUMN note text;
INSERT INTO app.orders (customer_id, status, total) VALUES (1, 'new', 10.50), (2, 'it''s paid', 99.99);
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$;
`

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat(ordinary, 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if pieces, err := Split(text, postgres); err != nil || len(pieces) != 5001 { // the last is the final line end
			b.Fatal(len(pieces), err)
		}
	}
}

func BenchmarkEscapePsql(b *testing.B) {
	for _, bench := range []struct{ name, text string }{{"no colon", ordinary}, {"colons", ordinary + "select a[1:n], b::text;"}} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.text)))
			for b.Loop() {
				EscapePsql(bench.text)
			}
		})
	}
}
