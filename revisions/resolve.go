package revisions

import (
	"fmt"
	"slices"

	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Path is what a range comes to: the revisions to run, in the order to run them.
type Path struct {
	Direction ir.Direction
	// Start and End are the rows of the version table before and after, sorted;
	// empty for base.
	Start, End []string
	// Steps is empty where the database is at the target already.
	Steps []Step
}

// Step is one revision to run.
type Step struct {
	Revision *ir.Revision
	// Skip is how many statements of the revision have been run already. Only
	// the first step of a path may skip any.
	Skip int
}

// Resolve looks up a range and returns the revisions that lead from its START to
// its targets. Its errors are Problems.
//
// An upgrade runs the ancestors of the targets, dependencies included, that
// START does not stand for; without START it runs from base. A downgrade has one
// target and runs what is applied of the target's children by down_revision and
// of all that follows or depends on these; a branch before the target (label@base,
// label@REV) keeps of several such children those on the branch.
//
// With REV~N in START, the path begins with REV and skips N of its statements.
// For an upgrade the version table then says what it said before REV: the other
// specs of START, or, where REV~N stands alone, the heads of what is below REV.
// For a downgrade REV is still one of the rows.
//
// A downgrade with several targets, or with Range.Exact, goes to exactly these
// rows: see exactSet.
func (g *Graph) Resolve(direction ir.Direction, rng Range) (*Path, error) {
	if direction == ir.Downgrade && !rng.HasStart {
		return nil, &NoStartError{Target: joinSpecs(rng.Targets)}
	}
	from, err := g.start(direction, rng)
	if err != nil {
		return nil, err
	}
	var run nodeSet
	switch direction {
	case ir.Upgrade:
		run, err = g.upgradeSet(from, rng)
	case ir.Downgrade:
		run, err = g.downgradeSet(from, rng)
	default:
		panic(fmt.Sprintf("revisions: Resolve with %v", direction))
	}
	if err != nil {
		return nil, err
	}
	return g.path(direction, from, run)
}

// path orders the nodes of run, which lead from from in one direction.
func (g *Graph) path(direction ir.Direction, from standing, run nodeSet) (*Path, error) {
	order := g.ordered(run)
	after := newNodeSet(len(g.revs))
	for i := range after {
		if direction == ir.Upgrade {
			after[i] = from.applied[i] | run[i]
		} else {
			after[i] = from.applied[i] &^ run[i]
		}
	}
	if direction == ir.Downgrade {
		slices.Reverse(order)
	}
	if from.half != noNode {
		at := slices.Index(order, from.half)
		if at < 0 {
			return nil, &ResumeError{Revision: g.revs[from.half].ID, Reason: fmt.Sprintf("this %s does not run it", direction),
				Hint: "choose a target that it is on the way to"}
		}
		copy(order[1:at+1], order[:at])
		order[0] = from.half
	}
	p := &Path{Direction: direction, Start: g.sortedIDs(from.rows), End: g.sortedIDs(g.effectiveHeads(after))}
	for _, node := range order {
		p.Steps = append(p.Steps, Step{Revision: g.revs[node]})
	}
	if from.half != noNode {
		p.Steps[0].Skip = from.done
	}
	return p, nil
}

// ordered returns the nodes of run, oldest first.
func (g *Graph) ordered(run nodeSet) []int32 {
	if g.loaded != nil {
		return g.alembicOrder(run, g.loaded)
	}
	return g.nodesWhere(run.has)
}

// standing is where the database stands.
type standing struct {
	rows    []int32
	applied nodeSet // the rows and everything below them
	half    int32   // the revision that is half done, or noNode
	done    int     // how many of its statements have been run
}

// start looks up START.
func (g *Graph) start(direction ir.Direction, rng Range) (standing, error) {
	from := standing{half: noNode}
	for _, s := range rng.Start {
		nodes, err := g.startRows(rng, s)
		if err != nil {
			return from, err
		}
		if s.Done > 0 {
			if len(nodes) != 1 {
				return from, &RangeError{Text: rng.Text, Offset: s.Offset, Reason: "~ after a name that is not one revision", Hint: "name the revision that was left half done"}
			}
			from.half, from.done = nodes[0], s.Done
			if direction == ir.Upgrade {
				continue
			}
		}
		from.rows = append(from.rows, nodes...)
	}
	slices.Sort(from.rows)
	from.rows = slices.Compact(from.rows)
	if err := g.checkOverlap(from.rows, false); err != nil {
		return from, err
	}
	if direction == ir.Upgrade && from.half != noNode && len(rng.Start) == 1 {
		before := g.below([]int32{from.half}, g.norm)
		before.remove(from.half)
		from.rows = g.effectiveHeads(before)
	}
	from.applied = g.below(from.rows, g.norm)
	if direction == ir.Upgrade && from.half != noNode {
		return from, g.checkResumable(from)
	}
	return from, nil
}

// startRows looks up one spec of START.
func (g *Graph) startRows(rng Range, s Spec) ([]int32, error) {
	if s.Name == "" {
		return nil, &RangeError{Text: rng.Text, Offset: s.Offset, Reason: "START counts steps from nowhere", Hint: "name a revision to count from, such as head-1"}
	}
	var nodes []int32
	var err error
	if s.Step {
		var node int32
		if node, err = g.anchored(s); node != noNode {
			nodes = []int32{node}
		}
	} else {
		nodes, err = g.named(s)
	}
	if err == nil && len(nodes) == 0 && len(rng.Start) > 1 {
		return nil, &RangeError{Text: rng.Text, Offset: s.Offset, Reason: "base beside other rows", Hint: "base stands for an empty version table: leave it out of the list"}
	}
	return nodes, err
}

// checkOverlap fails if one of the nodes is an ancestor of another, dependencies included.
func (g *Graph) checkOverlap(nodes []int32, target bool) error {
	if len(nodes) < 2 {
		return nil
	}
	implied := g.below(nodes, g.norm)
	for _, node := range nodes {
		if g.anyIn(g.allNext.of(node), implied) {
			return &OverlapError{Above: g.coveredBy(node, nodes), Below: g.revs[node].ID, Target: target}
		}
	}
	return nil
}

// checkResumable fails unless the half-done revision of an upgrade can be the next to run.
func (g *Graph) checkResumable(from standing) error {
	id := g.revs[from.half].ID
	if from.applied.has(from.half) {
		return &ResumeError{Revision: id, Reason: "the rows of START say that all of it is applied",
			Hint: "give the rows as they were before it was started"}
	}
	var missing []int32
	for _, parent := range g.norm.of(from.half) {
		if !from.applied.has(parent) {
			missing = append(missing, parent)
		}
	}
	if len(missing) > 0 {
		return &ResumeError{Revision: id, Reason: "it follows " + few(g.sortedIDs(missing)) + ", which START does not hold",
			Hint: "give all rows of the version table beside it, or it alone"}
	}
	return nil
}

// upgradeSet returns the nodes that an upgrade runs.
func (g *Graph) upgradeSet(from standing, rng Range) (nodeSet, error) {
	var targets []int32
	for _, s := range rng.Targets {
		nodes, err := g.upgradeTarget(from, s)
		if err != nil {
			return nil, err
		}
		if len(nodes) == 0 && len(rng.Targets) > 1 {
			return nil, baseAmongTargets(rng, s)
		}
		targets = append(targets, nodes...)
	}
	run := g.below(targets, g.norm)
	for i := range run {
		run[i] &^= from.applied[i]
	}
	if slices.ContainsFunc(run, func(word uint64) bool { return word != 0 }) {
		return run, nil
	}
	// Nothing to run is fine where the database is at the target, and a slip
	// where it is beyond it.
	if len(targets) == 0 && len(from.rows) > 0 {
		return nil, &WrongTargetError{Direction: ir.Upgrade, Target: "base", Start: g.sortedIDs(from.rows)}
	}
	for _, node := range targets {
		if g.anyIn(g.next.of(node), from.applied) {
			return nil, &WrongTargetError{Direction: ir.Upgrade, Target: g.revs[node].ID, Start: g.sortedIDs(from.rows), Applied: true}
		}
	}
	return run, nil
}

func baseAmongTargets(rng Range, s Spec) error {
	return &RangeError{Text: rng.Text, Offset: s.Offset, Reason: "base beside other targets", Hint: "base means that nothing is applied: leave it out of the list"}
}

// upgradeTarget looks up one target; base is no nodes.
func (g *Graph) upgradeTarget(from standing, s Spec) ([]int32, error) {
	if !s.Step {
		return g.named(s)
	}
	node, err := noNode, error(nil)
	switch {
	case s.Name != "":
		node, err = g.anchored(s)
	case s.Steps < 0:
		err = &RangeError{Reason: fmt.Sprintf("%q does not go up", s.Text), Hint: "an upgrade goes up: write +N, or use downgrade"}
	default:
		node, err = g.upFromRows(from, s)
	}
	if err != nil || node == noNode {
		return nil, err
	}
	return []int32{node}, nil
}

// upFromRows walks +N or label@+N: from the row on the branch, or where another
// branch's row implies part of it from the top of that part, or from base.
func (g *Graph) upFromRows(from standing, s Spec) (int32, error) {
	if s.Branch == "" {
		return g.walkUpFrom(s, from.rows, nil)
	}
	node, err := g.branch(s.Branch)
	if err != nil {
		return noNode, err
	}
	branch := g.lineage(node)
	rows := slices.DeleteFunc(slices.Clone(from.rows), func(n int32) bool { return !branch.has(n) })
	if len(rows) == 0 {
		active := newNodeSet(len(g.revs))
		for i := range active {
			active[i] = branch[i] & from.applied[i]
		}
		rows = g.effectiveHeads(active)
	}
	return g.walkUpFrom(s, rows, branch)
}

func (g *Graph) walkUpFrom(s Spec, rows []int32, branch nodeSet) (int32, error) {
	switch len(rows) {
	case 0:
		return g.walkUp(s, noNode, branch)
	case 1:
		return g.walkUp(s, rows[0], branch)
	}
	return noNode, &AmbiguousStartError{Step: s.Text, Rows: g.sortedIDs(rows), Up: true}
}

// downgradeSet returns the nodes that a downgrade runs.
func (g *Graph) downgradeSet(from standing, rng Range) (nodeSet, error) {
	if rng.Exact || len(rng.Targets) > 1 {
		return g.exactSet(from, rng)
	}
	target, branch, err := g.downgradeTarget(from, rng.Targets[0])
	if err != nil {
		return nil, err
	}
	var roots []int32
	if target == noNode {
		roots = g.nodesWhere(func(n int32) bool { return len(g.down.of(n)) == 0 })
	} else {
		roots = slices.Clone(g.next.of(target))
	}
	if branch != noNode && len(roots) > 1 {
		on := g.below([]int32{branch}, g.down)
		if roots = slices.DeleteFunc(roots, func(n int32) bool { return !on.has(n) }); len(roots) == 0 {
			return nil, g.wrongDowngrade(from, target)
		}
	}
	run := g.above(roots, g.allNext)
	empty := true
	for i := range run {
		run[i] &= from.applied[i]
		empty = empty && run[i] == 0
	}
	if empty && target != noNode && !slices.Contains(from.rows, target) {
		return nil, g.wrongDowngrade(from, target)
	}
	return run, nil
}

// wrongDowngrade explains why there is nothing to take back above target.
func (g *Graph) wrongDowngrade(from standing, target int32) error {
	e := &WrongTargetError{Direction: ir.Downgrade, Target: g.revs[target].ID, Start: g.sortedIDs(from.rows), Applied: from.applied.has(target)}
	for _, node := range g.allNext.of(target) {
		if from.applied.has(node) && !slices.Contains(g.next.of(target), node) {
			e.Dependents = append(e.Dependents, g.revs[node].ID)
		}
	}
	slices.Sort(e.Dependents)
	return e
}

// downgradeTarget looks up the target of a downgrade, noNode for base, and the
// revision whose branch limits it, noNode for none.
func (g *Graph) downgradeTarget(from standing, s Spec) (target, branch int32, err error) {
	branch = noNode
	if s.Branch != "" {
		if branch, err = g.branch(s.Branch); err != nil {
			return noNode, noNode, err
		}
	}
	switch {
	case !s.Step:
		target, err = g.one(s)
		return target, branch, err
	case s.Name != "":
		target, err = g.anchored(s)
		return target, branch, err
	case s.Steps > 0:
		return noNode, noNode, &RangeError{Reason: fmt.Sprintf("%q does not go down", s.Text), Hint: "a downgrade goes down: write -N, or use upgrade"}
	}
	row, err := g.downFrom(from, s, branch)
	if err != nil {
		return noNode, noNode, err
	}
	target, err = g.walkDown(s, row)
	// Of several children of the target only the one on the way to the row is
	// meant. Alembic takes the label instead, and so refuses label@-1 above a fork of the branch.
	return target, row, err
}

// downFrom returns where -N or label@-N starts: the row on the branch, or where
// another branch's row implies part of it, the top of that part by down_revision.
func (g *Graph) downFrom(from standing, s Spec, branch int32) (int32, error) {
	rows := from.rows
	if branch != noNode {
		on := g.lineage(branch)
		rows = slices.DeleteFunc(slices.Clone(rows), func(n int32) bool { return !on.has(n) })
		if len(rows) == 0 {
			rows = g.nodesWhere(func(n int32) bool {
				return from.applied.has(n) && on.has(n) && !g.anyIn(g.next.of(n), from.applied)
			})
		}
	}
	switch len(rows) {
	case 0:
		return noNode, &WalkTooFarError{Step: s.Text, Steps: -s.Steps}
	case 1:
		return rows[0], nil
	}
	return noNode, &AmbiguousStartError{Step: s.Text, Rows: g.sortedIDs(rows)}
}

// Below is the path from base to the rows, which are ids of revisions: what a
// database that holds them has run.
func (g *Graph) Below(rows []string) *Path {
	p := &Path{Direction: ir.Upgrade, End: rows}
	var nodes []int32
	for _, id := range rows {
		nodes = append(nodes, g.byID[id])
	}
	for _, node := range g.ordered(g.below(nodes, g.norm)) {
		p.Steps = append(p.Steps, Step{Revision: g.revs[node]})
	}
	return p
}
