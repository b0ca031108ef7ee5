//go:build cgo

package postgresql

import (
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

func compareValues(op string, a, b any) any {
	switch {
	case isUnknown(a):
		return a
	case isUnknown(b):
		return b
	case a == nil || b == nil:
		return nil
	}
	order, ok := compared(a, b)
	if !ok {
		return unknown{why: "two values in it cannot be compared"}
	}
	switch op {
	case "=":
		return order == 0
	case "<>", "!=":
		return order != 0
	}
	switch a.(type) {
	case oid:
		return unknown{why: "the order of objects' numbers is not known"}
	case place:
		return unknown{why: "the order of rows is the server's own"}
	}
	switch op {
	case "<":
		return order < 0
	case ">":
		return order > 0
	case "<=":
		return order <= 0
	}
	return order >= 0
}

// compared compares two values; false says that it cannot be told.
func compared(a, b any) (int, bool) {
	switch x := a.(type) {
	case string:
		switch y := b.(type) {
		case string:
			return strings.Compare(x, y), true
		case schema.UUID, schema.Bytes:
			order, ok := compared(y, x)
			return -order, ok
		}
		return comparedText(b, x, -1)
	case int64:
		switch y := b.(type) {
		case int64:
			return int(min(max(x-y, -1), 1)), true
		case attribute:
			order, ok := compared(y, x)
			return -order, ok
		case string:
			return comparedText(x, y, 1)
		}
	case attribute:
		switch y := b.(type) {
		case attribute:
			return int(x - y), true
		case int64:
			// A column's number is above 0; which it is depends on what was dropped before.
			return 1, y <= 0
		}
	case place:
		if y, ok := b.(place); ok && x.table == y.table {
			return min(max(x.number-y.number, -1), 1), true
		}
	case schema.UUID:
		switch y := b.(type) {
		case schema.UUID:
			return strings.Compare(string(x), string(y)), true
		case string:
			u, ok := uuidOf(y)
			return strings.Compare(string(x), string(u)), ok
		}
	case schema.Bytes:
		switch y := b.(type) {
		case schema.Bytes:
			return strings.Compare(string(x), string(y)), true
		case string:
			literal, ok := bytesOf(y)
			return strings.Compare(string(x), string(literal)), ok
		}
	case bool:
		if y, ok := b.(bool); ok {
			switch {
			case x == y:
				return 0, true
			case x:
				return 1, true
			}
			return -1, true
		}
		if y, ok := b.(string); ok {
			return comparedText(x, y, 1)
		}
	case oid:
		if y, ok := b.(oid); ok && x.kind == y.kind {
			if x == y {
				return 0, true
			}
			return 1, true
		}
		if b == int64(0) {
			return 1, true
		}
	case []any:
		if y, ok := b.([]any); ok {
			return comparedLists(x, y)
		}
	}
	return 0, false
}

// comparedText compares a value with a literal that takes its type.
func comparedText(v any, text string, sign int) (int, bool) {
	switch x := v.(type) {
	case int64:
		n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
		return sign * int(min(max(x-n, -1), 1)), err == nil
	case bool:
		b, ok := map[string]bool{"t": true, "true": true, "yes": true, "on": true, "1": true, "f": false, "false": false, "no": false, "off": false, "0": false}[strings.ToLower(text)]
		order, _ := compared(x, b)
		return sign * order, ok
	}
	return 0, false
}

func comparedLists(a, b []any) (int, bool) {
	if len(a) != len(b) {
		return len(a) - len(b), true
	}
	for i := range a {
		if a[i] == nil || b[i] == nil || isUnknown(a[i]) || isUnknown(b[i]) {
			return 0, false
		}
		if order, ok := compared(a[i], b[i]); !ok || order != 0 {
			return order, ok
		}
	}
	return 0, true
}
