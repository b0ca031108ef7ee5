package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var namePattern = Rule{
	Code: "NM101", Name: "name-pattern", Severity: source.Warning, Dialects: []string{"postgresql", "mysql", "mariadb"},
	Doc: Doc{
		Title:  "a new name does not follow the project's pattern",
		Reason: "The project has said in sqlplan.toml, under [review.names], what new tables, columns, indexes and constraints are called. A constraint without a name gets one from the server, which other servers choose otherwise and a downgrade has to guess. Names that are there already are left alone. Without such patterns the rule finds nothing.",
		Unsafe: "CREATE INDEX orders_by_date ON orders (made); -- with index = \"ix_{table}_.+\"",
		Safe:   "CREATE INDEX ix_orders_made ON orders (made);",
		When:   "The name is given by something outside of the project.",
	},
	Check: checkNamePattern,
}

// NamePattern is what the whole of a name has to match; {table} stands for the name of its table.
type NamePattern string

// Expression is the pattern for what belongs to a table.
func (n NamePattern) Expression(table string) (*regexp.Regexp, error) {
	return regexp.Compile(`\A(?:` + strings.ReplaceAll(string(n), "{table}", regexp.QuoteMeta(table)) + `)\z`)
}

// Names are the patterns of a project; an empty one is for any name.
type Names struct {
	Table, View, Column, Index, PrimaryKey, ForeignKey, Unique, Check, Trigger NamePattern
}

// named is what an action calls something new: its kind in words, its name and table, and the pattern for it.
type named struct {
	kind, name, table string
	pattern           NamePattern
}

// nameIn is what the action names; false where it names nothing new.
func (n *Names) nameIn(a *sqlstmt.Action) (named, bool) {
	table := a.Table.Name
	switch a.Kind {
	case sqlstmt.CreateTable, sqlstmt.CreateTableAs:
		return named{"table", table, table, n.Table}, true
	case sqlstmt.RenameTable:
		return named{"table", a.To, a.To, n.Table}, true
	case sqlstmt.CreateView:
		return named{"view", table, table, n.View}, true
	case sqlstmt.AddColumn:
		return named{"column", a.Name, table, n.Column}, true
	case sqlstmt.RenameColumn:
		return named{"column", a.To, table, n.Column}, true
	case sqlstmt.CreateIndex:
		return named{"index", a.Name, table, n.Index}, true
	case sqlstmt.RenameIndex:
		return named{"index", a.To, table, n.Index}, true
	case sqlstmt.CreateTrigger:
		return named{"trigger", a.Name, table, n.Trigger}, true
	case sqlstmt.AddConstraint:
		pattern := map[schema.ConstraintKind]NamePattern{schema.PrimaryKey: n.PrimaryKey, schema.ForeignKey: n.ForeignKey, schema.Unique: n.Unique, schema.Check: n.Check}
		return named{a.Constraint.String(), a.Name, table, pattern[a.Constraint]}, true
	}
	return named{}, false
}

func checkNamePattern(p *Pass) {
	for i := range p.Statements {
		st := &p.Statements[i]
		var list []string
		for j := range st.Actions {
			if text := p.misnamed(&st.Actions[j]); text != "" && !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
		if len(list) > 0 {
			p.on(st, &st.Actions[0], "not named as the project wants it: %s", strings.Join(list, ", ")).Advice = "choose a name that matches, and give constraints one; the patterns are those of [review.names] in sqlplan.toml"
		}
	}
}

// misnamed says which name of an action breaks which pattern; empty if none does.
func (p *Pass) misnamed(a *sqlstmt.Action) string {
	n, ok := p.Config.Names.nameIn(a)
	if !ok || a.Skipped || n.pattern == "" || n.name == "" {
		return ""
	}
	if p.Dialect != "postgresql" && a.Constraint == schema.PrimaryKey {
		return "" // it is always called PRIMARY
	}
	if e, err := n.pattern.Expression(n.table); err != nil || e.MatchString(n.name) { // which the configuration has checked
		return ""
	}
	return fmt.Sprintf("%s %s (%s)", n.kind, n.name, n.pattern)
}
