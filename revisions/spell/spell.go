// Package spell finds the known name that a mistyped one was probably meant to be.
package spell

import (
	"strings"

	"github.com/agext/levenshtein"
)

// Nearest returns the candidate that is nearest to name, or "" if none is near
// enough to be worth mentioning: at most two edits, or one in three letters of a
// longer name. Case and the difference between "-" and "_" count as nothing. Of
// equally near candidates the first wins, so pass them in a fixed order.
func Nearest(name string, candidates []string) string {
	best, bestDistance := "", max(2, len([]rune(name))/3)+1
	for _, c := range candidates {
		if d := Distance(name, c); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	if bestDistance >= len([]rune(name)) {
		return "" // nothing of the name would be left
	}
	return best
}

// Distance returns how many letters must be added, removed or replaced to make b
// out of a. Case and the difference between "-" and "_" count as nothing.
func Distance(a, b string) int { return levenshtein.Distance(fold(a), fold(b), nil) }

// DidYouMean returns "did you mean X?" for the candidate nearest to name, or "" if there is none.
func DidYouMean(name string, candidates []string) string {
	if near := Nearest(name, candidates); near != "" {
		return "did you mean " + near + "?"
	}
	return ""
}

func fold(s string) string { return strings.ReplaceAll(strings.ToLower(s), "-", "_") }
