package ansi_test

import (
	"testing"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

func TestIsKeyColumn(t *testing.T) {
	style := sqltext.Style{IdentQuote: '[', OtherQuotes: `"`}
	for text, want := range map[string]bool{
		"a": true, "[a b] DESC": true, `"a" asc`: true, "a DESC NULLS LAST": false, "lower(a)": false, "a + b": false, "a COLLATE C": false,
		"(a)": false, "'a'": false, "1": false, "": false, "a b": false, "t.a": false,
	} {
		if got := ansi.IsKeyColumn(text, style); got != want {
			t.Errorf("IsKeyColumn(%q) = %v, want %v", text, got, want)
		}
	}
}
