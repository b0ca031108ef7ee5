// Package generate makes random revision files that are valid: calls of operations
// with random options, types, defaults and expressions. The same seed gives the same file.
package generate

import (
	"fmt"
	"math/rand/v2"
	"strings"

	golden "github.com/sqlplan/sqlplan/golden/alembic"
)

// Case is the random case of a seed.
func Case(seed uint64) *golden.Case {
	g := &generator{rand: rand.New(rand.NewPCG(seed, 0))}
	text := g.header()
	for range 1 + g.rand.IntN(6) {
		text += g.operation() + "\n"
	}
	c, err := golden.ParseCase(fmt.Sprintf("seed/%d", seed), text)
	if err != nil {
		// The grammar is ours: what it writes can be read.
		panic(err)
	}
	// Several indexes of one table come in the order of a Python set.
	c.Unordered = true
	return c
}

type generator struct {
	rand *rand.Rand
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
func (g *generator) typ() (typ, value string) {
	n := 1 + g.rand.IntN(300)
	switch g.rand.IntN(20) {
	case 0:
		return "sa.Integer" + g.maybe(2, "()"), fmt.Sprint(n)
	case 1:
		return g.one("sa.BigInteger()", "sa.SmallInteger()"), fmt.Sprint(-n)
	case 2:
		return fmt.Sprintf("sa.String(%d)", n), g.text()
	case 3:
		return g.one("sa.String()", "sa.Text()", "sa.UnicodeText()", "sa.Unicode(9)", "sa.VARCHAR(length=7)"), g.text()
	case 4:
		return "sa.Boolean()", g.one("True", "False")
	case 5:
		return "sa.Numeric(12, " + fmt.Sprint(g.rand.IntN(6)) + ")", fmt.Sprintf("%d.25", n)
	case 6:
		return g.one("sa.Float()", "sa.Float(53)", "sa.REAL()", "postgresql.DOUBLE_PRECISION()"), fmt.Sprintf("%d.5", n)
	case 7:
		return "sa.DateTime(" + g.maybe(2, "timezone=True") + ")", "None"
	case 8:
		return g.one("sa.Date()", "sa.Time()", "sa.Interval()", "postgresql.INTERVAL(fields=\"DAY\")", "postgresql.TIMESTAMP(precision=3)"), "None"
	case 9:
		return g.one("postgresql.UUID()", "postgresql.UUID(as_uuid=True)"), "None"
	case 10:
		return g.one("postgresql.JSONB()", "sa.JSON()", "postgresql.JSON(astext_type=sa.Text())"), "None"
	case 11:
		inner, _ := g.scalar()
		return "postgresql.ARRAY(" + inner + g.maybe(3, ", dimensions=2") + ")", "None"
	case 12:
		return g.one("postgresql.INET()", "postgresql.CIDR()", "postgresql.TSVECTOR()", "postgresql.HSTORE()", "postgresql.BYTEA()", "sa.LargeBinary()", "postgresql.CITEXT()", "postgresql.MONEY()"), "None"
	case 13:
		return g.one("postgresql.INT4RANGE()", "postgresql.TSTZRANGE()", "postgresql.DATERANGE()", "postgresql.BIT(4, varying=True)"), "None"
	case 14:
		return fmt.Sprintf("sa.Enum(\"a\", \"it's\", \"c%d\", name=%q, native_enum=False)", n, g.name("kind")), "\"a\""
	case 15:
		return "sa.Text().with_variant(" + g.one("postgresql.CITEXT()", "sa.String(5)") + ", " + g.one(`"postgresql"`, `"sqlite"`) + ")", "None"
	default:
		return g.scalar()
	}
}

func (g *generator) scalar() (typ, value string) {
	if g.chance(2) {
		return "sa.Integer()", fmt.Sprint(g.rand.IntN(1000))
	}
	return "sa.String(" + fmt.Sprint(1+g.rand.IntN(99)) + ")", g.text()
}

// text is a string literal of Python, with what quoting must get right. Backslashes,
// which Alembic doubles, are left to the recorded cases.
func (g *generator) text() string {
	return g.one(`"plain"`, `"it's"`, `"50%"`, `"a:b"`, `""`, `"say \"x\""`, `"ünï"`, `"two\nlines"`)
}

func (g *generator) serverDefault() string {
	return g.one("\"0\"", "\"it's\"", "sa.text(\"now()\")", "sa.func.now()", "sa.text(\"'{}'::jsonb\")", "sa.false()", "sa.true()",
		"sa.text(\"gen_random_uuid()\")", "sa.func.coalesce(\"a\", 1)", "sa.literal(5)", "sa.null()", "sa.text(\"'100%'\")")
}
