package generate

import (
	"fmt"
	"slices"
	"strings"
)

// operation is a statement of upgrade().
func (g *generator) operation() string {
	table := g.name("t")
	kind := g.rand.IntN(13)
	if g.words.copies && slices.Contains([]int{4, 7, 8, 10}, kind) {
		return g.copyBatch(table)
	}
	switch kind {
	case 0, 1:
		return g.createTable(table)
	case 2:
		return fmt.Sprintf("op.add_column(%q, %s%s%s)", table, g.column(g.name("c"), added), g.schema(), g.columnExists(", if_not_exists=True"))
	case 3:
		return fmt.Sprintf("op.drop_column(%q, %q%s%s)", table, g.name("c"), g.schema(), g.columnExists(", if_exists=True"))
	case 4:
		return g.alterColumn("op.alter_column("+quoted(table)+", ", g.schema())
	case 5:
		return fmt.Sprintf("op.create_index(%s, %q, %s%s%s)", g.maybeNone("ix"), table, g.indexColumns(), g.indexOptions(), g.schema())
	case 6:
		return fmt.Sprintf("op.drop_index(%q, table_name=%q%s%s)", g.name("ix"), table, g.schema(), g.options(g.words.dropIndex))
	case 7:
		return g.constraint("op.", quoted(table)+", ", g.maybe(3, `, source_schema="app", referent_schema="App"`))
	case 8:
		return fmt.Sprintf("op.drop_constraint(%q, %q%s%s)", g.name("k"), table, g.one(g.words.dropTypes...), g.schema())
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

// columnExists is the condition of an operation on a column, where the server has one.
func (g *generator) columnExists(text string) string {
	text = g.maybe(8, text)
	if g.words.noColumnExists {
		return ""
	}
	return text
}

func (g *generator) maybeNone(prefix string) string {
	if g.chance(3) {
		return "op.f(" + quoted(g.name(prefix)) + ")"
	}
	return quoted(g.name(prefix))
}

// place is where a column stands.
type place int

const (
	inTable place = iota
	// added: in add_column.
	added
	// copied: in a table that a batch copies, or added by such a batch.
	copied
)

func (g *generator) column(name string, at place) string {
	typ, _ := g.typ()
	var b strings.Builder
	fmt.Fprintf(&b, "sa.Column(%q, %s", name, typ)
	if g.chance(6) && !(g.words.copies && at == added) {
		fmt.Fprintf(&b, ", sa.ForeignKey(\"u.id\"%s%s)", g.maybe(2, fmt.Sprintf(", name=%q", g.name("fk"))),
			g.one(g.words.references...))
	}
	own := g.options(g.words.columns)
	b.WriteString(own + g.one("", "", ", nullable=False", ", nullable=True"))
	if g.chance(3) && !strings.Contains(own, "sa.") { // a generated column has no default
		b.WriteString(", server_default=" + g.serverDefault())
	}
	b.WriteString(g.comment(8))
	if at == inTable || !g.words.copies {
		b.WriteString(g.maybe(8, ", unique=True"))
	}
	b.WriteString(g.maybe(8, ", index=True"))
	if at == inTable {
		b.WriteString(g.maybe(9, ", primary_key=True"))
	}
	return b.String() + ")"
}

func (g *generator) createTable(table string) string {
	parts := []string{quoted(table)}
	var names []string
	for range 1 + g.rand.IntN(5) {
		names = append(names, g.name("c"))
		parts = append(parts, g.column(names[len(names)-1], inTable))
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
	options := g.schema() + g.comment(6) + g.maybe(8, ", if_not_exists=True") + g.options(g.words.table)
	return "op.create_table(" + strings.Join(parts, ", ") + options + ")"
}

func (g *generator) alterColumn(head, tail string) string {
	typ, _ := g.typ()
	args := quoted(g.name("c"))
	args += g.one("", ", nullable=False", ", nullable=True")
	if g.chance(2) {
		args += ", type_=" + typ + g.options(g.words.changeType)
	}
	if g.chance(3) {
		args += ", server_default=" + g.one("None", g.serverDefault())
	}
	if g.chance(4) {
		args += fmt.Sprintf(", new_column_name=%q", g.name("c"))
	}
	if g.chance(5) && !g.words.noComments && !g.words.noNewComment {
		args += ", comment=" + g.one("None", g.text())
	}
	return head + args + g.words.existing(g) + tail + ")"
}

// comment is that of a table or a column, once in n.
func (g *generator) comment(n int) string {
	text := g.text()
	if g.words.noComments {
		return ""
	}
	return g.maybe(n, ", comment="+text)
}

func (g *generator) indexColumns() string {
	var list []string
	for range 1 + g.rand.IntN(3) {
		if g.words.noIndexedExpressions {
			list = append(list, g.one(quoted(g.name("c")), `sa.column("b").desc()`))
			continue
		}
		list = append(list, g.one(quoted(g.name("c")), quoted(g.name("c")), `sa.text("lower(a)")`, `sa.column("b").desc()`, `sa.func.lower(sa.column("c"))`, `sa.text("d DESC NULLS LAST")`))
	}
	return "[" + strings.Join(list, ", ") + "]"
}

func (g *generator) indexOptions() string {
	return g.maybe(3, ", unique="+g.one("True", "False")) + g.maybe(5, ", if_not_exists=True") + g.options(g.words.index)
}

// constraint creates one; the batch form has no table.
func (g *generator) constraint(head, table, schemas string) string {
	name := g.maybeNone("k")
	switch g.rand.IntN(4) {
	case 0:
		return fmt.Sprintf("%screate_unique_constraint(%s, %s[%q, %q]%s)", head, name, table, g.name("c"), g.name("c"), g.options(g.words.unique))
	case 1:
		return fmt.Sprintf("%screate_check_constraint(%s, %s%s)", head, name, table, g.one(`"a > 0"`, `sa.column("a").in_([1, 2])`, `sa.or_(sa.column("a").is_(None), sa.column("b") != "x")`))
	case 2:
		return fmt.Sprintf("%screate_primary_key(%s, %s[%q])", head, name, table, g.name("c"))
	default:
		return fmt.Sprintf("%screate_foreign_key(%s, %s%q, [%q], [%q]%s%s)", head, name, table, g.name("u"), g.name("c"), g.name("c"),
			g.one(g.words.foreignKeys...), schemas)
	}
}

func (g *generator) batch(table string) string {
	lines := []string{fmt.Sprintf("with op.batch_alter_table(%q%s) as batch_op:", table, g.schema())}
	for range 1 + g.rand.IntN(4) {
		var line string
		switch g.rand.IntN(6) {
		case 0:
			line = "batch_op.add_column(" + g.column(g.name("c"), added) + ")"
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

// copyBatch alters a table by copying it, which needs to know its columns. Each of them
// is changed at most once, and the key stays.
func (g *generator) copyBatch(table string) string {
	columns := []string{g.name("c"), g.name("c"), g.name("c")}
	parts := []string{quoted(table), "sa.MetaData()", `sa.Column("id", sa.Integer, primary_key=True)`}
	var plain []string
	for _, c := range columns {
		parts = append(parts, g.column(c, copied))
		if !strings.Contains(parts[len(parts)-1], "sa.Computed") {
			plain = append(plain, c)
		}
	}
	indexed := g.chance(3)
	if indexed {
		parts = append(parts, fmt.Sprintf("sa.Index(\"ix_old\", %q)", columns[0]))
	}
	unique := g.chance(3)
	if unique {
		parts = append(parts, fmt.Sprintf("sa.UniqueConstraint(%q, name=\"uq_old\")", columns[1]))
	}
	always := g.maybe(2, `, recreate="always"`)
	lines := []string{
		"t = sa.Table(" + strings.Join(parts, ", ") + ")",
		fmt.Sprintf("with op.batch_alter_table(%q, copy_from=t%s%s) as batch_op:", table, always, g.maybe(6, `, table_kwargs={"sqlite_autoincrement": True}`)),
	}
	if indexed && g.chance(3) {
		lines = append(lines, `    batch_op.drop_index("ix_old")`)
	}
	if unique && g.chance(3) {
		lines = append(lines, `    batch_op.drop_constraint("uq_old", type_="unique")`)
	}
	for _, c := range plain { // what a column is generated from does not change
		lines = append(lines, "    "+g.inCopy(c, always != ""))
	}
	lines = append(lines, "    batch_op.add_column("+g.column(g.name("c"), copied)+")")
	return strings.Join(lines, "\n")
}

// inCopy changes something about a column of a table that is copied. Where a new column goes can
// only be said if the table is copied always.
func (g *generator) inCopy(column string, always bool) string {
	switch g.rand.IntN(8) {
	case 0:
		where := ""
		if always {
			where = g.one("", `, insert_after="id"`, fmt.Sprintf(", insert_before=%q", column))
		}
		return "batch_op.add_column(" + g.column(g.name("c"), copied) + where + ")"
	case 1:
		return fmt.Sprintf("batch_op.create_unique_constraint(%q, [%q])", g.name("uq"), column)
	case 2:
		return fmt.Sprintf("batch_op.create_check_constraint(%q, \"id > 0\")", g.name("ck"))
	case 3:
		return fmt.Sprintf("batch_op.create_foreign_key(%q, %q, [%q], [\"id\"]%s)", g.name("fk"), g.name("u"), column, g.one(g.words.references...))
	case 4:
		return fmt.Sprintf("batch_op.create_index(%q, [%q]%s)", g.name("ix"), column, g.maybe(2, ", unique=True"))
	case 5:
		return fmt.Sprintf("batch_op.alter_column(%q, new_column_name=%q)", column, g.name("c"))
	case 6:
		typ, _ := g.typ()
		return fmt.Sprintf("batch_op.alter_column(%q, type_=%s%s)", column, typ, g.one("", ", nullable=False", ", nullable=True"))
	default:
		return fmt.Sprintf("batch_op.alter_column(%q, server_default=%s)", column, g.one("None", g.serverDefault()))
	}
}
