package sqlexpr

import (
	"math/big"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// affinity groups the types that behave alike in operators.
type affinity int

const (
	noAffinity affinity = iota
	integers
	numerics
	strings_
	booleans
	dates
	times
	datetimes
	intervals
	jsons
	arrays
	hstores
	binaries
	ranges
	others
)

var affinities = map[string]affinity{
	"": noAffinity, "NullType": noAffinity, "NULLTYPE": noAffinity,
	"Integer": integers, "SmallInteger": integers, "BigInteger": integers, "INTEGER": integers, "INT": integers, "SMALLINT": integers,
	"BIGINT": integers, "TINYINT": integers, "MEDIUMINT": integers, "OID": others,
	"Numeric": numerics, "NUMERIC": numerics, "DECIMAL": numerics, "Float": numerics, "FLOAT": numerics, "Double": numerics, "DOUBLE": numerics,
	"DOUBLE_PRECISION": numerics, "REAL": numerics,
	"String": strings_, "Text": strings_, "Unicode": strings_, "UnicodeText": strings_, "VARCHAR": strings_, "NVARCHAR": strings_, "CHAR": strings_,
	"NCHAR": strings_, "TEXT": strings_, "CLOB": strings_, "Enum": strings_, "ENUM": strings_, "LONGTEXT": strings_, "MEDIUMTEXT": strings_, "TINYTEXT": strings_,
	"CITEXT": strings_, "TSVECTOR": strings_, "AutoString": strings_,
	"Boolean": booleans, "BOOLEAN": booleans, "MatchType": booleans,
	"Date": dates, "DATE": dates, "Time": times, "TIME": times,
	"DateTime": datetimes, "DATETIME": datetimes, "TIMESTAMP": datetimes,
	"Interval": intervals, "INTERVAL": intervals,
	"JSON": jsons, "JSONB": jsons, "ARRAY": arrays, "HSTORE": hstores,
	"LargeBinary": binaries, "BYTEA": binaries, "BLOB": binaries, "BINARY": binaries, "VARBINARY": binaries,
	"INT4RANGE": ranges, "INT8RANGE": ranges, "NUMRANGE": ranges, "DATERANGE": ranges, "TSRANGE": ranges, "TSTZRANGE": ranges,
	"INT4MULTIRANGE": ranges, "INT8MULTIRANGE": ranges, "NUMMULTIRANGE": ranges, "DATEMULTIRANGE": ranges, "TSMULTIRANGE": ranges, "TSTZMULTIRANGE": ranges,
}

func affinityOf(t *ir.Type) affinity {
	if t == nil {
		return noAffinity
	}
	if a, ok := affinities[t.Class]; ok {
		return a
	}
	return others
}

// SameAffinity tells whether SQLAlchemy takes two types for one kind, so that no cast
// leads from one to the other.
func SameAffinity(a, b *ir.Type) bool { return sameAffinity(a, b) }

// sameAffinity tells whether two types are of one kind; two of the "others" are
// if they are the same class.
func sameAffinity(a, b *ir.Type) bool {
	x, y := affinityOf(a), affinityOf(b)
	return x == y && (x != others || strings.EqualFold(a.Class, b.Class))
}

var (
	dateType     = &ir.Type{Class: "Date"}
	dateTimeType = &ir.Type{Class: "DateTime"}
	timeType     = &ir.Type{Class: "Time"}
	intervalType = &ir.Type{Class: "Interval"}
	floatType    = &ir.Type{Class: "Float"}
	textType     = &ir.Type{Class: "Text"}
	bigIntType   = &ir.Type{Class: "BigInteger"}
	bytesType    = &ir.Type{Class: "LargeBinary"}
	uuidType     = &ir.Type{Class: "Uuid"}
)

// int32Bits is from where on an int is a BigInteger.
const int32Bits = 32

// typeOfValue is the type of a constant that stands alone.
func typeOfValue(v ir.Value) *ir.Type {
	switch v := v.(type) {
	case bool:
		return ir.BooleanType
	case *big.Int:
		if v.BitLen() >= int32Bits {
			return bigIntType
		}
		return ir.IntegerType
	case float64:
		return floatType
	case ir.Decimal:
		return ir.NumericType
	case string:
		return ir.StringType
	case []byte:
		return bytesType
	case ir.DateTime:
		return dateTimeType
	case ir.Date:
		return dateType
	case ir.TimeOfDay:
		return timeType
	case ir.Interval:
		return intervalType
	case ir.UUID:
		return uuidType
	case ir.EnumMember:
		return typeOfValue(v.Value)
	}
	return nil
}

// compared is the type of a constant beside an expression: the expression's, if
// the two are of one kind.
func compared(v ir.Value, typ *ir.Type) *ir.Type {
	own := typeOfValue(v)
	if _, member := v.(ir.EnumMember); member && typ != nil {
		return typ
	}
	switch affinityOf(typ) {
	case jsons:
		// A JSON value compared with a text or a number is compared as that.
		if own != nil {
			return own
		}
		return typ
	case intervals:
		if affinityOf(own) == intervals {
			return typ
		}
	}
	if own.IsNull() || sameAffinity(own, typ) {
		return typ
	}
	return own
}

// arithmetic is the type of "left op right" where it is not left's.
var arithmetic = map[affinity]map[ir.Operator]map[affinity]*ir.Type{
	integers: {
		ir.OpAdd: {dates: dateType, numerics: ir.NumericType}, ir.OpMul: {intervals: intervalType, numerics: ir.NumericType},
		ir.OpDiv: {integers: ir.NumericType, numerics: ir.NumericType}, ir.OpSub: {numerics: ir.NumericType}, ir.OpFloorDiv: {numerics: ir.NumericType},
	},
	numerics:  {ir.OpMul: {intervals: intervalType}},
	datetimes: {ir.OpSub: {datetimes: intervalType}},
	dates: {
		ir.OpAdd: {intervals: dateTimeType, times: dateTimeType},
		ir.OpSub: {dates: ir.IntegerType, intervals: dateTimeType, datetimes: intervalType},
	},
	times:     {ir.OpAdd: {dates: dateTimeType}, ir.OpSub: {times: intervalType}},
	intervals: {ir.OpAdd: {dates: dateTimeType, datetimes: dateTimeType, times: timeType}},
}

// concatenable are the types whose "+" is "||".
func concatenable(t *ir.Type) bool {
	switch affinityOf(t) {
	case strings_, arrays, jsons, hstores, binaries:
		return t.Class != "JSON"
	}
	return false
}

// adapt finds the operator and the type of "left op right".
func adapt(op ir.Operator, left, right *ir.Type) (ir.Operator, *ir.Type) {
	if op == ir.OpAdd && concatenable(left) && (concatenable(right) || right.IsNull()) {
		op = ir.OpConcat
	}
	if left.IsNull() && !right.IsNull() && (op == ir.OpAdd || op == ir.OpMul) {
		return adapt(op, right, left)
	}
	if op == ir.OpConcat && left != nil && left.Enum != nil {
		return op, ir.StringType
	}
	if typ := arithmetic[affinityOf(left)][op][affinityOf(right)]; typ != nil {
		if sameAffinity(typ, right) {
			return op, right
		}
		return op, typ
	}
	return op, left
}
