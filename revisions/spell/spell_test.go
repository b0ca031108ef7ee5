package spell

import "testing"

func TestNearest(t *testing.T) {
	keys := []string{"revision", "down_revision", "message", "author"}
	for _, test := range []struct{ name, want string }{
		{"down_revison", "down_revision"},
		{"Down-Revision", "down_revision"},
		{"revision", "revision"},
		{"mesage", "message"},
		{"ticket", ""},
		{"a", ""},
		{"", ""},
	} {
		if got := Nearest(test.name, keys); got != test.want {
			t.Errorf("Nearest(%q) = %q, want %q", test.name, got, test.want)
		}
	}
	if got := Nearest("ab1", []string{"ab2", "ab3"}); got != "ab2" {
		t.Errorf("of equally near names the first must win, got %q", got)
	}
	if got := Nearest("x", nil); got != "" {
		t.Errorf("Nearest without candidates = %q", got)
	}
}

func TestDidYouMean(t *testing.T) {
	if got := DidYouMean("postgres", []string{"mysql", "postgresql"}); got != "did you mean postgresql?" {
		t.Errorf("got %q", got)
	}
	if got := DidYouMean("db2", []string{"mysql", "postgresql"}); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
}
