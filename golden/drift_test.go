package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReplayDrift: the schema that a script leaves on a real server, as pg_dump
// prints it, is the one that the revisions make.
func TestReplayDrift(t *testing.T) {
	replayed(t, func(t *testing.T, r *replay) {
		db := r.database(t)
		r.run(t, db, r.script(t, "upgrade", "base:heads"))
		if got := r.drift(t, db); got.code != 0 || got.stdout != "Production has the schema that the revisions make.\n" {
			t.Errorf("exit code %d\n%s%s", got.code, got.stdout, got.stderr)
		}
	}, "postgresql")
}

// drift compares a database with the case's revisions.
func (r *replay) drift(t *testing.T, db string) result {
	t.Helper()
	dump, code := r.server.(postgres).Dump(t, db)
	if code != 0 {
		t.Fatalf("pg_dump: %s", dump)
	}
	file := filepath.Join(t.TempDir(), "production.sql")
	if err := os.WriteFile(file, []byte(dump), 0o644); err != nil {
		t.Fatal(err)
	}
	return sqlplan(t, r.work, run{Args: append([]string{"drift", "--quiet", "--dialect", r.dialect, "--schema", file}, r.Flags...)})
}

// TestDrift: what somebody does to production by hand is found, object by object.
func TestDrift(t *testing.T) {
	t.Parallel()
	r, _ := onServer(t, "shop", "postgresql", "base")
	for _, tt := range []struct{ name, sql, want string }{
		{"column type", "ALTER TABLE invoices ALTER number TYPE varchar(40)", "column public.invoices.number: its type is character varying(40), not text"},
		{"nulls", "ALTER TABLE customers ALTER name DROP NOT NULL", "column public.customers.name is not NOT NULL"},
		{"default", "ALTER TABLE customers ALTER name SET DEFAULT 'x'", "column public.customers.name: its default is 'x'::text, not none"},
		{"more column", "ALTER TABLE customers ADD hotfix int", "column public.customers.hotfix is not in the revisions"},
		{"no column", "ALTER TABLE orders DROP note", "column public.orders.note is missing"},
		{"more table", "CREATE TABLE backup_orders (id int PRIMARY KEY, n int)", "table public.backup_orders is not in the revisions"},
		{"no index", "DROP INDEX orders_customer_idx", "index public.orders.orders_customer_idx is missing"},
		{"other index", "DROP INDEX orders_customer_idx; CREATE INDEX orders_customer_idx ON orders (customer_id)",
			"index public.orders.orders_customer_idx: its columns are customer_id, not customer_id, ordered_at DESC"},
		{"no constraint", "ALTER TABLE invoices DROP CONSTRAINT invoices_number_key", "unique constraint public.invoices.invoices_number_key is missing"},
		{"enum", "ALTER TYPE order_status ADD VALUE 'lost'", "enum public.order_status: its values are "},
		{"function", "CREATE OR REPLACE FUNCTION next_invoice_number() RETURNS text LANGUAGE sql AS 'SELECT 1::text'", "function public.next_invoice_number(): its body, from line 1 on, is SELECT 1::text, not DECLARE"},
		{"comment", "COMMENT ON TABLE orders IS 'hot'", "table public.orders: its comment is hot"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			db := r.database(t)
			r.run(t, db, r.script(t, "upgrade", "base:heads")+tt.sql+";")
			if got := r.drift(t, db); got.code != 1 || !strings.Contains(got.stdout, tt.want) {
				t.Errorf("exit code %d\n%s%s", got.code, got.stdout, got.stderr)
			}
		})
	}
}
