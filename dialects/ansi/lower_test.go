package ansi

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var postgres = sqltext.Style{DollarQuotes: true, EscapeStrings: true, NestedComments: true,
	ReturnEndsComment: true, AtomicBodies: true, Client: sqltext.Psql}

// lead stands before the SQL in its file, so that offsets in the two differ.
const lead = "-- revision: é\n"

func lower(sql string, change func(*ir.RawSQL)) (stmts []string, diags []string) {
	file := source.NewFile("r.sql", lead+sql)
	op := ir.RawSQL{Text: file.Span(len(lead), len(lead)+len(sql))}
	if change != nil {
		change(&op)
	}
	out, found := Lower(op, postgres)
	for _, s := range out {
		if s.Span.Text() != s.Text {
			stmts = append(stmts, fmt.Sprintf("span %q is not text %q", s.Span.Text(), s.Text))
		}
		text := strings.Join(append(s.Comments, s.Text), "|")
		if s.NewTransaction {
			text = "+" + text
		}
		if s.Outside != "" {
			text = "outside " + text
		}
		stmts = append(stmts, text)
	}
	for _, d := range found {
		diags = append(diags, d.Head())
	}
	return stmts, diags
}

func TestLower(t *testing.T) {
	own := func(op *ir.RawSQL) { op.OwnTransaction = true }
	tests := []struct {
		name, sql string
		change    func(*ir.RawSQL)
		want      []string
	}{
		{"nothing", "", nil, nil},
		{"comments only", "-- nothing to do\n", nil, nil},
		{"statements with comments", "-- a\ncreate table t(); -- b\n/* c */ drop table t;\n-- d", nil,
			[]string{"-- a|-- b|create table t()", "/* c */|drop table t"}},
		{"own transaction", "-- a\nBEGIN;\nx;\ny;\nCOMMIT;\n", own, []string{"+-- a|x", "y"}},
		{"own transaction in other words", "start transaction; x; end work", own, []string{"+x"}},
		{"own transaction of nothing", "begin transaction; commit transaction;", own, nil},
		{"own transaction not allowed", "begin; x; commit;", nil, []string{"begin", "x", "commit"}},
		{"isolation level is kept", "begin isolation level serializable; x; commit;", own,
			[]string{"begin isolation level serializable", "x", "commit"}},
		{"savepoint between", "begin; savepoint s; commit;", own, []string{"begin", "savepoint s", "commit"}},
		{"two transactions", "begin; x; commit; begin; y; commit;", own, []string{"+x", "+y"}},
		{"statements around a transaction", "a; b; begin; x; y; commit; c; d", own, []string{"a", "b", "+x", "y", "+c", "d"}},
		{"no transaction but some of its own", "a; begin; x; y; commit; b", func(op *ir.RawSQL) { op.NoTransaction, op.OwnTransaction = true, true },
			[]string{"outside a", "+x", "y", "outside +b"}},
		{"begin in begin", "begin; x; begin; y; commit; commit", own, []string{"begin", "x", "begin", "y", "commit", "commit"}},
		{"commit without begin", "x; commit;", own, []string{"x", "commit"}},
		{"begin without commit", "begin; x; commit; begin; y", own, []string{"begin", "x", "commit", "begin", "y"}},
		{"commit and chain is kept", "begin; x; commit and chain", own, []string{"begin", "x", "commit and chain"}},
		{"prepared transaction", "begin; prepare transaction 'x'; commit;", own, []string{"begin", "prepare transaction 'x'", "commit"}},
		{"prepared statement", "begin; prepare x as select 1; commit;", own, []string{"+prepare x as select 1"}},
		{"begin alone", "begin;", own, []string{"begin"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, diags := lower(tt.sql, tt.change)
			if len(diags) > 0 {
				t.Fatal(diags)
			}
			if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", tt.want) {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestLowerErrors(t *testing.T) {
	tests := []struct {
		name, sql string
		stmts     int
		want      []string
	}{
		{"string", "a;\nb 'x", 1, []string{"r.sql:3:3: error SP201: the string"}},
		{"identifier", `a "x`, 0, []string{"r.sql:2:3: error SP201: the quoted identifier"}},
		{"dollar quote", "a $x$", 0, []string{"r.sql:2:3: error SP201: the dollar-quoted string that opens here is never closed by a second $x$"}},
		{"comment", "a /* é", 0, []string{"r.sql:2:3: error SP202: the comment"}},
		{"parenthesis", "é (", 0, []string{"r.sql:2:3: error SP203: the parenthesis"}},
		{"atomic body", "create function f() begin atomic", 0, []string{"r.sql:2:21: error SP203: the body"}},
		{"NUL", "a;\x00", 0, []string{"r.sql:2:3: error SP204: the text has a NUL byte"}},
		{"not UTF-8", "a;\xff", 0, []string{"r.sql:2:3: error SP204: the text is not valid UTF-8: byte 0xff"}},
		{"psql commands", "\\set x 1\na;\n\\i f.sql\nb;\nc \\gexec\nd;", 3, []string{
			`r.sql:2:1: error SP205: \set is a command`, `r.sql:4:1: error SP205: \i is a command`, `r.sql:6:3: error SP205: \gexec is a command`}},
		{"copy with data", "a;\ncopy t (x) from stdin;\n1\t'it\n\\N\t$$\n\\.\nb;\n", 2, []string{"r.sql:3:1: error SP206: COPY ... FROM STDIN"}},
		{"copy with windows line ends", "copy t from stdin with (format csv);\r\n1\r\n\\.\r\nb;\r\n", 1, []string{"r.sql:2:1: error SP206: COPY"}},
		{"copies", "copy t from stdin;\n\\.\ncopy u from stdin;\n'\n\\.\n", 0, []string{"r.sql:2:1: error SP206", "r.sql:4:1: error SP206"}},
		{"copy without an end", "copy t from stdin;\n1 'x\n", 0, []string{"r.sql:2:1: error SP206: COPY"}},
		{"fault after a command", "\\x\na 'b", 0, []string{`r.sql:2:1: error SP205`, "r.sql:3:3: error SP201"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stmts, diags := lower(tt.sql, nil)
			if len(stmts) != tt.stmts || len(diags) != len(tt.want) {
				t.Fatalf("%d statements %q and %d diagnostics %q, want %d and %d", len(stmts), stmts, len(diags), diags, tt.stmts, len(tt.want))
			}
			for i := range diags {
				if !strings.HasPrefix(diags[i], tt.want[i]) {
					t.Errorf("\n got %s\nwant %s", diags[i], tt.want[i])
				}
			}
		})
	}
}

func TestLowerManyPsqlCommands(t *testing.T) {
	_, diags := lower(strings.Repeat("\\x\n", 100_000), nil)
	if len(diags) != maxSkipped {
		t.Errorf("%d diagnostics, want %d", len(diags), maxSkipped)
	}
}

func TestLowerFromServerFile(t *testing.T) {
	stmts, diags := lower("copy t from '/srv/stdin'; copy t to stdout; copy (select a from stdin_log) to '/srv/x'", nil)
	if len(stmts) != 3 || len(diags) != 0 {
		t.Errorf("%q %q", stmts, diags)
	}
}

func TestLowerOutside(t *testing.T) {
	file := source.NewFile("r.sql", "a; b")
	stmts, _ := Lower(ir.RawSQL{Text: file.Span(0, 4), NoTransaction: true}, postgres)
	for _, s := range stmts {
		if s.Outside != NoTransaction {
			t.Errorf("%s: Outside is %q", s.Text, s.Outside)
		}
	}
	if len(stmts) != 2 {
		t.Errorf("%d statements", len(stmts))
	}
}

func TestLowerUnknownOperation(t *testing.T) {
	file := source.NewFile("r.sql", "x")
	stmts, diags := Lower(ir.Irreversible{At: file.Span(0, 1)}, postgres)
	if stmts != nil || len(diags) != 1 || !strings.Contains(diags[0].Head(), "SP207: there is no SQL for the operation ir.Irreversible") {
		t.Errorf("%v %v", stmts, diags)
	}
}
