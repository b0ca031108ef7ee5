package sqlite

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// What PRAGMAs do not say about a table stands only in its CREATE TABLE: the names of
// constraints, the conditions of checks, the expressions of generated columns, collations,
// and when foreign keys are checked.
// See https://www.sqlite.org/lang_createtable.html.

// tableDef is what a CREATE TABLE says.
type tableDef struct {
	columns     []columnDef
	constraints []constraintDef // in the order of the text, those of columns included
	// Options of the table.
	withoutRowid, strict bool
}

// columnDef is one column.
type columnDef struct {
	name      string
	collation string
	// generated is the expression of GENERATED ALWAYS AS; empty for none.
	generated     string
	autoincrement bool
}

// constraintDef is one constraint.
type constraintDef struct {
	kind                          string // "PRIMARY KEY", "UNIQUE", "CHECK", "FOREIGN KEY"
	name                          string
	columns                       []string
	check                         string
	refTable                      string
	deferrable, initiallyDeferred bool
}

// defReader reads the tokens of a CREATE TABLE.
type defReader struct {
	text string
	toks []sqltext.Token // without white space and comments
	pos  int
}

func newDefReader(text string) *defReader {
	r := &defReader{text: text}
	s := sqltext.NewScanner(text, style)
	for tok := s.Next(); tok.Kind != sqltext.EOF; tok = s.Next() {
		switch tok.Kind {
		case sqltext.Space, sqltext.LineComment, sqltext.BlockComment:
		default:
			r.toks = append(r.toks, tok)
		}
	}
	return r
}

func (r *defReader) atEnd() bool { return r.pos >= len(r.toks) }

// token returns the text of the token n places on; empty beyond the end.
func (r *defReader) token(n int) string {
	if r.pos+n >= len(r.toks) {
		return ""
	}
	t := r.toks[r.pos+n]
	return r.text[t.Start:t.End]
}

func (r *defReader) is(word string) bool { return strings.EqualFold(r.token(0), word) }

// take goes behind the words if they are next.
func (r *defReader) take(words ...string) bool {
	for i, w := range words {
		if !strings.EqualFold(r.token(i), w) {
			return false
		}
	}
	r.pos += len(words)
	return true
}

// name takes a name, without its quotes. A string counts as one, as in SQLite.
func (r *defReader) name() string {
	text := r.token(0)
	r.pos++
	return unquoted(text)
}

// unquoted is a name without its quotes.
func unquoted(text string) string {
	if len(text) < 2 {
		return text
	}
	switch q := text[0]; q {
	case '"', '`', '\'':
		if text[len(text)-1] == q {
			return strings.ReplaceAll(text[1:len(text)-1], string([]byte{q, q}), string(q))
		}
	case '[':
		if text[len(text)-1] == ']' {
			return text[1 : len(text)-1]
		}
	}
	return text
}

// group takes what stands in parentheses, and returns it without them.
func (r *defReader) group() string {
	if !r.is("(") {
		return ""
	}
	start, depth := r.toks[r.pos].End, 0
	for ; !r.atEnd(); r.pos++ {
		switch r.token(0) {
		case "(":
			depth++
		case ")":
			if depth--; depth == 0 {
				text := r.text[start:r.toks[r.pos].Start]
				r.pos++
				return strings.TrimSpace(text)
			}
		}
	}
	return strings.TrimSpace(r.text[start:])
}

// columnList takes (a, b DESC) and returns the names.
func (r *defReader) columnList() []string {
	if !r.is("(") {
		return nil
	}
	inner := newDefReader(r.group())
	var names []string
	for !inner.atEnd() {
		names = append(names, inner.name())
		for !inner.atEnd() && !inner.take(",") {
			inner.skip()
		}
	}
	return names
}

// skip goes behind one token, or what stands in parentheses.
func (r *defReader) skip() {
	if r.is("(") {
		r.group()
		return
	}
	r.pos++
}

// readTable reads the CREATE TABLE that SQLite keeps of a table. It has been accepted by
// SQLite, so what is not known is passed over.
func readTable(text string) tableDef {
	r := newDefReader(text)
	var def tableDef
	for !r.atEnd() && !r.is("(") {
		if r.is("AS") {
			return def // CREATE TABLE ... AS is not kept as such, but who knows
		}
		r.pos++
	}
	if r.atEnd() {
		return def
	}
	bodyStart := r.pos
	r.group()
	end := r.pos
	for ; !r.atEnd(); r.pos++ {
		def.strict = def.strict || r.is("STRICT")
		def.withoutRowid = def.withoutRowid || r.is("WITHOUT")
	}
	body := &defReader{text: r.text, toks: r.toks[bodyStart+1 : max(end-1, bodyStart+1)]}
	for !body.atEnd() {
		body.item(&def)
		if !body.take(",") && !body.atEnd() {
			// Constraints of a table need no comma between them.
			if !body.startsConstraint() {
				body.pos++
			}
		}
	}
	return def
}

// startsConstraint tells whether a constraint of the table follows.
func (r *defReader) startsConstraint() bool {
	return slices.ContainsFunc([]string{"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"}, r.is)
}

// item reads a column or a constraint of the table.
func (r *defReader) item(def *tableDef) {
	if r.startsConstraint() {
		name := ""
		for r.take("CONSTRAINT") {
			name = r.name()
		}
		if k, ok := r.constraint(name); ok {
			def.constraints = append(def.constraints, k)
		}
		return
	}
	c := columnDef{name: r.name()}
	name := ""
	for !r.atEnd() && !r.is(",") {
		switch {
		case r.take("CONSTRAINT"):
			name = r.name()
			continue
		case r.take("COLLATE"):
			c.collation = r.name()
		case r.take("DEFAULT"):
			r.skip()
		case r.take("AUTOINCREMENT"):
			c.autoincrement = true
		case r.is("AS") && r.token(1) == "(":
			r.pos++
			c.generated = r.group()
		default:
			if k, ok := r.columnConstraint(name, c.name); ok {
				c.autoincrement = c.autoincrement || r.take("AUTOINCREMENT")
				def.constraints = append(def.constraints, k)
			} else {
				r.skip()
				continue // a word of the type: the name of a constraint is still to come
			}
		}
		name = ""
	}
	def.columns = append(def.columns, c)
}

// columnConstraint reads a constraint that stands with its column.
func (r *defReader) columnConstraint(name, column string) (constraintDef, bool) {
	switch {
	case r.is("PRIMARY") && strings.EqualFold(r.token(1), "KEY"), r.is("UNIQUE"), r.is("CHECK") && r.token(1) == "(":
		k, ok := r.constraint(name)
		if k.kind != "CHECK" {
			k.columns = []string{column}
		}
		return k, ok
	case r.is("REFERENCES"):
		k := constraintDef{kind: "FOREIGN KEY", name: name, columns: []string{column}}
		r.references(&k)
		return k, true
	}
	return constraintDef{}, false
}

// constraint reads a constraint behind its name.
func (r *defReader) constraint(name string) (constraintDef, bool) {
	k := constraintDef{name: name}
	switch {
	case r.take("PRIMARY", "KEY"):
		k.kind, k.columns = "PRIMARY KEY", r.columnList()
		_ = r.take("ASC") || r.take("DESC")
	case r.take("UNIQUE"):
		k.kind, k.columns = "UNIQUE", r.columnList()
	case r.take("CHECK"):
		k.kind, k.check = "CHECK", r.group()
	case r.take("FOREIGN", "KEY"):
		k.kind, k.columns = "FOREIGN KEY", r.columnList()
		r.references(&k)
	default:
		r.pos++
		return k, false
	}
	if r.take("ON", "CONFLICT") {
		r.pos++
	}
	return k, true
}

// references reads REFERENCES and what belongs to it.
func (r *defReader) references(k *constraintDef) {
	if !r.take("REFERENCES") {
		return
	}
	k.refTable = r.name()
	r.columnList()
	for {
		switch {
		case r.take("ON", "DELETE"), r.take("ON", "UPDATE"):
			if !r.take("SET", "NULL") && !r.take("SET", "DEFAULT") && !r.take("NO", "ACTION") {
				r.pos++
			}
		case r.take("MATCH"):
			r.pos++
		case r.take("NOT", "DEFERRABLE"):
			r.initially(&constraintDef{})
		case r.take("DEFERRABLE"):
			k.deferrable = true
			r.initially(k)
		default:
			return
		}
	}
}

func (r *defReader) initially(k *constraintDef) {
	if r.take("INITIALLY", "DEFERRED") {
		k.initiallyDeferred = true
	}
	r.take("INITIALLY", "IMMEDIATE")
}
