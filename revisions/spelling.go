package revisions

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

// nearestShown is how many similar names a hint offers.
const nearestShown = 3

// comparisons bounds the work that one speller puts into hints, so that a
// large project whose files are all wrong is still reported at once.
const comparisons = 500_000

// speller finds known names that are close to a wrong one. Unlike spell.Nearest
// it offers several, since ids are not words and the nearest is often not the one
// that was meant, and it is made for tens of thousands of them.
type speller struct{ spent int }

// nearest returns up to nearestShown names of the known ones that differ from
// name in a few characters, closest first. Letter case does not count.
func (s *speller) nearest(name string, known ...map[string]int32) []string {
	type candidate struct {
		name     string
		distance int
	}
	limit := min(3, max(1, len(name)/3))
	folded := strings.ToLower(name)
	var near []candidate
	for _, names := range known {
		if s.spent += len(names); s.spent > comparisons {
			return nil
		}
		for have := range names {
			if diff := len(have) - len(name); diff > limit || -diff > limit {
				continue
			}
			if d := levenshtein.Distance(folded, strings.ToLower(have), nil); d <= limit {
				near = append(near, candidate{have, d})
			}
		}
	}
	slices.SortFunc(near, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.name, b.name))
	})
	var names []string
	for _, c := range near[:min(len(near), nearestShown)] {
		names = append(names, c.name)
	}
	return names
}

func didYouMean(names []string) string {
	return fmt.Sprintf("did you mean %s?", strings.Join(names, " or "))
}

// counted returns n and the noun in the right number, for nouns that take an s.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// few lists names, the first dozen of them by name and the rest by number.
func few(names []string) string {
	const shown = 12
	if len(names) <= shown {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:shown], ", "), len(names)-shown)
}
