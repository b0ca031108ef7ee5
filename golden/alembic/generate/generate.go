// Package generate makes random revision files that are valid: calls of operations
// with random options, types, defaults and expressions. The same seed gives the same file.
package generate

import (
	"fmt"
	"math/rand/v2"
	"strings"

	golden "github.com/sqlplan/sqlplan/golden/alembic"
)

// Case is the random case of a seed, for a dialect that has a vocabulary.
func Case(dialect string, seed uint64) *golden.Case {
	g := &generator{rand: rand.New(rand.NewPCG(seed, 0)), words: vocabularies[dialect]}
	text := "# dialect: " + dialect + "\n" + g.header()
	for range 1 + g.rand.IntN(6) {
		text += g.operation() + "\n"
	}
	c, err := golden.ParseCase(fmt.Sprintf("seed/%s/%d", dialect, seed), text)
	if err != nil {
		// The grammar is ours: what it writes can be read.
		panic(err)
	}
	// Several indexes of one table come in the order of a Python set.
	c.Unordered = true
	return c
}

type generator struct {
	rand  *rand.Rand
	words *vocabulary
	// names counts the names given, so that no two things of a file are called alike.
	names int
}

// one picks one of several.
func (g *generator) one(list ...string) string { return list[g.rand.IntN(len(list))] }

// chance is true once in n.
func (g *generator) chance(n int) bool { return g.rand.IntN(n) == 0 }

// maybe gives text once in n, else nothing.
func (g *generator) maybe(n int, text string) string {
	if g.chance(n) {
		return text
	}
	return ""
}

// name is a new name, of all kinds that quoting must tell apart.
func (g *generator) name(prefix string) string {
	g.names++
	switch g.rand.IntN(14) {
	case 0:
		return fmt.Sprintf("%sMixed%d", prefix, g.names)
	case 1:
		return fmt.Sprintf("%s with space %d", prefix, g.names)
	case 2:
		return fmt.Sprintf("%s$%d", prefix, g.names)
	case 3:
		return g.one("select", "user", "order", "table", "limit", "name", "value") + strings.Repeat("_", g.rand.IntN(2)) + g.maybe(2, fmt.Sprint(g.names))
	default:
		return fmt.Sprintf("%s%d", prefix, g.names)
	}
}

func quoted(name string) string { return fmt.Sprintf("%q", name) }

func (g *generator) header() string {
	switch g.rand.IntN(4) {
	case 0:
		return `#: env
target_metadata = sa.MetaData(naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", "pk": "pk_%(table_name)s"})
#: up
`
	case 1:
		return "# opts: transaction_per_migration=True\n"
	default:
		return ""
	}
}

// typ is a type, and a literal that is a value of it.
func (g *generator) typ() (typ, value string) { return g.words.types(g) }

func (g *generator) scalar() (typ, value string) {
	if g.chance(2) {
		return "sa.Integer()", fmt.Sprint(g.rand.IntN(1000))
	}
	return "sa.String(" + fmt.Sprint(1+g.rand.IntN(99)) + ")", g.text()
}

// text is a string literal of Python, with what quoting must get right. Backslashes,
// which Alembic doubles for PostgreSQL, are there only for the others.
func (g *generator) text() string {
	return g.one(append([]string{`"plain"`, `"it's"`, `"50%"`, `"a:b"`, `""`, `"say \"x\""`, `"ünï"`, `"two\nlines"`}, g.words.texts...)...)
}

func (g *generator) serverDefault() string { return g.one(g.words.defaults...) }
