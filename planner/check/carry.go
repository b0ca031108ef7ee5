package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Carried reads the suppressions of Python files, to be written into SQL that is made from them.
type Carried struct {
	files map[*source.File]*pythonComments
}

// Statement returns the suppressions of a statement as comments of SQL: with their rules, dates and reasons.
func (c *Carried) Statement(st *sqlstmt.Stmt) []string {
	at := st.Span.Origin()
	if at.File == nil || !strings.HasSuffix(at.File.Path, ".py") {
		return nil
	}
	return carried(c.comments(at.File).about(at.Start()), "ignore")
}

// File returns those of a file as a whole.
func (c *Carried) File(f *source.File) []string { return carried(c.comments(f).alone, "ignore-file") }

func (c *Carried) comments(f *source.File) *pythonComments {
	if c.files == nil {
		c.files = map[*source.File]*pythonComments{}
	}
	if c.files[f] == nil {
		c.files[f] = readPython(f)
	}
	return c.files[f]
}

// carried are the comments that are directives of the kind.
func carried(comments []source.Span, kind string) []string {
	var list []string
	for _, span := range comments {
		text := strings.TrimSpace(strings.TrimLeft(span.Text(), "# \t"))
		if fields := strings.Fields(text); len(fields) > 0 && fields[0] == "sqlplan:"+kind {
			list = append(list, "-- "+source.Printable(text))
		}
	}
	return list
}
