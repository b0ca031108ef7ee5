package sqlexprs

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

func (c *Compiler) insert(q *ir.Insert) string {
	outermost := len(c.stack) == 0
	own := map[ir.From]bool{q.Table: true}
	c.push(&level{asFrom: map[ir.From]bool{}, correlate: map[ir.From]bool{}, labels: labels{}})
	returning := q.Returning
	if c.d.InsertKeys && outermost && len(returning) == 0 {
		returning = missingKeys(q)
	}
	columns, rows := c.insertRows(q)
	if len(columns) == 0 && q.Query == nil && c.d.DefaultWord {
		columns, rows = c.defaultRow(q.Table)
	}
	text := "INSERT " + c.prefixes(q.Prefixes) + "INTO " + c.hinted(c.from(q.Table, false), q.Table, q.Hints)
	c.independent(q.With)
	if len(columns) > 0 || c.d.NoDefaultValues {
		text += " (" + c.d.Names.List(columns) + ")"
	}
	text += c.output(q.Table, returning, false)
	switch {
	case q.Query != nil:
		text += " " + c.insertQuery(q.Query)
	case len(columns) == 0 && !c.d.NoDefaultValues:
		text += " DEFAULT VALUES"
	default:
		text += " VALUES " + c.insertValues(rows)
	}
	c.stack[len(c.stack)-1].asFrom = own
	if q.Conflict != nil {
		if c.d.Conflict == nil {
			return c.Fail("%s has no ON CONFLICT", c.title())
		}
		text += " " + c.d.Conflict(c, q)
	}
	text += c.returning(returning)
	if c.ctes.any() && outermost {
		text = c.ctes.clause(c.d.NoRecursive) + text
	}
	c.pop()
	return text
}

// defaultRow is a row of defaults: where the server has no other way to say it, one column with the word.
func (c *Compiler) defaultRow(t *ir.TableFrom) ([]ir.Name, [][]ir.Expr) {
	if len(t.Columns) == 0 {
		c.fail(CodeUnsupported, "name a column of the table and give it its default: values(a=sa.text(\"DEFAULT\"))",
			"%s has no INSERT without values, and no column of %s is known", c.title(), t.Name.Text)
		return nil, nil
	}
	return []ir.Name{t.Columns[0].Name}, [][]ir.Expr{{&ir.Raw{SQL: "DEFAULT"}}}
}

// insertQuery writes the SELECT of an INSERT, behind WITH where that is its place.
func (c *Compiler) insertQuery(q ir.Query) string {
	text := c.query(q, place{})
	if c.d.WithBehindInsert && c.ctes.any() && len(c.stack) == 1 {
		text = c.ctes.clause(c.d.NoRecursive) + text
		c.ctes = ctes{}
	}
	return text
}

func (c *Compiler) insertValues(rows [][]ir.Expr) string {
	if len(rows) > 1 && c.d.OneRow {
		return c.Fail("%s takes one row for each INSERT: give the rows to op.bulk_insert(), or write several statements", c.title())
	}
	if len(rows) == 0 {
		return "()"
	}
	parts := make([]string, len(rows))
	for i, row := range rows {
		parts[i] = "(" + c.comma(row) + ")"
	}
	return strings.Join(parts, ", ")
}

// insertRows puts the values into the order of the table's columns. What is a
// column of the table only by its name comes last.
func (c *Compiler) insertRows(q *ir.Insert) ([]ir.Name, [][]ir.Expr) {
	if q.Query != nil {
		return q.Columns, nil
	}
	var order []string
	names := map[string]ir.Name{}
	note := func(col *ir.ColumnRef) {
		if _, ok := names[col.Name.Text]; !ok {
			names[col.Name.Text] = col.Name
			order = append(order, col.Name.Text)
		}
	}
	if len(q.Rows) > 0 {
		given := map[string]bool{}
		for _, item := range c.given(q.Rows[0]) {
			given[item.Column.Name.Text] = true
		}
		for _, col := range q.Table.Columns {
			if given[col.Name.Text] {
				note(col)
			}
		}
		for _, item := range c.given(q.Rows[0]) {
			note(item.Column)
		}
	}
	rows := make([][]ir.Expr, len(q.Rows))
	for i, row := range q.Rows {
		rows[i] = inOrder(row, order)
	}
	columns := make([]ir.Name, len(order))
	for i, name := range order {
		columns[i] = names[name]
	}
	return columns, rows
}

// given leaves out what the application takes from a sequence, on a server that has none.
func (c *Compiler) given(row []ir.SetItem) []ir.SetItem {
	if c.d.Sequence != nil && !c.d.NoSequenceDefaults {
		return row
	}
	return slices.DeleteFunc(slices.Clone(row), func(item ir.SetItem) bool { return item.Implied })
}

func inOrder(row []ir.SetItem, order []string) []ir.Expr {
	byName := map[string]ir.Expr{}
	for _, item := range row {
		byName[item.Column.Name.Text] = item.Value
	}
	values := make([]ir.Expr, len(order))
	for i, name := range order {
		if values[i] = byName[name]; values[i] == nil {
			values[i] = &ir.Constant{Value: ir.Null}
		}
	}
	return values
}

// missingKeys are the columns of the primary key that the server fills in.
func missingKeys(q *ir.Insert) []ir.SelectItem {
	if q.Inline || q.Multi || q.Query != nil {
		return nil
	}
	known := map[string]bool{}
	if len(q.Rows) > 0 {
		for _, item := range q.Rows[0] {
			if _, constant := item.Value.(*ir.Bind); constant {
				known[item.Column.Name.Text] = true
			}
		}
	}
	var items []ir.SelectItem
	for _, key := range q.Table.ReturnKeys {
		if !known[key.Name.Text] {
			items = append(items, ir.SelectItem{Expr: key})
		}
	}
	return items
}

func (c *Compiler) returning(items []ir.SelectItem) string {
	if len(items) == 0 || c.d.Output != nil {
		return ""
	}
	if !c.d.Returning {
		return c.Fail("%s has no RETURNING", c.title())
	}
	text := c.within(func() { c.noTable = c.noTable || c.d.BareReturning }, func() string { return c.Selected(items) })
	return " RETURNING " + text
}

// Selected writes expressions as the columns of a SELECT, with the labels that they need.
func (c *Compiler) Selected(items []ir.SelectItem) string {
	columns := ir.Expand(items)
	names := ir.ColumnNames(columns, ir.LabelDisambiguate)
	parts := make([]string, len(columns))
	for i, e := range columns {
		parts[i] = c.selected(e, names[i], false)
	}
	return strings.Join(parts, ", ")
}

// output writes what a statement gives back, where that does not stand at its end.
func (c *Compiler) output(table ir.From, items []ir.SelectItem, deleted bool) string {
	if len(items) == 0 || c.d.Output == nil {
		return ""
	}
	return c.d.Output(c, table, items, deleted)
}

// InTableOrder sorts assignments by the columns of the table; what the table does
// not have comes last.
func InTableOrder(t *ir.TableFrom, items []ir.SetItem) []ir.SetItem {
	sorted := make([]ir.SetItem, 0, len(items))
	used := make([]bool, len(items))
	for _, col := range t.Columns {
		for i, item := range items {
			if !used[i] && item.Column.Name.Text == col.Name.Text {
				used[i] = true
				sorted = append(sorted, item)
			}
		}
	}
	for i, item := range items {
		if !used[i] {
			sorted = append(sorted, item)
		}
	}
	return sorted
}

// extraFroms are the tables that the conditions and values of an UPDATE or a
// DELETE mention beside its own.
func extraFroms(table ir.From, mentioned []ir.Expr) []ir.From {
	seen := map[ir.From]bool{}
	for _, p := range parts(table) {
		seen[p] = true
	}
	var extra []ir.From
	for _, e := range mentioned {
		for _, f := range fromsOf(e) {
			if !seen[f] {
				seen[f] = true
				extra = append(extra, f)
			}
		}
	}
	return extra
}

// enter opens the level of an UPDATE or a DELETE and returns the further tables.
func (c *Compiler) enter(table ir.From, mentioned []ir.Expr) []ir.From {
	extra := extraFroms(table, mentioned)
	own := map[ir.From]bool{}
	for _, f := range append([]ir.From{table}, extra...) {
		for _, p := range parts(f) {
			own[p] = true
		}
	}
	c.push(&level{asFrom: own, correlate: own})
	return extra
}

func (c *Compiler) further(word string, own ir.From, extra []ir.From) string {
	if len(extra) == 0 {
		return ""
	}
	if word == "," {
		// The list of an UPDATE starts with its own table.
		return ", " + c.fromNames(extra)
	}
	if c.d.FromNamesOwn {
		extra = append([]ir.From{own}, extra...)
	}
	if word == "" {
		return c.Fail("%s cannot use further tables in UPDATE or DELETE", c.title())
	}
	return " " + word + " " + c.fromNames(extra)
}

func (c *Compiler) fromNames(froms []ir.From) string {
	parts := make([]string, len(froms))
	for i, f := range froms {
		parts[i] = c.from(f, false)
	}
	return strings.Join(parts, ", ")
}

func (c *Compiler) update(q *ir.Update) string {
	outermost := len(c.stack) == 0
	mentioned := append([]ir.Expr(nil), q.Where...)
	for _, item := range q.Set {
		mentioned = append(mentioned, item.Value)
	}
	if len(q.Set) == 0 {
		return c.fail(CodeStatement, "give it values()", "an UPDATE without values sets nothing")
	}
	extra := c.enter(q.Table, mentioned)
	text := "UPDATE " + c.prefixes(q.Prefixes)
	table := c.hinted(c.from(q.Table, false), q.Table, q.Hints)
	sets := make([]string, len(q.Set))
	for i, item := range q.Set {
		sets[i] = c.target(item.Column, len(extra) > 0) + "=" + c.expr(item.Value)
	}
	c.independent(q.With)
	if c.d.UpdateTables {
		text += table + c.further(",", q.Table, extra) + " SET " + strings.Join(sets, ", ")
	} else {
		text += table + " SET " + strings.Join(sets, ", ") + c.output(q.Table, q.Returning, false) + c.further(c.d.UpdateFrom, q.Table, extra)
	}
	if t := c.conditions(q.Where); t != "" {
		text += " WHERE " + t
	}
	text += c.changeLimit(q.Options)
	if len(q.Returning) > 0 && c.d.NoUpdateReturning {
		return c.Fail("%s has no UPDATE with RETURNING", c.title())
	}
	text += c.returning(q.Returning)
	if c.ctes.any() && outermost {
		text = c.changeWith() + text
	}
	c.pop()
	return text
}

// changeWith is the WITH clause in front of an UPDATE or a DELETE.
func (c *Compiler) changeWith() string {
	if c.d.WithSelectOnly {
		return c.fail(CodeUnsupported, "put the query into the condition: subquery() or scalar_subquery() in the place of cte()",
			"%s has no WITH before UPDATE and DELETE", c.title())
	}
	return c.ctes.clause(c.d.NoRecursive)
}

// target writes a column that SET assigns to.
func (c *Compiler) target(col *ir.ColumnRef, several bool) string {
	if several && c.d.UpdateTables {
		return c.column(col)
	}
	return c.Name(col.Name)
}

func (c *Compiler) changeLimit(options []ir.Option) string {
	if c.d.ChangeLimit == nil {
		return ""
	}
	return c.d.ChangeLimit(c, options)
}

func (c *Compiler) delete(q *ir.Delete) string {
	outermost := len(c.stack) == 0
	extra := c.enter(q.Table, q.Where)
	text := "DELETE " + c.prefixes(q.Prefixes) + "FROM "
	table := c.hinted(c.from(q.Table, false), q.Table, q.Hints)
	c.independent(q.With)
	if c.d.DeleteUsing && len(extra) > 0 {
		extra = append([]ir.From{q.Table}, extra...)
		table = c.FromName(q.Table)
		if f, ok := q.Table.(*ir.TableFrom); ok {
			table = c.d.Names.Table(f.Schema, f.Name)
		}
	}
	text += table + c.output(q.Table, q.Returning, true) + c.further(c.d.DeleteFrom, q.Table, extra)
	if t := c.conditions(q.Where); t != "" {
		text += " WHERE " + t
	}
	text += c.changeLimit(q.Options)
	text += c.returning(q.Returning)
	if c.ctes.any() && outermost {
		text = c.changeWith() + text
	}
	c.pop()
	return text
}

// Conditions writes expressions with AND between them.
func (c *Compiler) Conditions(list []ir.Expr) string { return c.conditions(list) }

// Bare runs fn where columns and tables are written without what they belong to.
func (c *Compiler) Bare(noTable, noSchema bool, fn func() string) string {
	return c.within(func() { c.noTable, c.noSchema = noTable, noSchema }, fn)
}

// FromName writes the name by which a FROM element is known in the statement.
func (c *Compiler) FromName(f ir.From) string {
	if t, ok := f.(*ir.TableFrom); ok {
		return c.Name(t.Name)
	}
	return c.qualifier(f)
}

// List writes expressions with commas between them.
func (c *Compiler) List(items []ir.Expr) string { return c.comma(items) }

// StandIn runs fn where the columns of a table are written as those of another name.
func (c *Compiler) StandIn(table ir.From, name string, fn func() string) string {
	was := c.standIn
	c.standIn = map[ir.From]string{table: name}
	text := fn()
	c.standIn = was
	return text
}
