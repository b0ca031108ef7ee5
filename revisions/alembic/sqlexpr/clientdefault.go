package sqlexpr

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// CodeDefault is a value that the application would compute for a column, and
// that nobody can know while a script is compiled.
const CodeDefault = "SP494"

// HasClientDefault is implemented by columns for which the application fills in a
// value that a statement does not give: default= and onupdate=.
type HasClientDefault interface {
	// ClientDefault returns the constant, the expression or the function that was
	// given for INSERT or UPDATE; nil if there is none. implied: it is the next value
	// of a sequence, which a server without sequences does without.
	ClientDefault(update bool) (v python.Value, implied bool)
}

// Complete adds what the application would fill in to an INSERT or UPDATE that is
// about to be written: the defaults of the columns that it does not mention. Other
// expressions are left as they are.
func Complete(t *python.Thread, e ir.Expr) (ir.Expr, error) {
	switch q := e.(type) {
	case *ir.Insert:
		return completeInsert(t, q)
	case *ir.Update:
		return completeUpdate(t, q)
	case *ir.Filled:
		inner, err := Complete(t, q.Query)
		if err != nil {
			return nil, err
		}
		if query, ok := inner.(ir.Query); ok {
			return &ir.Filled{Query: query, Binds: q.Binds}, nil
		}
	}
	return e, nil
}

// completeQuery is Complete for a statement.
func completeQuery(t *python.Thread, q ir.Query) (ir.Query, error) {
	e, err := Complete(t, q)
	if err != nil {
		return nil, err
	}
	completed, ok := e.(ir.Query)
	if !ok {
		return q, nil
	}
	return completed, nil
}

func completeInsert(t *python.Thread, q *ir.Insert) (ir.Expr, error) {
	if q.Completed {
		return q, nil
	}
	ins := *q
	ins.Completed = true
	if q.Query != nil {
		return &ins, completeFromSelect(t, &ins)
	}
	rows := q.Rows
	if len(rows) == 0 {
		rows = [][]ir.SetItem{nil}
	}
	ins.Rows = make([][]ir.SetItem, len(rows))
	for i, row := range rows {
		var err error
		if ins.Rows[i], err = completeRow(t, q.Table, row, false); err != nil {
			return nil, err
		}
	}
	return &ins, checkRows(t, ins.Rows)
}

// checkRows makes sure that every row has what the first one has: the columns of
// the statement are the first row's.
func checkRows(t *python.Thread, rows [][]ir.SetItem) error {
	for i, row := range rows[1:] {
		for _, item := range rows[0] {
			if !mentions(row, item.Column) {
				return t.Raise(host.CompileError, "row %d of values() has no value for the column %s, which the first row has", i+2, item.Column.Name.Text)
			}
		}
	}
	return nil
}

func mentions(row []ir.SetItem, col *ir.ColumnRef) bool {
	for _, item := range row {
		if item.Column.Name.Text == col.Name.Text {
			return true
		}
	}
	return false
}

// completeRow adds the defaults of the columns that a row does not mention.
func completeRow(t *python.Thread, table ir.From, row []ir.SetItem, update bool) ([]ir.SetItem, error) {
	row = row[:len(row):len(row)]
	for _, col := range table.FromColumns() {
		if mentions(row, col) {
			continue
		}
		item, ok, err := defaultOf(t, col, update)
		if err != nil {
			return nil, err
		}
		if ok {
			row = append(row, item)
		}
	}
	return row, nil
}

// completeFromSelect adds the defaults to the columns of INSERT ... SELECT.
func completeFromSelect(t *python.Thread, ins *ir.Insert) error {
	if ins.NoDefaults {
		return nil
	}
	given := map[string]bool{}
	for _, name := range ins.Columns {
		given[name.Text] = true
	}
	var added []ir.SetItem
	for _, col := range ins.Table.Columns {
		if given[col.Name.Text] {
			continue
		}
		item, ok, err := defaultOf(t, col, false)
		if err != nil {
			return err
		}
		if ok {
			added = append(added, item)
		}
	}
	if len(added) == 0 {
		return nil
	}
	sel, ok := ins.Query.(*ir.Select)
	if !ok {
		return t.Raise(host.CompileError, "Can't extend statement for INSERT..FROM SELECT to include additional default-holding column(s) %s.  Convert the selectable to a subquery() first, or pass include_defaults=False to Insert.from_select() to skip these columns.",
			columnNames(added))
	}
	extended := *sel
	for _, item := range added {
		ins.Columns = append(ins.Columns[:len(ins.Columns):len(ins.Columns)], item.Column.Name)
		extended.Columns = append(extended.Columns[:len(extended.Columns):len(extended.Columns)], ir.SelectItem{Expr: item.Value})
	}
	ins.Query = &extended
	return nil
}

func columnNames(items []ir.SetItem) string {
	names := make([]string, len(items))
	for i, item := range items {
		names[i] = "'" + item.Column.Name.Text + "'"
	}
	return strings.Join(names, ", ")
}

func completeUpdate(t *python.Thread, q *ir.Update) (ir.Expr, error) {
	if q.Completed {
		return q, nil
	}
	up := *q
	up.Completed = true
	set, err := completeRow(t, q.Table, q.Set, true)
	if err != nil {
		return nil, err
	}
	up.Set = set
	if !q.Ordered {
		up.Set = inTableOrder(q.Table, set)
	}
	return &up, nil
}

// defaultOf is the assignment that the application makes to a column; ok is false
// if it makes none.
func defaultOf(t *python.Thread, col *ir.ColumnRef, update bool) (item ir.SetItem, ok bool, err error) {
	origin, ok := col.Origin.(HasClientDefault)
	if !ok {
		return ir.SetItem{}, false, nil
	}
	v, implied := origin.ClientDefault(update)
	if v == nil {
		return ir.SetItem{}, false, nil
	}
	if v, err = computed(t, col, v); err != nil {
		return ir.SetItem{}, false, err
	}
	item, err = setColumn(t, col, v)
	item.Implied = implied
	return item, true, err
}

// computed calls a default that is a function.
func computed(t *python.Thread, col *ir.ColumnRef, v python.Value) (python.Value, error) {
	use := "the default of the column " + col.Name.Text
	if o, ok := v.(*python.Opaque); ok {
		return nil, t.Unresolved(o, use)
	}
	if !IsCallable(v) {
		return v, nil
	}
	if required(v) > 0 {
		return nil, &host.Unsupported{Code: CodeDefault, Message: use + " is computed from the statement's other values",
			Help: "give the column a value in the statement"}
	}
	made, err := t.Call(v)
	if err != nil {
		return nil, err
	}
	if o, ok := made.(*python.Opaque); ok {
		return nil, t.Unresolved(o, use)
	}
	return made, nil
}

// IsCallable tells a function, whose result is the value, from a value.
func IsCallable(v python.Value) bool {
	switch v := v.(type) {
	case *python.Function, *python.Builtin, *python.BoundMethod, *python.Class:
		return true
	case HasExpr, HasQuery:
		return false
	case *python.Instance:
		_, ok := v.Cls.Lookup("__call__")
		return ok
	case python.Callable:
		return true
	}
	return false
}

// required is how many arguments a default must be called with: one, if it wants
// to know the statement.
func required(v python.Value) int {
	switch v := v.(type) {
	case *python.Function:
		return v.Required()
	case *python.BoundMethod:
		if fn, ok := v.Fn.(*python.Function); ok {
			return fn.Required() - 1
		}
	}
	return 0
}
