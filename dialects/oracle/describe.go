package oracle

import (
	"github.com/sqlplan/sqlplan/dialects/ansi/ddlread"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

var words = ddlread.Words{Quote: quoteName}

// quoteName writes a name as Idents does, and in quotes also what the server alone reserves.
func quoteName(name string) string {
	if Reserved(name) {
		return `"` + name + `"`
	}
	return Idents.QuoteText(name)
}

// objects are what a statement names, the thing that it changes first.
func objects(st *ddlread.Statement) []sqlstmt.Object {
	kind := st.Object
	if kind == "" {
		kind = "table"
	}
	var list []sqlstmt.Object
	for _, n := range st.Names {
		list = append(list, sqlstmt.Object{Kind: kind, Name: words.Name(n)})
	}
	if !st.On.IsZero() {
		list = append(list, sqlstmt.Object{Kind: "table", Name: words.Name(st.On)})
	}
	return list
}
