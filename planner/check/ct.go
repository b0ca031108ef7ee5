package check

import (
	"fmt"

	"github.com/sqlplan/sqlplan/revisions/schema"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// conflicts reports each object that statements of the path are refused for, by what the catalog says: once,
// at the first of them, however many there are.
func (p *Pass) conflicts(kind schema.ConflictKind, advice string) {
	type first struct{ at, more int }
	seen := map[string]*first{}
	for i := range p.Statements {
		st := &p.Statements[i]
		told := map[string]bool{} // a statement can name an object twice
		for _, c := range st.Conflicts {
			if c.Kind != kind || c.Code != "" || told[c.Object] {
				continue
			}
			told[c.Object] = true
			key := c.Message
			if kind != schema.Missing { // what is missing stays so; anything else is a fault of its own
				key = fmt.Sprint(c.Object, " ", i)
			}
			if s := seen[key]; s != nil {
				s.more++
				continue
			}
			f := p.Report(st, "%s", c.Message)
			f.Advice = advice
			seen[key] = &first{at: len(p.found) - 1}
		}
	}
	for _, s := range seen { // each changes its own finding
		switch s.more {
		case 0:
		case 1:
			p.found[s.at].Message += "; another statement needs it, too"
		default:
			p.found[s.at].Message += fmt.Sprintf("; %d more statements need it, too", s.more)
		}
	}
}

// doubtful lowers the severity of the findings that rest on the catalog knowing all that the database holds.
func (p *Pass) doubtful(from int) {
	if p.Closed {
		return
	}
	for i := from; i < len(p.found); i++ {
		p.found[i].Severity = min(p.found[i].Severity, source.Warning)
	}
}

func andMore(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", and %d more", n)
}
