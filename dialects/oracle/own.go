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

// readOwn reads the block that this package writes for IF EXISTS.
func readOwn(r *ddlread.Reader) (*ddlread.Statement, bool) {
	if !r.Word("BEGIN", "EXECUTE", "IMMEDIATE") {
		return nil, false
	}
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
