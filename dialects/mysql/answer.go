package mysql

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Answer answers the queries by which revisions look at the schema: those of one view of
// information_schema with a list of simple conditions, SHOW TABLES, SHOW COLUMNS, SHOW INDEX and
// DESCRIBE; and any query of a table that is known to be empty.
func (d Dialect) Answer(sql string, cat *schema.Catalog) (answer ir.Answer, known bool, why string) {
	q := &query{f: d.Flavour, cat: cat, reader: read(d.Flavour, strings.TrimRight(strings.TrimSpace(sql), "; \t\r\n"))}
	switch {
	case q.take("SHOW"):
		q.show()
	case q.take("DESCRIBE"), q.take("DESC"):
		q.columnsOf()
	case q.take("SELECT", "EXISTS", "("), q.take("SELECT", "EXISTS") && q.take("("):
		q.exists()
	case q.take("SELECT"):
		q.selects()
	default:
		q.cannot("only SELECT, SHOW and DESCRIBE are answered")
	}
	if q.why == "" && !q.done() {
		q.cannot("the query has a form that is not answered")
	}
	if q.why != "" {
		return ir.Answer{}, false, q.why
	}
	return q.answer, true, ""
}

// query is the work on one query.
type query struct {
	*reader
	f      flavour
	cat    *schema.Catalog
	answer ir.Answer
	why    string // why there is no answer; empty while there is none
}

func (q *query) cannot(why string) {
	if q.why == "" {
		q.why = why
	}
}

// row is a row of a virtual table by the lower-case names of its columns.
type row map[string]any

// condition is one part of a WHERE: a column and what it is compared with.
type condition struct {
	column string
	op     string // "=", "<>", "in", "like", "null", "not null"
	values []any
}

func jsonNumber(n int) json.Number { return json.Number(strconv.Itoa(n)) }

// exists is SELECT EXISTS (SELECT ...).
func (q *query) exists() {
	q.at--
	inner := q.parens()
	if inner == nil || !inner.take("SELECT") {
		q.cannot("the query has a form that is not answered")
		return
	}
	sub := &query{f: q.f, cat: q.cat, reader: inner}
	sub.selects()
	if sub.why != "" || !sub.done() {
		q.cannot("the query has a form that is not answered" + strings.TrimPrefix(": "+sub.why, ": "))
		return
	}
	q.takeAlias()
	found := 0
	if len(sub.answer.Rows) > 0 {
		found = 1
	}
	q.answer = ir.Answer{Columns: []string{"exists"}, Rows: [][]any{{jsonNumber(found)}}}
}

func (q *query) takeAlias() {
	if q.take("AS") || q.isName(0) && !q.is("FROM") && !q.is("WHERE") && !q.is("ORDER") && !q.is("LIMIT") {
		q.name()
	}
}

// item is one column of a SELECT.
type item struct {
	name   string // what the result calls it
	column string // empty for the number of rows, or a constant
	value  any    // a constant
	counts bool
}

// items reads the list of a SELECT.
func (q *query) items() (items []item, ok bool) {
	end := q.find("FROM")
	if end < 0 {
		return nil, false
	}
	for _, p := range q.part(q.at, end).split() {
		it := item{name: p.rest()}
		switch {
		case p.is("COUNT", "("):
			p.at++
			inner := p.parens()
			if it.counts = true; inner.is("DISTINCT") || len(inner.toks) > 1 && inner.peek(1) != "." {
				return nil, false
			}
			if inner.isName(0) {
				_, it.column = inner.qualified()
				it.column = strings.ToLower(it.column)
			}
		case len(p.toks) > 0 && p.isName(0) && p.peek(1) != "(":
			_, it.column = p.qualified()
			it.column, it.name = strings.ToLower(it.column), it.column
		case len(p.toks) == 1:
			it.value = json.Number(p.rest())
			if _, err := strconv.Atoi(p.rest()); err != nil {
				return nil, false
			}
			p.at++
		}
		if p.take("AS") || p.isName(0) {
			it.name = p.name()
		}
		if !p.done() {
			return nil, false
		}
		items = append(items, it)
	}
	q.at = end + 1
	return items, true
}

// selects is SELECT ... FROM one table.
func (q *query) selects() {
	distinct := q.take("DISTINCT")
	start := q.at
	items, ok := q.items()
	if !ok {
		q.at = start
		if at := q.find("FROM"); at >= 0 {
			q.at = at + 1
			q.fromEmpty(nil)
			return
		}
		q.cannot("the query has a form that is not answered")
		return
	}
	sch, name := q.qualified()
	if !strings.EqualFold(sch, "information_schema") {
		q.at -= 1
		if sch != "" {
			q.at -= 2
		}
		q.fromEmpty(items)
		return
	}
	q.takeAlias()
	rows := q.filter(q.virtual(strings.ToLower(name)), name)
	q.ending()
	q.result(items, rows)
	if distinct {
		seen := map[string]bool{}
		q.answer.Rows = slices.DeleteFunc(q.answer.Rows, func(values []any) bool {
			key := fmt.Sprintf("%#v", values)
			again := seen[key]
			seen[key] = true
			return again
		})
	}
}

// fromEmpty answers a query of tables that have no rows: with none, or with the number 0.
func (q *query) fromEmpty(items []item) {
	end := q.find("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "FOR", "UNION", "INTERSECT", "EXCEPT", "INTO", "WINDOW")
	if end < 0 {
		end = len(q.toks)
	}
	tables := q.part(q.at, end).tableRefs()
	if len(tables) == 0 || slices.ContainsFunc(q.toks, func(t token) bool { return t.word == "UNION" || t.word == "RIGHT" || t.word == "(" && items == nil }) {
		q.cannot("the rows of the tables are not known")
		return
	}
	first := read(q.f, tables[0].Name)
	t, known := q.cat.Table(first.qualified())
	if t == nil || !known.Yes() {
		q.cannot("the rows of the tables are not known")
		return
	}
	if rows, why := q.cat.RowsOf(t); rows != schema.RowsNone {
		q.cannot("the rows of " + t.Name.Name + " are not known")
		if why != nil {
			q.why += ": " + why.Reason
		}
		return
	}
	group := q.find("GROUP", "HAVING") >= 0
	q.at = len(q.toks)
	q.answer = ir.Answer{}
	var zero []any
	for _, it := range items {
		q.answer.Columns = append(q.answer.Columns, it.name)
		if it.counts {
			zero = append(zero, jsonNumber(0))
		}
	}
	switch {
	case len(zero) == 0:
	case len(zero) == len(items) && !group:
		q.answer.Rows = [][]any{zero}
	default:
		q.cannot("the query has a form that is not answered")
	}
}

// result makes the answer of rows.
func (q *query) result(items []item, rows []row) {
	counted := len(items) > 0 && items[0].counts
	for _, it := range items {
		q.answer.Columns = append(q.answer.Columns, it.name)
		if it.counts != counted {
			q.cannot("the query has a form that is not answered")
		}
	}
	if counted {
		values := make([]any, len(items))
		for i, it := range items {
			n := 0
			for _, r := range rows {
				if v, ok := r[it.column]; v != nil || it.column == "" {
					n++
				} else if !ok {
					q.cannot("the column " + it.column + " is not answered")
				}
			}
			values[i] = jsonNumber(n)
		}
		q.answer.Rows = [][]any{values}
		return
	}
	for _, r := range rows {
		values := make([]any, len(items))
		for i, it := range items {
			v, ok := r[it.column]
			switch {
			case it.column == "":
				v = it.value
			case !ok:
				q.cannot("the column " + it.name + " is not answered")
			}
			values[i] = v
		}
		q.answer.Rows = append(q.answer.Rows, values)
	}
}

// ending reads ORDER BY and LIMIT, of which the order of the answer is not kept.
func (q *query) ending() {
	if q.take("ORDER", "BY") {
		for !q.done() && !q.is("LIMIT") {
			q.skip()
		}
	}
	if q.take("LIMIT", "") || q.is("LIMIT") {
		q.cannot("LIMIT is not answered")
	}
}

// likeForm is a pattern of LIKE as a regular expression.
func likeForm(pattern string) string {
	var b strings.Builder
	escaped := false
	for _, c := range pattern {
		switch {
		case !escaped && c == '\\':
			escaped = true
			continue
		case !escaped && c == '%':
			b.WriteString(".*")
		case !escaped && c == '_':
			b.WriteString(".")
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
		escaped = false
	}
	return "(?is)^" + b.String() + "$"
}

// holds tells whether a row meets a condition; ok is false where its column is not known.
func (c *condition) holds(r row) (met, ok bool) {
	v, ok := r[c.column]
	if !ok {
		return false, false
	}
	text, isText := v.(string)
	if n, isNumber := v.(json.Number); isNumber {
		text, isText = string(n), true
	}
	switch c.op {
	case "null":
		return v == nil, true
	case "not null":
		return v != nil, true
	case "like":
		form, err := regexp.Compile(likeForm(c.values[0].(string)))
		return isText && err == nil && form.MatchString(text), err == nil
	}
	same := slices.ContainsFunc(c.values, func(x any) bool { s, _ := x.(string); return isText && strings.EqualFold(s, text) })
	return same != (c.op == "<>"), true
}

// filter reads WHERE, and returns the rows that meet it. view is the name of the virtual table.
func (q *query) filter(rows []row, view string) []row {
	var conditions []condition
	if q.take("WHERE") {
		for {
			c, ok := q.condition()
			if !ok {
				q.cannot("a condition of the query on " + view + " is not answered")
				return nil
			}
			conditions = append(conditions, c)
			if !q.take("AND") {
				break
			}
		}
	}
	q.surely(conditions)
	var kept []row
	for _, r := range rows {
		meets := true
		for i := range conditions {
			met, ok := conditions[i].holds(r)
			if !ok {
				q.cannot("the column " + conditions[i].column + " of " + view + " is not answered")
				return nil
			}
			meets = meets && met
		}
		if meets {
			kept = append(kept, r)
		}
	}
	return kept
}

// condition reads one comparison.
func (q *query) condition() (c condition, ok bool) {
	if q.is("(") {
		inner := q.parens()
		sub := &query{f: q.f, cat: q.cat, reader: inner}
		c, ok = sub.condition()
		return c, ok && sub.done()
	}
	if !q.isName(0) {
		return c, false
	}
	first, name := q.qualified()
	_ = first // the alias of the one table
	c.column = strings.ToLower(name)
	switch {
	case q.take("IS", "NOT", "NULL"):
		c.op = "not null"
		return c, true
	case q.take("IS", "NULL"):
		c.op = "null"
		return c, true
	case q.take("="):
		c.op = "="
	case q.take("<>"), q.take("!="):
		c.op = "<>"
	case q.take("LIKE"):
		c.op = "like"
	case q.take("IN"):
		c.op = "in"
		list := q.parens()
		if list == nil {
			return c, false
		}
		for _, p := range list.split() {
			v, ok := p.str()
			if !ok || !p.done() {
				return c, false
			}
			c.values = append(c.values, v)
		}
		return c, true
	default:
		return c, false
	}
	if q.take("DATABASE", "(", ")") || q.take("SCHEMA", "(", ")") {
		c.values = []any{thisDatabase}
		return c, c.op == "=" && (c.column == "table_schema" || c.column == "constraint_schema" || strings.HasSuffix(c.column, "_schema"))
	}
	v, ok := q.str()
	if !ok && !q.done() && c.op != "like" {
		if _, err := strconv.Atoi(q.word()); err != nil {
			return c, false
		}
		v, ok = q.text[q.toks[q.at-1].start:q.toks[q.at-1].end], true
	}
	c.values = []any{v}
	if strings.HasSuffix(c.column, "_schema") {
		q.cannot("the name of the database is not known: compare it with DATABASE()")
	}
	return c, ok
}

// thisDatabase stands for the database that the script runs in, whose name is not known.
const thisDatabase = "\x00this"

// surely makes sure that what the conditions are about is known: the table that they name, or all of them.
func (q *query) surely(conditions []condition) {
	doubt := func(known schema.Known) {
		if !known.Yes() && !known.No() {
			q.cannot("the schema is not known for sure: " + known.Reason)
		}
	}
	named := false
	for _, c := range conditions {
		if (c.column == "table_name" || c.column == "event_object_table") && (c.op == "=" || c.op == "in") {
			named = true
			for _, v := range c.values {
				t, known := q.cat.Table("", v.(string))
				doubt(known)
				if t != nil && known.Yes() && t.Doubt != nil {
					doubt(schema.Known{Doubt: *t.Doubt})
				}
			}
		}
	}
	if named {
		return
	}
	doubt(q.cat.Listing(""))
	for _, t := range q.cat.Tables("") {
		if t.Doubt != nil {
			doubt(schema.Known{Doubt: *t.Doubt})
		}
	}
}
