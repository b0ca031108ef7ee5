package oracle

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
)

// server is how ddlread reads Oracle's SQL.
func server() *ddlread.Server {
	return &ddlread.Server{Style: style, Fold: strings.ToLower, Quoted: normalised, Own: readOwn}
}

// normalised is a name in quotes as SQLAlchemy has it: one in capitals is the same as
// one without quotes, which it writes in small letters.
func normalised(name string) string {
	if strings.ToUpper(name) == name {
		return strings.ToLower(name)
	}
	return name
}

// readOwn reads ALTER SESSION, GRANT and REVOKE, and the block that this package writes
// for IF EXISTS.
func readOwn(r *ddlread.Reader) (*ddlread.Statement, bool) {
	switch {
	case r.Word("ALTER", "SESSION"):
		return toEnd(r, &ddlread.Statement{Kind: "ALTER SESSION"}), true
	case r.Word("ALTER", "SYSTEM"):
		return toEnd(r, &ddlread.Statement{Kind: "ALTER SYSTEM"}), true
	case r.Word("GRANT"):
		return rights(r, "GRANT"), true
	case r.Word("REVOKE"):
		return rights(r, "REVOKE"), true
	case r.Word("BEGIN", "EXECUTE", "IMMEDIATE"):
		return unlessThereBlock(r)
	}
	return nil, false
}

func toEnd(r *ddlread.Reader, st *ddlread.Statement) *ddlread.Statement {
	for !r.AtEnd() {
		r.Next()
	}
	return st
}

// rights reads GRANT and REVOKE: On is the object that the rights are about.
func rights(r *ddlread.Reader, verb string) *ddlread.Statement {
	st := &ddlread.Statement{Kind: verb}
	for !r.AtEnd() && !r.Is("ON") {
		r.Next()
	}
	if r.Word("ON") {
		for r.Is("DIRECTORY") || r.Is("EDITION") || r.Is("USER") {
			r.Next()
		}
		st.On = r.Name()
	}
	return toEnd(r, st)
}

func unlessThereBlock(r *ddlread.Reader) (*ddlread.Statement, bool) {
	text, ok := r.String()
	if !ok || !r.Word(";", "EXCEPTION", "WHEN", "OTHERS", "THEN", "IF", "SQLCODE", "NOT", "IN", "(", "-") {
		return nil, false
	}
	r.Next() // the number
	if !r.Word(")", "THEN", "RAISE", ";", "END", "IF", ";", "END", ";") || !r.AtEnd() {
		return nil, false
	}
	list := ddlread.Read(text, server())
	if len(list) != 1 {
		return nil, false
	}
	st := &list[0]
	st.IfExists, st.IfNotExists = strings.HasPrefix(st.Kind, "DROP"), strings.HasPrefix(st.Kind, "CREATE")
	for i := range st.Actions {
		a := &st.Actions[i]
		a.IfExists, a.IfNotExists = a.Kind == ddlread.DropColumn || a.Kind == ddlread.DropConstraint, a.Kind == ddlread.AddColumn
	}
	return st, true
}
