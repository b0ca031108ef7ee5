package check

import (
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestLower: only a warning whose risk grows with the table becomes a note, and only where the table is known to be small.
func TestLower(t *testing.T) {
	const small, large = 1 << 20, 1 << 30
	for _, tt := range []struct {
		name, code string
		severity   source.Severity
		sizes      map[string]Size
		threshold  int64
		want       source.Severity
	}{
		{"small", "PG101", source.Warning, map[string]Size{"t": {Heap: small}}, 10 << 20, source.Note},
		{"large", "PG101", source.Warning, map[string]Size{"t": {Heap: small, Indexes: large}}, 10 << 20, source.Warning},
		{"not in the statistics", "PG101", source.Warning, map[string]Size{"other": {}}, 10 << 20, source.Warning},
		{"no statistics", "PG101", source.Warning, nil, 10 << 20, source.Warning},
		{"no threshold", "PG101", source.Warning, map[string]Size{"t": {}}, 0, source.Warning},
		{"an error stays", "PG101", source.Error, map[string]Size{"t": {}}, 10 << 20, source.Error},
		{"size does not matter", "PG401", source.Warning, map[string]Size{"t": {}}, 10 << 20, source.Warning},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := Pass{Small: tt.threshold, Statements: []Statement{{Stmt: &sqlstmt.Stmt{}, Number: 1, Sizes: tt.sizes}},
				found: []Finding{{Code: tt.code, Severity: tt.severity, Statement: 1, Table: "t"}}}
			p.lower()
			if got := p.found[0].Severity; got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
