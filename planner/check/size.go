package check

import "github.com/sqlplan/sqlplan/revisions/source"

// Size is what the statistics of production say of a table, its partitions and children included. What they do not know is 0.
type Size struct {
	Rows, DeadRows       int64
	Heap, Toast, Indexes int64    // bytes
	Writes               float64  // inserted, changed and deleted rows a second
	Partitions           int      // and children
	Part                 bool     // it is a partition or a child of another table
	Invalid              []string // indexes that are not valid
}

// Total is the size of all that a rewrite writes again, in bytes.
func (s Size) Total() int64 { return s.Heap + s.Toast + s.Indexes }

// lower turns warnings about small tables into notes, where the risk is how long the work takes.
func (p *Pass) lower() {
	if p.Small == 0 || len(p.found) == 0 {
		return
	}
	sizes, scales := map[int]map[string]Size{}, map[string]bool{}
	for _, st := range p.Statements {
		sizes[st.Number] = st.Sizes
	}
	for _, r := range Rules {
		scales[r.Code] = r.Scales
	}
	for i := range p.found {
		f := &p.found[i]
		size, known := sizes[f.Statement][f.Table]
		if known && scales[f.Code] && f.Severity == source.Warning && size.Total() < p.Small {
			f.Severity = source.Note
		}
	}
}
