package planner

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// bounds asks for the rows of a table that becomes a partition: they must lie in its bounds, and in those of all tables above it.
func (v view) bounds(now *schema.Table) {
	d := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandBound}}
	var columns []string
	for t := now; t != nil && t.PartitionOf; {
		above, _ := v.after.Table(t.Parents[0].Schema, t.Parents[0].Name)
		if above == nil {
			break
		}
		if t.Bound == "DEFAULT" {
			v.ask(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandBound, Inside: true, Bounds: v.siblings(above, t)}}, now, above.PartitionColumns)
		} else {
			d.Bounds = append(d.Bounds, sqlstmt.PartitionBound{By: above.PartitionBy, Bound: t.Bound})
			columns = append(columns, above.PartitionColumns...)
		}
		t = above
	}
	if len(d.Bounds) > 0 {
		v.ask(d, now, columns)
	}
	v.besideDefault(now)
}

// siblings are the bounds of the other partitions of a table.
func (v view) siblings(above, t *schema.Table) []sqlstmt.PartitionBound {
	var list []sqlstmt.PartitionBound
	for _, o := range v.after.Tables("") {
		if o.PartitionOf && o.Parents[0] == above.Name && o.Name != t.Name {
			list = append(list, sqlstmt.PartitionBound{By: above.PartitionBy, Bound: o.Bound})
		}
	}
	return list
}

// besideDefault asks for rows of the default partition that belong into a new one: the server refuses to make that.
func (v view) besideDefault(now *schema.Table) {
	above, _ := v.after.Table(now.Parents[0].Schema, now.Parents[0].Name)
	if above == nil || now.Bound == "DEFAULT" {
		return
	}
	for _, o := range v.after.Tables("") {
		if o.PartitionOf && o.Parents[0] == above.Name && o.Bound == "DEFAULT" && !o.Origin.IsZero() && !v.emptied[o.Origin] {
			v.ask(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandBound, Inside: true, Bounds: []sqlstmt.PartitionBound{{By: above.PartitionBy, Bound: now.Bound}}}}, o, above.PartitionColumns)
		}
	}
}

// partitionMade looks at the default partition where the statement makes another one.
func (v view) partitionMade() {
	for _, o := range v.st.Objects {
		if o.Kind != "table" {
			continue
		}
		n := parseName(o.Name, v.dialect.Style())
		t, _ := v.after.Table(n.Schema, n.Name)
		if _, there := v.before.Table(n.Schema, n.Name); t != nil && t.PartitionOf && t.Origin.IsZero() && there.No() {
			v.besideDefault(t)
		}
	}
}
