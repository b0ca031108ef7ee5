//go:build cgo

package postgresql

import (
	"strings"
	"testing"
)

func TestDeepStatements(t *testing.T) {
	nested := func(n int, open, inner, end string) string {
		return strings.Repeat(open, n) + inner + strings.Repeat(end, n)
	}
	tests := []struct {
		name, sql string
		analysed  bool
		code      string // of the one diagnostic; "" for none
	}{
		{"1,000 terms", "select 1" + strings.Repeat("+1", 1_000), true, ""},
		{"5,000 terms", "select 1" + strings.Repeat("+1", 5_000), false, CodeUnanalysed},
		{"100,000 terms", "select 1" + strings.Repeat("+1", 100_000), false, CodeUnanalysed},
		{"100,000 terms and an error", "select 1" + strings.Repeat("+1", 100_000) + " frm a b", false, CodeSyntax},
		{"500 parentheses", "select " + nested(500, "(", "1", ")"), true, ""},
		{"10,000 parentheses", "select " + nested(10_000, "(", "1", ")"), false, CodeSyntax},
		{"3,000 calls", "select " + nested(3_000, "f(", "1", ")"), false, CodeUnanalysed},
		{"3,000 arrays", "select array" + nested(3_000, "[", "1", "]"), false, CodeUnanalysed},
		{"500 subqueries", nested(500, "select (", "select 1", ")"), true, ""},
		{"1,200 subqueries", nested(1_200, "select (", "select 1", ")"), false, CodeUnanalysed},
		{"100,000 terms of OR", "select 1 from a where b = 1" + strings.Repeat(" or b = 2", 100_000), true, ""},
		{"100,000 terms of AND", "select 1 from a where b = 1" + strings.Repeat(" and b <> 2", 100_000), true, ""},
		{"1,000 arms of UNION", "select 1, 2" + strings.Repeat(" union all select 1, 2", 1_000), true, ""},
		{"100,000 arms of UNION", "select 1, 2" + strings.Repeat(" union all select 1, 2", 100_000), false, CodeUnanalysed},
		{"10,000 arms of EXCEPT over many columns", "select 1" + strings.Repeat(",2", 50) + strings.Repeat(" except select 1"+strings.Repeat(",2", 50), 10_000), false, CodeUnanalysed},
		{"100,000 rows", "insert into a values (1, 'x', -2)" + strings.Repeat(", (1, 'x' || 'y', -2)", 100_000), true, ""},
		{"100,000 values of IN", "select 1 from a where b in (1" + strings.Repeat(", -2", 100_000) + ")", true, ""},
		{"5,000 joins", "select 1 from a" + strings.Repeat(" natural join b", 5_000), false, CodeUnanalysed},
		{"1,000 joins", "select 1 from a" + strings.Repeat(" join b on c = d", 1_000), true, ""},
		{"400 cases", "select " + nested(400, "case when true then ", "1", " end"), true, ""},
		{"1,200 cases", "select " + nested(1_200, "case when true then ", "1", " end"), false, CodeUnanalysed},
		{"3,000 cases", "select " + nested(3_000, "case when true then ", "1", " end"), false, CodeSyntax},
		{"1,200 cases in else with columns named end", "select " + nested(1_200, "case when a.end then 1 else ", "1", " end"), false, CodeUnanalysed},
		{"3,000 negations", "select " + strings.Repeat("not ", 3_000) + "true", false, CodeUnanalysed},
		{"3,000 signs", "select " + strings.Repeat("+", 3_000) + "a", false, CodeUnanalysed},
		{"9,000 mixed signs", "select " + strings.Repeat("+-", 4_500) + "a", false, CodeUnanalysed},
		{"100,000 subscripts", "select a" + strings.Repeat("[1]", 100_000) + " from b", true, ""},
		{"3,000 casts", "select a" + strings.Repeat("::text", 3_000) + " from b", false, CodeUnanalysed},
		{"3,000 collations", "select a" + strings.Repeat(` collate "C"`, 3_000) + " from b", false, CodeUnanalysed},
		{"3,000 time zones", "select a" + strings.Repeat(" at time zone 'UTC'", 3_000) + " from b", false, CodeUnanalysed},
		{"3,000 named operators", "select a" + strings.Repeat(" operator(pg_catalog.+) 1", 3_000) + " from b", false, CodeUnanalysed},
		{"10,000 columns", "create table a (b int" + strings.Repeat(", c int default 1 + 1 check (c > 0 and c < 5)", 10_000) + ")", true, ""},
		{"1,000 cases side by side", "update a set b = case c " + strings.Repeat("when 1 then 'x' ", 20_000) + "end", true, ""},
		{"long function body", "create function a() returns int language plpgsql as $$ begin return 1" + strings.Repeat("+1", 100_000) + "; end $$", true, ""},
		{"long function body in SQL", "create function a() returns int language sql as $$ select 1" + strings.Repeat("+1", 100_000) + " $$", true, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stmt, diags := parse(tt.sql, version15)
			code := ""
			if len(diags) > 0 {
				code = diags[0].Code
			}
			if len(diags) > 1 || code != tt.code || (stmt.Unanalysed == "") != tt.analysed {
				t.Errorf("code %q, unanalysed %q, bound %d, want code %q and analysed %v", code, stmt.Unanalysed, nestingBound(tt.sql), tt.code, tt.analysed)
			}
			if want := firstWords(tt.sql, 1)[0]; !strings.HasPrefix(stmt.Kind, want) {
				t.Errorf("kind %q, want %s ...", stmt.Kind, want)
			}
		})
	}
}

func TestNestingBound(t *testing.T) {
	tests := []struct {
		sql  string
		want int
	}{
		{"a", 0},
		{"1 + 2 * 3", 3},
		{"1 + 2, 3 + 4 + 5", 3},
		{"a = 1 and b = 2 or c + d = 3", 3},
		{"(1 + 2) + 3", 3},
		{"1 + (2 + 3)", 4},
		{"1 + (2, 3 + 4)", 4},
		{"case when a then b end + 1", 3},
		{"t.case + t.end", 2},
	}
	for _, tt := range tests {
		t.Run(tt.sql, func(t *testing.T) {
			if got := nestingBound(tt.sql); got != tt.want {
				t.Errorf("%d, want %d", got, tt.want)
			}
		})
	}
}
