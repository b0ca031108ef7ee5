package templates

import (
	"fmt"
	"reflect"

	"github.com/sqlplan/sqlplan/planner"
	"github.com/sqlplan/sqlplan/planner/check"
)

// about is what a finding is about: the number of its statement, or else its revision.
func about(f check.Finding) string {
	if f.Statement == 0 {
		return f.Revision
	}
	return fmt.Sprint(f.Statement)
}

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
