package ident_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

func TestQuote(t *testing.T) {
	mysql := &ident.Style{Open: "`", Reserved: ident.Words("rank")}
	mssql := &ident.Style{Open: "[", Close: "]"}
	tests := []struct {
		style *ident.Style
		name  ir.Name
		want  string
	}{
		{ident.Generic, ir.Ident("users"), "users"},
		{ident.Generic, ir.Ident("user"), `"user"`},
		{ident.Generic, ir.Ident("User"), `"User"`},
		{ident.Generic, ir.Ident("USERS"), `"USERS"`},
		{ident.Generic, ir.Ident("a b"), `"a b"`},
		{ident.Generic, ir.Ident("1st"), `"1st"`},
		{ident.Generic, ir.Ident("$x"), `"$x"`},
		{ident.Generic, ir.Ident("x$1"), "x$1"},
		{ident.Generic, ir.Ident("_x"), "_x"},
		{ident.Generic, ir.Ident("größe"), `"größe"`},
		{ident.Generic, ir.Ident(`say "hi"`), `"say ""hi"""`},
		{ident.Generic, ir.Ident("100%"), `"100%"`},
		{ident.Generic, ir.Ident("line\n"), "\"line\n\""},
		{ident.Generic, ir.Ident(""), `""`},
		{ident.Generic, ir.Name{Text: "plain", Quote: ir.QuoteAlways}, `"plain"`},
		{ident.Generic, ir.Name{Text: "Mixed", Quote: ir.QuoteNever}, "Mixed"},
		{mysql, ir.Ident("rank"), "`rank`"},
		{mysql, ir.Ident("a`b"), "`a``b`"},
		{mssql, ir.Ident("a]b"), "[a]]b]"},
	}
	for _, tt := range tests {
		if got := tt.style.Quote(tt.name); got != tt.want {
			t.Errorf("Quote(%+v) = %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestTable(t *testing.T) {
	if got := ident.Generic.Table(ir.Name{}, ir.Ident("t")); got != "t" {
		t.Errorf("without a schema: %s", got)
	}
	if got := ident.Generic.Table(ir.Ident("a.b"), ir.Ident("Order")); got != `"a.b"."Order"` {
		t.Errorf("with a schema: %s", got)
	}
	if got := ident.Generic.List([]ir.Name{ir.Ident("a"), ir.Ident("order")}); got != `a, "order"` {
		t.Errorf("List = %s", got)
	}
}

func TestCollation(t *testing.T) {
	if got := ident.Generic.Collation("de_DE"); got != `"de_DE"` {
		t.Errorf("Collation = %s", got)
	}
	if got := (&ident.Style{BareCollations: true}).Collation("de_DE"); got != "de_DE" {
		t.Errorf("Collation without quotes = %s", got)
	}
}

// The shortened name is what SQLAlchemy 2.0 makes of it.
func TestShorten(t *testing.T) {
	style := &ident.Style{MaxName: 63}
	long := "uq_" + strings.Repeat("some_long_table_name_", 4)
	tests := []struct {
		name ir.Name
		want string
		long bool
	}{
		{name: ir.Name{Text: "ix_short", Generated: true}, want: "ix_short"},
		{name: ir.Name{Text: long, Generated: true}, want: "uq_some_long_table_name_some_long_table_name_some_long__b0c6"},
		{name: ir.Ident(long), want: long, long: true},
		{name: ir.Ident(long[:63]), want: long[:63]},
	}
	for _, tt := range tests {
		got, err := style.Constraint(tt.name)
		var tooLong *ident.TooLongError
		if got != tt.want || errors.As(err, &tooLong) != tt.long {
			t.Errorf("Constraint(%q) = %q, %v; want %q", tt.name.Text, got, err, tt.want)
		}
		if byIndex, _ := style.Index(tt.name); byIndex != got {
			t.Errorf("Index(%q) = %q, and as a constraint %q", tt.name.Text, byIndex, got)
		}
	}
}
