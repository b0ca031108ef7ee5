package ddlread

import (
	"slices"
	"strings"
)

// drop reads a statement from behind DROP.
func (r *Reader) drop() *Statement {
	r.Word("PUBLIC")
	object := r.kind()
	st := &Statement{Kind: "DROP " + object, Object: strings.ToLower(object)}
	st.IfExists = r.Word("IF", "EXISTS")
	if r.Word("ON") { // a full-text index has no name
		st.On = r.Name()
		return r.finish(st)
	}
	for {
		n := r.Name()
		if n.IsZero() {
			r.toNext()
			st.Unread = "it is not known what it drops"
			return st
		}
		st.Names = append(st.Names, n)
		if object == "INDEX" && r.Word("ON") {
			st.On = r.Name()
		}
		if !r.Word(",") {
			break
		}
	}
	for !r.atBoundary() {
		st.Cascade = st.Cascade || r.Is("CASCADE")
		r.Element()
	}
	return st
}

// about reads a statement about one object, such as TRUNCATE TABLE t.
func (r *Reader) about(verb, object string) *Statement {
	r.Word(object)
	st := &Statement{Kind: verb + " " + object, Object: strings.ToLower(object), Names: []Name{r.Name()}}
	for !r.atBoundary() {
		r.Element()
	}
	return st
}

// rename reads Oracle's RENAME a TO b.
func (r *Reader) rename() *Statement {
	r.Next()
	st := &Statement{Kind: "RENAME", Object: "table", Names: []Name{r.Name()}}
	if r.Word("TO") {
		st.To = r.Name()
	}
	return r.finish(st)
}

// comment reads COMMENT ON TABLE t IS '...' and COMMENT ON COLUMN t.c IS '...', whose
// name has the column as its last part.
func (r *Reader) comment() *Statement {
	r.Next()
	r.Word("ON")
	object := r.kind()
	st := &Statement{Kind: "COMMENT", Object: strings.ToLower(object), Names: []Name{r.Name()}}
	if r.Word("IS") {
		st.Body, _ = r.String()
	}
	return r.finish(st)
}

// controls are the first words of statements that can run any other statement.
var controls = []string{"IF", "WHILE", "BEGIN", "DECLARE", "EXEC", "EXECUTE", "CALL", "GOTO", "RETURN", "<<"}

// rows reads a statement that is none of DDL: what it is and which tables it names.
func (r *Reader) rows() *Statement {
	st := &Statement{Kind: strings.ToUpper(r.Text())}
	if slices.ContainsFunc(controls, r.Is) || !r.IsName() {
		return r.toEnd(st)
	}
	if st.Kind == "WITH" {
		st.Kind = r.afterWith()
	}
	start := r.pos
	for !r.AtEnd() && !r.Is(";") {
		if r.pos > start && r.server.Unterminated && (r.Is("CREATE") || r.Is("ALTER") || r.Is("DROP") || r.Is("TRUNCATE")) {
			break
		}
		if r.Is("WHERE") {
			st.Where = true
		}
		if slices.ContainsFunc([]string{"INTO", "FROM", "JOIN", "UPDATE", "USING"}, r.Is) || r.pos == start && r.Is("DELETE") {
			r.tableAt(st)
			continue
		}
		r.Next()
	}
	return st
}

// tableAt takes the word before a table, and the table if one follows it.
func (r *Reader) tableAt(st *Statement) {
	word := strings.ToUpper(r.Text())
	r.Next()
	if word == "DELETE" && r.Is("FROM") {
		r.Next()
	}
	if !r.IsName() || slices.ContainsFunc([]string{"SELECT", "SET", "TOP", "STATISTICS", "NOWAIT", "OF", "ONLY"}, r.Is) {
		return
	}
	if n := r.Name(); !n.IsZero() && !r.Is("(") || word == "INTO" {
		st.Names = append(st.Names, n)
	}
}

// afterWith finds the statement that a WITH clause belongs to.
func (r *Reader) afterWith() string {
	for n := 1; r.pos+n < len(r.toks); n++ {
		if r.isAt(n, "(") {
			depth := 0
			for ; r.pos+n < len(r.toks); n++ {
				switch r.ahead(n) {
				case "(":
					depth++
				case ")":
					depth--
				}
				if depth == 0 {
					break
				}
			}
			continue
		}
		for _, verb := range []string{"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE"} {
			if r.isAt(n, verb) {
				return verb
			}
		}
	}
	return "WITH"
}
