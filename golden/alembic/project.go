package alembicgolden

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// urls has the URL of each dialect, without a server: Alembic never connects.
var urls = map[string]string{
	"postgresql": "postgresql://",
	"mysql":      "mysql://",
	"mariadb":    "mariadb://",
	"sqlite":     "sqlite://",
	"mssql":      "mssql://",
	"oracle":     "oracle://",
}

// Write makes a whole Alembic project of the case in dir.
func (c *Case) Write(dir string) error {
	files := map[string]string{
		"alembic.ini":       c.ini(),
		"env.py":            c.env(),
		"versions/1_one.py": c.revision("c1", "None", "up", "down"),
	}
	if c.Chained() {
		files["versions/2_two.py"] = c.revision("c2", `"c1"`, "next", "next down")
	}
	for _, s := range c.sections {
		if name, ok := strings.CutPrefix(s.name, "file "); ok {
			files[name] = s.text
		}
	}
	for name, text := range files {
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

func (c *Case) ini() string {
	return "[alembic]\nscript_location = %(here)s\nprepend_sys_path = %(here)s\nsqlalchemy.url = " + urls[c.Dialect] + "\n" + c.section("ini")
}

func (c *Case) env() string {
	var b strings.Builder
	b.WriteString("from alembic import context\nimport sqlalchemy as sa\n\nconfig = context.config\n")
	own := c.section("env")
	if !strings.Contains(own, "target_metadata") {
		b.WriteString("target_metadata = None\n")
	}
	b.WriteString(own)
	opts := c.Opts
	if !strings.Contains(opts, "literal_binds") {
		opts = strings.TrimSuffix("literal_binds=True, "+opts, ", ")
	}
	if !strings.Contains(opts, "dialect_opts") {
		opts += `, dialect_opts={"paramstyle": "named"}`
	}
	fmt.Fprintf(&b, `
context.configure(
    url=config.get_main_option("sqlalchemy.url"),
    target_metadata=target_metadata,
    %s,
)

with context.begin_transaction():
    context.run_migrations()
`, opts)
	return b.String()
}

func (c *Case) revision(id, parent, up, down string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\"\"\"%s\n\nRevision ID: %s\n\"\"\"\n", strings.ReplaceAll(c.Name, "/", ", "), id)
	b.WriteString("from alembic import context, op\nimport sqlalchemy as sa\n")
	// SQLAlchemy has no module for MariaDB: it takes the types of MySQL.
	fmt.Fprintf(&b, "from sqlalchemy.dialects import %s\n\n", strings.Replace(c.home, "mariadb", "mysql", 1))
	fmt.Fprintf(&b, "revision = %q\ndown_revision = %s\nbranch_labels = None\ndepends_on = None\n\n", id, parent)
	if up == "up" {
		b.WriteString(c.section("module"))
		if strings.Contains(c.section("module"), "def upgrade(") {
			return b.String()
		}
	}
	fmt.Fprintf(&b, "\n\ndef upgrade():\n%s\n\ndef downgrade():\n%s", indent(c.section(up)), indent(c.section(down)))
	return b.String()
}

func indent(text string) string {
	if text == "" {
		return "    pass\n"
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}
