package mysql

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// exprSQL writes an expression or a statement of the expression language.
func exprSQL(f flavour, e ir.Expr) (string, error) { return f.writers().statement(e) }

// statement writes a statement of the expression language.
func (w *writers) statement(e ir.Expr) (string, error) {
	return sqlexprs.Compile(w.exprs, e, sqlexprs.Options{})
}

// ddlExpr writes an expression inside of DDL: columns without their table.
func (w *writers) ddlExpr(e ir.Expr) (string, error) {
	return sqlexprs.Compile(w.exprs, e, sqlexprs.Options{NoTable: true})
}

func newExprs(w *writers) *sqlexprs.Dialect {
	return &sqlexprs.Dialect{
		Name: w.flavour.facts().name, Title: w.title(), Names: w.idents, Literal: w.literal, TypeName: w.types.Name,
		Binary: map[ir.Operator]func(*sqlexprs.Compiler, *ir.Binary) string{
			ir.OpDistinctFrom:  func(c *sqlexprs.Compiler, b *ir.Binary) string { return "NOT (" + nullSafe(c, b) + ")" },
			ir.OpNotDistinct:   nullSafe,
			ir.OpMatch:         writeMatch,
			ir.OpNotMatch:      func(c *sqlexprs.Compiler, b *ir.Binary) string { return "NOT " + writeMatch(c, b) },
			ir.OpRegexp:        w.writeRegexp,
			ir.OpNotRegexp:     w.writeRegexp,
			ir.OpRegexpReplace: w.writeRegexpReplace,
			ir.OpCustom:        w.writeCustom,
			ir.OpJSONItem:      writeJSONItem,
			ir.OpJSONPath:      writeJSONItem,
			ir.OpBetween:       sqlexprs.NoSymmetric(w.title()),
			ir.OpNotBetween:    sqlexprs.NoSymmetric(w.title()),
		},
		Unary: map[ir.Operator]func(*sqlexprs.Compiler, *ir.Unary) string{
			// See https://dev.mysql.com/doc/refman/8.4/en/working-with-null.html.
			ir.OpNullsFirst: sqlexprs.NullsLowest(w.title()), ir.OpNullsLast: sqlexprs.NullsLowest(w.title()),
			ir.OpAny: sqlexprs.QueryOnly(w.title()), ir.OpAll: sqlexprs.QueryOnly(w.title()),
		},
		Lacks: w.lacks,
		Funcs: map[string]func(*sqlexprs.Compiler, *ir.Func) string{
			"random":            func(c *sqlexprs.Compiler, f *ir.Func) string { return "rand(" + c.List(f.Args) + ")" },
			"rollup":            func(c *sqlexprs.Compiler, f *ir.Func) string { return c.List(f.Args) + " WITH ROLLUP" },
			"sysdate":           func(*sqlexprs.Compiler, *ir.Func) string { return "SYSDATE()" },
			"aggregate_strings": writeGroupConcat,
		},
		Cast: w.writeCast, Limit: writeLimit, Lock: w.writeLock, Conflict: writeDuplicate,
		UpdateTables: true, DeleteUsing: true, DeleteFrom: "USING", ChangeLimit: w.rowLimit,
		Sequence: func(_ *sqlexprs.Compiler, s *ir.Sequence) string {
			return "nextval(" + w.idents.Table(s.Schema, s.Name) + ")"
		},
		NoSequenceDefaults: true,
		Concat:             func(parts []string) string { return "concat(" + strings.Join(parts, ", ") + ")" },
		EmptySet:           "SELECT _in_0 FROM (SELECT 1 AS _in_0) as _empty_set WHERE 1!=1",
		Inserted: func(c *sqlexprs.Compiler, col *ir.ColumnRef) string {
			return "VALUES(" + c.Name(col.Name) + ")"
		},
		NoArrays: true, InnerJoin: "INNER JOIN",
		WithBehindInsert: true, WhereFrom: " FROM DUAL",
		// MariaDB has RETURNING behind INSERT and DELETE, and WITH before SELECT alone.
		// See https://mariadb.com/kb/en/insertreturning/ and https://mariadb.com/kb/en/with/.
		Returning: w.flavour == MariaDB, NoUpdateReturning: true, WithSelectOnly: w.flavour == MariaDB,
		NoDefaultValues: true, NoBoolean: true, FloatDivision: true,
		ExtractFields: map[string]string{"milliseconds": "millisecond"},
		LabelLength:   maxAlias,
	}
}

func nullSafe(c *sqlexprs.Compiler, b *ir.Binary) string { return c.Infix(b, " <=> ", false) }

// writeMatch writes a search of a full-text index.
// See https://dev.mysql.com/doc/refman/8.4/en/fulltext-search.html.
func writeMatch(c *sqlexprs.Compiler, b *ir.Binary) string {
	modes := ir.MatchModes{Boolean: true}
	if b.Modes != nil {
		modes = *b.Modes
	}
	if modes.Boolean && (modes.NaturalLanguage || modes.QueryExpansion) {
		return c.Fail("IN BOOLEAN MODE of MATCH cannot stand beside another mode")
	}
	text := "MATCH (" + c.Expr(b.Left) + ") AGAINST (" + c.Expr(b.Right)
	if modes.Boolean {
		text += " IN BOOLEAN MODE"
	}
	if modes.NaturalLanguage {
		text += " IN NATURAL LANGUAGE MODE"
	}
	if modes.QueryExpansion {
		text += " WITH QUERY EXPANSION"
	}
	return text + ")"
}

// writeRegexp writes a comparison with a regular expression. Flags are a third
// argument of MySQL's function, and a part of MariaDB's pattern.
func (w *writers) writeRegexp(c *sqlexprs.Compiler, b *ir.Binary) string {
	word, not := " REGEXP ", ""
	if b.Op == ir.OpNotRegexp {
		word, not = " NOT REGEXP ", "NOT "
	}
	switch {
	case b.Flags == nil:
		return c.Infix(b, word, false)
	case w.flavour == MariaDB:
		return c.Expr(b.Left) + word + flagged(c, *b.Flags, b.Right)
	}
	return not + "REGEXP_LIKE(" + c.Expr(b.Left) + ", " + c.Expr(b.Right) + ", " + c.Literal(*b.Flags, ir.StringType) + ")"
}

func flagged(c *sqlexprs.Compiler, flags string, pattern ir.Expr) string {
	return "CONCAT('(?', " + c.Literal(flags, ir.StringType) + ", ')', " + c.Expr(pattern) + ")"
}

func (w *writers) writeRegexpReplace(c *sqlexprs.Compiler, b *ir.Binary) string {
	const pair = 2
	text := "REGEXP_REPLACE(" + c.Expr(b.Left) + ", "
	args, ok := b.Right.(*ir.ExprList)
	switch {
	case b.Flags == nil:
		return text + c.Expr(b.Right) + ")"
	case w.flavour == MariaDB && ok && len(args.Items) == pair:
		return text + flagged(c, *b.Flags, args.Items[0]) + ", " + c.Expr(args.Items[1]) + ")"
	}
	return text + c.Expr(b.Right) + ", " + c.Literal(*b.Flags, ir.StringType) + ")"
}

func writeGroupConcat(c *sqlexprs.Compiler, f *ir.Func) string {
	const pair = 2
	if len(f.Args) != pair {
		return c.Fail("aggregate_strings() takes an expression and a separator")
	}
	return "group_concat(" + c.Expr(f.Args[0]) + " SEPARATOR " + c.Expr(f.Args[1]) + ")"
}

// writeJSONItem takes an element out of a JSON value. What is no JSON itself is
// turned into its type, with JSON's null as NULL.
func writeJSONItem(c *sqlexprs.Compiler, b *ir.Binary) string {
	item := func() string {
		return "JSON_EXTRACT(" + c.Expr(b.Left) + ", " + jsonPath(c, b) + ")"
	}
	if b.Of.Is("JSON", "JSONB") {
		return item()
	}
	text := "CASE " + item() + " WHEN 'null' THEN NULL "
	switch {
	case sqlexprs.IsInteger(b.Of):
		text += "ELSE CAST(" + item() + " AS SIGNED INTEGER)"
	case sqlexprs.IsNumeric(b.Of) && b.Of.Precision != nil && b.Of.Scale != nil:
		text += fmt.Sprintf("ELSE CAST(%s AS DECIMAL(%d, %d))", item(), *b.Of.Precision, *b.Of.Scale)
	case sqlexprs.IsNumeric(b.Of):
		text += "ELSE " + item() + "+0.0000000000000000000000"
	case b.Of.Is("Boolean", "BOOLEAN"):
		text += "WHEN true THEN true ELSE false"
	case isText(b.Of):
		text += "ELSE JSON_UNQUOTE(" + item() + ")"
	default:
		text += "ELSE " + item()
	}
	return text + " END"
}

// jsonPath writes where the element is: '$."key"[1]'.
// See https://dev.mysql.com/doc/refman/8.4/en/json.html#json-path-syntax.
func jsonPath(c *sqlexprs.Compiler, b *ir.Binary) string {
	steps := b.Path
	if b.Op == ir.OpJSONItem {
		return c.Expr(b.Right) // a constant of the type JSONIndexType, or an expression
	}
	path := "$"
	for _, step := range steps {
		text, ok := jsonStep(step)
		if !ok {
			return c.Fail("a path into a JSON value is made of keys and numbers")
		}
		path += text
	}
	return c.Literal(path, ir.StringType)
}

// jsonStep writes one key or number of a path.
func jsonStep(v ir.Value) (string, bool) {
	switch v := v.(type) {
	case *big.Int:
		return "[" + v.String() + "]", true
	case string:
		return `."` + v + `"`, true
	}
	return "", false
}

// isText tells whether a type holds text, by its class in SQLAlchemy.
func isText(t *ir.Type) bool {
	return t.Is("String", "Text", "Unicode", "UnicodeText", "Enum", "ENUM", "SET", "VARCHAR", "NVARCHAR", "CHAR", "NCHAR", "TEXT", "CLOB",
		"TINYTEXT", "MEDIUMTEXT", "LONGTEXT")
}

func writeLimit(c *sqlexprs.Compiler, limit, offset ir.Expr) string {
	if offset == nil {
		return " \n LIMIT " + c.Expr(limit)
	}
	// There is no OFFSET without a LIMIT; the manual names this number for it.
	// See https://dev.mysql.com/doc/refman/8.4/en/select.html.
	most := "18446744073709551615"
	start := c.Expr(offset)
	if limit != nil {
		most = c.Expr(limit)
	}
	return " \n LIMIT " + start + ", " + most
}

// writeLock: MySQL has NOWAIT and SKIP LOCKED only behind FOR SHARE, MariaDB only behind LOCK IN SHARE MODE.
// https://dev.mysql.com/doc/refman/8.4/en/innodb-locking-reads.html, https://mariadb.com/kb/en/lock-in-share-mode/
func (w *writers) writeLock(_ *sqlexprs.Compiler, l *ir.Lock) string {
	text := " FOR UPDATE"
	switch {
	case l.Read && w.flavour == MySQL && (l.NoWait || l.SkipLocked):
		text = " FOR SHARE"
	case l.Read:
		text = " LOCK IN SHARE MODE"
	}
	if l.NoWait {
		text += " NOWAIT"
	}
	if l.SkipLocked {
		text += " SKIP LOCKED"
	}
	return text
}

// rowLimit writes the LIMIT of an UPDATE or a DELETE (mysql_limit).
func (w *writers) rowLimit(c *sqlexprs.Compiler, options []ir.Option) string {
	switch v := option(w.flavour, options, "limit").(type) {
	case nil:
		return ""
	case *big.Int:
		return " LIMIT " + v.String()
	}
	return c.Fail("mysql_limit is no number")
}

// writeDuplicate writes ON DUPLICATE KEY UPDATE.
func writeDuplicate(c *sqlexprs.Compiler, ins *ir.Insert) string {
	k := ins.Conflict
	if !k.Duplicate {
		return c.Fail("%s has no ON CONFLICT, but ON DUPLICATE KEY UPDATE: sqlalchemy.dialects.mysql.insert()", c.Dialect().Title)
	}
	items := k.Set
	if !k.Ordered {
		items = inTableOrder(ins.Table, items)
	}
	sets := make([]string, len(items))
	for i, item := range items {
		value := c.Bare(false, true, func() string { return c.Expr(item.Value) })
		sets[i] = c.Name(item.Column.Name) + " = " + value
	}
	return "ON DUPLICATE KEY UPDATE " + strings.Join(sets, ", ")
}

// inTableOrder sorts assignments by the columns of the table.
func inTableOrder(t *ir.TableFrom, items []ir.SetItem) []ir.SetItem {
	sorted := make([]ir.SetItem, 0, len(items))
	for _, col := range t.Columns {
		for _, item := range items {
			if item.Column.Name.Text == col.Name.Text {
				sorted = append(sorted, item)
			}
		}
	}
	return sorted
}
