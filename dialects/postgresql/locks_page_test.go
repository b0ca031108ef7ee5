package postgresql

import (
	"cmp"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// TestLockPage holds docs/locks-postgresql.md against the table of locks. GOLDIE_UPDATE=1 writes it again.
func TestLockPage(t *testing.T) {
	const file = "../../docs/locks-postgresql.md"
	page := lockPage()
	if os.Getenv("GOLDIE_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != page {
		t.Errorf("%s is not what the table of locks says: GOLDIE_UPDATE=1 go test ./dialects/postgresql -run LockPage (%v)", file, err)
	}
}

// TestLockTable: every row has a source, rows of one form do not overlap, and every version has at most one.
func TestLockTable(t *testing.T) {
	for i := range lockFacts {
		f := &lockFacts[i]
		if f.form == "" || !strings.HasPrefix(f.source, "https://") {
			t.Errorf("row %s has no form or no source", f.id)
		}
		for _, k := range f.locks {
			if lockStrength(k.mode) == 0 {
				t.Errorf("row %s: %q is no mode", f.id, k.mode)
			}
		}
		for _, v := range (Dialect{}).Versions() {
			if f.holds(v) && fact(f.id, v) != f {
				t.Errorf("row %s is there twice for version %s", f.id, v)
			}
		}
		for _, v := range (Dialect{}).Versions() {
			if f.measured.has(v.Major) && !f.holds(v) {
				t.Errorf("row %s was measured on version %s, for which it does not hold", f.id, v)
			}
		}
	}
}

// TestConflicts: the table of the manual is symmetric, and each mode blocks what its words say.
func TestConflicts(t *testing.T) {
	for _, a := range lockModes {
		for _, b := range lockModes {
			if has(conflictingModes(a), b) != has(conflictingModes(b), a) {
				t.Errorf("%s and %s conflict one way only", a, b)
			}
		}
	}
	for mode, want := range map[string]string{accessShare: "DDL", rowExclusive: "DDL", shareUpdateExclusive: "DDL", share: "writes DDL", shareRowExclusive: "writes DDL",
		exclusive: "writes DDL", accessExclusive: "reads writes DDL"} {
		if got := strings.Join(blocked(mode), " "); got != want {
			t.Errorf("%s blocks %s, want %s", mode, got, want)
		}
	}
}

func has(list []string, s string) bool {
	for _, o := range list {
		if o == s {
			return true
		}
	}
	return false
}

func lockPage() string {
	var b strings.Builder
	b.WriteString(`# What statements lock on PostgreSQL

The table behind ` + "`sqlplan locks`" + ` and the lines "locks:" in a script. It is made from ` + "`dialects/postgresql/locks_table.go`" + ` (` + "`GOLDIE_UPDATE=1 go test ./dialects/postgresql -run LockPage`" + `).
What a row says of the versions under "measured" is compared with servers of those versions by ` + "`TestLocksOnServer`" + `: the modes with ` + "`pg_locks`" + `, rewrites and index builds with the files of the
relations, scans with the server's counters. What no version is given for stands on the vendor's page alone.

"child" is a partition or a table that inherits, at any depth; "default" the default partition; "partition" the table that is attached or detached; "referenced" a table that a foreign key points
at, "referencing" one whose foreign key points here; "source" what is read; "target" another table that the statement names; "dependent" a view that CASCADE takes along; "using" a table with a
column of the type.

A statement without a row locks no table. Locks are held until the end of the transaction, unless the row says that they end with the statement.

| Statement | Versions | Locks | Work | Measured | Source |
|---|---|---|---|---|---|
`)
	for _, f := range lockFacts {
		var locks, work []string
		for _, k := range f.locks {
			who := cmp.Or(string(k.role), "the table")
			mode := k.mode
			if f.id == "lock-table" {
				mode = "the mode that it names"
			}
			locks = append(locks, who+": "+mode)
			if k.work&rewrite != 0 {
				work = append(work, "rewrites "+who)
			}
			if k.work&scan != 0 {
				work = append(work, "reads "+who)
			}
			if k.work&build != 0 && k.work&rewrite == 0 {
				work = append(work, "builds indexes of "+who)
			}
		}
		if f.held == heldStatement {
			locks = append(locks, "until the statement ends")
		}
		if f.note != "" {
			work = append(work, f.note)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | [%s](%s) |\n", strings.ReplaceAll(f.form, "|", "\\|"), versionsOf(f), strings.Join(locks, "<br>"), strings.Join(work, "<br>"), measuredOn(f.measured), f.id, f.source)
	}
	return b.String()
}

func measuredOn(v versions) string {
	switch {
	case v == versions{}:
		return ""
	case v.first == v.last:
		return fmt.Sprint(v.first)
	}
	return fmt.Sprintf("%d to %d", v.first, v.last)
}

func versionsOf(f lockFact) string {
	switch {
	case f.since == ir.Version{} && f.before == ir.Version{}:
		return "all"
	case f.before == ir.Version{}:
		return f.since.String() + " and later"
	case f.since == ir.Version{}:
		return "before " + f.before.String()
	}
	return f.since.String() + " to before " + f.before.String()
}
