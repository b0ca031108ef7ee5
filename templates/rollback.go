package templates

import (
	"reflect"

	"github.com/sqlplan/sqlplan/planner"
)

// lost says what a way back does not bring back: "table t: its rows (revision r1)".
func lost(l planner.Lost) string {
	text := l.Object + ": " + l.What
	if l.Revision != "" {
		text += " (revision " + l.Revision + ")"
	}
	return text
}

// upTo returns the first n of a list.
func upTo(n int, list any) any {
	v := reflect.ValueOf(list)
	return v.Slice(0, min(n, v.Len())).Interface()
}

// beyond is how many of a list there are after the first n.
func beyond(n int, list any) int { return max(0, reflect.ValueOf(list).Len()-n) }
