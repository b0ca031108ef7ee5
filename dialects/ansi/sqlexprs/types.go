package sqlexprs

import "github.com/sqlplan/sqlplan/revisions/ir"

// IsInteger tells whether a type holds whole numbers.
func IsInteger(t *ir.Type) bool {
	if t == nil {
		return false
	}
	switch t.Class {
	case "Integer", "SmallInteger", "BigInteger", "INTEGER", "SMALLINT", "BIGINT", "INT", "TINYINT", "MEDIUMINT":
		return true
	}
	return false
}

// IsNumeric tells whether a type holds numbers with a fraction.
func IsNumeric(t *ir.Type) bool {
	if t == nil {
		return false
	}
	switch t.Class {
	case "Numeric", "NUMERIC", "DECIMAL", "Float", "FLOAT", "Double", "DOUBLE", "DOUBLE_PRECISION", "REAL":
		return true
	}
	return false
}
