package planner

import (
	"slices"
	"strings"

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
			d.Bounds = append(d.Bounds, boundOf(above, t))
			columns = append(columns, above.PartitionColumns...)
		}
		t = above
	}
	if len(d.Bounds) > 0 {
		v.ask(d, now, columns)
	}
	v.besideDefault(now)
}

func boundOf(above, t *schema.Table) sqlstmt.PartitionBound {
	return sqlstmt.PartitionBound{By: above.PartitionBy, Bound: t.Bound, Of: above.Origin, Name: t.Name.String()}
}

// siblings are the bounds of the other partitions of a table.
func (v view) siblings(above, t *schema.Table) []sqlstmt.PartitionBound {
	var list []sqlstmt.PartitionBound
	for _, o := range v.after.Tables("") {
		if o.PartitionOf && o.Parents[0] == above.Name && o.Name != t.Name {
			list = append(list, boundOf(above, o))
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
			v.ask(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandBound, Inside: true, Bounds: []sqlstmt.PartitionBound{boundOf(above, now)}}}, o, above.PartitionColumns)
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

// hashed looks at the other partitions BY HASH where the statement makes or attaches one: which ones there are, production may know
// better than the revisions.
func (v view) hashed() {
	var names, seen []schema.Name // a partition may be named in both
	for _, o := range v.st.Objects {
		if o.Kind == "table" {
			names = append(names, parseName(o.Name, v.dialect.Style()))
		}
	}
	for _, a := range v.st.Actions {
		for _, r := range a.More().Also {
			if r.Role == sqlstmt.RolePartition && a.Kind == sqlstmt.AttachPartition {
				names = append(names, r.Name)
			}
		}
	}
	for _, n := range names {
		t, _ := v.after.Table(n.Schema, n.Name)
		if was, _ := v.before.Table(n.Schema, n.Name); t == nil || !t.PartitionOf || was != nil && was.PartitionOf || slices.Contains(seen, t.Name) {
			continue
		}
		seen = append(seen, t.Name)
		above, _ := v.after.Table(t.Parents[0].Schema, t.Parents[0].Name)
		if above != nil && strings.HasPrefix(above.PartitionBy, "HASH ") && !above.Origin.IsZero() {
			v.hashBeside(above, t)
		}
	}
}

func (v view) hashBeside(above, t *schema.Table) {
	began := func(o *schema.Table) bool { // as a partition of the same table
		was, _ := v.start.Table(o.Origin.Schema, o.Origin.Name)
		return !o.Origin.IsZero() && was != nil && was.PartitionOf && was.Parents[0] == above.Origin
	}
	kept := map[schema.Name]bool{}
	apart := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandApart, Tables: []schema.Name{above.Origin}, Bounds: []sqlstmt.PartitionBound{boundOf(above, t)}}}
	covered := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandCovered, Tables: apart.Tables}, key: "partitions of " + above.Origin.String()}
	for _, o := range v.after.Tables("") {
		switch {
		case !o.PartitionOf || o.Parents[0] != above.Name:
		case began(o) && o.Name != t.Name:
			kept[o.Origin] = true
		default:
			covered.Bounds = append(covered.Bounds, boundOf(above, o))
		}
	}
	for _, o := range v.start.Tables("") {
		if o.PartitionOf && o.Parents[0] == above.Origin && !kept[o.Name] {
			apart.Objects = append(apart.Objects, sqlstmt.DemandObject{Kind: "table", Name: o.Name})
		}
	}
	covered.Objects = apart.Objects
	v.withdraw(covered.key) // there is one partition more
	v.add(apart)
	v.add(covered)
}
