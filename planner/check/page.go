package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// Areas are the hundreds of the rules' codes, in the words of a heading.
var areas = []struct{ prefix, title string }{
	{"PG1", "PostgreSQL: indexes"},
	{"PG2", "PostgreSQL: constraints"},
	{"PG3", "PostgreSQL: columns and their types"},
	{"PG4", "PostgreSQL: renames and drops"},
	{"PG5", "PostgreSQL: transactions, timeouts and retries"},
	{"PG6", "PostgreSQL: partitions, enums, views and maintenance"},
	{"PG7", "PostgreSQL: types and names"},
	{"PG8", "PostgreSQL: logical replication"},
	{"MY1", "MySQL and MariaDB: indexes"},
	{"MY2", "MySQL and MariaDB: constraints"},
	{"MY3", "MySQL and MariaDB: columns and their types"},
	{"MY4", "MySQL and MariaDB: renames and drops"},
	{"MY5", "MySQL and MariaDB: transactions, locks and retries"},
	{"MY6", "MySQL and MariaDB: tables and maintenance"},
	{"MY7", "MySQL and MariaDB: types and names"},
	{"CT1", "What the catalog says does not work"},
	{"RB1", "The way back, and what has none"},
	{"NM1", "Names"},
}

// Area is the heading that a rule's code stands under.
func (r *Rule) Area() string {
	for _, a := range areas {
		if strings.HasPrefix(r.Code, a.prefix) {
			return a.title
		}
	}
	return "Other"
}

// Usual says in words how the rule counts if nobody says otherwise.
func (r *Rule) Usual() string {
	if r.Optional {
		return r.Severity.String() + ", off unless the configuration enables it"
	}
	return r.Severity.String()
}

// dialectTitles are the names of dialects as people write them.
func dialectTitle(name string) string {
	switch name {
	case "postgresql":
		return "PostgreSQL"
	case "mysql":
		return "MySQL"
	case "mariadb":
		return "MariaDB"
	case "sqlite":
		return "SQLite"
	case "mssql":
		return "SQL Server"
	case "oracle":
		return "Oracle"
	}
	return name
}

// Servers says in words which servers the rule is for.
func (r *Rule) Servers() string {
	if len(r.Dialects) == 0 {
		return "all servers that are reviewed"
	}
	names := make([]string, len(r.Dialects))
	for i, d := range r.Dialects {
		names[i] = dialectTitle(d)
	}
	return strings.Join(names, ", ")
}

// example is a piece of code in a rule's documentation.
type example struct{ title, language, text string }

func (d *Doc) examples() []example {
	list := []example{{"Found", "sql", d.Unsafe}, {"Instead", "sql", d.Safe}, {"In an Alembic revision", "python", d.Alembic}}
	return slices.DeleteFunc(list, func(e example) bool { return e.text == "" })
}

// Markdown is the page of the rule.
func (r *Rule) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s %s\n\n%s.\n\n", r.Code, r.Name, upper(r.Doc.Title))
	fmt.Fprintf(&b, "| | |\n|---|---|\n| Severity | %s |\n| Servers | %s |\n\n", r.Usual(), r.Servers())
	fmt.Fprintf(&b, "## Why\n\n%s\n", strings.TrimSpace(r.Doc.Reason))
	for _, e := range r.Doc.examples() {
		fmt.Fprintf(&b, "\n## %s\n\n```%s\n%s\n```\n", e.title, e.language, strings.Trim(e.text, "\n"))
	}
	if r.Doc.When != "" {
		fmt.Fprintf(&b, "\n## When it does not matter\n\n%s\n\nSay so above the statement:\n\n```sql\n-- sqlplan:ignore %s why\n```\n", strings.TrimSpace(r.Doc.When), r.Code)
	}
	if len(r.Doc.Sources) > 0 {
		b.WriteString("\n## Sources\n\n")
		for _, s := range r.Doc.Sources {
			fmt.Fprintf(&b, "- <%s>\n", s)
		}
	}
	return b.String()
}

// Text is the same for the terminal.
func (r *Rule) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s (%s; %s)\n%s.\n\n%s\n", r.Code, r.Name, r.Usual(), r.Servers(), upper(r.Doc.Title), wrapped(r.Doc.Reason))
	for _, e := range r.Doc.examples() {
		fmt.Fprintf(&b, "\n%s:\n%s\n", e.title, indent(strings.Trim(e.text, "\n"), "    "))
	}
	if r.Doc.When != "" {
		fmt.Fprintf(&b, "\nIt does not matter when:\n%s\nThen, above the statement:\n    -- sqlplan:ignore %s why\n", wrapped(r.Doc.When), r.Code)
	}
	if len(r.Doc.Sources) > 0 {
		fmt.Fprintf(&b, "\nSources:\n%s\n", indent(strings.Join(r.Doc.Sources, "\n"), "    "))
	}
	return b.String()
}

// terminalWidth is how many characters a line of text has in the terminal.
const terminalWidth = 90

// wrapped breaks the lines of a text that are too long.
func wrapped(text string) string {
	var b strings.Builder
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			b.WriteString("\n\n")
		}
		at := 0
		for _, word := range strings.Fields(paragraph) {
			if at > 0 && at+1+len(word) > terminalWidth {
				b.WriteString("\n")
				at = 0
			} else if at > 0 {
				b.WriteString(" ")
				at++
			}
			b.WriteString(word)
			at += len(word)
		}
	}
	return b.String()
}

// upper begins a text with a capital, unless it begins with a word of SQL or a name.
func upper(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// Index is the page that lists all rules. Their pages lie beside it.
func Index() string {
	var b strings.Builder
	b.WriteString("# Rules of the review\n\nMade from the rules themselves (`UPDATE_DOCS=1 go test ./planner/check`); `sqlplan explain CODE` prints the same.\n")
	b.WriteString("How to suppress a finding, and how to change what a rule counts for, is in [configuration.md](../configuration.md#the-review).\n")
	area := ""
	for i := range Rules {
		r := &Rules[i]
		if r.Area() != area {
			area = r.Area()
			fmt.Fprintf(&b, "\n## %s\n\n| Code | Name | Severity | What |\n|---|---|---|---|\n", area)
		}
		level := r.Severity.String()
		if r.Optional {
			level += " (off)"
		}
		fmt.Fprintf(&b, "| [%s](%s.md) | `%s` | %s | %s |\n", r.Code, r.Code, r.Name, level, r.Doc.Title)
	}
	return b.String()
}

// RuleJSON is a rule as sqlplan rules --format json prints it.
type RuleJSON struct {
	Code     string          `json:"code"`
	Name     string          `json:"name"`
	Severity source.Severity `json:"severity"`
	Optional bool            `json:"optional"`
	Dialects []string        `json:"dialects"` // none: all
	Title    string          `json:"title"`
	Reason   string          `json:"reason"`
	Unsafe   string          `json:"unsafe"`
	Safe     string          `json:"safe,omitempty"`
	Alembic  string          `json:"alembic,omitempty"`
	When     string          `json:"when,omitempty"`
	Sources  []string        `json:"sources"`
}

// JSON is the rule as plain data.
func (r *Rule) JSON() RuleJSON {
	d := &r.Doc
	return RuleJSON{r.Code, r.Name, r.Severity, r.Optional, append([]string{}, r.Dialects...), d.Title, d.Reason, d.Unsafe, d.Safe, d.Alembic, d.When, append([]string{}, d.Sources...)}
}
