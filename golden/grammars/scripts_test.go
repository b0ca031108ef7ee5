//go:build grammars

package grammars

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	alembicgolden "github.com/sqlplan/sqlplan/golden/alembic"
)

// root is the folder of sqlplan's own module.
const root = "../.."

// TestScripts holds all that sqlplan writes to the grammars: the golden scripts, and what it prints for the cases of
// golden/alembic.
func TestScripts(t *testing.T) {
	for _, g := range grammars {
		t.Run(g.dialect, func(t *testing.T) {
			c := &check{grammar: g, known: map[string]*fault{}, used: map[*gap]bool{}, told: map[string]bool{}, foreign: map[string]bool{}}
			c.golden(t)
			c.cases(t)
			c.leftOver(t)
			t.Logf("%d golden scripts, %d scripts of cases (%d refused by sqlplan), %d different batches or statements",
				c.scripts, c.compiled, c.refused, len(c.known))
		})
	}
}

// check holds scripts to a grammar.
type check struct {
	*grammar
	// known are the faults of the texts that were parsed, nil for none.
	known map[string]*fault
	// used are the gaps, and foreign the cases of foreignSQL, that were met.
	used    map[*gap]bool
	foreign map[string]bool
	// told are the faults that were reported, by their script and statement.
	told map[string]bool

	scripts, compiled, refused int
}

// dialectLine is the line of a script's head that names its dialect.
var dialectLine = regexp.MustCompile(`(?m)^--   Dialect: +(\w+)`)

// golden checks the golden scripts.
func (c *check) golden(t *testing.T) {
	paths, err := filepath.Glob("../testdata/*/want/*.sql")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden scripts: %v", err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if m := dialectLine.FindSubmatch(text); m == nil || string(m[1]) != c.dialect {
			continue
		}
		c.scripts++
		c.script(t, path, string(text), func(string) bool { return false })
	}
}

// cases checks what sqlplan prints for each case of golden/alembic, for the newest server and for the one that
// Alembic takes when it is offline. What sqlplan refuses is no concern here.
func (c *check) cases(t *testing.T) {
	dir := filepath.Join("..", "alembic", "testdata", "cases")
	cases, err := alembicgolden.Cases(dir)
	if err != nil {
		t.Fatal(err)
	}
	compiler := build(t)
	for _, one := range cases {
		one = one.For(c.dialect)
		if one == nil || one.Topic() == "python" { // those compute the texts of their statements
			continue
		}
		source, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(one.Name)+".py"))
		if err != nil {
			t.Fatal(err)
		}
		c.one(t, compiler, one, string(source))
	}
	if c.compiled < c.refused {
		t.Errorf("sqlplan compiles %d scripts of cases, and refuses %d: something must be wrong", c.compiled, c.refused)
	}
}

// one checks all scripts of one case. A statement that the case itself gives, in these words, is not sqlplan's.
func (c *check) one(t *testing.T, compiler *alembicgolden.Compiler, one *alembicgolden.Case, source string) {
	folder := t.TempDir()
	if err := one.Write(folder); err != nil {
		t.Fatal(err)
	}
	given := squash(source)
	own := func(stmt string) bool {
		if strings.Contains(given, squash(strings.TrimSuffix(stmt, ";"))) {
			return true
		}
		c.foreign[one.Name] = c.foreign[one.Name] || foreignSQL[c.dialect][one.Name] != ""
		return c.foreign[one.Name]
	}
	versions := [][]string{nil}
	if offline := alembicgolden.OfflineFlags(c.dialect); offline != nil {
		versions = append(versions, offline)
	}
	for _, direction := range one.Directions() {
		for _, flags := range versions {
			script, err := compiler.Run(alembicgolden.Job{Dir: folder, Command: direction, Range: one.Range(direction), X: one.X}, flags...)
			var failure *alembicgolden.Failure
			switch {
			case errors.As(err, &failure):
				c.refused++
			case err != nil:
				t.Fatal(err)
			default:
				c.compiled++
				c.script(t, one.Name+" "+direction, script, own)
			}
		}
	}
}

// build makes sqlplan from its sources. The go command wants to stand in the module that it builds from.
func build(t *testing.T) *alembicgolden.Compiler {
	t.Helper()
	dir := t.TempDir()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chdir(root); err != nil {
		t.Fatal(err)
	}
	compiler, err := alembicgolden.BuildServing(dir, "./cmd/sqlplan", 1)
	if err := errors.Join(err, os.Chdir(here)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := compiler.Close(); err != nil {
			t.Error(err)
		}
	})
	return compiler
}

// script checks one script. own tells which of its statements are not to be checked.
func (c *check) script(t *testing.T, name, script string, own func(stmt string) bool) {
	t.Helper()
	text, units, err := c.cut(script)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, u := range units {
		for _, r := range c.rejected(text, u) {
			if stmt := text[r.Start:r.End]; !c.told[name+stmt] && !own(stmt) {
				c.told[name+stmt] = true
				line := lineOf(text, r.Start)
				t.Errorf("%s:%d: refused by the grammar at %d:%d of the statement: %s\n%s", name, line+r.line-1, r.line, r.column+1, r.message, stmt)
			}
		}
	}
}

// rejection is a part of a script that the grammar refuses.
type rejection struct {
	sqltext.Extent
	*fault
}

// rejected returns what the grammar refuses of a unit: single statements, or the unit if each of them alone is well.
func (c *check) rejected(text string, u unit) (list []rejection) {
	f := c.judge(text[u.Start:u.End])
	if f == nil {
		return nil
	}
	for _, stmt := range u.statements {
		if f := c.judge(text[stmt.Start:stmt.End]); f != nil {
			list = append(list, rejection{stmt, f})
		}
	}
	if list == nil {
		list = []rejection{{u.Extent, f}}
	}
	return list
}

// judge parses a text. What is wrong with it is no fault if it is well once the gaps of the grammar are filled.
func (c *check) judge(text string) *fault {
	if f, ok := c.known[text]; ok {
		return f
	}
	f := c.parse(text)
	if f != nil && c.fill(text) {
		f = nil
	}
	c.known[text] = f
	return f
}

// fill tells whether the grammar takes a text with its gaps filled, each alone or all that are in it.
func (c *check) fill(text string) bool {
	all, list := text, []*gap(nil)
	for _, g := range gaps[c.dialect] {
		filled := g.fill(text)
		if filled == text {
			continue
		}
		if c.parse(filled) == nil {
			c.used[g] = true
			return true
		}
		all, list = g.fill(all), append(list, g)
	}
	if len(list) < 2 || c.parse(all) != nil {
		return false
	}
	for _, g := range list {
		c.used[g] = true
	}
	return true
}

// leftOver finds the entries of the lists that nothing needs any more.
func (c *check) leftOver(t *testing.T) {
	for _, g := range gaps[c.dialect] {
		if !c.used[g] {
			t.Errorf("the gap %q is in no script: take it off the list", g.example)
		}
	}
	for name := range foreignSQL[c.dialect] {
		if !c.foreign[name] {
			t.Errorf("the grammar takes all that %s gives: take it off the list of foreign SQL", name)
		}
	}
}

// squash makes all white space of a text single blanks.
func squash(text string) string { return strings.Join(strings.Fields(text), " ") }
