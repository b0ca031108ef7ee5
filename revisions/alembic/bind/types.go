package bind

import (
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// reflectedType is the class that a type of the server is reflected as, and what
// the parameters of the type mean to it.
type reflectedType struct {
	class string
	// params are the names of the arguments for the numbers in parentheses.
	params []string
	fixed  []python.Kwarg
}

var timezone = []python.Kwarg{{Name: "timezone", Value: python.True}}

// reflectedTypes are the built-in types by the names that SQL has for them; others
// are the class of their name in capitals.
var reflectedTypes = map[string]reflectedType{
	"integer": {class: "INTEGER"}, "bigint": {class: "BIGINT"}, "smallint": {class: "SMALLINT"}, "boolean": {class: "BOOLEAN"},
	"character varying": {class: "VARCHAR", params: []string{"length"}}, "character": {class: "CHAR", params: []string{"length"}},
	"bpchar": {class: "CHAR", params: []string{"length"}}, "name": {class: "VARCHAR"}, `"char"`: {class: "CHAR"},
	"numeric": {class: "NUMERIC", params: []string{"precision", "scale"}}, "real": {class: "REAL"},
	"double precision":            {class: "DOUBLE_PRECISION", fixed: []python.Kwarg{{Name: "precision", Value: python.NewInt(53)}}},
	"timestamp without time zone": {class: "TIMESTAMP", params: []string{"precision"}},
	"timestamp with time zone":    {class: "TIMESTAMP", params: []string{"precision"}, fixed: timezone},
	"time without time zone":      {class: "TIME", params: []string{"precision"}},
	"time with time zone":         {class: "TIME", params: []string{"precision"}, fixed: timezone},
	"bit":                         {class: "BIT", params: []string{"length"}},
	"bit varying":                 {class: "BIT", params: []string{"length"}, fixed: []python.Kwarg{{Name: "varying", Value: python.True}}},
	"interval":                    {class: "INTERVAL"},
}

const postgres = "sqlalchemy.dialects.postgresql"

// typeValue is a type of the catalog as the inspector returns it.
func typeValue(t *python.Thread, c *schema.Catalog, typ schema.Type) (python.Value, error) {
	v, err := itemType(t, c, typ)
	if err != nil || !typ.Array {
		return v, err
	}
	return newType(t, "ARRAY", []python.Value{v}, nil)
}

func itemType(t *python.Thread, c *schema.Catalog, typ schema.Type) (python.Value, error) {
	if typ.Name.Schema != schema.SystemSchema {
		return userType(t, c, typ)
	}
	r, ok := reflectedTypes[typ.Name.Name]
	if !ok {
		r = reflectedType{class: strings.ToUpper(typ.Name.Name)}
	}
	kwargs := append([]python.Kwarg(nil), r.fixed...)
	for i, n := range numbers(typ.Mod) {
		if i < len(r.params) {
			kwargs = append(kwargs, python.Kwarg{Name: r.params[i], Value: python.NewInt(n)})
		}
	}
	return newType(t, r.class, nil, kwargs)
}

// numbers are those in the parentheses of a type.
func numbers(mod string) []int64 {
	var list []int64
	for _, part := range strings.Split(strings.Trim(mod, " ()"), ",") {
		if n, err := strconv.ParseInt(strings.TrimSpace(part), 10, 64); err == nil {
			list = append(list, n)
		}
	}
	return list
}

// userType is an enum or a domain; others are not recognised, as by SQLAlchemy.
func userType(t *python.Thread, c *schema.Catalog, typ schema.Type) (python.Value, error) {
	u, _ := c.Type(typ.Name.Schema, typ.Name.Name)
	if u == nil {
		return newType(t, "NullType", nil, nil)
	}
	kwargs := []python.Kwarg{{Name: "name", Value: python.Str(u.Name.Name)}}
	if !c.Visible(u.Name) {
		kwargs = append(kwargs, python.Kwarg{Name: "schema", Value: python.Str(u.Name.Schema)})
	}
	switch u.Kind {
	case schema.Enum:
		var values []python.Value
		for _, v := range u.Values {
			values = append(values, python.Str(v))
		}
		return newType(t, "ENUM", values, kwargs)
	case schema.Domain:
		base, err := typeValue(t, c, u.Of)
		if err != nil {
			return nil, err
		}
		return newType(t, "DOMAIN", []python.Value{python.Str(u.Name.Name), base}, kwargs[1:])
	}
	return newType(t, strings.ToUpper(u.Name.Name), nil, nil)
}

// newType makes an object of a type class; of one that is not known, NullType.
func newType(t *python.Thread, class string, args []python.Value, kwargs []python.Kwarg) (python.Value, error) {
	v, ok := sqltype.Lookup(postgres, class)
	if !ok {
		if v, ok = sqltype.Lookup("sqlalchemy.types", class); !ok {
			v, args, kwargs = sqltype.Class("NullType"), nil, nil
		}
	}
	return t.CallKw(v, args, kwargs)
}
