//go:build cgo

package postgresql

import (
	"strconv"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

// qualified writes the parts of a name, such as a schema and a table.
func qualified(parts ...string) string {
	var b strings.Builder
	for _, part := range parts {
		if part == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(ident(part))
	}
	return b.String()
}

// relation writes the name of a table, or of anything that is named like one.
func relation(r *pg.RangeVar) string {
	if r == nil {
		return ""
	}
	return qualified(r.Catalogname, r.Schemaname, r.Relname)
}

// texts returns the strings of a list of nodes; what is no string is left out.
func texts(nodes []*pg.Node) []string {
	parts := make([]string, 0, len(nodes))
	for _, n := range nodes {
		if s := n.GetString_(); s != nil {
			parts = append(parts, s.Sval)
		}
	}
	return parts
}

func named(nodes []*pg.Node) string { return qualified(texts(nodes)...) }

// operatorName writes the name of an operator, whose last part is never quoted.
func operatorName(nodes []*pg.Node) string {
	parts := texts(nodes)
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return qualified(parts[:last]...) + "." + parts[last]
}

// standardTypes are the SQL names of types that the parser knows by their
// internal ones.
var standardTypes = map[string]string{
	"bool": "boolean", "int2": "smallint", "int4": "integer", "int8": "bigint", "float4": "real",
	"float8": "double precision", "bpchar": "character", "timetz": "time with time zone",
}

func typeName(t *pg.TypeName) string {
	if t == nil {
		return ""
	}
	name := named(t.Names)
	if parts := texts(t.Names); len(parts) == 2 && parts[0] == "pg_catalog" {
		name = ident(parts[1])
		if standard, ok := standardTypes[parts[1]]; ok {
			name = standard
		} else if Reserved(parts[1]) {
			name = parts[1]
		}
	}
	return name + typeModifiers(t) + strings.Repeat("[]", len(t.ArrayBounds))
}

// typeModifiers writes what stands in parentheses behind a type, if it is numbers.
func typeModifiers(t *pg.TypeName) string {
	var numbers []string
	for _, m := range t.Typmods {
		n := m.GetAConst()
		if n.GetIval() == nil {
			return ""
		}
		numbers = append(numbers, strconv.Itoa(int(n.GetIval().Ival)))
	}
	// The parser stores the fields of an interval as a number too.
	if names := texts(t.Names); numbers == nil || names[len(names)-1] == "interval" {
		return ""
	}
	return "(" + strings.Join(numbers, ",") + ")"
}

// routine writes the name of a function with the types of its arguments, if
// they are given.
func routine(f *pg.ObjectWithArgs) string {
	if f.ArgsUnspecified {
		return named(f.Objname)
	}
	return named(f.Objname) + arguments(f.Objargs)
}

// arguments writes the types of arguments. An operator without a left one has
// an empty node there.
func arguments(args []*pg.Node) string {
	types := make([]string, len(args))
	for i, arg := range args {
		if types[i] = typeName(arg.GetTypeName()); types[i] == "" {
			types[i] = "none"
		}
	}
	return "(" + strings.Join(types, ", ") + ")"
}

func role(r *pg.RoleSpec) string {
	switch r.GetRoletype() {
	case pg.RoleSpecType_ROLESPEC_CURRENT_ROLE:
		return "current_role"
	case pg.RoleSpecType_ROLESPEC_CURRENT_USER:
		return "current_user"
	case pg.RoleSpecType_ROLESPEC_SESSION_USER:
		return "session_user"
	case pg.RoleSpecType_ROLESPEC_PUBLIC:
		return "public"
	}
	return ident(r.GetRolename())
}

func roles(nodes []*pg.Node) (objects []sqlstmt.Object) {
	for _, n := range nodes {
		objects = append(objects, object("role", role(n.GetRoleSpec())))
	}
	return objects
}

func roleNames(roles []sqlstmt.Object) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = r.Name
	}
	return listed(names)
}

func object(kind, name string) sqlstmt.Object { return sqlstmt.Object{Kind: kind, Name: name} }

func table(r *pg.RangeVar) sqlstmt.Object { return object("table", relation(r)) }

// objectWords are the words of the SQL manual for kinds of objects.
var objectWords = map[pg.ObjectType]string{
	pg.ObjectType_OBJECT_ACCESS_METHOD:   "access method",
	pg.ObjectType_OBJECT_AGGREGATE:       "aggregate",
	pg.ObjectType_OBJECT_ATTRIBUTE:       "attribute",
	pg.ObjectType_OBJECT_CAST:            "cast",
	pg.ObjectType_OBJECT_COLLATION:       "collation",
	pg.ObjectType_OBJECT_COLUMN:          "column",
	pg.ObjectType_OBJECT_CONVERSION:      "conversion",
	pg.ObjectType_OBJECT_DATABASE:        "database",
	pg.ObjectType_OBJECT_DOMAIN:          "domain",
	pg.ObjectType_OBJECT_DOMCONSTRAINT:   "constraint",
	pg.ObjectType_OBJECT_EVENT_TRIGGER:   "event trigger",
	pg.ObjectType_OBJECT_EXTENSION:       "extension",
	pg.ObjectType_OBJECT_FDW:             "foreign data wrapper",
	pg.ObjectType_OBJECT_FOREIGN_SERVER:  "server",
	pg.ObjectType_OBJECT_FOREIGN_TABLE:   "foreign table",
	pg.ObjectType_OBJECT_FUNCTION:        "function",
	pg.ObjectType_OBJECT_INDEX:           "index",
	pg.ObjectType_OBJECT_LANGUAGE:        "language",
	pg.ObjectType_OBJECT_LARGEOBJECT:     "large object",
	pg.ObjectType_OBJECT_MATVIEW:         "materialized view",
	pg.ObjectType_OBJECT_OPCLASS:         "operator class",
	pg.ObjectType_OBJECT_OPERATOR:        "operator",
	pg.ObjectType_OBJECT_OPFAMILY:        "operator family",
	pg.ObjectType_OBJECT_PARAMETER_ACL:   "parameter",
	pg.ObjectType_OBJECT_POLICY:          "policy",
	pg.ObjectType_OBJECT_PROCEDURE:       "procedure",
	pg.ObjectType_OBJECT_PUBLICATION:     "publication",
	pg.ObjectType_OBJECT_ROLE:            "role",
	pg.ObjectType_OBJECT_ROUTINE:         "routine",
	pg.ObjectType_OBJECT_RULE:            "rule",
	pg.ObjectType_OBJECT_SCHEMA:          "schema",
	pg.ObjectType_OBJECT_SEQUENCE:        "sequence",
	pg.ObjectType_OBJECT_STATISTIC_EXT:   "statistics",
	pg.ObjectType_OBJECT_SUBSCRIPTION:    "subscription",
	pg.ObjectType_OBJECT_TABCONSTRAINT:   "constraint",
	pg.ObjectType_OBJECT_TABLE:           "table",
	pg.ObjectType_OBJECT_TABLESPACE:      "tablespace",
	pg.ObjectType_OBJECT_TRANSFORM:       "transform",
	pg.ObjectType_OBJECT_TRIGGER:         "trigger",
	pg.ObjectType_OBJECT_TSCONFIGURATION: "text search configuration",
	pg.ObjectType_OBJECT_TSDICTIONARY:    "text search dictionary",
	pg.ObjectType_OBJECT_TSPARSER:        "text search parser",
	pg.ObjectType_OBJECT_TSTEMPLATE:      "text search template",
	pg.ObjectType_OBJECT_TYPE:            "type",
	pg.ObjectType_OBJECT_USER_MAPPING:    "user mapping",
	pg.ObjectType_OBJECT_VIEW:            "view",
}

func objectWord(t pg.ObjectType) string {
	if word, ok := objectWords[t]; ok {
		return word
	}
	return "object"
}

// target returns the object of a given type that a node names, and the object
// that it belongs to, if the name says so.
func target(t pg.ObjectType, node *pg.Node) []sqlstmt.Object {
	word, items := objectWord(t), node.GetList().GetItems()
	switch t {
	case pg.ObjectType_OBJECT_TRIGGER, pg.ObjectType_OBJECT_RULE, pg.ObjectType_OBJECT_POLICY,
		pg.ObjectType_OBJECT_TABCONSTRAINT, pg.ObjectType_OBJECT_COLUMN:
		if last := len(items) - 1; last > 0 {
			return []sqlstmt.Object{object(word, named(items[last:])), object("table", named(items[:last]))}
		}
	case pg.ObjectType_OBJECT_DOMCONSTRAINT:
		return []sqlstmt.Object{object(word, named(items[1:])), object("domain", typeName(items[0].GetTypeName()))}
	case pg.ObjectType_OBJECT_OPCLASS, pg.ObjectType_OBJECT_OPFAMILY:
		return []sqlstmt.Object{object(word, named(items[1:]))}
	case pg.ObjectType_OBJECT_CAST:
		return []sqlstmt.Object{object(word, "("+typeName(items[0].GetTypeName())+" as "+typeName(items[1].GetTypeName())+")")}
	case pg.ObjectType_OBJECT_TRANSFORM:
		return []sqlstmt.Object{object(word, "for "+typeName(items[0].GetTypeName())+" language "+named(items[1:]))}
	}
	return []sqlstmt.Object{object(word, nodeName(node))}
}

// nodeName writes the name that a node holds, in any of the forms that the
// parser uses.
func nodeName(node *pg.Node) string {
	switch n := node.GetNode().(type) {
	case *pg.Node_String_:
		return ident(n.String_.Sval)
	case *pg.Node_List:
		return named(n.List.Items)
	case *pg.Node_TypeName:
		return typeName(n.TypeName)
	case *pg.Node_RangeVar:
		return relation(n.RangeVar)
	case *pg.Node_RoleSpec:
		return role(n.RoleSpec)
	case *pg.Node_Integer:
		return strconv.Itoa(int(n.Integer.Ival))
	case *pg.Node_Float:
		return n.Float.Fval
	case *pg.Node_ObjectWithArgs:
		if name := texts(n.ObjectWithArgs.Objname); len(name) > 0 && !isLetter(name[len(name)-1]) {
			return operatorName(n.ObjectWithArgs.Objname) + arguments(n.ObjectWithArgs.Objargs)
		}
		return routine(n.ObjectWithArgs)
	}
	return ""
}

// isLetter tells whether a name is not that of an operator.
func isLetter(name string) bool { return !strings.ContainsAny(name[:1], "~!@#^&|`?+-*/%<>=") }
