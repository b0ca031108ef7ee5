// Package batch makes random projects for SQLite whose second revision changes a table
// with op.batch_alter_table(), and compares what `alembic upgrade` makes of a database
// with what sqlplan's script does.
package batch

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const envPy = `from alembic import context
from sqlalchemy import create_engine
engine = create_engine("sqlite:///alembic.db")
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
`

const header = `from alembic import op
import sqlalchemy as sa
revision = %q
down_revision = %s
def upgrade():
%s
`

// Project is one random project.
type Project struct{ First, Second string } // the bodies of its revisions

// Write puts the project into a folder.
func (p Project) Write(dir string) error {
	for name, text := range map[string]string{
		"alembic.ini":     "[alembic]\nscript_location = %(here)s\n",
		"env.py":          envPy,
		"versions/one.py": fmt.Sprintf(header, "one", "None", p.First),
		"versions/two.py": fmt.Sprintf(header, "two", `"one"`, p.Second),
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// generator makes one project. The tables that it knows are those of the first revision.
type generator struct {
	*rand.Rand
	columns     []string
	constraints []string // with their kinds: "unique uq_1"
	indexes     []string
	added       int
}

// Make makes the project of a seed.
func Make(seed uint64) Project {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 1))}
	first := g.tables()
	return Project{First: first, Second: g.batch()}
}

func (g *generator) one(choices ...string) string { return choices[g.IntN(len(choices))] }

func (g *generator) often(percent int) bool { return g.IntN(100) < percent }

func (g *generator) typ() string {
	g.added++ // the names of constraints differ
	return g.one("sa.Integer", "sa.String(20)", "sa.String", "sa.Text()", "sa.Boolean()", "sa.DateTime", "sa.Date", "sa.Numeric(10, 2)", "sa.Float()",
		"sa.BigInteger", "sa.SmallInteger", "sa.LargeBinary", "sa.JSON", "sa.Enum('a', 'b', name='kind')", "sa.Time", "sa.Uuid", "sa.Unicode(5)", "sa.CHAR(3)", "sa.TIMESTAMP()",
		fmt.Sprintf("sa.Boolean(create_constraint=True, name='ck_bool%d')", g.added), fmt.Sprintf("sa.Enum('x', 'yy', name='ck_enum%d', create_constraint=True)", g.added))
}

func (g *generator) serverDefault() string {
	return g.one("", "", "", ", server_default='abc'", ", server_default='5'", ", server_default=sa.text('7')", ", server_default=sa.func.now()", ", server_default=sa.text(\"(1 + 2)\")",
		`, server_default="it's"`, ", server_default=sa.text('CURRENT_TIMESTAMP')", ", server_default=sa.false()", ", server_default=''", ", server_default=sa.text('-1')")
}

// names are as ordinary, and as odd, as those of columns are.
var names = []string{"a", "b", "name", "order", "User Id", "createdAt", "x1"}

func (g *generator) tables() string {
	var b strings.Builder
	b.WriteString("    op.create_table('parent', sa.Column('id', sa.Integer, primary_key=True), sa.Column('code', sa.String(5), unique=True))\n")
	items := []string{"sa.Column('id', sa.Integer, primary_key=True" + g.one("", "", ", autoincrement=True") + ")"}
	composite := g.often(10)
	if composite {
		items = []string{"sa.Column('id', sa.String(5), primary_key=True), sa.Column('id2', sa.Integer, primary_key=True)"}
	}
	g.columns = slices.Clone(names[:2+g.IntN(len(names)-2)])
	for _, c := range g.columns {
		items = append(items, fmt.Sprintf("sa.Column(%q, %s%s%s%s)", c, g.typ(), g.one("", "", ", nullable=False"), g.serverDefault(), g.one("", "", "", ", index=True", ", unique=True")))
	}
	items = append(items, "sa.Column('parent_id', sa.Integer"+g.one("", ", sa.ForeignKey('parent.id')", ", sa.ForeignKey('parent.id', name='fk_col', ondelete='CASCADE')")+")")
	g.columns = append(g.columns, "parent_id")
	items = append(items, g.tableConstraints()...)
	b.WriteString("    op.create_table('thing', " + strings.Join(items, ", ") + g.one("", "", "", ", sqlite_autoincrement=True") + ")\n")
	for i := range g.IntN(3) {
		c := g.column()
		g.indexes = append(g.indexes, fmt.Sprintf("ix_%d", i))
		fmt.Fprintf(&b, "    op.create_index('ix_%d', 'thing', [%q]%s%s)\n", i, c, g.one("", ", unique=True"), g.one("", "", ", sqlite_where=sa.text('id > 7')"))
	}
	if g.often(30) {
		b.WriteString("    op.create_table('child', sa.Column('id', sa.Integer, primary_key=True), sa.Column('thing_id', sa.Integer, sa.ForeignKey('thing.id')))\n")
	}
	b.WriteString("    op.execute(\"INSERT INTO parent (id, code) VALUES (1, 'p')\")\n")
	values := strings.Repeat(", "+g.one("1", "'x'", "'2020-01-02 03:04:05'", "NULL", "0.5"), len(g.columns)-1)
	if !composite {
		fmt.Fprintf(&b, "    op.execute(\"INSERT OR IGNORE INTO thing VALUES (1%s, 1)\")\n", values)
	}
	return b.String()
}

func quoted(name string) string { return `"` + name + `"` }

func (g *generator) column() string { return g.columns[g.IntN(len(g.columns))] }

func (g *generator) tableConstraints() []string {
	var items []string
	named := func(kind, name string) string {
		if g.often(70) {
			g.constraints = append(g.constraints, kind+" "+name)
			return fmt.Sprintf(", name=%q", name)
		}
		return ""
	}
	if g.often(50) {
		items = append(items, fmt.Sprintf("sa.UniqueConstraint(%q, 'parent_id'%s)", g.columns[0], named("unique", "uq_1")))
	}
	if g.often(40) {
		items = append(items, fmt.Sprintf("sa.CheckConstraint('id > 0 OR parent_id > 3'%s)", named("check", "ck_1")))
	}
	if g.often(30) {
		items = append(items, fmt.Sprintf("sa.ForeignKeyConstraint(['parent_id'], ['parent.id']%s%s)", named("foreignkey", "fk_1"), g.one("", ", ondelete='SET NULL'", ", deferrable=True, initially='DEFERRED'")))
	}
	if g.often(20) {
		items = append(items, fmt.Sprintf("sa.ForeignKeyConstraint(['parent_id'], ['thing.id']%s)", named("foreignkey", "fk_self")))
	}
	return items
}

// batch is the body of the second revision.
func (g *generator) batch() string {
	recreate := g.one("", "", "", "", ", recreate='always'")
	naming := g.one("", "", "", `, naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}`)
	more := ""
	switch g.IntN(12) {
	case 0:
		more = ", table_args=[sa.CheckConstraint('1 = 1', name='ck_more')]"
	case 1:
		more = ", table_kwargs={'sqlite_autoincrement': True}"
	case 2:
		more = fmt.Sprintf(", reflect_args=[sa.Column(%q, sa.Text())]", g.column())
	case 3:
		more = fmt.Sprintf(", partial_reordering=[('parent_id', 'id'), (%q, 'parent_id')]", g.columns[0])
	case 4:
		more = ", reflect_kwargs={'listeners': [('column_reflect', lambda i, t, c: c.update(nullable=True) if c['name'] == 'b' else None)]}"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "    with op.batch_alter_table('thing'%s%s%s) as batch:\n", recreate, naming, more)
	for range 1 + g.IntN(4) {
		b.WriteString("        batch." + g.operation(recreate != "") + "\n")
	}
	return b.String()
}

func (g *generator) operation(placed bool) string {
	g.added++
	switch g.IntN(11) {
	case 0, 1:
		place := ""
		if placed && g.often(60) {
			place = fmt.Sprintf(", insert_%s=%q", g.one("after", "before"), g.one(append([]string{"id"}, g.columns...)...))
		}
		return fmt.Sprintf("add_column(sa.Column('new%d', %s%s%s)%s)", g.added, g.typ(), g.serverDefault(), g.one("", "", "", ", index=True", ", unique=True"), place)
	case 2:
		i := g.IntN(len(g.columns))
		c := g.columns[i]
		if len(g.columns) > 1 {
			g.columns = slices.Delete(g.columns, i, i+1)
		}
		return fmt.Sprintf("drop_column(%q)", c)
	case 3, 4:
		return fmt.Sprintf("alter_column(%q, type_=%s, existing_type=%s)", g.column(), g.typ(), g.typ())
	case 5:
		return fmt.Sprintf("alter_column(%q, nullable=%s%s)", g.column(), g.one("True", "False"), g.serverDefault())
	case 6:
		return fmt.Sprintf("alter_column(%q, new_column_name='renamed%d'%s)", g.column(), g.added, g.one("", ", existing_type="+g.typ()))
	case 7:
		return fmt.Sprintf("create_unique_constraint('uq_new%d', [%q, %q])", g.added, "id", g.column())
	case 8:
		return g.one(fmt.Sprintf("create_check_constraint('ck_new%d', sa.text('id > 0'))", g.added), fmt.Sprintf("create_foreign_key('fk_new%d', 'parent', ['parent_id'], ['id'])", g.added),
			fmt.Sprintf("create_primary_key('pk_new%d', ['id', %q])", g.added, g.column()))
	case 9:
		if len(g.constraints) > 0 {
			kind, name, _ := strings.Cut(g.constraints[g.IntN(len(g.constraints))], " ")
			return fmt.Sprintf("drop_constraint(%q, type_=%q)", name, kind)
		}
	}
	if len(g.indexes) > 0 && g.often(50) {
		return fmt.Sprintf("drop_index(%q)", g.indexes[g.IntN(len(g.indexes))])
	}
	return fmt.Sprintf("create_index('ix_new%d', [%q]%s)", g.added, g.column(), g.one("", ", unique=True"))
}

var spaces = regexp.MustCompile(`\s+`)

// Normal is a statement of sqlite_master without what differs by chance: white space,
// and the order of a table's items, which SQLAlchemy keeps in sets.
func Normal(sql string) string {
	sql = spaces.ReplaceAllString(strings.TrimSpace(sql), " ")
	open, end := strings.Index(sql, "("), strings.LastIndex(sql, ")")
	if !strings.HasPrefix(sql, "CREATE TABLE") || open < 0 || end < open {
		return sql
	}
	items := split(sql[open+1 : end])
	first := slices.IndexFunc(items, func(s string) bool {
		return strings.HasPrefix(s, "CONSTRAINT") || strings.HasPrefix(s, "PRIMARY") || strings.HasPrefix(s, "UNIQUE") || strings.HasPrefix(s, "CHECK") || strings.HasPrefix(s, "FOREIGN")
	})
	if first >= 0 {
		slices.Sort(items[first:])
	}
	return sql[:open+1] + strings.Join(items, ", ") + sql[end:]
}

// split cuts a list at its commas, but for those in parentheses and quotes.
func split(list string) []string {
	var items []string
	depth, start := 0, 0
	quote := byte(0)
	for i := 0; i < len(list); i++ {
		switch c := list[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			items = append(items, strings.TrimSpace(list[start:i]))
			start = i + 1
		}
	}
	return append(items, strings.TrimSpace(list[start:]))
}
