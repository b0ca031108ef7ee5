package ir

import "math/big"

// Value is a constant of a revision that a literal is made of: nil (NULL), bool,
// *big.Int, float64, string, []byte, or one of the types of this file.
type Value any

// Decimal is an exact number as Python writes it: "12.50", "1E+3".
type Decimal string

// DateTime is a date with a time of day, in the form that SQLAlchemy's literals
// have: Text is "2020-01-02 03:04:05.000006" with the offset, if there is one.
type DateTime struct{ Text string }

// Date is a calendar date, "2020-01-02".
type Date struct{ Text string }

// TimeOfDay is a time without a date, "03:04:05".
type TimeOfDay struct{ Text string }

// Interval is a span of time as Python's timedelta keeps it.
type Interval struct{ Days, Seconds, Microseconds int64 }

// UUID is a UUID in its canonical form.
type UUID string

// EnumMember is a member of a Python enum class.
type EnumMember struct {
	Class, Name string
	Value       Value
}

// List is a Python list or tuple.
type List []Value

// Object is a Python dict whose keys are what JSON makes of them, in order.
type Object []Entry

// Entry is one entry of an Object.
type Entry struct {
	Key   string
	Value Value
}

// Int returns a whole number as a Value.
func Int(n int64) Value { return big.NewInt(n) }

// JSONNull is the null of JSON, as against a NULL of SQL.
type JSONNull struct{}

// Range is a range of values. Lower and Upper are nil where the range has no
// bound; Bounds is "[)" and the like.
type Range struct {
	Lower, Upper Value
	Bounds       string
	Empty        bool
}
