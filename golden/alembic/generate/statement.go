package generate

import (
	"fmt"
	"strings"
)

// lightweight is a sa.table() with some columns, typed, and a value for each.
func (g *generator) lightweight(table string) (decl string, names, values []string) {
	parts := []string{quoted(table)}
	for range 1 + g.rand.IntN(4) {
		typ, value := g.typ()
		name := fmt.Sprintf("%s%d", g.one("a", "B", "c d"), len(names))
		names, values = append(names, name), append(values, value)
		parts = append(parts, fmt.Sprintf("sa.column(%q, %s)", name, typ))
	}
	return "t = sa.table(" + strings.Join(parts, ", ") + g.schema() + ")\n", names, values
}

func (g *generator) bulkInsert(table string) string {
	decl, names, values := g.lightweight(table)
	var rows []string
	for range 1 + g.rand.IntN(3) {
		rows = append(rows, row(names, values))
	}
	return decl + "op.bulk_insert(t, [" + strings.Join(rows, ", ") + "]" + g.maybe(4, ", multiinsert=False") + ")"
}

func row(names, values []string) string {
	var entries []string
	for i := range names {
		entries = append(entries, quoted(names[i])+": "+values[i])
	}
	return "{" + strings.Join(entries, ", ") + "}"
}

// statement executes SQL: as text, or as an expression.
func (g *generator) statement(table string) string {
	decl, names, values := g.lightweight(table)
	switch g.rand.IntN(5) {
	case 0:
		texts := []string{`op.execute("UPDATE t SET a = 1")`, `op.execute(sa.text("UPDATE t SET a = :a WHERE b = :b").bindparams(a=1, b="it's"))`,
			`op.execute(f"DROP VIEW {'v'}")`, `op.execute("SELECT 'a%b', '10:30'")`, `op.create_table_comment("t", "it's 5%")`}
		if g.words.noComments || g.words.noCommentOn {
			texts = texts[:len(texts)-1]
		}
		return g.one(texts...)
	case 1:
		returning := g.maybe(4, ".returning(t.c["+quoted(names[0])+"])")
		if !g.words.returning {
			returning = ""
		}
		return decl + "op.execute(t.insert().values(" + row(names, values) + ")" + returning + ")"
	case 2:
		return decl + "op.execute(t.update().where(" + g.condition(3) + ").values(" + row(names, values) + "))"
	case 3:
		return decl + "op.execute(t.delete().where(" + g.condition(3) + "))"
	default:
		return decl + "op.execute(sa.select(t.c[" + quoted(names[0]) + "]).where(" + g.condition(3) + ")" +
			g.maybe(3, ".limit(5)") + g.maybe(3, ".order_by(sa.desc("+quoted("x")+"))") + ")"
	}
}

// condition is a random expression, at most depth deep. Its columns are not of the table:
// SQLAlchemy does not mind, and types are known this way.
func (g *generator) condition(depth int) string {
	if depth > 0 && g.chance(2) {
		switch g.rand.IntN(4) {
		case 0:
			return "sa.and_(" + g.condition(depth-1) + ", " + g.condition(depth-1) + ")"
		case 1:
			return "sa.or_(" + g.condition(depth-1) + ", " + g.condition(depth-1) + ")"
		case 2:
			return "sa.not_(" + g.condition(depth-1) + ")"
		default:
			return "(" + g.condition(depth-1) + ") " + g.one("&", "|") + " (" + g.condition(depth-1) + ")"
		}
	}
	n := g.number(2)
	isTrue := `sa.column("f", sa.Boolean).is_(True)`
	if g.words.noIsTrue {
		isTrue = `sa.column("f", sa.Boolean) == sa.true()`
	}
	return g.one(n+" "+g.one("==", "!=", "<", ">=")+" "+g.number(1), n+".in_([1, 2])", n+".is_(None)", n+".between(1, "+g.number(1)+")",
		`sa.column("s", sa.String) == `+g.text(), `sa.column("s", sa.String).like("a%")`, `sa.column("s", sa.String).ilike(`+g.text()+`)`,
		isTrue, `sa.column("f", sa.Boolean)`, n+".notin_([])", n+".is_distinct_from(5)")
}

// number is a random numeric expression with a column in it.
func (g *generator) number(depth int) string {
	column := g.one(`sa.column("n", sa.Integer)`, `sa.column("M", sa.Integer)`)
	if depth == 0 || g.chance(2) {
		return column
	}
	return g.one("("+g.number(depth-1)+" "+g.one("+", "-", "*", "%")+" "+fmt.Sprint(g.rand.IntN(9))+")",
		"sa.func.coalesce("+g.number(depth-1)+", 0)", "sa.cast("+g.number(depth-1)+", sa.BigInteger)",
		"sa.case(("+g.number(depth-1)+" > 1, 2), else_=3)", "(-"+g.number(depth-1)+")", "sa.func.length(sa.column(\"s\"))")
}
