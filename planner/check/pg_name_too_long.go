package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var nameTooLong = Rule{
	Code: "PG708", Name: "name-too-long", Severity: source.Warning, Dialects: postgres,
	Doc: Doc{
		Title:   "the server cuts a name off without an error",
		Reason:  "PostgreSQL keeps 63 bytes of a name, and cuts the rest off with a notice that few read. Two long names can become the same one, and code that looks the name up in the catalog does not find it.",
		Unsafe:  "CREATE INDEX a_very_long_name_that_says_everything_about_the_index_and_a_little_more ON orders (id);",
		Safe:    "CREATE INDEX orders_id_idx ON orders (id);",
		When:    "The name that is kept is known and wanted.",
		Sources: []string{manual + "sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS"},
	},
	Check: checkNameTooLong,
}

func checkNameTooLong(p *Pass) {
	limit := p.Style.MaxName
	for i := range p.Statements {
		st := &p.Statements[i]
		if limit == 0 || !mayHoldName(st.Text, limit+1) {
			continue
		}
		scan := sqltext.NewScanner(st.Text, p.Style)
		for tok := scan.Next(); tok.Kind != sqltext.EOF; tok = scan.Next() {
			name := st.Text[tok.Start:tok.End]
			if tok.End-tok.Start <= limit || tok.Kind != sqltext.Word && tok.Kind != sqltext.QuotedIdent {
				continue
			}
			if tok.Kind == sqltext.QuotedIdent {
				name = strings.ReplaceAll(strings.Trim(name, `"`), `""`, `"`)
			}
			if len(name) > limit {
				p.Report(st, "the server keeps %d bytes of the name %s: %s", limit, name, strings.ToValidUTF8(name[:limit], "")).Advice = "choose a shorter name"
				break
			}
		}
	}
}

// mayHoldName tells whether a text can hold a name of so many bytes, without taking it apart: a run of bytes of words, or
// a stretch between two quotes.
func mayHoldName(text string, size int) bool {
	if first := strings.IndexByte(text, '"'); first >= 0 && strings.LastIndexByte(text, '"')-first >= size {
		return true
	}
	// A run of the size covers one of these places.
	for at := size - 1; at < len(text); at += size {
		from, to := at, at
		for from > 0 && inWord(text[from-1]) {
			from--
		}
		for to < len(text) && inWord(text[to]) {
			to++
		}
		if to-from >= size {
			return true
		}
	}
	return false
}

func inWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}
