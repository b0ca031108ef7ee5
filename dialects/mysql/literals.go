package mysql

import (
	"maps"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqltypes"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// literal writes a value as a literal of a type, which may be nil.
func (w *writers) literal(v ir.Value, t *ir.Type) (string, error) {
	text, err := w.types.Literal(v, t)
	return escaped(text), err
}

func (w *writers) textLiteral(text string) (string, error) { return w.literal(text, ir.StringType) }

// escaped doubles the backslashes of a literal, which are escapes unless the
// sql_mode has NO_BACKSLASH_ESCAPES.
// See https://dev.mysql.com/doc/refman/8.4/en/string-literals.html.
func escaped(literal string) string { return strings.ReplaceAll(literal, `\`, `\\`) }

// literalWriters are those of the types of the mysql dialect, by what they hold.
func literalWriters() map[string]sqltypes.LiteralWriter {
	literals := map[string]sqltypes.LiteralWriter{"SET": literalSet, "UUID": literalUUID, "JSONIndexType": literalJSONIndex, "ARRAY": noArray}
	for kinds, like := range map[string]string{
		"TINYINT MEDIUMINT YEAR":       "INTEGER",
		"TINYTEXT MEDIUMTEXT LONGTEXT": "TEXT",
		"TINYBLOB MEDIUMBLOB LONGBLOB": "BLOB",
	} {
		for kind := range strings.FieldsSeq(kinds) {
			literals[kind] = func(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) { return c.Literals[like](c, v, t) }
		}
	}
	return literals
}

// literalUUID writes the digits alone: SQLAlchemy knows of no type for UUIDs
// without a connection, and MariaDB's takes either form.
func literalUUID(c *sqltypes.Compiler, v ir.Value, _ *ir.Type) (string, error) {
	return c.Literal(v, &ir.Type{Class: "Uuid"})
}

// literalJSONIndex writes the key or the number of an element of a JSON value as a path.
func literalJSONIndex(_ *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	step, ok := jsonStep(v)
	if !ok {
		return "", &sqltypes.Error{Code: sqltypes.CodeLiteral, Message: sqltypes.Explain(v) + " is no key of a JSON value", Help: "give a text or a whole number"}
	}
	return sqltypes.Quote("$" + step), nil
}

func noArray(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	return "", &sqltypes.Error{Code: sqltypes.CodeLiteral, Message: c.Title + " has no arrays", Help: "store the list as JSON"}
}

// literalSet writes several values with commas between them, in the order of the
// type's, and a text or a number as it is.
func literalSet(c *sqltypes.Compiler, v ir.Value, t *ir.Type) (string, error) {
	list, ok := v.(ir.List)
	if !ok {
		return c.Literal(v, nil)
	}
	values, _ := t.Param("values").([]string)
	chosen := map[int]string{}
	for _, item := range list {
		text, isText := item.(string)
		at := slices.Index(values, text)
		if !isText || at < 0 {
			return "", &sqltypes.Error{Code: sqltypes.CodeLiteral, Message: sqltypes.Explain(item) + " is not a value of the SET", Help: "give values that the type has"}
		}
		chosen[at] = text
	}
	var texts []string
	for _, at := range slices.Sorted(maps.Keys(chosen)) {
		texts = append(texts, chosen[at])
	}
	return sqltypes.Quote(strings.Join(texts, ",")), nil
}
