package alembicgolden

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Directions in which a case is rendered.
const (
	Upgrade   = "upgrade"
	Downgrade = "downgrade"
)

// Home is the dialect of a case that names none.
const Home = "postgresql"

// OtherDialects are those for which a case of Home is rendered once more, unchanged.
var OtherDialects = []string{"mysql", "mariadb", "sqlite", "mssql", "oracle"}

// Case is one revision file, or two, in the short form of testdata/cases.
//
// The file opens with comments. Those of the form "# key: value" are options:
// "dialect" (one, or several after commas; postgresql and OtherDialects unless said), "opts" (more arguments of context.configure,
// as Python) and "x" (arguments -x, separated by spaces); "# unordered" says that
// Alembic prints some statements in an order that changes from run to run. Then come sections,
// each opened by "#: name"; what stands before the first is "up".
//
//	up, down     statements of upgrade() and downgrade()
//	module       statements above the two functions
//	next         like up, of a second revision that follows the first
//	next down    like down, of the second
//	env          statements of env.py above context.configure
//	ini          lines of alembic.ini, in [alembic]
//	file NAME    another file of the project
//
// A section "module" that defines upgrade() itself is taken as it is: the way to write
// strings over several lines.
type Case struct {
	// Name is the path below testdata/cases without ".py".
	Name  string
	About string
	// Dialect is what the case is rendered for.
	Dialect   string
	Opts      string
	X         []string
	Unordered bool

	// home is the dialect that the case was written for, others are those for which it is
	// rendered besides.
	home   string
	others []string

	sections []section
}

type section struct{ name, text string }

// Cases reads all cases below dir, in the order of their names.
func Cases(dir string) ([]*Case, error) {
	var list []*Case
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".py" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		c, err := ParseCase(strings.TrimSuffix(filepath.ToSlash(rel), ".py"), string(text))
		if err != nil {
			return err
		}
		list = append(list, c)
		return nil
	})
	return list, err
}

// ParseCase reads the short form.
func ParseCase(name, text string) (*Case, error) {
	c := &Case{Name: name, Dialect: Home, home: Home, others: OtherDialects}
	lines := strings.SplitAfter(text, "\n")
	at := 0
	for ; at < len(lines); at++ {
		line := strings.TrimSpace(lines[at])
		if !strings.HasPrefix(line, "# ") {
			break
		}
		if err := c.option(strings.TrimPrefix(line, "# ")); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, at+1, err)
		}
	}
	current := section{name: "up"}
	for ; at < len(lines); at++ {
		if title, ok := strings.CutPrefix(lines[at], "#: "); ok {
			c.add(current)
			current = section{name: strings.TrimSpace(title)}
			if !known(current.name) {
				return nil, fmt.Errorf("%s:%d: no section is called %q", name, at+1, current.name)
			}
			continue
		}
		current.text += lines[at]
	}
	c.add(current)
	if len(c.sections) == 0 {
		return nil, fmt.Errorf("%s: nothing in it", name)
	}
	return c, nil
}

func known(name string) bool {
	switch name {
	case "up", "down", "module", "next", "next down", "env", "ini":
		return true
	}
	return strings.HasPrefix(name, "file ")
}

func (c *Case) add(s section) {
	if strings.TrimSpace(s.text) != "" {
		c.sections = append(c.sections, s)
	}
}

func (c *Case) option(line string) error {
	if line == "unordered" {
		c.Unordered = true
		return nil
	}
	key, value, found := strings.Cut(line, ": ")
	switch {
	case !found || strings.Contains(key, " ") || key != strings.ToLower(key):
		c.About = strings.TrimSpace(c.About + " " + line)
	case key == "dialect":
		names := strings.Split(value, ", ")
		for _, name := range names {
			if urls[name] == "" {
				return fmt.Errorf("no dialect is called %q", name)
			}
		}
		c.Dialect, c.home, c.others = names[0], names[0], names[1:]
	case key == "opts":
		c.Opts = value
	case key == "x":
		c.X = strings.Fields(value)
	default:
		return fmt.Errorf("no option is called %q", key)
	}
	return nil
}

func (c *Case) section(name string) string {
	for _, s := range c.sections {
		if s.name == name {
			return s.text
		}
	}
	return ""
}

// Reversible says that the case has a downgrade worth rendering.
func (c *Case) Reversible() bool {
	return c.section("down") != "" || c.section("next down") != "" || strings.Contains(c.section("module"), "def downgrade(")
}

// Directions are those in which the case is rendered.
func (c *Case) Directions() []string {
	if c.Reversible() {
		return []string{Upgrade, Downgrade}
	}
	return []string{Upgrade}
}

// Range is the argument of the command for a direction.
func (c *Case) Range(direction string) string {
	head := "c1"
	if c.Chained() {
		head = "c2"
	}
	if direction == Upgrade {
		return "base:" + head
	}
	return head + ":base"
}

// Chained says that the case has two revisions.
func (c *Case) Chained() bool { return c.section("next") != "" }

// For is the same case for another dialect: the same revisions, with that dialect's URL.
// It is nil where the case is not for that dialect.
func (c *Case) For(dialect string) *Case {
	if c.Dialect == dialect {
		return c
	}
	if dialect != c.home && !slices.Contains(c.others, dialect) {
		return nil
	}
	variant := *c
	variant.Dialect = dialect
	return &variant
}

// Variant says that the case is rendered for another dialect than it was written for. The
// recordings of variants lie in a Book, and not beside the case.
func (c *Case) Variant() bool { return c.Dialect != c.home }

// Topic is the folder of the case.
func (c *Case) Topic() string {
	topic, _, _ := strings.Cut(c.Name, "/")
	return topic
}
