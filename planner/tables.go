package planner

import (
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// tableChanges are the tables that differ between the start of the path and its end.
func tableChanges(start, end *schema.Catalog, ignore func(schema.Name) bool) []TableChange {
	var list []TableChange
	for _, c := range schema.TableChanges(start, end, ignore) {
		list = append(list, TableChange{Table: end.Reference(c.Name), Before: append([]string{}, c.Before...), After: append([]string{}, c.After...)})
	}
	return list
}
