package sqltype

import "github.com/sqlplan/sqlplan/revisions/ir"

// ColumnIndex is an index that every column of a type brings to its table, as
// geoalchemy2's types do.
type ColumnIndex struct {
	// Prefix stands before the names of the table and the column in the index's name.
	Prefix string
	// Using is the kind of index, OpClass the operator class of the column, Func the
	// function of the column that is indexed; empty: none.
	Using, OpClass, Func string
}

// columnIndexParam is where a type keeps its ColumnIndex.
const columnIndexParam = "column_index"

// WithColumnIndex notes on a type that its columns bring an index.
func WithColumnIndex(typ *ir.Type, x ColumnIndex) {
	typ.Params = append(typ.Params, ir.Option{Name: columnIndexParam, Value: x})
}

// ColumnIndexOf returns the index that columns of a type bring; ok is false if they bring none.
func ColumnIndexOf(typ *ir.Type) (x ColumnIndex, ok bool) {
	if typ == nil {
		return ColumnIndex{}, false
	}
	x, ok = typ.Param(columnIndexParam).(ColumnIndex)
	return x, ok
}
