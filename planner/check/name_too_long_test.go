package check

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// Whatever text the scanner finds a long name in, the look before it must have let through.
func TestMayHoldName(t *testing.T) {
	const limit = 63
	source := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "B9", "_", "$", "é", " ", "\n", "(", ",", `"`, `""`, "'", "--", "; ", ".", strings.Repeat("x", 61), strings.Repeat("ä", 31), strings.Repeat("n_", 40)}
	long := 0
	for range 20_000 {
		var b strings.Builder
		for range 1 + source.IntN(12) {
			b.WriteString(pieces[source.IntN(len(pieces))])
		}
		text := b.String()
		scan := sqltext.NewScanner(text, sqltext.Style{})
		for tok := scan.Next(); tok.Kind != sqltext.EOF; tok = scan.Next() {
			size := tok.End - tok.Start
			if tok.Kind == sqltext.QuotedIdent {
				size -= 2
			}
			if size <= limit || tok.Kind != sqltext.Word && tok.Kind != sqltext.QuotedIdent || tok.Open {
				continue
			}
			long++
			if !mayHoldName(text, limit+1) {
				t.Fatalf("missed %q in %q", text[tok.Start:tok.End], text)
			}
		}
	}
	if long < 1000 {
		t.Errorf("only %d long names were tried", long)
	}
	if ordinary := "CREATE INDEX orders_id_idx ON orders (id) WHERE note = 'a text of more than sixty-three bytes, which is no name'"; mayHoldName(ordinary, limit+1) {
		t.Errorf("taken apart without need: %s", ordinary)
	}
}
