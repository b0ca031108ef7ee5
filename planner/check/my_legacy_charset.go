package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myLegacyCharset = Rule{
	Code: "MY702", Name: "legacy-character-set", Severity: source.Note, Dialects: mysqls,
	Doc: Doc{
		Title:   "new text is kept in a character set that cannot hold all text",
		Reason:  "utf8 is utf8mb3, which has no room for emoji and for part of Chinese; latin1 has room for western Europe alone. What does not fit stops the INSERT or becomes a question mark. To convert later copies the table. A foreign key or a join between columns of two character sets cannot use the index.",
		Unsafe:  "CREATE TABLE notes (id int PRIMARY KEY, body text) CHARACTER SET utf8;",
		Safe:    "CREATE TABLE notes (id int PRIMARY KEY, body text) CHARACTER SET utf8mb4;",
		When:    "The column holds codes alone, or is joined with old columns of this character set. ascii is not reported.",
		Sources: []string{mysqlManual + "charset-unicode-utf8mb3.html", mariadbManual + "supported-character-sets-and-collations/"},
	},
	Check: func(p *Pass) {
		p.Each(func(st *Statement, a *sqlstmt.Action) {
			what, set := "", ""
			switch {
			case a.Skipped:
				return
			case a.Kind == sqlstmt.CreateTable:
				what, set = "table "+a.TableSQL, optionOf(a.Definition, "charset")
				if collate := optionOf(a.Definition, "collate"); set == "" && collate != "" {
					set, _, _ = strings.Cut(collate, "_")
				}
			case a.Kind == sqlstmt.AddColumn:
				_, rest, _ := strings.Cut(a.Type, " character set ")
				set, _, _ = strings.Cut(rest, " ")
				what = "column " + a.Name + " of " + a.TableSQL
			case a.Class == "convert-charset" || a.Class == "default-charset":
				what, set = "table "+a.TableSQL, a.To
			}
			if legacy(set) {
				p.tell(st, a, "use utf8mb4", "%s keeps text as %s, which cannot hold all of it", what, set)
			}
		})
	},
}

// optionOf is one of the options "engine=innodb charset=utf8".
func optionOf(options, name string) string {
	for _, o := range strings.Fields(options) {
		if value, ok := strings.CutPrefix(o, name+"="); ok {
			return value
		}
	}
	return ""
}

func legacy(set string) bool {
	switch strings.ToLower(set) {
	case "utf8", "utf8mb3", "latin1", "latin2", "latin5", "latin7", "cp1250", "cp1251", "cp1252", "greek", "hebrew", "koi8r", "ucs2":
		return true
	}
	return false
}
