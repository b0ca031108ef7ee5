package sqltypes

import (
	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Generic writes types as SQLAlchemy's str() does, for no server in particular.
var Generic = New(Compiler{Title: "SQL", Idents: ident.Generic, True: "true", False: "false", Types: map[string]TypeWriter{
	"null": Word("NULL"),
}, Other: func(_ *Compiler, t *ir.Type) (string, error) {
	return t.Class, nil // the name of the class is the name of the type for most
}})

// Describe names a type in messages.
func Describe(t *ir.Type) string {
	switch {
	case t.IsNull():
		return "NULL"
	case t.Class == "SQL":
		return t.Spec
	case t.Dialect != "":
		return t.Dialect + "." + t.Class
	}
	return t.Class
}
