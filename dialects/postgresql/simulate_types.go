//go:build cgo

package postgresql

import (
	"fmt"
	"strconv"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// shownTypes are the types that format_type shows under another name than pg_type has.
var shownTypes = map[string]string{
	"bool": "boolean", "int2": "smallint", "int4": "integer", "int8": "bigint", "float4": "real", "float8": "double precision",
	"varchar": "character varying", "bpchar": "character", "varbit": "bit varying", "decimal": "numeric",
	"time": "time without time zone", "timetz": "time with time zone",
	"timestamp": "timestamp without time zone", "timestamptz": "timestamp with time zone", "char": `"char"`,
}

// builtinTypes are the types of pg_catalog that columns and arguments can have.
var builtinTypes = wordSet(`aclitem any anyarray anycompatible anycompatiblearray anycompatiblemultirange
	anycompatiblenonarray anycompatiblerange anyelement anyenum anymultirange anynonarray anyrange bit bool box bpchar
	bytea char cid cidr circle cstring date datemultirange daterange event_trigger fdw_handler float4 float8
	index_am_handler inet int2 int2vector int4 int4multirange int4range int8 int8multirange int8range internal interval
	json jsonb jsonpath language_handler line lseg macaddr macaddr8 money name numeric nummultirange numrange oid
	oidvector path pg_lsn pg_node_tree pg_snapshot point polygon record refcursor regclass regcollation regconfig
	regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype table_am_handler text tid time
	timestamp timestamptz timetz trigger tsm_handler tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector
	txid_snapshot unknown uuid varbit varchar void xid xid8 xml`)

// serials are the words that stand for a type with a sequence.
var serials = map[string]string{
	"serial": "integer", "serial4": "integer", "bigserial": "bigint", "serial8": "bigint",
	"smallserial": "smallint", "serial2": "smallint",
}

func system(name string) schema.Type {
	return schema.Type{Name: schema.Name{Schema: schema.SystemSchema, Name: name}}
}

// typeOf resolves a type. One that is not there is a conflict.
func (s *simulation) typeOf(t *pg.TypeName) schema.Type {
	n := written(t.GetNames())
	if n.Name == "" {
		return schema.Type{}
	}
	if t.PctType {
		return s.columnType(t)
	}
	typ := s.typeNamed(n)
	if strings.HasPrefix(n.Name, "_") && typ.IsZero() {
		// _text is the internal name of text[].
		if typ = s.typeNamed(schema.Name{Schema: n.Schema, Name: n.Name[1:]}); !typ.IsZero() {
			typ.Array = true
			return typ
		}
	}
	if typ.IsZero() {
		s.missing("type", n.String())
		return schema.Type{}
	}
	typ.Mod = typeMod(typ, t)
	if typ.Name.Name == "character" && typ.Name.Schema == schema.SystemSchema && typ.Mod == "" {
		typ.Name.Name = "bpchar"
	}
	typ.Array = len(t.ArrayBounds) > 0
	return typ
}

// typeNamed finds a type by its name; the zero Type if there is none for sure.
func (s *simulation) typeNamed(n schema.Name) schema.Type {
	if (n.Schema == "" || n.Schema == schema.SystemSchema) && builtinTypes[n.Name] {
		if shown, ok := shownTypes[n.Name]; ok {
			return system(shown)
		}
		return system(n.Name)
	}
	if u, known := s.cat.Type(n.Schema, n.Name); u != nil {
		return schema.Type{Name: u.Name}
	} else if t, tableKnown := s.cat.Table(n.Schema, n.Name); t != nil {
		return schema.Type{Name: t.Name}
	} else if known.No() && tableKnown.No() && !s.foreignTypes() {
		return schema.Type{}
	}
	if n.Schema == "" {
		n.Schema = s.cat.CreationSchema()
	}
	return schema.Type{Name: n}
}

// foreignTypes tells whether an extension is there of which it is not known what
// it brings.
func (s *simulation) foreignTypes() bool {
	for _, e := range s.cat.Extensions() {
		if !schema.KnownExtension(e.Name.Name) {
			return true
		}
	}
	return false
}

// castClasses are the built-in types between which the server casts by itself when
// a column changes its type: within a class, and from all to text.
// https://www.postgresql.org/docs/current/catalog-pg-cast.html
var castClasses = map[string]string{
	"smallint": "number", "integer": "number", "bigint": "number", "numeric": "number", "real": "number", "double precision": "number",
	"text": "text", "character varying": "text", "character": "text", "bpchar": "text",
	"date": "time", "timestamp without time zone": "time", "timestamp with time zone": "time",
	"boolean": "boolean", "uuid": "uuid", "json": "json", "jsonb": "json", "bytea": "bytea",
}

// castable tells whether the server can change a column to a type by itself, or,
// where USING says how, its default. What is not certain is taken as possible.
func (s *simulation) castable(t *schema.Table, col *schema.Column, to schema.Type, using bool) bool {
	if t.Doubt != nil || s.casts(col.Type, to) {
		return true
	}
	written := fmt.Sprintf("from %s to %s", s.cat.FormatType(col.Type), s.cat.FormatType(to))
	switch {
	case !using:
		s.conflict(schema.Mismatched, "column "+col.Name, "column %s of table %s cannot be cast %s without USING", col.Name, t.Name, written)
	case col.Default != nil && col.Generated == nil:
		s.conflict(schema.Mismatched, "column "+col.Name, "the default of column %s of table %s cannot be cast %s: drop it first", col.Name, t.Name, written)
	default:
		return true
	}
	return false
}

func (s *simulation) casts(from, to schema.Type) bool {
	from, to = s.below(from), s.below(to)
	a, b := s.castClass(from), s.castClass(to)
	return a == "" || b == "" || b == "text" && !to.Array || a == b && from.Array == to.Array
}

// castClass is the class of a type; "" where what it can be cast to is not known.
func (s *simulation) castClass(t schema.Type) string {
	if t.Name.Schema == schema.SystemSchema {
		return castClasses[t.Name.Name]
	}
	if u, known := s.cat.Type(t.Name.Schema, t.Name.Name); known.Yes() && u.Kind == schema.Enum {
		return "enum " + t.Name.String()
	}
	return ""
}

// columnType resolves table.column%TYPE.
func (s *simulation) columnType(t *pg.TypeName) schema.Type {
	parts := texts(t.Names)
	if len(parts) < 2 {
		return schema.Type{}
	}
	sch := ""
	if len(parts) > 2 {
		sch = parts[len(parts)-3]
	}
	if col, _ := s.cat.Column(sch, parts[len(parts)-2], parts[len(parts)-1]); col != nil {
		return col.Type
	}
	return schema.Type{}
}

// typeMod writes what stands in parentheses behind a type as the server does.
func typeMod(typ schema.Type, t *pg.TypeName) string {
	if len(t.Typmods) == 0 {
		return ""
	}
	if typ.Name.Schema == schema.SystemSchema && typ.Name.Name == "interval" {
		return intervalMod(t.Typmods)
	}
	var mods []string
	for _, m := range t.Typmods {
		mods = append(mods, modText(m))
	}
	if typ.Name.Schema == schema.SystemSchema && typ.Name.Name == "numeric" && len(mods) == 1 {
		mods = append(mods, "0")
	}
	return "(" + strings.Join(mods, ",") + ")"
}

func modText(m *pg.Node) string {
	switch {
	case m.GetAConst().GetIval() != nil:
		return strconv.Itoa(int(m.GetAConst().GetIval().Ival))
	case m.GetAConst().GetSval() != nil:
		return m.GetAConst().GetSval().Sval
	case m.GetColumnRef() != nil:
		// A word such as geometry(point, 4326), which PostGIS shows capitalised.
		word := strings.Join(texts(m.GetColumnRef().Fields), ".")
		return strings.ToUpper(word[:1]) + strings.ToLower(word[1:])
	case m.GetAConst() != nil:
		// The parser leaves out the zero of an integer.
		return "0"
	}
	return deparse(m)
}

// intervalFields are the bits that the parser stores for the fields of an interval.
var intervalFields = map[int32]string{
	1 << 2: " year", 1 << 1: " month", 1 << 3: " day", 1 << 10: " hour", 1 << 11: " minute", 1 << 12: " second",
	1<<2 | 1<<1: " year to month", 1<<3 | 1<<10: " day to hour", 1<<3 | 1<<10 | 1<<11: " day to minute",
	1<<3 | 1<<10 | 1<<11 | 1<<12: " day to second", 1<<10 | 1<<11: " hour to minute",
	1<<10 | 1<<11 | 1<<12: " hour to second", 1<<11 | 1<<12: " minute to second",
}

func intervalMod(mods []*pg.Node) string {
	text := intervalFields[mods[0].GetAConst().GetIval().GetIval()]
	if len(mods) > 1 {
		text += "(" + modText(mods[1]) + ")"
	}
	return text
}
