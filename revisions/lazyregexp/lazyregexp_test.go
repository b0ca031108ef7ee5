package lazyregexp

import (
	"regexp"
	"slices"
	"sync"
	"testing"
)

// TestMethods compares each method with the one of the package regexp.
func TestMethods(t *testing.T) {
	const pattern, text = `(\w)(\d+)`, "a1, b22; c"
	lazy, plain := New(pattern), regexp.MustCompile(pattern)
	if lazy.form != nil {
		t.Error("the expression was compiled before its first use")
	}
	twice := func(s string) string { return s + s }
	for name, equal := range map[string]bool{
		"MatchString":          lazy.MatchString(text) && !lazy.MatchString("no digit"),
		"Match":                lazy.Match([]byte(text)) && !lazy.Match([]byte("no digit")),
		"FindString":           lazy.FindString(text) == plain.FindString(text),
		"FindStringSubmatch":   slices.Equal(lazy.FindStringSubmatch(text), plain.FindStringSubmatch(text)),
		"ReplaceAllString":     lazy.ReplaceAllString(text, "$2$1") == plain.ReplaceAllString(text, "$2$1"),
		"ReplaceAllStringFunc": lazy.ReplaceAllStringFunc(text, twice) == plain.ReplaceAllStringFunc(text, twice),
		"Split":                slices.Equal(lazy.Split(text, -1), plain.Split(text, -1)),
		"FindStringSubmatchIndex": slices.Equal(lazy.FindStringSubmatchIndex(text),
			plain.FindStringSubmatchIndex(text)),
		"FindAllString": slices.Equal(lazy.FindAllString(text, 1), plain.FindAllString(text, 1)),
		"FindAllStringIndex": slices.EqualFunc(lazy.FindAllStringIndex(text, -1),
			plain.FindAllStringIndex(text, -1), slices.Equal),
		"FindAllStringSubmatch": slices.EqualFunc(lazy.FindAllStringSubmatch(text, -1),
			plain.FindAllStringSubmatch(text, -1), slices.Equal),
		"FindAllStringSubmatchIndex": slices.EqualFunc(lazy.FindAllStringSubmatchIndex(text, -1),
			plain.FindAllStringSubmatchIndex(text, -1), slices.Equal),
		"FindAllSubmatchIndex": slices.EqualFunc(lazy.FindAllSubmatchIndex([]byte(text), -1),
			plain.FindAllSubmatchIndex([]byte(text), -1), slices.Equal),
	} {
		if !equal {
			t.Errorf("%s differs from regexp's", name)
		}
	}
}

// TestFirstUse starts the first use in several goroutines at once; the race detector reads along.
func TestFirstUse(t *testing.T) {
	form := New(`^\d+$`)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if !form.MatchString("17") {
				t.Error("no match")
			}
		})
	}
	all.Wait()
}

// TestMalformed: the panic of the first use names the expression, as regexp.MustCompile's does.
func TestMalformed(t *testing.T) {
	form := New(`(`)
	defer func() {
		if recover() == nil {
			t.Error("a malformed expression was accepted")
		}
	}()
	form.MatchString("")
}
