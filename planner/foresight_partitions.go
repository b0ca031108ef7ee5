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

// beside looks at the other partitions where the statement makes or attaches one: which ones there are, production may know
// better than the revisions.
func (v view) beside() {
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
		if above, _ := v.after.Table(t.Parents[0].Schema, t.Parents[0].Name); above != nil && !above.Origin.IsZero() {
			v.partitionBeside(above, t)
		}
	}
}

// partitionBeside asks for partitions that leave no place for a new one, and what of the parent's rows is then somewhere else, or nowhere.
func (v view) partitionBeside(above, t *schema.Table) {
	began := func(o *schema.Table) bool { // as a partition of the same table
		was, _ := v.start.Table(o.Origin.Schema, o.Origin.Name)
		return !o.Origin.IsZero() && was != nil && was.PartitionOf && was.Parents[0] == above.Origin
	}
	kept, catchAll := map[schema.Name]bool{}, false
	apart := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandApart, Tables: []schema.Name{above.Origin}, Bounds: []sqlstmt.PartitionBound{boundOf(above, t)}}}
	var fresh []sqlstmt.PartitionBound
	for _, o := range v.after.Tables("") {
		switch {
		case !o.PartitionOf || o.Parents[0] != above.Name:
		case began(o) && o.Name != t.Name:
			kept[o.Origin] = true
		default:
			fresh = append(fresh, boundOf(above, o))
		}
	}
	for _, o := range v.start.Tables("") {
		if !o.PartitionOf || o.Parents[0] != above.Origin {
			continue
		}
		catchAll = catchAll || o.Bound == "DEFAULT"
		if !kept[o.Name] {
			apart.Objects = append(apart.Objects, sqlstmt.DemandObject{Kind: "table", Name: o.Name})
		}
	}
	if t.Origin.IsZero() && ifNotExists.MatchString(v.st.Text) {
		apart.Unless = t.Name
	}
	v.add(apart)
	switch {
	case strings.HasPrefix(above.PartitionBy, "HASH "):
		v.covered(above, fresh, apart.Objects)
	case !catchAll && t.Bound != "DEFAULT":
		v.ask(demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandBound, Inside: true, Elsewhere: true, Bounds: apart.Bounds, Unless: apart.Unless}}, above, above.PartitionColumns)
	}
}

// covered asks for rows that no partition BY HASH takes behind the last one that the path makes.
func (v view) covered(above *schema.Table, fresh []sqlstmt.PartitionBound, gone []sqlstmt.DemandObject) {
	d := demand{Demand: sqlstmt.Demand{Kind: sqlstmt.DemandCovered, Tables: []schema.Name{above.Origin}, Bounds: fresh, Objects: gone}, key: "partitions of " + above.Origin.String()}
	v.withdraw(d.key) // there is one partition more
	v.add(d)
}
