//go:build cgo

package postgresql

import (
	"sync"
	"testing"

	library "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// realistic are statements as migrations have them.
var realistic = []string{
	`CREATE TABLE app.orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES app.customers (id) ON DELETE CASCADE,
    status text NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid', 'sent')),
    total numeric(12, 2) NOT NULL DEFAULT 0,
    currency char(3) NOT NULL,
    note text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT orders_total_positive CHECK (total >= 0)
)`,
	`ALTER TABLE app.orders ADD COLUMN shipped_at timestamptz, ALTER COLUMN note SET DEFAULT ''`,
	`CREATE UNIQUE INDEX CONCURRENTLY orders_customer_idx ON app.orders (customer_id, created_at DESC) WHERE status <> 'sent'`,
	`INSERT INTO app.orders (customer_id, status, total, currency) VALUES (1, 'new', 10.50, 'EUR'), (2, 'paid', 99.99, 'USD')`,
	`UPDATE app.orders o SET status = 'sent', shipped_at = now() FROM app.shipments s WHERE s.order_id = o.id AND s.done`,
	`CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IS DISTINCT FROM OLD.status THEN
        INSERT INTO app.history (order_id, status) VALUES (NEW.id, NEW.status);
    END IF;
    RETURN NEW;
END
$$`,
}

var realisticKinds = []string{"create table", "alter table", "create index", "insert", "update", "function"}

// BenchmarkParse measures Parse next to a bare call of the library.
func BenchmarkParse(b *testing.B) {
	env := &ir.Env{ServerVersion: version15}
	for i, sql := range realistic {
		b.Run(realisticKinds[i]+"/library", func(b *testing.B) {
			for b.Loop() {
				if _, err := library.Parse(sql); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(realisticKinds[i]+"/Parse", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if diags := (Dialect{}).Parse(&sqlstmt.Stmt{Text: sql}, env); diags != nil {
					b.Fatal(diags)
				}
			}
		})
	}
}

// BenchmarkParseParallel measures what several goroutines gain.
func BenchmarkParseParallel(b *testing.B) {
	env := &ir.Env{ServerVersion: version15}
	b.RunParallel(func(loop *testing.PB) {
		for i := 0; loop.Next(); i++ {
			if diags := (Dialect{}).Parse(&sqlstmt.Stmt{Text: realistic[i%len(realistic)]}, env); diags != nil {
				b.Fatal(diags)
			}
		}
	})
}

func TestParseInParallel(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 200 {
				if _, diags := parse(realistic[i%len(realistic)], version15); diags != nil {
					t.Error(diags)
				}
				if _, diags := parse("selec 1", version15); len(diags) != 1 {
					t.Error(diags)
				}
				if _, diags := parse("do $$ begin selec 1; end $$", version15); len(diags) != 1 {
					t.Error(diags)
				}
			}
		})
	}
	wg.Wait()
}

func FuzzParse(f *testing.F) {
	for _, sql := range realistic {
		f.Add(sql)
	}
	for _, tt := range validBodies {
		f.Add(tt.sql)
	}
	for _, tt := range invalidBodies {
		f.Add(tt.sql)
	}
	for _, sql := range verdicts {
		f.Add(sql)
	}
	for _, tt := range outsideCases {
		f.Add(tt.sql)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		stmt, diags := parse(sql, version15)
		for _, d := range diags {
			if d.Span.Start() < 0 || d.Span.End() < d.Span.Start() || d.Span.End() > len(d.Span.File.Text) {
				t.Fatalf("%q: the span %d to %d of %v is outside of the text", sql, d.Span.Start(), d.Span.End(), d)
			}
			if d.Message == "" {
				t.Fatalf("%q: no message", sql)
			}
		}
		if !diags.HasErrors() && (stmt.Kind == "" || stmt.Summary == "") {
			t.Fatalf("%q: kind %q, summary %q", sql, stmt.Kind, stmt.Summary)
		}
	})
}
