// Package lazyregexp holds regular expressions that are compiled when they are first used. A package variable of
// type *regexp.Regexp is compiled at the start of every run, and most runs use few of them.
package lazyregexp

import (
	"regexp"
	"sync"
)

// Regexp is a regular expression. Its methods are those of *regexp.Regexp with the same names, and as safe to call from
// several goroutines. The first of them panics if the expression is malformed.
type Regexp struct {
	pattern string
	once    sync.Once
	form    *regexp.Regexp
}

// New returns the expression, which is not compiled yet. It is small enough to be inlined, so that a package variable costs
// nothing at the start.
func New(pattern string) *Regexp { return &Regexp{pattern: pattern} }

func (r *Regexp) compiled() *regexp.Regexp {
	r.once.Do(func() { r.form = regexp.MustCompile(r.pattern) })
	return r.form
}

func (r *Regexp) MatchString(s string) bool { return r.compiled().MatchString(s) }

func (r *Regexp) Match(b []byte) bool { return r.compiled().Match(b) }

func (r *Regexp) FindString(s string) string { return r.compiled().FindString(s) }

func (r *Regexp) FindStringSubmatch(s string) []string { return r.compiled().FindStringSubmatch(s) }

func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	return r.compiled().FindStringSubmatchIndex(s)
}

func (r *Regexp) FindAllString(s string, n int) []string { return r.compiled().FindAllString(s, n) }

func (r *Regexp) FindAllStringIndex(s string, n int) [][]int {
	return r.compiled().FindAllStringIndex(s, n)
}

func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return r.compiled().FindAllStringSubmatch(s, n)
}

func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return r.compiled().FindAllStringSubmatchIndex(s, n)
}

func (r *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return r.compiled().FindAllSubmatchIndex(b, n)
}

func (r *Regexp) ReplaceAllString(s, template string) string {
	return r.compiled().ReplaceAllString(s, template)
}

func (r *Regexp) ReplaceAllStringFunc(s string, f func(string) string) string {
	return r.compiled().ReplaceAllStringFunc(s, f)
}

func (r *Regexp) Split(s string, n int) []string { return r.compiled().Split(s, n) }
