package sqlschema

import "testing"

func TestSnakeCase(t *testing.T) {
	for name, want := range map[string]string{
		"User": "user", "PostageRate": "postage_rate", "HTTPRequest": "http_request", "UserV2Old": "user_v2_old", "X": "x", "AbC": "ab_c", "_Hidden": "hidden",
	} {
		if got := snakeCase(name); got != want {
			t.Errorf("snakeCase(%q) = %q, want %q", name, got, want)
		}
	}
}
