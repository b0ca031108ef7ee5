package planner

import (
	"reflect"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner/check"
)

func locking(transaction, number int, locks ...sqlstmt.Lock) check.Statement {
	return check.Statement{Stmt: &sqlstmt.Stmt{Locks: locks}, Revision: "r", Number: number, Transaction: transaction}
}

var (
	all    = []string{"reads", "writes", "DDL"}
	writes = []string{"writes", "DDL"}
	ddl    = []string{"DDL"}
)

// TestLedgerStrongest: the mode is the strongest by the server's order, what it blocks and the work are all
// that happens under it.
func TestLedgerStrongest(t *testing.T) {
	list := ledger([]check.Statement{
		locking(1, 1, sqlstmt.Lock{Table: "a", Mode: "SHARE", Strength: 5, Blocks: all, Held: "transaction", Build: true}),
		locking(1, 2, sqlstmt.Lock{Table: "a", Mode: "SHARE ROW EXCLUSIVE", Strength: 6, Blocks: writes, Held: "transaction"},
			sqlstmt.Lock{Table: "a", Kind: "index", Mode: "ACCESS EXCLUSIVE", Strength: 8, Blocks: all, Held: "transaction"}),
		locking(0, 3, sqlstmt.Lock{Table: "a", Mode: "ROW EXCLUSIVE", Strength: 3, Blocks: ddl, Held: "statement"}),
		locking(0, 4, sqlstmt.Lock{Table: "a", Mode: "ROW EXCLUSIVE", Strength: 3, Blocks: ddl, Held: "statement", Rows: true}),
	})
	if len(list) != 3 {
		t.Fatalf("%d parts, want one for the transaction and one for each statement outside", len(list))
	}
	want := LedgerTable{Table: "a", Mode: "SHARE ROW EXCLUSIVE", Strength: 6, Blocks: all, Held: "transaction", Build: true, Statements: []int{1, 2}}
	if got := list[0].Tables[0]; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := list[0].Tables[1]; got.Kind != "index" || got.Mode != "ACCESS EXCLUSIVE" {
		t.Errorf("the index of the same name is mixed with the table: %+v", got)
	}
	if !list[1].Tables[0].Light || list[2].Tables[0].Light {
		t.Errorf("light: %t and %t, want true, and false where rows stay locked", list[1].Tables[0].Light, list[2].Tables[0].Light)
	}
}

func TestLockOrders(t *testing.T) {
	heavy := func(name string) sqlstmt.Lock { return sqlstmt.Lock{Table: name, Mode: "X", Blocks: writes} }
	light := sqlstmt.Lock{Table: "b", Mode: "S", Blocks: ddl}
	made := sqlstmt.Lock{Table: "b", Mode: "X", Blocks: all, New: true}
	for _, test := range []struct {
		about  string
		placed []check.Statement
		want   []LockOrder
	}{
		{"opposite", []check.Statement{locking(1, 1, heavy("a"), heavy("b")), locking(2, 2, heavy("b")), locking(2, 3, heavy("a"))}, []LockOrder{{1, 2, []string{"a", "b"}}}},
		{"the same", []check.Statement{locking(1, 1, heavy("a"), heavy("b")), locking(2, 2, heavy("a"), heavy("b"))}, []LockOrder{}},
		{"one transaction", []check.Statement{locking(1, 1, heavy("a"), heavy("b")), locking(1, 2, heavy("b"), heavy("a"))}, []LockOrder{}},
		{"nobody waits for one", []check.Statement{locking(1, 1, heavy("a"), light), locking(2, 2, light, heavy("a"))}, []LockOrder{}},
		{"one is new", []check.Statement{locking(1, 1, heavy("a"), made), locking(2, 2, made, heavy("a"))}, []LockOrder{}},
		{"outside", []check.Statement{locking(1, 1, heavy("a"), heavy("b")), locking(0, 2, heavy("b"), heavy("a"))}, []LockOrder{}},
	} {
		if got := lockOrders(ledger(test.placed)); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.about, got, test.want)
		}
	}
}
