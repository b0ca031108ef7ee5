package templates

import (
	"slices"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner"
)

func TestLockLines(t *testing.T) {
	all := []string{"reads", "writes", "DDL"}
	exclusive := func(name string) sqlstmt.Lock {
		return sqlstmt.Lock{Table: name, Mode: "ACCESS EXCLUSIVE", Blocks: all, Held: "transaction"}
	}
	rewritten := exclusive("c")
	rewritten.Rewrite, rewritten.Scan, rewritten.Build = true, true, true
	made := exclusive("d")
	made.New = true
	sequence := exclusive("a_id_seq")
	sequence.Kind = "sequence"
	for _, test := range []struct {
		about       string
		locks       []sqlstmt.Lock
		transaction int
		want        []string
	}{
		{"alike", []sqlstmt.Lock{exclusive("a"), exclusive("b"), rewritten}, 1, []string{
			"ACCESS EXCLUSIVE on a and b until commit: blocks reads and writes", "ACCESS EXCLUSIVE on c until commit: blocks reads and writes; rewrites the table"}},
		{"outside", []sqlstmt.Lock{exclusive("a")}, 0, []string{"ACCESS EXCLUSIVE on a until it ends: blocks reads and writes"}},
		{"new", []sqlstmt.Lock{made}, 1, nil},
		{"a sequence goes with its table", []sqlstmt.Lock{exclusive("a"), sequence}, 1, []string{"ACCESS EXCLUSIVE on a until commit: blocks reads and writes"}},
		{"a sequence alone", []sqlstmt.Lock{sequence}, 1, []string{"ACCESS EXCLUSIVE on sequence a_id_seq until commit: blocks reads and writes"}},
		{"reading alone", []sqlstmt.Lock{{Table: "a", Mode: "ACCESS SHARE", Blocks: []string{"DDL"}}}, 1, nil},
		{"rows", []sqlstmt.Lock{{Table: "a", Mode: "ROW EXCLUSIVE", Blocks: []string{"DDL"}, Held: "transaction", Rows: true}}, 1, []string{"ROW EXCLUSIVE on a until commit: blocks writes to the same rows"}},
		{"an algorithm", []sqlstmt.Lock{{Table: "a", Mode: "EXCLUSIVE", Algorithm: "INSTANT", Blocks: all, Held: "moment"}}, 0, []string{"INSTANT EXCLUSIVE on a for a moment: blocks reads and writes"}},
	} {
		if got := lockLines(&planner.Statement{Locks: test.locks}, test.transaction); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.about, got, test.want)
		}
	}
}

// TestLocksOfHostileNames: a name with a line end stays in its line, in every form.
func TestLocksOfHostileNames(t *testing.T) {
	name := "\"x\nDROP TABLE y; --\x1b[2J\""
	lock := sqlstmt.Lock{Table: name, Mode: "ACCESS EXCLUSIVE", Blocks: []string{"reads", "writes", "DDL"}, Held: "transaction", Fact: "f", Source: "s"}
	plan := &planner.Plan{
		Sections: []planner.Section{{ID: "r", Items: []planner.Item{{Kind: planner.ItemStatement, Transaction: 1, Statement: &planner.Statement{Number: 1, Summary: name, Locks: []sqlstmt.Lock{lock}, Opaque: []string{name}}}}}},
		Ledger:   []planner.Ledger{{Transaction: 1, Revisions: []string{name}, Tables: []planner.LedgerTable{{Table: name, Mode: lock.Mode, Blocks: lock.Blocks, Statements: []int{1}}}}},
	}
	what := &planner.WhatIf{Versions: []string{"10", "11"}, Different: []planner.Difference{{Summary: name, Path: name, Cases: []planner.VersionCase{{Versions: []string{"10"}, Locks: []sqlstmt.Lock{lock}}}}}}
	for _, text := range []string{Locks(plan), LocksByVersion(what)} {
		if strings.Contains(text, "\nDROP") || strings.Contains(text, "\x1b") {
			t.Errorf("a name breaks out of its line:\n%q", text)
		}
	}
	script, diags := Templates{}.Script(plan)
	if diags.HasErrors() || strings.Contains(script, "\nDROP") || strings.Contains(script, "\x1b") {
		t.Errorf("a name breaks out of its comment (%v):\n%q", diags, script)
	}
}

func TestNumberList(t *testing.T) {
	for want, numbers := range map[string][]int{"statement 3": {3}, "statements 3-5, 8": {3, 4, 5, 8}, "statements 1, 3": {1, 3}} {
		if got := numberList(numbers); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestMadeInWords: what a script makes itself is counted by its kind.
func TestMadeInWords(t *testing.T) {
	for want, made := range map[string]map[string]string{
		"1 table":                        {"a": "table"},
		"2 tables and 1 view":            {"a": "table", "b": "table", "view v": "view"},
		"1 table, 2 indexes and 1 thing": {"a": "table", "i": "index", "j": "index", "x": "thing"},
	} {
		if got := madeInWords(made); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
