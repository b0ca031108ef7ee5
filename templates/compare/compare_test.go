package compare

import (
	"os"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/source"
)

func script(t *testing.T, text string) *Script {
	t.Helper()
	s, err := Read(source.NewFile("a.sql", text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestCompare edits a golden script, and reads what is said about it.
func TestCompare(t *testing.T) {
	golden, err := os.ReadFile("../../golden/testdata/shop/want/upgrade.sql")
	if err != nil {
		t.Fatal(err)
	}
	text := string(golden)
	replace := func(pairs ...string) func(string) string {
		return func(s string) string {
			for i := 0; i < len(pairs); i += 2 {
				if !strings.Contains(s, pairs[i]) {
					t.Errorf("%q is not in the script", pairs[i])
				}
			}
			return strings.NewReplacer(pairs...).Replace(s)
		}
	}
	// without cuts the script from one mark up to another.
	without := func(from, to string) func(string) string {
		return func(s string) string {
			before, rest, ok := strings.Cut(s, from)
			_, after, ok2 := strings.Cut(rest, to)
			if !ok || !ok2 {
				t.Errorf("%q or %q is not in the script", from, to)
			}
			return before + to + after
		}
	}
	const section = "-- =============================================================================\n-- Revision 7"
	for _, tt := range []struct {
		name string
		edit func(string) string
		want []string // parts of the text; none: the same
	}{
		{"nothing", replace(), nil},
		{"white space and comments", replace("CREATE TABLE customers (\n    id    ", "CREATE  TABLE customers ( -- who buys\n  /* key */ id", "COMMIT;", "COMMIT ;"), nil},
		{"line ends", replace("\n", "\r\n"), nil},
		{"version of sqlplan, commit", replace("Compiled by:   sqlplan dev", "Compiled by:   sqlplan v9, from commit abc"), nil},
		{"lines of the files", replace("customers.sql:7,", "customers.sql:70,", ":15,", ":150,"), nil},
		{"an author's comment", replace("-- The table is large and busy", "-- [1 of 1] The table\n-- Revision 9 of 9: evil  x\n-- is large and busy"), nil},
		{"edited without effect", replace("4b66c340053099cb0b9b808ebbd37dcd85f6316b14655489c2ee834783da146a", strings.Repeat("0", 64)), []string{"do the same", "Edited without a change of what this script runs: 1f0c3a."}},
		{"white space in a literal", replace("'shipped'", "'shipped '"), []string{"~ revision 2b7d90", "~ [3] create type order_status", "- CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped')", "+ CREATE TYPE"}},
		{"a changed statement", replace("CREATE INDEX CONCURRENTLY orders", "CREATE INDEX orders"), []string{"~ revision 48d2f1", "- CREATE INDEX CONCURRENTLY orders_customer_idx ON", "+ CREATE INDEX orders_customer_idx ON"}},
		{"a lock", replace("in transaction 1\nCREATE TABLE", "in transaction 1\n--     locks: SHARE on t\nCREATE TABLE"), []string{"~ [1] create table customers", "now: locks: SHARE on t"}},
		{"a finding", replace("in transaction 1\nCREATE TABLE", "in transaction 1\n--     Warning PG101: it waits\n--       do it otherwise\nCREATE TABLE"), []string{"now: Warning PG101: it waits"}},
		{"a statement without annotation", replace("COMMIT;\n\n"+section, "DROP TABLE customers;\n\nCOMMIT;\n\n"+section), []string{"~ revision 6bb410", "+ sqlplan's own statement", "+ DROP TABLE customers"}},
		{"a lost commit", replace("COMMIT;\n\n"+section, section), []string{"- sqlplan's own statement", "- COMMIT"}},
		{"a lost revision", without(section, "-- =============================================================================\n-- Final check"), []string{"- revision 77c9d5  one name for customers", "- [13] "}},
		{"a timeout everywhere", replace("lock_timeout = '5s'", "lock_timeout = '9s'"), []string{"8 times:", "- SET LOCAL lock_timeout = '5s'", "+ SET LOCAL lock_timeout = '9s'"}},
		{"a weaker guard", replace("IF held IS DISTINCT FROM expected THEN", "IF false THEN"), []string{"Around the revisions:", "-     IF held IS DISTINCT FROM expected THEN", "+     IF false THEN"}},
		{"a directive", replace("\\set ON_ERROR_STOP on\n", ""), []string{"Around the revisions:", `- \set ON_ERROR_STOP on`}},
		{"another server", replace("PostgreSQL 15 or later", "PostgreSQL 13 or later"), []string{"Dialect:", "- postgresql, PostgreSQL 15 or later", "+ postgresql, PostgreSQL 13 or later"}},
		{"no way back", replace("-- How to go back:\n", "-- How to go back:\n--   No way back through 77c9d5 (revisions/x.sql:9): names are lost\n"), []string{"How to go back:", "+ No way back through 77c9d5 names are lost"}},
		{"out of its transaction", replace("orders_customer_idx on table orders, concurrently\n--     revisions/48d2f1_index_orders_by_customer.sql:11, OUTSIDE A TRANSACTION: ", "orders_customer_idx on table orders, concurrently\n--     revisions/48d2f1_index_orders_by_customer.sql:11, in transaction 4: "), []string{"now inside a transaction"}},
		{"terminal and markdown", replace("-- [1 of 13] create table customers", "-- [1 of 13] create \x1b[2J| <img onerror=x> @all `x`", "CREATE TABLE customers", "CREATE TABLE \u202ecustomers ```"), []string{`create \u001b[2J| <img`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := Compare("old", "new", script(t, text), script(t, tt.edit(text)))
			got := d.Text()
			if d.Same != (tt.want == nil || strings.HasPrefix(tt.want[0], "do the same")) {
				t.Errorf("same: %t\n%s", d.Same, got)
			}
			for _, part := range tt.want {
				if !strings.Contains(got, part) {
					t.Errorf("%q is not in\n%s", part, got)
				}
			}
			markdown := d.Markdown()
			if strings.ContainsAny(got+markdown, "\x1b\u202e\r") || strings.Contains(markdown, "<img") || strings.Contains(markdown, " @all") {
				t.Errorf("what drives a terminal or a page stands in\n%s\n%s", got, markdown)
			}
			back := Compare("new", "old", script(t, tt.edit(text)), script(t, text))
			if back.Same != d.Same || strings.Count(back.Text(), "\n") != strings.Count(got, "\n") {
				t.Errorf("the other way round it is\n%s\nnot\n%s", back.Text(), got)
			}
		})
	}
}

// TestOrder: revisions that both have in another order.
func TestOrder(t *testing.T) {
	part := func(id string) Part { return Part{ID: id} }
	a, b := &Script{Parts: []Part{part("a"), part("b"), part("c")}}, &Script{Parts: []Part{part("b"), part("a"), part("d")}}
	d := Compare("x", "y", a, b)
	if d.Same || !d.Reordered || len(d.Revisions) != 2 {
		t.Errorf("%+v", d)
	}
}

// TestUnreadable: what is no script says so, with its place.
func TestUnreadable(t *testing.T) {
	golden, err := os.ReadFile("../../golden/testdata/shop/want/upgrade.sql")
	if err != nil {
		t.Fatal(err)
	}
	text := string(golden)
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "SP612: this is no script that can be compared: it has no guard"},
		{"Alembic's style", "BEGIN;\n", "it has no guard"},
		{"no dialect", strings.Replace(text, "Dialect:       postgresql", "Dialect:       access", 1), "its header names no dialect"},
		{"no command", strings.Replace(text, "Command:  ", "Comand:  ", 1), "its header names no command"},
		{"an open quote", text + "SELECT 'x", "its SQL cannot be taken apart at"},
		{"a revision twice", strings.Replace(text, "Revision 3 of 7: 3c51e8", "Revision 3 of 7: 2b7d90", 1), "revision 2b7d90 stands in it twice"},
		{"a command to the client", strings.Replace(text, "COMMIT;", "\\! rm -r x\nCOMMIT;", 1), "its SQL cannot be taken apart"},
		{"not JSON", "{", "SP613: this is no plan"},
		{"another version", `{"plan_version": 7}`, "SP613: the plan has plan_version 7"},
		{"a severity that is none", `{"plan_version": 1, "findings": [{"severity": "bad"}]}`, "unknown severity"},
	} {
		_, err := Read(source.NewFile("a.sql", tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// FuzzReadScript: no text makes the reader panic, and a script is the same as itself.
func FuzzReadScript(f *testing.F) {
	for _, name := range []string{"shop/want/upgrade.sql", "mssql_shop/want/upgrade_plain.sql", "oracle_shop/want/upgrade.sql", "mariadb_shop/want/upgrade.sql"} {
		text, err := os.ReadFile("../../golden/testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(`{"plan_version": 1}`)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Read(source.NewFile("a.sql", text))
		if err == nil && !Compare("a", "b", s, s).Same {
			t.Error("a script differs from itself")
		}
	})
}
