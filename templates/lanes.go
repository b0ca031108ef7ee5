package templates

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
)

// The graph of a page is a column of rows, one for each revision, and lanes for
// the lines between them. Sizes are pixels; plan.css gives the rows their height.
const (
	rowHeight = 30
	laneWidth = 16
	maxLanes  = 24
	// maxDrawn is how many revisions are drawn: a longer list has no picture.
	maxDrawn = 1000
)

// edge is a line from one row to a later one.
type edge struct {
	from, to, lane int
	dashed         bool
}

// lanes draws the lines between the revisions of a page, beside the list of them, as an SVG; empty where they are one
// line with nothing to see, or too many.
func lanes(page *Page) template.HTML {
	n := len(page.Revisions)
	if n < 2 || n > maxDrawn {
		return ""
	}
	edges := pageEdges(page)
	nodes, width := placeLanes(n, edges)
	if width > maxLanes {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="lanes" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" aria-hidden="true" focusable="false">`, width*laneWidth+4, n*rowHeight)
	for _, e := range edges {
		class := "edge"
		if e.dashed {
			class = "edge needs"
		}
		fmt.Fprintf(&b, `<path class="%s" d="%s"/>`, class, e.path(nodes))
	}
	for i, lane := range nodes {
		class := "node"
		if worst := page.Revisions[i].Worst; worst != "" {
			class = "node " + worst
		}
		fmt.Fprintf(&b, `<circle class="%s" cx="%d" cy="%d" r="5"/>`, class, laneX(lane), rowY(i))
	}
	b.WriteString("</svg>")
	return template.HTML(b.String()) // numbers and words of this file only
}

// pageEdges are the lines between revisions of the plan, from the earlier row to the later one.
func pageEdges(page *Page) []edge {
	index := map[string]int{}
	for i, s := range page.Revisions {
		index[s.ID] = i
	}
	var edges []edge
	add := func(i int, ids []string, dashed bool) {
		for _, id := range ids {
			if j, ok := index[id]; ok && i != j {
				edges = append(edges, edge{from: min(i, j), to: max(i, j), dashed: dashed})
			}
		}
	}
	for i, s := range page.Revisions {
		add(i, s.Down, false)
		add(i, s.Depends, true)
	}
	slices.SortStableFunc(edges, func(a, b edge) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return a.to - b.to
	})
	return edges
}

// placeLanes gives every row and every line between rows a lane, and returns how many there are. The first
// line that leaves a row goes straight on; a row stands in the lane of the first line that reaches it.
func placeLanes(n int, edges []edge) (nodes []int, width int) {
	nodes = make([]int, n)
	var free []int // by lane: the first row at which it is free again; a line has its lane up to the row that it reaches
	take := func(row, until int) int {
		for lane := range free {
			if free[lane] <= row {
				free[lane] = until
				return lane
			}
		}
		free = append(free, until)
		return len(free) - 1
	}
	next := 0
	for row := range n {
		nodes[row] = -1
		for _, e := range edges[:next] {
			if e.to == row && (nodes[row] < 0 || e.lane < nodes[row]) {
				nodes[row] = e.lane
			}
		}
		if nodes[row] < 0 {
			nodes[row] = take(row, row+1)
		}
		free[nodes[row]] = row + 1
		for first := true; next < len(edges) && edges[next].from == row; next++ {
			e := &edges[next]
			if first && free[nodes[row]] <= row+1 {
				e.lane = nodes[row]
				free[e.lane] = e.to + 1
			} else {
				e.lane = take(row+1, e.to+1)
			}
			first = false
		}
	}
	return nodes, len(free)
}

func laneX(lane int) int { return lane*laneWidth + 10 }
func rowY(row int) int   { return row*rowHeight + rowHeight/2 }

// path is the line as SVG draws it: out of its row into its lane, down, and into the other row.
func (e edge) path(nodes []int) string {
	x0, x, x1 := laneX(nodes[e.from]), laneX(e.lane), laneX(nodes[e.to])
	y0, y1 := rowY(e.from), rowY(e.to)
	d := fmt.Sprintf("M%d %d", x0, y0)
	y := y0
	bend := func(from, to, until int) {
		middle := (y + until) / 2
		d += fmt.Sprintf("C%d %d %d %d %d %d", from, middle, to, middle, to, until)
		y = until
	}
	if e.to == e.from+1 { // one bend is all that there is room for
		bend(x0, x1, y1)
		return d
	}
	if x != x0 {
		bend(x0, x, y0+rowHeight)
	}
	if x != x1 {
		if last := y1 - rowHeight; last > y {
			d += fmt.Sprintf("V%d", last)
			y = last
		}
		bend(x, x1, y1)
	} else {
		d += fmt.Sprintf("V%d", y1)
	}
	return d
}
