package ddlread

import (
	"slices"
	"strings"
)

// modifiers may stand between CREATE and the kind of the object.
var modifiers = []string{"GLOBAL", "PRIVATE", "TEMPORARY", "TEMP", "UNIQUE", "CLUSTERED", "NONCLUSTERED", "BITMAP", "COLUMNSTORE",
	"FORCE", "NOFORCE", "NO", "EDITIONABLE", "NONEDITIONABLE", "EDITIONING", "PUBLIC", "EXTERNAL", "PRIMARY", "SHARDED", "DUPLICATED",
	"IMMUTABLE", "BLOCKCHAIN", "MULTIVALUE", "SPATIAL", "SEARCH"}

// create reads a statement from behind CREATE.
func (r *Reader) create() *Statement {
	st := &Statement{}
	if r.Word("OR") {
		st.Replace = true
		r.Next() // ALTER or REPLACE
	}
	var said []string
	for !r.AtEnd() && slices.ContainsFunc(modifiers, r.Is) {
		said = append(said, strings.ToUpper(r.Text()))
		r.Next()
	}
	st.Temporary = slices.Contains(said, "TEMPORARY") || slices.Contains(said, "TEMP")
	object := r.kind()
	st.Kind, st.Object = "CREATE "+object, strings.ToLower(object)
	st.IfNotExists = r.Word("IF", "NOT", "EXISTS")
	switch object {
	case "TABLE":
		return r.createTable(st)
	case "INDEX":
		return r.createIndex(st, slices.Contains(said, "UNIQUE"), slices.Contains(said, "CLUSTERED"))
	case "VIEW", "MATERIALIZED VIEW":
		return r.createView(st)
	case "PROCEDURE", "FUNCTION", "TRIGGER", "PACKAGE", "PACKAGE BODY", "TYPE", "TYPE BODY":
		return r.createRoutine(st)
	}
	if !st.IfNotExists && r.Is("AUTHORIZATION") { // CREATE SCHEMA AUTHORIZATION owner
		r.Next()
	}
	if r.Word("ON") { // a full-text index has no name
		st.On = r.Name()
		r.toNext()
		return st
	}
	st.Names = []Name{r.Name()}
	if st.Object == "synonym" || st.Object == "schema" || st.Object == "sequence" {
		r.toNext()
		return st
	}
	start := r.pos
	r.toNext()
	st.Body = r.between(start, r.pos)
	return st
}

// kinds are objects whose kind has more than one word.
var kinds = [][]string{
	{"MATERIALIZED", "VIEW", "LOG"}, {"MATERIALIZED", "VIEW"}, {"PACKAGE", "BODY"}, {"TYPE", "BODY"}, {"XML", "SCHEMA", "COLLECTION"},
	{"FULLTEXT", "INDEX"}, {"FULLTEXT", "CATALOG"}, {"FULLTEXT", "STOPLIST"}, {"PARTITION", "FUNCTION"}, {"PARTITION", "SCHEME"},
	{"XML", "INDEX"}, {"SECURITY", "POLICY"}, {"SYMMETRIC", "KEY"}, {"ASYMMETRIC", "KEY"}, {"MASTER", "KEY"}, {"DATABASE", "LINK"},
	{"DATABASE", "SCOPED"}, {"SERVER", "ROLE"}, {"SERVER", "AUDIT"}, {"APPLICATION", "ROLE"}, {"ROLLBACK", "SEGMENT"}, {"RESOURCE", "POOL"},
	{"RESOURCE", "GOVERNOR"}, {"WORKLOAD", "GROUP"}, {"AVAILABILITY", "GROUP"}, {"EVENT", "SESSION"}, {"EVENT", "NOTIFICATION"},
	{"SEARCH", "PROPERTY", "LIST"}, {"MESSAGE", "TYPE"}, {"DATA", "SOURCE"}, {"FILE", "FORMAT"},
}

// short are kinds that may be cut short.
var short = map[string]string{"PROC": "PROCEDURE"}

// kind takes the words that say what kind of object it is.
func (r *Reader) kind() string {
	for _, words := range kinds {
		if r.Word(words...) {
			return strings.Join(words, " ")
		}
	}
	word := strings.ToUpper(r.Text())
	r.Next()
	if long, ok := short[word]; ok {
		return long
	}
	return word
}

func (r *Reader) createTable(st *Statement) *Statement {
	st.Names = []Name{r.Name()}
	if r.Word("(") {
		for !r.AtEnd() && !r.Is(")") {
			if !r.tableItem(st) {
				r.toNext()
				st.Unread = "a part of the table's definition is not known here"
				return st
			}
			if !r.Word(",") {
				break
			}
		}
		if !r.Word(")") {
			r.toNext()
			st.Unread = "a part of the table's definition is not known here"
			return st
		}
	}
	return r.tableOptions(st)
}

// tableOptions takes what stands behind the columns. AS brings the columns of a query.
func (r *Reader) tableOptions(st *Statement) *Statement {
	for !r.atBoundary() {
		if r.Is("AS") && !r.isAt(1, "FILETABLE") && !r.isAt(1, "NODE") && !r.isAt(1, "EDGE") {
			st.FromQuery = true
			r.toNext()
			return st
		}
		// DELETE and SET stand in options, too: ON COMMIT DELETE ROWS.
		if r.Word("ON", "COMMIT") {
			r.Next()
			continue
		}
		r.Element()
	}
	return st
}

// tableItem reads a column or a constraint of CREATE TABLE and ADD.
func (r *Reader) tableItem(st *Statement) bool {
	if k, index, ok := r.constraint(); ok {
		if !index {
			st.Constraints = append(st.Constraints, k)
		}
		return true
	}
	if r.Is("PERIOD") && r.isAt(1, "FOR") || r.Is("LIKE") || r.Is("SUPPLEMENTAL") {
		r.until()
		return true
	}
	c, ok := r.column()
	if ok {
		st.Columns = append(st.Columns, c)
	}
	return ok
}

func (r *Reader) createIndex(st *Statement, unique, clustered bool) *Statement {
	x := &Index{Name: r.Name(), Unique: unique, Clustered: clustered}
	st.Names, st.Index = []Name{x.Name}, x
	if !r.Word("ON") {
		r.toNext()
		st.Unread = "its table is not said"
		return st
	}
	r.Word("CLUSTER")
	st.On = r.Name()
	if r.Word("(") {
		for !r.AtEnd() && !r.Is(")") {
			x.Keys = append(x.Keys, r.key())
			r.Word(",")
		}
		r.Word(")")
	}
	for !r.atBoundary() {
		switch {
		case r.Is("INCLUDE"):
			r.Next()
			x.Include = r.list()
		case r.Is("WHERE"):
			r.Next()
			where := r.condition()
			x.Where = &where
		default:
			r.Element()
		}
	}
	return st
}

// condition is the condition of a filtered index: options may stand behind it.
func (r *Reader) condition() string {
	start := r.pos
	for !r.AtEnd() && !r.Is(";") && !r.Is("WITH") && !r.Is("ON") && !(r.server.Unterminated && r.atVerb()) {
		r.Element()
	}
	return r.between(start, r.pos)
}

func (r *Reader) key() Key {
	start := r.pos
	if r.IsName() {
		if name := r.Ident(); r.Is(",") || r.Is(")") || r.Is("ASC") || r.Is("DESC") {
			k := Key{Column: name, Descending: r.Is("DESC")}
			r.until()
			return k
		}
		r.pos = start
	}
	text := r.until("ASC", "DESC")
	k := Key{Expr: text, Descending: r.Is("DESC")}
	r.until()
	return k
}

func (r *Reader) createView(st *Statement) *Statement {
	st.Names = []Name{r.Name()}
	if r.Is("(") {
		for _, name := range r.list() {
			st.Columns = append(st.Columns, Column{Name: name})
		}
	}
	for !r.AtEnd() && !r.Is("AS") {
		r.Element()
	}
	r.Word("AS")
	start := r.pos
	r.pos = len(r.toks)
	st.Body = strings.TrimRight(r.between(start, r.pos), "; \n\r\t")
	return st
}

// createRoutine takes a routine or a trigger: its body goes to the end of the text.
func (r *Reader) createRoutine(st *Statement) *Statement {
	st.Names = []Name{r.Name()}
	if st.Object == "trigger" {
		for !r.AtEnd() && !r.Is("ON") {
			r.Element()
		}
		r.Next()
		st.On = r.Name()
	}
	start := r.pos
	r.pos = len(r.toks)
	st.Body = r.between(start, r.pos)
	return st
}
