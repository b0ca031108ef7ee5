package templates

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner"
)

// maxGraph is how many revisions a graph shows: more than that nobody can follow,
// and Mermaid refuses large ones.
const maxGraph = 40

// graph draws the revisions of a plan and the tables that they change as a Mermaid flowchart; empty where there are
// none, or too many.
func graph(p *planner.Plan) string {
	if len(p.Sections) == 0 || len(p.Sections) > maxGraph || p.Counts.Revisions == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	index := map[string]int{}
	for i, s := range p.Sections {
		index[s.ID] = i
		fmt.Fprintf(&b, "  r%d[\"%s<br/>%s\"]\n", i, Mermaid(line(s.ID)), Mermaid(line(s.Message)))
	}
	for i, s := range p.Sections {
		for _, parent := range s.Down {
			if from, ok := index[parent]; ok {
				fmt.Fprintf(&b, "  r%d --> r%d\n", from, i)
			}
		}
		for _, needed := range s.Depends {
			if from, ok := index[needed]; ok {
				fmt.Fprintf(&b, "  r%d -.-> r%d\n", from, i)
			}
		}
	}
	var tables []string
	for i := range p.Sections {
		for _, name := range changedTables(&p.Sections[i]) {
			n := slices.Index(tables, name)
			if n < 0 {
				n = len(tables)
				tables = append(tables, name)
				fmt.Fprintf(&b, "  t%d[(\"%s\")]\n", n, Mermaid(line(name)))
			}
			fmt.Fprintf(&b, "  r%d --- t%d\n", i, n)
		}
	}
	return b.String()
}

// changedTables are the tables that the statements of a section are about, each once.
func changedTables(s *planner.Section) []string {
	var names []string
	for _, it := range s.Items {
		if it.Statement == nil || it.Statement.Kind == "SELECT" {
			continue
		}
		if name := changedTable(it.Statement.Objects); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// changedTable is the table that a statement is about: the first that it names, or the one that its index or the like belongs to.
func changedTable(objects []sqlstmt.Object) string {
	for i, o := range objects {
		switch {
		case o.Kind == "table":
			return o.Name
		case i == 0 && !slices.Contains([]string{"index", "trigger", "policy", "rule", "column", "constraint"}, o.Kind):
			return ""
		}
	}
	return ""
}

// Mermaid writes text as part of a label: every character that Mermaid or HTML could read as markup becomes an entity.
func Mermaid(text string) string {
	var b strings.Builder
	for _, c := range text {
		if strings.ContainsRune("\"#;<>&`*_[]{}()|\\@:", c) {
			fmt.Fprintf(&b, "#%d;", c)
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// sectionSQL are the statements of a section, to be read: characters that hide or
// reorder text are shown as what they are.
func sectionSQL(s planner.Section) string {
	var b strings.Builder
	for _, it := range s.Items {
		if it.Statement == nil {
			continue
		}
		b.WriteString(shown(it.SQL + it.Terminator))
	}
	return b.String()
}
