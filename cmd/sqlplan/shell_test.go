package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestShellWords takes back what shellQuote writes, and where there is a bash,
// wants it to read the same words.
func TestShellWords(t *testing.T) {
	words := []string{"sqlplan", "a b", "it's", `back\slash`, "", "two\nlines", "tab\t'quote' \"double\"", "ünï", "ünï\x01", "$HOME", "k=v,w=x", `\'`, "'", "\x7f'"}
	var quoted []string
	for _, w := range words {
		quoted = append(quoted, shellQuote(w))
	}
	line := strings.Join(quoted, "  ")
	if strings.ContainsAny(line, "\n\t\x01") {
		t.Errorf("%q cannot stand on a comment line", line)
	}
	got, err := shellWords(line)
	if err != nil || !slices.Equal(got, words) {
		t.Errorf("%s\nis read as %q, want %q (%v)", line, got, words, err)
	}
	for _, bad := range []string{"a 'b", "a $'b", `a $'\q'`, "$(rm)", "a\\"} {
		if got, err := shellWords(bad); err == nil {
			t.Errorf("%s is read as %q, want an error", bad, got)
		}
	}
	t.Run("bash", func(t *testing.T) {
		bash, err := exec.LookPath("bash")
		if err != nil {
			t.Skip("no bash to compare with")
		}
		out, err := exec.Command(bash, "-c", "printf '%s\\0' "+line).Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00"); !slices.Equal(got, words) {
			t.Errorf("bash reads %q, want %q", got, words)
		}
	})
}
