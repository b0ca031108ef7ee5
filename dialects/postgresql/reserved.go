package postgresql

import (
	"slices"
	"strings"
	"sync"
)

// Reserved tells whether PostgreSQL, in any version up to 18, needs quotes
// around a lower-case word to take it as a name in every place: whether it is a
// key word of another category than "unreserved". The function quote_ident of
// the server follows the same rule.
func Reserved(word string) bool { return reserved.has(word) }

// reserved are the words that pg_get_keywords() of PostgreSQL 15 lists with a
// catcode of R (reserved), T (reserved, but a function or type may have the
// name) or C (unreserved, but no function or type may have the name), and those
// that later versions added: system_user and the words of json_ functions in 16
// and 17, merge_action in 17. See the appendix "SQL Key Words" of the manual.
var reserved = wordSet(`
all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean
both case cast char character check coalesce collate collation column concurrently constraint create
cross current_catalog current_date current_role current_schema current_time current_timestamp
current_user dec decimal default deferrable desc distinct do else end except exists extract false
fetch float for foreign freeze from full grant greatest group grouping having ilike in initially
inner inout int integer intersect interval into is isnull join json json_array json_arrayagg
json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value
lateral leading least left like limit localtime localtimestamp merge_action national natural nchar
none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay
placing position precision primary real references returning right row select session_user setof
similar smallint some substring symmetric system_user table tablesample then time timestamp to
trailing treat trim true union unique user using values varchar variadic verbose when where window
with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
xmlserialize xmltable
`)

// words is a set of words. Most runs ask few of the sets, so each is made when it is first asked.
type words struct {
	text string
	set  func() map[string]bool
}

// wordSet is the set of the words in a text, with white space between them.
func wordSet(text string) *words {
	return &words{text: text, set: sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for _, word := range strings.Fields(text) {
			set[word] = true
		}
		return set
	})}
}

// has tells whether the word is in the set. It may be called from several goroutines.
func (w *words) has(word string) bool { return w.set()[word] }

// sorted returns the words in their order.
func (w *words) sorted() []string { return slices.Sorted(strings.FieldsSeq(w.text)) }
