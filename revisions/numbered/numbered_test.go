package numbered

import (
	"testing"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

func TestNormalizeID(t *testing.T) {
	for _, test := range []struct{ id, want string }{
		{"00012", "12"}, {"12", "12"}, {"0", "0"}, {"000", "0"}, {"", ""},
		{"head", "head"}, {"00ab", "00ab"}, {"-01", "-01"}, {"20240102030405", "20240102030405"},
	} {
		if got := NormalizeID(test.id); got != test.want {
			t.Errorf("NormalizeID(%q) = %q, want %q", test.id, got, test.want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, test := range []struct {
		digits string
		want   int64
		ok     bool
	}{
		{"0", 0, true}, {"00012", 12, true}, {"9223372036854775807", 9223372036854775807, true},
		{"9223372036854775808", 0, false}, {"18446744073709551616", 0, false},
		{"", 0, false}, {"+1", 0, false}, {"-1", 0, false}, {"1_0", 0, false},
	} {
		got, ok := Parse(test.digits)
		if ok != test.ok || ok && got != test.want {
			t.Errorf("Parse(%q) = %d, %v; want %d, %v", test.digits, got, ok, test.want, test.ok)
		}
	}
}

func TestWords(t *testing.T) {
	for _, test := range []struct{ slug, want string }{
		{"add_users", "add users"}, {"add-users__twice", "add users twice"}, {"", ""}, {"_", ""},
	} {
		if got := Words(test.slug); got != test.want {
			t.Errorf("Words(%q) = %q, want %q", test.slug, got, test.want)
		}
	}
}

func TestLine(t *testing.T) {
	rev := func(n int64, id string) Revision { return Revision{n, &ir.Revision{ID: id}} }
	line := Line([]Revision{rev(10, "10"), rev(2, "2"), rev(7, "7")})
	for i, want := range []struct{ id, down string }{{"2", ""}, {"7", "2"}, {"10", "7"}} {
		got := ""
		if len(line[i].Down) == 1 {
			got = line[i].Down[0].Name
		}
		if line[i].ID != want.id || got != want.down {
			t.Errorf("place %d: %s after %q, want %s after %q", i, line[i].ID, got, want.id, want.down)
		}
	}
}
