package sqlschema

import (
	"slices"
)

// sortedTable is a table in an order in which all can be created, with the
// foreign keys that have to wait until all are there.
type sortedTable struct {
	table *Table
	later []*Constraint
}

// sortTables orders tables as SQLAlchemy does: first those that refer to no
// other, in the order given, then those that refer to these, and so on. All
// foreign keys of tables that refer to each other in a circle wait.
func sortTables(tables []*Table) []sortedTable {
	later := map[*Table][]*Constraint{}
	for _, table := range tables {
		for _, k := range table.foreignKeyConstraints() {
			if k.useAlter {
				later[table] = append(later[table], k)
			}
		}
	}
	order, rest := levels(tables, later)
	if len(rest) > 0 {
		circle := slices.DeleteFunc(slices.Clone(rest), func(table *Table) bool { return !inCircle(table, rest, later) })
		for _, table := range circle {
			later[table] = table.foreignKeyConstraints()
		}
		order, rest = levels(tables, later)
	}
	// Circles that add_is_dependent_on makes cannot be resolved; they keep their order.
	var sorted []sortedTable
	for _, table := range append(order, rest...) {
		sorted = append(sorted, sortedTable{table, later[table]})
	}
	return sorted
}

// levels sorts the tables as far as that goes; rest are those in a circle and
// those that wait for one.
func levels(tables []*Table, later map[*Table][]*Constraint) (order, rest []*Table) {
	rest = slices.Clone(tables)
	for len(rest) > 0 {
		var ready, left []*Table
		for _, table := range rest {
			if slices.ContainsFunc(needs(table, later), func(n *Table) bool { return slices.Contains(rest, n) }) {
				left = append(left, table)
			} else {
				ready = append(ready, table)
			}
		}
		if len(ready) == 0 {
			return order, rest
		}
		order, rest = append(order, ready...), left
	}
	return order, nil
}

// needs are the tables that have to stand before one.
func needs(table *Table, later map[*Table][]*Constraint) []*Table {
	needed := slices.Clone(table.dependencies)
	for _, k := range table.foreignKeyConstraints() {
		if slices.Contains(later[table], k) || len(k.elements) == 0 {
			continue
		}
		if other := k.elements[0].remote(); other != nil && other != table {
			needed = append(needed, other)
		}
	}
	return needed
}

// inCircle tells whether a table refers to itself by way of others.
func inCircle(table *Table, among []*Table, later map[*Table][]*Constraint) bool {
	seen := map[*Table]bool{}
	open := needs(table, later)
	for len(open) > 0 {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		if next == table {
			return true
		}
		if !seen[next] && slices.Contains(among, next) {
			seen[next] = true
			open = append(open, needs(next, later)...)
		}
	}
	return false
}
