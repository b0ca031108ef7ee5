package mysql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// writeCast writes CAST, which takes a few types only. A cast to another type is
// left out, as SQLAlchemy does.
// See https://dev.mysql.com/doc/refman/8.4/en/cast-functions.html.
func (w *writers) writeCast(c *sqlexprs.Compiler, cast *ir.Cast) string {
	to := w.types.Resolve(cast.To)
	if to.IsNull() {
		return c.Fail("a CAST has no type")
	}
	name := w.castName(c, to)
	if name == "" {
		// The operand may be in need of the parentheses that CAST had.
		return c.Expr(ir.Enclose(cast.Expr, ir.OpCollate, nil))
	}
	return "CAST(" + c.Expr(cast.Expr) + " AS " + name + ")"
}

// castName is what CAST calls a type; "" if it has no name for it.
func (w *writers) castName(c *sqlexprs.Compiler, t *ir.Type) string {
	switch {
	case t.Is("Integer", "SmallInteger", "BigInteger", "INTEGER", "SMALLINT", "BIGINT", "MEDIUMINT", "TINYINT"):
		if isParam(t, "unsigned") {
			return "UNSIGNED INTEGER"
		}
		return "SIGNED INTEGER"
	case t.Is("TIMESTAMP") && t.Dialect != "mssql", t.Is("Interval"):
		return "DATETIME"
	case t.Is("DECIMAL", "DateTime", "DATETIME", "Date", "DATE", "Time", "TIME"):
		return c.Type(t)
	case t.Is("Numeric", "NUMERIC"):
		return strings.Replace(c.Type(t), "NUMERIC", "DECIMAL", 1)
	case isText(t) && !t.Is("Enum", "ENUM", "SET"):
		return c.Type(castText(t))
	case t.Is("LargeBinary", "BLOB", "BINARY", "VARBINARY", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB"):
		return "BINARY"
	case t.Is("JSON") && w.flavour == MySQL: // MariaDB keeps JSON as a text, and has no such cast
		return "JSON"
	}
	return ""
}

// castText is the CHAR that CAST takes in the place of a type of text.
func castText(t *ir.Type) *ir.Type {
	as := *t
	as.Class = "CHAR"
	switch {
	case t.Is("CHAR"):
	case t.Dialect == "mysql":
		as.Params = nil
		for _, p := range t.Params {
			if p.Name != "national" {
				as.Params = append(as.Params, p)
			}
		}
	default:
		as = ir.Type{Class: "CHAR", Length: t.Length}
	}
	return &as
}
