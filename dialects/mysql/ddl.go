package mysql

import (
	"math/big"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

func newDDL(w *writers) *ansi.DDL {
	return &ansi.DDL{
		Idents: w.idents, Type: w.types.Name, Expr: w.ddlExpr, Statement: w.statement, Literal: w.textLiteral,
		ColumnSpec: w.columnSpec, TableOptions: w.tableOptions, Include: w.keyUsing, HasType: w.hasType, Match: noMatch, Adapt: w.adapt,
		CreateIndex: w.createIndex, DropIndex: w.dropIndex, DropConstraint: w.dropConstraint, AlterColumn: w.alterColumn,
		Comment: w.tableComment, NoCycle: "NOCYCLE", InlineComments: true,
	}
}

// option returns an argument named mysql_NAME or mariadb_NAME, whichever the
// flavour is; nil if it was not given or is None.
func option(f flavour, options []ir.Option, name string) any {
	return optionOf(f.facts().name, options, name)
}

// sharedOption is option for the arguments that MariaDB takes from MySQL's, too.
func sharedOption(f flavour, options []ir.Option, name string) any {
	if v := option(f, options, name); v != nil {
		return v
	}
	return option(MySQL, options, name)
}

func optionOf(dialect string, options []ir.Option, name string) any {
	for _, o := range options {
		if o.Dialect == dialect && o.Name == name {
			return o.Value
		}
	}
	return nil
}

// asText returns an option that stands in the SQL as it is.
func (w *writers) asText(name string, v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case *big.Int:
		return v.String(), nil
	case ir.Expr:
		return w.ddlExpr(v)
	}
	return "", ansi.Errorf("give a text", "the value of %s_%s cannot be written as SQL", w.flavour.facts().name, name)
}

// columnSpec writes a column: AUTO_INCREMENT in the place of the default of a
// column that numbers itself.
func (w *writers) columnSpec(d *ansi.DDL, c *ir.Column) (string, error) {
	t, err := d.Type(c.Type)
	if err != nil {
		return "", err
	}
	text := d.Idents.Quote(c.Name) + " " + t
	if c.Computed != nil {
		bare := *c
		bare.Identity = nil
		generated, err := d.Generated(&bare)
		if err != nil {
			return "", err
		}
		text += generated
	}
	text += w.nullability(c)
	if c.Comment != nil {
		comment, err := d.Literal(*c.Comment)
		if err != nil {
			return "", err
		}
		text += " COMMENT " + comment
	}
	if c.Generated && c.Default == nil && c.Computed == nil {
		return text + " AUTO_INCREMENT", nil
	}
	if c.Default != nil {
		def, err := w.defaultValue(d, c.Default)
		if err != nil {
			return "", err
		}
		text += " DEFAULT " + def
	}
	return text, nil
}

// nullability writes NULL for a TIMESTAMP, which older servers take for NOT NULL
// where nothing is said. MariaDB does not take NOT NULL for a generated column, of which lowerOp warns.
// See https://mariadb.com/kb/en/generated-columns/.
func (w *writers) nullability(c *ir.Column) string {
	if w.flavour == MariaDB && c.Computed != nil {
		return nullOf(w.isTimestamp(c.Type))
	}
	if !c.Nullable {
		return " NOT NULL"
	}
	return nullOf(w.isTimestamp(c.Type))
}

func nullOf(timestamp bool) string {
	if timestamp {
		return " NULL"
	}
	return ""
}

func (w *writers) isTimestamp(t *ir.Type) bool {
	t = w.types.Resolve(t)
	return t.Is("TIMESTAMP") && t.Dialect != "mssql"
}

// defaultValue writes what follows DEFAULT. MySQL takes an expression only in
// parentheses; MariaDB takes a call, a word and a CASE without them as well.
// See https://dev.mysql.com/doc/refman/8.4/en/data-type-defaults.html and https://mariadb.com/kb/en/create-table/.
func (w *writers) defaultValue(d *ansi.DDL, def *ir.ServerDefault) (string, error) {
	text, err := d.Default(def)
	if err == nil && def.Literal == nil && needsParentheses(text) && !(w.flavour == MariaDB && isCall(text)) {
		text = "(" + text + ")"
	}
	return text, err
}

// plainDefaults are the defaults that are no expressions to the server: constants
// with or without a sign, a prefix or a character set, and the present time.
var plainDefaults = lazyregexp.New(`(?is)^(?:` +
	`[+-]?[0-9.]+(?:e[+-]?[0-9]+)?|0x[0-9a-f]+|0b[01]+|null|true|false|` +
	`(?:[bxn]|_[a-z0-9]+\s*|(?:date|time|timestamp)\s*)?(?:'(?:[^'\\]|''|\\.)*'|"(?:[^"\\]|""|\\.)*")|` +
	`now\s*\(\s*[0-9]*\s*\)|(?:current_timestamp|localtimestamp|localtime)(?:\s*\([0-9]*\))?` +
	`)$`)

// needsParentheses tells whether a default is an expression without them. One
// that says ON UPDATE is not touched: the words are no part of it.
func needsParentheses(text string) bool {
	text = strings.TrimSpace(text)
	return !plainDefaults.MatchString(text) && !onUpdate.MatchString(text) && !isEnclosed(text)
}

var presentTime = lazyregexp.New(`(?i)^\s*(?:now\s*\(|current_timestamp|localtime)[^']*$`)

// isPresentTime tells whether a default is the time of the statement, and nothing else.
func isPresentTime(text string) bool {
	return plainDefaults.MatchString(strings.TrimSpace(text)) && presentTime.MatchString(text)
}

// isCall tells whether a default is one word, one call of a function, or a CASE.
func isCall(text string) bool {
	text = strings.TrimSpace(text)
	if upper := strings.ToUpper(text); strings.HasPrefix(upper, "CASE ") && strings.HasSuffix(upper, " END") {
		return true
	}
	name := strings.TrimLeft(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$.`")
	return len(name) < len(text) && (name == "" || isEnclosed(name))
}

// isEnclosed tells whether the first parenthesis closes at the end of the text.
func isEnclosed(text string) bool {
	depth, quote := 0, rune(0)
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '\'' || r == '"' || r == '`':
			quote = r
		case r == '(':
			depth++
		case r == ')':
			depth--
		}
		if depth == 0 {
			return i > 0 && i == len(text)-1
		}
	}
	return false
}

var onUpdate = lazyregexp.New(`(?i)\bon\s+update\b`)

// hasType: an enum is a type of its own, unless it was told not to be; a boolean
// is a number, whose CHECK is written.
func (w *writers) hasType(t *ir.Type) bool {
	t = w.types.Resolve(t)
	return t.Enum != nil && (t.Enum.Native || t.Dialect != "")
}

// keyUsing writes the kind of index of a primary key (mysql_using).
func (w *writers) keyUsing(d *ansi.DDL, options []ir.Option) (string, error) {
	if using, ok := sharedOption(w.flavour, options, "using").(string); ok && using != "" {
		return " USING " + indexKind(d, using), nil
	}
	return "", nil
}

// indexKind writes the kind of an index, a word that takes no quotes.
// See https://dev.mysql.com/doc/refman/8.4/en/create-index.html.
func indexKind(d *ansi.DDL, using string) string {
	if slices.Contains([]string{"BTREE", "HASH", "RTREE"}, strings.ToUpper(using)) {
		return using
	}
	return d.Idents.QuoteText(using)
}

func noMatch(string) (string, error) {
	return "", ansi.Errorf("leave match= out", "MySQL ignores MATCH of a foreign key, and with it ON DELETE and ON UPDATE")
}

func (w *writers) tableComment(d *ansi.DDL, o ansi.Comment) (string, error) {
	if !o.Column.IsZero() {
		return "", ansi.Errorf("use op.alter_column() with comment=", "a comment on a column is part of its definition")
	}
	text := ""
	if o.Text != nil {
		text = *o.Text
	}
	comment, err := d.Literal(text)
	return "ALTER TABLE " + d.Idents.Table(o.Table.Schema, o.Table.Name) + " COMMENT " + comment, err
}

// tableOptions writes the options of a table: those named after the dialect, in
// the order of the revision, then the comment; what partitions it at the end.
// SQLAlchemy takes the order of a Python set, which differs from run to run.
func (w *writers) tableOptions(d *ansi.DDL, t *ir.Table) (string, error) {
	var plain, parts []tableOption
	for _, o := range t.Options {
		if o.Dialect != w.flavour.facts().name || o.Name == "comment" && t.Comment != nil {
			continue
		}
		opt := tableOption{name: strings.ToUpper(o.Name), value: o.Value}
		if partitioning[opt.name] > 0 {
			parts = append(parts, opt)
		} else {
			plain = append(plain, opt)
		}
	}
	if t.Comment != nil {
		plain = append(plain, tableOption{name: "COMMENT", value: *t.Comment})
	}
	var texts []string
	for _, opt := range slices.Concat(collateLast(plain), partitionOrder(parts)) {
		text, err := w.tableOption(d, opt)
		if err != nil {
			return "", err
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, " "), nil
}
