package templates

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/Masterminds/sprig/v3"

	"github.com/sqlplan/sqlplan/dialects"
	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// html renders the plan as one page that asks nobody for anything.
func (t Templates) html(p *planner.Plan) (string, source.Diagnostics) {
	page := newPage(p)
	return t.run("html", func(file *source.File, out *strings.Builder) error {
		tmpl := template.New("html").Funcs(t.htmlFuncs(page)).Option("missingkey=error")
		if _, err := tmpl.Parse(file.Text); err != nil {
			return err
		}
		return guarded(tmpl.Name(), func() error { return tmpl.Execute(out, page) })
	})
}

// htmlFuncs are sprig's hermetic functions and our own for one page. docs/templates.md lists ours.
func (t Templates) htmlFuncs(page *Page) template.FuncMap {
	m := sprig.HermeticHtmlFuncMap()
	m["line"] = line
	m["rows"] = rows
	m["plural"] = plural
	m["shown"] = shown
	m["css"] = func() template.CSS { return template.CSS(t.text("css")) }
	m["js"] = func() template.JS { return template.JS(t.text("js")) }
	m["policy"] = t.policy
	m["lanes"] = func() template.HTML { return lanes(page) }
	m["sql"] = highlighter(page.Dialect)
	m["names"] = names
	m["severities"] = severities
	return m
}

// policy is the page's Content-Security-Policy: nothing is loaded from anywhere, and of styles and scripts
// only the page's own two count, by their digests. https://www.w3.org/TR/CSP3/
func (t Templates) policy() string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'", hash(t.text("css")), hash(t.text("js")))
}

// names are tables as the attributes of a page list them, one on a line.
func names(tables ...any) string {
	var list []string
	for _, t := range tables {
		switch t := t.(type) {
		case string:
			list = append(list, line(t))
		case []string:
			for _, name := range t {
				list = append(list, line(name))
			}
		}
	}
	return strings.Join(list, "\n")
}

// severities are the severities of findings in words, each once.
func severities(findings []PageFinding) string {
	var words []string
	for _, f := range findings {
		words = appendNew(words, f.Severity.String())
	}
	return strings.Join(words, " ")
}

// highlighter returns a function that writes SQL of the dialect as HTML, with marks at what its tokens are.
func highlighter(name string) func(text string) template.HTML {
	style := sqltext.Style{}
	if i := slices.IndexFunc(dialects.All, func(d dialects.Dialect) bool { return d.Name() == name }); i >= 0 {
		style = dialects.All[i].Style()
	}
	return func(text string) template.HTML {
		text = strings.TrimRight(text, "\n")
		var b strings.Builder
		s := sqltext.NewScanner(text, style)
		for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
			piece := text[tok.Start:tok.End]
			escaped := template.HTMLEscapeString(strings.TrimSuffix(shown(piece), "\n"))
			if class := tokenClass(tok.Kind, piece); class != "" {
				escaped = `<span class="` + class + `">` + escaped + `</span>`
			}
			b.WriteString(escaped)
		}
		return template.HTML(b.String()) // escaped above
	}
}

// tokenClass is the class of plan.css for a token; empty for what is not marked.
func tokenClass(kind sqltext.Kind, text string) string {
	switch kind {
	case sqltext.LineComment, sqltext.BlockComment:
		return "c"
	case sqltext.String, sqltext.DollarString:
		return "s"
	case sqltext.Number:
		return "n"
	case sqltext.Word:
		if isKeyword(strings.ToUpper(text)) {
			return "k"
		}
	}
	return ""
}

// isKeyword tells whether a word, in upper case, is one of those that say what a statement does. It is
// about reading, so no server's list: a column called date is not marked.
func isKeyword(word string) bool {
	switch word {
	case "ADD", "ALTER", "ALWAYS", "ANALYZE", "AND", "AS", "ASC", "BEGIN", "BETWEEN", "BY", "CASCADE", "CASE", "CHECK", "CLUSTER", "COLUMN", "COMMENT",
		"COMMIT", "CONCURRENTLY", "CONSTRAINT", "COPY", "CREATE", "CROSS", "DEFAULT", "DEFERRABLE", "DELETE", "DESC", "DISTINCT", "DO", "DOMAIN", "DROP",
		"ELSE", "END", "ENUM", "EXECUTE", "EXISTS", "EXTENSION", "FOR", "FOREIGN", "FROM", "FULL", "FUNCTION", "GENERATED", "GRANT", "GROUP", "HAVING",
		"IDENTITY", "IF", "IN", "INCLUDE", "INDEX", "INNER", "INSERT", "INTO", "IS", "JOIN", "KEY", "LANGUAGE", "LEFT", "LIKE", "LIMIT", "LOCK", "MATERIALIZED",
		"MERGE", "MODIFY", "NOT", "NULL", "ON", "ONLY", "OR", "ORDER", "OUTER", "PARTITION", "POLICY", "PRIMARY", "PROCEDURE", "REFERENCES", "REFRESH", "REINDEX",
		"RENAME", "REPLACE", "RESTRICT", "RETURNS", "REVOKE", "RIGHT", "ROLLBACK", "SCHEMA", "SELECT", "SEQUENCE", "SET", "TABLE", "TEMPORARY", "THEN", "TO",
		"TRIGGER", "TRUNCATE", "TYPE", "UNION", "UNIQUE", "UPDATE", "USING", "VACUUM", "VALID", "VALIDATE", "VALUE", "VALUES", "VIEW", "WHEN", "WHERE", "WITH":
		return true
	}
	return false
}
