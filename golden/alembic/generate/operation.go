package generate

import (
	"fmt"
	"strings"
)

// operation is a statement of upgrade().
func (g *generator) operation() string {
	table := g.name("t")
	switch g.rand.IntN(13) {
	case 0, 1:
		return g.createTable(table)
	case 2:
		return fmt.Sprintf("op.add_column(%q, %s%s%s)", table, g.column(g.name("c"), true), g.schema(), g.maybe(8, ", if_not_exists=True"))
	case 3:
		return fmt.Sprintf("op.drop_column(%q, %q%s%s)", table, g.name("c"), g.schema(), g.maybe(8, ", if_exists=True"))
	case 4:
		return g.alterColumn("op.alter_column("+quoted(table)+", ", g.schema())
	case 5:
		return fmt.Sprintf("op.create_index(%s, %q, %s%s%s)", g.maybeNone("ix"), table, g.indexColumns(), g.indexOptions(), g.schema())
	case 6:
		return fmt.Sprintf("op.drop_index(%q, table_name=%q%s%s%s)", g.name("ix"), table, g.schema(), g.maybe(5, ", if_exists=True"), g.maybe(5, ", postgresql_concurrently=True"))
	case 7:
		return g.constraint("op.", quoted(table)+", ", g.maybe(3, `, source_schema="app", referent_schema="App"`))
	case 8:
		return fmt.Sprintf("op.drop_constraint(%q, %q%s%s)", g.name("k"), table, g.one("", `, type_="unique"`, `, type_="foreignkey"`, `, type_="check"`, `, type_="primary"`), g.schema())
	case 9:
		return fmt.Sprintf("op.rename_table(%q, %q%s)", table, g.name("t"), g.schema())
	case 10:
		return g.batch(table)
	case 11:
		return g.bulkInsert(table)
	default:
		return g.statement(table)
	}
}

func (g *generator) schema() string {
	return g.maybe(4, `, schema=`+g.one(`"app"`, `"App"`, `"my schema"`))
}

func (g *generator) maybeNone(prefix string) string {
	if g.chance(3) {
		return "op.f(" + quoted(g.name(prefix)) + ")"
	}
	return quoted(g.name(prefix))
}

func (g *generator) column(name string, added bool) string {
	typ, _ := g.typ()
	var b strings.Builder
	fmt.Fprintf(&b, "sa.Column(%q, %s", name, typ)
	if g.chance(6) {
		fmt.Fprintf(&b, ", sa.ForeignKey(\"u.id\"%s%s)", g.maybe(2, fmt.Sprintf(", name=%q", g.name("fk"))),
			g.one("", `, ondelete="CASCADE"`, `, ondelete="SET NULL", onupdate="CASCADE"`, `, deferrable=True, initially="DEFERRED"`))
	}
	b.WriteString(g.one("", "", ", nullable=False", ", nullable=True"))
	if g.chance(3) {
		b.WriteString(", server_default=" + g.serverDefault())
	}
	b.WriteString(g.maybe(8, ", comment="+g.text()))
	b.WriteString(g.maybe(8, ", unique=True"))
	b.WriteString(g.maybe(8, ", index=True"))
	if !added {
		b.WriteString(g.maybe(9, ", primary_key=True"))
	}
	return b.String() + ")"
}

func (g *generator) createTable(table string) string {
	parts := []string{quoted(table)}
	var names []string
	for range 1 + g.rand.IntN(5) {
		names = append(names, g.name("c"))
		parts = append(parts, g.column(names[len(names)-1], false))
	}
	column := names[g.rand.IntN(len(names))]
	if g.chance(3) {
		parts = append(parts, fmt.Sprintf("sa.UniqueConstraint(%q%s)", column, g.maybe(2, fmt.Sprintf(", name=%q", g.name("uq")))))
	}
	if g.chance(3) {
		parts = append(parts, fmt.Sprintf("sa.CheckConstraint(%s, name=%q)", g.one(`"a > 0"`, `sa.column("a") > 5`, `"a LIKE 'x%'"`), g.name("ck")))
	}
	if g.chance(3) {
		parts = append(parts, fmt.Sprintf("sa.ForeignKeyConstraint([%q], [\"u.id\"]%s%s)", column, g.maybe(2, fmt.Sprintf(", name=%q", g.name("fk"))), g.maybe(2, `, ondelete="CASCADE"`)))
	}
	options := g.schema() + g.maybe(6, ", comment="+g.text()) + g.maybe(8, ", if_not_exists=True") + g.maybe(9, `, postgresql_partition_by="RANGE (a)"`)
	return "op.create_table(" + strings.Join(parts, ", ") + options + ")"
}

func (g *generator) alterColumn(head, tail string) string {
	typ, _ := g.typ()
	args := quoted(g.name("c"))
	args += g.one("", ", nullable=False", ", nullable=True")
	if g.chance(2) {
		args += ", type_=" + typ + g.maybe(2, `, postgresql_using="a::text"`)
	}
	if g.chance(3) {
		args += ", server_default=" + g.one("None", g.serverDefault())
	}
	if g.chance(4) {
		args += fmt.Sprintf(", new_column_name=%q", g.name("c"))
	}
	if g.chance(5) {
		args += ", comment=" + g.one("None", g.text())
	}
	return head + args + g.maybe(2, ", existing_type=sa.Integer(), existing_nullable=True") + tail + ")"
}

func (g *generator) indexColumns() string {
	var list []string
	for range 1 + g.rand.IntN(3) {
		list = append(list, g.one(quoted(g.name("c")), quoted(g.name("c")), `sa.text("lower(a)")`, `sa.column("b").desc()`, `sa.func.lower(sa.column("c"))`, `sa.text("d DESC NULLS LAST")`))
	}
	return "[" + strings.Join(list, ", ") + "]"
}

func (g *generator) indexOptions() string {
	return g.maybe(3, ", unique="+g.one("True", "False")) + g.maybe(5, ", if_not_exists=True") +
		g.maybe(4, ", postgresql_using="+g.one(`"gin"`, `"btree"`, `"gist"`)) +
		g.maybe(4, ", postgresql_where="+g.one(`sa.text("a > 0")`, `"a IS NULL"`, `sa.column("a") == 5`)) +
		g.maybe(6, `, postgresql_include=["x", "Y"]`) + g.maybe(6, ", postgresql_concurrently=True") +
		g.maybe(8, `, postgresql_with={"fillfactor": 50}`) + g.maybe(8, ", postgresql_nulls_not_distinct=True")
}

// constraint creates one; the batch form has no table.
func (g *generator) constraint(head, table, schemas string) string {
	name := g.maybeNone("k")
	switch g.rand.IntN(4) {
	case 0:
		return fmt.Sprintf("%screate_unique_constraint(%s, %s[%q, %q]%s)", head, name, table, g.name("c"), g.name("c"), g.maybe(4, `, deferrable=True, initially="DEFERRED"`))
	case 1:
		return fmt.Sprintf("%screate_check_constraint(%s, %s%s)", head, name, table, g.one(`"a > 0"`, `sa.column("a").in_([1, 2])`, `sa.or_(sa.column("a").is_(None), sa.column("b") != "x")`))
	case 2:
		return fmt.Sprintf("%screate_primary_key(%s, %s[%q])", head, name, table, g.name("c"))
	default:
		return fmt.Sprintf("%screate_foreign_key(%s, %s%q, [%q], [%q]%s%s)", head, name, table, g.name("u"), g.name("c"), g.name("c"),
			g.one("", `, ondelete="CASCADE"`, `, onupdate="SET NULL"`, `, match="FULL"`, `, deferrable=True`), schemas)
	}
}

func (g *generator) batch(table string) string {
	lines := []string{fmt.Sprintf("with op.batch_alter_table(%q%s) as batch_op:", table, g.schema())}
	for range 1 + g.rand.IntN(4) {
		var line string
		switch g.rand.IntN(6) {
		case 0:
			line = "batch_op.add_column(" + g.column(g.name("c"), true) + ")"
		case 1:
			line = fmt.Sprintf("batch_op.drop_column(%q)", g.name("c"))
		case 2:
			line = g.alterColumn("batch_op.alter_column(", "")
		case 3:
			line = fmt.Sprintf("batch_op.create_index(%s, %s%s)", g.maybeNone("ix"), g.indexColumns(), g.indexOptions())
		case 4:
			line = g.constraint("batch_op.", "", "")
		default:
			line = fmt.Sprintf("batch_op.drop_constraint(%q, type_=\"unique\")", g.name("k"))
		}
		lines = append(lines, "    "+line)
	}
	return strings.Join(lines, "\n")
}
