package sqltext

import "strings"

// SeparatorLines returns the offsets of the lines in text that alone end a
// statement of its style: GO with or without a count, or a /. Some clients end it
// there even inside a string or a comment.
func SeparatorLines(text string, style Style) []int {
	var at []int
	start := 0
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case style.Batches && strings.EqualFold(words[0], "GO"), style.SlashUnits && len(words) == 1 && words[0] == "/":
			at = append(at, start)
		}
		start += len(line)
	}
	return at
}
