//go:build cgo

package postgresql

import (
	"errors"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// series is what a function returns that makes a row of each element.
type series []any

// labels is an array of an enum's labels. What a client prints of it, its driver decides.
type labels []any

// enumLabels is enum_range(NULL::type), enum_first(NULL::type) or enum_last(NULL::type). Of the value, only its type counts:
// https://www.postgresql.org/docs/current/functions-enum.html
func (q *query) enumLabels(name string, f *pg.FuncCall) any {
	var arg *pg.TypeCast
	if len(f.Args) == 1 {
		arg = f.Args[0].GetTypeCast()
	}
	if arg == nil || len(arg.TypeName.GetArrayBounds()) > 0 {
		return unknown{why: name + "() is followed with one argument only, a cast to the type"}
	}
	n := written(arg.TypeName.GetNames())
	u, known := q.cat.Type(n.Schema, n.Name)
	switch {
	case known.Unknown():
		return unknown{why: "whether there is a type " + n.String() + " is not known: " + doubtText(&known.Doubt)}
	case u == nil:
		return unknown{why: "there is no enum " + n.String()}
	case u.Kind != schema.Enum || len(u.Values) == 0:
		return unknown{why: "the labels of type " + n.String() + " are not known"}
	}
	list := make(labels, len(u.Values))
	for i, v := range u.Values {
		list[i] = v
	}
	switch name {
	case "enum_first":
		return list[0]
	case "enum_last":
		return list[len(list)-1]
	}
	return list
}

// unnest is unnest(array).
func unnest(args []any) any {
	if len(args) == 1 {
		if list, ok := args[0].([]any); ok {
			return series(list)
		}
	}
	return unknown{why: "the function unnest() is not followed of this"}
}

// castEach casts what a function that returns rows returns.
func (q *query) castEach(list series, t *pg.TypeName) series {
	out := make(series, len(list))
	for i, v := range list {
		out[i] = q.cast(v, t)
	}
	return out
}

// expanded are the rows that a row of a SELECT becomes by the functions in it that return rows.
func expanded(targets []*pg.Node, values []any) ([][]any, error) {
	at := -1
	for i, v := range values {
		switch v.(type) {
		case series:
			if at >= 0 {
				return nil, errors.New("two functions that return rows, side by side, are not followed")
			}
			at = i
		case labels:
			values[i] = unknown{why: "how a client prints an array of an enum is not known"}
		}
	}
	if at < 0 {
		return [][]any{values}, countsRows(targets)
	}
	var rows [][]any
	for _, v := range values[at].(series) {
		row := append([]any(nil), values...)
		row[at] = v
		rows = append(rows, row)
	}
	return rows, nil
}

// countsRows refuses a function that returns rows, whose number is not known.
func countsRows(targets []*pg.Node) (err error) {
	for _, node := range targets {
		pg.Walk(node, func(m pg.Message) bool {
			switch n := m.(type) {
			case *pg.SelectStmt:
				return false
			case *pg.FuncCall:
				if name := written(n.Funcname).Name; setReturning.has(name) && err == nil {
					err = errors.New("how many rows the function " + name + "() makes is not known")
				}
			}
			return true
		})
	}
	return err
}
